"""The provisions that one sentence cites in a row, and its words before and after them.

"Sections 4.1 (Fees), 4.2 and 6 to 8 do not apply" is one instruction about every one of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from navigator.model.agreement import Agreement, Layer, Piece
from navigator.model.links import Reference
from navigator.model.sentences import ends_sentence
from navigator.model.text import Span

_SENTENCE_END = re.compile(r"[.!?][”\")’]*\s+(?=[“\"(]?[A-ZÀ-Þ])|\n\s*\n")
_JOINT = re.compile(
    r"(?:\s*\([^)]*\))?\s*(?:[,;&]|\band/or\b|\band\b|\bor\b|\bto\b|\bthrough\b|\bas\s+well\s+as\b|\s)*"
    r"(?:(?:sections?|clauses?|articles?|paragraphs?|§+)\s*)?",
    re.I,
)
_REACH = 1_500
"""How far a sentence is followed from the provisions that it cites, so that a text without full stops takes no longer
than any other."""


@dataclass(frozen=True, slots=True)
class Citing:
    """A row of references inside one paragraph (`piece`), with its sentence."""

    provision: str
    references: tuple[Reference, ...]
    piece: Piece
    before: str
    after: str
    sentence: Span


def citings(agreement: Agreement, references: Sequence[Reference]) -> Iterator[Citing]:
    """Every row of references in binding text, in reading order; "this Section" cites nothing else."""
    binding = [row for row in references if row.layer is Layer.BINDING and not row.is_self]
    text = agreement.text.text
    for provision, group in groupby(binding, key=lambda row: row.provision):
        for piece, rows in _rows(agreement, provision, sorted(group, key=lambda row: row.span)):
            start, end = rows[0].span.start, max(row.span.end for row in rows)
            sentence = _sentence(text, piece, start, end)
            after = text[end : max(sentence.end, end)]
            yield Citing(provision, tuple(rows), piece, text[sentence.start : start], after, sentence)


def targets(agreement: Agreement, reference: Reference) -> tuple[str, ...]:
    """The provisions that a reference names: one, or for a range ("14 to 16") each of the provisions between."""
    if reference.target is None:
        return ()
    if reference.range_to is None:
        return (reference.target,)
    first = agreement.by_id[reference.target]
    row = agreement.children[first.parent]
    at = row.index(first)
    last = next((n for n in range(at, len(row)) if row[n].full_number == reference.range_to), at)
    return tuple(each.id for each in row[at : last + 1])


def sentence_around(text: str, piece: Piece, span: Span) -> Span:
    """The sentence of a paragraph around a range of its words."""
    return _sentence(text, piece, span.start, span.end)


def _rows(
    agreement: Agreement, provision: str, references: Sequence[Reference]
) -> Iterator[tuple[Piece, list[Reference]]]:
    row: list[Reference] = []
    held: Piece | None = None
    body = sorted(agreement.by_id[provision].body, key=attrgetter("span"))
    for reference in references:
        at = bisect_right(body, reference.span.start, key=lambda each: each.span.start) - 1
        piece = body[at] if at >= 0 else None
        if piece is None or reference.span not in piece.span:
            continue
        if row and piece == held and _joined(agreement.text.text, row[-1].span.end, reference.span.start):
            row.append(reference)
            continue
        if row and held is not None:
            yield held, row
        row, held = [reference], piece
    if row and held is not None:
        yield held, row


def _joined(text: str, end: int, start: int) -> bool:
    return start <= end or _JOINT.fullmatch(text[end:start]) is not None


def _sentence(text: str, piece: Piece, start: int, end: int) -> Span:
    least, most = max(piece.span.start, start - _REACH), min(piece.span.end, end + _REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, least, start + 1) if _closes(text, found)]
    first = ends[-1] if ends else least
    stop = next((found for found in _SENTENCE_END.finditer(text, end, most) if _closes(text, found)), None)
    return Span(first, stop.start() + 1 if stop else most)


def _closes(text: str, found: re.Match[str]) -> bool:
    return text[found.start()].isspace() or ends_sentence(text, found.start(), found.end())
