"""How a line of the contents is drawn: number column, heading, badge, the bar of the current line."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ui.frame.painting import pill, pill_width
from ui.outline.model import BADGE_ROLE, ENTRY_ROLE, Badge, Entry, Index, OutlineModel
from ui.theme import Theme, ui_font

_LEFT = 14
_STEP = 16
_MOST_STEPS = 4


class OutlineDelegate(QStyledItemDelegate):
    """Draws everything of a line itself; the tree's own branches are off. `current` is the provision being read."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self.current: str | None = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._plain = ui_font(theme, pixels=theme.ui_size - 0.5)
        self._strong = ui_font(theme, pixels=theme.ui_size - 0.5, strong=True)
        self._tiny = ui_font(theme, pixels=theme.small_size - 1.5, strong=True)
        self._height = max(27, QFontMetrics(self._plain).height() + 8)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, self._height)

    def box_of(self, index: Index) -> QRectF:
        """Where the box of a line is drawn, in the viewport; empty where lines have none."""
        model = index.model()
        if not (isinstance(model, OutlineModel) and model.checkable):
            return QRectF()
        rect = self._view.visualRect(index)
        line = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        begin = _LEFT + min(index.data(ENTRY_ROLE).depth, _MOST_STEPS) * _STEP
        return QRectF(self._placed(line, begin, 14).left(), rect.center().y() - 6.5, 14, 14)

    def on_box(self, index: Index, place: QPointF) -> bool:
        """Whether a place is on the box of a line, or so near that it was meant."""
        box = self.box_of(index)
        return not box.isEmpty() and box.adjusted(-5, -6, 5, 6).contains(place)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Space, or a click on the box, ticks a line or takes the tick away."""
        wanted = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            wanted = self.on_box(index, event.position())
        if not wanted or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        role = int(Qt.ItemDataRole.CheckStateRole)
        on = Qt.CheckState(index.data(role)) == Qt.CheckState.Checked
        return model.setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, role)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        rect = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if self._mirrored else Qt.LayoutDirection.LeftToRight)
        self._paint_ground(painter, option, rect, entry)
        begin: float = _LEFT + min(entry.depth, _MOST_STEPS) * _STEP
        box = self.box_of(index)
        if not box.isEmpty():
            self._paint_box(painter, index, box)
            begin += 22
        end = self._paint_end(painter, index, rect, entry)
        self._paint_words(painter, index, rect, entry, begin, end)
        painter.restore()

    @property
    def _outline(self) -> OutlineModel | None:
        model = self._view.model()
        return model if isinstance(model, OutlineModel) else None

    @property
    def _mirrored(self) -> bool:
        """Whether lines begin at the right."""
        return self._outline is not None and self._outline.right_to_left

    def _placed(self, rect: QRect, begin: float, width: float) -> QRectF:
        """A part of a line, `begin` pixels from the side where reading begins."""
        left = rect.width() - begin - width if self._mirrored else begin
        return QRectF(left, rect.top(), width, rect.height())

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, entry: Entry) -> None:
        theme = self.theme
        if entry.provision == self.current:
            painter.fillRect(rect, QColor(theme.accent_soft))
            painter.fillRect(self._placed(rect, 0, 3), QColor(theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.surface_alt))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QColor(theme.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 1.5, -4.5, -1.5), 4, 4)

    def _paint_box(self, painter: QPainter, index: Index, box: QRectF) -> None:
        theme = self.theme
        on = Qt.CheckState(index.data(int(Qt.ItemDataRole.CheckStateRole))) == Qt.CheckState.Checked
        painter.setPen(QColor(theme.accent if on else theme.border_strong))
        painter.setBrush(QColor(theme.accent if on else theme.surface))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            tick = [QPointF(3.5, 7.2), QPointF(6, 9.8), QPointF(10.6, 4.4)]
            pen = painter.pen()
            pen.setColor(QColor(theme.on_accent))
            pen.setWidthF(1.8)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF([box.topLeft() + point for point in tick]))

    def _paint_end(self, painter: QPainter, index: Index, rect: QRect, entry: Entry) -> float:
        """The badge, or a dot where something folded away carries one, or the mark of a folded line; answers where the
        words must end."""
        theme, end = self.theme, float(rect.width() - 13)
        badge: Badge | None = index.data(BADGE_ROLE)
        if badge is not None:
            wide = pill_width(badge.words, self._tiny)
            right = self._placed(rect, end - wide, wide).right()
            pill(painter, theme, badge.words, badge.tone, right, rect.center().y() + 0.5, self._tiny)
            return end - wide - 6
        if not entry.children:
            return end
        open_now = self._view.isExpanded(index)
        middle = QPointF(self._placed(rect, end - 5, 0).left(), rect.center().y() + 0.5)
        way = -1 if self._mirrored else 1
        if not open_now and self._outline is not None and self._outline.marked_below(entry):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.warn_text))
            painter.drawEllipse(middle - QPointF(13 * way, 0), 3, 3)
        arrow = [QPointF(-2 * way, -3.5), QPointF(1.5 * way, 0), QPointF(-2 * way, 3.5)]
        if open_now:
            arrow = [QPointF(-3.5, -2), QPointF(0, 1.5), QPointF(3.5, -2)]
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(QColor(theme.border_strong))
        pen.setWidthF(1.4)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([middle + point for point in arrow]))
        return end - 20

    def _paint_words(
        self, painter: QPainter, index: Index, rect: QRect, entry: Entry, begin: float, end: float
    ) -> None:
        theme = self.theme
        strong = entry.depth == 0 and bool(entry.children) and self._view.isExpanded(index)
        face = self._strong if strong else self._plain
        metrics = QFontMetrics(face)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
        painter.setFont(face)
        if entry.number:
            painter.setPen(QColor(theme.text if strong else theme.number))
            painter.drawText(self._placed(rect, begin, 200), middle, entry.number)
            column = 28 if entry.depth == 0 else 30
            begin += max(column, metrics.horizontalAdvance(entry.number) + 9)
        painter.setPen(QColor(theme.text_muted if entry.quiet else theme.text))
        room = self._placed(rect, begin, max(0.0, end - begin))
        painter.drawText(room, middle, metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, int(room.width())))
