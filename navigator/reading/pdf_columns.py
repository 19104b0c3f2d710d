"""Reading order: which parts of a page are set in columns or cells, and in which order its segments are read.

A gutter is a strip without letters that holds over many lines, with words on both sides. Lines across it break it off:
what stands above is read first. Running text on both sides is read column by column, anything else row by row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TypeVar

from navigator.reading.pdf_gutters import cut_in, find_strips, join_justified
from navigator.reading.pdf_lines import Segment
from navigator.reading.pdf_paragraphs import BULLET, NUMBER

_LEAST_LINES = 4
_LEAST_ROWS = 3
_FULL = 0.8
"""A line of running text fills this much of its column."""
_LONGEST = 400
_TOP = 0.4
_COUNT = re.compile(r"[.\s…]*\d{1,3}")


@dataclass(slots=True)
class Obstacle:
    """Something that takes part in the order of reading as a whole: a table, a rule. `y` is its upper edge."""

    x0: float
    x1: float
    y: float
    size: float
    index: int


@dataclass(slots=True)
class Cells:
    """Segments set in rows and columns without ruling lines: the edges of the columns, and each row's segments."""

    edges: list[float]
    rows: list[list[Segment]]


Item = Segment | Obstacle
Flow = list[Item] | Cells


@dataclass(slots=True)
class _Band:
    """Items from top to bottom; `split` where they stand on both sides of a gutter."""

    items: list[Item]
    split: bool
    cells: Cells | None = None


def find_flows(items: Sequence[Item], depth: int = 0) -> list[Flow]:
    """The items of a page or column -> columns and tables in the order of reading."""
    items = sorted(join_justified(items) if depth else items, key=lambda s: (-s.y, s.x0))
    if len(items) < 2 * _LEAST_ROWS or depth > 3:
        return [items] if items else []
    edge, bands = _best_gutter(items)
    if not any(band.split for band in bands):
        return [items]
    found: list[Flow] = []
    for band in bands:
        if not band.split:
            found.extend(find_flows(band.items, depth + 1))
        elif band.cells is not None:
            found.append(band.cells)
        else:
            found.extend(find_flows([item for item in band.items if item.x1 <= edge], depth + 1))
            found.extend(find_flows([item for item in band.items if item.x1 > edge], depth + 1))
    return found


