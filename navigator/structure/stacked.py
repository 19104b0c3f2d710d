"""Titles on a line of their own below their number.

ARTICLE IV        or centred in bold, as filings set them, each on its line
FEES AND TAXES
"""

from __future__ import annotations

from itertools import pairwise

from navigator.model.text import BlockKind
from navigator.structure.titles import looks_like_title
from navigator.structure.units import Draft, Role, Unit, heading_span

_LONGEST = 14


def join_stacked_titles(draft: Draft) -> None:
    """Give "ARTICLE IV", "SCHEDULE 2" alone on a line the title that the next line is, set like it."""
    units = [draft.units[i] for i in draft.living()]
    for unit, after in pairwise(units):
        if _is_bare(unit) and _is_title(unit, after):
            after.role = Role.STACKED
            unit.heading = heading_span(after, 0, len(after.text))


def _is_bare(unit: Unit) -> bool:
    """Whether a unit is a number with its word, "Article" or "Schedule", and nothing else."""
    named = unit.role is Role.OPENER and unit.numeral is not None and unit.numeral.device is not None
    return named and unit.heading is None and unit.body is None


def _is_title(unit: Unit, after: Unit) -> bool:
    if after.numeral is not None or after.body is not None or not 0 < after.words <= _LONGEST:
        return False
    if unit.is_heading_block or after.is_heading_block:
        alike = unit.is_heading_block and after.is_heading_block and unit.source.level == after.source.level
        return alike and after.role is Role.OPENER
    if after.kind is not BlockKind.PARAGRAPH or after.text[-1:] in ".;:,":
        return False
    centred = unit.source.align == after.source.align == "center"
    if after.role is Role.OPENER:
        return centred or (unit.bold and after.bold)
    return after.role is Role.BODY and centred and looks_like_title(after.text)
