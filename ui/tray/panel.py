"""The tray below the text: its lists, one at a time, each with its own filters."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.frame.buttons import IconButton
from ui.panel import Current, Panel


class Tray(Panel):
    """`wanted` names the list that a tab asks for; `left` asks to close the tray."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, current: Current, tabs: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self.setObjectName("tray")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QFrame(self)
        head.setObjectName("popup-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        self.tabs = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for name, words in tabs.items():
            button = QPushButton(words, head)
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            self.tabs.addButton(button)
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        self.close_button = IconButton("x", "Close the lists (Esc)", self.left.emit, head, flat=True)
        row.addWidget(self.close_button)
        self.stack = QStackedWidget(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.stack, 1)
        self.setMinimumHeight(140)
        self.track(current.theme_changed, self._theme)
        self._theme()

    def take(self, panel: QWidget) -> None:
        """Another list."""
        self.stack.addWidget(panel)

    def show_list(self, name: str, panel: QWidget) -> None:
        """Brings a list to the front."""
        self.buttons[name].setChecked(True)
        self.stack.setCurrentWidget(panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _theme(self) -> None:
        self.close_button.set_theme(self.current.theme)
