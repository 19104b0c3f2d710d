"""The library page: what the first start shows, and where one comes back to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from navigator.model.catalogue import AgreementCard
from ui.frame.labels import heading, muted, plain, restyle
from ui.library.tile import AgreementTile
from ui.panel import Current, Panel
from ui.theme import icon

_WIDEST = 940
_FORMATS = "Word, PDF, web page, Markdown or text"


class LibraryPage(Panel):
    """Tiles of the user's agreements and of the samples, and the place to drop a file."""

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
        self.title = plain("", holder, role="title")
        self.under = muted("", holder)
        self.drop = self._build_drop(holder)
        self.own_head, self.own = heading("Your agreements", holder), QGridLayout()
        self.sample_head, self.samples = heading("Sample library", holder), QGridLayout()
        self.waiting = muted("Reading the library…", holder)
        self._column.addWidget(self.title)
        self._column.addWidget(self.under)
        self._column.addSpacing(14)
        self._column.addWidget(self.drop)
        self._column.addSpacing(20)
        self._column.addWidget(self.waiting)
        for head, grid in ((self.own_head, self.own), (self.sample_head, self.samples)):
            grid.setSpacing(12)
            self._column.addWidget(head)
            self._column.addLayout(grid)
            self._column.addSpacing(14)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Library")
        self.area.setWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self.setFocusProxy(self.open_button)
        self._ready = False
        self.track(current.library_changed, self._library)
        self.track(current.theme_changed, self._theme)
        self._say()
        self._theme()

    def show_drop(self, over: bool) -> None:
        """Lights the drop area up while a file is held over the window."""
        self.drop.setProperty("over", over)
        restyle(self.drop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._lay_tiles()

    def _build_drop(self, parent: QWidget) -> QFrame:
        drop = QFrame(parent)
        drop.setProperty("role", "drop")
        row = QHBoxLayout(drop)
        row.setContentsMargins(28, 24, 28, 24)
        row.setSpacing(20)
        self._picture = QLabel(drop)
        row.addWidget(self._picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain("Drop an agreement anywhere", drop, role="value"))
        words.addWidget(muted(f"{_FORMATS}. It is read here, on this computer, and never sent anywhere.", drop))
        row.addLayout(words, 1)
        self.open_button = QPushButton("Open…", drop)
        self.open_button.setProperty("role", "primary")
        self.open_button.setAccessibleName("Open an agreement from a file")
        self.open_button.clicked.connect(self.open_file)
        row.addWidget(self.open_button)
        return drop

    def _library(self) -> None:
        self._ready = True
        self._say()
        self._lay_tiles()

    def _say(self) -> None:
        own = [card for card in self.current.library if not card.sample]
        first = not own
        self.title.setText("Read what you agree to, side by side" if first else "Library")
        self.under.setText(
            "Binding clauses beside plain-language summaries, with every reference followed and the law that "
            "applies to you." + (" Begin with a sample, or with an agreement of your own." if first else "")
        )
        self.waiting.setVisible(not self._ready)

    def _fitting(self) -> int:
        return 1 if self.width() < 640 else 2

    def _lay_tiles(self) -> None:
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._tiles.clear()
        self._columns = self._fitting()
        earlier = {key for card in self.current.library for key in card.earlier}
        for head, grid, sample in ((self.own_head, self.own, False), (self.sample_head, self.samples, True)):
            cards = [card for card in self.current.library if card.sample is sample and card.key not in earlier]
            head.setVisible(bool(cards))
            for place, card in enumerate(cards):
                tile = self._tile(card)
                grid.addWidget(tile, place // self._columns, place % self._columns)
            for column in range(2):
                grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def _tile(self, card: AgreementCard) -> AgreementTile:
        tile = AgreementTile(card, self.current.theme, self)
        tile.clicked.connect(lambda _checked=False, key=card.key: self.open_agreement.emit(key))
        self._tiles.append(tile)
        return tile

    def _theme(self) -> None:
        theme = self.current.theme
        self._picture.setPixmap(icon("file-arrow-down", theme.accent).pixmap(QSize(44, 44)))
        if self._ready:
            self._lay_tiles()
