"""Ruled tables of a PDF page: grids of ruling lines, and rows between rules.

A PDF holds no tables, only lines and letters. What has fewer than two rows or two columns is no table here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from navigator.reading.pdf_lines import Segment
from navigator.reading.pdf_page import Box, Page

_NEAR = 3.5
"""Lines nearer than this, in points, meet."""
_SAME = 4.0
"""Points by which the columns of one table may differ between pages."""
_MOST_RULES = 1_500
_MOST_CELLS = 6_000


@dataclass(slots=True)
class GridCell:
    """A cell: its words, and how many columns and rows it spans. `later`: its words on the pages that follow, where a
    page break cuts its row."""

    segments: list[Segment] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    later: list[list[Segment]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(segment.text for part in (self.segments, *self.later) for segment in part)


@dataclass(slots=True)
class Grid:
    """A table: its area on its first page, the edges of its columns, and its cells row by row."""

    box: Box
    edges: list[float]
    rows: list[list[GridCell]]
    page: int = 0
    last_page: int = 0

    def __post_init__(self) -> None:
        self.last_page = self.page


@dataclass(slots=True)
class _Lines:
    across: list[Box]
    down: list[Box]


def find_grids(page: Page, segments: list[Segment], before: Sequence[float] = ()) -> tuple[list[Grid], list[Segment]]:
    """The ruled tables of a page, from top to bottom, and the segments outside them. `before`: the edges of the table
    that ends the page before; a single row of it may be left for this page."""
    across, down = _merged(page.across, flat=True), _merged(page.down, flat=False)
    grids: list[Grid] = []
    for group in _components(across, down):
        grid, segments = _ruled(group, segments, before)
        if grid is not None:
            grids.append(grid)
    free = [rule for rule in across if not any(_touches(rule, grid.box) for grid in grids)]
    for rules in _ladders(free):
        found, segments = _between_rules(rules, segments)
        grids.extend(found)
    for grid in grids:
        grid.page = grid.last_page = page.number
    return sorted(grids, key=lambda grid: -grid.box.y1), segments


def _merged(rules: list[Box], *, flat: bool) -> list[Box]:
    """Pieces of one line as one line."""
    if len(rules) > _MOST_RULES:
        return []

    def place(box: Box) -> float:
        return box.y0 if flat else box.x0

    def ends(box: Box) -> tuple[float, float]:
        return (box.x0, box.x1) if flat else (box.y0, box.y1)

    found: list[Box] = []
    for rule in sorted(rules, key=lambda box: (round(place(box) / 2), ends(box))):
        last = found[-1] if found else None
        if last and abs(place(last) - place(rule)) <= 2 and ends(rule)[0] <= ends(last)[1] + _NEAR:
            found[-1] = Box(min(last.x0, rule.x0), min(last.y0, rule.y0), max(last.x1, rule.x1), max(last.y1, rule.y1))
        else:
            found.append(rule)
    return found


def _components(across: list[Box], down: list[Box]) -> Iterable[_Lines]:
    """Lines that meet, group by group; groups without a line down are no grids."""
    owner = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for i, flat in enumerate(across):
        for j, tall in enumerate(down):
            if flat.x0 - _NEAR <= tall.x0 <= flat.x1 + _NEAR and tall.y0 - _NEAR <= flat.y0 <= tall.y1 + _NEAR:
                owner[root(i)] = root(len(across) + j)
    groups: dict[int, _Lines] = {}
    for i, flat in enumerate(across):
        groups.setdefault(root(i), _Lines([], [])).across.append(flat)
    for j, tall in enumerate(down):
        groups.setdefault(root(len(across) + j), _Lines([], [])).down.append(tall)
    return [group for group in groups.values() if group.down and group.across]


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def same_edges(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two tables have the same columns, the last of which may end elsewhere."""
    return len(one) == len(other) and all(abs(a - b) <= _SAME for a, b in zip(one[:-1], other[:-1], strict=True))


