"""Rules while they are being read: a value, its condition, and the group whose other members "anywhere else" means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from navigator.jurisdiction.conditions import Reading, conjoin
from navigator.jurisdiction.scopes import Scopes
from navigator.jurisdiction.sets import union
from navigator.model.rules import Condition, CountrySet, Fact, Rule
from navigator.model.text import Span, plain

ALWAYS = Condition("")


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """One fact as found. `reading` None: no condition of its own. `strength` orders wordings of entity clauses
    (0 strongest); `group` names the table, list or provision that the row belongs to; `item` is where the list item
    starts that holds it, under a condition given for the whole list."""

    fact: Fact
    provision: str
    value: Span
    reading: Reading | None
    group: str
    strength: int = 0
    item: int | None = None


def finish(drafts: Sequence[RuleDraft], scopes: Scopes, text: str) -> list[Rule]:
    """Drafts with their sibling-dependent conditions settled and the condition of the place they stand in added."""
    rules: list[Rule] = []
    for draft in drafts:
        possible, scope = scopes.at(draft.provision, draft.value.start)
        same = scope is not None and draft.reading is not None and scope.span == draft.reading.condition.span
        condition = scope if same else conjoin(scope, _own_condition(draft, drafts))
        if possible and condition is not None:
            rules.append(Rule(draft.fact, condition, plain(draft.value.of(text)), draft.value, draft.provision))
    return rules


def _own_condition(draft: RuleDraft, drafts: Sequence[RuleDraft]) -> Condition:
    reading = draft.reading
    if reading is None:
        return ALWAYS
    if reading.others is None:
        return reading.condition
    siblings = [
        other.reading.condition.countries
        for other in drafts
        if other.group == draft.group
        and other.fact is draft.fact
        and other.reading is not None
        and other is not draft
        and other.reading.others is None
        and other.reading.condition.countries is not None
    ]
    if not siblings:
        return replace(reading.condition, unread=True)
    rest = reading.others.resolve(union(siblings))
    named = reading.condition.countries or CountrySet(frozenset())
    return replace(reading.condition, countries=union((named, rest)))
