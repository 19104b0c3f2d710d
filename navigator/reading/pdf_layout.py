"""A page's segments -> its parts in reading order: columns of lines, and tables."""

from __future__ import annotations

from collections.abc import Sequence

from navigator.reading.pdf_columns import Flow, Item, Obstacle, Pair, find_flows
from navigator.reading.pdf_lines import Line, Segment, make_lines
from navigator.reading.pdf_page import Box, Page
from navigator.reading.pdf_paragraphs import NUMBER, Column, is_bullet, make_column
from navigator.reading.pdf_tables import Grid, GridCell, find_grids, grid_of_lines

Part = Column | Grid
_LEAST_ROWS = 3
_SAME = 4.0


def lay_out(page: Page, segments: list[Segment]) -> list[Part]:
    """The parts of a page in the order in which they are read."""
    grids, rest = find_grids(page, segments)
    items: list[Item] = list(rest)
    items += [Obstacle(grid.box.x0, grid.box.x1, grid.box.y1 - 1, 10.0, index) for index, grid in enumerate(grids)]
    found: list[Part] = []
    for flow in find_flows(items):
        found.extend(_parts(flow, grids, page.number))
    return found


def _parts(flow: Flow, grids: list[Grid], page: int) -> list[Part]:
    if isinstance(flow, Pair):
        segments = [s for row in flow.rows for side in row for s in side]
        box = Box(min(s.x0 for s in segments), min(s.y for s in segments), max(s.x1 for s in segments),
                  max(s.y for s in segments))  # fmt: skip
        middle = min((s.x0 for _, right in flow.rows for s in right), default=box.x1)
        return [Grid(box, [box.x0, middle, box.x1], [[GridCell(a), GridCell(b)] for a, b in flow.rows], page)]
    found: list[Part] = []
    segments = [item for item in flow if isinstance(item, Segment)]
    if segments:
        left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    stretch: list[Segment] = []
    for item in [*flow, None]:
        if isinstance(item, Segment):
            stretch.append(item)
            continue
        for part in _with_tables(make_lines(stretch, page)):
            if isinstance(part, Column):
                part.left, part.right = left, right
            found.append(part)
        stretch = []
        if item is not None:
            found.append(grids[item.index])
    return found


def _with_tables(lines: Sequence[Line]) -> list[Part]:
    """Lines of a column, with the runs among them that are set in cells taken as tables."""
    found: list[Part] = []
    held: list[Line] = []
    at = 0
    while at < len(lines):
        end = _run(lines, at)
        grid = grid_of_lines(lines[at:end]) if end - at >= _LEAST_ROWS else None
        if grid is None:
            held.append(lines[at])
            at += 1
            continue
        if held:
            found.append(make_column(held))
            held = []
        found.append(grid)
        at = end
    if held:
        found.append(make_column(held))
    return found


def _run(lines: Sequence[Line], at: int) -> int:
    """Where a run of lines that are set in the same columns ends; `at` itself where none begins here."""
    if not _in_cells(lines[at]):
        return at
    starts = [s.x0 for s in lines[at].segments]
    shared, end, rows = 0, at, 0
    while end < len(lines):
        line = lines[end]
        if end > at and lines[end - 1].y - line.y > 4.5 * line.size:
            break
        fits = all(any(abs(s.x0 - start) <= _SAME for start in starts) for s in line.segments)
        if _in_cells(line):
            if not fits and not any(abs(s.x0 - start) <= _SAME for s in line.segments[1:] for start in starts[1:]):
                break
            rows += 1
            shared += fits
        elif not fits or _crosses(line, starts):
            break
        end += 1
    while end > at and not _in_cells(lines[end - 1]) and len(lines[end - 1].segments) == 1:
        if abs(lines[end - 1].x0 - starts[0]) > _SAME:
            break
        end -= 1  # a line of text right below the table begins where its first column does
    return end if rows >= _LEAST_ROWS and shared * 5 >= rows * 3 else at


def _in_cells(line: Line) -> bool:
    """Whether a line is set in cells: words, a gap, words. A number with its text is not, nor a line of contents."""
    if len(line.segments) < 2 or is_bullet(line):
        return False
    if line.tabbed and NUMBER.match(line.segments[0].text) and len(line.segments) == 2:
        return False
    gaps = [b.x0 - a.x1 for a, b in zip(line.segments, line.segments[1:], strict=False)]
    return max(gaps) >= 1.5 * line.size and not _counts_page(line)


def _counts_page(line: Line) -> bool:
    return line.segments[-1].text.strip(". ").isdigit() and len(line.segments[-1].text.strip(". ")) <= 3


def _crosses(line: Line, starts: list[float]) -> bool:
    return any(line.x0 + _SAME < start < line.x1 - _SAME for start in starts)
