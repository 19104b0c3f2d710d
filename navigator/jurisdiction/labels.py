"""List items and short paragraphs that a place labels, under words that say what they list.

The governing law and the courts depend on where you live:
* Peru: the laws of Peru; the courts of Lima
* Everywhere else: the laws of Chile; the courts of Santiago
"""

from __future__ import annotations

import re
from dataclasses import replace

from navigator.jurisdiction import companies, values
from navigator.jurisdiction.conditions import Reading, conditions
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.passages import Passage
from navigator.jurisdiction.phrases import read_place
from navigator.model.rules import Condition, Fact
from navigator.model.text import plain

_LONGEST = 200
_COLON = re.compile(r"[\s*_)”\"]*(?::|\s[–—-](?=\s))\s*")
_ANNOUNCED = {
    Fact.GOVERNING_LAW: re.compile(r"\blaws?\b", re.I),
    Fact.COURTS: re.compile(r"\b(?:courts?|venue|jurisdiction|forum)\b", re.I),
    Fact.ENTITY: re.compile(
        r"\b(?:entit(?:y|ies)|between\s+you\s+and|contract(?:s|ing)?\s+with|contracting|part(?:y|ies)|provider|means|following\s+compan(?:y|ies))\b",
        re.I,
    ),
}


def may_be_labelled(text: str) -> bool:
    """A cheap look: False where no label begins a paragraph."""
    head = text[:_LONGEST]
    return ":" in head or " – " in head or " — " in head or " - " in head


def labelled(passage: Passage, announced: str) -> tuple[Reading, Passage] | None:
    """The place (or condition) that a paragraph begins with and the words after its colon; None without one, or where
    the words `announced` before the list are not about who, which law or which courts."""
    head = passage.text[:_LONGEST]
    if not _COLON.search(head) or not any(words.search(announced) for words in _ANNOUNCED.values()):
        return None
    place = read_place(head)
    if place is not None and (colon := _COLON.match(passage.text, place.end)):
        condition = Condition(plain(passage.text[: place.end]), passage.span(0, place.end), place.countries)
        reading = Reading(0, 0, condition, place if place.others else None)
        return reading, _after(passage, colon.end())
    for reading in conditions(head, passage.start)[:1]:
        colon = _COLON.match(passage.text, reading.end)
        if colon is not None and not reading.condition.unread and not passage.text[: reading.start].strip():
            return replace(reading, start=0, end=0), _after(passage, colon.end())
    return None


def label_rules(rest: Passage, reading: Reading | None, announced: str) -> list[RuleDraft]:
    """What stands after a label, for the facts that the words before the list announce. `reading` None: the label is
    the heading of a provision."""
    found: list[RuleDraft] = []
    facts = [fact for fact, words in _ANNOUNCED.items() if words.search(announced)]
    for fact in facts:
        for start, end in _read(fact, rest.text)[:1]:
            found.append(RuleDraft(fact, rest.provision, rest.span(start, end), reading, rest.provision, 8))
    return [replace(draft, item=rest.start) for draft in found] if reading is not None else found


def _read(fact: Fact, text: str) -> list[values.Range]:
    if fact is Fact.GOVERNING_LAW:
        return values.laws(text)
    if fact is Fact.COURTS:
        return values.courts(text)
    first = companies.company_at_start(text)
    return [first] if first else []


def _after(passage: Passage, at: int) -> Passage:
    return Passage(passage.provision, passage.start + at, passage.text[at:])
