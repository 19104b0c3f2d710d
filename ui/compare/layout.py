"""The lines of a comparison laid out: heights guessed until a line comes near the window, documents only near it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF

from navigator.model.comparison import AlignedProvision, AlignedSummary, Status, Weight, plain_spans
from navigator.model.dates import in_words
from navigator.model.redlined import Side
from ui.compare.content import content, said
from ui.compare.lines import Kind, Line, Lines, name
from ui.reader.building import Source
from ui.reader.content import Content
from ui.reader.document import CellDocument
from ui.reader.formats import FormatBook
from ui.reader.heights import Heights
from ui.reader.rolling import in_window
from ui.theme.fonts import ui_font

KEPT = 160
FURTHER = 300
"""Lines that get their heights at a time; the first text does not wait for the rest."""
PAD = 26
_QUOTED = 90
"""Characters of a provision's words that a bar quotes."""
ABOVE, BELOW = 10, 16
BAR_PADDING = 9
_SUMMARY_INDENT = 18
_MEASURE = 1.15
"""How much wider a column may be than a line of the reading view: struck and added words stand in it together."""
_STATUS = {
    Status.ADDED: "New",
    Status.REMOVED: "Removed",
    Status.MOVED: "words unchanged",
    Status.CHANGED: "Changed",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one side of a line, laid out, and where they stand on screen."""

    side: Side
    document: CellDocument
    source: Source
    origin: QPoint

    @property
    def box(self) -> QRect:
        return QRect(self.origin.x(), self.origin.y(), self.document.width, self.document.height)


class Layout:
    """Lines, heights and documents of one comparison in one of both views. Heights are whole pixels."""

    def __init__(self, lines: Lines, book: FormatBook, width: int, *, beside: bool) -> None:
        self.comparison = lines.comparison
        self.lines = lines
        self.book, self.width, self.beside = book, width, beside
        self._documents: OrderedDict[tuple[tuple[Kind, int], Side], tuple[CellDocument, Source]] = OrderedDict()
        self.heights = Heights()
        self.restart(book, width, beside=beside)

    def restart(self, book: FormatBook, width: int, *, beside: bool) -> None:
        """Another width, theme, size of text or view: heights are guessed anew."""
        if book is not self.book:
            self._documents.clear()
        self.book, self.width, self.beside = book, width, beside
        self.caption_face = ui_font(book.theme, small=True)
        self.caption_height = ceil(QFontMetricsF(self.caption_face).height()) + 6
        self.folded_anew()

    def folded_anew(self) -> None:
        """Other lines are folded away."""
        self._measured = bytearray()
        self.heights = Heights()
        self.grow()

    # --- A roll --------------------------------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """True once every line has a height; until then `grow` gives more, and the rest is estimated."""
        return len(self.heights) == len(self.lines.shown)

    @property
    def total(self) -> int:
        """The height of all lines, those that have none yet estimated by those that have."""
        return round(self.heights.total * len(self.lines.shown) / max(1, len(self.heights)))

    def grow(self) -> None:
        """Gives some hundred further lines their heights."""
        done = len(self.heights)
        new = [self._guess(line) for line in self.lines.shown[done : done + FURTHER]]
        self._measured.extend(bytes(len(new)))
        self.heights.extend(new)

    def reach(self, row: int) -> None:
        """Grows until a line has its height."""
        while not self.complete and row >= len(self.heights):
            self.grow()

    def measured(self, row: int) -> bool:
        return bool(self._measured[row])

    def measure(self, row: int) -> None:
        """Lays out one line and corrects its height."""
        line = self.lines.shown[row]
        if not line.kind.is_bar:
            cells = [self._document(line, side)[0].height for side in self.sides]
            self.heights.change(row, ABOVE + self._caption_room(line) + max(cells) + BELOW)
        self._measured[row] = 1

    def unmeasured(self, top: int, bottom: int) -> Iterator[int]:
        while not self.complete and self.heights.total <= bottom:
            self.grow()
        if len(self.heights):
            for row in range(self.heights.at(top), self.heights.at(bottom) + 1):
                if not self._measured[row]:
                    yield row

    # --- Columns -------------------------------------------------------------------------------------------------

    @property
    def sides(self) -> tuple[Side, ...]:
        """The cells of a line, from the left."""
        return (Side.OLD, Side.NEW) if self.beside else (Side.BOTH,)

    def column(self, side: Side) -> tuple[int, int]:
        """Left edge and width of a column."""
        if side is Side.BOTH:
            return 0, self.width
        half = self.width // 2
        return (0, half) if (side is Side.OLD) is not self.book.rtl else (half, self.width - half)

    def text_width(self, line: Line, side: Side) -> int:
        """Pixels for words in a column, within its padding and no wider than a line may be."""
        most = round(_MEASURE * self.book.theme.line_width * self.book.serif_advance)
        indent = _SUMMARY_INDENT if line.kind is Kind.SUMMARY else 0
        return max(80, min(most, self.column(side)[1] - 2 * PAD) - indent)

    def text_left(self, line: Line, side: Side) -> int:
        left, width = self.column(side)
        indent = _SUMMARY_INDENT if line.kind is Kind.SUMMARY else 0
        if not self.beside:
            most = round(_MEASURE * self.book.theme.line_width * self.book.serif_advance)
            left += max(PAD, (width - most) // 2)
        else:
            left += PAD
        if self.book.rtl:
            return 2 * self.column(side)[0] + width - left - self.text_width(line, side) - indent
        return left + indent

    # --- Words ---------------------------------------------------------------------------------------------------

    def row(self, line: Line) -> AlignedProvision | AlignedSummary:
        """The aligned row that a line shows or speaks of."""
        if line.kind is Kind.SUMMARY:
            return self.comparison.summaries[line.at]
        return self.comparison.provisions[line.at]

    def caption(self, line: Line) -> str:
        """What became of a line, in words that stand above it; "" where nothing did."""
        row = self.row(line)
        if isinstance(row, AlignedSummary):
            if row.stale:
                return f"Summary, not binding — stale: {row.stale}"
            became = "" if row.status is Status.UNCHANGED else f" — {row.status.value.replace('-', ' ')}"
            return f"Summary, not binding{became}"
        details = "; ".join(row.details)
        if row.status in (Status.MOVED, Status.MOVED_AND_CHANGED):
            verb = "Moved" if row.reordered else "Renumbered"
            return f"{verb} from {name(self.comparison.old, row.old)} — {details or _STATUS[Status.MOVED]}"
        if row.status in (Status.CHANGED, Status.UNCHANGED) and row.weight not in (None, Weight.TYPOGRAPHY):
            return f"{row.weight.value.capitalize()}: {details}" if details else row.weight.value.capitalize()
        return "; ".join(filter(None, [_STATUS.get(row.status, ""), details]))

    def bar(self, line: Line) -> str:
        """What a bar says, and what choosing it does."""
        if line.kind is Kind.FOLD:
            return f"{self.lines.words(line)} · {'fold' if line.open else 'show'}"
        if line.kind in (Kind.MEANT, Kind.MEANS):
            return self._named(line)
        row = self.comparison.provisions[line.at]
        old, new = name(self.comparison.old, row.old), name(self.comparison.new, row.new)
        if line.kind is Kind.CAME:
            return f"{new} moved here from {old} · go to where it stood"
        return f"{old} stood here and moved to {new} · go there"

    def _named(self, line: Line) -> str:
        """`“Section 9.2” meant: 9.2 Liability cap, “Neither of us …” · go there`"""
        redirect = self.comparison.redirects[line.at]
        meant = line.kind is Kind.MEANT
        agreement, ids = (self.comparison.old, redirect.named) if meant else (self.comparison.new, redirect.names)
        named = name(agreement, ids)
        body = [piece.span for piece in agreement.by_id[ids[0]].body] if len(ids) == 1 else []
        words = plain_spans(agreement.text, body).text
        said = f"{named}: “{words[:_QUOTED].rsplit(' ', 1)[0]} …”" if len(words) > _QUOTED else f"{named}: “{words}”"
        if redirect.is_range:
            verb = "took in" if meant else "now takes in"
        else:
            verb = "meant" if meant else "now means" if redirect.certain else "could now mean"
        return f"“{redirect.text}” {verb} {said if words else named} · go there"

    def versions(self) -> tuple[str, str]:
        """How the two sides are headed: the date of the version, else the source's name; of two agreements the title
        before it."""
        sides = (self.comparison.old, self.comparison.new)
        named = [in_words(each.last_updated) if each.last_updated else each.text.source.name for each in sides]
        if sides[0].title != sides[1].title:
            named = [f"{each.title}, {words}" for each, words in zip(sides, named, strict=True)]
        if named[0] == named[1]:
            named = [f"{words} ({side})" for words, side in zip(named, ("old", "new"), strict=True)]
        return named[0], named[1]

    def missing(self, line: Line, side: Side) -> str:
        """What an empty cell says."""
        row = self.row(line)
        if side is Side.OLD and not row.old:
            return f"Not in the earlier version, {self.versions()[0]}"
        if side is Side.NEW and not row.new:
            return f"No longer in the later version, {self.versions()[1]}"
        return ""

    def content(self, line: Line, side: Side) -> tuple[Content, Source]:
        """What a cell shows, without laying it out."""
        kept = self._documents.get((line.key, side))
        return (kept[0].content, kept[1]) if kept is not None else content(self.comparison, self.row(line), side)

    def said(self, line: Line) -> str:
        """A line for somebody who hears it, or pastes it: what changed is named in words."""
        if line.kind.is_bar:
            return self.bar(line)
        layer = "" if line.kind is Kind.SUMMARY else "Binding text: "
        caption = self.caption(line)
        return f"{caption}\n{layer}{said(*self.content(line, Side.BOTH))}".strip()

    # --- Cells ---------------------------------------------------------------------------------------------------

    def cells(self, row: int, top: int) -> list[Cell]:
        """The cells of a line with the window scrolled to `top`; none for a bar."""
        line = self.lines.shown[row]
        if line.kind.is_bar:
            return []
        y = self.heights.top(row) - top + ABOVE + self._caption_room(line)
        found = []
        for side in self.sides:
            document, source = self._document(line, side)
            found.append(Cell(side, document, source, QPoint(self.text_left(line, side), y)))
        return found

    def box(self, row: int, top: int) -> QRect:
        """A line over the full width."""
        return QRect(0, self.heights.top(row) - top, self.width, self.heights[row])

    def bars(self, top: int, height: int) -> list[int]:
        """Bars of which a window shows at least a pixel."""
        return [row for row in in_window(self, top, height) if self.lines.shown[row].kind.is_bar]

    def _document(self, line: Line, side: Side) -> tuple[CellDocument, Source]:
        key = (line.key, side)
        width = self.text_width(line, side)
        made = self._documents.get(key)
        if made is None:
            shown, source = content(self.comparison, self.row(line), side)
            made = self._documents[key] = CellDocument(shown, source, self.book, width), source
            while len(self._documents) > KEPT:
                self._documents.popitem(last=False)
        else:
            self._documents.move_to_end(key)
        made[0].set_width(width)
        return made

    def _caption_room(self, line: Line) -> int:
        if line.kind is Kind.PROVISION:
            row = self.comparison.provisions[line.at]
            return self.caption_height if row.status is not Status.UNCHANGED or row.details else 0
        return self.caption_height

    def _guess(self, line: Line) -> int:
        if line.kind.is_bar:
            return self.caption_height + 2 * BAR_PADDING - 4
        row, book = self.row(line), self.book
        size = max(len(row.old_text), len(row.new_text)) * (1 if self.beside else 1.2)
        lines = size * book.serif_advance / self.text_width(line, self.sides[0]) + 1.5
        height = round(lines * book.serif.pixelSize() * book.theme.line_spacing)
        return height + ABOVE + BELOW + self._caption_room(line)
