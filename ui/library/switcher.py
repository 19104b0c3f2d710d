"""The agreements at the foot of the left pane: a click reads another one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from navigator.model.catalogue import AgreementCard
from ui.frame.labels import heading, line, link_button
from ui.frame.painting import pill
from ui.frame.words import short_day, tip
from ui.library.tile import facts
from ui.panel import Current, Panel
from ui.theme import scaled, ui_font

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
DATE_ROLE = CARD_ROLE + 1
_ROW = 28
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_MOST_ROWS = 6


class LibraryModel(QAbstractListModel):
    """The library's cards, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[AgreementCard, ...] = ()
        self._earlier: set[str] = set()

    def show_cards(self, cards: tuple[AgreementCard, ...]) -> None:
        self.beginResetModel()
        self._cards = cards
        self._earlier = {key for card in cards for key in card.earlier}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    def row_of(self, key: str | None) -> int:
        """The row of an agreement, -1 where it is not in the library."""
        return next((row for row, card in enumerate(self._cards) if card.key == key), -1)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role == int(Qt.ItemDataRole.DisplayRole):
            return card.called
        if role == DATE_ROLE:
            # An earlier version has the title of the present one: its date tells them apart.
            return short_day(card.version).partition(" ")[2] if card.key in self._earlier and card.version else ""
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{index.data()}{', sample' if card.sample else ''}, {facts(card)}"
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return tip(f"{card.called}\n{facts(card)}")
        return None


class _Delegate(QStyledItemDelegate):
    """A title, marked where it is a sample or open."""

    def __init__(self, current: Current, view: QListView) -> None:
        super().__init__(view)
        self._current, self._view = current, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, card = self._current.theme, index.data(CARD_ROLE)
        rect: QRect = option.rect
        here = self._current.card is not None and self._current.card.key == card.key
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.surface_alt))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QColor(theme.focus))
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 1.5, -4.5, -1.5), 4, 4)
        right = float(rect.right() - 12)
        dated, tiny = index.data(DATE_ROLE), ui_font(theme, pixels=theme.small_size - 1.5, strong=True)
        if dated:
            painter.setFont(ui_font(theme, small=True))
            painter.setPen(QColor(theme.text_muted))
            painter.drawText(QRectF(0, rect.top(), right, rect.height()), _RIGHT, dated)
            right -= painter.fontMetrics().horizontalAdvance(dated) + 8
        elif card.sample:
            right = pill(painter, theme, "sample", "accent", right, rect.center().y() + 0.5, tiny) - 8
        painter.setFont(ui_font(theme, pixels=theme.ui_size - 0.5, strong=here))
        painter.setPen(QColor(theme.text))
        room = QRectF(rect.left() + 14, rect.top(), right - rect.left() - 14, rect.height())
        fitted = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
        painter.restore()


class LibrarySwitcher(Panel):
    """The list of agreements, with a way to add one."""

    open_agreement = Signal(str)
    add_files = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self.model = LibraryModel()
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(current, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Agreements")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 4)
        head.addWidget(heading("Library", self))
        head.addStretch(1)
        head.addWidget(link_button("Add…", self.add_files.emit, self))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(0)
        box.addWidget(line(self))
        box.addLayout(head)
        box.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.track(current.library_changed, self._library)
        self.track(current.agreement_changed, self._here)
        self.track(current.theme_changed, self.list.viewport().update)
        self._library()

    def _library(self) -> None:
        self.model.show_cards(self.current.library)
        self.list.setFixedHeight(max(1, min(self.model.rowCount(), _MOST_ROWS)) * scaled(_ROW))
        self._here()

    def _here(self) -> None:
        row = self.model.row_of(self.current.card.key if self.current.card else None)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        self.list.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.open_agreement.emit(index.data(CARD_ROLE).key)
