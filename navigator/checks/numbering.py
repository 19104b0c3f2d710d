"""Numbers that leave one out or come twice: 9.2 after 9.0 without 9.1, 4.3 twice, 9.1.1 without a 9.1.

Only printed section numbers of a numbering that is otherwise in order are judged; lists of items that start anew are
drafting, not mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from navigator.checks.passages import Parts
from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.text import Span

RULE = "numbering"
_NUMBER = re.compile(r"(?:sections?|articles?|clauses?|§)?\s*(\d{1,3}(?:\.\d{1,3})*)\.?", re.IGNORECASE)
_WHY = "A reference to the number leads nowhere, or to one of two provisions."
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Place:
    provision: Provision
    span: Span
    above: str
    last: int

    @property
    def printed(self) -> str:
        return f"{self.above}.{self.last}" if self.above else str(self.last)


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each number that is left out before another, repeated, or without the number above it."""
    agreement = analysis.agreement
    series: dict[tuple[str | None, str, str | None], list[_Place]] = {}
    parts = Parts(agreement)
    for provision in agreement.provisions:
        place = _place(provision)
        if place is not None:
            # numbers like "4.2" are one series wherever they hang; plain numbers are one below each parent
            parent = provision.parent if not place.above else None
            series.setdefault((parts[provision], place.above, parent), []).append(place)
    numbers = {(parts[provision], provision.full_number) for provision in agreement.provisions}
    for (home, above, _), places in series.items():
        values = [place.last for place in places]
        if _in_order(values, dotted=bool(above)):
            yield from _gaps(agreement, places)
        if _in_order(values, dotted=bool(above)) or (above and _is_under(agreement, places[0], above)):
            yield from _repeats(places)
        if above.count(".") and places[0].last == 1 and (home, above) not in numbers:
            yield _finding(places[0], f"{places[0].printed} stands under no {above}: that number is left out")


def _place(provision: Provision) -> _Place | None:
    if provision.kind is not ProvisionKind.SECTION or provision.number is None or provision.number_span is None:
        return None
    printed = _NUMBER.fullmatch(provision.number.strip())
    if printed is None or not provision.spans:
        return None
    *above, last = printed[1].split(".")
    return _Place(provision, provision.number_span, ".".join(above), int(last))


def _in_order(values: list[int], *, dotted: bool) -> bool:
    """Whether a numbering is clear enough to judge: from 1 up, with at most one step in four amiss."""
    steps = [b - a for a, b in pairwise(values)]
    amiss = sum(step != 1 for step in steps)
    enough = len(values) >= (2 if dotted else _FEW)
    return enough and values[0] == 1 and all(0 <= step <= 2 for step in steps) and amiss * 4 <= len(steps)


def _gaps(agreement: Agreement, places: list[_Place]) -> Iterator[Finding]:
    for before, after in pairwise(places):
        missing = f"{after.above}.{after.last - 1}" if after.above else str(after.last - 1)
        if after.last - before.last == 2 and not _inserted(agreement, missing):
            yield _finding(after, f"{after.printed} follows {before.printed}: {missing} is left out")


def _is_under(agreement: Agreement, place: _Place, above: str) -> bool:
    """Whether the provision above a "2.1" is 2: a list of changes repeats numbers, too."""
    parent = agreement.by_id.get(place.provision.parent or "")
    return parent is not None and (parent.number or "").strip(" .") == above


def _inserted(agreement: Agreement, number: str) -> bool:
    """Whether "10A" and "10B" stand for 10, or it is printed at another place or depth."""
    kin = re.compile(rf"{re.escape(number)}(?:[A-Z]|bis|ter)?\.?")
    return any(kin.fullmatch(own) for p in agreement.provisions for own in (p.full_number, p.number) if own)


def _repeats(places: list[_Place]) -> Iterator[Finding]:
    for before, after in pairwise(places):
        if after.last == before.last and after.provision.parent == before.provision.parent:
            yield _finding(after, f"the number {after.printed} is given twice", before.provision.id)


def _finding(place: _Place, words: str, related: str | None = None) -> Finding:
    return Finding(RULE, Severity.NOTE, place.provision.id, place.span, words[:1].upper() + words[1:], _WHY, related)
