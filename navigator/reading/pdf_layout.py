"""A page's segments -> its parts in reading order: columns of lines, tables, and the rules that part them."""

from __future__ import annotations

from navigator.reading.pdf_columns import Cells, Flow, Item, Obstacle, find_flows
from navigator.reading.pdf_lines import Segment, make_lines
from navigator.reading.pdf_page import Box, Page
from navigator.reading.pdf_paragraphs import Column, make_column
from navigator.reading.pdf_tables import Grid, fill_row, find_grids

_WIDE = 0.6
"""How much of the text's width a rule crosses that parts sections."""


class Separator:
    """A rule across the text."""


Part = Column | Grid | Separator


def lay_out(page: Page, segments: list[Segment]) -> list[Part]:
    """The parts of a page in the order in which they are read."""
    grids, rest = find_grids(page, segments)
    items: list[Item] = list(rest)
    items += [Obstacle(grid.box.x0, grid.box.x1, grid.box.y1 - 1, 10.0, index) for index, grid in enumerate(grids)]
    items += [Obstacle(rule.x0, rule.x1, rule.y0, 1.0, -1) for rule in _separators(page, grids, rest)]
    found: list[Part] = []
    for flow in find_flows(items):
        found.extend(_parts(flow, grids, page.number))
    return found


def _separators(page: Page, grids: list[Grid], segments: list[Segment]) -> list[Box]:
    """Rules as wide as the text, outside tables."""
    if not segments:
        return []
    x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
    found: list[Box] = []
    for rule in sorted(page.across, key=lambda box: -box.y0):
        inside = any(grid.box.y0 - 4 <= rule.y0 <= grid.box.y1 + 4 for grid in grids)
        wide = rule.x1 - rule.x0 >= _WIDE * (x1 - x0)
        if wide and not inside and not (found and found[-1].y0 - rule.y0 < 6):
            found.append(rule)
    return found


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
