"""The format of the catalogue file: numbered migrations, so that a library of any older release opens for ever."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from navigator.model.catalogue import BadInput

# Appended to, never edited: `PRAGMA user_version` says how many of them a file has had. tests/navigator/library/formats
# holds a catalogue of each format as a dump.
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
    """
    CREATE TABLE sources (
        sha256        TEXT PRIMARY KEY,
        name          TEXT NOT NULL,     -- of the file, never its path
        media_type    TEXT NOT NULL,
        address       TEXT,              -- of the web page that it is
        retrieved     TEXT               -- ISO 8601, UTC
    ) STRICT;
    INSERT INTO sources (sha256, name, media_type) SELECT sha256, source_name, media_type FROM agreements;

    CREATE TABLE versions (
        key           TEXT PRIMARY KEY,
        sha256        TEXT NOT NULL UNIQUE REFERENCES sources,
        title         TEXT NOT NULL,
        chosen        INTEGER NOT NULL,  -- 1 where the user gave the title
        publisher     TEXT,
        version       TEXT,              -- YYYY-MM-DD, as the agreement dates itself
        language      TEXT NOT NULL,
        added         TEXT NOT NULL,     -- ISO 8601, UTC
        provisions    INTEGER NOT NULL,
        words         INTEGER NOT NULL,
        has_summaries INTEGER NOT NULL
    ) STRICT;
    INSERT INTO versions (key, sha256, title, chosen, publisher, version, language, added, provisions, words,
        has_summaries) SELECT key, sha256, title, 0, publisher, version, language, added, provisions, words,
        has_summaries FROM agreements;
    DROP TABLE agreements;

    CREATE TABLE relations (
        key           TEXT NOT NULL REFERENCES versions ON DELETE CASCADE,
        place         INTEGER NOT NULL,
        kind          TEXT NOT NULL,
        named         TEXT NOT NULL,
        url           TEXT,
        provision     TEXT,
        PRIMARY KEY (key, place)
    ) STRICT;

    CREATE TABLE imports (
        id            INTEGER PRIMARY KEY,
        began         TEXT NOT NULL,     -- ISO 8601, UTC
        ended         TEXT,              -- NULL while it runs, and for ever where it was cut off
        cancelled     INTEGER NOT NULL,
        total         INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE import_lines (
        import        INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
        place         INTEGER NOT NULL,
        source        TEXT NOT NULL,
        key           TEXT,
        status        TEXT NOT NULL,
        message       TEXT NOT NULL,
        title         TEXT,
        provisions    INTEGER NOT NULL,
        left_out      INTEGER NOT NULL,
        doubts        TEXT NOT NULL,     -- JSON: a list of words
        PRIMARY KEY (import, place)
    ) STRICT;
    """,
    """
    ALTER TABLE sources ADD COLUMN folder TEXT NOT NULL DEFAULT '';  -- the name of the one that its file lay in
    ALTER TABLE sources ADD COLUMN charset TEXT;                     -- as the web server named it
    ALTER TABLE versions ADD COLUMN made_by TEXT;                    -- `stamp` of the code that understood it
    """,
)

FORMAT = len(MIGRATIONS)
"""The number of the format that this release writes; it reads every one from 1 on."""


def format_of(connection: sqlite3.Connection, path: Path) -> int:
    """The format of a catalogue, 0 for a new file. Raises `BadInput` for one of a newer release."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > FORMAT:
        raise BadInput(f"{path}: made by a newer Contract Navigator; update this one, or choose another library")
    return found


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older file up to date inside the caller's transaction."""
    have = format_of(connection, path)
    for script in MIGRATIONS[have:]:
        for statement in script.split(";"):
            if statement.strip():
                connection.execute(statement)
    if have < FORMAT:
        connection.execute(f"PRAGMA user_version = {FORMAT}")
