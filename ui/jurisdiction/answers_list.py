"""The map as a list: each answer with its countries and their number, each open answer with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui.frame.words import counted, tip
from ui.jurisdiction.atlas import Group, Standing
from ui.jurisdiction.shades import Shade, brushes
from ui.panel import Current
from ui.theme import scaled, ui_font

Index = QModelIndex | QPersistentModelIndex
CODE = int(Qt.ItemDataRole.UserRole) + 1
GROUP = CODE + 1
SORT = CODE + 2
WHY = CODE + 3
_SWATCH, _PAD, _LINES = 14, 8, 4
_LEFT = _SWATCH + 12
_WRAP = int(Qt.TextFlag.TextWordWrap)


def shade_of(group: Group, words: str = "") -> Shade:
    """How the countries of a group are drawn."""
    return Shade(words, group.colour, group.standing is Standing.OPEN)


class _Delegate(QStyledItemDelegate):
    """A group has its colour and its words, a country its name and, where its answer is open, the reason."""

    def __init__(self, current: Current, view: QTreeView) -> None:
        super().__init__(view)
        self._current, self._view = current, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        head = index.siblingAtColumn(0)
        group, room = head.data(GROUP), max(80, self._view.columnWidth(0) - self._view.indentation())
        if group is not None:
            return QSize(0, self._wrapped(group.words, room - _LEFT, strong=True).height() + 2 * _PAD)
        why = self._why(str(head.data(WHY) or ""), room - self._view.indentation() - 8)
        return QSize(0, QFontMetrics(ui_font(self._current.theme)).height() + 8 + (why.height() + 4 if why else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._current.theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.surface_alt))
        group = index.siblingAtColumn(0).data(GROUP)
        if index.column() == 1:
            painter.setFont(ui_font(theme, small=True))
            painter.setPen(QColor(theme.text_muted))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(box.adjusted(0, _PAD, -12, 0), int(flags), str(index.data() or ""))
        elif group is not None:
            self._group(painter, box, group)
        else:
            self._country(painter, box.adjusted(4, 4, -4, 0), str(index.data()), str(index.data(WHY) or ""))
        if option.state & QStyle.StateFlag.State_HasFocus and index.column() == 0:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _group(self, painter: QPainter, box: QRect, group: Group) -> None:
        theme = self._current.theme
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        for brush in brushes(theme, shade_of(group)):
            painter.setBrush(brush)
            painter.drawRect(QRectF(box.left() + 2, box.top() + _PAD + 3, _SWATCH, _SWATCH))
        painter.setFont(ui_font(theme, strong=True))
        painter.setPen(QColor(theme.text))
        painter.drawText(box.adjusted(_LEFT, _PAD, 0, 0), _WRAP, group.words)

    def _country(self, painter: QPainter, box: QRect, name: str, why: str) -> None:
        theme = self._current.theme
        painter.setFont(ui_font(theme))
        painter.setPen(QColor(theme.text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignTop), name)
        if why:
            below = box.adjusted(0, painter.fontMetrics().height(), 0, -4)
            painter.setFont(ui_font(theme, small=True))
            painter.setPen(QColor(theme.text_muted))
            room = int(below.width() * (_LINES - 0.4))
            shown = painter.fontMetrics().elidedText(why, Qt.TextElideMode.ElideRight, room)
            painter.drawText(below, _WRAP, shown)

    def _wrapped(self, words: str, width: int, *, strong: bool = False) -> QRect:
        face = ui_font(self._current.theme, strong=strong, small=not strong)
        return QFontMetrics(face).boundingRect(QRect(0, 0, width, 10_000), _WRAP, words)

    def _why(self, why: str, width: int) -> QRect:
        """The box of a reason, which takes a few lines at most: the whole of it is in the tool tip."""
        box = self._wrapped(why, width) if why else QRect()
        lines = QFontMetrics(ui_font(self._current.theme, small=True)).lineSpacing() * _LINES
        return QRect(0, 0, box.width(), min(box.height(), lines)) if why else box


class AnswersList(QTreeView):
    """`looked_at` and `chosen` name a country, as the map's do."""

    looked_at = Signal(str)
    chosen = Signal(str)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answers")
        self.rows = QStandardItemModel(self)
        self.rows.setSortRole(SORT)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(current, self))
        self.setAccessibleName("Countries by answer")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setIndentation(18)
        self.setSortingEnabled(True)
        self.clicked.connect(self._taken)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Lists the answers anew, folded."""
        column, order = self.header().sortIndicatorSection(), self.header().sortIndicatorOrder()
        if not self.rows.columnCount():
            column, order = 1, Qt.SortOrder.DescendingOrder
        self.rows.clear()
        self.rows.setHorizontalHeaderLabels(["Answer", "Countries"])
        for group in groups:
            head, count = QStandardItem(group.words), QStandardItem(str(len(group.places)))
            head.setData(group, GROUP)
            spoken = f"{group.words}, {counted(len(group.places), 'country', 'countries')}"
            head.setData(spoken, int(Qt.ItemDataRole.AccessibleTextRole))
            head.setData(group.words.casefold(), SORT)
            count.setData(len(group.places), SORT)
            for place in group.places:
                row = [QStandardItem(place.name), QStandardItem("")]
                for item in row:
                    item.setData(place.code, CODE)
                    item.setData(place.name.casefold(), SORT)
                row[0].setData(place.why, WHY)
                row[0].setToolTip(tip(place.why))
                row[0].setData(f"{place.name}. {place.why}", int(Qt.ItemDataRole.AccessibleTextRole))
                head.appendRow(row)
            self.rows.appendRow([head, count])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, scaled(88))
        self.sortByColumn(column, order)

    def look_at(self, code: str) -> None:
        """Puts a country of an unfolded group in sight, and the group's line otherwise; says nothing about it."""
        for row in range(self.rows.rowCount()):
            head = self.rows.item(row)
            for at in range(head.rowCount()):
                if head.child(at).data(CODE) == code:
                    index = head.child(at).index() if self.isExpanded(head.index()) else head.index()
                    blocked = self.selectionModel().blockSignals(True)
                    self.setCurrentIndex(index)
                    self.selectionModel().blockSignals(blocked)
                    self.viewport().update()
                    return

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        code = current.siblingAtColumn(0).data(CODE) if current.isValid() else None
        if code and self.hasFocus():
            self.looked_at.emit(code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # words wrap at the width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._taken(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _taken(self, index: QModelIndex) -> None:
        code = index.siblingAtColumn(0).data(CODE)
        if code:
            self.chosen.emit(code)
        elif index.siblingAtColumn(0).data(GROUP) is not None:
            head = index.siblingAtColumn(0)
            self.setExpanded(head, not self.isExpanded(head))
