"""The catalogue: one SQLite file that lists versions, sources, relations and imports; its transaction is the library's.

A connection lives for one operation: the class is safe to use from any thread and from two programs at once, and
nothing stays open. The journal is SQLite's own rollback journal, which works on read-only folders and network drives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from navigator.library.records import Imports
from navigator.library.schema import FORMAT, format_of, migrate
from navigator.model.library import Origin, RelationKind, Stated

_WAIT_SECONDS = 30.0
_CHANGES = slice(24, 28)  # of SQLite's header: a counter that every transaction raises
_VERSION = (
    "key, versions.sha256, title, chosen, publisher, version, language, name, media_type, added, provisions, words,"
    " has_summaries, address, retrieved, folder, charset, made_by"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One version of an agreement with its source, as it is listed. `chosen` is true where the user gave the title;
    `made_by` is the stamp of the code that understood it, None for that of an early release."""

    key: str
    sha256: str
    title: str
    chosen: bool
    publisher: str | None
    version: date | None
    language: str
    source_name: str
    media_type: str
    added: datetime
    provisions: int
    words: int
    has_summaries: bool
    origin: Origin
    folder: str = ""
    charset: str | None = None
    made_by: str | None = None


class Change(Imports):
    """What can be done inside one transaction; all of it happens, or nothing."""

    def listed(self, sha256: str) -> bool:
        """Whether a version has this source."""
        found = self.connection.execute("SELECT 1 FROM versions WHERE sha256 = ?", (sha256,))
        return found.fetchone() is not None

    def row(self, key: str) -> Row | None:
        """One version, None where it is not there."""
        found = self.connection.execute(
            f"SELECT {_VERSION} FROM versions JOIN sources USING (sha256) WHERE key = ?",  # noqa: S608 - our own names
            (key,),
        ).fetchone()
        return None if found is None else _row(found)

    def put(self, row: Row, relations: tuple[Stated, ...]) -> None:
        """Add a version with its source and the relations that it states, or renew the one with its key."""
        self.remove(row.key)
        run = self.connection.execute
        retrieved = row.origin.retrieved.isoformat() if row.origin.retrieved else None
        run(
            "INSERT INTO sources (sha256, name, media_type, address, retrieved, folder, charset)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.sha256, row.source_name, row.media_type, row.origin.address, retrieved, row.folder, row.charset),
        )
        run(
            "INSERT INTO versions (key, sha256, title, chosen, publisher, version, language, added, provisions, words,"
            " has_summaries, made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.key,
                row.sha256,
                row.title,
                int(row.chosen),
                row.publisher,
                row.version.isoformat() if row.version else None,
                row.language,
                row.added.isoformat(),
                row.provisions,
                row.words,
                int(row.has_summaries),
                row.made_by,
            ),
        )
        self.connection.executemany(
            "INSERT INTO relations (key, place, kind, named, url, provision) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (row.key, place, stated.kind.value, stated.named, stated.url, stated.provision)
                for place, stated in enumerate(relations)
            ],
        )

    def remove(self, key: str) -> None:
        """Take a version off the list with its source and the relations that it states."""
        found = self.connection.execute("SELECT sha256 FROM versions WHERE key = ?", (key,)).fetchone()
        if found is not None:
            self.connection.execute("DELETE FROM versions WHERE key = ?", (key,))
            self.connection.execute("DELETE FROM sources WHERE sha256 = ?", found)


class Catalogue:
    """One catalogue file. Failures are `sqlite3.Error` and `OSError`, for the caller to tell."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: tuple[object, tuple[Row, ...]] | None = None

    @property
    def is_there(self) -> bool:
        """Whether anything was ever kept in this library."""
        return self._path.exists()

    def rows(self) -> tuple[Row, ...]:
        """Every version, oldest addition first; none where there is no catalogue yet. The very same tuple while nothing
        has changed."""
        if not self.is_there:
            return ()
        state = self._state()
        if self._kept is None or self._kept[0] != state:
            with self.reading() as change:
                found = change.connection.execute(
                    f"SELECT {_VERSION} FROM versions JOIN sources USING (sha256) ORDER BY added, key"  # noqa: S608
                ).fetchall()
            self._kept = (state, tuple(_row(values) for values in found))
        return self._kept[1]

    def relations(self) -> Mapping[str, tuple[Stated, ...]]:
        """Key -> the relations that this version states, in reading order."""
        found: dict[str, list[Stated]] = {}
        if self.is_there:
            with self.reading() as change:
                for key, kind, named, url, provision in change.connection.execute(
                    "SELECT key, kind, named, url, provision FROM relations ORDER BY key, place"
                ):
                    found.setdefault(key, []).append(Stated(RelationKind(kind), named, url, provision))
        return {key: tuple(rows) for key, rows in found.items()}

    def check(self) -> tuple[str, ...]:
        """What SQLite's own checks find wrong, and sources without a version; nothing where all is well."""
        if not self.is_there:
            return ()
        with self.reading() as change:
            run = change.connection.execute
            found = [str(words) for (words,) in run("PRAGMA integrity_check") if words != "ok"]
            found += [f"{table} {row}: leads nowhere" for table, row, *_ in run("PRAGMA foreign_key_check")]
            alone = run("SELECT sha256 FROM sources WHERE sha256 NOT IN (SELECT sha256 FROM versions)")
            found += [f"source {sha256}: of no version" for (sha256,) in alone]
        return tuple(found)

    @contextmanager
    def reading(self) -> Iterator[Change]:
        """The catalogue as it is at one moment. One of an older format is brought up to date first: in its file, or
        where that cannot be written (read-only media), in memory."""
        uri = f"{self._path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS)) as connection:
            if format_of(connection, self._path) < FORMAT:
                with suppress(sqlite3.OperationalError, OSError), self.writing():
                    pass
            if format_of(connection, self._path) == FORMAT:
                yield Change(connection)
                return
            with closing(sqlite3.connect(":memory:")) as copy:
                connection.backup(copy)
                migrate(copy, self._path)
                yield Change(copy)

    @contextmanager
    def writing(self) -> Iterator[Change]:
        """One transaction, alone among all programs; it is undone where the block raises."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN IMMEDIATE")
            try:
                migrate(connection, self._path)
                yield Change(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # some troubles (a full disk) have rolled back already
                    connection.execute("ROLLBACK")
                raise

    def _state(self) -> object:
        """Changes whenever any program has changed the catalogue."""
        with self._path.open("rb") as file:
            about = self._path.stat()
            return file.read(100)[_CHANGES], about.st_mtime_ns, about.st_size, about.st_ino


def _row(values: tuple[object, ...]) -> Row:
    (
        key, sha256, title, chosen, publisher, version, language, name, media_type, added, provisions, words, summaries,
        address, retrieved, folder, charset, made_by,
    ) = values  # fmt: skip
    return Row(
        key=str(key),
        sha256=str(sha256),
        title=str(title),
        chosen=bool(chosen),
        publisher=None if publisher is None else str(publisher),
        version=None if version is None else date.fromisoformat(str(version)),
        language=str(language),
        source_name=str(name),
        media_type=str(media_type),
        added=datetime.fromisoformat(str(added)),
        provisions=int(str(provisions)),
        words=int(str(words)),
        has_summaries=bool(summaries),
        origin=Origin(
            None if address is None else str(address),
            None if retrieved is None else datetime.fromisoformat(str(retrieved)),
        ),
        folder=str(folder),
        charset=None if charset is None else str(charset),
        made_by=None if made_by is None else str(made_by),
    )
