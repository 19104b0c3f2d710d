"""A selection over the cells of one column, and its words for the clipboard."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.text import Span, plain
from ui.reader.content import Content, Paragraph, Role, State, Table
from ui.reader.layout import Layout
from ui.reader.sight import BINDING, CellPlace


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A place in one column: cell, segment of the cell, offset in the text. Carets compare in reading order."""

    index: int
    segment: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From `anchor` (where it began) to `head`. It never leaves its column: binding words and summaries do not mix."""

    column: str
    anchor: Caret
    head: Caret

    @property
    def first(self) -> Caret:
        return min(self.anchor, self.head)

    @property
    def last(self) -> Caret:
        return max(self.anchor, self.head)

    def __bool__(self) -> bool:
        return self.anchor != self.head

    def within(self, cell: CellPlace) -> tuple[int, int] | None:
        """Positions of the selected stretch in a cell's document."""
        if cell.column != self.column or not self.first.index <= cell.index <= self.last.index:
            return None
        document = cell.document
        end = document.document.characterCount() - 1
        start = 0
        if cell.index == self.first.index:
            start = document.position(self.first.segment, self.first.offset)
        if cell.index == self.last.index:
            end = document.position(self.last.segment, self.last.offset)
        start, end = sorted((start, end))  # the columns of a table may stand the other way round
        return (start, end) if start < end else None


def words_of(selection: Selection, layout: Layout) -> str:
    """The selected words, paragraph by paragraph: numbers and bullets as printed, cells of a table parted by tabs.

    Struck text says that it does not apply, so that it cannot be pasted as if it did.
    """
    return "\n".join(line for _, lines in cells_of(selection, layout) for line in lines)


def span_of(selection: Selection, layout: Layout) -> Span | None:
    """The selected words as one span of the text; None where there are none. A selection that goes on into text put in
    from another provision, or begins in it, stops where that begins or ends: between the two lies what nobody chose."""
    found: list[Span] = []
    inserted: bool | None = None
    for index in range(selection.first.index, selection.last.index + 1):
        for place, segment in enumerate(layout.content(selection.column, index).segments):
            here = Caret(index, place, 0)
            before = here < Caret(selection.first.index, selection.first.segment, 0)
            after = here > Caret(selection.last.index, selection.last.segment, 0)
            if segment.words is not None or before or after:
                continue
            if inserted is None:
                inserted = segment.state is State.INSERTED
            if (segment.state is State.INSERTED) is not inserted or (found and segment.span.start < found[-1].end):
                return Span(found[0].start, found[-1].end) if found else None
            start, end = segment.span.start, segment.span.end
            if (index, place) == (selection.first.index, selection.first.segment):
                start = max(start, selection.first.offset)
            if (index, place) == (selection.last.index, selection.last.segment):
                end = min(end, selection.last.offset)
            if start < end:
                found.append(Span(start, end))
    return Span(found[0].start, found[-1].end) if found else None


def cells_of(selection: Selection, layout: Layout) -> list[tuple[int, list[str]]]:
    """The selected words by cell: (index, lines), for cells of which at least a word is selected."""
    found: list[tuple[int, list[str]]] = []
    for index in range(selection.first.index, selection.last.index + 1):
        content = layout.content(selection.column, index)
        low = selection.first if index == selection.first.index else None
        high = selection.last if index == selection.last.index else None
        number = ""
        if selection.column == BINDING and (low is None or low <= Caret(index, 0, _start(content))):
            row = layout.rows.rows[index]
            if row.heading and row.provision is not None and row.provision.number and not row.indent:
                number = row.provision.number + " "
        lines = _lines(content, layout.source.text, low, high)
        if lines:
            lines[0] = number + lines[0]
            found.append((index, lines))
    return found


def _start(content: Content) -> int:
    return content.segments[0].span.start if content.segments else 0


def _lines(content: Content, text: str, low: Caret | None, high: Caret | None) -> list[str]:
    found: list[str] = []
    at = 0
    for part in content.parts:
        if isinstance(part, Table):
            for row in part.rows:
                cells = []
                for cell in row:
                    held = []
                    for paragraph in cell.paragraphs:
                        held.append(_words(paragraph, at, text, low, high))
                        at += len(paragraph.segments)
                    cells.append(" ".join(words for words in held if words))
                if any(cells):
                    found.append("\t".join(cells))
            continue
        words = _words(part, at, text, low, high)
        if part.echo and (low is None or low.segment < at):
            words = ""  # the words stand above it
        at += len(part.segments)
        if words:
            found.append(words)
    return found


def _words(paragraph: Paragraph, at: int, text: str, low: Caret | None, high: Caret | None) -> str:
    found: list[str] = []
    whole = True
    for place, segment in enumerate(paragraph.segments, start=at):
        start, end = segment.span.start, segment.span.end
        if low is not None and place <= low.segment:
            start = end if place < low.segment else max(start, low.offset)
        if high is not None and place >= high.segment:
            end = start if place > high.segment else min(end, high.offset)
        whole = whole and (place > at or start == segment.span.start)
        inside = (low is None or place >= low.segment) and (high is None or place <= high.segment)
        if segment.words is not None and segment.role is Role.TRACE and inside:
            found.append(f"[{segment.words}]")
        if segment.words is not None or start >= end:
            continue
        words = plain(text[start:end])
        found.append(f"[does not apply: {words}]" if segment.state is State.STRUCK else words)
    joined = " ".join(found)
    mark = "• " if paragraph.bullet else f"{paragraph.label} " if paragraph.label else ""
    return mark + joined if joined and whole else joined


def caret(cell: CellPlace, position: int) -> Caret:
    """The caret at a position of a cell's document."""
    segment, offset = cell.document.locate(position)
    return Caret(cell.index, segment, offset)


def of_rows(rows: range, layout: Layout) -> Selection | None:
    """All binding words of some rows, as Ctrl+A selects a provision."""
    if not rows:
        return None
    first, last = layout.content(BINDING, rows[0]), layout.content(BINDING, rows[-1])
    end = last.segments[-1].span.end if last.segments else 0
    return Selection(
        BINDING,
        Caret(rows[0], 0, _start(first)),
        Caret(rows[-1], max(0, len(last.segments) - 1), end),
    )
