"""Reading an agreement's rules: tables and prose together, special terms as conditions, repetitions left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from navigator.jurisdiction.class_names import uses
from navigator.jurisdiction.companies import CONTROLLER, SHORT_NAME
from navigator.jurisdiction.conditions import PARTY
from navigator.jurisdiction.drafts import RuleDraft, finish
from navigator.jurisdiction.exclusions import exclusions
from navigator.jurisdiction.limits import DISPUTES_WITH
from navigator.jurisdiction.negation import remainder
from navigator.jurisdiction.own_classes import own_classes
from navigator.jurisdiction.own_regions import own_regions
from navigator.jurisdiction.passages import Passage, paragraphs
from navigator.jurisdiction.prose import notice_rules, prose_rules, unheard
from navigator.jurisdiction.rivals import RIVAL, rivals
from navigator.jurisdiction.run_together import run_together
from navigator.jurisdiction.scopes import Scopes
from navigator.jurisdiction.special import special_terms
from navigator.jurisdiction.tables import table_rules
from navigator.jurisdiction.vocabulary import reading
from navigator.model.agreement import Agreement, ProvisionKind
from navigator.model.amendments import Amendment
from navigator.model.rules import Fact, Rule, SpecialTerms
from navigator.model.text import CanonicalText

_RELEVANT = re.compile(
    r"\b(?:law|laws|jurisdiction|venue|courts?|forum|disputes?|arbitration|recht|gerichtsstand|droit|loi|juridiction|compétence|currency|fees|payment)\b",
    re.I,
)

_ONE = (Fact.ARBITRATION_RULES, Fact.CURRENCY, Fact.ARBITRATION_LANGUAGE, Fact.NOTICE_ADDRESS)
"""Facts that are stated once: what is said of them further on concerns particular cases."""
_OWN = {
    Fact.ENTITY: re.compile(r"\b(?:parties|contract|agreement|provider)\b", re.I),
    Fact.GOVERNING_LAW: re.compile(
        r"\b(?:governing|applicable|choice\s+of)\s+law|^law\b|\bdroit\b|\bloi\b|\brecht\b", re.I
    ),
    Fact.COURTS: re.compile(r"\b(?:jurisdiction|venue|courts?|forum|gerichtsstand|compétence|juridiction)\b", re.I),
    Fact.ARBITRATION_SEAT: re.compile(r"\b(?:seat|arbitration)\b", re.I),
    Fact.ARBITRATION_RULES: re.compile(r"\barbitration\b", re.I),
    Fact.CURRENCY: re.compile(r"\bcurrency\b", re.I),
    Fact.ARBITRATION_LANGUAGE: re.compile(r"\barbitration\b", re.I),
    Fact.NOTICE_ADDRESS: re.compile(r"\bnotices?\b", re.I),
}


def read_rules(
    agreement: Agreement,
) -> tuple[tuple[Rule, ...], tuple[SpecialTerms, ...], tuple[Amendment, ...]]:
    """Every rule on entity, law, courts, arbitration and currency with its condition, the special
    terms, and the provisions that say for whom they do not apply.

    Rules come in reading order. A rule inside special terms carries their condition too.
    """
    passages = list(paragraphs(agreement))
    with reading(agreement.language, {}):
        regions = own_regions(passages)
    with reading(agreement.language, regions):
        classes = own_classes(passages)
    with reading(agreement.language, regions, classes, uses(tuple(classes))):
        return _read(agreement, passages)


def _read(
    agreement: Agreement, passages: list[Passage]
) -> tuple[tuple[Rule, ...], tuple[SpecialTerms, ...], tuple[Amendment, ...]]:
    terms = special_terms(agreement)
    scope = Scopes(agreement, terms, passages)
    lists = _lists(agreement)
    headings = _all_headings(agreement)
    drafts = table_rules(agreement, passages)
    drafts += [
        draft
        for draft in run_together(passages, agreement.text, headings)
        if not any(other.provision == draft.provision for other in drafts)
    ]
    in_tables = {(draft.fact, draft.provision) for draft in drafts}
    drafts += [
        draft
        for draft in prose_rules(passages, agreement.language, headings, _place_headings(agreement, terms), lists)
        if (draft.fact, draft.provision) not in in_tables
    ]
    parties = [draft for draft in drafts if draft.fact is Fact.ENTITY]
    if any(draft.strength < CONTROLLER for draft in parties):
        drafts = [draft for draft in drafts if draft.fact is not Fact.ENTITY or draft.strength < CONTROLLER]
    if not parties:
        drafts += notice_rules(passages)
    drafts = _regrouped(agreement, drafts)
    drafts += rivals(passages, drafts, agreement.text, [each.provision for each in terms])
    kept = _main(agreement, _first_of_each(_general(drafts), agreement.text), scope)
    rules = finish(kept, scope, agreement.text.text, unheard(passages, drafts, lists))
    sorted_rules = tuple(sorted(_by_party(rules), key=lambda rule: rule.value_span))
    return sorted_rules, terms, exclusions(agreement, passages, terms)


def _regrouped(agreement: Agreement, drafts: list[RuleDraft]) -> list[RuleDraft]:
    """ "14.2 In any other case, …" goes with the cases of 14.1 where its own provision tells none."""
    told = {draft.group for draft in drafts if draft.reading is not None and draft.reading.others is None}
    beside: dict[tuple[str, Fact], list[int]] = {}
    for place, draft in enumerate(drafts):
        parent = agreement.by_id[draft.provision].parent
        if draft.reading is not None and draft.reading.others is None:
            for around in (parent, draft.provision):  # the cases stand beside it, or in the provision that it ends
                if around is not None:
                    beside.setdefault((around, draft.fact), []).append(place)
    found = list(drafts)
    for place, draft in enumerate(drafts):
        parent = agreement.by_id[draft.provision].parent
        rest = draft.reading is not None and draft.reading.others is not None
        if rest and parent is not None and draft.group not in told and (parent, draft.fact) in beside:
            group = f"{parent}#{draft.fact.value}"
            found[place] = replace(draft, group=group)
            for at in beside.pop((parent, draft.fact)):
                found[at] = replace(drafts[at], group=group)
    return found


def _lists(agreement: Agreement) -> dict[str, str]:
    """For each item of a list that words with a colon introduce: the provision that those words are of."""
    found: dict[str, str] = {}
    for parent, below in agreement.children.items():
        items = [each.id for each in below if each.kind is ProvisionKind.ITEM]
        if parent is not None and items and agreement.binding_text(parent).rstrip(" *_").endswith(":"):
            found.update(dict.fromkeys(items, parent))
    return found


def _all_headings(agreement: Agreement) -> dict[str, str]:
    """The headings of each provision and of the one around it, as one text."""
    own = {each.id: each.heading or "" for each in agreement.provisions}
    return {each.id: f"{own.get(each.parent or '', '')} {own[each.id]}" for each in agreement.provisions}


def _place_headings(agreement: Agreement, terms: Sequence[SpecialTerms]) -> dict[str, str]:
    """For each provision whose heading is the place that it is for: what the provision around it says it lists."""
    found: dict[str, str] = {}
    for each in terms:
        provision = agreement.by_id[each.provision]
        parent = agreement.by_id.get(provision.parent or "")
        if parent is not None and provision.heading_span is not None and each.condition.span == provision.heading_span:
            found[provision.id] = f"{parent.heading or ''} {agreement.binding_text(parent.id)}"
    return found


_OTHER_THAN = re.compile(r"other\s+than\b")
"""How the condition of a value begins that has its exception after it: see `prose`"""


def _by_party(rules: list[Rule]) -> list[Rule]:
    """ "If you contract with Northwind Ltd, English law applies": under the conditions under which it is the party."""
    entities = [rule for rule in rules if rule.fact is Fact.ENTITY]
    found: list[Rule] = []
    for rule in rules:
        words = rule.condition.text.casefold()
        by_party = PARTY.search(rule.condition.text) or DISPUTES_WITH.search(rule.condition.text)
        asked = rule.condition.unread and by_party is not None
        parties = [each for each in entities if asked and each.value.casefold().rstrip(".") in words]
        longer = [each.value for each in parties]
        conditions = [
            each.condition
            for each in parties
            if not any(each.value != value and each.value.rstrip(".") in value for value in longer)
        ]
        if conditions and _OTHER_THAN.match(rule.condition.text):
            conditions = remainder(replace(rule.condition, unread=False), conditions)
        found += [replace(rule, condition=condition) for condition in conditions] or [rule]
    return found


def _general(drafts: list[RuleDraft]) -> list[RuleDraft]:
    """Without the rules for disputes about one subject, where the agreement says what holds for all the others, and for
    courts where arbitration falls away, where it names courts besides."""
    said = {draft.fact for draft in drafts if not draft.particular and draft.reading is None}
    named = {draft.fact for draft in drafts if not draft.particular and not draft.residual}
    return [
        draft
        for draft in drafts
        if not (draft.particular and draft.fact in said) and not (draft.residual and draft.fact in named)
    ]


_FEDERAL = re.compile(r"\bfederal\b|\bUnited\s+States\b|\bU\.S\.", re.I)


def _first_of_each(drafts: list[RuleDraft], text: CanonicalText) -> list[RuleDraft]:
    """One rule for each fact and condition in a provision, the strongest wording first: later sentences on the same
    fact refine the first ("you consent to the jurisdiction of these courts") and state no other answer. The items of a
    list under one condition are cases of their own, and may disagree."""
    found: dict[tuple[Fact, str, str, int | None], RuleDraft] = {}
    more: list[RuleDraft] = []
    for draft in sorted(drafts, key=lambda each: (each.strength, each.value)):
        condition = draft.reading.condition.text if draft.reading else ""
        first = found.setdefault((draft.fact, draft.provision, condition, draft.item), draft)
        again = first is not draft and draft.fact is Fact.GOVERNING_LAW and draft.reading is None
        if again and _is_other_law(text.at(first.value), text.at(draft.value)):
            more.append(draft)  # "Hardware is governed by the laws of Peru. Services are governed by those of Chile."
    return sorted((*found.values(), *more), key=lambda draft: draft.value)


def _is_other_law(first: str, second: str) -> bool:
    """Whether a second law is none of the first: neither the same by other words ("laws of the State of Ohio", "Ohio
    law") nor the federal law beside that of a state."""
    names = [set(re.findall(r"\b[A-ZÀ-Þ][a-zà-ÿ]{2,4}", words)) - {"State", "Laws"} for words in (first, second)]
    return not (names[0] <= names[1] or names[1] <= names[0]) and not _FEDERAL.search(second)


def _main(agreement: Agreement, drafts: list[RuleDraft], scope: Scopes) -> list[RuleDraft]:
    """Of unconditional rules on one fact in several provisions, those whose provision is about it: a law named in
    passing is not the governing law. Of unconditional entities the strongest statement alone; where the party depends
    on the place, a company that provides something is none for everybody."""
    kept: list[RuleDraft] = []
    for fact in Fact:
        rows = [draft for draft in drafts if draft.fact is fact]
        bare: dict[str, list[RuleDraft]] = {}
        for draft in rows:
            if draft.reading is None:
                around = scope.at(draft.provision, draft.value.start)[1]
                bare.setdefault(around.text if around else "", []).append(draft)
        kept += [draft for draft in rows if draft.reading is not None]
        conditions = [draft.reading.condition for draft in rows if draft.reading is not None and draft.strength < RIVAL]
        by_place = any(each.countries is not None for each in conditions)
        named = [draft for draft in rows if draft.reading is not None and draft.strength <= SHORT_NAME]
        for group in bare.values():
            if fact is Fact.ENTITY:
                group = [draft for draft in group if not by_place or _is_rest(agreement, draft, named)]
                kept += _fullest(agreement, sorted(group, key=lambda draft: (draft.strength, draft.value)))
            else:
                chosen = _about_it(agreement, group)
                kept += chosen[:1] if fact in _ONE else chosen
    return kept


def _is_rest(agreement: Agreement, draft: RuleDraft, named: Sequence[RuleDraft]) -> bool:
    """Whether a company stated for everybody is the other party where those `named` for places are not: it is said
    outright, or beside them in the same words of another company."""
    name = agreement.text.at(draft.value)
    beside = any(each.provision == draft.provision for each in named)
    own = any(agreement.text.at(each.value) == name for each in named)
    return draft.strength < SHORT_NAME or (draft.strength == SHORT_NAME and beside and not own)


def _about_it(agreement: Agreement, drafts: list[RuleDraft]) -> list[RuleDraft]:
    """The drafts whose own heading names their fact; else those whose own or parent's heading is on disputes, law or
    fees; else all."""
    for pattern, with_parent in (
        (_OWN[drafts[0].fact] if drafts else _RELEVANT, False),
        (_RELEVANT, False),
        (_RELEVANT, True),
    ):
        chosen = [
            draft
            for draft in drafts
            if any(pattern.search(words) for words in _headings(agreement, draft, with_parent))
        ]
        if chosen:
            return chosen
    return drafts


def _headings(agreement: Agreement, draft: RuleDraft, with_parent: bool) -> list[str]:
    family = [agreement.by_id[draft.provision], *(agreement.ancestors(draft.provision)[:1] if with_parent else ())]
    return [provision.heading for provision in family if provision.heading]


def _fullest(agreement: Agreement, drafts: list[RuleDraft]) -> list[RuleDraft]:
    """The strongest statement of the entity, under the fullest form in which the agreement gives that name."""
    if not drafts:
        return []
    name = agreement.text.at(drafts[0].value).casefold()
    fuller = [draft for draft in drafts if agreement.text.at(draft.value).casefold().startswith(name)]
    return [max(fuller, key=lambda draft: (len(draft.value), -draft.value.start))]
