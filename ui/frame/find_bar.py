"""Find in a text: a bar above it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.frame.labels import muted
from ui.frame.step_bar import StepBar
from ui.theme import Theme, scaled

_DEBOUNCE_MS = 120


class FindBar(StepBar):
    """Says what to look for; `ui.frame.finding` looks. `what` names the text.

    typed  the words, a moment after the last letter
    """

    typed = Signal(str)

    def __init__(self, theme: Theme, what: str = "this agreement", parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.box = QLineEdit(self)
        self.box.setPlaceholderText(f"Find in {what}…")
        self.box.setAccessibleName(f"Find in {what}")
        self.box.setMaximumWidth(scaled(360))
        self.count = muted("", self, wrap=False)
        self.row.addWidget(self.box, 1)
        self.add_steps("Find previous", "Find next")
        self.row.addWidget(self.count)
        self.add_close("Close the find bar")
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._timer.timeout.connect(lambda: self.typed.emit(self.box.text()))
        self.box.textEdited.connect(lambda _text: self._timer.start())

    def open(self) -> None:
        """Shows it, its words selected."""
        self.show()
        self.box.setFocus()
        self.box.selectAll()
        if self.box.text():
            self.typed.emit(self.box.text())

    def close_up(self) -> None:
        """Hides it and lets the marks go."""
        self._timer.stop()
        super().close_up()

    def say(self, place: int, total: int) -> None:
        """'3 of 17', 'not found', or nothing for an empty box."""
        words = f"{place} of {total}" if place else f"{total} found"
        self.count.setText("" if not self.box.text().strip() else words if total else "not found")
        self.box.setAccessibleDescription(self.count.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.box.hasFocus():
            self._timer.stop()
            self.step.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)
