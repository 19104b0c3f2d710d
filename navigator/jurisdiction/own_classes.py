"""Classes of customers that an agreement defines itself and that its other clauses speak of by name.

    “Andean Customer” means a Customer whose billing address is in Peru, Chile or Bolivia.
    … if you are established in Peru or Chile (an “Andean Customer”)
    For Andean Customers, Peruvian law applies.

A class whose definition cannot be read settles nothing: what depends on it stays open for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from navigator.jurisdiction.class_names import CLASS_ROLE, singular
from navigator.jurisdiction.conditions import ROLE, conditions
from navigator.jurisdiction.kinds import organisations
from navigator.jurisdiction.passages import Passage
from navigator.jurisdiction.phrases import read_place
from navigator.jurisdiction.sets import complement
from navigator.model.rules import Condition
from navigator.model.text import plain

_TERM = (
    rf"(?P<term>(?!(?:If|Where|When|For|Any|All|Each|The|A|An|This|Such|Our|Unless)\b)"
    rf"(?:[A-Z][\w.&/-]*\s+){{1,4}}{CLASS_ROLE})"
)
_MEANS = re.compile(
    rf"(?:^\W*|[“\"*_]){_TERM}(?:[”\"*_]+,?\s+(?:is|are)|[”\"*_]*,?\s+(?:means?|refers?\s+to|(?:shall|will)\s+mean))\s+"
    r"(?P<what>[^.;]{3,400})"
)
_CALLED = re.compile(rf"\((?:each,?\s+|collectively,?\s+|together,?\s+)?(?:an?\s+|the\s+)?[“\"]{_TERM}[”\"]\s*\)")
_WHO = re.compile(r"\b(?:that|which)\b", re.I)
_IS = re.compile(
    rf"\W*(?:an?\s+|any\s+|each\s+|all\s+|those\s+)?(?:{ROLE}|persons?|compan(?:y|ies)|entit(?:y|ies)|businesses)\b",
    re.I,
)
_OTHER = re.compile(
    rf"(?:an?|any|each|all|every)\s+(?:other\s+)?{CLASS_ROLE}\s+(?:(?:that|who|which)\s+(?:is|are)\s+not|other\s+than)\s+(?:an?\s+)?{_TERM}",
    re.I,
)
_SEVERAL = re.compile(rf"\b(?:and|or)\s+(?:an?\s+|any\s+)?{ROLE}\b", re.I)
_PLACED = re.compile(
    r"\b(?:established|domiciled|incorporated|resid\w+|located|based|registered|organi[sz]ed|headquartered|office|seat|domicile|address|place\s+of\s+business)\b"
    r"[^,;]{0,40}?\s(?:in|within)\s+|\b(?=outside\s)",
    re.I,
)
_MORE = re.compile(
    r"\b(?:not|other\s+than|except|excluding|and\s+(?:that|which|who|whose)|provided|unless|only)\b", re.I
)
_MOST = 40


def own_classes(passages: Iterable[Passage]) -> dict[str, Condition]:
    """The classes that the agreement defines: name in the singular -> who belongs to it. `unread` where that is not
    settled by the words."""
    found: dict[str, Condition] = {}
    for passage in passages:
        text = passage.text
        if len(found) >= _MOST:
            break
        if " mean" in text or " refer" in text or "” is " in text or '" is ' in text or "* is " in text:
            for match in _MEANS.finditer(text):
                meant = _meant(passage, match.start("what"), match.end("what"))
                found.setdefault(singular(match["term"]), _opposite(meant, found) if meant.unread else meant)
        if "(" in text and ("“" in text or '"' in text):
            for match in _CALLED.finditer(text):
                found.setdefault(singular(match["term"]), _called(passage, match.start()))
    return found


def _meant(passage: Passage, start: int, end: int) -> Condition:
    words = passage.text[start:end]
    unread = Condition(plain(words), passage.span(start, end), unread=True)
    if _IS.match(words) is None or _SEVERAL.search(words):
        return unread
    said = _WHO.sub("who", words)
    rows = conditions(said)
    if len(rows) == 1 and rows[0].others is None and not rows[0].partial:
        return _settled(replace(rows[0].condition, text=unread.text, span=unread.span), said[rows[0].end :])
    link = _PLACED.search(words)
    place = read_place(words, link.end()) if link is not None and not rows else None
    if link is not None and place is not None and not place.others and not _MORE.search(words[: link.start()]):
        return _settled(replace(unread, countries=place.countries, unread=False), words[place.end :])
    kinds = organisations(words) if not rows and not _MORE.search(words) else frozenset()
    return replace(unread, organisations=kinds, unread=not kinds)


def _opposite(meant: Condition, known: Mapping[str, Condition]) -> Condition:
    """ "any Customer that is not an Andean Customer": who does not belong to a class defined before."""
    other = _OTHER.fullmatch(meant.text)
    named = known.get(singular(other["term"])) if other is not None else None
    if named is None or named.unread or named.organisations or named.countries is None:
        return meant
    return replace(meant, countries=complement(named.countries), unread=False)


def _settled(condition: Condition, rest: str) -> Condition:
    """Open where the definition goes on after its place."""
    return replace(condition, unread=condition.unread or bool(rest.strip(' ,)”"*_\n')))


def _called(passage: Passage, at: int) -> Condition:
    begin = max(passage.text.rfind(". ", 0, at) + 1, at - 600, 0)
    rows = conditions(passage.text[begin:at])
    last = rows[-1] if rows else None
    if last is None or last.others is not None or last.partial or passage.text[begin + last.end : at].strip(" ,"):
        return Condition(plain(passage.text[begin:at]), passage.span(begin, at), unread=True)
    return replace(last.condition, span=passage.span(begin + last.start, at))
