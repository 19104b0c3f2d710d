"""The library while nothing of the user's own is in it: how to begin, and the samples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.frame.labels import heading, link_button, muted, plain, restyle
from ui.library.tile import AgreementTile
from ui.panel import Current, Panel
from ui.theme import icon

_WIDEST = 940
_FORMATS = "Word, PDF, OpenDocument, web page, Markdown or text"


class Welcome(Panel):
    """The place to drop a file, the other ways of adding one, and a tile for each sample."""

    open_agreement = Signal(str)
    open_file = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self._tiles: list[AgreementTile] = []
        self._columns = 0
        body = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        middle = QHBoxLayout(body)
        middle.setContentsMargins(32, 40, 32, 32)
        middle.addStretch(1)
        holder = QWidget(body)
        holder.setMaximumWidth(_WIDEST)
        holder.setLayout(self._column)
        middle.addWidget(holder, 100)
        middle.addStretch(1)
        self.title = plain("Read what you agree to, side by side", holder, role="title")
        self.under = muted(
            "Binding clauses beside plain-language summaries, with every reference followed and the law that applies "
            "to you. Begin with a sample, or with an agreement of your own.",
            holder,
        )
        self.drop = self._build_drop(holder)
        self.sample_head, self.samples = heading("Sample library", holder), QGridLayout()
        self._column.addWidget(self.title)
        self._column.addWidget(self.under)
        self._column.addSpacing(14)
        self._column.addWidget(self.drop)
        self._column.addSpacing(20)
        self.samples.setSpacing(12)
        self._column.addWidget(self.sample_head)
        self._column.addLayout(self.samples)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Library")
        self.area.setWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self.setFocusProxy(self.open_button)
        self.track(current.theme_changed, self._theme)
        self._theme()

    def take_ways(self, ways: Sequence[QAction]) -> None:
        """The other ways of adding, as links below the words."""
        for way in ways:
            self._ways.addWidget(link_button(way.text(), way.trigger, self.drop))
        self._ways.addStretch(1)

    def show_drop(self, over: bool) -> None:
        """Lights the drop area up while a file is held over the window."""
        self.drop.setProperty("over", over)
        restyle(self.drop)

    def show_samples(self) -> None:
        """A tile for each sample, in the library's order."""
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._tiles.clear()
        self._columns = self._fitting()
        earlier = {key for card in self.current.library for key in card.earlier}
        cards = [card for card in self.current.library if card.key not in earlier]
        self.sample_head.setVisible(bool(cards))
        for place, card in enumerate(cards):
            tile = AgreementTile(card, self.current.theme, self)
            tile.clicked.connect(lambda _checked=False, key=card.key: self.open_agreement.emit(key))
            self._tiles.append(tile)
            self.samples.addWidget(tile, place // self._columns, place % self._columns)
        for column in range(2):
            self.samples.setColumnStretch(column, 1 if column < self._columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._tiles and self._fitting() != self._columns:
            self.show_samples()

    def _build_drop(self, parent: QWidget) -> QFrame:
        drop = QFrame(parent)
        drop.setProperty("role", "drop")
        row = QHBoxLayout(drop)
        row.setContentsMargins(28, 24, 28, 20)
        row.setSpacing(20)
        self._picture = QLabel(drop)
        row.addWidget(self._picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain("Drop an agreement anywhere", drop, role="value"))
        words.addWidget(muted(f"{_FORMATS}. It is read here, on this computer, and never sent anywhere.", drop))
        self._ways = QHBoxLayout()
        self._ways.setContentsMargins(0, 8, 0, 0)
        self._ways.setSpacing(16)
        words.addLayout(self._ways)
        row.addLayout(words, 1)
        self.open_button = QPushButton("Open…", drop)
        self.open_button.setProperty("role", "primary")
        self.open_button.setAccessibleName("Open an agreement from a file")
        self.open_button.clicked.connect(self.open_file)
        row.addWidget(self.open_button)
        return drop

    def _fitting(self) -> int:
        return 1 if self.width() < 640 else 2

    def _theme(self) -> None:
        self._picture.setPixmap(icon("file-arrow-down", self.current.theme.accent).pixmap(QSize(44, 44)))
        if self._tiles:
            self.show_samples()
