"""The rows laid out: heights guessed until a row comes near the window, documents only for rows near it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from math import ceil

from PySide6.QtGui import QFontMetricsF

from navigator.model.agreement import Piece
from navigator.model.analysis import Analysis
from navigator.model.text import Span
from ui.reader.building import Source
from ui.reader.columns import Columns, columns
from ui.reader.content import Content, Contents, State
from ui.reader.document import CellDocument
from ui.reader.formats import CLOSER, FormatBook
from ui.reader.heads import says
from ui.reader.heights import Heights
from ui.reader.layers import Layers
from ui.reader.notice import NoticeBox
from ui.reader.overlay import Overlay
from ui.reader.rows import Row, RowKind, Rows

KEPT = 160
"""Documents kept; a window shows about thirty."""
ABOVE, BELOW = 14, 14
SECTION_ABOVE, SECTION_BELOW = 26, 14
TITLE_ABOVE, TITLE_BELOW = 28, 6
ITEM_ABOVE = 0


class Layout:
    """Rows, their heights and their documents for one analysis. Heights are whole pixels."""

    def __init__(self, analysis: Analysis, book: FormatBook, width: int) -> None:
        self.analysis = analysis
        self.rows = Rows(analysis.agreement)
        self.contents = Contents(analysis.agreement)
        self.source = Source(analysis.agreement.text.text, Layers(analysis))
        self.overlay = Overlay()
        self.originals: set[str] = set()
        numbers = {row.provision.number or "" for row in self.rows.rows if row.provision and not row.indent}
        self._longest = max((number for number in numbers if len(number) <= 12), key=len, default="")
        self._documents: OrderedDict[tuple[str, int], CellDocument] = OrderedDict()
        self.book = book
        self.columns: Columns
        self.heights = Heights()
        self.restart(book, width)

    # --- Widths and guesses --------------------------------------------------------------------------------------

    def restart(self, book: FormatBook, width: int) -> None:
        """Guesses all heights anew, for another width, theme, zoom or profile."""
        if book is not self.book:
            self._documents.clear()
        self.book = book
        self.columns = columns(width, book, summaries=self.rows.has_summaries, number=self._longest)
        self._measured = bytearray(len(self.rows))
        self._boxes: dict[int, NoticeBox | None] = {}
        self._summary_heights = [self._guess_summary(group.size) for group in self.rows.groups]
        self._own_heights = self._guesses()
        heights = list(self._own_heights)
        for group, summary in zip(self.rows.groups, self._summary_heights, strict=True):
            short = summary - sum(heights[group.first : group.last + 1])
            if short > 0:
                heights[group.last] += short
        self.heights = Heights(heights)

    def set_overlay(self, overlay: Overlay, originals: set[str]) -> None:
        """Another profile, or other provisions shown as published."""
        self.overlay, self.originals = overlay, originals
        self._documents.clear()
        self.restart(self.book, self.columns.view)

    def _guesses(self) -> list[int]:
        line = self.book.serif.pixelSize() * self.book.theme.line_spacing
        chars = self.columns.binding_text / self.book.serif_advance
        pads = ABOVE + BELOW
        section = ceil(self.book.section_number.pixelSize() * 1.3) + SECTION_ABOVE + SECTION_BELOW
        return [
            round((row.size / chars + 0.6 * row.blocks + 0.4) * line) + pads if row.kind is RowKind.CLAUSE else section
            for row in self.rows.rows
        ]

    def _guess_summary(self, size: int) -> int:
        line = self.book.sans.pixelSize() * self.book.theme.line_spacing * CLOSER
        return round((size / (self.columns.summary_text / self.book.sans_advance) + 0.6) * line) + ABOVE + BELOW

    # --- Documents -----------------------------------------------------------------------------------------------

    def content(self, column: str, index: int) -> Content:
        """What a cell shows, without laying it out."""
        kept = self._documents.get((column, index))
        if kept is not None:
            return kept.content
        return self._content(self.rows.rows[index]) if column == "binding" else self._summary_content(index)

    def binding(self, row: int) -> CellDocument:
        """The document of a row's binding text (or heading, or title)."""
        made = self._kept("binding", row)
        found = self.rows.rows[row]
        width = self._binding_width(found)
        if made is None:
            made = CellDocument(self._content(found), self.source, self.book, width)
            self._keep("binding", row, made)
        made.set_width(width)
        return made

    def summary(self, group: int) -> CellDocument:
        """The document of a group's summary."""
        made = self._kept("summary", group)
        if made is None:
            made = CellDocument(self._summary_content(group), self.source, self.book, self.columns.summary_text)
            self._keep("summary", group, made)
        made.set_width(self.columns.summary_text)
        return made

    def _summary_content(self, group: int) -> Content:
        summary = self.rows.groups[group].summary
        stale = any(self._replaced(identity) for identity in summary.beside)
        note = "Describes text that does not apply to you" if stale else None
        dimmed = all(identity in self.overlay.dimmed for identity in summary.beside)
        lead = summary.lead
        if lead is not None and says(lead.of(self.source.text)):
            lead = None  # the column's head says it already
        return self.contents.summary(summary.pieces, lead, note, dimmed=dimmed)

    def _binding_width(self, row: Row) -> int:
        if row.kind is RowKind.CLAUSE:
            return self.columns.binding_text
        return self.columns.width - 2 * (self.columns.heading_x - self.columns.left) - self.number_room(row)

    def number_room(self, row: Row) -> int:
        """Pixels that a section's number takes before its heading."""
        if row.kind is not RowKind.SECTION or row.provision is None or not row.provision.number:
            return 0
        wide = QFontMetricsF(self.book.section_number).horizontalAdvance(row.provision.number)
        return ceil(wide + 0.6 * self.book.section_number.pixelSize())

    def _content(self, row: Row) -> Content:
        if row.provision is None:
            return self.contents.title()
        identity = row.provision.id
        state = State.PLAIN
        if self._replaced(identity):
            state = State.STRUCK
        elif identity in self.overlay.dimmed:
            state = State.DIMMED
        if row.kind is RowKind.SECTION:
            return self.contents.heading(row.provision, State.PLAIN if state is State.STRUCK else state)
        inserted: tuple[Piece, ...] = ()
        if state is State.STRUCK and self._ends(row):
            inserted = self.overlay.inserted.get(identity, ())
        return self.contents.binding(row, state, inserted)

    def _replaced(self, identity: str) -> bool:
        target = self.overlay.struck.get(identity)
        return target is not None and target not in self.originals

    def _ends(self, row: Row) -> bool:
        assert row.provision is not None
        return self.rows.rows[self.rows.rows_of(row.provision.id)[-1]] is row

    def _kept(self, column: str, at: int) -> CellDocument | None:
        made = self._documents.get((column, at))
        if made is not None:
            self._documents.move_to_end((column, at))
        return made

    def _keep(self, column: str, at: int, made: CellDocument) -> None:
        self._documents[column, at] = made
        while len(self._documents) > KEPT:
            self._documents.popitem(last=False)

    def notice(self, row: int) -> NoticeBox | None:
        """The notice above a row's text, laid out; None for most rows."""
        if row not in self._boxes:
            found = self.rows.rows[row]
            notice = self.overlay.notices.get(found.provision.id) if found.provision else None
            first = found.provision is not None and self.rows.row_of[found.provision.id] == row
            shown = found.provision is not None and found.provision.id in self.originals
            box = NoticeBox(notice, self.book, self.columns.binding_text, shown) if notice and first else None
            self._boxes[row] = box
        return self._boxes[row]

    # --- Heights -------------------------------------------------------------------------------------------------

    def measured(self, row: int) -> bool:
        """True once a row's height is known and no longer guessed."""
        return bool(self._measured[row])

    def measure(self, row: int) -> None:
        """Lays out one row, and the summary beside it, and corrects the heights that were guessed."""
        found = self.rows.rows[row]
        self._own_heights[row] = self.above(row) + self.binding(row).height + self._below(row)
        self._measured[row] = 1
        if found.group < 0:
            self.heights.change(row, self._own_heights[row])
            return
        group = self.rows.groups[found.group]
        self._summary_heights[found.group] = self.summary(found.group).height + ABOVE + BELOW
        self.heights.change(row, self._own_heights[row])
        last = self._own_heights[group.last]
        others = self.heights.top(group.last) - self.heights.top(group.first)
        self.heights.change(group.last, max(last, self._summary_heights[found.group] - others))

    def above(self, row: int) -> int:
        """Pixels between a row's top and its words: padding and notice."""
        return self._padding(row)[0] + self.notice_height(row)

    def notice_height(self, row: int) -> int:
        """Pixels that the notice above a clause's text takes; a heading has its notice below."""
        box = self.notice(row)
        return box.height + 12 if box is not None and self.rows.rows[row].kind is RowKind.CLAUSE else 0

    def _below(self, row: int) -> int:
        box = self.notice(row)
        extra = box.height + 12 if box is not None and self.rows.rows[row].kind is not RowKind.CLAUSE else 0
        return self._padding(row)[1] + extra

    def _padding(self, row: int) -> tuple[int, int]:
        found = self.rows.rows[row]
        if found.kind is RowKind.SECTION:
            return SECTION_ABOVE, SECTION_BELOW
        if found.kind is RowKind.TITLE:
            return TITLE_ABOVE, TITLE_BELOW
        follows = row + 1 < len(self.rows) and not self.rows.rows[row + 1].ruled
        return (ABOVE if found.ruled else ITEM_ABOVE), (ABOVE // 2 if follows else BELOW)

    def depth(self, row: int, span: Span) -> float:
        """How far below a row's top a span begins, in its binding text or in the summary beside it; 0 for neither."""
        document = self.binding(row)
        for start, end in document.ranges(span):
            for rect in document.rects(start, end):
                return self.above(row) + rect.top()
        group = self.rows.rows[row].group
        if group >= 0:
            beside = self.summary(group)
            top = self.heights.top(self.rows.groups[group].first) - self.heights.top(row)
            for start, end in beside.ranges(span):
                for rect in beside.rects(start, end):
                    return top + ABOVE + rect.top()
        return 0

    def unmeasured(self, top: int, bottom: int) -> Iterator[int]:
        """Rows with guessed heights between two places."""
        if not len(self.rows):
            return
        for row in range(self.heights.at(top), self.heights.at(bottom) + 1):
            if not self._measured[row]:
                yield row
