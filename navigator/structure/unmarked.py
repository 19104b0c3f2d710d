"""Headings of a text without any marks: short lines over paragraphs or over numbers that begin anew, and titles that
run in without bold type.

Account Terms / 1. You are responsible for … / 2. …        Resale. Do not resell the widgets. / Repairs. Do not …
"""

from __future__ import annotations

import re
from itertools import pairwise

from navigator.model.text import BlockKind
from navigator.structure.titles import looks_like_title, reads_as_sentence, run_in_end
from navigator.structure.units import Draft, Role, Unit, heading_span, trim

_CLOSED = re.compile(r"[.;:!?][”\"’»)]*$")
_NAMED_LINE = re.compile(r"[\d@_/]|\b(?:Inc|Ltd|LLC|GmbH|S\.?A\.?S?|B\.?V|Corp|Co|Limited)\b\.?|\t|\.{3}")
"""What an address, a signature or an entry of a table has, and no heading."""
_SHORT = 10
_SURE = 9
_LEAST = 3
_PARAGRAPH = 6
"""Words of the shortest paragraph that a heading stands over."""
_RUN_IN = 7
_MARGIN = 12.0


def open_unmarked_headings(draft: Draft, *, numbered: bool) -> None:
    """Open the short lines of a text that has neither headings nor bold type, where most of its short lines stand over
    something; in other texts without numbers, where there are hardly any headings, lines in title case alone.
    `numbered`: numbers carry the structure."""
    living = [draft.units[i] for i in draft.living() if i not in draft.signatures]
    bare = not any(unit.is_heading_block or unit.bold for unit in living)
    if not bare:
        headed = sum(1 for unit in living if unit.role is Role.OPENER and unit.heading is not None)
        if not numbered and headed < 2:
            _open([u for u, after in pairwise(living) if _is_titled_line(u, draft) and after.words > u.words])
        return
    short = [(unit, after) for unit, after in pairwise(living) if _is_short_line(unit, draft)]
    over = [unit for unit, after in short if _stands_over(unit, after)]
    if len(over) * 5 >= len(short) * 3:
        _open(over)
    if not numbered and len(over) < _LEAST:
        _open_run_ins(living)


def _open(units: list[Unit]) -> None:
    if len(units) < _LEAST:
        return
    for unit in units:
        unit.role = Role.OPENER
        unit.heading = heading_span(unit, 0, len(unit.text))


def _is_line(unit: Unit, draft: Draft, most: int) -> bool:
    dated = draft.last_updated_span
    return (
        unit.role is Role.BODY
        and unit.kind is BlockKind.PARAGRAPH
        and 0 < unit.words <= most
        and unit.linked < 0.5
        and not (dated is not None and dated in unit.span)
    )


def _is_titled_line(unit: Unit, draft: Draft) -> bool:
    return _is_line(unit, draft, _SURE) and unit.text[-1:].isalnum() and looks_like_title(unit.text)


def _is_short_line(unit: Unit, draft: Draft) -> bool:
    """A short line at the margin that is no sentence, by its form alone."""
    return (
        _is_line(unit, draft, _SHORT)
        and unit.source.indent <= _MARGIN
        and (unit.text[-1:].isalnum() or unit.text[-1] in ")?»”")
        and looks_like_title(unit.text, strict=False)
        and not reads_as_sentence(unit.text, modal=False)
        and not _NAMED_LINE.search(unit.text)
    )


def _stands_over(unit: Unit, after: Unit) -> bool:
    """Whether what follows a short line is what a heading has below it: a paragraph, or the first of some numbers."""
    if after.role is Role.OPENER and after.numeral is not None:
        return after.numeral.value == 1
    prose = after.role is Role.BODY and _CLOSED.search(after.text) is not None
    return prose and after.words >= _PARAGRAPH and after.words > unit.words


def _open_run_ins(units: list[Unit]) -> None:
    """ "Resale. Do not resell the widgets." where most paragraphs begin with a few words in title case and a full
    stop."""
    leads: list[tuple[Unit, tuple[int, int]]] = []
    paragraphs = 0
    for unit in units:
        if unit.role is not Role.BODY or unit.words < _RUN_IN:
            continue
        paragraphs += 1
        end = run_in_end(unit.text)
        if end is None or end[1] >= len(unit.text) or unit.text[end[0]] != ".":
            continue
        head = unit.text[: end[0]]
        if len(head.split()) <= _RUN_IN and looks_like_title(head) and not reads_as_sentence(head, modal=False):
            leads.append((unit, end))
    if len(leads) >= _LEAST and len(leads) * 2 >= paragraphs:
        for unit, end in leads:
            unit.role = Role.OPENER
            unit.heading = heading_span(unit, 0, end[0])
            unit.body = trim(unit, end[1], len(unit.text))
