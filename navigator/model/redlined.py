"""A row of a comparison as paragraphs of marked words: of one version, or of both in one text.

Windows and exports show the same paragraphs; every word of both versions is in those of `Side.BOTH`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from navigator.model.agreement import Agreement, Layer
from navigator.model.comparison import (
    AlignedProvision,
    AlignedSummary,
    Comparison,
    PlainText,
    WordOp,
    WordSpan,
    plain_spans,
    plain_text,
)


class Side(StrEnum):
    """Whose words are shown."""

    OLD = "old"
    NEW = "new"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that changed in one way; `heading` for headings and numbers, `tight` where no space stands before, `cell`
    where they begin a further cell of a table's row."""

    text: str
    op: WordOp
    heading: bool = False
    tight: bool = False
    cell: bool = False


Paragraph = tuple[Run, ...]


def redlined(comparison: Comparison, row: AlignedProvision | AlignedSummary, side: Side) -> tuple[Paragraph, ...]:
    """The paragraphs of a row, each provision's number before its first one. Paragraphs break where the source has
    pieces of their own (heading, paragraph, item, row of a table)."""
    layer = Layer.SUMMARY if isinstance(row, AlignedSummary) else Layer.BINDING
    old = _text(comparison.old, row.old, row.old_text, layer)
    new = _text(comparison.new, row.new, row.new_text, layer)
    found = _paragraphs(_pieces(row.words, old, new, side), numbered=side is not Side.BOTH)
    numbers = old.said if side is Side.OLD else new.said
    if side is not Side.BOTH:
        return found or (((Run(numbers, WordOp.EQUAL, heading=True),),) if numbers else ())
    if old.said == new.said:
        lead = [Run(numbers, WordOp.EQUAL, heading=True)] if numbers else []
    else:
        both = ((old.said, WordOp.DELETE), (new.said, WordOp.INSERT))
        lead = [Run(said, op, heading=True) for said, op in both if said]
    if not lead:
        return found
    return ((*lead, *(found[0] if found else ())), *found[1:])


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of one version in a row: where paragraphs and further cells begin, where headings stand, where
    numbered provisions begin, and all numbers."""

    words: PlainText
    opens: frozenset[int]
    cells: frozenset[int]
    edges: tuple[int, ...]
    heads: tuple[tuple[int, int], ...]
    numbers: dict[int, str]
    said: str

    def is_heading(self, at: int) -> bool:
        return any(low <= at < high for low, high in self.heads)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A range of one version's words that changed in one way; `opens` where it begins a paragraph of its source."""

    text: _Text
    start: int
    end: int
    op: WordOp
    opens: bool
    tight: bool

    @property
    def closes(self) -> bool:
        """It ends a paragraph of its source."""
        after = self.text.words.text[self.end : self.end + 1]
        return not after or self.end + after.isspace() in self.text.opens


def _text(agreement: Agreement, ids: tuple[str, ...], words: str, layer: Layer) -> _Text:
    plain = plain_text(agreement, ids, layer)
    if layer is Layer.SUMMARY:
        if plain.text != words:  # of several summaries beside one provision, another one
            plain = _summary(agreement, ids, words)
        return _Text(plain, frozenset(plain.breaks), frozenset(), plain.breaks, (), {}, "")
    heads: list[tuple[int, int]] = []
    numbers: dict[int, str] = {}
    for one in ids:
        provision = agreement.by_id[one]
        head = plain.locate(provision.heading_span) if provision.heading_span is not None else None
        places = [place for piece in provision.body if (place := plain.locate(piece.span)) is not None]
        if head is not None:
            heads.append(head)
            places.append(head)
        number = provision.full_number or provision.number
        if number:
            numbers[min(places)[0] if places else len(words)] = number
    rows, cells = _table_places(agreement, ids, plain)
    opens = frozenset(plain.breaks) | rows
    edges = tuple(sorted(opens | cells))
    return _Text(plain, opens, frozenset(cells) - opens, edges, tuple(heads), numbers, " and ".join(numbers.values()))


def _summary(agreement: Agreement, ids: tuple[str, ...], words: str) -> PlainText:
    for summary in agreement.summaries:
        if not set(ids).isdisjoint(summary.beside):
            plain = plain_spans(agreement.text, [piece.span for piece in summary.pieces])
            if plain.text == words:
                return plain
    return PlainText(words, array("L"))


def _table_places(agreement: Agreement, ids: tuple[str, ...], plain: PlainText) -> tuple[set[int], set[int]]:
    """Where rows of tables begin in the words, and where their further cells do."""
    rows: set[int] = set()
    cells: set[int] = set()
    for piece in (piece for one in ids for piece in agreement.by_id[one].body):
        for line in agreement.text.blocks[piece.block].cells:
            inside = [cell.span for cell in line if cell.span in piece.span]
            places = [place[0] for span in inside if (place := plain.locate(span)) is not None]
            rows.update(places[:1])
            cells.update(places[1:])
    return rows, cells


def _pieces(spans: Sequence[WordSpan], old: _Text, new: _Text, side: Side) -> Iterator[_Piece]:
    """The stretches of a cell in order. Marks that are no words, between two spans, go with the one after them."""
    at_old = at_new = 0
    for span in spans:
        before, after = (at_old, span.old_end), (at_new, span.new_end)
        at_old, at_new = max(at_old, span.old_end), max(at_new, span.new_end)
        if side is not Side.NEW and (span.op is WordOp.DELETE or (side is Side.OLD and span.op is WordOp.EQUAL)):
            yield from _cut(old, *before, span.op)
        elif side is not Side.OLD and span.op is not WordOp.DELETE:
            loose = span.op is WordOp.EQUAL and side is Side.BOTH and _spaced(old.words.text, span.old_start)
            yield from _cut(new, *after, span.op, loose=loose)
    if side is not Side.NEW:
        yield from _cut(old, at_old, len(old.words.text), WordOp.DELETE if side is Side.BOTH else WordOp.EQUAL)
    if side is not Side.OLD:
        yield from _cut(new, at_new, len(new.words.text), WordOp.EQUAL)


def _cut(text: _Text, start: int, end: int, op: WordOp, *, loose: bool = False) -> Iterator[_Piece]:
    """A range of one version, cut where its paragraphs begin; white space at the ends of a part is dropped."""
    words = text.words.text
    edges = [start, *text.edges[bisect_right(text.edges, start) : bisect_left(text.edges, end)], end]
    for low, high in pairwise(edges):
        while low < high and words[low].isspace():
            low += 1
        while high > low and words[high - 1].isspace():
            high -= 1
        if low < high:
            yield _Piece(text, low, high, op, low in text.opens, not (loose or _spaced(words, low)))
            loose = False


def _spaced(words: str, at: int) -> bool:
    return at > 0 and words[at - 1].isspace()


def _paragraphs(pieces: Iterator[_Piece], *, numbered: bool) -> tuple[Paragraph, ...]:
    made: list[list[Run]] = []
    before: _Piece | None = None
    for piece in pieces:
        goes_on = before is not None and before.op is WordOp.DELETE and before.opens and not before.closes
        first = (piece.opens and not goes_on) or not made
        before = piece
        if first:
            made.append([])
            number = piece.text.numbers.get(piece.start) if numbered else None
            if number is not None:
                made[-1].append(Run(number, WordOp.EQUAL, heading=True))
        words = piece.text.words.text[piece.start : piece.end]
        tight = piece.tight and not (first or piece.opens)
        cell = piece.start in piece.text.cells and not first
        made[-1].append(Run(words, piece.op, piece.text.is_heading(piece.start), tight, cell))
    return tuple(tuple(runs) for runs in made)
