"""The agreements of the library as a table: sorted by any column, filtered as one types, quick with thousands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from navigator.model.catalogue import AgreementCard
from navigator.model.dates import in_words
from ui.frame.painting import elided, pill
from ui.frame.rows import RowsTable
from ui.frame.words import counted, tip
from ui.library.tile import facts
from ui.panel import Current
from ui.theme import scaled, ui_font

Index = QModelIndex | QPersistentModelIndex
CARD = int(Qt.ItemDataRole.UserRole) + 1
TITLE, VERSION, VERSIONS, PROVISIONS, ADDED = range(5)
_HEADS = ("Agreement", "Version of", "Versions", "Provisions", "Added")
_WIDTHS = (0, 160, 84, 96, 160)
_X, _Y = 10, 7
_NUMBERS = (VERSIONS, PROVISIONS)


class Cards(QAbstractTableModel):
    """The present version of each agreement, in the library's order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[AgreementCard] = []
        self._words: list[str] = []

    def show_cards(self, cards: Sequence[AgreementCard]) -> None:
        """Other cards; earlier versions are left to the present ones."""
        earlier = {key for card in cards for key in card.earlier}
        self.beginResetModel()
        self.cards = [card for card in cards if card.key not in earlier]
        self._words = [f"{card.title} {card.publisher or ''} {card.file}".casefold() for card in self.cards]
        self.endResetModel()

    def holds(self, row: int, words: Sequence[str]) -> bool:
        """Whether title, publisher or file name of a row have all of these words, in lower case."""
        return all(word in self._words[row] for word in words)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.cards)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        card, column = self.cards[index.row()], index.column()
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return words(card, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == TITLE:
            return tip(f"{card.title}\n{card.publisher or ''}\n{card.file}".replace("\n\n", "\n"))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == TITLE:
                return f"{card.title}{', sample' if card.sample else ''}. {facts(card)}"
            return f"{_HEADS[column]}: {words(card, column) or 'not stated'}"
        return None


def words(card: AgreementCard, column: int) -> str:
    """What a cell shows."""
    if column == TITLE:
        return card.title
    if column == VERSION:
        return in_words(card.version) if card.version else ""
    if column == VERSIONS:
        return str(1 + len(card.earlier)) if card.earlier else ""
    if column == PROVISIONS:
        return f"{card.provisions:,}"
    return "" if card.sample else in_words(card.added.astimezone().date())


def _sorted_by(card: AgreementCard, column: int) -> tuple[Any, ...]:
    """What a column sorts by; the title settles what is equal."""
    values: dict[int, Any] = {
        TITLE: card.title.casefold(),
        VERSION: card.version or date.min,
        VERSIONS: len(card.earlier),
        PROVISIONS: card.provisions,
        ADDED: 0.0 if card.sample else card.added.timestamp(),
    }
    return values[column], card.title.casefold(), card.key


class _Shown(QSortFilterProxyModel):
    def __init__(self, cards: Cards) -> None:
        super().__init__(cards)
        self._cards = cards
        self._words: list[str] = []
        self.setSourceModel(cards)

    def filter(self, text: str) -> None:
        self._words = text.casefold().split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        return self._cards.holds(row, self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        column = left.column()
        first, second = self._cards.cards[left.row()], self._cards.cards[right.row()]
        return bool(_sorted_by(first, column) < _sorted_by(second, column))


class _Delegate(QStyledItemDelegate):
    def __init__(self, current: Current, table: AgreementsTable) -> None:
        super().__init__(table)
        self._current, self._table = current, table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._table.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._current.theme, option.rect
        card: AgreementCard = index.data(CARD)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, QColor(theme.accent_soft))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        room = box.adjusted(_X, _Y, -_X, -_Y)
        if index.column() == TITLE:
            self._paint_title(painter, room, card)
        else:
            painter.setFont(ui_font(theme))
            painter.setPen(QColor(theme.text if chosen else theme.text_muted))
            side = Qt.AlignmentFlag.AlignRight if index.column() in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words(card, index.column()))
        if option.state & QStyle.StateFlag.State_HasFocus and self._table.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_title(self, painter: QPainter, room: QRect, card: AgreementCard) -> None:
        theme = self._current.theme
        strong, small = ui_font(theme, strong=True), ui_font(theme, small=True)
        right = float(room.right())
        if card.sample:
            tiny = ui_font(theme, pixels=theme.small_size - 1.5, strong=True)
            right = pill(painter, theme, "sample", "accent", right, room.top() + scaled(11), tiny) - 8
        painter.setFont(strong)
        painter.setPen(QColor(theme.text))
        top = QRect(room.left(), room.top(), int(right) - room.left(), room.height())
        elided(painter, top, card.title)
        down = painter.fontMetrics().height() + 1
        painter.setFont(small)
        painter.setPen(QColor(theme.text_muted))
        elided(painter, room.adjusted(0, down, 0, 0), card.publisher or card.file)


class AgreementsTable(RowsTable):
    """`chosen` tells the card under the cursor (or None), `opened` the one to read."""

    chosen = Signal(object)
    opened = Signal(str)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._own_choice = False
        self.cards = Cards(self)
        self.shown = _Shown(self.cards)
        self.show_model("Agreements", self.shown, _WIDTHS)
        self.setItemDelegate(_Delegate(current, self))
        self.taken.connect(self._open)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(now.data(CARD)))

    def show_cards(self, cards: Sequence[AgreementCard]) -> None:
        """Other cards; the one that the user chose stays chosen where it is still there, else the first is."""
        before = self.current_card() if self._own_choice else None
        self.cards.show_cards(cards)
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.choose(before.key if before is not None else None)

    def filter(self, text: str) -> None:
        """Shows only what has all these words in title, publisher or file name."""
        before = self.current_card() if self._own_choice else None
        self.shown.filter(text)
        self.choose(before.key if before is not None else None)

    def choose(self, key: str | None) -> None:
        """Puts the cursor on an agreement; on the first one where it is not shown."""
        self._own_choice = self._own_choice or key is not None
        rows = range(self.shown.rowCount())
        row = next((row for row in rows if self.shown.index(row, 0).data(CARD).key == key), 0)
        if self.shown.rowCount():
            self.setCurrentIndex(self.shown.index(row, 0))
        else:
            self.chosen.emit(None)

    def current_card(self) -> AgreementCard | None:
        """The agreement under the cursor."""
        index = self.currentIndex()
        card: AgreementCard | None = index.data(CARD) if index.isValid() else None
        return card

    def summary(self) -> str:
        """'12 agreements', '3 of 12 agreements'."""
        total, shown = self.cards.rowCount(), self.shown.rowCount()
        return counted(total, "agreement") if shown == total else f"{shown:,} of {counted(total, 'agreement')}"

    def narrow(self, narrow: bool, *, very: bool) -> None:
        """Leaves out what a narrow window has no room for, and more in a very narrow one."""
        for column in (VERSIONS, PROVISIONS):
            self.setColumnHidden(column, narrow)
        self.setColumnHidden(ADDED, very)

    def row_height(self) -> int:
        """Pixels of one row: title and publisher."""
        theme = self._current.theme
        high = QFontMetrics(ui_font(theme, strong=True)).height() + QFontMetrics(ui_font(theme, small=True)).height()
        return high + 2 * _Y + 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._own_choice = True
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._own_choice = True
        if event.text().strip() and event.text().isprintable():
            event.ignore()  # letters are the filter's, not Qt's search in the first column
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(CARD).key)
