"""Which provisions replace or disapply which for a profile, and which of two that replace the same one goes first.

Two special terms may both replace one provision, for instance those of a country and those of a public body. Where one
of them says that it prevails over the rest of the agreement and the other does not, it goes first. Nothing else
decides: the question then stays open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from navigator.jurisdiction.verdicts import holds
from navigator.model.address import Citation
from navigator.model.agreement import Agreement, ProvisionKind
from navigator.model.amendments import Action
from navigator.model.analysis import Analysis
from navigator.model.rules import Profile, Replacement, SpecialTerms, Truth


@dataclass(frozen=True, slots=True)
class Replaced:
    """The replacements for one profile.

    sure       those that hold
    possible   those whose condition is not settled
    beaten     those that give way to another one, which is in `sure`
    unsettled  provisions that replace the same one as another does, with the reason: nothing says which goes first
    disapplied provisions that do not apply, and nothing stands in their place
    may_end    provisions that may not apply: the condition is not settled
    """

    sure: tuple[Replacement, ...] = ()
    possible: tuple[Replacement, ...] = ()
    beaten: tuple[tuple[Replacement, Replacement], ...] = ()
    unsettled: Mapping[str, str] = field(default_factory=dict)
    disapplied: tuple[Replacement, ...] = ()
    may_end: tuple[Replacement, ...] = ()

    def warnings(self, agreement: Agreement) -> list[str]:
        """What a reader should know about them, one sentence each."""
        found = [
            f"{cite(agreement, row.by)} may replace {cite(agreement, row.target)}: its condition is not settled for "
            "this profile."
            for row in self.possible
        ]
        found += [
            f"{cite(agreement, row.target)} may not apply, as {cite(agreement, row.by)} says: its condition is not "
            "settled for this profile."
            for row in self.may_end
        ]
        found += [
            f"{cite(agreement, row.target)} is replaced by {cite(agreement, first.by)}, not by "
            f"{cite(agreement, row.by)}: it is part of terms that prevail over the rest of the agreement."
            for row, first in self.beaten
        ]
        return found + list(dict.fromkeys(self.unsettled.values()))


def replacements(analysis: Analysis, profile: Profile) -> Replaced:
    """The whole replacements of an agreement for one profile, and the whole provisions that do not apply to it."""
    sure, possible = _instructed(analysis, profile, Action.REPLACE)
    kept, beaten = _settled(analysis, sure)
    gone = {row.target for row in kept}
    ended, may_end = _instructed(analysis, profile, Action.DISAPPLY)
    disapplied = tuple(row for row in ended if row.target not in gone)
    may_end = [row for row in may_end if row.target not in gone]
    return Replaced(tuple(kept), tuple(possible), tuple(beaten), _unsettled(kept), disapplied, tuple(may_end))


def _instructed(analysis: Analysis, profile: Profile, action: Action) -> tuple[list[Replacement], list[Replacement]]:
    """What the instructions of one kind do to whole provisions: those that hold, and those that may."""
    agreement = analysis.agreement
    sure: list[Replacement] = []
    possible: list[Replacement] = []
    for row in analysis.amendments:
        if row.action is not action or not row.whole or row.target not in agreement.by_id or row.target is None:
            continue
        verdict = holds(row.condition, profile)
        if verdict.truth is Truth.NO or (verdict.truth is Truth.OPEN and profile.country is None):
            continue
        found = Replacement(row.target, number(agreement, row.target), row.provision, number(agreement, row.provision))
        (sure if verdict.truth is Truth.YES else possible).append(found)
    return sure, possible


def prevailing(analysis: Analysis, provision: str) -> bool:
    """Whether a provision belongs to special terms that say that they go before the rest of the agreement."""
    terms = {each.provision: each for each in analysis.special_terms}
    held: list[SpecialTerms] = [
        terms[each]
        for each in (provision, *(above.id for above in analysis.agreement.ancestors(provision)))
        if each in terms
    ]
    return any(each.prevails is not None for each in held)


def _settled(
    analysis: Analysis, rows: list[Replacement]
) -> tuple[list[Replacement], list[tuple[Replacement, Replacement]]]:
    """The replacements that stand, and those that give way, each with the one that goes first."""
    beaten: list[tuple[Replacement, Replacement]] = []
    for target in dict.fromkeys(row.target for row in rows):
        rivals = [row for row in rows if row.target == target]
        first = [row for row in rivals if prevailing(analysis, row.by)]
        if len(rivals) > 1 and len(first) == 1:
            beaten += [(row, first[0]) for row in rivals if row is not first[0]]
    gone = [row for row, _ in beaten]
    return [row for row in rows if row not in gone], beaten


def _unsettled(rows: list[Replacement]) -> dict[str, str]:
    found: dict[str, str] = {}
    for target in dict.fromkeys(row.target for row in rows):
        by = [row for row in rows if row.target == target]
        if len(by) > 1:
            names = " and ".join(row.by_number or row.by for row in by)
            why = f"{by[0].target_number or target} is replaced by {names} at once"
            found.update(dict.fromkeys((row.by for row in by), why))
    return found


def number(agreement: Agreement, identity: str) -> str:
    """The number of a provision as a reference would cite it; "" where it has none."""
    provision = agreement.by_id[identity]
    return provision.full_number or provision.number or ""


def cite(agreement: Agreement, identity: str) -> str:
    """How an answer names a provision."""
    provision = agreement.by_id[identity]
    if not provision.label and provision.kind in (ProvisionKind.PREFACE, ProvisionKind.PREAMBLE):
        return f"the {provision.kind.value}"
    return str(Citation(provision.full_number or provision.number, provision.heading))
