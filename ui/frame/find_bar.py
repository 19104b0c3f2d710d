"""Find in this agreement: a bar above the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from ui.frame.labels import muted
from ui.theme import Theme, icon

_DEBOUNCE_MS = 120


class FindBar(QFrame):
    """Says what to look for; the reading commands look.

    typed   the words, a moment after the last letter
    step    True backwards
    """

    typed = Signal(str)
    step = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find-bar")
        self.box = QLineEdit(self)
        self.box.setPlaceholderText("Find in this agreement…")
        self.box.setAccessibleName("Find in this agreement")
        self.box.setMaximumWidth(360)
        self.count = muted("", self, wrap=False)
        self._buttons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self._button("caret-up", "Find previous", lambda: self.step.emit(True)))
        row.addWidget(self._button("caret-down", "Find next", lambda: self.step.emit(False)))
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self._button("x", "Close the find bar", self.close_up))
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._timer.timeout.connect(lambda: self.typed.emit(self.box.text()))
        self.box.textEdited.connect(lambda _text: self._timer.start())
        self.set_theme(theme)
        self.hide()

    def open(self) -> None:
        """Shows it, its words selected."""
        self.show()
        self.box.setFocus()
        self.box.selectAll()
        if self.box.text():
            self.typed.emit(self.box.text())

    def close_up(self) -> None:
        """Hides it and lets the marks go."""
        if self.isVisible():
            self._timer.stop()
            self.hide()
            self.closed.emit()

    def say(self, place: int, total: int) -> None:
        """'3 of 17', 'not found', or nothing for an empty box."""
        words = f"{place} of {total}" if place else f"{total} found"
        self.count.setText("" if not self.box.text().strip() else words if total else "not found")
        self.box.setAccessibleDescription(self.count.text())

    def set_theme(self, theme: Theme) -> None:
        for button, name in self._buttons:
            button.setIcon(icon(name, theme.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self.step.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, spoken: str, act: object) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("role", "flat")
        made.setAccessibleName(spoken)
        made.setToolTip(spoken)
        made.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        self._buttons.append((made, name))
        return made
