"""The top bar: contents, menu, title and version, history, the one search box, the profile chip, export."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.frame.words import tip
from ui.search.box import SearchBox
from ui.theme import Theme, icon, scaled

_NARROW = 1000
_SHARES, _SHARES_NARROW = (10, 12, 10), (12, 8, 0)
"""How the title, the search box and what stands at the right share the width."""


class _Elided(QLabel):
    """A one-line label that gives way: it may be narrower than its words, and then ends in an ellipsis."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._full = ""

    def say(self, text: str) -> None:
        self._full = text
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width(), 40)))


class ArrowButton(QPushButton):
    """A button with an arrow behind its words: something opens below it."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setProperty("arrow", True)
        self._arrow = QIcon()

    def set_arrow(self, arrow: QIcon) -> None:
        self._arrow = arrow
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        self._arrow.paint(painter, QRect(self.width() - 25, (self.height() - 13) // 2 + 1, 13, 13))
        painter.end()


class TopBar(QFrame):
    """Shows where one is; what its buttons do is the actions' affair."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self.setFixedHeight(scaled(54))
        self._icons: list[tuple[QToolButton, str]] = []
        self.menu_button = self._square("list", "Menu")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.contents = self._square("list-numbers", "Contents")
        self.contents.setCheckable(True)
        self.back = self._square("caret-left", "Back")
        self.forward = self._square("caret-right", "Forward")
        self.title = _Elided("agreement-title", self)
        self.version = _Elided("agreement-version", self)
        self.search = SearchBox(theme, self)
        self._chip_words = "Applies to: choose…"
        self.chip = ArrowButton(self._chip_words, self)
        self.chip.setObjectName("profile-chip")
        self.chip.setCursor(Qt.CursorShape.PointingHandCursor)
        self.export = ArrowButton("Export", self)
        self.export.setAccessibleName("Export and print")
        self._lay_out()
        self.set_theme(theme)

    def say(self, title: str, version: str) -> None:
        """The agreement that is open, and its version in words."""
        self.title.say(title)
        self.version.say(version)
        self.version.setVisible(bool(version))

    def say_profile(self, words: str, spoken: str) -> None:
        """The chip's words, and what a screen reader says."""
        self._chip_words = words
        self.chip.setAccessibleName(spoken)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window the chip says the answer alone, so that the agreement's title can be read."""
        words, narrow = self._chip_words, self.width() < scaled(_NARROW)
        for place, share in enumerate(_SHARES_NARROW if narrow else _SHARES):
            self._whole.setStretch(place, share)
        if narrow:
            words = words.partition(": ")[2]
            words = words[:1].upper() + words[1:]
        self.chip.setText(words)
        self.chip.setToolTip("" if words == self._chip_words else tip(self._chip_words))

    def wire(self, menu: QMenu, back: QAction, forward: QAction, contents: QAction) -> None:
        """Hangs the menu and the actions on their buttons."""
        self.menu_button.setMenu(menu)
        for button, action in ((self.back, back), (self.forward, forward), (self.contents, contents)):
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())
            button.setEnabled(action.isEnabled())
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda button=button, action=action: button.setEnabled(action.isEnabled()))

    def show_reading(self, reading: bool) -> None:
        """Export and history make sense only with an agreement open."""
        for widget in (self.back, self.forward, self.export, self.contents):
            widget.setVisible(reading)

    def set_theme(self, theme: Theme) -> None:
        for button, name in self._icons:
            button.setIcon(icon(name, theme.text, theme.border_strong))
            button.setIconSize(QSize(scaled(17), scaled(17)))
        self.chip.set_arrow(icon("caret-down", theme.accent))
        self.export.set_arrow(icon("caret-down", theme.text))
        self.search.set_theme(theme)

    def _square(self, name: str, spoken: str) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("role", "square")
        made.setAccessibleName(spoken)
        made.setToolTip(spoken)
        self._icons.append((made, name))
        return made

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.version)
        words.addStretch(1)
        left = QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.menu_button)
        left.addWidget(self.contents)
        left.addSpacing(4)
        left.addLayout(words)
        left.addSpacing(4)
        left.addWidget(self.back)
        left.addWidget(self.forward)
        left.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(10)
        right.addStretch(1)
        right.addWidget(self.chip)
        right.addWidget(self.export)
        whole = self._whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 0, 14, 0)
        whole.setSpacing(12)
        whole.addLayout(left)
        whole.addWidget(self.search)
        whole.addLayout(right)
