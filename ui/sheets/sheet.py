"""A sheet: a panel over the middle of the window with a title and a body that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.frame.buttons import IconButton
from ui.frame.labels import plain
from ui.frame.overlay import Overlay
from ui.panel import Current
from ui.theme import scaled

_TOP = 66
_MARGIN = 24
_ROUND = 10
"""Pixels at the foot that the body leaves free: it would square the round corners off."""


class Sheet(Overlay):
    """Closed by Esc, its button, or a click elsewhere. `column` takes what it shows."""

    def __init__(self, host: QWidget, current: Current, title: str, *, width: int = 620, scrolls: bool = True) -> None:
        super().__init__(host, host, title)
        self.current = current
        self._wide = width
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, _ROUND)
        box.setSpacing(0)
        head = QFrame(self)
        head.setObjectName("popup-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 10, 10, 10)
        self.title = plain(title, head, role="value", wrap=False)
        row.addWidget(self.title, 1)
        self.close_button = IconButton("x", f"Close {title} (Esc)", self.close_up, head, flat=True)
        row.addWidget(self.close_button)
        box.addWidget(head)
        self.body = QWidget()
        self.body.setObjectName("sheet-body")
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(20, 14, 20, 18 - _ROUND)
        self.column.setSpacing(8)
        self._area: QScrollArea | None = None
        if scrolls:
            self._area = QScrollArea(self)
            self._area.setWidgetResizable(True)
            self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._area.setAccessibleName(title)
            self._area.setWidget(self.body)
            box.addWidget(self._area, 1)
        else:
            box.addWidget(self.body, 1)
        current.theme_changed.connect(self._theme)
        self._theme()

    def focus_body(self) -> None:
        """Opens it with the focus where the arrow keys scroll."""
        self.open(self._area or self.close_button)

    def place(self) -> None:
        """In the middle of the window, as tall as its body where there is room."""
        width = min(scaled(self._wide), self.host.width() - 2 * _MARGIN)
        room = self.host.height() - scaled(_TOP) - _MARGIN
        inner = width - 2
        self.body.ensurePolished()
        layout = self.column
        layout.activate()
        wanted = layout.totalHeightForWidth(inner) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        around = self.title.sizeHint().height() + 47 + _ROUND
        height = min(room, max(wanted, layout.totalMinimumSize().height()) + around)
        self.setGeometry((self.host.width() - width) // 2, scaled(_TOP), width, height)

    def _is_anchor(self, _widget: QWidget) -> bool:
        return False

    def _theme(self) -> None:
        self.close_button.set_theme(self.current.theme)
