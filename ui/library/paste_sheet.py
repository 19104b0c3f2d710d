"""The sheet *Paste*: what the clipboard holds, seen under a title before it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from navigator.model.library import Draft
from ui.frame.labels import muted
from ui.library.draft import DraftView
from ui.panel import Current
from ui.sheets.sheet import Sheet


class PasteSheet(Sheet):
    """`keep` asks for a draft under a title."""

    keep = Signal(object, str)

    def __init__(self, host: QWidget, current: Current) -> None:
        super().__init__(host, current, "Paste an agreement", width=620)
        self.column.addWidget(
            muted("Read from the clipboard, on this computer. Give it the title to find it by.", self.body)
        )
        self.view = DraftView(self.body)
        self.column.addWidget(self.view)
        self.keep_button = QPushButton("Add to the library", self.body)
        self.keep_button.setProperty("role", "primary")
        self.keep_button.clicked.connect(lambda _checked=False: self._keep())
        self.view.title.returnPressed.connect(self._keep)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.keep_button)
        self.column.addSpacing(8)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Opens it with what was read."""
        self.view.show_draft(draft)
        self.keep_button.setEnabled(draft.known_as is None)
        self.open(self.view.title)
        self.view.title.selectAll()

    def _keep(self) -> None:
        draft = self.view.draft
        if draft is not None and self.keep_button.isEnabled():
            self.close_up()
            self.keep.emit(draft, self.view.title.text())
