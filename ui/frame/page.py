"""A page over the whole width of the window: a title, what it is about, and the way back to the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.frame.buttons import IconButton
from ui.frame.labels import muted, plain
from ui.panel import Current, Panel


class Page(Panel):
    """`head` takes further controls, `column` what the page shows. Esc and the arrow ask to leave."""

    left = Signal()
    go = Signal(str, object)
    """A provision to read, and the span to mark there (or None)."""

    def __init__(self, current: Current, title: str, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        bar = QFrame(self)
        bar.setObjectName("page-head")
        self.head = QHBoxLayout(bar)
        self.head.setContentsMargins(14, 8, 14, 8)
        self.head.setSpacing(10)
        self.back = IconButton("arrow-left", "Back to the text (Esc)", self.left.emit, bar)
        self.title = plain(title, bar, role="title", wrap=False)
        self.about = muted("", bar, wrap=False)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it gives way
        self.head.addWidget(self.back)
        self.head.addWidget(self.title)
        self.head.addWidget(self.about, 1)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(self.column, 1)
        self.track(current.theme_changed, self._page_theme)
        self._page_theme()

    def takes(self, name: str) -> bool:  # noqa: ARG002
        """Does an act on the text (a command's id) where the page has a text of its own; False leaves it to others."""
        return False

    def panes(self) -> list[QWidget]:
        """What F6 goes round on this page."""
        return []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _page_theme(self) -> None:
        self.back.set_theme(self.current.theme)


class Choice(QWidget):
    """A few alternatives beside one another, of which one holds. `chosen` gives its place."""

    chosen = Signal(int)

    def __init__(self, name: str, words: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, text in enumerate(words):
            button = QPushButton(text, self)
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.group.addButton(button, place)
            row.addWidget(button)
        self.group.button(0).setChecked(True)
        self.group.idClicked.connect(self.chosen)

    def at(self) -> int:
        """The place of the one that holds."""
        return self.group.checkedId()

    def take(self, place: int) -> None:
        """Has another one hold, without a word to anybody."""
        self.group.button(place).setChecked(True)
