"""Tables without ruling lines: rows and columns told from where words begin and where no letter stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from navigator.reading.pdf_lines import Segment
from navigator.reading.pdf_numbers import BULLET, NUMBER

_LEAST_ROWS = 3
_TOP = 0.4
# "9. The Hirer …", "4.2 …": what clauses begin with whose numbers go on
_COUNTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?(?=\s|$)")
_COUNT = re.compile(r"[.\s…]*\d{1,3}")


@dataclass(slots=True)
class Cells:
    """Segments set in rows and columns without ruling lines: the edges of the columns, and each row's segments."""

    edges: list[float]
    rows: list[list[Segment]]


class Placed(Protocol):
    """Something with a right edge."""

    x1: float


_Any = TypeVar("_Any", bound=Placed)


def halves(items: Sequence[_Any], edge: float) -> tuple[list[_Any], list[_Any]]:
    """What stands left and right of a gutter."""
    return [item for item in items if item.x1 <= edge], [item for item in items if item.x1 > edge]


def find_cells(segments: list[Segment], edge: float, em: float, *, paired: bool) -> Cells | None:
    """The rows that both sides share; None where they are no table. `paired`: both sides are running text, so that only
    rows which begin together again and again are believed."""
    sides = halves(segments, edge)
    if min(len(side) for side in sides) < _LEAST_ROWS or _is_margin(sides[0]):
        return None
    if all(_COUNT.fullmatch(s.text) for s in sides[1]):
        return None
    edges = _edges(segments, em)
    if len(edges) < 3:
        return None
    rows = _rows(segments, edges, em, paired=paired)
    if len(rows) < (_LEAST_ROWS if paired else 2):
        return None
    both = sum(1 for row in rows if len({column_of(s, edges) for s in row}) > 1)
    if both < 2 or both < 0.6 * len(rows):
        return None
    if paired and _counts_down(rows, edges):
        return None
    if paired and (len(rows) < 0.6 * (1 + max(_breaks(side) for side in sides)) or not _level(rows, edge, em)):
        return None
    return Cells(edges, rows)


def _counts_down(rows: list[list[Segment]], edges: Sequence[float]) -> bool:
    """Whether numbers go on from the foot of each column to the head of the next, as clauses in columns do that happen
    to begin on one height; in a table they go on from row to row."""
    above: tuple[int, ...] = ()
    for column in range(len(edges) - 1):
        first = [min(own, key=lambda s: (-s.y, s.x0)) for row in rows if (own := _in_column(row, edges, column))]
        found = [_COUNTED.match(segment.text) for segment in first]
        counts = [tuple(int(part) for part in m[1].split(".")) for m in found if m is not None]
        if len(counts) < max(2, 0.6 * len(rows)) or any(a >= b for a, b in pairwise([above, *counts])):
            return False
        above = counts[-1]
    return True


def _in_column(row: list[Segment], edges: Sequence[float], column: int) -> list[Segment]:
    return [segment for segment in row if column_of(segment, edges) == column]


def _level(rows: list[list[Segment]], edge: float, em: float) -> bool:
    """Whether the rows of a table begin on one height on both sides of a gutter, as columns of running text do not."""
    sides = [halves(row, edge) for row in rows]
    tops = [(left[0].y, right[0].y) for left, right in sides if left and right]
    return sum(1 for one, other in tops if abs(one - other) <= _TOP * em) >= 0.75 * len(tops)


def _is_margin(side: list[Segment]) -> bool:
    """Numbers and bullets alone: the margin of a list, not a column of a table."""
    alone = sum(
        1 for s in side if (found := NUMBER.match(s.text) or BULLET.match(s.text)) and found.end() == len(s.text)
    )
    return alone * 2 > len(side)


