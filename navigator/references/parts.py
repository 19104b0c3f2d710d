"""Which part of a document a provision stands in: a schedule, a part under a heading of its own, one of two agreements.

Terms for two regions often stand in one file, each numbered from 1: a citation there means its own half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.references.grammar import Found

PARTS = ("part", "teil", "partie", "parte", "deel", "chapter", "chapitre", "kapitel", "title")
"""Words for what the sections of a document may be counted in anew."""
_PART = rf"(?P<word>{'|'.join(PARTS)})\s+(?P<number>\d{{1,2}}|[A-Z]|[IVX]{{1,5}})"
_BEFORE = re.compile(rf"(?<!\w){_PART},?\s*\Z", re.IGNORECASE)
_AFTER = re.compile(rf"\s*,?\s+(?:of|in|under|von|de)\s+{_PART}\b", re.IGNORECASE)
_LENGTH = 24
_LONGEST_COUNT = 9
"""Digits of a number that sections are counted with."""


def part_beside(text: str, row: Found) -> tuple[str, str] | None:
    """The word and number of the part that a citation names with it: "Part B, section 1", "section 1 of Part B"."""
    found = _BEFORE.search(text, max(0, row.start - _LENGTH), row.start) or _AFTER.match(text, row.end)
    return (found["word"].lower(), found["number"]) if found is not None else None


def schedules_beside(text: str, rows: Sequence[Found], words: tuple[str, ...]) -> Iterator[tuple[Found, Found]]:
    """Citations of schedules, each with the citation that it belongs to: "Exhibit A, Section 2", "Section 2 of Exhibit
    A". `words`: how the words for schedules begin."""
    for before, after in pairwise(rows):
        between = text[before.end : after.start].strip().lower()
        for part, row, join in ((before, after, (",", "")), (after, before, ("of", "of the", "in", "to"))):
            if between in join and part.word.startswith(words) and not row.word.startswith(words):
                yield part, row


class Parts:
    """The parts of one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._parts: dict[str, str | None] = {}
        self._series: dict[str, int] | None = None
        self._groups: dict[str, dict[tuple[str | int | None, ...], tuple[str, ...]]] = {}

    def nearest(self, home: Provision, named: str, candidates: Sequence[str]) -> tuple[str, ...]:
        """Of provisions that a citation in `home` could mean, those in its own part; all where there are none.
        `candidates`: the ids of all that bear one name, `named`: a number or a heading."""
        if named not in self._groups:
            self._groups[named] = self._group(candidates)
        groups = self._groups[named]
        part, own = self.part(home), self._numbered_from_one(home)
        within = (part,) if (part,) in groups else ()
        return groups.get((*within, own)) or groups[within]

    def _group(self, candidates: Sequence[str]) -> dict[tuple[str | int | None, ...], tuple[str, ...]]:
        """All of them under (), and those of each part, of each run of numbers, and of each run within a part."""
        found: dict[tuple[str | int | None, ...], list[str]] = {}
        for identity in candidates:
            row = self._agreement.by_id[identity]
            part, own = self.part(row), self._numbered_from_one(row)
            for key in ((), (part,), (own,), (part, own)):
                found.setdefault(key, []).append(identity)
        return {key: tuple(rows) for key, rows in found.items()}

    def part(self, provision: Provision) -> str | None:
        """The schedule, or the part under an unnumbered heading at the top, that a provision stands in; None where it
        stands in the main body."""
        if provision.id not in self._parts:
            chain = (provision, *self._agreement.ancestors(provision.id))
            part = next((above for above in chain if above.kind is ProvisionKind.SCHEDULE), None)
            if part is None and chain[-1].number is None and chain[-1].kind is ProvisionKind.SECTION:
                part = chain[-1]
            self._parts[provision.id] = part.id if part is not None else None
        return self._parts[provision.id]

    def _numbered_from_one(self, provision: Provision) -> int:
        """Which run of "1, 2, 3, …" at the top of the document a provision stands in."""
        if self._series is None:
            self._series = {}
            run = last = 0
            for top in (p for p in self._agreement.provisions if p.parent is None):
                number = top.full_number or ""
                value = int(number) if number.isdecimal() and len(number) <= _LONGEST_COUNT else None
                if value is not None:
                    run += value <= last
                    last = value
                self._series[top.id] = run
        chain = (provision, *self._agreement.ancestors(provision.id))
        return self._series[chain[-1].id]
