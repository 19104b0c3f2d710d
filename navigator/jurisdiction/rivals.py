"""What may be another answer for some, though no rule was read from its words: better said than left out.

    The agreement is with Northwind Ltd. … Purchases in Peru are handled by Northwind Peru S.A.
    English law governs. Sellers in Peru: see Peruvian law.

A sentence with a condition on the customer that names another company of the same family, another law or other courts,
in the provision that gives the rule, becomes a rule that no profile settles. An answer is then no longer certain for
whom that condition takes in, and both sources are shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from navigator.jurisdiction import by_place, companies, series, values
from navigator.jurisdiction.conditions import Reading, conditions, may_begin
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.passages import Passage, sentences
from navigator.jurisdiction.values import Range
from navigator.model.rules import Fact
from navigator.model.text import CanonicalText

RIVAL = 90
"""The strength of these drafts: weaker than any wording by which a company is named (see `companies`)."""
_DEALS = re.compile(
    r"\b(?:contract\w*|agreement|(?:operat\w+|provid\w+|suppl(?:y|ies|ied)|s(?:ell|ells|old)|offer\w*|handle[ds]?)\s+(?:you|the|its|our|these|this|all|services?|"
    r"products?|to|by)|means?|refers?|supplier|seller|part(?:y|ies)|licensor|invoic\w+|billed|entit(?:y|ies)|vertrag\w*|contrat\w*)\b",
    re.I,
)
_NO_PARTY = re.compile(
    r"\b(?:representatives?|data\s+protection|privacy|GDPR|personal\s+data|subsidiar\w+|affiliates?|support|parent|owned|"
    r"trademarks?|copyright|process(?:es|ed|or)\s+(?:payments?|your)|payments?)\b",
    re.I,
)
_WITH = re.compile(
    rf"\b(?:with|from|by|mit|von|durch|avec|par|con|por)\s+(?:the\s+|der\s+|die\s+|la\s+)?{companies.NAME}"
)
_SAVES = re.compile(
    r"\b(?:mandator\w+|depriv\w+|protect\w+|statutory|rights?|regulations?|comply|complian\w+|export|tax\w*|data|privacy|copyright\w*|trademark\w*|"
    r"registered|incorporated|organi[sz]ed|subsidiar\w+|affiliates?|injuncti\w+|small\s+claims)\b",
    re.I,
)
"""`If you live in Peru, you keep the protection of the laws of Peru`: it says nothing against the law that governs."""
_ANYWHERE = re.compile(r"\b(?:your|their|its|that|country|jurisdiction|residence|home)\b", re.I)
_MOST, _LISTED = 24, 2
"""No more than so many rules; and a sentence with more companies than so many is a list of them."""


def rivals(
    passages: Sequence[Passage], drafts: Sequence[RuleDraft], text: CanonicalText, special: Collection[str]
) -> list[RuleDraft]:
    """Drafts, each under an open condition, of what sentences name besides the rules that were read. `special`
    provisions are for some anyway."""
    always = [draft for draft in drafts if draft.reading is None]
    entity = next((draft for draft in always if draft.fact is Fact.ENTITY), None)
    about = {draft.provision for draft in always if draft.fact in (Fact.GOVERNING_LAW, Fact.COURTS)}
    about -= set(special)
    read = [draft.value for draft in drafts]
    family = _family(text.at(entity.value)) if entity is not None else None
    known = [text.at(draft.value).casefold() for draft in drafts if draft.fact is Fact.ENTITY]
    found: list[RuleDraft] = []
    for passage in passages:
        of_family = family is not None and family in passage.text and companies.may_name(passage.text)
        if not of_family and passage.provision not in about:
            continue
        for sentence in sentences(passage):
            named = [(Fact.ENTITY, each) for each in _others(sentence.text, family, known)] if of_family else []
            if not named and passage.provision not in about:
                continue
            reading = _condition(sentence, named[0][1][0] if named else 0)
            if reading is not None and passage.provision in about and not _SAVES.search(sentence.text):
                named += _laws_and_courts(sentence, read, always, bool(reading.condition.organisations))
            for fact, span in named if reading is not None else ():
                value = sentence.span(*span)
                draft = RuleDraft(
                    fact, sentence.provision, value, reading, f"{sentence.provision}?", RIVAL, value.start
                )
                found.append(draft)
            if len(found) >= _MOST:
                return found
    return found


def _family(name: str) -> str | None:
    """The first word of a company, by which its sisters are known; None where it says nothing."""
    first = name.split()[0].strip(',.*_“”"')
    return first if len(first) > 3 and first[0].isupper() else None


def _others(text: str, family: str | None, known: Sequence[str]) -> list[Range]:
    """The companies of the family that a sentence on dealings names and no rule does."""
    if (
        family is None
        or family not in text
        or _NO_PARTY.search(text)
        or not (_DEALS.search(text) or _WITH.search(text))
    ):
        return []
    named = [each for each in series.names(text) if text.startswith(family, each[0])]
    if len(named) > _LISTED:
        return []
    return [each for each in named if not any(_same(text[slice(*each)].casefold(), name) for name in known)]


def _same(first: str, second: str) -> bool:
    return first.startswith(second.rstrip(".")) or second.startswith(first.rstrip("."))


def _laws_and_courts(
    sentence: Passage, read: Sequence[object], always: Sequence[RuleDraft], anywhere: bool
) -> list[tuple[Fact, Range]]:
    """Laws and courts that a sentence names where the provision has a rule on them, and from which none was read.
    `anywhere`: the law of the customer's own place too ("schools … the law of their State")."""
    has = {draft.fact for draft in always if draft.provision == sentence.provision}
    found: list[tuple[Fact, Range]] = []
    for fact, reader in ((Fact.GOVERNING_LAW, values.laws), (Fact.COURTS, values.courts)):
        if fact in has:
            named = (each for each in reader(sentence.text) if anywhere or not _ANYWHERE.search(sentence.text, *each))
            found += [(fact, each) for each in named if sentence.span(*each) not in read]
    return found


def _condition(sentence: Passage, before: int) -> Reading | None:
    """The condition on the customer that a sentence states, or the place that it names before a company which begins
    at `before`, made open; None without one, or for "otherwise"."""
    rows = conditions(sentence.text, sentence.start) if may_begin(sentence.text) else []
    first = next((each for each in rows if each.others is None), None) or by_place.leading(sentence)
    first = first or next(iter(by_place.served(sentence, [])), None)
    first = first or by_place.named(sentence, before)
    if first is None or first.others is not None:
        return None
    return replace(first, condition=replace(first.condition, unread=True))