def _ruled(group: _Lines, segments: list[Segment], before: Sequence[float]) -> tuple[Grid | None, list[Segment]]:
    """The grid that lines enclose; None where they make no table."""
    xs = _distinct([box.x0 for box in group.down] + [group_x for b in group.across for group_x in (b.x0, b.x1)])
    ys = _distinct([box.y0 for box in group.across] + [edge for b in group.down for edge in (b.y0, b.y1)])[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    least = 1 if same_edges(before, xs) else 2
    if columns < 2 or rows < least or columns * rows > _MOST_CELLS:
        return None, segments
    box = Box(xs[0], ys[-1], xs[-1], ys[0])
    inside, outside = _divide(segments, box)
    inside = [part for segment in inside for part in _cut(segment, xs, group.down)]

    def open_right(row: int, column: int) -> bool:
        middle, x = (ys[row] + ys[row + 1]) / 2, xs[column + 1]
        return not any(abs(b.x0 - x) <= _NEAR and b.y0 - 1 <= middle <= b.y1 + 1 for b in group.down)

    def open_below(row: int, column: int) -> bool:
        middle, y = (xs[column] + xs[column + 1]) / 2, ys[row + 1]
        return not any(abs(b.y0 - y) <= _NEAR and b.x0 - 1 <= middle <= b.x1 + 1 for b in group.across)

    cells = _cells(rows, columns, open_right, open_below)
    placed: dict[tuple[int, int], GridCell] = {}
    for segment in inside:
        middle, height = (segment.x0 + segment.x1) / 2, segment.y + 0.25 * segment.size
        column = max(0, min(columns - 1, sum(1 for x in xs[1:-1] if x <= middle)))
        row = max(0, min(rows - 1, sum(1 for y in ys[1:-1] if y >= height)))
        placed.setdefault(cells[row, column], GridCell()).segments.append(segment)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), first in cells.items():
        low, right = spans.get(first, first)
        spans[first] = (max(low, row), max(right, column))
    found: list[list[GridCell]] = []
    for row in range(rows):
        line: list[GridCell] = []
        for column in range(columns):
            if cells[row, column] != (row, column):
                continue
            cell = placed.get((row, column), GridCell())
            cell.rows = 1 + spans[row, column][0] - row
            cell.columns = 1 + spans[row, column][1] - column
            line.append(cell)
        found.append(line)
    kept = [line for line in found if any(cell.segments for cell in line)]
    if len(kept) < least or not any(sum(bool(c.segments) for c in line) >= least for line in kept):
        return None, segments
    return Grid(box, xs, kept), outside


def _cells(
    rows: int, columns: int, open_right: Callable[[int, int], bool], open_below: Callable[[int, int], bool]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Place in the grid -> upper left place of the cell that it belongs to: cells merge where no line parts them."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            at = (row, column)
            if column and open_right(row, column - 1):
                owner[at] = owner[row, column - 1]
            elif row and open_below(row - 1, column):
                owner[at] = owner[row - 1, column]
            else:
                owner[at] = at
    return owner


def _divide(segments: list[Segment], box: Box) -> tuple[list[Segment], list[Segment]]:
    inside: list[Segment] = []
    outside: list[Segment] = []
    for segment in segments:
        middle, height = (segment.x0 + segment.x1) / 2, segment.y + 0.25 * segment.size
        within = box.x0 - 2 <= middle <= box.x1 + 2 and box.y0 - 1 <= height <= box.y1 + 1
        (inside if within else outside).append(segment)
    return inside, outside


def _cut(segment: Segment, xs: Sequence[float], down: list[Box]) -> list[Segment]:
    """A segment cut where a line runs down through it: the words of two cells stood close together."""
    height = segment.y + 0.25 * segment.size
    inner = [x for x in xs if segment.x0 + 1 < x < segment.x1 - 1]
    inner = [x for x in inner if any(abs(b.x0 - x) <= _NEAR and b.y0 <= height <= b.y1 for b in down)]
    parts: list[Segment] = []
    glyphs = segment.glyphs
    for low, high in pairwise([-1e9, *inner, 1e9]):
        own = [g for g in glyphs if low <= (g.x0 + g.x1) / 2 < high]
        while own and own[0].char == " ":
            own = own[1:]
        while own and own[-1].char == " ":
            own = own[:-1]
        if own:
            parts.append(Segment(own, own[0].x0, own[-1].x1, segment.y, segment.size))
    return parts


# --- rows between rules ----------------------------------------------------------------------


def _touches(rule: Box, box: Box) -> bool:
    return box.y0 - _NEAR <= rule.y0 <= box.y1 + _NEAR and rule.x1 > box.x0 and rule.x0 < box.x1


def _ladders(rules: list[Box]) -> Iterable[list[Box]]:
    """Groups of three or more rules of one width, one above the other."""
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda box: -box.y0):
        home = next((g for g in groups if abs(g[-1].x0 - rule.x0) <= _NEAR and abs(g[-1].x1 - rule.x1) <= _NEAR), None)
        if home is None:
            groups.append([rule])
        else:
            home.append(rule)
    return [group for group in groups if len(group) >= 3]


