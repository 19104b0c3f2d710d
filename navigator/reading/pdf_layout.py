"""A page's segments -> its parts in reading order: columns of lines, tables, and the rules that part them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from navigator.reading.pdf_cells import Cells
from navigator.reading.pdf_columns import Flow, Item, Obstacle, find_flows
from navigator.reading.pdf_gutters import find_strips
from navigator.reading.pdf_lines import Segment, make_lines
from navigator.reading.pdf_page import Box, Page
from navigator.reading.pdf_paragraphs import Column, make_column
from navigator.reading.pdf_tables import Grid, fill_row, find_grids

_WIDE = 0.6
"""How much of the text's width a rule crosses that parts sections."""


_LEAST_LINES = 4
_EDGES = 6
_FITS = 8.0
"""Points by which a rule may miss the edges of its column."""


class Separator:
    """A rule across the text."""


Part = Column | Grid | Separator


def lay_out(page: Page, segments: list[Segment], last: Part | None) -> list[Part]:
    """The parts of a page in the order in which they are read. `last`: what ends the page before."""
    grids, rest = find_grids(page, segments, last.edges if isinstance(last, Grid) else ())
    items: list[Item] = list(rest)
    items += [Obstacle(grid.box.x0, grid.box.x1, grid.box.y1 - 1, 10.0, index) for index, grid in enumerate(grids)]
    items += [Obstacle(rule.x0, rule.x1, rule.y0, 1.0, -1) for rule in _separators(page, grids, rest)]
    found: list[Part] = []
    for flow in find_flows(items):
        found.extend(_parts(flow, grids, page.number))
    return found


def align_columns(parts: Sequence[Part]) -> None:
    """Move the columns that stand right of a gutter to where the first column of the page begins: indents and depths
    are then the same wherever a clause is set. Documents in one column stay as they are."""
    columns = [part for part in parts if isinstance(part, Column)]
    gutters = find_gutters(columns)
    if not gutters:
        return
    groups: list[list[Column]] = [[] for _ in range(len(gutters) + 1)]
    for column in columns:
        groups[sum(1 for gutter in gutters if gutter <= column.left)].append(column)
    first = min((column.left for column in groups[0]), default=0.0)
    usual = _edges(groups[0])
    for group in groups[1:]:
        shift = _shift(usual, _edges(group))
        for column in group:
            _move(column, -shift)
    for column in columns:
        column.left = min(column.left, first)


def _edges(columns: Sequence[Column]) -> Counter[int]:
    """How often lines begin and end at each point across."""
    lines = [line for column in columns for line in column.lines]
    return Counter(round(edge) for line in lines for edge in (line.x0, line.x1))


def _shift(one: Counter[int], other: Counter[int]) -> float:
    """How far right of `one` the edges of `other` stand, by the distance at which the most of them agree."""

    def alike(shift: int) -> tuple[int, int]:
        agree = sum(min(count, max(one[x - shift + d] for d in (-1, 0, 1))) for x, count in other.items())
        return agree, -abs(shift - fallback)

    fallback = min(other, default=0) - min(one, default=0)
    common = [x for x, _ in one.most_common(_EDGES)]
    return max({x - at for x, _ in other.most_common(_EDGES) for at in common} | {fallback}, key=alike)


def find_gutters(columns: Sequence[Column]) -> list[float]:
    """A place in each gutter between columns, from left to right. One gutter may look wider on another page, where
    all that stands beside it is set in."""
    strips = sorted(
        (before.right, column.left)
        for before, column in pairwise(columns)
        if before.lines[0].page == column.lines[0].page and before.right < column.left
        and min(len(before.lines), len(column.lines)) >= _LEAST_LINES
    )  # fmt: skip
    found: list[tuple[float, float]] = []
    for start, end in strips:
        if found and start < found[-1][1]:
            found[-1] = start, min(end, found[-1][1])
        else:
            found.append((start, end))
    return [(start + end) / 2 for start, end in found]


def _move(column: Column, by: float) -> None:
    """Set a column further left or right as a whole."""
    if not by:
        return
    column.left, column.right = column.left + by, column.right + by
    for line in column.lines:
        line.x0, line.x1 = line.x0 + by, line.x1 + by
        for segment in line.segments:
            segment.x0, segment.x1 = segment.x0 + by, segment.x1 + by
            for glyph in segment.glyphs:
                glyph.x0, glyph.x1 = glyph.x0 + by, glyph.x1 + by


def _separators(page: Page, grids: list[Grid], segments: list[Segment]) -> list[Box]:
    """Rules as wide as the text, or as the column between two gutters, outside tables."""
    if not segments:
        return []
    x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
    columns = _between_gutters(segments, x0, x1) if page.across else []
    found: list[Box] = []
    for rule in sorted(page.across, key=lambda box: -box.y0):
        inside = any(grid.box.y0 - 4 <= rule.y0 <= grid.box.y1 + 4 for grid in grids)
        wide = rule.x1 - rule.x0 >= _WIDE * (x1 - x0) or any(
            abs(rule.x0 - left) <= _FITS and abs(rule.x1 - right) <= _FITS for left, right in columns
        )
        if wide and not inside and not any(rule.x0 < other.x1 and other.y0 - rule.y0 < 6 for other in found[-1:]):
            found.append(rule)
    return found


def _between_gutters(segments: list[Segment], x0: float, x1: float) -> list[tuple[float, float]]:
    """Left and right edge of each column of a page; empty where it has but one."""
    strips = find_strips(segments, segments[0].size)[:2]
    edges = [x0, *(edge for strip in sorted(strips[:1]) for edge in strip), x1]
    return list(zip(edges[::2], edges[1::2], strict=True)) if strips else []


def _parts(flow: Flow, grids: list[Grid], page: int) -> list[Part]:
    if isinstance(flow, Cells):
        segments = [s for row in flow.rows for s in row]
        box = Box(flow.edges[0], min(s.y for s in segments), flow.edges[-1], max(s.y for s in segments))
        return [Grid(box, flow.edges, [fill_row(row, flow.edges) for row in flow.rows], page)]
    found: list[Part] = []
    own = [item for item in flow if isinstance(item, Segment)]
    left, right = min((s.x0 for s in own), default=0.0), max((s.x1 for s in own), default=0.0)
    stretch: list[Segment] = []
    for item in [*flow, None]:
        if isinstance(item, Segment):
            stretch.append(item)
            continue
        if stretch:
            column = make_column(make_lines(stretch, page))
            column.left, column.right = left, right
            found.append(column)
        stretch = []
        if item is not None:
            found.append(grids[item.index] if item.index >= 0 else Separator())
    return found
