"""One cell as a QTextDocument: built from spans and layers, with the map between its positions and the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from navigator.model.text import Span
from ui.positions import Positions, shown
from ui.reader.content import Content, Paragraph, Role, Segment, State, Table
from ui.reader.formats import FormatBook, Style
from ui.reader.layers import Layers, Link, LinkKind

PARAGRAPH_GAP = 0.6
"""Space between paragraphs of one cell, in reading sizes."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as it stands in one document: positions `start` to `end`."""

    start: int
    end: int
    link: Link


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to paint over: positions of the document and a format (selection, find mark, arrival)."""

    start: int
    end: int
    format: QTextCharFormat


class Source:
    """What documents are built from: the text, its offsets and its layers."""

    def __init__(self, text: str, layers: Layers) -> None:
        self.text, self.layers = text, layers
        self.positions = Positions(text)


class CellDocument:
    """A cell laid out at one width. Positions are those of its QTextDocument (UTF-16), offsets those of the text."""

    def __init__(self, content: Content, source: Source, book: FormatBook, width: int) -> None:
        self.content, self._source, self.book = content, source, book
        self.starts: list[int] = []
        self.anchors: list[Anchor] = []
        self._labels: list[tuple[int, Paragraph]] = []
        self._lines: dict[LinkKind, list[QLineF]] | None = None
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(book.serif)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if book.rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        self.document.setDefaultTextOption(option)
        self._build()
        self.width = width
        self.document.setTextWidth(width)
        self.height = ceil(self._layout().documentSize().height())

    def set_width(self, width: int) -> None:
        """Lays the cell out anew where the width differs."""
        if width != self.width:
            self.width = width
            self.document.setTextWidth(width)
            self.height = ceil(self._layout().documentSize().height())
            self._lines = None

    # --- Building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        fresh, gap = True, PARAGRAPH_GAP * self.book.serif.pixelSize()
        for part in self.content.parts:
            if isinstance(part, Table):
                self._table(cursor, part)
                fresh = True  # Qt keeps an empty paragraph after a table: the next one goes there
                continue
            self._paragraph(cursor, part, 0 if fresh and not self.starts else gap, new=not fresh)
            fresh = False
        cursor.endEditBlock()

    def _paragraph(self, cursor: QTextCursor, paragraph: Paragraph, above: float, *, new: bool) -> None:
        role = paragraph.segments[0].role if paragraph.segments else Role.BODY
        role = Role.BODY if role is Role.RUN_IN else role
        left = paragraph.indent * self.book.step
        if paragraph.label:
            left = max(left, left - self.book.step + self.book.label_width(paragraph.label))
        form = self.book.block(role, left=left, above=above, centred=paragraph.centred)
        if new:
            cursor.insertBlock(form)
        else:
            cursor.setBlockFormat(form)
        if paragraph.bullet or paragraph.label:
            self._labels.append((cursor.block().blockNumber(), paragraph))
        for place, segment in enumerate(paragraph.segments):
            if place:
                same = paragraph.segments[place - 1].state is segment.state
                cursor.insertText(" ", self.book.char(_style(segment) if same else Style()))
            self._segment(cursor, segment, code=paragraph.code)
        if not paragraph.segments:
            cursor.setBlockCharFormat(self.book.char(Style()))

    def _segment(self, cursor: QTextCursor, segment: Segment, *, code: bool) -> None:
        begin = cursor.position()
        self.starts.append(begin)
        if segment.words is not None:
            cursor.insertText(shown(segment.words), self.book.char(_style(segment)))
            return
        links = self._source.layers.links(segment.span)
        to_qt = self._source.positions.to_qt
        shift = begin - to_qt(segment.span.start)
        for start, end, style in stretches(segment, links, code=code):
            cursor.insertText(shown(self._source.text[start:end]), self.book.char(style))
        for link in links:
            shared = link.span.intersection(segment.span)
            if shared is not None:
                self.anchors.append(Anchor(to_qt(shared.start) + shift, to_qt(shared.end) + shift, link))

    def _table(self, cursor: QTextCursor, part: Table) -> None:
        theme = self.book.theme
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderBrush(QBrush(QColor(theme.border)))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellPadding(round(7 * self.book.zoom))
        form.setTopMargin(0.5 * self.book.serif.pixelSize() if self.starts else 0)
        form.setBottomMargin(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in part.widths])
        if self.book.rtl:
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        table = cursor.insertTable(max(1, len(part.rows)), max(1, len(part.widths)), form)
        self._cells(table, part)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        small = QTextCharFormat()
        small.setFontPointSize(1)
        thin = self.book.block(Role.BODY)
        cursor.setBlockFormat(thin)
        cursor.setBlockCharFormat(small)

    def _cells(self, table: QTextTable, part: Table) -> None:
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(part.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                if column >= table.columns():
                    break
                wide = min(cell.columns, table.columns() - column)
                high = min(cell.rows, table.rows() - row)
                taken.update((row + down, column + right) for down in range(high) for right in range(wide))
                if wide > 1 or high > 1:
                    table.mergeCells(row, column, high, wide)
                place = table.cellAt(row, column)
                if cell.header:
                    form = place.format()
                    form.setBackground(QBrush(QColor(self.book.theme.surface_alt)))
                    place.setFormat(form)
                inner = place.firstCursorPosition()
                for at, paragraph in enumerate(cell.paragraphs):
                    self._paragraph(inner, paragraph, 0.3 * self.book.serif.pixelSize() if at else 0, new=at > 0)
                column += wide

    # --- The map -------------------------------------------------------------------------------------------------

    def _units(self, segment: Segment) -> int:
        if segment.words is not None:
            return len(shown(segment.words).encode("utf-16-le")) // 2
        return self._source.positions.length(segment.span.start, segment.span.end)

    def locate(self, position: int) -> tuple[int, int]:
        """(segment, offset) of a document position; between segments the end of the one before."""
        at = max(0, bisect_right(self.starts, position) - 1)
        if at >= len(self.content.segments):
            return 0, 0
        segment = self.content.segments[at]
        if segment.words is not None:
            return at, segment.span.start
        positions = self._source.positions
        inside = min(max(0, position - self.starts[at]), self._units(segment))
        return at, positions.from_qt(positions.to_qt(segment.span.start) + inside)

    def position(self, segment: int, offset: int) -> int:
        """The document position of an offset within one segment."""
        if not self.starts:
            return 0
        segment = min(segment, len(self.starts) - 1)
        span = self.content.segments[segment].span
        offset = min(max(offset, span.start), span.end)
        return self.starts[segment] + self._source.positions.length(span.start, offset)

    def ranges(self, span: Span) -> list[tuple[int, int]]:
        """Where a span of the text stands in this document; empty where it does not."""
        found = []
        for at, segment in enumerate(self.content.segments):
            shared = segment.span.intersection(span)
            if shared is not None and segment.words is None:
                found.append((self.position(at, shared.start), self.position(at, shared.end)))
        return found

    # --- Geometry ------------------------------------------------------------------------------------------------

    def _layout(self) -> QAbstractTextDocumentLayout:
        return self.document.documentLayout()

    def hit(self, point: QPointF, *, exact: bool = False) -> int:
        """The position at a point; -1 for none when `exact`."""
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        return self._layout().hitTest(point, accuracy)

    def anchor_at(self, point: QPointF) -> Anchor | None:
        """The link under a point."""
        at = self.hit(point, exact=True)
        if at < 0:
            return None
        return next((a for a in self.anchors if a.start <= at < a.end), None)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The boxes of a stretch, one for each line."""
        return [box for box, _ in self._boxes(start, end)]

    def baseline(self) -> float:
        """The first line's baseline, where a number beside the cell stands."""
        block = self.document.firstBlock()
        if self.document.rootFrame().childFrames() and not block.text():
            block = block.next()
        line = block.layout().lineAt(0)
        top = self._layout().blockBoundingRect(block).top()
        return top + line.y() + line.ascent() if line.isValid() else self.book.serif_metrics.ascent()

    def _boxes(self, start: int, end: int) -> Iterator[tuple[QRectF, float]]:
        """(box, baseline) for each line that a stretch touches."""
        block = self.document.findBlock(start)
        layout = self._layout()
        while block.isValid() and block.position() < end:
            corner = layout.blockBoundingRect(block).topLeft()
            lines, words = block.layout(), _units(block.text())
            first, last = max(0, start - block.position()), min(end - block.position(), block.length() - 1)
            for at in range(lines.lineCount()):
                line = lines.lineAt(at)
                begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
                while stop > begin and words[stop - 1].isspace():
                    stop -= 1
                if begin < stop:
                    x1, x2 = sorted((_x(line.cursorToX(begin)), _x(line.cursorToX(stop))))
                    top = corner.y() + line.y()
                    yield QRectF(corner.x() + x1, top, x2 - x1, line.height()), top + line.ascent()
            block = block.next()

    # --- Drawing -------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, clip: QRectF, marks: list[Mark]) -> None:
        """Draws the cell at the painter's origin: text and marks by Qt, then lines under links, bullets and labels."""
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip
        selections = []
        for mark in marks:
            selection = QAbstractTextDocumentLayout.Selection()
            cursor = QTextCursor(self.document)
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, mark.format
            selections.append(selection)
        context.selections = selections
        self._layout().draw(painter, context)
        if self._lines is None:
            self._lines = self._underlines()
        for kind, lines in self._lines.items():
            painter.setPen(self.book.line(kind))
            painter.drawLines(lines)
        for number, paragraph in self._labels:
            self._label(painter, number, paragraph)

    def _underlines(self) -> dict[LinkKind, list[QLineF]]:
        found: dict[LinkKind, list[QLineF]] = {}
        drop = max(2.5, 0.19 * self.book.serif.pixelSize())
        for anchor in self.anchors:
            for box, baseline in self._boxes(anchor.start, anchor.end):
                y = round(baseline + drop) + 0.5
                found.setdefault(anchor.link.kind, []).append(QLineF(box.left(), y, box.right(), y))
        return found

    def _label(self, painter: QPainter, number: int, paragraph: Paragraph) -> None:
        """A bullet or a printed number, hanging before its paragraph."""
        block = self.document.findBlockByNumber(number)
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        box = self._layout().blockBoundingRect(block)
        text_left = box.left() + line.x()
        baseline = box.top() + line.y() + line.ascent()
        theme, book = self.book.theme, self.book
        role = paragraph.segments[0].role if paragraph.segments else Role.BODY
        colour = QColor(
            theme.text_muted if paragraph.bullet or paragraph.label_state is not State.PLAIN else theme.text
        )
        if paragraph.bullet:
            size = max(4.0, 0.28 * book.serif.pixelSize())
            x = text_left - 0.62 * book.step
            if book.rtl:
                x = box.right() + 0.62 * book.step - size
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(x, baseline - 0.42 * book.serif.pixelSize(), size, size))
            return
        painter.setFont(book.sans if role is Role.SUMMARY else book.serif)
        painter.setPen(colour)
        metrics = painter.fontMetrics()
        hang = max(book.step, book.label_width(paragraph.label))
        x = text_left - hang
        if book.rtl:
            x = box.right() + hang - metrics.horizontalAdvance(paragraph.label)
        painter.drawText(QPointF(x, baseline), paragraph.label)


