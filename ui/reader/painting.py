"""Drawing the rows in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.reader.document import Mark
from ui.reader.rows import RowKind
from ui.reader.sight import CellPlace, Sight, Target
from ui.theme.icons import icon

MarksFor = Callable[[CellPlace], list[Mark]]


@dataclass(frozen=True, slots=True)
class Extras:
    """What is drawn over the rows: where the reader has arrived, what has the focus."""

    arrived: frozenset[int] = frozenset()
    focus: Target | None = None


def paint(painter: QPainter, sight: Sight, window: QRect, marks: MarksFor, extras: Extras) -> None:
    """Draws everything in sight into `window` (in pixels of the view)."""
    theme = sight.layout.book.theme
    painter.fillRect(window, QColor(theme.surface_alt))
    for row in sight.rows():
        _ground(painter, sight, row, extras)
    for group in sight.groups():
        box, team = sight.group_box(group), sight.layout.rows.groups[group].team
        painter.fillRect(box.adjusted(0, 1, 0, 0), QColor(theme.team_tint if team else theme.summary_tint))
        if team:  # told apart without colour, too
            edge = QRect(sight.layout.columns.x(sight.layout.columns.summary_x, 3), box.top() + 1, 3, box.height() - 1)
            painter.fillRect(edge, QColor(theme.team_text))
    for row in sight.rows():
        _row(painter, sight, row, window, marks)
        _own(painter, sight, row)
        _sign(painter, sight, row)
    for group in sight.groups():
        _cell(painter, sight.summary(group), window, marks)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(window.left(), 0, window.right(), 0)  # under the column heads
    if extras.focus is not None:
        _ring(painter, sight, extras.focus)


def _ground(painter: QPainter, sight: Sight, row: int, extras: Extras) -> None:
    layout = sight.layout
    theme, columns, found = layout.book.theme, layout.columns, layout.rows.rows[row]
    box = sight.row_box(row)
    if found.kind is RowKind.CLAUSE:
        left = columns.x(columns.binding_x, columns.binding)
        painter.fillRect(QRect(left, box.top(), columns.binding, box.height()), QColor(theme.binding_bg))
    painter.setPen(QPen(QColor(theme.border), 1))
    if found.kind is RowKind.CLAUSE and found.ruled:
        painter.drawLine(box.left(), box.top(), box.left() + box.width() - 1, box.top())
    ends = row + 1 == len(layout.rows) or layout.rows.rows[row + 1].kind is not RowKind.CLAUSE
    if found.kind is RowKind.CLAUSE and ends:
        painter.drawLine(box.left(), box.bottom(), box.left() + box.width() - 1, box.bottom())
    if row in extras.arrived:
        if found.kind is RowKind.CLAUSE:
            left = columns.x(columns.binding_x, columns.binding)
            painter.fillRect(QRect(left, box.top() + 1, columns.binding, box.height() - 1), QColor(theme.accent_soft))
        painter.fillRect(QRect(columns.x(columns.left, 3), box.top(), 3, box.height()), QColor(theme.accent))


def _row(painter: QPainter, sight: Sight, row: int, window: QRect, marks: MarksFor) -> None:
    layout = sight.layout
    book, columns, found = layout.book, layout.columns, layout.rows.rows[row]
    cell = sight.binding(row)
    _cell(painter, cell, window, marks)
    notice, place = layout.notices(row), sight.notice_box(row)
    if notice is not None and place is not None:
        painter.save()
        painter.translate(place.topLeft())
        notice.draw(painter)
        painter.restore()
    provision = found.provision
    if provision is None or not found.heading or not provision.number or found.indent:
        return
    top = cell.origin.y() - (layout.notice_height(row) if found.kind is RowKind.CLAUSE else 0)
    if found.kind is RowKind.SECTION:
        painter.setFont(book.section_number)
        painter.setPen(QColor(book.theme.text))
        baseline = top + cell.document.baseline()
    else:
        painter.setFont(book.number)
        painter.setPen(QColor(book.theme.number))
        baseline = top + (cell.document.baseline() if top == cell.origin.y() else 7 + book.note_metrics.ascent())
    wide = painter.fontMetrics().horizontalAdvance(provision.number)
    painter.drawText(QPointF(columns.x(columns.heading_x, wide), baseline), provision.number)


def _own(painter: QPainter, sight: Sight, row: int) -> None:
    """A bar beside the entries that hold for the profile, and "for you" after the first that leaves room."""
    layout = sight.layout
    if layout.rows.rows[row].kind is not RowKind.CLAUSE:
        return
    cell, theme, columns = sight.binding(row), layout.book.theme, layout.columns
    said = columns.rtl
    for span in layout.overlay.own:
        rects = [rect for part in cell.document.ranges(span, echoes=False) for rect in cell.document.rects(*part)]
        if not rects:
            continue
        top, bottom = rects[0].top() + cell.origin.y(), rects[-1].bottom() + cell.origin.y()
        x = columns.x(columns.binding_text_x - 10, 3)
        painter.fillRect(QRectF(x, top, 3, bottom - top), QColor(theme.accent))
        wide = layout.book.note_metrics.horizontalAdvance("for you")
        room = QRectF(rects[-1].right() + 8, rects[-1].top(), wide + 2, rects[-1].height())
        ends = (room.center(), room.center() + QPointF(wide / 2, 0))
        free = room.right() < cell.document.width and all(cell.document.hit(at, exact=True) < 0 for at in ends)
        if free and not said:
            painter.setFont(layout.book.note)
            painter.setPen(QColor(theme.accent))
            painter.drawText(room.translated(QPointF(cell.origin)), int(Qt.AlignmentFlag.AlignVCenter), "for you")
            said = True


def _sign(painter: QPainter, sight: Sight, row: int) -> None:
    """A bookmark, a note, or both, one beside the other."""
    box, provision = sight.sign_box(row), sight.layout.rows.rows[row].provision
    if box is None or provision is None:
        return
    theme, sign = sight.layout.book.theme, sight.layout.noted.signs[provision.id]
    names = ["bookmark-simple-fill"] if sign.bookmarks else []
    names += ["note-fill"] if sign.notes else []
    for place, name in enumerate(names):
        room = box.translated((-1 if sight.layout.columns.rtl else 1) * place * (box.width() + 2), 0)
        icon(name, theme.team_text).paint(painter, room)


def _cell(painter: QPainter, cell: CellPlace, window: QRect, marks: MarksFor) -> None:
    clip = QRectF(window.translated(-cell.origin)).adjusted(0, -4, 0, 4)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(cell.origin)
    cell.document.draw(painter, clip, marks(cell))
    painter.restore()


def _ring(painter: QPainter, sight: Sight, focus: Target) -> None:
    """The focus ring: two pixels around every line of the link, with rounded corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(sight.layout.book.theme.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in focus.rects:
        painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 2), 4, 4)
    painter.restore()
