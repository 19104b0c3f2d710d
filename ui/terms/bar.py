"""The bar above the text while the uses of one term are looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.frame.labels import muted, plain
from ui.frame.step_bar import StepBar
from ui.frame.words import counted
from ui.theme import Theme


class TermBar(StepBar):
    """Steps through the uses; `only` says whether other provisions are hidden."""

    only = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=10)
        self.term = plain("", self, wrap=False, role="value")
        self.count = muted("", self, wrap=False)
        self.box = QCheckBox("Only the provisions that use it", self)
        self.box.setChecked(True)
        self.box.toggled.connect(self.only)
        self.row.addWidget(self.term)
        self.row.addWidget(self.count)
        self.add_steps("Use before", "Next use")
        self.row.addWidget(self.box)
        self.add_close("Show all provisions")

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
