"""The reports of imports, inside the transactions that add what they report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from navigator.model.catalogue import AddReport, AddStatus
from navigator.model.library import ImportReport

_KEPT = 20
"""Imports whose reports stay; older ones go when another begins."""


class Imports:
    """The imports of one catalogue, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def begin_import(self, total: int) -> int:
        """A new import of so many files; answers its number."""
        made = self.connection.execute(
            "INSERT INTO imports (began, cancelled, total) VALUES (?, 0, ?)", (_now(), total)
        ).lastrowid
        assert made is not None
        self.connection.execute("DELETE FROM imports WHERE id <= ?", (made - _KEPT,))
        return made

    def report(self, number: int, lines: Iterable[tuple[int, AddReport]]) -> None:
        """What became of some of its files, each with its place among them."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO import_lines (import, place, source, key, status, message, title, provisions,"
            " left_out, doubts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number, place, line.source, line.key, line.status.value, line.message, line.title, line.provisions,
                    line.left_out, json.dumps(line.doubts, ensure_ascii=False),
                )
                for place, line in lines
            ],
        )  # fmt: skip

    def end_import(self, number: int, *, cancelled: bool) -> None:
        """Nothing more comes of it."""
        self.connection.execute(
            "UPDATE imports SET ended = ?, cancelled = ? WHERE id = ?", (_now(), int(cancelled), number)
        )

    def imports(self) -> tuple[ImportReport, ...]:
        """The last imports, newest first."""
        lines: dict[int, list[AddReport]] = {}
        for number, source, key, status, message, title, provisions, left_out, doubts in self.connection.execute(
            "SELECT import, source, key, status, message, title, provisions, left_out, doubts FROM import_lines"
            " ORDER BY import, place"
        ):
            row = AddReport(
                source, key, AddStatus(status), message, title, provisions, left_out, tuple(json.loads(doubts))
            )
            lines.setdefault(number, []).append(row)
        found = self.connection.execute("SELECT id, began, ended, cancelled, total FROM imports ORDER BY id DESC")
        return tuple(
            ImportReport(
                datetime.fromisoformat(began),
                datetime.fromisoformat(ended) if ended else None,
                bool(cancelled),
                total,
                tuple(lines.get(number, ())),
            )
            for number, began, ended, cancelled, total in found
        )


def _now() -> str:
    return datetime.now(UTC).isoformat()
