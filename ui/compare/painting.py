"""Drawing the lines of a redline that are in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from navigator.model.redlined import Side
from ui.compare.layout import ABOVE, PAD, Cell, Layout
from ui.compare.lines import Key, Kind, Line
from ui.reader.document import Mark
from ui.reader.rolling import in_window

MarksFor = Callable[[Key, Cell], list[Mark]]


def paint(
    painter: QPainter,
    layout: Layout,
    top: int,
    window: QRect,
    chosen: int | None,
    focus: int | None,
    marks: MarksFor,
) -> None:
    """Draws what a window scrolled to `top` shows; `chosen` is the change being looked at, `focus` the bar that the
    keyboard stands on, `marks` gives what is painted over the words of a cell."""
    theme = layout.book.theme
    painter.fillRect(window, QColor(theme.surface_alt))
    for row in in_window(layout, top, window.height()):
        line, box = layout.lines.shown[row], layout.box(row, top)
        if line.kind.is_bar:
            _bar(painter, layout, line, box, focused=row == focus)
        else:
            _line(painter, layout, line, box, chosen=row == chosen)
            _cells(painter, layout, row, top, window, marks)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(window.left(), 0, window.right(), 0)


def _bar(painter: QPainter, layout: Layout, line: Line, box: QRect, *, focused: bool) -> None:
    theme = layout.book.theme
    painter.fillRect(box, QColor(theme.surface_alt if line.kind is Kind.FOLD else theme.accent_soft))
    painter.setFont(layout.caption_face)
    painter.setPen(QColor(theme.text_muted if line.kind is Kind.FOLD else theme.accent))
    room = box.adjusted(PAD, 0, -PAD, -1)
    words = painter.fontMetrics().elidedText(layout.bar(line), Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words)
    if focused:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box.adjusted(4, 3, -5, -4)), 4, 4)
        painter.restore()


def _line(painter: QPainter, layout: Layout, line: Line, box: QRect, *, chosen: bool) -> None:
    """Grounds, the line between the columns, and what became of the line, in words."""
    theme = layout.book.theme
    painter.fillRect(box, QColor(theme.summary_tint if line.kind is Kind.SUMMARY else theme.binding_bg))
    caption = layout.caption(line)
    if layout.beside:
        middle, above = layout.width // 2, ABOVE + layout.caption_height if caption else 0
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(middle, box.top() + above, middle, box.bottom())
    if chosen:
        edge = box.right() - 3 if layout.book.rtl else box.left()
        painter.fillRect(QRect(edge, box.top(), 4, box.height()), QColor(theme.accent))
    if not caption:
        return
    painter.setFont(layout.caption_face)
    stale = line.kind is Kind.SUMMARY and "stale" in caption
    painter.setPen(QColor(theme.warn_text if stale else theme.text_muted))
    side = layout.sides[-1] if layout.book.rtl else layout.sides[0]
    left = layout.text_left(line, side)
    right = layout.width - PAD
    room = QRect(left, box.top() + ABOVE, max(40, right - left), layout.caption_height)
    words = painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def _cells(painter: QPainter, layout: Layout, row: int, top: int, window: QRect, marks: MarksFor) -> None:
    line = layout.lines.shown[row]
    for cell in layout.cells(row, top):
        painter.save()
        left, width = layout.column(cell.side)
        if cell.side is not Side.BOTH:
            painter.setClipRect(QRect(left, 0, width, window.height()))
        missing = layout.missing(line, cell.side)
        if missing:
            painter.setFont(layout.caption_face)
            painter.setPen(QColor(layout.book.theme.text_muted))
            room = QRect(cell.origin.x(), cell.origin.y(), width - 2 * PAD, layout.caption_height)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), missing)
        else:
            clip = QRectF(window.translated(-cell.origin)).adjusted(0, -4, 0, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(cell.origin)
            cell.document.draw(painter, clip, marks(line.key, cell))
        painter.restore()
