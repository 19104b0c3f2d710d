"""Filling a QTextDocument from a cell's content, and noting where each segment and link came to stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from ui.positions import Positions, shown, units
from ui.reader.content import Content, Paragraph, Role, Segment, Table, TableCell
from ui.reader.formats import FormatBook, Style
from ui.reader.layers import Layers, Link, LinkKind, Trace

PARAGRAPH_GAP = 0.6
"""Space between paragraphs of one cell, in reading sizes."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as it stands in one document: positions `start` to `end`."""

    start: int
    end: int
    link: Link


class Source:
    """What documents are built from: the text, its offsets and its layers, where it has any."""

    def __init__(self, text: str, layers: Layers | None = None) -> None:
        self.text, self.layers = text, layers
        self.positions = Positions(text)


class Builder:
    """Fills one document. Afterwards `starts` holds where each segment begins, `anchors` the links, and `labels` the
    paragraphs (by block number) before which a bullet or a number hangs."""

    def __init__(self, document: QTextDocument, content: Content, source: Source, book: FormatBook) -> None:
        self._document, self._content, self._source, self._book = document, content, source, book
        self.starts: list[int] = []
        self.anchors: list[Anchor] = []
        self.labels: list[tuple[int, Paragraph]] = []
        self._build()

    def _build(self) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        fresh, gap = True, PARAGRAPH_GAP * self._book.serif.pixelSize()
        for part in self._content.parts:
            if isinstance(part, Table):
                self._table(cursor, part, below=0 if part is self._content.parts[-1] else gap)
                fresh = True  # Qt keeps an empty paragraph after a table: the next one goes there
                continue
            self._paragraph(cursor, part, 0 if fresh and not self.starts else gap, new=not fresh)
            fresh = False
        cursor.endEditBlock()

    def _paragraph(self, cursor: QTextCursor, paragraph: Paragraph, above: float, *, new: bool) -> None:
        role = paragraph.segments[0].role if paragraph.segments else Role.BODY
        role = Role.BODY if role is Role.RUN_IN else role
        left = float(paragraph.indent * self._book.step)
        if paragraph.label:
            left = max(left, left - self._book.step + self._book.label_width(paragraph.label))
        form = self._book.block(role, left=left, above=above, centred=paragraph.centred)
        if new:
            cursor.insertBlock(form)
        else:
            cursor.setBlockFormat(form)
        if paragraph.bullet or paragraph.label:
            self.labels.append((cursor.block().blockNumber(), paragraph))
        for place, segment in enumerate(paragraph.segments):
            if place and not segment.tight:
                same = paragraph.segments[place - 1].state is segment.state
                cursor.insertText(" ", self._book.char(_style(segment) if same else Style(segment.role)))
            self._segment(cursor, segment, code=paragraph.code)
        if not paragraph.segments:
            cursor.setBlockCharFormat(self._book.char(Style()))

    def _segment(self, cursor: QTextCursor, segment: Segment, *, code: bool) -> None:
        begin = cursor.position()
        self.starts.append(begin)
        if segment.words is not None:
            self._own_words(cursor, segment, segment.words)
            return
        links = self._source.layers.links(segment.span) if self._source.layers is not None else []
        to_qt = self._source.positions.to_qt
        shift = begin - to_qt(segment.span.start)
        for start, end, style in stretches(segment, links, code=code):
            cursor.insertText(shown(self._source.text[start:end]), self._book.char(style))
        for link in links:
            shared = link.span.intersection(segment.span)
            if shared is not None:
                self.anchors.append(Anchor(to_qt(shared.start) + shift, to_qt(shared.end) + shift, link))

    def _own_words(self, cursor: QTextCursor, segment: Segment, words: str) -> None:
        style = _style(segment)
        if segment.to is not None:
            style = style._replace(link=LinkKind.REFERENCE)
            link = Link(segment.span, LinkKind.REFERENCE, Trace(words, segment.to))
            begin = cursor.position()
            self.anchors.append(Anchor(begin, begin + units(shown(words)), link))
        cursor.insertText(shown(words), self._book.char(style))

    def _table(self, cursor: QTextCursor, part: Table, *, below: float) -> None:
        theme = self._book.theme
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderBrush(QBrush(QColor(theme.border)))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setTopMargin(0.5 * self._book.serif.pixelSize() if self.starts else 0)
        form.setBottomMargin(below)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = cursor.insertTable(max(1, len(part.rows)), max(1, len(part.held)), form)
        self._cells(table, part)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        small = QTextCharFormat()
        small.setFontPointSize(1)
        thin = self._book.block(Role.BODY)
        cursor.setBlockFormat(thin)
        cursor.setBlockCharFormat(small)

    def _cells(self, table: QTextTable, part: Table) -> None:
        """Fills the cells. Qt lays every table out from the left: where reading begins at the right, the columns are
        put the other way round, and the places of the segments noted in reading order all the same."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(part.rows):
            column = 0
            placed: list[tuple[int, int, TableCell]] = []
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                if column >= table.columns():
                    break
                wide = min(cell.columns, table.columns() - column)
                high = min(cell.rows, table.rows() - row)
                taken.update((row + down, column + right) for down in range(high) for right in range(wide))
                at = table.columns() - column - wide if self._book.rtl else column
                if wide > 1 or high > 1:
                    table.mergeCells(row, at, high, wide)
                placed.append((at, len(placed), cell))
                column += wide
            begun = len(self.starts)
            starts: dict[int, list[int]] = {}
            for at, place, cell in sorted(placed, key=lambda found: found[0]):  # what is filled must not move any more
                self._cell(table, row, at, cell)
                starts[place] = self.starts[begun:]
                del self.starts[begun:]
            for place in sorted(starts):
                self.starts += starts[place]

    def _cell(self, table: QTextTable, row: int, column: int, cell: TableCell) -> None:
        place = table.cellAt(row, column)
        if cell.header:
            form = place.format()
            form.setBackground(QBrush(QColor(self._book.theme.surface_alt)))
            place.setFormat(form)
        inner = place.firstCursorPosition()
        for at, paragraph in enumerate(cell.paragraphs):
            self._paragraph(inner, paragraph, 0.3 * self._book.serif.pixelSize() if at else 0, new=at > 0)


def _style(segment: Segment) -> Style:
    return Style(segment.role, segment.state)


def stretches(segment: Segment, links: list[Link], *, code: bool = False) -> Iterator[tuple[int, int, Style]]:
    """A segment cut wherever a run or a link begins or ends: (start, end, style), in order, covering all of it."""
    span = segment.span
    edges = {span.start, span.end}
    for part in (*(run.span for run in segment.runs), *(link.span for link in links)):
        edges.update(edge for edge in (part.start, part.end) if span.start < edge < span.end)
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
