"""The bar above the text while the uses of one term are looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QToolButton, QWidget

from ui.frame.labels import muted, plain
from ui.frame.words import counted
from ui.theme import Theme, icon


class TermBar(QFrame):
    """`step` (True backwards) asks for the next use, `only` says whether other provisions are hidden."""

    step = Signal(bool)
    only = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.term = plain("", self, wrap=False, role="value")
        self.count = muted("", self, wrap=False)
        self.box = QCheckBox("Only the provisions that use it", self)
        self.box.setChecked(True)
        self.box.toggled.connect(self.only)
        self._icons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self.term)
        row.addWidget(self.count)
        row.addWidget(self._button("caret-up", "Use before", lambda: self.step.emit(True)))
        row.addWidget(self._button("caret-down", "Next use", lambda: self.step.emit(False)))
        row.addWidget(self.box)
        row.addStretch(1)
        row.addWidget(self._button("x", "Show all provisions", self.close_up))
        self.set_theme(theme)
        self.hide()

    def show_term(self, term: str, uses: int, provisions: int) -> None:
        """The term that is looked at, and how often and where it is used."""
        self.term.setText(f"“{term}”")
        self.count.setText(f"{counted(uses, 'use')} in {counted(provisions, 'provision')}")
        self.setAccessibleName(f"Uses of {term}: {self.count.text()}")
        self.show()

    def show_only(self, only: bool) -> None:
        """Says whether other provisions are hidden, without a word to anybody."""
        blocked = self.box.blockSignals(True)
        self.box.setChecked(only)
        self.box.blockSignals(blocked)

    def close_up(self) -> None:
        """Hides it; every provision is shown again."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        for button, name in self._icons:
            button.setIcon(icon(name, theme.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, spoken: str, act: object) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("role", "flat")
        made.setAccessibleName(spoken)
        made.setToolTip(spoken)
        made.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        self._icons.append((made, name))
        return made
