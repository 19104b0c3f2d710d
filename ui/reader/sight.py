"""What is in sight: which rows a window shows at a scroll position, where their cells stand, what is under a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF

from ui.reader.building import Anchor
from ui.reader.document import CellDocument
from ui.reader.layout import ABOVE, BELOW, Layout
from ui.reader.noted import NOTE
from ui.reader.rolling import in_window
from ui.reader.rows import RowKind

BINDING, SUMMARY = "binding", "summary"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell in sight: its column, its index (a row, or for summaries a group), and its words' origin on screen."""

    column: str
    index: int
    document: CellDocument
    origin: QPoint

    @property
    def box(self) -> QRect:
        return QRect(self.origin.x(), self.origin.y(), self.document.width, self.document.height)


@dataclass(frozen=True, slots=True)
class Target:
    """Something in sight that the keyboard can stand on: a link, or the link or button of a notice (`part`), which is
    the row's notice number `notice`."""

    column: str
    index: int
    part: str
    rects: tuple[QRectF, ...]
    anchor: Anchor | None = None
    notice: int = 0

    @property
    def key(self) -> tuple[str, int, str, int]:
        """Names the same target after scrolling."""
        return self.column, self.index, self.part, self.anchor.start if self.anchor else self.notice


class Sight:
    """A window of `height` pixels onto a layout, scrolled to `top`."""

    def __init__(self, layout: Layout, top: int, height: int) -> None:
        self.layout, self.top, self.height = layout, top, height

    def rows(self) -> range:
        """Rows of which at least a pixel is in sight."""
        return in_window(self.layout, self.top, self.height)

    def groups(self) -> list[int]:
        """Groups (summaries) in sight, in order."""
        rows = self.layout.rows.rows
        return list(dict.fromkeys(rows[row].group for row in self.rows() if rows[row].group >= 0))

    def row_box(self, row: int) -> QRect:
        """A row over the full width of the columns."""
        columns = self.layout.columns
        y = self.layout.heights.top(row) - self.top
        return QRect(columns.x(columns.left, columns.width), y, columns.width, self.layout.heights[row])

    def group_box(self, group: int) -> QRect:
        """The cell of a summary: as high as all rows that it stands beside."""
        found, columns, heights = self.layout.rows.groups[group], self.layout.columns, self.layout.heights
        y = heights.top(found.first)
        last = self.layout.last(group)
        height = heights.top(last) + heights[last] - y
        return QRect(columns.x(columns.summary_x, columns.summary), y - self.top, columns.summary, height)

    def binding(self, row: int) -> CellPlace:
        """The words of a row: binding text, heading or title."""
        layout, columns = self.layout, self.layout.columns
        found = layout.rows.rows[row]
        document = layout.binding(row)
        if found.kind is RowKind.CLAUSE:
            x = columns.x(columns.binding_text_x, document.width)
        else:
            x = columns.x(columns.heading_x + layout.number_room(found), document.width)
        return CellPlace(BINDING, row, document, QPoint(x, layout.heights.top(row) - self.top + layout.above(row)))

    def summary(self, group: int) -> CellPlace:
        """The words of a summary. They stay in sight while the text that they stand beside scrolls by, unless they
        are too many for the window: then they scroll like any text, so that their end can be reached."""
        columns, box = self.layout.columns, self.group_box(group)
        document = self.layout.summary(group)
        y = box.top() + ABOVE
        if document.height + ABOVE + BELOW <= self.height:
            y = max(y, min(ABOVE, box.bottom() + 1 - BELOW - document.height))
        return CellPlace(SUMMARY, group, document, QPoint(columns.x(columns.summary_text_x, document.width), y))

    def notice_box(self, row: int) -> QRect | None:
        """Where the notices of a row stand."""
        box = self.layout.notices(row)
        if box is None:
            return None
        columns = self.layout.columns
        top = self.layout.heights.top(row) - self.top
        if self.layout.rows.rows[row].kind is RowKind.CLAUSE:
            y = top + self.layout.above(row) - box.height - 12
            return QRect(columns.x(columns.binding_text_x, box.width), y, box.width, box.height)
        y = top + self.layout.heights[row] - box.height - 14
        return QRect(columns.x(columns.heading_x, box.width), y, box.width, box.height)

    def cells(self) -> Iterator[CellPlace]:
        """Cells in sight in reading order: a summary before the text that it stands beside."""
        seen: set[int] = set()
        for row in self.rows():
            group = self.layout.rows.rows[row].group
            if group >= 0 and group not in seen:
                seen.add(group)
                yield self.summary(group)
            yield self.binding(row)

    def place(self, column: str, index: int) -> CellPlace:
        """The cell of a column by its index, whether in sight or not."""
        return self.binding(index) if column == BINDING else self.summary(index)

    def cell_at(self, point: QPoint, column: str | None = None) -> CellPlace | None:
        """The cell nearest to a point; `column` keeps to one column, as a drag does."""
        if not len(self.layout.rows):
            return None
        row = self.layout.heights.at(self.top + point.y())
        columns = self.layout.columns
        if column is None:
            left = columns.x(columns.summary_x, columns.summary)
            column = SUMMARY if columns.summary and left <= point.x() < left + columns.summary else BINDING
        if column == BINDING:
            return self.binding(row)
        rows = self.layout.rows.rows
        group = next((rows[at].group for at in range(row, -1, -1) if rows[at].group >= 0), -1)
        if group < 0:
            group = next((rows[at].group for at in range(row, len(self.layout.heights)) if rows[at].group >= 0), -1)
        return self.summary(group) if group >= 0 else None

    def targets(self) -> list[Target]:
        """Everything in sight that the keyboard can stand on, in reading order."""
        found: list[Target] = []
        window = QRectF(0, 0, self.layout.columns.view, self.height)
        for cell in self.cells():
            found += [t for t in self._note_targets(cell.column, cell.index) if window.intersects(t.rects[0])]
            if cell.column == BINDING:
                found += [t for t in self._notice_targets(cell.index) if window.intersects(t.rects[0])]
            for anchor in sorted(cell.document.anchors, key=lambda anchor: anchor.start):
                rects = self.anchor_rects(cell, anchor)
                if rects and any(window.intersects(rect) for rect in rects):
                    found.append(Target(cell.column, cell.index, "link", rects, anchor))
        return found

    def target(self, key: tuple[str, int, str, int]) -> Target | None:
        """The target with a key, where its cell is in sight."""
        column, index, part, start = key
        if index not in (self.rows() if column == BINDING else self.groups()):
            return None
        if part == NOTE:
            return next(iter(self._note_targets(column, index)), None)
        if part != "link":
            return next((found for found in self._notice_targets(index) if found.key == key), None)
        cell = self.place(column, index)
        anchor = next((anchor for anchor in cell.document.anchors if anchor.start == start), None)
        return Target(column, index, part, self.anchor_rects(cell, anchor), anchor) if anchor is not None else None

    def sign_box(self, row: int) -> QRect | None:
        """Where the sign of a provision's notes stands: in the gutter below its number, or at the end of a heading."""
        found = self.layout.rows.rows[row]
        if found.provision is None or found.provision.id not in self.layout.noted.signs:
            return None
        if self.layout.rows.row_of[found.provision.id] != row:
            return None
        columns, side = self.layout.columns, round(self.layout.book.number.pixelSize() * 1.15)
        top = self.layout.heights.top(row) - self.top
        if found.kind is RowKind.SECTION:
            left, below = columns.left + columns.width - side - 14, self.layout.above(row)
        else:
            left, below = columns.heading_x, ABOVE
            if found.provision.number and found.heading and not found.indent:
                below += round(self.layout.book.number_metrics.height()) + 6
        return QRect(columns.x(left, side), top + below, side, side)

    def _note_targets(self, column: str, index: int) -> list[Target]:
        """The sign of a provision's notes, or a summary by the user's team."""
        if column == BINDING:
            box = self.sign_box(index)
            return [Target(BINDING, index, NOTE, (QRectF(box),))] if box is not None else []
        if not self.layout.rows.groups[index].team:
            return []
        return [Target(SUMMARY, index, NOTE, (QRectF(self.summary(index).box).adjusted(-4, -4, 4, 4),))]

    def _notice_targets(self, row: int) -> list[Target]:
        notices, place = self.layout.notices(row), self.notice_box(row)
        if notices is None or place is None:
            return []
        corner = QPointF(place.topLeft())
        return [Target(BINDING, row, part, (rect.translated(corner),), notice=at) for at, part, rect in notices.parts()]

    def target_at(self, point: QPoint) -> Target | None:
        """What is under a point, if anything active is."""
        cell = self.cell_at(point)
        if cell is None:
            return None
        for target in self._note_targets(cell.column, cell.index):
            if target.rects[0].adjusted(-6, -4, 6, 6).contains(QPointF(point)):
                return target
        if cell.column == BINDING:
            for target in self._notice_targets(cell.index):
                if target.rects[0].adjusted(-4, -4, 4, 4).contains(QPointF(point)):
                    return target
        if not cell.box.adjusted(0, -2, 0, 2).contains(point):
            return None
        anchor = cell.document.anchor_at(QPointF(point - cell.origin))
        if anchor is None:
            return None
        return Target(cell.column, cell.index, "link", self.anchor_rects(cell, anchor), anchor)

    def anchor_rects(self, cell: CellPlace, anchor: Anchor) -> tuple[QRectF, ...]:
        """Where a link stands on screen, line by line."""
        corner = QPointF(cell.origin)
        return tuple(rect.translated(corner) for rect in cell.document.rects(anchor.start, anchor.end))
