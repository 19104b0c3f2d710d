"""The binding text that takes a provision's place: what follows the instruction, to its end."""

from __future__ import annotations

import re

from navigator.model.agreement import Agreement, Piece
from navigator.model.text import BlockKind, Span

_COLON = re.compile(r"[^.;:]{0,80}?:")
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
    if len(rest) and text[rest.start] in _QUOTES:
        return instruction, (_quoted(text, piece.block, rest),)
    pieces = [Piece(piece.block, rest)] if colon and len(rest) else []
    pieces += [each for each in later if len(each.span)]
    pieces += _below(agreement, provision)
    if pieces and text[pieces[0].span.start] in _QUOTES:
        first = _quoted(text, pieces[0].block, pieces[0].span)
        if first.span.end < pieces[0].span.end - 1:
            return instruction, (first,)
        pieces[0] = first if first.span.end < pieces[0].span.end else pieces[0]
    return instruction, tuple(pieces)


def _quoted(text: str, block: int, span: Span) -> Piece:
    """The words inside the quotation marks that a span begins with; all of it where they never close."""
    closing = text.rfind(_QUOTES[text[span.start]], span.start + 1, span.end)
    return Piece(block, Span(span.start + 1, closing if closing > span.start else span.end))


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
