"""Line numbers in the margin, as drafts, bills and court papers have them: they count lines, not clauses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from navigator.reading.pdf_lines import Segment
from navigator.reading.pdf_page import Page

_STEPS = (1, 5, 10)
_LEAST = 8
_LEAST_STEPPED = 4
_EDGE = 2.5
"""Points by which numbers in one margin may miss their common edge."""
_SMALL = 0.2
"""Share of the numbered lines that go on with a sentence: numbers of clauses have none."""


def take_line_numbers(pages: Sequence[Page], segments: list[list[Segment]]) -> list[str]:
    """Take line numbers out of the segments of all pages; what was taken out, page by page."""
    runs = [_numbers(own) for own in segments]
    sure = [run for run, own in zip(runs, segments, strict=True) if _counts_lines(run, own)]
    places = [edge for run in sure for edge in (run[0].x0, run[-1].x1)]
    removed: list[str] = []
    for page, run in zip(pages, runs, strict=True):
        near = [s for s in run if any(min(abs(s.x0 - x), abs(s.x1 - x)) <= _EDGE for x in places)]
        if near:
            gone = {id(segment) for segment in near}
            segments[page.number - 1] = [s for s in segments[page.number - 1] if id(s) not in gone]
            removed.append(" ".join(segment.text for segment in near))
    return removed


def _numbers(segments: Sequence[Segment]) -> list[Segment]:
    """The numbers that stand alone left or right of everything else on a page, from top to bottom."""
    counts = [s for s in segments if s.text.isdecimal() and len(s.text) <= 4]
    words = [s for s in segments if not s.text.isdecimal()]
    if not counts or not words:
        return []
    lefts, rights = sorted(s.x0 for s in words), sorted(s.x1 for s in words)
    left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    before, after = [s for s in counts if s.x1 < left - 2], [s for s in counts if s.x0 > right + 2]
    return sorted(before if len(before) >= len(after) else after, key=lambda s: -s.y)


def _counts_lines(run: list[Segment], segments: Sequence[Segment]) -> bool:
    values = [int(segment.text) for segment in run]
    steps = [b - a for a, b in pairwise(values)]
    step = max(set(steps), key=steps.count, default=0)
    if step not in _STEPS or steps.count(step) < 0.9 * len(steps):
        return False
    if step > 1:
        return len(run) >= _LEAST_STEPPED and all(value % step == 0 for value in values)
    starts = [_beside(number, segments) for number in run]
    going_on = sum(1 for start in starts if start is None or start.text[:1].islower())
    return len(run) >= _LEAST and going_on >= _SMALL * len(run)


def _beside(number: Segment, segments: Sequence[Segment]) -> Segment | None:
    """The first words on the line of a number."""
    line = [s for s in segments if s is not number and abs(s.y - number.y) <= 0.4 * max(s.size, number.size)]
    return min(line, key=lambda s: s.x0, default=None)
