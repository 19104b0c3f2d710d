"""The binding text that takes a provision's place: what follows the instruction, to its end."""

from __future__ import annotations

import re

from navigator.model.agreement import Agreement, Piece
from navigator.model.text import BlockKind, Span

_COLON = re.compile(r"[^.;:]{0,80}?:")
_GOES_ON = re.compile(r"[*_]*\s+[a-z]")
"""`“Charges” means what you owe`: the marks are those of a term, and the text goes on after them."""
_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“"}


def replacement_after(
    agreement: Agreement, provision: str, piece: Piece, after: int, sentence: Span
) -> tuple[Span, tuple[Piece, ...]]:
    """The span of the instruction itself and the pieces of the replacement.

    `after` is where the words "… replaced with" end in `piece`. The replacement is the rest of the provision: what
    stands after the colon, its further paragraphs and everything below it. Where it is given in quotation marks it
    ends with them. It is empty where nothing follows.
    """
    text = agreement.text.text
    colon = _COLON.match(text, after, piece.span.end)
    start = colon.end() if colon else after
    start += len(text[start : piece.span.end]) - len(text[start : piece.span.end].lstrip())
    instruction = Span(sentence.start, min(start, piece.span.end)) if colon else sentence
    body = agreement.by_id[provision].body
    later = body[body.index(piece) + 1 :]
    rest = Span(min(start, piece.span.end), piece.span.end)
    pieces = [Piece(piece.block, rest)] if len(rest) and (colon or text[rest.start] in _QUOTES) else []
    pieces += [each for each in later if len(each.span)]
    pieces += _below(agreement, provision)
    return instruction, tuple(_within_quotes(text, pieces))


def _within_quotes(text: str, pieces: list[Piece]) -> list[Piece]:
    """The words inside the quotation marks that the first piece begins with, which may close in a later one; all of
    them where there are no such marks or they never close."""
    if not pieces or text[pieces[0].span.start] not in _QUOTES:
        return pieces
    first = pieces[0]
    opening = text[first.span.start]
    depth = 1
    found: list[Piece] = []
    for piece in pieces:
        start = piece.span.start + (piece is first or text[piece.span.start] == opening)  # each paragraph may open anew
        closing, depth = _closing(text, start, piece.span.end, opening, depth)
        if closing is not None and _GOES_ON.match(text, closing + 1, piece.span.end):
            return pieces
        if closing is not None:
            return [*found, Piece(piece.block, Span(start, closing))]
        found.append(Piece(piece.block, Span(start, piece.span.end)))
    return [Piece(first.block, Span(first.span.start + 1, first.span.end)), *pieces[1:]]


def _closing(text: str, start: int, end: int, opening: str, depth: int) -> tuple[int | None, int]:
    """Where the mark closes within a range, quotations inside it set aside, and how many are open at its end. Marks
    that look alike on both sides close with the last one of their paragraph."""
    closing = _QUOTES[opening]
    if closing == opening:
        at = text.rfind(closing, start, end)
        return (at if at >= 0 else None), depth
    for at in range(start, end):
        depth += (text[at] == opening) - (text[at] == closing)
        if depth == 0:
            return at, 0
    return None, depth


def _below(agreement: Agreement, provision: str) -> list[Piece]:
    """Everything below a provision as pieces, numbers and headings included."""
    found: list[Piece] = []
    for each in agreement.descendants(provision):
        heads = [span for span in (each.number_span, each.heading_span) if span is not None]
        for span in heads:
            block = _block_at(agreement, span)
            if block is not None:
                found.append(Piece(block, span))
        found += each.body
    return sorted(found, key=lambda piece: piece.span)


def _block_at(agreement: Agreement, span: Span) -> int | None:
    return next(
        (n for n, block in enumerate(agreement.text.blocks) if block.kind is not BlockKind.RULE and span in block.span),
        None,
    )
