"""Gutters that hold over a page: strips between columns which next to no word reaches into; and lines of narrow columns
that are set to the full width, whose wide gaps are no gutters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from navigator.reading.pdf_lines import Segment
from navigator.reading.pdf_page import Glyph

_Item = TypeVar("_Item")
_MARK = 6
"""Letters of the longest number or bullet before a line."""
_LEAST_ROWS = 12
_LEAST_WIDTH = 0.5
"""Of a gutter, in ems: columns are rarely set closer."""
_WIDEST = 15_000
"""Points of the widest page that PDF allows; letters may be set further out."""
_MIDDLE = (0.2, 0.8)
_CROSSED = 0.4
"""Share of the rows that may run across: a title, a paragraph above the columns."""
_NEARLY = 0.03
_EVEN = 1.25
"""How much wider the widest gap of a line set to the full width may be than its narrowest."""


def find_strips(segments: Sequence[Segment], em: float) -> list[tuple[float, float]]:
    """The strips that the fewest words reach into, then those that next to none do; none where words stand all over.

    Words are counted by rows, since text that is set to the full width of narrow columns has wide gaps everywhere, but
    at another place in each row.
    """
    rows = {round(segment.y) for segment in segments}
    if len(rows) < _LEAST_ROWS:
        return []
    x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
    first, last = (int(x0 + share * (x1 - x0)) for share in _MIDDLE)
    if not em <= last - first <= _WIDEST:
        return []
    covers = _covers(segments, first, last)
    fewest = min(covers)
    if fewest > _CROSSED * len(rows):
        return []
    few = fewest + max(1.0, _NEARLY * len(rows))
    found = [*_runs(covers, fewest, em), *_runs(covers, few, em)]
    return [(float(first + start), float(first + end)) for start, end in dict.fromkeys(found)]


def _runs(covers: list[int], most: float, em: float) -> Iterator[tuple[int, int]]:
    """Where the counts stay at `most` or below for the width of a gutter."""
    start: int | None = None
    for place, count in enumerate([*covers, math.inf]):
        if count <= most:
            start = place if start is None else start
        elif start is not None:
            if place - start >= _LEAST_WIDTH * em:
                yield start, place
            start = None


def _covers(segments: Sequence[Segment], first: int, last: int) -> list[int]:
    """For each point between two places, how many words reach over it."""
    steps = [0] * (last - first + 2)
    for segment in segments:
        if segment.x1 <= first or segment.x0 >= last:
            continue
        for start, end in _words(segment):
            low, high = max(0, int(start) - first), min(last - first, int(end) + 1 - first)
            if low < high:
                steps[low] += 1
                steps[high] -= 1
    covers, count = [], 0
    for step in steps[:-1]:
        count += step
        covers.append(count)
    return covers


def _words(segment: Segment) -> Iterator[tuple[float, float]]:
    """Where each word of a segment begins and ends."""
    start: float | None = None
    end = segment.x0
    for glyph in segment.glyphs:
        if glyph.char == " ":
            if start is not None:
                yield start, end
            start = None
            continue
        start, end = glyph.x0 if start is None else start, glyph.x1
    if start is not None:
        yield start, end


def cut_in(segment: Segment, strip: tuple[float, float], em: float) -> list[Segment]:
    """A segment cut in two where a gap between its words lies over a strip; whole where none does."""
    middle = (strip[0] + strip[1]) / 2
    if segment.x1 <= middle or segment.x0 >= middle:
        return [segment]
    glyphs = segment.glyphs
    for place in range(1, len(glyphs) - 1):
        before, after = glyphs[place - 1], glyphs[place + 1]
        if glyphs[place].char == " " and before.x1 <= middle <= after.x0:
            if after.x0 - before.x1 < 0.7 * min(em, strip[1] - strip[0]):
                return [segment]
            left, right = glyphs[:place], glyphs[place + 1 :]
            return [
                Segment(left, segment.x0, left[-1].x1, segment.y, segment.size),
                Segment(right, right[0].x0, segment.x1, segment.y, segment.size),
            ]
    return [segment]


def join_justified(items: Iterable[_Item]) -> list[_Item | Segment]:
    """The items of one column, the segments of a line joined where its words are parted evenly from edge to edge. The
    number or bullet that such a line begins with stays apart."""
    rows: dict[int, list[Segment]] = {}
    others: list[_Item | Segment] = []
    for item in items:
        if isinstance(item, Segment):
            rows.setdefault(round(item.y), []).append(item)
        else:
            others.append(item)
    right = max((row[-1].x1 for row in rows.values()), default=0.0)
    for row in rows.values():
        row.sort(key=lambda s: s.x0)
        parts = row[1:] if len(row) > 1 and len(row[0].text) <= _MARK and not row[0].text.isalpha() else row
        full = len(parts) > 1 and abs(parts[-1].x1 - right) <= 0.3 * parts[0].size
        if full and _is_even(parts):
            others += row[: len(row) - len(parts)]
            others.append(_join(parts))
        else:
            others += row
    return others


def _is_even(parts: list[Segment]) -> bool:
    words = [word for part in parts for word in _words(part)]
    gaps = [after[0] - before[1] for before, after in pairwise(words)]
    return len(gaps) > 1 and max(gaps) <= _EVEN * min(gaps) + 0.6


def _join(parts: list[Segment]) -> Segment:
    first = parts[0]
    glyphs = list(first.glyphs)
    for part in parts[1:]:
        last = glyphs[-1]
        glyphs.append(Glyph(" ", last.x1, part.x0, last.y, last.look, last.order))
        glyphs += part.glyphs
    return Segment(glyphs, first.x0, parts[-1].x1, first.y, first.size)
