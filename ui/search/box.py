"""The one search box of the top bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from ui.theme import Theme, icon, scaled

_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class SearchBox(QLineEdit):
    """A line of words; the arrows and Enter are handed to the popup, the typing never leaves the box.

    moved     rows to move the choice by
    accepted  Enter; True with Ctrl held
    """

    moved = Signal(int)
    accepted = Signal(bool)
    dismissed = Signal()
    focused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search clauses, summaries, definitions…")
        self.setAccessibleName("Search every agreement")
        self.setAccessibleDescription("Words, a number or a heading. Arrow keys choose a result, Enter opens it.")
        self.setMaximumWidth(scaled(440))
        self.setMinimumWidth(160)
        self.setMinimumHeight(scaled(34))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxLength(400)
        self._glass: QAction | None = None
        self._hint = QLabel("Ctrl K", self)
        self._hint.setObjectName("search-hint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        if self._glass is not None:
            self.removeAction(self._glass)
        self._glass = self.addAction(
            icon("magnifying-glass", theme.text_muted), QLineEdit.ActionPosition.LeadingPosition
        )

    def set_hint(self, keys: str) -> None:
        """The key that comes here, as the system writes it."""
        self._hint.setText(keys)
        self._place_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _KEYS:
            self.moved.emit(_KEYS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _place_hint(self) -> None:
        self._hint.adjustSize()
        self.setTextMargins(0, 0, self._hint.width() + 12, 0)
        self._hint.move(self.width() - self._hint.width() - 9, (self.height() - self._hint.height()) // 2)
