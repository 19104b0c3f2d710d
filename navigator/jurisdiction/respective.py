"""Sentences that give several values to several places at once, in the same order.

"If you live in Peru, Chile or Bolivia, the courts of Lima, Santiago or La Paz, respectively, have jurisdiction."
"""

from __future__ import annotations

import re
from dataclasses import replace

from navigator.jurisdiction.conditions import Reading
from navigator.jurisdiction.passages import Passage
from navigator.jurisdiction.phrases import read_whole
from navigator.jurisdiction.values import Range
from navigator.model.rules import Condition
from navigator.model.text import Span

_SIGN = re.compile(r"\brespectively\b|\bas\s+the\s+case\s+may\s+be\b", re.I)
_JOINT = re.compile(r",?\s+(?:and|or)\s+|,\s+")
_LINK = re.compile(r"\b(?:in|within|of|is)\s+", re.I)
_REACH = 240


def is_respective(text: str, end: int) -> bool:
    """True where a value that ends at `end` is one of several that belong to their places one by one."""
    sign = _SIGN.search(text)
    return sign is not None and (sign.start() < end or ";" not in text[end : sign.start()])


def apart(part: Passage, value: Range, reading: Reading | None) -> list[tuple[Range, Reading]]:
    """Each value with the condition of its own place; one value that no profile settles where they do not pair."""
    sign = _SIGN.search(part.text, value[0], value[0] + _REACH)
    places = _places(part, reading) if reading is not None else []
    pieces = _pieces(part.text, value[0], sign.start()) if sign is not None else []
    if reading is None or len(places) != len(pieces) or len(pieces) < 2:
        return [(value, _unsettled(part, reading))]
    found = []
    for piece, span in zip(pieces, places, strict=True):
        place = read_whole(span.of(part.text))
        condition = replace(reading.condition, countries=place.countries if place else None, unread=place is None)
        found.append((piece, replace(reading, condition=condition, others=None)))
    return found


def _pieces(text: str, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for joint in _JOINT.finditer(text, start, end):
        found.append((at, joint.start()))
        at = joint.end()
    rest = text[at:end].rstrip(" ,")
    return [*found, (at, at + len(rest))] if rest else found


def _places(part: Passage, reading: Reading) -> list[Span]:
    """The places of a condition one by one; none where they are no plain list."""
    for link in _LINK.finditer(part.text, reading.start, reading.end):
        spans = [Span(*piece) for piece in _pieces(part.text, link.end(), reading.end)]
        if len(spans) > 1 and all(read_whole(span.of(part.text)) is not None for span in spans):
            return spans
    return []


def _unsettled(part: Passage, reading: Reading | None) -> Reading:
    if reading is not None:
        return replace(reading, condition=replace(reading.condition, unread=True))
    sign = _SIGN.search(part.text)
    at = sign.span() if sign else (0, 0)
    return Reading(*at, Condition(part.text[slice(*at)], part.span(*at), unread=True))
