"""Who must do what: a bar above the text that chooses which statements are brought forward."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from navigator.model.obligations import Parties, Party, Statement, StatementKind
from ui.frame.labels import muted
from ui.theme import Theme, icon

PARTIES = Parties().called
KINDS = {StatementKind.OBLIGATION: "must", StatementKind.RIGHT: "may", StatementKind.PROHIBITION: "must not"}


class DutyBar(QFrame):
    """`changed` says that others are chosen, `step` (True backwards) asks for the next of them."""

    changed = Signal()
    step = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.setAccessibleName("Who must do what")
        self._statements: tuple[Statement, ...] = ()
        self._icons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(6)
        self.parties = {party: self._chip(row, words) for party, words in PARTIES.items()}
        row.addSpacing(10)
        self.kinds = {kind: self._chip(row, words) for kind, words in KINDS.items()}
        self.parties[Party.CUSTOMER].setChecked(True)
        self.kinds[StatementKind.OBLIGATION].setChecked(True)
        row.addSpacing(6)
        row.addWidget(self._button("caret-up", "Statement before", lambda: self.step.emit(True)))
        row.addWidget(self._button("caret-down", "Next statement", lambda: self.step.emit(False)))
        self.count = muted("", self, wrap=False)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self._button("x", "Show all text alike", self.close_up))
        self.set_theme(theme)
        self.hide()

    def show_statements(self, statements: Sequence[Statement], parties: Parties) -> None:
        """The statements of an agreement, and what it calls its sides."""
        self._statements = tuple(statements)
        self.parties[Party.PROVIDER].setText(parties.called[Party.PROVIDER].replace("&", "&&"))
        for party, chip in self.parties.items():
            chip.setVisible(any(row.party is party for row in statements))
        self._say()
        self.show()

    def chosen(self) -> list[Statement]:
        """The statements of the chosen sides and kinds, in reading order."""
        found = [
            row for row in self._statements if self.parties[row.party].isChecked() and self.kinds[row.kind].isChecked()
        ]
        return sorted(found, key=lambda row: row.span)

    def close_up(self) -> None:
        """Hides it; the text is shown alike again."""
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

    def _say(self) -> None:
        """How many there are: in all that is chosen, and behind each kind for the chosen sides."""
        sides = [row for row in self._statements if self.parties[row.party].isChecked()]
        for kind, chip in self.kinds.items():
            chip.setText(f"{KINDS[kind]} ({sum(row.kind is kind for row in sides)})")
        number = len(self.chosen())
        self.count.setText("1 statement" if number == 1 else f"{number:,} statements")

    def _chip(self, row: QHBoxLayout, words: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("role", "chip")
        made.setCheckable(True)
        made.clicked.connect(self._choose)
        row.addWidget(made)
        return made

    def _choose(self) -> None:
        self._say()
        self.changed.emit()

    def _button(self, name: str, spoken: str, act: object) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("role", "flat")
        made.setAccessibleName(spoken)
        made.setToolTip(spoken)
        made.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        self._icons.append((made, name))
        return made
