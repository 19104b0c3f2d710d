"""Agreements set in two languages, one in the left column of every page and the other in the right one: each is read
through all pages before the other begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from navigator.reading.language import guess_language
from navigator.reading.pdf_layout import Part, Separator, find_gutters
from navigator.reading.pdf_lines import make_lines
from navigator.reading.pdf_numbers import NUMBER
from navigator.reading.pdf_paragraphs import Column, make_column
from navigator.reading.pdf_tables import Grid

_LEAST_WORDS = 20
"""Words of one column of a page that tell its language."""
_NEAR = 20.0
"""Points between a gutter and the inner edge of what looks like a table over it, at most."""
_SAME = 0.6
"""Share of the numbers of one language that the other has too."""


def part_languages(parts: Sequence[Part]) -> list[Part] | None:
    """The parts of all pages, first those in the language at the left, then those at the right; None where the columns
    are not in two languages, or something stands across both of them between."""
    gutters = find_gutters([part for part in parts if isinstance(part, Column)])
    if len(gutters) != 1:
        return None
    kept = [own for part in parts if not isinstance(part, Separator) for own in _apart(part, gutters[0])]
    sides = [_side(part, gutters[0]) for part in kept]
    if not {"left", "right"} <= set(sides):
        return None
    first = next(at for at, side in enumerate(sides) if side)
    last = len(sides) - next(at for at, side in enumerate(reversed(sides)) if side)
    within = list(zip(kept[first:last], sides[first:last], strict=True))
    left, right = ([part for part, own in within if own == side] for side in ("left", "right"))
    if len(left) + len(right) < len(within) or not _are_two(left, right):
        return None
    return [*kept[:first], *left, *right, *kept[last:]]


def _apart(part: Part, gutter: float) -> list[Part]:
    """Clauses that happen to begin on one height look like the rows of a table: the columns of one that lies over the
    gutter; any other part as it is."""
    if not isinstance(part, Grid) or len(part.edges) != 3 or abs(part.edges[1] - gutter) > _NEAR:
        return [part]
    sides = ([segment for row in part.rows for cell in row[at : at + 1] for segment in cell.segments] for at in (0, 1))
    return [make_column(make_lines(own, part.page)) for own in sides if own]


def _side(part: Part, gutter: float) -> str:
    """The side of the gutter that a part stands on; "" for what crosses it."""
    if not isinstance(part, Column):
        return ""
    low, high = min(line.x0 for line in part.lines), max(line.x1 for line in part.lines)
    return "left" if high <= gutter else "right" if low >= gutter else ""


def _are_two(left: Sequence[Part], right: Sequence[Part]) -> bool:
    """Whether every page has one language at the left and another at the right, under the same numbers."""
    languages = [_languages(side) for side in (left, right)]
    if any(len(own) != 1 for own in languages) or languages[0] == languages[1]:
        return False
    one, other = (_numbers(side) for side in (left, right))
    return len(one & other) >= _SAME * max(1, len(one), len(other))


def _languages(side: Sequence[Part]) -> set[str]:
    found: set[str] = set()
    columns = [part for part in side if isinstance(part, Column)]
    for _, own in groupby(columns, key=lambda column: column.lines[0].page):
        text = "\n".join(line.text for column in own for line in column.lines)
        if len(text.split()) >= _LEAST_WORDS:
            found.add(guess_language(text))
    return found


def _numbers(side: Sequence[Part]) -> set[str]:
    """The numbers that lines begin with."""
    lines = (line for part in side if isinstance(part, Column) for line in part.lines)
    return {found.group() for line in lines if (found := NUMBER.match(line.text)) is not None}
