"""Conditions on the customer in agreements that are not in English, by the words of their language (see `lexicon`).

    "Für Nutzer mit Wohnsitz in Peru gilt …"
    "Si vous êtes un consommateur et résidez hors de l'Union européenne, …"

Plainer than the English reading: one place or list of places and the kind of customer. Anything more in the clause
leaves the condition open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from navigator.jurisdiction.kinds import BUSINESSES
from navigator.jurisdiction.lexicon import Lexicon
from navigator.jurisdiction.phrases import Place, read_place
from navigator.jurisdiction.sets import NOWHERE, union
from navigator.model.rules import Organisation

_RESIDENCE = re.compile(
    r"wohn|\bsitz\b|\bsede\b|\bmora\b|ansässig|niedergelassen|résid|domicil|établi|resid|risied|gevestigd|woon|\bviv|ubicad|localizad|situ[ée]",
    re.I,
)
_NEGATED = re.compile(r"\b(?:nicht|kein\w*|ne|n[’']|pas|no|non|niet|geen|não|nao)\b", re.I)
_CLAUSE = re.compile(r"[;:.](?=\s|$)|,(?!\s+(?:die|der|welche\w*|qui|que|dont|che|cuy[oa]s?)\b)")
_REACH = 400
_MOST = 40
"""Bounds on the work that a hostile text can cause: characters of a clause, conditions of a sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """One condition: where its words stand in the text, and what they say. `unread` where that could not be settled."""

    start: int
    end: int
    place: Place | None
    organisations: frozenset[Organisation]
    unread: bool
    unless: bool = False
    partial: bool = False


_UNLESS = re.compile(
    r"(?:tenzij|es\s+sei\s+denn|sofern\s+nicht|sauf|à\s+moins|salvo|a\s+menos|a\s+meno|excepto|exceto)\b", re.I
)
"""`Nederlands recht is van toepassing, tenzij u in België gevestigd bent`"""


def read(text: str, words: Lexicon) -> list[Found]:
    """Every condition of a sentence in order, "otherwise" among them."""
    found: list[Found] = []
    for intro in islice(words.intro.finditer(text), _MOST):
        if not any(each.start <= intro.start() < each.end for each in found):
            unless = _UNLESS.match(intro[0]) is not None
            found += [replace(each, unless=unless) for each in _after(text, intro, words)]
    if found or words.otherwise.match(text):
        for match in islice(words.otherwise.finditer(text), _MOST):
            if not any(each.start <= match.start("words") < each.end for each in found):
                everyone = Place(NOWHERE, match.end("words"), others=True)
                found.append(Found(match.start("words"), match.end("words"), everyone, frozenset(), False))
    return sorted(found, key=lambda each: each.start)


def _after(text: str, intro: re.Match[str], words: Lexicon) -> Iterator[Found]:
    stop = _CLAUSE.search(text, intro.end(), intro.end() + _REACH)
    reach = stop.start() if stop else min(len(text), intro.end() + _REACH)
    place, begins = _first_place(text, intro.start(), reach, words)
    end = place.end if place is not None else reach
    clause = text[intro.start() : max(end, reach)]
    consumer = words.consumer.search(clause) is not None
    kinds = frozenset({Organisation.INDIVIDUAL}) if consumer else frozenset[Organisation]()
    if not consumer and words.business.search(clause):
        kinds = BUSINESSES
    if place is None:
        main = words.main.search(text, intro.end() + 1, reach)
        end = main.start() if main is not None else reach
        if kinds or _RESIDENCE.search(clause) or _names_something(clause, words):
            yield Found(intro.start(), end, None, kinds, consumer or not kinds or _NEGATED.search(clause) is not None)
        return
    tail = words.tail.match(text, end)
    negated = _NEGATED.search(text, intro.end(), begins) is not None
    if tail is not None:
        end = max(end, end + len(tail[0].rstrip(" ,;:.)\n")))
    yield Found(intro.start(), end, place, kinds, tail is None or negated or consumer, partial=tail is None)


def _first_place(text: str, start: int, reach: int, words: Lexicon) -> tuple[Place | None, int]:
    """The places of a clause, joined over its verbs ("in Peru wohnen oder in Chile"), and where the first begins."""
    found: Place | None = None
    begins = start
    for link in words.link.finditer(text, start, reach):
        place = read_place(text, link.end())
        if place is not None:
            found, begins = place, link.start()
            break
    while found is not None:
        more = _joined(text, found.end, words)
        if more is None:
            break
        found = replace(more, countries=union((found.countries, more.countries)), others=found.others or more.others)
    return found, begins


def _names_something(clause: str, words: Lexicon) -> bool:
    """True for "in Ruritania": a name after the preposition of a place, though none that is known."""
    return any(clause[link.end() : link.end() + 1].isupper() for link in words.link.finditer(clause))


def _joined(text: str, at: int, words: Lexicon) -> Place | None:
    verb = re.compile(r"\s+[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+)?").match(text, at)
    separator = words.separator.match(text, verb.end()) if verb is not None else None
    if verb is None or separator is None or not separator[0].strip(" ,") or not words.tail.match(verb[0] + ","):
        return None
    link = words.link.match(text, separator.end())
    return read_place(text, link.end()) if link is not None else None
