"""One cell as a QTextDocument: built from spans and layers, with the map between its positions and the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QTextOption,
)

from navigator.model.text import Span
from ui.positions import shown, units
from ui.reader.building import Anchor, Builder, Source
from ui.reader.content import Content, Paragraph, Role, Segment, State, Table
from ui.reader.formats import FormatBook
from ui.reader.layers import LinkKind
from ui.reader.tables import Tables


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to paint over: positions of the document and a format (selection, find mark, arrival)."""

    start: int
    end: int
    format: QTextCharFormat


class CellDocument:
    """A cell laid out at one width. Positions are those of its QTextDocument (UTF-16), offsets those of the text."""

    def __init__(self, content: Content, source: Source, book: FormatBook, width: int) -> None:
        self.content, self._source, self.book = content, source, book
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
        built = Builder(self.document, content, source, book)
        self.starts, self.anchors, self._labels = built.starts, built.anchors, built.labels
        self._in_document = sorted(range(len(self.starts)), key=self.starts.__getitem__)
        tables = [part for part in content.parts if isinstance(part, Table)]
        self._tables = Tables(self.document, tables, book) if tables else None
        self._lay(width)

    def set_width(self, width: int) -> None:
        """Lays the cell out anew where the width differs."""
        if width != self.width:
            self._lay(width)
            self._lines = None

    def _lay(self, width: int) -> None:
        self.width = width
        if self._tables is not None:
            self._tables.fit(width)
        self.document.setTextWidth(width)
        self.height = ceil(self._layout().documentSize().height())

    # --- The map -------------------------------------------------------------------------------------------------

    def _units(self, segment: Segment) -> int:
        if segment.words is not None:
            return units(shown(segment.words))
        return self._source.positions.length(segment.span.start, segment.span.end)

    def locate(self, position: int) -> tuple[int, int]:
        """(segment, offset) of a document position; between segments the end of the one before."""
        place = max(0, bisect_right(self._in_document, position, key=self.starts.__getitem__) - 1)
        if place >= len(self._in_document):
            return 0, 0
        at = self._in_document[place]
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

    def ranges(self, span: Span, *, echoes: bool = True) -> list[tuple[int, int]]:
        """Where a span of the text stands in this document; empty where it does not. Words that are repeated there are
        found twice, with `echoes`."""
        found = []
        for at, segment in enumerate(self.content.segments):
            shared = segment.span.intersection(span)
            if shared is not None and segment.words is None and (echoes or at not in self.content.echoes):
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
                    top = corner.y() + line.y()
                    for x1, x2 in self._extents(line, begin, stop):
                        yield QRectF(corner.x() + x1, top, x2 - x1, line.height()), top + line.ascent()
            block = block.next()

    def _extents(self, line: QTextLine, begin: int, end: int) -> list[tuple[float, float]]:
        """Left and right of a stretch of one line; several where the direction changes within it."""
        if not self.book.rtl:
            return [tuple(sorted((_x(line.cursorToX(begin)), _x(line.cursorToX(end)))))]
        found: list[tuple[float, float]] = []
        for at in range(begin, end):
            x1, x2 = _x(line.cursorToX(at)), _x(line.cursorToX(at, QTextLine.Edge.Trailing))
            left, right = min(x1, x2), max(x1, x2)
            if found and left <= found[-1][1] + 0.5 and right >= found[-1][0] - 0.5:
                found[-1] = (min(left, found[-1][0]), max(right, found[-1][1]))
            else:
                found.append((left, right))
        return found

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
        metrics, label = painter.fontMetrics(), paragraph.label or ""
        hang = max(book.step, book.label_width(label))
        x = text_left - hang
        if book.rtl:
            x = box.right() + hang - metrics.horizontalAdvance(label)
        painter.drawText(QPointF(x, baseline), label)


def _x(answer: float | tuple[float, int]) -> float:
    return answer[0] if isinstance(answer, tuple) else answer


def _units(words: str) -> str:
    """The words with one character for each UTF-16 unit, so that Qt's positions index it."""
    return words if words.isascii() else "".join(char if ord(char) < 0x10000 else "xx" for char in words)
