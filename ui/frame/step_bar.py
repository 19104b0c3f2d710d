"""A bar above the text with which one walks through places in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.frame.buttons import IconButton
from ui.theme import Theme


class StepBar(QFrame):
    """`row` takes what the bar shows; Esc or its button closes it.

    step  True backwards
    """

    step = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self._theme = theme
        self._buttons: list[IconButton] = []
        self._steps: tuple[IconButton, ...] = ()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 6, 10, 6)
        self.row.setSpacing(spacing)
        self.hide()

    def add_steps(self, before: str, after: str) -> None:
        """The two buttons that go to the place before and the one after, with what they say."""
        up = self._add_button("caret-up", before, lambda: self.step.emit(True))
        self._steps = (up, self._add_button("caret-down", after, lambda: self.step.emit(False)))

    def show_steps(self, there: bool) -> None:
        """Whether there is anything to step through."""
        for button in self._steps:
            button.setVisible(there)

    def add_close(self, spoken: str) -> None:
        """The button that closes the bar, at its end."""
        self.row.addStretch(1)
        self._add_button("x", spoken, self.close_up)

    def close_up(self) -> None:
        """Hides it, and says so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for button in self._buttons:
            button.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _add_button(self, name: str, spoken: str, act: Callable[[], object]) -> IconButton:
        made = IconButton(name, spoken, act, self, flat=True)
        made.set_theme(self._theme)
        self._buttons.append(made)
        self.row.addWidget(made)
        return made
