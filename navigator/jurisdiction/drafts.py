"""Rules while they are being read: a value, its condition, and the group whose other members "anywhere else" means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from navigator.jurisdiction.conditions import Reading
from navigator.jurisdiction.joining import conjoin
from navigator.jurisdiction.negation import remainder
from navigator.jurisdiction.scopes import Scopes
from navigator.jurisdiction.sets import union
from navigator.model.rules import Condition, CountrySet, Fact, Rule
from navigator.model.text import Span, plain

ALWAYS = Condition("")


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """One fact as found. `reading` None: no condition of its own. `strength` orders wordings of entity clauses
    (0 strongest); `group` names the table, list or provision that the row belongs to; `item` is where the list item
    starts that holds it, under a condition given for the whole list. `particular` where the words concern disputes
    about one subject only, or one case that is not about the customer; the reading then says which. `residual` for
    courts where arbitration falls away."""

    fact: Fact
    provision: str
    value: Span
    reading: Reading | None
    group: str
    strength: int = 0
    item: int | None = None
    particular: bool = False
    residual: bool = False


def finish(
    drafts: Sequence[RuleDraft], scopes: Scopes, text: str, unheard: Mapping[str, Sequence[Condition]]
) -> list[Rule]:
    """Drafts with their sibling-dependent conditions settled and the condition of the place they stand in added.
    `unheard` holds the conditions by group that belong to no draft."""
    rules: list[Rule] = []
    for draft in drafts:
        possible, scope = scopes.at(draft.provision, draft.value.start)
        same = scope is not None and draft.reading is not None and _is_same(scope, draft.reading)
        for own in _own_conditions(draft, drafts, unheard):
            condition = scope if same else conjoin(scope, own)
            if possible and condition is not None:
                rules.append(Rule(draft.fact, condition, plain(draft.value.of(text)), draft.value, draft.provision))
    return rules


def _is_same(scope: Condition, own: Reading) -> bool:
    """True where the special terms take their condition from the very words that the rule has its own from, and the
    rule is not for one of their places alone."""
    settled = own.others is not None or scope.countries == own.condition.countries
    return scope.span == own.condition.span and settled


def _is_unknown(condition: Condition) -> bool:
    return condition.unread and condition.countries is None


def _own_conditions(
    draft: RuleDraft, drafts: Sequence[RuleDraft], unheard: Mapping[str, Sequence[Condition]]
) -> list[Condition]:
    """The condition of a draft; several where "in all other cases" has no single one. What the provision says of cases
    whose answer was not read is none of the others."""
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
        and not (other.fact is not draft.fact and _is_unknown(other.reading.condition))
    ]
    siblings += unheard.get(draft.group, ())
    if any(each.organisations or each.programmes for each in siblings):
        by_words = {each.text: each for each in siblings}
        return remainder(reading.condition, by_words.values())
    by_country = [each.countries for each in siblings if each.countries is not None]
    if not by_country:
        own = reading.condition.countries
        return [replace(reading.condition, unread=True, countries=own if own is not None and own.inside else None)]
    rest = reading.others.resolve(union(by_country))
    named = reading.condition.countries or CountrySet(frozenset())
    partial = any(other.reading.partial for other in drafts if other.group == draft.group and other.reading is not None)
    unknown = partial or any(_is_unknown(each) for each in siblings)  # it may be any of the others
    settled = reading.condition.unread or unknown
    return [replace(reading.condition, countries=union((named, rest)), unread=settled)]
