"""The sheet *The library, checked*: what is wrong with it, and what is worth knowing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from navigator.model.library import Verified
from ui.frame.labels import clear, heading, line, muted, plain
from ui.panel import Current
from ui.sheets.sheet import Sheet

_MOST = 200
"""Lines that the sheet shows; a library with more to tell has one trouble, not many."""


class CareSheet(Sheet):
    """What a check of the library found, each with its mend."""

    def __init__(self, host: QWidget, current: Current) -> None:
        super().__init__(host, current, "The library, checked", width=720)

    def show_found(self, found: Verified) -> None:
        """Writes it and opens."""
        clear(self.column)
        for title, lines in (("Wrong", found.wrong), ("Worth knowing", found.notes)):
            if not lines:
                continue
            self.column.addWidget(heading(f"{title} ({len(lines):,})", self.body))
            for words in lines[:_MOST]:
                self.column.addWidget(line(self.body))
                self.column.addWidget(plain(words, self.body))
            if len(lines) > _MOST:
                self.column.addWidget(muted(f"and {len(lines) - _MOST:,} more", self.body))
            self.column.addSpacing(10)
        self.column.addStretch(1)
        self.focus_body()
