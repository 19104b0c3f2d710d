"""Who must do what: a bar above the text that chooses which statements are brought forward."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from navigator.model.obligations import Parties, Party, Statement, StatementKind
from ui.frame.labels import muted
from ui.frame.step_bar import StepBar
from ui.theme import Theme

PARTIES = Parties().called
KINDS = {StatementKind.OBLIGATION: "must", StatementKind.RIGHT: "may", StatementKind.PROHIBITION: "must not"}


class DutyBar(StepBar):
    """Steps through the chosen statements; `changed` says that others are chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=6)
        self.setAccessibleName("Who must do what")
        self._statements: tuple[Statement, ...] = ()
        self.parties = {party: self._chip(words) for party, words in PARTIES.items()}
        self.row.addSpacing(10)
        self.kinds = {kind: self._chip(words) for kind, words in KINDS.items()}
        self.parties[Party.CUSTOMER].setChecked(True)
        self.kinds[StatementKind.OBLIGATION].setChecked(True)
        self.row.addSpacing(6)
        self.add_steps("Statement before", "Next statement")
        self.count = muted("", self, wrap=False)
        self.count.setMinimumWidth(1)  # gives way first
        self.row.addWidget(self.count)
        self.add_close("Show all text alike")

    def show_statements(self, statements: Sequence[Statement], parties: Parties) -> None:
        """The statements of an agreement, and what it calls its sides."""
        self._statements = tuple(statements)
        self.parties[Party.PROVIDER].setText(parties.called[Party.PROVIDER].replace("&", "&&"))
        for party, chip in self.parties.items():
            chip.setVisible(any(row.party is party for row in statements))
        self.show_steps(bool(statements))
        for chip in self.kinds.values():
            chip.setVisible(bool(statements))
        if not self.chosen():  # the agreement says nothing of that kind: all that it says
            for chip in (*self.parties.values(), *self.kinds.values()):
                chip.setChecked(True)
        self._say()
        self.show()

    def chosen(self) -> list[Statement]:
        """The statements of the chosen sides and kinds, in reading order."""
        found = [
            row for row in self._statements if self.parties[row.party].isChecked() and self.kinds[row.kind].isChecked()
        ]
        return sorted(found, key=lambda row: row.span)

    def _say(self) -> None:
        """How many there are: in all that is chosen, and behind each kind for the chosen sides."""
        sides = [row for row in self._statements if self.parties[row.party].isChecked()]
        for kind, chip in self.kinds.items():
            chip.setText(f"{KINDS[kind]} ({sum(row.kind is kind for row in sides)})")
        if not self._statements:
            self.count.setText("No words were recognised here that say what somebody must, may or must not do.")
            return
        number = len(self.chosen())
        self.count.setText("1 statement" if number == 1 else f"{number:,} statements")

    def _chip(self, words: str) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("role", "chip")
        made.setCheckable(True)
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        made.clicked.connect(self._choose)
        self.row.addWidget(made)
        return made

    def _choose(self) -> None:
        self._say()
        self.changed.emit()
