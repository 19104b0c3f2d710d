"""Headings told by their neighbours: where most numbers of a run have one, the plain lines among them have one too."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from navigator.model.text import BlockKind
from navigator.structure.numbering import Form
from navigator.structure.titles import looks_like_title, reads_as_sentence, run_in_end
from navigator.structure.units import Draft, Role, Unit, heading_span, trim

_OPEN_END = re.compile(r"\b(?:to|that|the|of|by|for|in|with|and|or|from|if|de|que|der|die|das|und|di|da|van)$")
_QUOTED = re.compile(r"\s*[“\"«„']")
_LEAST_LIKE = 2
_SHORT_LINE = 12
_LEAST_LONE = 3


def open_like_neighbours(draft: Draft) -> None:
    """ "1.1 Registration. …", "1.2 Rules for parents and legal guardians. …", "1.3 Settings. …": where most numbers of
    a run have a heading that runs in, the others have theirs in small letters."""
    runs: dict[tuple[str, ...], list[int]] = {}
    for place, unit in enumerate(draft.units):
        if unit.role is not Role.OPENER or unit.numeral is None or (unit.heading is None and unit.body is None):
            continue
        own = runs.setdefault((*unit.numeral.key, *unit.numeral.parts[:-1]), [])
        before = draft.units[own[-1]].numeral if own else None
        if before is not None and (unit.numeral.value or 0) <= (before.value or 0):
            _head_the_rest(draft, own)
            own.clear()
        own.append(place)
    for own in runs.values():
        _head_the_rest(draft, own)


def _head_the_rest(draft: Draft, places: list[int]) -> None:
    """Give the paragraphs of a run their headings where two in three others of it have theirs: running in before text,
    or "3. Right to cancel" over it."""
    run = [draft.units[place] for place in places]
    headed = sum(1 for unit in run if unit.heading is not None)
    if headed == len(run):
        return
    alone = len(run) == 1
    over = [u for at, u in zip(places, run, strict=True) if u.heading is None and _stands_over(draft, at, alone=alone)]
    least = 1 if alone else _LEAST_LIKE
    if len(over) + headed >= least and (len(over) + headed) * 3 >= len(run) * 2:
        for unit in over:
            unit.heading, unit.body = (
                heading_span(unit, (unit.body or unit.span).start - unit.span.start, len(unit.text)),
                None,
            )
    headed = sum(1 for unit in run if unit.heading is not None and unit.body is not None)
    if headed < _LEAST_LIKE or headed * 3 < len(run) * 2:
        return
    for unit in run:
        if unit.heading is not None or unit.body is None:
            continue
        start = unit.body.start - unit.span.start
        end = run_in_end(unit.text, start)
        if end is None or end[1] >= len(unit.text):
            continue
        head = unit.text[start : end[0]]
        if looks_like_title(head, strict=False) and not _QUOTED.match(head) and not reads_as_sentence(head, modal=True):
            unit.heading = heading_span(unit, start, end[0])
            unit.body = trim(unit, end[1], len(unit.text))


def _stands_over(draft: Draft, place: int, *, alone: bool) -> bool:
    """Whether a short numbered line without a full stop has a paragraph, or numbers of a lower level, below it. A
    number without neighbours needs the latter."""
    unit = draft.units[place]
    text = unit.text[unit.numeral.end :] if unit.numeral is not None else ""
    if (
        unit.words > _SHORT_LINE
        or not (text[-1:].isalnum() or text[-1:] in ")?»”")
        or not looks_like_title(text, strict=False)
        or reads_as_sentence(text, modal=True)
        or _OPEN_END.search(text)
    ):
        return False
    below = (draft.units[at] for at in range(place + 1, len(draft.units)))
    after = next((u for u in below if u.role in (Role.BODY, Role.OPENER) and u.words), None)
    if after is None or after.is_heading_block or unit.numeral is None:
        return False
    if after.role is Role.OPENER and after.numeral is not None:
        if after.numeral.form is Form.DOTTED:
            return after.numeral.parts[:-1] == unit.numeral.parts
        return after.numeral.value == 1
    return (
        not alone
        and after.words > unit.words
        and (after.kind is not BlockKind.LIST_ITEM or unit.kind is not BlockKind.LIST_ITEM)
    )


def open_lone_lines(draft: Draft) -> None:
    """_Changes to these terms_ / We may …, and * **Disputes:** / * …: short lines in italics, or bold items of a list,
    each over a paragraph or an inner list of its own."""
    living = [draft.units[i] for i in draft.living()]
    italics: list[Unit] = []
    bold: list[Unit] = []
    for unit, after in pairwise(living):
        if unit.role is not Role.BODY or unit.words > _SHORT_LINE or after.role is not Role.BODY or not unit.text:
            continue
        text = unit.text.rstrip(":")
        if not text[-1:].isalnum() or not looks_like_title(text, strict=False):
            continue
        if unit.kind is BlockKind.PARAGRAPH and unit.source.level == 0 and unit.italic and not unit.bold:
            if after.words > unit.words and not after.italic and unit.text[-1] != ":":
                italics.append(unit)
        elif unit.kind is BlockKind.LIST_ITEM and unit.bold and not after.bold:
            inner = after.kind is BlockKind.LIST_ITEM and after.source.level > unit.source.level
            if inner or (after.kind is BlockKind.PARAGRAPH and after.words > unit.words):
                bold.append(unit)
    texts = Counter(unit.text for unit in italics)
    italics = [
        unit for unit in italics if texts[unit.text] < _LEAST_LONE
    ]  # "Highlighted for emphasis", again and again
    if sum(1 for unit in italics if looks_like_title(unit.text)) * 3 < len(italics) * 2:
        italics = []  # questions of a form, answered below
    for found in (italics, bold):
        if len(found) >= _LEAST_LONE:
            for unit in found:
                unit.role = Role.OPENER
                unit.heading = heading_span(unit, 0, len(unit.text))
