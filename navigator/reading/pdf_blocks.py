"""Paragraphs and grids of all pages -> blocks: headings by size and outline, list items, tables, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from navigator.model.text import BlockKind
from navigator.reading.builder import BlockDraft, TextBuilder
from navigator.reading.pdf_footnotes import take_footnotes
from navigator.reading.pdf_layout import Part, Separator
from navigator.reading.pdf_lines import Line, make_lines
from navigator.reading.pdf_lists import ListNumber, number_levels
from navigator.reading.pdf_paragraphs import Measures, Paragraph, goes_on, make_column, split
from navigator.reading.pdf_tables import Grid, GridCell, same_edges
from navigator.reading.pdf_words import Vocabulary, join_lines, without_start
from navigator.reading.tables import Item, TableCell, TableDraft

_LARGER = 1.09
"""A heading's size against the text's, where its size tells it."""
_MOST_WORDS = 30
# "1.2 The Hirer returns the boat … as follows:", "(b) the oars and …;", "2.1 … the boat. The Hirer …": clauses that
# some programs list among the bookmarks, since a style of headings numbers them
_CLAUSE = re.compile(
    r"^\((?:[a-z]{1,2}|[ivxl]{1,6})\)\s+[a-z]|(?:\S+\s+){8}\S*[:;.]$|(?:\S+\s+){6}\S*[^\W\d]{2}\.\s+[A-Z]"
)
_MOST_ABOVE = 100
"""Paragraphs of one page that are looked through for the mark of a footnote."""
_CLOSED = re.compile(r"[.;:!?。！？][\"”’»)\]]*$")


@dataclass(slots=True)
class Outline:
    """The bookmarks of the file: the words of each title -> its depth from 0."""

    depths: dict[str, int] = field(default_factory=dict)

    def depth(self, text: str) -> int | None:
        return self.depths.get(key(text))


def key(text: str) -> str:
    """Letters and digits of a title, without the white space that a line break may have changed."""
    return "".join(re.findall(r"\w+", text.lower()))


Piece = Paragraph | Grid | Separator


def make_pieces(parts: Sequence[Part], measures: Measures, builder: TextBuilder) -> list[Piece]:
    """Parts of all pages in reading order -> paragraphs and grids, put together again across pages and columns. Heads
    of tables that a page break repeats are reported to `builder`."""
    found: list[Piece] = []
    notes: list[Piece] = []
    held: list[Piece] = []  # a rule, until what follows shows whether it parts anything
    for part in parts:
        if isinstance(part, Separator):
            held = [part]
            continue
        if isinstance(part, Grid):
            found, held = found + held, []
            if not _continue_grid(found, part, builder):
                found.append(part)
            continue
        column, below = take_footnotes(part, measures)
        paragraphs = split(column, measures) if column.lines else []
        last = found[-1] if found else None
        if paragraphs and isinstance(last, Paragraph) and last.lines[-1].page <= paragraphs[0].lines[0].page:
            if last.column is not paragraphs[0].column and goes_on(last, paragraphs[0]):
                last.lines.extend(paragraphs.pop(0).lines)
                held = []
            else:
                found.extend(notes)
                notes = []
        if paragraphs:
            found.extend([*held, *paragraphs])
        held = []
        for note in (paragraph for own in below for paragraph in split(own, measures)):
            note.note = True
            if not _place_note(found, note):
                notes.append(note)
    return found + notes


def _place_note(found: list[Piece], note: Paragraph) -> bool:
    """Set a footnote after the paragraph of its page that cites it; false where that is the last one, which may go on
    in the next column, or where none does."""
    page = note.lines[0].page
    mark = _shown(note.lines[0]).split("]", 1)[0] + "]"
    for at in range(len(found) - 1, max(-1, len(found) - _MOST_ABOVE), -1):
        piece = found[at]
        if not isinstance(piece, Paragraph) or piece.lines[-1].page != page:
            break
        if piece.note or not any(mark in _shown(line) for line in piece.lines):
            continue
        if at == len(found) - 1:
            return False
        while isinstance(after := found[at + 1], Paragraph) and after.note:
            at += 1
            if at == len(found) - 1:
                return False
        found.insert(at + 1, note)
        return True
    return False


def _shown(line: Line) -> str:
    """The letters of a line, with the brackets that marks of notes were set in."""
    return " ".join(segment.text for segment in line.segments)


def _continue_grid(found: list[Piece], grid: Grid, builder: TextBuilder) -> bool:
    """Add a grid at the top of a page to the one that ends the page before, where their columns are the same."""
    last = found[-1] if found else None
    if not isinstance(last, Grid) or grid.page != last.last_page + 1 or not same_edges(last.edges, grid.edges):
        return False
    head = [cell.text for cell in grid.rows[0]]
    again = head == [cell.text for cell in last.rows[0]]
    if again:
        builder.remove(" ".join(head), "head of a table, repeated on the next page")
    rows = grid.rows[1:] if again else grid.rows
    if rows and _is_cut(last.rows[-1], rows[0]):
        for cell, rest in zip(last.rows[-1], rows.pop(0), strict=True):
            cell.later.append(rest.segments)
    last.rows.extend(rows)
    last.last_page = grid.page
    return True


def _is_cut(above: list[GridCell], below: list[GridCell]) -> bool:
    """Whether a page break runs through a row: what it leaves for the next page goes on in the same cells."""
    if len(above) != len(below) or any(
        rest.segments and not cell.segments for cell, rest in zip(above, below, strict=False)
    ):
        return False
    return any(
        rest.segments and (rest.text[:1].islower() or not _CLOSED.search(cell.text))
        for cell, rest in zip(above, below, strict=True)
    ) and not all(rest.segments for rest in below)


# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class BlockMaker:
    """Turns pieces into blocks."""

    measures: Measures
    vocabulary: Vocabulary
    outline: Outline
    _sizes: list[float] = field(default_factory=list)
    _numbers: dict[int, ListNumber] = field(default_factory=dict)
    _open: list[tuple[float, float]] = field(default_factory=list)
    """Of the open list items: where the bullet and where the words begin."""

    def items(self, pieces: Sequence[Piece]) -> list[Item]:
        """The blocks of the document, tables among them."""
        self._sizes = self._heading_sizes(pieces)
        paragraphs = [piece for piece in pieces if isinstance(piece, Paragraph)]
        numbers = number_levels(paragraphs, [self._level(paragraph) > 0 for paragraph in paragraphs])
        self._numbers = {id(paragraphs[place]): number for place, number in numbers.items()}
        found: list[Item] = []
        for piece in pieces:
            if isinstance(piece, Grid):
                self._open = []
                found.extend(self._table(piece))
            elif isinstance(piece, Separator):
                found.append(BlockDraft(BlockKind.RULE))
            else:
                found.append(self._block(piece))
        return found

    def _heading_sizes(self, pieces: Sequence[Piece]) -> list[float]:
        """The sizes that headings are set in, largest first; a size that mostly sets sentences is none of them."""
        titles, all_of = Counter[float](), Counter[float]()
        for piece in pieces:
            if isinstance(piece, Paragraph) and piece.size >= _LARGER * self.measures.body:
                all_of[piece.size] += 1
                titles[piece.size] += _is_title(piece)
        return sorted((size for size in titles if titles[size] * 3 >= all_of[size] * 2), reverse=True)

    def _level(self, paragraph: Paragraph) -> int:
        """Level of a heading, 0 for other paragraphs: by size first, else by a bookmark with its words."""
        if paragraph.size in self._sizes and _is_title(paragraph):
            return min(6, self._sizes.index(paragraph.size) + 1)
        depth = self.outline.depth(paragraph.text)
        if depth is None or not _is_title(paragraph) or _CLAUSE.search(paragraph.text):
            return 0
        return min(6, max(depth + 1, len(self._sizes) + 1))

    def _block(self, paragraph: Paragraph) -> BlockDraft:
        inlines = join_lines(paragraph.lines, self.vocabulary)
        page = paragraph.lines[0].page
        indent = max(0.0, round(paragraph.x0 - paragraph.column.left, 1))
        if paragraph.note:
            return BlockDraft(BlockKind.PARAGRAPH, tuple(inlines), containers=("footnote",), line=page)
        if paragraph.bullet:
            level = self._depth(paragraph)
            return BlockDraft(
                BlockKind.LIST_ITEM,
                tuple(without_start(inlines, 1)),
                bullet=True,
                level=level,
                indent=indent,
                line=page,
            )
        number = self._numbers.get(id(paragraph))
        if number is not None:
            inside = self._open[: number.level - 1]
            inside += [(-1.0, -1.0)] * (number.level - 1 - len(inside))
            self._open = [*inside, (paragraph.x0, number.x)]
            return BlockDraft(
                BlockKind.LIST_ITEM, tuple(without_start(inlines, len(number.printed))), marker=number.printed,
                level=number.level, indent=indent, line=page,
            )  # fmt: skip
        level = self._level(paragraph)
        if level:
            self._open = []
            align = "center" if paragraph.centred else None
            return BlockDraft(BlockKind.HEADING, tuple(inlines), level=level, align=align, line=page)
        return BlockDraft(
            BlockKind.PARAGRAPH, tuple(inlines), level=self._continued(paragraph),
            align="center" if paragraph.centred else None, indent=indent, line=page,
        )  # fmt: skip

    def _depth(self, paragraph: Paragraph) -> int:
        first = paragraph.lines[0]
        words = first.segments[1].x0 if len(first.segments) > 1 else _after_bullet(first)
        while self._open and self._open[-1][0] > first.x0 - 3:
            self._open.pop()
        self._open.append((first.x0, words))
        return len(self._open)

    def _continued(self, paragraph: Paragraph) -> int:
        """Depth of the list item whose words this paragraph stands under; 0 where it ends the list."""
        if len(paragraph.lines) and not paragraph.centred:
            for depth in range(len(self._open), 0, -1):
                if abs(self._open[depth - 1][1] - paragraph.x0) < 2.5 and self._open[depth - 1][0] < paragraph.x0 - 5:
                    return depth
        self._open = []
        return 0

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, grid: Grid) -> list[Item]:
        rows = [[self._cell(cell, grid.page) for cell in row] for row in grid.rows]
        if len(rows) > 1 and _is_head(rows[0]) and not _is_head(rows[1]):
            for cell in rows[0]:
                cell.header = True
        return [TableDraft(rows)]

    def _cell(self, cell: GridCell, page: int) -> TableCell:
        found: list[Item] = []
        paragraphs: list[Paragraph] = []
        for place, part in enumerate((cell.segments, *cell.later)):
            own = split(make_column(make_lines(part, page + place)), self.measures) if part else []
            if own and paragraphs and goes_on(paragraphs[-1], own[0]):
                paragraphs[-1].lines.extend(own.pop(0).lines)
            paragraphs += own
        for paragraph in paragraphs:
            block = self._block(paragraph)
            found.append(replace(block, kind=BlockKind.PARAGRAPH, level=0) if not block.bullet else block)
        self._open = []
        return TableCell(found, False, cell.columns, cell.rows)


def _is_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph could be a heading by its words: few, and no sentence."""
    text = paragraph.text
    return (
        len(text.split()) <= _MOST_WORDS
        and any(c.isalpha() for c in text)
        and not paragraph.bullet
        and not paragraph.note
        and not (text.endswith((".", ";", ",")) and len(text.split()) > 8)
    )


def _after_bullet(line: Line) -> float:
    """Where the words of a list item begin, after the bullet and a space."""
    glyphs = [g for g in line.segments[0].glyphs[1:] if g.char != " "]
    return glyphs[0].x0 if glyphs else line.x0


def _is_head(row: Sequence[TableCell]) -> bool:
    inlines = [i for cell in row for item in cell.items if isinstance(item, BlockDraft) for i in item.inlines]
    return bool(inlines) and all(inline.bold for inline in inlines if inline.text.strip())
