"""Places that a sentence begins with, or that stand within its statement, and what "it" is there.

In Peru, Peruvian law applies.
Customers contracting with Northwind Ltd: English law applies.
This clause does not apply in Peru, where disputes go to the courts of Lima.
Outside Peru and Chile, the seller contracts with Northwind Ltd.
The operator is Northwind Ltd. In Peru it is Northwind Peru S.A.
Northwind Ltd provides the Services outside Peru.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from navigator.jurisdiction import companies
from navigator.jurisdiction.companies import NAME
from navigator.jurisdiction.conditions import ROLE, Reading, conditions
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.passages import Passage
from navigator.jurisdiction.phrases import Place, read_place
from navigator.model.rules import Condition, Fact
from navigator.model.text import plain

_LEADS = re.compile(
    r"\W{0,4}(?:(?:and|but|however|or),?\s+)?(?:In|in|Within|within|Im|En|en|Au|Aux|Dans|No|Na|Nos|Nel|Nella|Nei|Negli)\s+|\W{0,4}(?=[Oo]utside\b|[Aa]ußerhalb\b|[Ff]uera\b|[Hh]ors\b|[Ff]uori\b)"
)
_GOES_ON = re.compile(
    r"\s*,|\s+(?=(?:it|the|this|these|such|your|you|customers?|users?|we|our|disputes?|gilt|ist|wird|werden|erbringt|bietet|sind|gelten|le|la|les|el|los|se|il|si|is|zijn)\b)"
)
_IT = re.compile(
    rf"(?P<it>,?\s+(?:it|that|this|he|the\s+(?:operator|provider|seller|supplier|licensor|company|entity|contracting\s+(?:party|entity))|"
    rf"(?:your|our)\s+\w+)\s+(?:is|means|(?:will|shall)\s+be)\s+(?:the\s+)?|,?\s+(?:ist\s+(?:es|dies|er)|ist\s+(?:der\s+)?\w+)\s+(?:die\s+)?"
    rf"|,?\s+(?:by|with|par|avec|por|con|durch|von|mit|da)\s+(?:the\s+|die\s+|der\s+|la\s+)?"
    rf"|,?\s+(?:c['’]est|il\s+s['’]agit\s+de|es|è)\s+)(?P<name>{NAME})"
)
_IT_IS = re.compile(r"\b(?:it|this|that)\s+(?:is|means|refers\s+to|shall\s+mean)\s")
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Ww]ithin|[Ff]or\s+(?:customers|users|members|people)\s+in|[Ee]n|[Ii]m|[Aa]ux?)\s+"
    r"(?=[A-ZÀ-Þ]|the\s+[A-Z]|all\s+other\b|any\s+other\b)"
)
_NAMED = re.compile(r"\b(?:in|from|within|to|for)\s+(?=(?:the\s+)?[A-Z])|\b(?=outside\s)")
_MOST = 12
"""More places than any sentence on the other party names."""
_SERVES = re.compile(
    r"\b(?:provides?|offers?|operates?|supplies|sells?|provided|offered|operated|supplied|sold)\b[^.;,]{0,60}?\s(?:(?:in|within)\s+(?=(?:the\s+)?[A-Z])|(?=outside\b))"
)

_NOT_HERE = re.compile(r"\bnot\s+apply\s+(?:in|within)\s+")
_WHERE = re.compile(r",\s+(?:where|in\s+which\s+case)\b")
_CONTRACTS_WITH = re.compile(
    rf"\W{{0,4}}(?P<words>(?i:for\s+)?(?i:(?:all\s+)?{ROLE}|those)\s+(?i:(?:who|that|which)\s+)?(?i:are\s+)?(?i:contract(?:s|ing)?\s+with)\s+{NAME})\s*[:,–—-]\s"
)
"""`Customers contracting with Northwind Ltd: English law applies.`"""


def leading(part: Passage) -> Reading | None:
    """The place that a sentence begins with: "In Peru, …", "Outside Peru, …"."""
    begins = _LEADS.match(part.text)
    place = read_place(part.text, begins.end()) if begins is not None else None
    if begins is None or place is None or not _GOES_ON.match(part.text, place.end):
        return None
    words = part.text[: place.end]
    start = len(words) - len(words.lstrip(' *_“"('))
    return _reading(part, start, place)


def elsewhere(part: Passage) -> list[Reading]:
    """The place in "this clause does not apply in Peru, where …", for what follows."""
    link = _NOT_HERE.search(part.text) if " not apply " in part.text else None
    place = read_place(part.text, link.end()) if link is not None else None
    if link is None or place is None or place.others or not _WHERE.match(part.text, place.end):
        return []
    return [_reading(part, part.text.rfind(" ", 0, link.end() - 1) + 1, place)]


def by_party(part: Passage) -> Reading | None:
    """The company that a paragraph begins with as the one with which those contract whom it is for."""
    found = _CONTRACTS_WITH.match(part.text) if "ontract" in part.text[:80] else None
    if found is None:
        return None
    condition = Condition(plain(found["words"]), part.span(*found.span("words")), unread=True)
    return Reading(found.start("words"), found.end("words"), condition)


def served(part: Passage, readings: Sequence[Reading]) -> list[Reading]:
    """The place that a statement says its services are for: "Northwind Ltd provides the Services outside Peru"."""
    if readings or (" outside " not in part.text and " in " not in part.text and " within " not in part.text):
        return []
    link = _SERVES.search(part.text) if companies.may_name(part.text) else None
    place = read_place(part.text, link.end()) if link is not None else None
    if link is None or place is None or place.others or companies.may_name(link[0]):
        return []  # "is operated by Northwind Ltd in Peru": where it is
    outside = part.text.startswith("outside", link.end())
    return [_reading(part, link.end() if outside else part.text.rfind(" ", 0, link.end() - 1) + 1, place)]


def named(part: Passage, before: int) -> Reading | None:
    """The first place of a sentence that stands before an offset: "Bookings made from Peru are made with …"."""
    for link in list(_NAMED.finditer(part.text, 0, before))[:_MOST]:
        place = read_place(part.text[:before], link.end())
        if place is not None and not place.others:
            return _reading(part, link.start(), place)
    return None


def it_is(part: Passage) -> list[RuleDraft]:
    """The companies that a sentence says "it" is by place: "In Peru it is Northwind Peru S.A. and in Chile it is …"."""
    if not companies.may_name(part.text):
        return []
    found: list[RuleDraft] = []
    read = conditions(part.text, part.start) if _IT_IS.search(part.text) else []
    for reading in read:
        named = _IT.match(part.text, reading.end)
        if named is not None and reading.others is None:
            found.append(_entity(part, named, reading))
    for link in list(_PLACE.finditer(part.text))[:_MOST] if not found else ():
        place = read_place(part.text, link.end())
        named = _IT.match(part.text, place.end) if place is not None else None
        if place is None or named is None:
            continue
        found.append(_entity(part, named, _reading(part, link.start(), place)))
    return found


def _reading(part: Passage, start: int, place: Place) -> Reading:
    condition = Condition(plain(part.text[start : place.end]), part.span(start, place.end), place.countries)
    return Reading(start, place.end, condition, place if place.others else None)


def _entity(part: Passage, named: re.Match[str], reading: Reading) -> RuleDraft:
    value = part.span(*named.span("name"))
    return RuleDraft(Fact.ENTITY, part.provision, value, reading, part.provision, companies.DEFINED, value.start)
