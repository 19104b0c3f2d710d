"""Reading order: which parts of a page are set in columns, and in which order its segments are read.

A gutter is a strip without letters that holds over many lines, with running text on both sides. Lines across it break
the columns: what stands above them is read first, left column before right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from navigator.reading.pdf_lines import Segment

_LEAST_LINES = 4
_FILL = 0.55
"""Least part of its width that the middle line of a column fills; cells of a table are emptier."""


@dataclass(slots=True)
class Obstacle:
    """Something that takes part in the order of reading as a whole: a table. `y` is its upper edge."""

    x0: float
    x1: float
    y: float
    size: float
    index: int


@dataclass(slots=True)
class Pair:
    """Two texts side by side, row by row: a clause and its summary, a term and its meaning."""

    rows: list[tuple[list[Segment], list[Segment]]]


Item = Segment | Obstacle
Flow = list[Item] | Pair


def find_flows(items: Sequence[Item], depth: int = 0) -> list[Flow]:
    """The items of a page or column, from top to bottom -> columns in the order of reading."""
    items = sorted(items, key=lambda s: (-s.y, s.x0))
    if not items:
        return []
    if len(items) < 2 * _LEAST_LINES or depth > 3:
        return [items]
    gutter = _find_gutter(items)
    if gutter is None:
        return [items]
    found: list[Flow] = []
    for band, inside in _bands(items, gutter):
        if not inside:
            found.append(band)
            continue
        left = [item for item in band if item.x1 <= gutter]
        right = [item for item in band if item.x1 > gutter]
        pair = _side_by_side(left, right)
        if pair is not None:
            found.append(pair)
        else:
            found.extend(find_flows(left, depth + 1))
            found.extend(find_flows(right, depth + 1))
    return found


def _em(items: Sequence[Item]) -> float:
    sizes = Counter[float]()
    for item in items:
        if isinstance(item, Segment):
            sizes[item.size] += len(item.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _find_gutter(items: list[Item]) -> float | None:
    """The right edge of the gutter that the most lines keep; None where there is none."""
    em = _em(items)
    x0, x1 = min(item.x0 for item in items), max(item.x1 for item in items)
    starts = Counter(round(item.x0) for item in items if x0 + 0.2 * (x1 - x0) < item.x0 < x1 - 0.15 * (x1 - x0))
    best: tuple[int, float] | None = None
    for start, _ in starts.most_common(12):
        if starts[start] + starts[start - 1] + starts[start + 1] < _LEAST_LINES:
            continue
        edge = start - 1.5
        count = sum(len(band) for band, inside in _bands(items, edge, em) if inside)
        if count and (best is None or count > best[0]):
            best = count, edge
    return best[1] if best else None


def _bands(items: list[Item], edge: float, em: float | None = None) -> list[tuple[list[Item], bool]]:
    """Cut the items at those that cross a gutter which ends at `edge`: (items, whether they stand in two columns)."""
    em = em or _em(items)
    bands: list[tuple[list[Item], bool]] = []
    for item in items:
        inside = item.x1 <= edge - 0.4 * em or item.x0 >= edge
        if not bands or bands[-1][1] is not inside:
            bands.append(([], inside))
        bands[-1][0].append(item)
    checked: list[tuple[list[Item], bool]] = []
    for band, inside in bands:
        columns = inside and _is_columns(band, edge, em)
        if checked and not columns and not checked[-1][1]:
            checked[-1][0].extend(band)
        else:
            checked.append((list(band), columns))
    return checked


def _is_columns(band: list[Item], edge: float, em: float) -> bool:
    """Whether both sides hold running text: enough lines, and lines that fill their column."""
    for side in ([i for i in band if i.x1 <= edge], [i for i in band if i.x1 > edge]):
        rows: dict[int, float] = {}
        for item in side:
            key = round(item.y / (0.5 * em))
            rows[key] = rows.get(key, 0.0) + item.x1 - item.x0
        if len(rows) < _LEAST_LINES:
            return False
        x0, x1 = min(i.x0 for i in side), max(i.x1 for i in side)
        if x1 - x0 < 8 * em:
            return False
        fills = sorted(rows.values())
        if fills[len(fills) // 2] < _FILL * (x1 - x0):
            return False
    return True


def _side_by_side(left: list[Item], right: list[Item]) -> Pair | None:
    """Rows of two texts that begin at the same height again and again; None for two columns of one text."""
    if not all(isinstance(item, Segment) for item in (*left, *right)):
        return None
    sides = [[i for i in side if isinstance(i, Segment)] for side in (left, right)]
    starts = [_starts(side) for side in sides]
    if min(len(starts[0]), len(starts[1])) < 2:
        return None
    em = _em(left)
    shared = [y for y in starts[0] if any(abs(y - other) <= 0.5 * em for other in starts[1])]
    fewest = min(len(starts[0]), len(starts[1]))
    if len(shared) < 2 or len(shared) < 0.7 * fewest:
        return None
    edges = [max(i.y for i in (*left, *right)) + em, *[y + 0.6 * em for y in shared], -1e9]
    rows = []
    for top, bottom in pairwise(edges):
        cells = tuple([s for s in side if bottom < s.y <= top] for side in sides)
        if cells[0] or cells[1]:
            rows.append((cells[0], cells[1]))
    return Pair(rows)


def _starts(side: list[Segment]) -> list[float]:
    """Heights of the lines that a wider gap sets off from the line above."""
    heights = sorted({round(s.y, 1) for s in side}, reverse=True)
    steps = [a - b for a, b in pairwise(heights) if a - b > 2]
    if not steps:
        return []
    usual = sorted(steps)[len(steps) // 3]
    return [b for a, b in pairwise(heights) if a - b > 1.3 * usual]