def _edges(segments: list[Segment], em: float) -> list[float]:
    """Edges of the columns: strips that no letter covers, with several segments beginning right after them."""
    starts = Counter(round(s.x0) for s in segments)
    common = [x for x, count in starts.items() if count + starts[x - 1] + starts[x + 1] >= _LEAST_ROWS]
    pieces = segments
    for start in common:
        pieces = [part for s in pieces for part in cut_at(s, start)] if len(common) < 8 else pieces
    spans = sorted((s.x0, s.x1) for s in pieces)
    edges, reach = [spans[0][0]], spans[0][1]
    for x0, x1 in spans:
        near = any(abs(x0 - start) <= 2 for start in common)
        if x0 - reach > (0.3 if near else 0.9) * em:
            edges.append(max((reach + x0) / 2, x0 - 0.3 * em))
        reach = max(reach, x1)
    return [*edges, reach]


def column_of(segment: Segment, edges: Sequence[float]) -> int:
    return sum(1 for edge in edges[1:-1] if edge <= (segment.x0 + segment.x1) / 2)


def _rows(segments: list[Segment], edges: Sequence[float], em: float, *, paired: bool) -> list[list[Segment]]:
    """The rows of a table: parted where no line of any cell reaches, else where the first column begins anew."""
    parts = sorted((half for s in segments for half in _cut_all(s, edges)), key=lambda s: (-s.y, s.x0))
    columns = [[s for s in parts if column_of(s, edges) == column] for column in range(len(edges) - 1)]
    rows = groups_of(parts, usual_step(columns, em))
    if len(rows) > 1 or paired:
        return rows
    found: list[list[Segment]] = []
    for row in _baselines(parts):
        filled = {column_of(s, edges) for s in row}
        if not found or (0 in filled and len(filled) > 1):
            found.append([])
        found[-1].extend(row)
    return found


def _cut_all(segment: Segment, edges: Sequence[float]) -> list[Segment]:
    parts = [segment]
    for edge in edges[1:-1]:
        last = parts[-1]
        if last.x0 < edge < last.x1:
            at = next((g.x0 for g in last.glyphs if g.char != " " and g.x0 >= edge), None)
            parts[-1:] = cut_at(last, at) if at is not None else [last]
    return parts


def _baselines(segments: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and rows[-1][0].y - segment.y <= 0.25 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def groups_of(segments: Sequence[Segment], step: float) -> list[list[Segment]]:
    """Segments from top to bottom, parted where more than a step lies between them."""
    groups: list[list[Segment]] = []
    for segment in segments:
        if not groups or segment.y + step < groups[-1][-1].y - 1.0:
            groups.append([])
        groups[-1].append(segment)
    return groups


def usual_step(columns: Iterable[Sequence[Segment]], em: float) -> float:
    """The usual step from line to line inside columns."""
    steps: list[float] = []
    for column in columns:
        heights = sorted({round(s.y, 1) for s in column}, reverse=True)
        steps += [a - b for a, b in pairwise(heights) if 0.8 * em < a - b < 1.7 * em]
    steps.sort()
    return steps[len(steps) // 4] if len(steps) >= 2 else 1.2 * em


def _breaks(side: Sequence[Segment]) -> int:
    """How many times a wider gap sets a line off from the line above."""
    heights = sorted({round(s.y, 1) for s in side}, reverse=True)
    steps = [a - b for a, b in pairwise(heights) if a - b > 2]
    usual = sorted(steps)[len(steps) // 3] if steps else 0.0
    return sum(1 for step in steps if step > 1.3 * usual)


def cut_at(segment: Segment, start: float) -> list[Segment]:
    """A segment cut before the word that begins at `start`, within a point and a half; whole where none does."""
    glyphs = segment.glyphs
    for place in range(2, len(glyphs)):
        if abs(glyphs[place].x0 - start) <= 1.6 and glyphs[place - 1].char == " ":
            left, right = glyphs[: place - 1], glyphs[place:]
            return [
                Segment(left, segment.x0, left[-1].x1, segment.y, segment.size),
                Segment(right, right[0].x0, segment.x1, segment.y, segment.size),
            ]
    return [segment]
