"""The switch above the binding text: as published, or as it reads for the profile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.frame.keys import keys_of

COMMAND = "view.as-published"
PUBLISHED, FOR_ME = "As published", "For me"


class ReadsSwitch(QWidget):
    """Two buttons of which one holds; there only while a profile is chosen. `chosen` gives True for as published."""

    chosen = Signal(bool)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.wanted = False
        self.setAccessibleName("How the text is shown")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        helps = ("Every word as it was published", "What is replaced for you struck, and what applies in its place")
        self.buttons = [QPushButton(words, self) for words in (PUBLISHED, FOR_ME)]
        for at, (button, help_) in enumerate(zip(self.buttons, helps, strict=True)):
            button.setProperty("role", "switch")
            button.setProperty("end", "left" if at == 0 else "right")
            button.setCheckable(True)
            button.setToolTip(f"{help_} ({keys_of(COMMAND)})")
            self._group.addButton(button, at)
            row.addWidget(button)
        self.buttons[1].setChecked(True)
        self._group.idClicked.connect(lambda at: self.chosen.emit(at == 0))
        self.hide()

    def show_state(self, wanted: bool, published: bool) -> None:
        """Whether there is anything to choose, and what holds now."""
        self.wanted = wanted
        self.buttons[0 if published else 1].setChecked(True)
        self.resized.emit()
