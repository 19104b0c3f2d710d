"""The profile layer: what an answer for one profile changes in the reading view. The text itself stays as published."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from PySide6.QtCore import QLocale

from navigator.model.agreement import Agreement, Piece
from navigator.model.amendments import Action, Amendment
from navigator.model.analysis import Analysis
from navigator.model.rules import Applicability, Organisation, Profile, Programme, Replacement
from navigator.model.text import Span

_KINDS = {
    Organisation.COMPANY: "companies",
    Organisation.US_FEDERAL: "United States federal bodies",
    Organisation.US_STATE: "United States state and local bodies",
    Organisation.US_TRIBAL: "United States tribal bodies",
    Organisation.MICROENTERPRISE: "microenterprises",
    Organisation.SMALL_ENTERPRISE: "small enterprises",
    Organisation.NOT_FOR_PROFIT: "not-for-profit organisations",
    Organisation.INDIVIDUAL: "individuals",
    Programme.PARTNER: "partners",
    Programme.PRIVATE_BETA: "participants in a private beta",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A line above the text of a provision: why it reads differently for this profile, and what takes its place.

    text      what is said; `by_number`, where given, stands at its end and leads to `by`
    original  True where the published words can be shown instead
    """

    text: str
    by: str | None = None
    by_number: str | None = None
    original: bool = False


@dataclass(frozen=True)
class Overlay:
    """All changes for one profile, by provision id. Empty where no profile was given: the text as published."""

    notices: dict[str, Notice] = field(default_factory=dict)
    struck: dict[str, str] = field(default_factory=dict)
    """Replaced provisions, with all below them -> the replaced provision that they belong to."""
    inserted: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    """Last provision of each replaced subtree -> the text that takes its place."""
    dimmed: frozenset[str] = frozenset()
    own: tuple[Span, ...] = ()
    """The entries of rules that hold for this profile."""


def overlay(analysis: Analysis, applicability: Applicability | None) -> Overlay:
    """What the reading view changes for an answer; None, or an answer for an empty profile, changes nothing."""
    if applicability is None or applicability.profile.is_empty:
        return Overlay()
    agreement = analysis.agreement
    notices: dict[str, Notice] = {}
    struck: dict[str, str] = {}
    inserted: dict[str, tuple[Piece, ...]] = {}
    for row in applicability.replaced:
        if row.target not in agreement.by_id:
            continue
        amendment = _amendment(analysis, row)
        who = _who(amendment, applicability.profile)
        notices[row.target] = Notice(f"Replaced for {who} by", row.by, row.by_number, original=True)
        below = agreement.descendants(row.target)
        struck.update(dict.fromkeys((row.target, *(p.id for p in below)), row.target))
        if amendment is not None:
            inserted[below[-1].id if below else row.target] = amendment.replacement
    dimmed = _dimmed(analysis, applicability, notices)
    spans = [answer.value_span for answer in applicability.answers.values() if answer and answer.value_span]
    own = tuple(dict.fromkeys(entry for span in spans for entry in _entry(agreement, span)))
    return Overlay(notices, struck, inserted, dimmed, own)


def _entry(agreement: Agreement, span: Span) -> tuple[Span, ...]:
    """What to mark for a value: its row where it stands in a table, else the value itself."""
    blocks = agreement.text.blocks
    at = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    for line in blocks[at].cells if at >= 0 else ():
        if any(span in cell.span for cell in line):
            return tuple(cell.span for cell in line if cell.span)
    return (span,)


def _amendment(analysis: Analysis, row: Replacement) -> Amendment | None:
    rows = [a for a in analysis.amendments if a.action is Action.REPLACE and a.whole and a.target == row.target]
    return next((a for a in rows if a.provision == row.by), None)


def _who(amendment: Amendment | None, profile: Profile) -> str:
    """The customers that an amendment speaks of, as far as this profile is one of them."""
    condition = amendment.condition if amendment else None
    words: list[str] = []
    if condition is not None:
        words += sorted(_KINDS[kind] for kind in condition.organisations & profile.organisations)
        words += sorted(_KINDS[kind] for kind in condition.programmes & profile.programmes)
    if condition is not None and condition.countries is not None and profile.country:
        name = QLocale.territoryToString(QLocale.codeToTerritory(profile.country))
        return f"{' and '.join(words) or 'customers'} domiciled in {name}"
    return " and ".join(words) or "you"


def _dimmed(analysis: Analysis, applicability: Applicability, notices: dict[str, Notice]) -> frozenset[str]:
    """Special terms whose condition the profile does not meet, with all below them."""
    agreement: Agreement = analysis.agreement
    holding = {row.provision for row in applicability.special_terms}
    uncertain = {row.provision for row in applicability.special_terms if not row.certain}
    found: set[str] = set()
    for terms in analysis.special_terms:
        if terms.provision not in agreement.by_id:
            continue
        if terms.provision in uncertain:
            notices.setdefault(terms.provision, Notice("May apply to you: the agreement does not settle it"))
        elif terms.provision not in holding and not any(a.id in found for a in agreement.ancestors(terms.provision)):
            notices.setdefault(terms.provision, Notice("Does not apply to you"))
            found.update((terms.provision, *(p.id for p in agreement.descendants(terms.provision))))
    return frozenset(found)