def _between_rules(rules: list[Box], segments: list[Segment]) -> tuple[list[Grid], list[Segment]]:
    """The tables whose rows rules part: runs of rows whose words keep two or more columns."""
    found: list[Grid] = []
    at = 0
    while at + 2 < len(rules):
        grid, end = None, at + 1
        box = Box(rules[at].x0, rules[at + 1].y0, rules[at].x1, rules[at].y0)
        while end < len(rules):
            longer = Box(box.x0, rules[end].y0, box.x1, box.y1)
            inside, _ = _divide(segments, longer)
            edges = column_edges(inside, longer)
            if len(edges) < 3:
                break
            grid, box, end = _rows_of(inside, edges, longer, rules[at : end + 1]), longer, end + 1
        if grid is None:
            at += 1
            continue
        _, segments = _divide(segments, box)
        found.append(grid)
        for top in (True, False):
            row = _row_beyond(segments, grid, top=top)
            if row:
                grid.rows.insert(0 if top else len(grid.rows), fill_row(row, grid.edges))
                segments = [s for s in segments if not any(s is other for other in row)]
        at = end - 1
    return found, segments


def _rows_of(segments: list[Segment], edges: list[float], box: Box, rules: list[Box]) -> Grid | None:
    rows: list[list[GridCell]] = []
    for top, bottom in pairwise([rule.y0 for rule in rules]):
        own = [s for s in segments if bottom <= s.y + 0.25 * s.size < top]
        rows.extend(fill_row(row, edges) for row in _single_lines(own, edges))
    two = sum(1 for row in rows if sum(bool(cell.segments) for cell in row) > 1)
    return Grid(box, edges, rows) if len(rows) >= 2 and two * 2 >= len(rows) else None


def _row_beyond(segments: list[Segment], grid: Grid, *, top: bool) -> list[Segment]:
    """The words right above the first rule or right below the last that keep the table's columns: rules often stand
    only between rows."""
    found: list[Segment] = []
    edge = grid.box.y1 if top else grid.box.y0
    ordered = sorted(segments, key=lambda s: s.y if top else -s.y)
    for segment in ordered:
        distance = segment.y - edge if top else edge - segment.y
        if distance < -1 or segment.x1 < grid.box.x0 or segment.x0 > grid.box.x1:
            continue
        same = bool(found) and abs(found[-1].y - segment.y) <= 0.25 * segment.size
        if distance > (2.2 if not found else 1.5) * segment.size and not same:
            break
        if any(segment.x0 < inner < segment.x1 for inner in grid.edges[1:-1]):
            return []
        found.append(segment)
        edge = segment.y
    return found if len({sum(1 for e in grid.edges[1:-1] if e <= s.x0) for s in found}) > 1 else []


def _single_lines(segments: list[Segment], edges: Sequence[float]) -> list[list[Segment]]:
    """Rows of one line each, where every line between two rules fills all cells; else all of them as one row."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if lines and lines[-1][0].y - segment.y <= 0.25 * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    full = all(all(cell.segments for cell in fill_row(line, edges)) for line in lines)
    return lines if full else [segments] if segments else []


def column_edges(segments: Sequence[Segment], box: Box) -> list[float]:
    """Edges of the columns that all segments keep: right before the words that follow a strip without letters."""
    spans = sorted((s.x0, s.x1) for s in segments)
    edges = [box.x0]
    reach = spans[0][1] if spans else box.x1
    em = max((s.size for s in segments), default=10.0)
    for x0, x1 in spans:
        if x0 - reach > 0.9 * em:
            edges.append(max((reach + x0) / 2, x0 - 0.3 * em))
        reach = max(reach, x1)
    return [*edges, max(box.x1, reach)]


def fill_row(segments: Sequence[Segment], edges: Sequence[float]) -> list[GridCell]:
    """The cells of one row, by the columns that the middles of its segments fall into."""
    row = [GridCell() for _ in edges[1:]]
    for segment in segments:
        column = sum(1 for edge in edges[1:-1] if edge <= (segment.x0 + segment.x1) / 2)
        row[column].segments.append(segment)
    return row
