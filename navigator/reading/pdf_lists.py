"""Lists whose numbers look alike at every depth: "1." under "1." under "1.". Their indents alone tell the depth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from navigator.reading.pdf_paragraphs import Paragraph

# "1. …", "12) …": numbers that could belong to any depth; "1.1" and "(a)" tell theirs
_PLAIN = re.compile(r"(?P<number>\d{1,3})(?P<close>[.)])(?=\s)")
_DEEPER = 6.0
"""Words of an inner item begin at least this many points further right."""
_TITLE = 16


@dataclass(frozen=True, slots=True)
class ListNumber:
    """The printed number of a list item and its depth from 1."""

    printed: str
    level: int
    x: float
    """Where its words begin."""


@dataclass(slots=True)
class _Item:
    paragraph: Paragraph
    printed: str
    value: int
    x: float
    title: bool


def number_levels(paragraphs: Sequence[Paragraph], headings: Sequence[bool]) -> dict[int, ListNumber]:
    """Index of a paragraph -> its number and depth, in a document where plain numbers begin anew inside plain numbers;
    empty for all others, whose numbers speak for themselves. `headings`: which paragraphs are set as headings."""
    items = {
        place: item
        for place, (paragraph, heading) in enumerate(zip(paragraphs, headings, strict=True))
        if not heading and not paragraph.note and (item := _read(paragraph)) is not None
    }
    if not _nested(list(items.values())):
        return {}
    found: dict[int, ListNumber] = {}
    open_at: list[float] = []
    for place, paragraph in enumerate(paragraphs):
        item = items.get(place)
        if headings[place] or (item is not None and item.title and item.x - paragraph.column.left < 60):
            open_at = []
        if item is None or item.title:
            continue
        while open_at and open_at[-1] > item.x + _DEEPER:
            open_at.pop()
        if not open_at or open_at[-1] < item.x - _DEEPER:
            open_at.append(item.x)
        found[place] = ListNumber(item.printed, len(open_at), item.x)
    return found


def _read(paragraph: Paragraph) -> _Item | None:
    found = _PLAIN.match(paragraph.text)
    if found is None:
        return None
    first = paragraph.lines[0]
    glyphs = [g for segment in first.segments for g in segment.glyphs if g.char != " "]
    length = len(found.group())
    if len(glyphs) <= length:
        return None
    title = paragraph.bold and len(paragraph.text.split()) <= _TITLE
    return _Item(paragraph, found.group(), int(found["number"]), glyphs[length].x0, title)


def _nested(items: list[_Item]) -> bool:
    """Whether numbers begin anew, further right, right after a number of the same look, and go on outside after."""
    for place, (outer, inner) in enumerate(pairwise(items)):
        deeper = inner.value == 1 and inner.printed[-1] == outer.printed[-1] and inner.x > outer.x + _DEEPER
        if deeper and any(
            later.value == outer.value + 1 and abs(later.x - outer.x) < _DEEPER for later in items[place + 2 :]
        ):
            return True
    return False
