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

from navigator.reading.pdf_cells import Cells, column_of, cut_at, find_cells, groups_of, halves, usual_step
from navigator.reading.pdf_gutters import cut_in, find_strips, join_justified
from navigator.reading.pdf_lines import Segment
from navigator.reading.pdf_numbers import BULLET, NUMBER

_LEAST_LINES = 4
_LEAST_ROWS = 3
_FULL = 0.8
"""A line of running text fills this much of its column."""
_LONGEST = 400
# "By: ________", "Name: Ann Larch", "Its:"
_SIGNED = re.compile(
    r"(?:By|Name|Title|Date|Its|Signature|Signed|Print name|Position|Datum|Nom|Date d\W|Nombre)\s*:", re.IGNORECASE
)
_LEAST_SIGNED = 2
_SIDE = 0.4
"""Width of a side bar against the text beside it, at most."""


@dataclass(slots=True)
class Obstacle:
    """Something that takes part in the order of reading as a whole: a table, a rule. `y` is its upper edge."""

    x0: float
    x1: float
    y: float
    size: float
    index: int


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
            over = _heads(band.items)
            if over:
                found.append(over)
            found.extend(find_flows([item for item in band.items[len(over) :] if item.x1 <= edge], depth + 1))
            found.extend(find_flows([item for item in band.items[len(over) :] if item.x1 > edge], depth + 1))
    return found


def _heads(items: list[Item]) -> list[Item]:
    """The lines in the middle above all columns: the title over three columns crosses none of their gutters."""
    middle = (min(item.x0 for item in items) + max(item.x1 for item in items)) / 2
    found: list[Item] = []
    for item, after in pairwise(items):
        centred = isinstance(item, Segment) and abs((item.x0 + item.x1) / 2 - middle) < 0.5 * item.size
        if not centred or item.y - after.y < item.size:
            break
        found.append(item)
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
        count = _kept(bands, items, edge)
        if count > best[0]:
            best = count, edge, bands
    segments = [item for item in items if isinstance(item, Segment)]
    for strip in find_strips(segments, em):
        parts = [part for item in items for part in (cut_in(item, strip, em) if isinstance(item, Segment) else [item])]
        middle = (strip[0] + strip[1]) / 2
        edge = min((part.x0 for part in parts if part.x0 > middle), default=strip[1]) - 0.1
        bands = _bands(parts, edge, em)
        count = _kept(bands, items, edge)
        if count > best[0]:
            best = count, edge, bands
    return best[1], best[2]


def _kept(bands: list[_Band], items: list[Item], edge: float) -> int:
    """How many items keep to their side of a gutter; those that had to be cut for it speak against it, as do numbers
    that it parts from their words."""
    cut = sum(len(band.items) for band in bands) - len(items)
    kept = sum(len(band.items) for band in bands if band.split)
    return kept - 2 * cut - 2 * sum(_torn(band.items, edge) for band in bands if band.split)


def _torn(items: list[Item], edge: float) -> int:
    """How many numbers and bullets left of a gutter have the words after them right of it."""
    right = {round(item.y / 2) for item in items if item.x1 > edge}
    words: dict[int, float] = {}
    for item in items:
        if item.x1 <= edge:
            words[round(item.y / 2)] = max(item.x1, words.get(round(item.y / 2), 0.0))
    torn = 0
    for item in items:
        if isinstance(item, Segment) and item.x1 <= edge and round(item.y / 2) in right:
            torn += _is_mark(item) and words[round(item.y / 2)] <= item.x1
    return torn


def _is_mark(item: Item) -> bool:
    """Whether an item is a number or bullet alone."""
    found = (NUMBER.match(item.text) or BULLET.match(item.text)) if isinstance(item, Segment) else None
    return found is not None and isinstance(item, Segment) and found.end() == len(item.text)


def _bands(items: list[Item], edge: float, em: float) -> list[_Band]:
    """Cut the items where one crosses the gutter that ends at `edge`; a number before its words crosses with them."""
    sides = [_sides(item, edge, em) for item in items]
    for place, (item, after) in enumerate(pairwise(items)):
        beside = after.x0 > item.x1 and abs(after.y - item.y) < 1
        if beside and not any(sides[place + 1 : place + 3]) and _is_mark(item):
            sides[place] = []  # the number of a paragraph below the columns
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


def _judge(band: _Band, edge: float, em: float) -> list[_Band]:
    """Settle what a band with a gutter is: columns of running text, cells of a table, or neither. Short lines above and
    below a table are no part of it."""
    running = all(_is_running(side, em) for side in halves(band.items, edge))
    if _are_signatures(band.items, edge) or _has_side_bar(band.items, edge, em):
        return [band]
    segments = [item for item in band.items if isinstance(item, Segment)]
    if len(segments) == len(band.items) <= _LONGEST:
        groups = groups_of(segments, usual_step(halves(segments, edge), em))
        ends = [all(halves(group, edge)) for group in groups]
        if any(ends):
            first, last = ends.index(True), len(ends) - ends[::-1].index(True)
            inside = [s for group in groups[first:last] for s in group]
            cells = find_cells(inside, edge, em, paired=running)
            if cells is not None:
                over = list(takewhile(lambda row: not any(column_of(s, cells.edges) for s in row), cells.rows))
                cells.rows = cells.rows[len(over) :]
                above = _Band([s for group in (*groups[:first], *over) for s in group], False)
                below = _Band([s for group in groups[last:] for s in group], False)
                return [part for part in (above, _Band(list(inside), True, cells), below) if part.items]
    return [band if running else _Band(band.items, False)]


def _has_side_bar(items: list[Item], edge: float, em: float) -> bool:
    """Whether one side is a block of short lines, such as a menu, that keeps to no line of the text beside it; what
    belongs to a clause (its number, a heading at its side) stands on the clause's own lines."""
    left, right = halves(items, edge)
    narrow, wide = (left, right) if _width(left) < _width(right) else (right, left)
    heights = sorted({round(item.y, 1) for item in narrow}, reverse=True)
    if len(heights) <= _LEAST_LINES or _width(narrow) > _SIDE * _width(wide):
        return False
    beside = [item.y for item in wide if heights[-1] <= item.y <= heights[0]]
    steps = [a - b for a, b in pairwise(heights)]
    if (
        len(beside) < _LEAST_LINES
        or max(steps) > 4 * em
        or sum(1 for step in steps if step > 1.8 * em) * 4 > len(steps)
    ):
        return False
    shared = sum(1 for y in heights if any(abs(y - other) <= 0.1 * em for other in beside))
    return shared * 4 <= len(heights)


def _width(side: list[Item]) -> float:
    return max((item.x1 for item in side), default=0.0) - min((item.x0 for item in side), default=0.0)


def _are_signatures(items: list[Item], edge: float) -> bool:
    """Whether two parties sign beside each other: each block is read as a whole."""
    sides = [[s.text for s in side if isinstance(s, Segment)] for side in halves(items, edge)]
    return all(sum(1 for text in side if _SIGNED.match(text)) >= _LEAST_SIGNED for side in sides)


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
