"""Everything that was understood of one source."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from navigator.model.agreement import Agreement
from navigator.model.amendments import Amendment
from navigator.model.figures import Deadline, Figure
from navigator.model.links import Ambiguous, Hyperlink, Reference
from navigator.model.obligations import Parties, Statement
from navigator.model.rules import Rule, SpecialTerms
from navigator.model.terms import Definition, TermUse


@dataclass(frozen=True)
class Analysis:
    """The agreement and every standoff layer over its text. Immutable; safe to hand between threads."""

    agreement: Agreement
    definitions: tuple[Definition, ...] = ()
    uses: tuple[TermUse, ...] = ()
    references: tuple[Reference, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()
    rules: tuple[Rule, ...] = ()
    special_terms: tuple[SpecialTerms, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    figures: tuple[Figure, ...] = ()
    parties: Parties = field(default_factory=Parties)
    statements: tuple[Statement, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    def ready(self) -> Analysis:
        """The same, with the indexes made that a window needs at once: whoever draws does not wait for them."""
        _ = self.by_place, self.agreement.by_id, self.agreement.children, self.agreement.summary_by_id
        return self

    @cached_property
    def by_place(self) -> tuple[tuple[Reference, ...], tuple[Hyperlink, ...], tuple[TermUse, ...]]:
        """References, web links and uses of terms, each in the order of the text: a summary's may stand far from those
        of the provision that it is beside."""
        start = attrgetter("span.start")
        return (
            tuple(sorted(self.references, key=start)),
            tuple(sorted(self.hyperlinks, key=start)),
            tuple(sorted(self.uses, key=start)),
        )

    @cached_property
    def references_from(self) -> dict[str, tuple[Reference, ...]]:
        """References that a provision (or its summary) makes."""
        found: dict[str, list[Reference]] = {}
        for row in self.references:
            found.setdefault(row.provision, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def references_to(self) -> dict[str, tuple[Reference, ...]]:
        """Resolved references that point at a provision."""
        found: dict[str, list[Reference]] = {}
        for row in self.references:
            if row.target is not None:
                found.setdefault(row.target, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def ranges_over(self) -> dict[str, tuple[Reference, ...]]:
        """References to a range of provisions ("Sections 14 to 16"), by each provision of the range but its first."""
        found: dict[str, list[Reference]] = {}
        agreement = self.agreement
        for row in self.references:
            first = agreement.by_id.get(row.target or "")
            if first is None or row.range_to is None:
                continue
            siblings = agreement.children[first.parent]
            covered: list[str] = []
            for sibling in siblings[siblings.index(first) + 1 :]:
                covered.append(sibling.id)
                if row.range_to in {sibling.number, sibling.full_number}:
                    for identity in covered:
                        found.setdefault(identity, []).append(row)
                    break
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def perhaps_to(self) -> dict[str, tuple[Reference, ...]]:
        """References that could mean a provision, or another: it is one of their candidates."""
        found: dict[str, list[Reference]] = {}
        for row in self.references:
            if isinstance(row.resolution, Ambiguous):
                for identity in row.resolution.candidates:
                    found.setdefault(identity, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def uses_in(self) -> dict[str, tuple[TermUse, ...]]:
        """Uses of defined terms in a provision and its summary."""
        found: dict[str, list[TermUse]] = {}
        for row in self.uses:
            found.setdefault(row.provision, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}
