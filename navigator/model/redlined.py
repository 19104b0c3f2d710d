"""A row of a comparison as paragraphs of marked words: of one version, or of both in one text.

Windows and exports show the same paragraphs; every word of both versions is in those of `Side.BOTH`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

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

_WORD = re.compile(r"\S+")


def redlined(
    comparison: Comparison, row: AlignedProvision | AlignedSummary, side: Side, *, to_the_letter: bool = False
) -> tuple[Paragraph, ...]:
    """The paragraphs of a row, each provision's number before its first one. Paragraphs break where the source has
    pieces of their own (heading, paragraph, item, row of a table).

    `to_the_letter` marks what no word differs by (the kind of quotation marks and dashes, blanks to be filled in) as
    changed as well: without the insertions of `Side.BOTH` every mark of the old version is left. Readers are spared it.
    """
    layer = Layer.SUMMARY if isinstance(row, AlignedSummary) else Layer.BINDING
    old = _text(comparison.old, row.old, row.old_text, layer)
    new = _text(comparison.new, row.new, row.new_text, layer)
    pieces = _pieces(row.words, old, new, side, to_the_letter=to_the_letter)
    found = _paragraphs(pieces, numbered=side is not Side.BOTH)
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


def _pieces(
    spans: Sequence[WordSpan], old: _Text, new: _Text, side: Side, *, to_the_letter: bool = False
) -> Iterator[_Piece]:
    """The stretches of a cell in order. Marks that are no words, between two spans, go with the next span of their
    version, those after the last one as if they were equal."""
    end_old, end_new = len(old.words.text), len(new.words.text)
    at_old = at_new = 0
    for span in (*spans, WordSpan(WordOp.EQUAL, end_old, end_old, end_new, end_new)):
        ours, theirs = (at_old, span.old_end), (at_new, span.new_end)
        if span.op is not WordOp.INSERT:
            at_old = span.old_end
        if span.op is not WordOp.DELETE:
            at_new = span.new_end
        if span.op is not WordOp.EQUAL:
            one, place = (old, ours) if span.op is WordOp.DELETE else (new, theirs)
            if side in (Side.BOTH, Side.OLD if one is old else Side.NEW):
                yield from _cut(one, *place, span.op)
        elif side is not Side.BOTH:
            one, place = (old, ours) if side is Side.OLD else (new, theirs)
            yield from _cut(one, *place, span.op)
        else:
            loose = _spaced(old.words.text, span.old_start)
            for op, start, end in _differing(old, new, ours, theirs, to_the_letter=to_the_letter):
                yield from _cut(old if op is WordOp.DELETE else new, start, end, op, loose=loose)
                loose = False


def _differing(
    old: _Text, new: _Text, ours: tuple[int, int], theirs: tuple[int, int], *, to_the_letter: bool
) -> Iterator[tuple[WordOp, int, int]]:
    """An equal stretch as ranges of the old version (deleted) and of the new one. To the letter, words that are not the
    same sign for sign are replaced; otherwise only what the new version has nothing for is deleted."""
    before = [found.span() for found in _WORD.finditer(old.words.text, *ours)]
    after = [found.span() for found in _WORD.finditer(new.words.text, *theirs)]
    if not to_the_letter:
        yield (WordOp.EQUAL, *theirs) if after else (WordOp.DELETE, *ours)
        return
    same = [old.words.text[slice(*one)] == new.words.text[slice(*two)] for one, two in zip(before, after, strict=False)]
    if len(before) == len(after):
        parts = [(alike, list(places)) for alike, places in groupby(range(len(same)), key=same.__getitem__)]
        cuts = [(alike, (at[0], at[-1] + 1), (at[0], at[-1] + 1)) for alike, at in parts]
    else:
        lead = next((at for at, alike in enumerate(same) if not alike), len(same))
        cuts = [(True, (0, lead), (0, lead)), (False, (lead, len(before)), (lead, len(after)))]
    for alike, one, two in cuts:
        if not alike and one[0] < one[1]:
            yield WordOp.DELETE, before[one[0]][0], before[one[1] - 1][1]
        if two[0] < two[1]:
            yield WordOp.EQUAL if alike else WordOp.INSERT, after[two[0]][0], after[two[1] - 1][1]


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