def _em(items: Iterable[Item]) -> float:
    sizes = Counter[float]()
    for item in items:
        if isinstance(item, Segment):
            sizes[item.size] += len(item.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _best_gutter(items: list[Item]) -> tuple[float, list[_Band]]:
    """The right edge of the gutter that the most items keep, and the items cut at the lines that cross it."""
    em = _em(items)
    x0, x1 = min(item.x0 for item in items), max(item.x1 for item in items)
    width = x1 - x0
    starts = Counter(round(item.x0) for item in items if x0 + 0.1 * width < item.x0 < x1 - 0.08 * width)
    best: tuple[int, float, list[_Band]] = (0, 0.0, [])
    for start, _ in starts.most_common(12):
        if starts[start] + starts[start - 1] + starts[start + 1] < _LEAST_ROWS:
            continue
        edge = start - 1.5
        bands = _bands(items, edge, em)
        count = _kept(bands, items)
        if count > best[0]:
            best = count, edge, bands
    segments = [item for item in items if isinstance(item, Segment)]
    for strip in find_strips(segments, em):
        parts = [part for item in items for part in (cut_in(item, strip, em) if isinstance(item, Segment) else [item])]
        middle = (strip[0] + strip[1]) / 2
        edge = min((part.x0 for part in parts if part.x0 > middle), default=strip[1]) - 0.1
        bands = _bands(parts, edge, em)
        count = _kept(bands, items)
        if count > best[0]:
            best = count, edge, bands
    return best[1], best[2]


def _kept(bands: list[_Band], items: list[Item]) -> int:
    """How many items keep to their side of a gutter; those that had to be cut for it speak against it."""
    cut = sum(len(band.items) for band in bands) - len(items)
    return sum(len(band.items) for band in bands if band.split) - 2 * cut


def _bands(items: list[Item], edge: float, em: float) -> list[_Band]:
    """Cut the items where one crosses the gutter that ends at `edge`; a number before its words crosses with them."""
    sides = [_sides(item, edge, em) for item in items]
    crossing = {round(item.y) for item, parts in zip(items, sides, strict=True) if not parts}
    sides = [
        [] if isinstance(item, Segment) and round(item.y) in crossing else parts
        for item, parts in zip(items, sides, strict=True)
    ]
    bands: list[_Band] = []
    for place, item in enumerate(items):
        parts = sides[place]
        if len(parts) > 1 and not (_stands(sides, place, -1) and _stands(sides, place, 1)):
            parts = []  # a word of running text that happens to begin there
        if not bands or bands[-1].split is not bool(parts):
            bands.append(_Band([], bool(parts)))
        bands[-1].items.extend(parts or [item])
    checked: list[_Band] = []
    for band in bands:
        for part in _judge(band, edge, em) if band.split else [band]:
            if checked and not part.split and not checked[-1].split:
                checked[-1].items.extend(part.items)
            else:
                checked.append(part)
    return checked


def _stands(sides: list[list[Item]], place: int, step: int) -> bool:
    """Whether the next item that is no such cut line, in one direction, keeps to its side of the gutter."""
    at = place + step
    while 0 <= at < len(sides) and len(sides[at]) > 1 and abs(at - place) < _LEAST_LINES:
        at += step
    return 0 <= at < len(sides) and len(sides[at]) == 1


def _sides(item: Item, edge: float, em: float) -> list[Item]:
    """The item where it stands on one side of the gutter, its two halves where a word begins right at its end (the
    cells of a table stood close), nothing where it crosses."""
    if item.x1 <= edge - 0.4 * em or item.x0 >= edge:
        return [item]
    if isinstance(item, Segment):
        halves = cut_at(item, edge + 1.5)
        if len(halves) == 2 and halves[0].x1 <= edge - 0.25 * em:
            return list(halves)
    return []


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


def _judge(band: _Band, edge: float, em: float) -> list[_Band]:
    """Settle what a band with a gutter is: columns of running text, cells of a table, or neither. Short lines above and
    below a table are no part of it."""
    running = all(_is_running(side, em) for side in _halves(band.items, edge))
    segments = [item for item in band.items if isinstance(item, Segment)]
    if len(segments) == len(band.items) <= _LONGEST:
        groups = _groups(segments, _step(_halves(segments, edge), em))
        ends = [all(_halves(group, edge)) for group in groups]
        if any(ends):
            first, last = ends.index(True), len(ends) - ends[::-1].index(True)
            inside = [s for group in groups[first:last] for s in group]
            cells = _cells(inside, edge, em, paired=running)
            if cells is not None:
                over = list(takewhile(lambda row: not any(_column(s, cells.edges) for s in row), cells.rows))
                cells.rows = cells.rows[len(over) :]
                above = _Band([s for group in (*groups[:first], *over) for s in group], False)
                below = _Band([s for group in groups[last:] for s in group], False)
                return [part for part in (above, _Band(list(inside), True, cells), below) if part.items]
    return [band if running else _Band(band.items, False)]


_Any = TypeVar("_Any", bound=Item)


def _halves(items: Sequence[_Any], edge: float) -> tuple[list[_Any], list[_Any]]:
    """What stands left and right of a gutter."""
    return [item for item in items if item.x1 <= edge], [item for item in items if item.x1 > edge]


def _is_running(side: list[Item], em: float) -> bool:
    """Whether one side of a gutter holds running text: enough lines, and enough that fill their column."""
    rows: dict[int, tuple[float, float]] = {}
    for item in side:
        low, high = rows.get(round(item.y / (0.5 * em)), (item.x0, item.x1))
        rows[round(item.y / (0.5 * em))] = (min(low, item.x0), max(high, item.x1))
    if len(rows) < _LEAST_LINES:
        return False
    x0, x1 = min(i.x0 for i in side), max(i.x1 for i in side)
    if x1 - x0 < 8 * em:
        return False
    full = sum(1 for _, high in rows.values() if high - x0 >= _FULL * (x1 - x0))
    return full >= 0.45 * len(rows)


# --- cells ------------------------------------------------------------------------------------------------------------


def _cells(segments: list[Segment], edge: float, em: float, *, paired: bool) -> Cells | None:
    """The rows that both sides share; None where they are no table. `paired`: both sides are running text, so that only
    rows which begin together again and again are believed."""
    sides = _halves(segments, edge)
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
    both = sum(1 for row in rows if len({_column(s, edges) for s in row}) > 1)
    if both < 2 or both < 0.6 * len(rows):
        return None
    if paired and (len(rows) < 0.6 * (1 + max(_breaks(side) for side in sides)) or not _level(rows, edge, em)):
        return None
    return Cells(edges, rows)


def _level(rows: list[list[Segment]], edge: float, em: float) -> bool:
    """Whether the rows of a table begin on one height on both sides of a gutter, as columns of running text do not."""
    sides = [_halves(row, edge) for row in rows]
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


def _column(segment: Segment, edges: Sequence[float]) -> int:
    return sum(1 for edge in edges[1:-1] if edge <= (segment.x0 + segment.x1) / 2)


def _rows(segments: list[Segment], edges: Sequence[float], em: float, *, paired: bool) -> list[list[Segment]]:
    """The rows of a table: parted where no line of any cell reaches, else where the first column begins anew."""
    parts = sorted((half for s in segments for half in _cut_all(s, edges)), key=lambda s: (-s.y, s.x0))
    columns = [[s for s in parts if _column(s, edges) == column] for column in range(len(edges) - 1)]
    rows = _groups(parts, _step(columns, em))
    if len(rows) > 1 or paired:
        return rows
    found: list[list[Segment]] = []
    for row in _baselines(parts):
        filled = {_column(s, edges) for s in row}
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


def _groups(segments: Sequence[Segment], step: float) -> list[list[Segment]]:
    """Segments from top to bottom, parted where more than a step lies between them."""
    groups: list[list[Segment]] = []
    for segment in segments:
        if not groups or segment.y + step < groups[-1][-1].y - 1.0:
            groups.append([])
        groups[-1].append(segment)
    return groups


def _step(columns: Iterable[Sequence[Segment]], em: float) -> float:
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
