"""How a cell of the matrix is drawn: its words, the sources below them, and a mark where the answer is left open."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from navigator.model.matrix import MatrixCell, MatrixSource
from ui.panel import Current
from ui.theme import ui_font

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole) + 1
_X, _Y, _GAP = 10, 10, 3
_WRAP = int(Qt.TextFlag.TextWordWrap)


class CellDelegate(QStyledItemDelegate):
    """`follow` gives the source that was clicked."""

    follow = Signal(object)

    def __init__(self, current: Current, view: QTableView) -> None:
        super().__init__(view)
        self._current, self._view = current, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        cell: MatrixCell | None = index.data(CELL)
        width = self._view.columnWidth(index.column())
        if cell is None:
            return QSize(width, self._height(str(index.data() or ""), width, self._strong()) + 2 * _Y)
        high = self._height(cell.words, width, self._face())
        if cell.sources:
            high += _GAP + self._rows(cell, width)[-1][0].bottom() + 1
        return QSize(width, high + 2 * _Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._current.theme, option.rect
        cell: MatrixCell | None = index.data(CELL)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.accent_soft))
        elif cell is not None and not cell.settled:
            painter.fillRect(box.adjusted(0, 0, -1, -1), QColor(theme.warn_bg))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        room = box.adjusted(_X, _Y, -_X, -_Y)
        if cell is None:
            painter.setFont(self._strong())
            painter.setPen(QColor(theme.text))
            painter.drawText(room, _WRAP, str(index.data() or ""))
        else:
            painter.setFont(self._face())
            ink = theme.text if cell.settled else theme.warn_text
            painter.setPen(QColor(ink if cell.words else theme.text_muted))
            painter.drawText(room, _WRAP, cell.words or "—")
            painter.setFont(self._small())
            painter.setPen(QColor(theme.link))
            top = room.topLeft() + QPoint(0, self._height(cell.words, box.width(), self._face()) + _GAP)
            for place, link in self._rows(cell, box.width()) if cell.sources else ():
                painter.drawText(place.translated(top), int(Qt.AlignmentFlag.AlignLeft), link.name)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent):
            link = self._link_at(event.position().toPoint(), option.rect, index)
            shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
            self._view.viewport().setCursor(shape)
            if link is not None and event.type() == QEvent.Type.MouseButtonRelease:
                self.follow.emit(link)
                return True
        return super().editorEvent(event, model, option, index)

    def _link_at(self, point: QPoint, box: QRect, index: Index) -> MatrixSource | None:
        cell: MatrixCell | None = index.data(CELL)
        if cell is None or not cell.sources:
            return None
        top = box.topLeft() + QPoint(_X, _Y + _GAP + self._height(cell.words, box.width(), self._face()))
        rows = self._rows(cell, box.width())
        return next(
            (link for place, link in rows if place.translated(top).adjusted(-2, -1, 2, 1).contains(point)), None
        )

    def _rows(self, cell: MatrixCell, width: int) -> list[tuple[QRect, MatrixSource]]:
        """Where each source stands below the words, from (0, 0): beside one another while there is room."""
        metrics, found = QFontMetrics(self._small()), []
        x = y = 0
        for link in cell.sources:
            wide = metrics.horizontalAdvance(link.name) + 2
            if x and x + wide > width - 2 * _X:
                x, y = 0, y + metrics.height() + 2
            found.append((QRect(x, y, wide, metrics.height()), link))
            x += wide + 10
        return found

    def _height(self, words: str, width: int, face: QFont) -> int:
        if not words:
            return 0
        return QFontMetrics(face).boundingRect(QRect(0, 0, width - 2 * _X, 10_000), _WRAP, words).height()

    def _face(self) -> QFont:
        return ui_font(self._current.theme)

    def _strong(self) -> QFont:
        return ui_font(self._current.theme, strong=True)

    def _small(self) -> QFont:
        return ui_font(self._current.theme, small=True)
