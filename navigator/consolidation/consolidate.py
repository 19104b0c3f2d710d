"""The agreement as it reads for a profile, the definitions that apply to it, and two profiles side by side."""

from __future__ import annotations

from navigator.consolidation.standing import State, cite, in_force, states
from navigator.model.amendments import Action
from navigator.model.analysis import Analysis
from navigator.model.consolidated import (
    ApplicableDefinition,
    Consolidated,
    ConsolidatedPiece,
    ConsolidatedProvision,
    FactDifference,
    PieceStatus,
    ProfileComparison,
    Standing,
    TextDifference,
)
from navigator.model.rules import Applicability, Fact

_OFF = (Standing.REPLACED, Standing.DISAPPLIED)


def consolidate(analysis: Analysis, applicability: Applicability) -> Consolidated:
    """Every provision in reading order with its pieces. For an empty profile it is the agreement as published.

    Whole replacements, and whole provisions that do not apply, are applied to the text. Everything else that special
    terms say about a provision is shown at it: nothing is applied beyond its words.
    """
    found = states(analysis, applicability)
    replaces: dict[str, list[str]] = {}
    for target, state in found.items():
        for by in {by for by, _ in state.replacement}:
            replaces.setdefault(by, []).append(target)
    rows = [
        _provision(analysis, provision.id, found.get(provision.id, State()), tuple(replaces.get(provision.id, ())))
        for provision in analysis.agreement.provisions
    ]
    return Consolidated(applicability.profile, tuple(rows))


def _provision(analysis: Analysis, identity: str, state: State, replaces: tuple[str, ...]) -> ConsolidatedProvision:
    agreement = analysis.agreement
    status = PieceStatus.STRUCK if state.standing in _OFF else PieceStatus.PUBLISHED
    pieces = [ConsolidatedPiece(piece, status, identity) for piece in agreement.by_id[identity].body]
    pieces += [
        ConsolidatedPiece(piece, PieceStatus.REPLACEMENT, by, f"from {cite(agreement, by)}")
        for by, piece in state.replacement
    ]
    notes = list(state.notes)
    notes += [f"Stands in the place of {cite(agreement, target)}." for target in replaces]
    by = tuple(dict.fromkeys(state.by))
    return ConsolidatedProvision(
        identity, state.standing, tuple(pieces), by, replaces, tuple(state.touches), tuple(dict.fromkeys(notes))
    )


def applicable_definitions(
    analysis: Analysis, applicability: Applicability, term: str, reads: Consolidated | None = None
) -> tuple[ApplicableDefinition, ...]:
    """Every definition of a term that bears on the profile: those that apply first (what special terms extend or define
    before the main terms), then those not settled, then those that are replaced. Definitions in special terms for
    other customers are left out. For an empty profile: all of them, in reading order. `reads` spares the consolidation
    where it is known."""
    standing = in_force(analysis, applicability)
    consolidated = {} if applicability.profile.is_empty else (reads or consolidate(analysis, applicability)).by_id
    wanted = term.strip().casefold()
    own = [row for row in analysis.definitions if wanted in (name.casefold() for name in (row.term, *row.aliases))]
    found: list[ApplicableDefinition] = []
    for row in own:
        state = consolidated.get(row.provision)
        if state is None:
            found.append(ApplicableDefinition(row.provision, row.meaning, row, True))
        elif state.standing is not Standing.OTHERS:
            applies = None if state.standing is Standing.OPEN else state.standing is Standing.PUBLISHED
            found.append(ApplicableDefinition(row.provision, row.meaning, row, applies, " ".join(state.notes) or None))
    if consolidated:
        found += _extensions(analysis, standing, {row.provision for row in own}, wanted)
    order = analysis.agreement.order
    rank = {True: 0, None: 1, False: 2}
    if not consolidated:
        return tuple(found)
    return tuple(
        sorted(found, key=lambda row: (rank[row.applies], row.provision not in standing, order[row.provision]))
    )


def _extensions(
    analysis: Analysis, standing: dict[str, bool | None], defined_in: set[str], wanted: str
) -> list[ApplicableDefinition]:
    """Instructions that add to the term where it is defined: "Charges, as defined in Section 3, include postage"."""
    agreement = analysis.agreement
    return [
        ApplicableDefinition(row.provision, row.span, None, standing.get(row.provision, True), "adds to the definition")
        for row in analysis.amendments
        if row.action is Action.ADD
        and row.target in defined_in
        and standing.get(row.provision, True) is not False
        and wanted in agreement.text.at(row.span).casefold()
    ]


def compare_profiles(analysis: Analysis, left: Applicability, right: Applicability) -> ProfileComparison:
    """What differs between two profiles: answers, special terms, and the text of each provision."""
    facts = [
        FactDifference(fact, left.answers.get(fact), right.answers.get(fact))
        for fact in Fact
        if _said(left, fact) != _said(right, fact)
    ]
    ours, theirs = ({row.provision: row.certain for row in side.special_terms} for side in (left, right))
    pairs = zip(consolidate(analysis, left).provisions, consolidate(analysis, right).provisions, strict=True)
    texts = [
        TextDifference(one.provision, one, other)
        for one, other in pairs
        if (one.reads, one.touched_by) != (other.reads, other.touched_by)
    ]
    return ProfileComparison(
        left.profile,
        right.profile,
        tuple(facts),
        tuple(identity for identity in ours if ours[identity] != theirs.get(identity)),
        tuple(identity for identity in theirs if theirs[identity] != ours.get(identity)),
        tuple(texts),
    )


def _said(side: Applicability, fact: Fact) -> tuple[str | None, bool] | None:
    answer = side.answers.get(fact)
    return None if answer is None else (answer.value, answer.certain)
