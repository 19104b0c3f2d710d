"""Rules while they are being read: a value, its condition, and the group whose other members "anywhere else" means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from navigator.jurisdiction.conditions import Reading, conjoin
from navigator.jurisdiction.scopes import Scopes
from navigator.jurisdiction.sets import complement, union
from navigator.model.rules import Condition, CountrySet, Fact, Organisation, Rule
from navigator.model.text import Span, plain

ALWAYS = Condition("")


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """One fact as found. `reading` None: no condition of its own. `strength` orders wordings of entity clauses
    (0 strongest); `group` names the table, list or provision that the row belongs to; `item` is where the list item
    starts that holds it, under a condition given for the whole list. `particular` where the words concern disputes
    about one subject only; the reading then says which."""

    fact: Fact
    provision: str
    value: Span
    reading: Reading | None
    group: str
    strength: int = 0
    item: int | None = None
    particular: bool = False


def finish(drafts: Sequence[RuleDraft], scopes: Scopes, text: str) -> list[Rule]:
    """Drafts with their sibling-dependent conditions settled and the condition of the place they stand in added."""
    rules: list[Rule] = []
    for draft in drafts:
        possible, scope = scopes.at(draft.provision, draft.value.start)
        same = scope is not None and draft.reading is not None and scope.span == draft.reading.condition.span
        for own in _own_conditions(draft, drafts):
            condition = scope if same else conjoin(scope, own)
            if possible and condition is not None:
                rules.append(Rule(draft.fact, condition, plain(draft.value.of(text)), draft.value, draft.provision))
    return rules


def _own_conditions(draft: RuleDraft, drafts: Sequence[RuleDraft]) -> list[Condition]:
    """The condition of a draft; several where "in all other cases" has no single one."""
    reading = draft.reading
    if reading is None:
        return [ALWAYS]
    if reading.others is None:
        return [reading.condition]
    siblings = [
        other.reading.condition
        for other in drafts
        if other.group == draft.group
        and other.reading is not None
        and other is not draft
        and other.reading.others is None
    ]
    if any(each.organisations or each.programmes for each in siblings):
        return _other_kinds(reading.condition, siblings)
    by_country = [each.countries for each in siblings if each.countries is not None]
    if not by_country:
        return [replace(reading.condition, unread=True)]
    rest = reading.others.resolve(union(by_country))
    named = reading.condition.countries or CountrySet(frozenset())
    return [replace(reading.condition, countries=union((named, rest)))]


def _other_kinds(condition: Condition, siblings: Sequence[Condition]) -> list[Condition]:
    """ "In all other cases" beside "if you are a consumer in Chile": every other kind of customer wherever it is, and
    those kinds elsewhere (open where the sibling's own words are)."""
    only = siblings[0]
    others = frozenset(Organisation) - only.organisations
    if len(siblings) > 1 or only.programmes or not others:
        return [replace(condition, unread=True)]
    found = [replace(condition, organisations=others)]
    if only.unread:
        found.append(replace(condition, organisations=only.organisations, unread=True))
    elif only.countries is not None:
        elsewhere = complement(only.countries)
        found.append(replace(condition, organisations=only.organisations, countries=elsewhere))
    return found