def _style(segment: Segment) -> Style:
    return Style(segment.role, segment.state)


def _units(words: str) -> str:
    """The words with one character for each UTF-16 unit, so that Qt's positions index it."""
    return words if words.isascii() else "".join(char if ord(char) < 0x10000 else "xx" for char in words)


def _x(answer: float | tuple[float, int]) -> float:
    return answer[0] if isinstance(answer, tuple) else answer


def stretches(segment: Segment, links: list[Link], *, code: bool = False) -> Iterator[tuple[int, int, Style]]:
    """A segment cut wherever a run or a link begins or ends: (start, end, style), in order, covering all of it."""
    span = segment.span
    edges = {span.start, span.end}
    for row in (*segment.runs, *links):
        edges.update(edge for edge in (row.span.start, row.span.end) if span.start < edge < span.end)
    cuts = sorted(edges)
    run_at = link_at = 0
    runs = segment.runs
    for start, end in pairwise(cuts):
        while run_at < len(runs) and runs[run_at].span.end <= start:
            run_at += 1
        while link_at < len(links) and links[link_at].span.end <= start:
            link_at += 1
        run = runs[run_at] if run_at < len(runs) and runs[run_at].span.start <= start else None
        link = links[link_at] if link_at < len(links) and links[link_at].span.start <= start else None
        yield (
            start,
            end,
            Style(
                segment.role,
                segment.state,
                link.kind if link else None,
                bool(run and run.bold),
                bool(run and run.italic),
                bool(run and run.underline),
                code or bool(run and run.code),
                bool(run and run.strike),
            ),
        )
