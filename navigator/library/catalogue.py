"""The catalogue: one SQLite file, one row for each version of an agreement, numbered migrations.

A connection lives for one operation: the class is safe to use from any thread and from two programs at once, and
nothing stays open. The journal is SQLite's own rollback journal, which works on read-only folders and network drives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from navigator.model.catalogue import BadInput

# Appended to, never edited: `PRAGMA user_version` says how many of them a file has had.
MIGRATIONS = (
    """
    CREATE TABLE agreements (
        key           TEXT PRIMARY KEY,
        sha256        TEXT NOT NULL UNIQUE,
        title         TEXT NOT NULL,
        publisher     TEXT,
        version       TEXT,              -- YYYY-MM-DD, as the agreement dates itself
        language      TEXT NOT NULL,
        source_name   TEXT NOT NULL,
        media_type    TEXT NOT NULL,
        added         TEXT NOT NULL,     -- ISO 8601, UTC
        provisions    INTEGER NOT NULL,
        words         INTEGER NOT NULL,
        has_summaries INTEGER NOT NULL
    ) STRICT;
    """,
)
_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Row:
    """One version of an agreement, as it is listed."""

    key: str
    sha256: str
    title: str
    publisher: str | None
    version: date | None
    language: str
    source_name: str
    media_type: str
    added: datetime
    provisions: int
    words: int
    has_summaries: bool


class Catalogue:
    """The rows of one catalogue file. Failures are `sqlite3.Error` and `OSError`, for the caller to tell."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def rows(self) -> tuple[Row, ...]:
        """Every row, oldest first; none where there is no catalogue yet."""
        if not self._path.exists():
            return ()
        with self._reading() as connection:
            found = connection.execute(
                "SELECT key, sha256, title, publisher, version, language, source_name, media_type, added, provisions,"
                " words, has_summaries FROM agreements ORDER BY added, key"
            ).fetchall()
        return tuple(_row(values) for values in found)

    def put(self, row: Row) -> None:
        """Add a row, or renew the one with its key, in one transaction."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO agreements (key, sha256, title, publisher, version, language, source_name,"
                " media_type, added, provisions, words, has_summaries) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    row.key,
                    row.sha256,
                    row.title,
                    row.publisher,
                    row.version.isoformat() if row.version else None,
                    row.language,
                    row.source_name,
                    row.media_type,
                    row.added.isoformat(),
                    row.provisions,
                    row.words,
                    int(row.has_summaries),
                ),
            )

    def remove(self, key: str) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM agreements WHERE key = ?", (key,))

    def check(self) -> tuple[str, ...]:
        """What SQLite's own integrity check finds wrong; nothing where all is well."""
        if not self._path.exists():
            return ()
        with self._reading() as connection:
            found = [str(words) for (words,) in connection.execute("PRAGMA integrity_check")]
        return () if found == ["ok"] else tuple(found)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        uri = f"{self._path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS)) as connection:
            if _version(connection, self._path) < len(MIGRATIONS):
                # A reader cannot bring the file up to date; a writer can, and then the reader reads it.
                with self._writing():
                    pass
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                _migrate(connection, self._path)
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise BadInput(f"{path}: made by a newer Contract Navigator; update this one, or choose another library")
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older file up to date inside the caller's transaction."""
    have = _version(connection, path)
    for script in MIGRATIONS[have:]:
        for statement in script.split(";"):
            if statement.strip():
                connection.execute(statement)
    if have < len(MIGRATIONS):
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _row(values: tuple[object, ...]) -> Row:
    key, sha256, title, publisher, version, language, name, media_type, added, provisions, words, summaries = values
    return Row(
        key=str(key),
        sha256=str(sha256),
        title=str(title),
        publisher=None if publisher is None else str(publisher),
        version=None if version is None else date.fromisoformat(str(version)),
        language=str(language),
        source_name=str(name),
        media_type=str(media_type),
        added=datetime.fromisoformat(str(added)),
        provisions=int(str(provisions)),
        words=int(str(words)),
        has_summaries=bool(summaries),
    )
