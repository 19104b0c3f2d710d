"""Tables of a source, laid out on a grid: sources have ragged rows and spans that run into each other; grids do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from navigator.export.manuscript import Paragraph, Table, TableCell
from navigator.model.text import Cell


def laid_out(rows: Sequence[Sequence[Cell]], paragraphs: Callable[[Cell], tuple[Paragraph, ...]]) -> Table | None:
    """The rows of a table block, each cell at a free place of its own, rows without words left out.

    None for a table without words.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[TableCell] = []
    rows = [row for row in rows if any(len(block.span) for cell in row for block in cell.blocks)]
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            wide = 1
            while wide < cell.columns and (x + wide, y) not in taken:
                wide += 1
            high = max(min(cell.rows, len(rows) - y), 1)
            taken.update((column, line) for column in range(x, x + wide) for line in range(y, y + high))
            cells.append(TableCell(x, y, paragraphs(cell), cell.header, wide, high))
            x += wide
    if not cells:
        return None
    return Table(tuple(cells), _heads(cells, len(rows)), shares(cells))


def _heads(cells: Sequence[TableCell], rows: int) -> int:
    """How many rows at the top are headings all across, never all of the table."""
    heads = 0
    while heads < rows - 1:
        row = [cell for cell in cells if cell.row == heads]
        if not row or not all(cell.header and cell.rows == 1 for cell in row):
            break
        heads += 1
    return heads


def shares(cells: Sequence[TableCell]) -> tuple[int, ...]:
    """Widths by content: the square root of each column's letters keeps a wordy column from starving the others."""
    letters = [0] * max(cell.column + cell.columns for cell in cells)
    for cell in cells:
        held = sum(len(part.text) for paragraph in cell.paragraphs for part in paragraph.line)
        for column in range(cell.column, cell.column + cell.columns):
            letters[column] += held // cell.columns
    rows = 1 + max(cell.row for cell in cells)
    return tuple(max(round((count / rows) ** 0.5 * 10), 25) for count in letters)
