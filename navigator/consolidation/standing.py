"""What became of each provision for a profile, from the amendments and from what was found to apply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from navigator.model.address import Citation
from navigator.model.agreement import Agreement, Piece
from navigator.model.amendments import Action, Amendment
from navigator.model.analysis import Analysis
from navigator.model.consolidated import Standing, Touch
from navigator.model.rules import Applicability


@dataclass(slots=True)
class State:
    """One provision while the agreement is being consolidated."""

    standing: Standing = Standing.PUBLISHED
    by: list[str] = field(default_factory=list)
    replacement: list[tuple[str, Piece]] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def states(analysis: Analysis, applicability: Applicability) -> dict[str, State]:
    """The provisions that do not simply stand as published, and those that something touches. Empty for an empty
    profile: the agreement is then as published."""
    found: dict[str, State] = {}
    if applicability.profile.is_empty:
        return found
    standing = in_force(analysis, applicability)
    _mark_others(analysis, standing, found)
    replaced = {(row.target, row.by) for row in applicability.replaced}
    disapplied = {(row.target, row.by) for row in applicability.disapplied}
    for row in analysis.amendments:
        holds = standing.get(row.provision, True)
        if row.target is None or row.target not in analysis.agreement.by_id or holds is False:
            continue
        sure = holds is True and not row.condition.unread
        if row.action is Action.REPLACE and row.whole:
            _replace(analysis.agreement, row, (row.target, row.provision) in replaced, sure, applicability, found)
        elif row.action is Action.DISAPPLY and row.whole and (row.target, row.provision) in disapplied:
            _disapply(analysis.agreement, row, found)
        elif row.action is Action.DISAPPLY and row.provision not in standing and not row.condition.unread:
            continue  # "this Section does not apply to …" others
        else:
            found.setdefault(row.target, State()).touches.append(Touch(row.action, row.provision, row.span, sure))
    return found


def cite(agreement: Agreement, identity: str) -> str:
    """How a note names a provision."""
    provision = agreement.by_id[identity]
    return str(Citation(provision.full_number or provision.number, provision.heading))


def in_force(analysis: Analysis, applicability: Applicability) -> dict[str, bool | None]:
    """For each provision in special terms: whether they apply to the profile; None where that is not settled."""
    certain = {row.provision: row.certain for row in applicability.special_terms}
    found: dict[str, bool | None] = {}
    for terms in analysis.special_terms:
        own = (True if certain[terms.provision] else None) if terms.provision in certain else False
        for identity in (terms.provision, *(below.id for below in analysis.agreement.descendants(terms.provision))):
            found[identity] = own  # special terms inside others come later, and carry the conditions of both
    return found


def _mark_others(analysis: Analysis, standing: dict[str, bool | None], found: dict[str, State]) -> None:
    conditions = {terms.provision: terms.condition.text for terms in analysis.special_terms}
    for identity, holds in standing.items():
        if holds is True:
            continue
        state = found.setdefault(identity, State())
        state.standing = Standing.OPEN if holds is None else Standing.OTHERS
        if identity in conditions:
            what = "May apply" if holds is None else "Special terms whose condition this profile does not meet"
            state.notes.append(f"{what}: “{_short(conditions[identity])}”.")


def _replace(
    agreement: Agreement,
    row: Amendment,
    holds: bool,
    sure: bool,
    applicability: Applicability,
    found: dict[str, State],
) -> None:
    """Strike the target with all below it, and put the replacement at the target; only note what may happen."""
    target = row.target or ""
    state = found.setdefault(target, State())
    if not holds:
        beaten = any(each.target == target for each in applicability.replaced)
        if not (beaten and sure):
            state.standing = Standing.OPEN if state.standing is Standing.PUBLISHED else state.standing
            state.notes.append(f"May be replaced by {cite(agreement, row.provision)}: its condition is not settled.")
        return
    rival = state.by[0] if state.by and state.by[0] != row.provision else None
    state.by.append(row.provision)
    state.replacement += [(row.provision, piece) for piece in row.replacement]
    state.standing = Standing.REPLACED
    state.notes.append(f"Replaced by {cite(agreement, row.provision)}.")
    if rival is not None:
        names = f"{cite(agreement, rival)} or {cite(agreement, row.provision)}"
        state.notes.append(f"The agreement does not say which of them takes its place: {names}.")
    for below in agreement.descendants(target):
        part = found.setdefault(below.id, State())
        part.standing = Standing.REPLACED
        part.by.append(row.provision)
        part.notes.append(f"Replaced with {cite(agreement, target)} by {cite(agreement, row.provision)}.")


def _disapply(agreement: Agreement, row: Amendment, found: dict[str, State]) -> None:
    for identity in _family(agreement, row.target or ""):
        state = found.setdefault(identity, State())
        if state.standing is not Standing.REPLACED:
            state.standing = Standing.DISAPPLIED
        state.by.append(row.provision)
        state.notes.append(f"Does not apply: {cite(agreement, row.provision)}.")


def _family(agreement: Agreement, identity: str) -> Iterator[str]:
    yield identity
    yield from (below.id for below in agreement.descendants(identity))


def _short(words: str, limit: int = 160) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
