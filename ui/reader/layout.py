"""The rows laid out: heights guessed until a row comes near the window, documents only for rows near it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from math import ceil

from PySide6.QtGui import QFontMetricsF

from navigator.model.agreement import Agreement, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.text import Span
from ui.reader.building import Source
from ui.reader.columns import Columns, columns
from ui.reader.content import Content, State
from ui.reader.contents import Contents
from ui.reader.document import CellDocument
from ui.reader.formats import CLOSER, FormatBook
from ui.reader.heads import says
from ui.reader.heights import Heights
from ui.reader.layers import Layers
from ui.reader.noted import TEAM_LABEL, Noted, team_content
from ui.reader.notice import Notices
from ui.reader.overlay import Notice, Overlay
from ui.reader.rows import Row, RowKind, Rows

FIRST, FURTHER = 120, 250
"""Provisions whose rows are made at once, so that the first text does not wait for the rest; how many at a time
afterwards."""
_WIDEST = 12  # characters: a longer number is not one that the gutter makes room for
KEPT = 160
"""Documents kept; a window shows about thirty."""
ABOVE, BELOW = 14, 14
SECTION_ABOVE, SECTION_BELOW = 26, 14
TITLE_ABOVE, TITLE_BELOW = 28, 6
ITEM_ABOVE = 0


class Layout:
    """Rows, their heights and their documents for one analysis. Heights are whole pixels."""

    def __init__(
        self,
        analysis: Analysis,
        book: FormatBook,
        width: int,
        noted: Noted = Noted(),  # noqa: B008 - immutable
        only: frozenset[str] | None = None,
    ) -> None:
        self.analysis = analysis
        self.noted = noted
        team = {identity: len(summary.text) + len(TEAM_LABEL) for identity, summary in noted.summaries.items()}
        self.rows = Rows(analysis.agreement, team, only)
        self.contents = Contents(analysis.agreement)
        self.source = Source(analysis.agreement.text.text, Layers(analysis))
        self.overlay = Overlay()
        self.originals: set[str] = set()
        self.rows.grow(FIRST)
        self._longest = _longest_number(analysis)
        self._documents: OrderedDict[tuple[str, int], CellDocument] = OrderedDict()
        self.book = book
        self.columns: Columns
        self.heights = Heights()
        self.restart(book, width)

    # --- Widths and guesses --------------------------------------------------------------------------------------

    def restart(self, book: FormatBook, width: int) -> None:
        """Guesses heights anew, for another width, theme, zoom or profile: the first at once, the rest by `grow`."""
        if book is not self.book:
            self._documents.clear()
        self.book = book
        self.columns = columns(width, book, summaries=self.rows.has_summaries, number=self._longest)
        self._measured = bytearray()
        self._boxes: dict[int, Notices | None] = {}
        self._summary_heights: list[int] = []
        self._own_heights: list[int] = []
        self.heights = Heights()
        self._guess()

    def set_overlay(self, overlay: Overlay, originals: set[str]) -> None:
        """Another profile, or other provisions shown as published."""
        self.overlay, self.originals = overlay, originals
        self._documents.clear()
        self.restart(self.book, self.columns.view)

    # --- Growing -------------------------------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """True once every row has a height. Until then `grow` gives more, some at a time; the rest is estimated."""
        return self._share == 1.0

    @property
    def _share(self) -> float:
        return self.rows.share * len(self.heights) / max(1, len(self.rows))

    @property
    def total(self) -> int:
        """The height of all rows, those that have none yet estimated by those that have."""
        return round(self.heights.total / self._share) if self._share else self.heights.total

    def grow(self) -> None:
        """Gives some hundred further rows their heights."""
        if len(self.heights) == len(self.rows):
            self.rows.grow(FURTHER)
        self._guess()

    def reach(self, y: int) -> None:
        """Grows down to a place and a row further, on which the padding of the last one depends."""
        while not self.complete and self.heights.total - self.heights[len(self.heights) - 1] <= y:
            self.grow()

    def has(self, provision: str) -> bool:
        """True for a provision that has rows here; they have heights then, and the one after them."""
        if provision not in self.analysis.agreement.by_id:
            return False
        while not self.complete and (
            provision not in self.rows.row_of or self.rows.rows_of(provision)[-1] + 1 >= len(self.heights)
        ):
            self.grow()
        return provision in self.rows.row_of

    def last(self, group: int) -> int:
        """The last row that a summary stands beside, as far as rows have heights."""
        return min(self.rows.groups[group].last, len(self.heights) - 1)

    def _guess(self) -> None:
        """Guesses the heights of some further rows, and of the summaries beside them."""
        done = len(self._own_heights)
        new = self._guesses(islice(self.rows.rows, done, done + FURTHER))
        self._measured.extend(bytes(len(new)))
        self._own_heights += new
        self.heights.extend(new)
        first = len(self._summary_heights)
        waiting = takewhile(lambda group: group.first < len(self.heights), islice(self.rows.groups, first, None))
        self._summary_heights += [self._guess_summary(group.size) for group in waiting]
        if first and done:
            self.heights.change(done - 1, self._own_heights[done - 1])  # the last summary may go on beside the new rows
        for at in range(max(0, first - 1), len(self._summary_heights)):
            self._stretch(at)

    def _stretch(self, at: int) -> None:
        """Gives what a summary needs beyond the rows that it stands beside to the last of them."""
        last = self.last(at)
        others = self.heights.top(last) - self.heights.top(self.rows.groups[at].first)
        self.heights.change(last, max(self._own_heights[last], self._summary_heights[at] - others))

    def _guesses(self, rows: Iterable[Row]) -> list[int]:
        line = self.book.serif.pixelSize() * self.book.theme.line_spacing
        chars = self.columns.binding_text / self.book.serif_advance
        pads = ABOVE + BELOW
        section = ceil(self.book.section_number.pixelSize() * 1.3) + SECTION_ABOVE + SECTION_BELOW
        return [
            round((row.size / chars + 0.6 * row.blocks + 0.4) * line) + pads if row.kind is RowKind.CLAUSE else section
            for row in rows
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
        if self.rows.groups[group].team:
            return self._team_content(summary.beside[0])
        stale = any(self._replaced(identity) for identity in summary.beside)
        note = "Describes text that does not apply to you" if stale else None
        dimmed = all(identity in self.overlay.dimmed for identity in summary.beside)
        lead = summary.lead
        if lead is not None and says(lead.of(self.source.text)):
            lead = None  # the column's head says it already
        return self.contents.summary(summary.pieces, lead, note, dimmed=dimmed)

    def _team_content(self, provision: str) -> Content:
        summary = self.noted.summaries[provision]
        notes = ["Describes text that does not apply to you"] if self._replaced(provision) else []
        return team_content(summary, tuple(notes))

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
        over, last = self.overlay, self._ends(row)
        additions = over.additions.get(identity, ()) if last else ()
        if row.kind is RowKind.SECTION:
            return self.contents.heading(row.provision, State.PLAIN if state is State.STRUCK else state, additions)
        inserted = over.inserted.get(identity, ()) if state is State.STRUCK and last else ()
        lines = over.lines.get(identity, ()) if _begins_table(self.analysis.agreement, row) else ()
        return self.contents.binding(row, state, inserted, additions, lines)

    def _replaced(self, identity: str) -> bool:
        target = self.overlay.struck.get(identity)
        return target is not None and target not in self.originals

    def _ends(self, row: Row) -> bool:
        assert row.provision is not None
        return self.rows.rows[self.rows.rows_of(row.provision.id)[-1]] is row

    def row_with(self, provision: str, span: Span | None) -> int:
        """The row of a provision that shows a span: one of its own words, or of what takes its place."""
        if span is None:
            return self.rows.row_of[provision]
        root = self.overlay.struck.get(provision)
        if root is not None and not any(span in piece.span for piece in self.analysis.agreement.by_id[provision].body):
            for last, inserted in self.overlay.inserted.items():
                held = (piece.span for each in inserted for piece in each.pieces)
                ours = self.overlay.struck.get(last) == root and any(span.overlaps(each) for each in held)
                if ours and self.has(last):
                    return self.rows.rows_of(last)[-1]
        return self.rows.row_at(provision, span.start)

    def _kept(self, column: str, at: int) -> CellDocument | None:
        made = self._documents.get((column, at))
        if made is not None:
            self._documents.move_to_end((column, at))
        return made

    def _keep(self, column: str, at: int, made: CellDocument) -> None:
        self._documents[column, at] = made
        while len(self._documents) > KEPT:
            self._documents.popitem(last=False)

    def notices(self, row: int) -> Notices | None:
        """The notices above a row's text, laid out; None for most rows."""
        if row not in self._boxes:
            found = self.rows.rows[row].provision
            first = found is not None and self.rows.row_of[found.id] == row
            notices = self.overlay.notices.get(found.id, ()) if found is not None and first else ()
            original = found is not None and found.id in self.originals
            self._boxes[row] = Notices(notices, self.book, self.columns.binding_text, original) if notices else None
        return self._boxes[row]

    def notice(self, row: int, at: int) -> Notice | None:
        """One of the notices of a row."""
        notices = self.notices(row)
        return notices.boxes[at].notice if notices is not None and 0 <= at < len(notices.boxes) else None

    # --- Heights -------------------------------------------------------------------------------------------------

    def measured(self, row: int) -> bool:
        """True once a row's height is known and no longer guessed."""
        return bool(self._measured[row])

    def measure(self, row: int) -> None:
        """Lays out one row, and the summary beside it, and corrects the heights that were guessed."""
        found = self.rows.rows[row]
        self._own_heights[row] = self.above(row) + self.binding(row).height + self._below(row)
        self._measured[row] = 1
        self.heights.change(row, self._own_heights[row])
        if found.group < 0:
            return
        self._summary_heights[found.group] = self.summary(found.group).height + ABOVE + BELOW
        self._stretch(found.group)

    def above(self, row: int) -> int:
        """Pixels between a row's top and its words: padding and notice."""
        return self._padding(row)[0] + self.notice_height(row)

    def notice_height(self, row: int) -> int:
        """Pixels that the notice above a clause's text takes; a heading has its notice below."""
        box = self.notices(row)
        return box.height + 12 if box is not None and self.rows.rows[row].kind is RowKind.CLAUSE else 0

    def _below(self, row: int) -> int:
        box = self.notices(row)
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
        self.reach(bottom)
        if not len(self.rows):
            return
        for row in range(self.heights.at(top), self.heights.at(bottom) + 1):
            if not self._measured[row]:
                yield row


def _longest_number(analysis: Analysis) -> str:
    """The longest printed number of a provision that has room in the gutter; "" for none. Items have theirs inside."""
    item = ProvisionKind.ITEM
    numbers = [p.number for p in analysis.agreement.provisions if p.number and p.kind is not item]
    longest = max(numbers, key=len, default="")
    if len(longest) > _WIDEST:
        longest = max((number for number in numbers if len(number) <= _WIDEST), key=len, default="")
    return longest


def _begins_table(agreement: Agreement, row: Row) -> bool:
    """Whether a row holds the beginning of a table."""
    blocks = agreement.text.blocks
    return any(blocks[piece.block].cells for piece in row.pieces) and (row.lines is None or row.lines[0] == 0)
