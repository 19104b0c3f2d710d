"""Reading an agreement's rules: tables and prose together, special terms as conditions, repetitions left out."""

from __future__ import annotations

import re

from navigator.jurisdiction.drafts import RuleDraft, finish
from navigator.jurisdiction.prose import notice_rules, prose_rules
from navigator.jurisdiction.special import scopes, special_terms
from navigator.jurisdiction.tables import table_rules
from navigator.model.agreement import Agreement
from navigator.model.rules import Condition, Fact, Rule, SpecialTerms

_RELEVANT = re.compile(
    r"\b(?:law|laws|jurisdiction|venue|courts?|forum|disputes?|arbitration|recht|gerichtsstand|droit|loi|juridiction|compétence|currency|fees|payment)\b", re.I
)


def read_rules(agreement: Agreement) -> tuple[tuple[Rule, ...], tuple[SpecialTerms, ...]]:
    """Every rule on entity, law, courts, arbitration and currency with its condition, and the special terms.

    Rules come in reading order. A rule inside special terms carries their condition too.
    """
    terms = special_terms(agreement)
    scope = scopes(agreement, terms)
    drafts = table_rules(agreement)
    in_tables = {(draft.fact, draft.provision) for draft in drafts}
    drafts += [draft for draft in prose_rules(agreement) if (draft.fact, draft.provision) not in in_tables]
    if not any(draft.fact is Fact.ENTITY for draft in drafts):
        drafts += notice_rules(agreement)
    kept = _main(agreement, _first_of_each(drafts), scope)
    rules = finish(kept, scope, agreement.text.text)
    return tuple(sorted(rules, key=lambda rule: rule.value_span)), terms


def _first_of_each(drafts: list[RuleDraft]) -> list[RuleDraft]:
    """One rule for each fact and condition in a provision, the strongest wording first: later sentences on the same
    fact refine the first ("you consent to the jurisdiction of these courts") and state no other answer."""
    found: dict[tuple[Fact, str, str], RuleDraft] = {}
    for draft in sorted(drafts, key=lambda each: (each.strength, each.value)):
        condition = draft.reading.condition.text if draft.reading else ""
        found.setdefault((draft.fact, draft.provision, condition), draft)
    return sorted(found.values(), key=lambda draft: draft.value)


def _main(agreement: Agreement, drafts: list[RuleDraft], scope: dict[str, Condition]) -> list[RuleDraft]:
    """Of unconditional rules on one fact in several provisions, those whose provision is about it: a law named in
    passing is not the governing law. Of unconditional entities the strongest statement alone."""
    kept: list[RuleDraft] = []
    for fact in Fact:
        rows = [draft for draft in drafts if draft.fact is fact]
        bare = [draft for draft in rows if draft.reading is None and draft.provision not in scope]
        if fact is Fact.ENTITY:
            chosen = sorted(bare, key=lambda draft: (draft.strength, draft.value))[:1]
        else:
            chosen = [draft for draft in bare if _about_it(agreement, draft)] or bare
        kept += [draft for draft in rows if draft in chosen or draft not in bare]
    return kept


def _about_it(agreement: Agreement, draft: RuleDraft) -> bool:
    provision = agreement.by_id[draft.provision]
    headings = [provision.heading, *(above.heading for above in agreement.ancestors(draft.provision)[:1])]
    return any(heading and _RELEVANT.search(heading) for heading in headings)
