"""Conditions that a sentence or list item has from the words before it: its list's lead, the sentence before, a label.

"If you are domiciled in: (a) Peru, …"                                    the lead of a list, and the item's beginning
"Customers contracting with Northwind Ltd: …. Disputes go to …"           the head of a paragraph
"Section 4 is not for sellers in Peru. Disputes with such sellers …"      the sentence before
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from navigator.jurisdiction import by_place
from navigator.jurisdiction.conditions import PARTY, ROLE, Reading, conditions
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.passages import Passage, sentences
from navigator.jurisdiction.phrases import read_place
from navigator.model.rules import Condition
from navigator.model.text import plain

_SUCH = re.compile(rf"\b(?:such|these|those)\s+{ROLE}\b", re.I)
"""`This Section is not for sellers in Peru. Disputes with such sellers go to the courts of Lima.`"""


_PLACE_LEAD = re.compile(
    r"\b(?:if|where)\s+(?:you|your|the\s+customer|customer)\b[^.;:]{0,60}?\b(?:domiciled|resident|reside[sd]?|live|located|based|established)(?:\s+in)?\s*:?\s*$",
    re.I,
)
"""`If you are domiciled in: (a) Peru, then the laws of Peru apply; (b) …`"""
_TITLE = 60
_NO_PLACE = re.compile(
    r"\b(?:is|are|has|have|will|shall|may|must|can|applies|apply|governs?|laws?|disputes?|arbitrat\w+|notices?|claims?|terms|agreement|venue"
    r"|jurisdiction|general|fees|payments?|you|your|we|our|this|these|any|if)\b",
    re.I,
)
"""Words of sentences and of titles on a subject: no place is looked for in them."""
_BEGUN = re.compile(r"\b(?:if|where|when)\s+(?:you|your|the\s+customer|customer)\b[^.;,]{0,60}:?\s*$", re.I)
"""`If Customer is (i) domiciled in Peru, by the laws of Peru; (ii) domiciled in Chile, …`"""


def of_such(sentence: Passage, previous: Passage | None) -> Reading | None:
    """The condition of the sentence before, where this one goes on about "such customers"."""
    if previous is None or not _SUCH.search(sentence.text):
        return None
    return next(iter(conditions(previous.text, previous.start)[-1:]), None)


def last_condition(lead: Sequence[Passage]) -> Reading | None:
    """The condition that the last sentence of the nearest paragraph states, of those whose last sentence states one."""
    for passage in reversed(lead):
        *_, last = sentences(passage) if passage.text.strip() else (passage,)
        if readings := conditions(last.text, last.start):
            return readings[0]
    return None


def of_parties(drafts: Sequence[RuleDraft]) -> list[Reading]:
    """The conditions of rules that depend on which company is the other party, or on a class of customers."""
    readings = [draft.reading for draft in drafts if draft.reading is not None]
    return [each for each in readings if each.condition.countries or PARTY.search(each.condition.text)]


def of_party(passage: Passage) -> Reading | None:
    """ "Customers contracting with Northwind Ltd: …": the paragraph is about them, its later sentences too."""
    party = by_place.by_party(passage)
    return party if party is not None and passage.text[party.end :].lstrip().startswith(":") else None


def title(passage: Passage) -> Reading | None:
    """The place that is the title of a paragraph and runs into it: "Peru and Chile. These terms are governed by …"."""
    stop = passage.text.find(". ", 0, _TITLE)
    if stop <= 0 or not passage.text[0].isupper() or _NO_PLACE.search(passage.text, 0, stop):
        return None
    place = read_place(passage.text[:stop])
    if place is None:
        return None
    condition = Condition(plain(passage.text[:stop]), passage.span(0, stop), place.countries, unread=place.end < stop)
    return Reading(0, stop, condition, place if place.others else None)


def place_of(part: Passage, lead: str) -> Reading | None:
    """The place that an item begins with, where the words before the list ask for one; or the condition that those
    words begin and the item ends: "If you are (i) domiciled in Peru, …; (ii) domiciled in Chile, …"."""
    asks = _PLACE_LEAD.search(lead)
    place = read_place(part.text, 0) if asks is not None else None
    if asks is None or place is None:
        return _begun_in_lead(part, lead)
    words = f"{asks[0].rstrip(' :')} {part.text[: place.end]}"
    condition = Condition(plain(words), part.span(0, place.end), place.countries)
    return Reading(0, place.end, condition, place if place.others else None)


def _begun_in_lead(part: Passage, lead: str) -> Reading | None:
    begun = _BEGUN.search(lead)
    if begun is None:
        return None
    words = begun[0].rstrip(" :") + " "
    for reading in conditions(words + part.text):
        end = reading.end - len(words)
        if reading.start == 0 and end > 0:
            condition = replace(reading.condition, span=part.span(0, end))
            return replace(reading, start=0, end=end, condition=condition)
    return None


def lead_condition(lead: str, sentence: Passage) -> Reading | None:
    return next(iter(conditions(lead, sentence.start)), None) if lead else None


_PLACE_LEAD = re.compile(
    r"\b(?:if|where)\s+(?:you|your|the\s+customer|customer)\b[^.;:]{0,60}?\b(?:domiciled|resident|reside[sd]?|live|located|based|established)(?:\s+in)?\s*:?\s*$",
    re.I,
)
"""`If you are domiciled in: (a) Peru, then the laws of Peru apply; (b) …`"""
