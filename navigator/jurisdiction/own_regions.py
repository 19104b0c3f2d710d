"""Regions that an agreement defines itself, to be read before its conditions are.

    “European Region” means the European Economic Area, the United Kingdom and Switzerland.
    … if you live in Peru, Chile or Bolivia (together, the “Andean Countries”)
    For the purposes of these Terms, the EEA includes Switzerland.

Where such a definition cannot be read in full, its name settles no country: what it means elsewhere does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from navigator.jurisdiction.passages import Passage
from navigator.jurisdiction.phrases import Place, read_place
from navigator.jurisdiction.regions import areas, fold
from navigator.jurisdiction.sets import doubted, everywhere, union
from navigator.model.rules import CountrySet

_TERM = r"(?:[Tt]he\s+)?(?P<term>[A-Z][\w&/.-]*(?:\s+[\w&/.-]+){0,4}?)"
_MEANS = re.compile(
    rf"(?:^|[“\"]){_TERM}[”\"]?,?\s+(?:means?|(?:shall|will)\s+mean|refers?\s+to|is\s+defined\s+as|comprises?|consists?\s+of)"
    r"\s+(?:collectively,?\s+|only\s+)?"
)
_CALLED = re.compile(
    r"\((?:hereinafter\s+)?(?:collectively|together|jointly)[^()“”\"]{0,30}[“\"](?:the\s+)?(?P<term>[A-Z][^“”\"()]{1,40})[”\"]\s*\)"
)
_INCLUDES = re.compile(
    r"\b[Ff]or\s+(?:the\s+)?purposes?\s+of\s+(?:this|these)\s+[\w\s]{3,40},\s+(?:references?\s+to\s+)?(?:the\s+)?[“\"]?"
    r"(?P<term>[A-Z][\w.]*(?:\s+[A-Z]\w*){0,3})[”\"]?\s+(?:(?:shall|will|is|are|be|deemed|also|to)\s+)*includes?\s+"
)
_END = re.compile(r"[\s)]*(?:[.;”\"]|$|,?\s+(?:and|or)\s+[“\"])")
_REACH = 400
_LONGEST = 60
"""How far before "(together, …)" a list of countries may begin, and the longest name of a region, in characters."""


def own_regions(passages: Iterable[Passage]) -> dict[str, CountrySet]:
    """The regions that the agreement defines, by name as printed."""
    found: dict[str, CountrySet] = {}
    for passage in passages:
        text = passage.text
        if "mean" in text or "refers" in text or "defined as" in text or "compris" in text or "consist" in text:
            for match in _MEANS.finditer(text):
                place = read_place(text, match.end()) if len(match["term"]) <= _LONGEST else None
                if place is not None:
                    found[match["term"]] = _settled(text, place, match["term"])
        if "(" in text and ("ollectively" in text or "ogether" in text or "ointly" in text):
            found.update(_called(text))
        if "urpose" in text and "nclude" in text:
            found.update(_included(text, found))
    return found


def _settled(text: str, place: Place, term: str) -> CountrySet:
    if not place.others and _END.match(text, place.end):
        return place.countries
    return _unknown(term)


def _unknown(term: str) -> CountrySet:
    return doubted(everywhere().inside, f"the agreement's own definition of “{term}” could not be read in full")


def _called(text: str) -> Iterable[tuple[str, CountrySet]]:
    """ "Peru, Chile or Bolivia (together, the “Andean Countries”)": the longest list that ends at the bracket."""
    for match in _CALLED.finditer(text):
        first = max(text.rfind(". ", 0, match.start()), match.start() - _REACH, 0)
        for start in re.finditer(r"\b(?=[A-Z])", text[first : match.start()]):
            place = read_place(text, first + start.start())
            if place is not None and not place.others and place.end >= match.end() - 1:
                yield match["term"], place.countries
                break


def _included(text: str, known: dict[str, CountrySet]) -> Iterable[tuple[str, CountrySet]]:
    for match in _INCLUDES.finditer(text):
        term = match["term"]
        area = areas().get(fold(term))
        before = known.get(term) or (area.countries if area is not None else None)
        place = read_place(text, match.end())
        if before is None or place is None:
            continue
        more = _settled(text, place, term)
        yield term, union((before, more)) if more.inside else _unknown(term)
