"""Reading the words that name places into sets of countries.

A phrase such as `Any country within the Harbour Region (other than Malta), Chile, or Peru` is read by recursive
descent. The grammar, with an example of each rule (written for this file):

    expression := list { exception }            "outside of the EU, other than Japan"
    list       := item { separator item }       "the United States, Canada, and Mexico"
    item       := [enumerator] [noise] ( outside list | others | name { modifier } )
    exception  := ("other than" | "except" | "excluding" | …) list
    modifier   := "and its regions or territories" | "(including Chile)" | "(other than India)"

What an exception takes away depends on where it stands: after a comma it is taken from the whole expression; inside
brackets from the name before it; with neither, after "outside", both readings are possible and the excepted
countries are open. A word that the grammar does not know ends the reading: the caller sees where, and decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from navigator.jurisdiction.regions import Area, fold, name_of
from navigator.jurisdiction.sets import NOWHERE, complement, difference, doubted, everywhere, union
from navigator.jurisdiction.vocabulary import Vocabulary, current
from navigator.model.rules import CountrySet

_FILL = r"[\s*_“”\"]*"
_ENUMERATOR = re.compile(r"\(?(?:[a-h]|i{1,3}|iv|v)\)\s*")
_NOISE = re.compile(
    r"(?:any|an?|the|all|one|each|every|either|other|some|countr(?:y|ies)|territor(?:y|ies)|jurisdictions?|regions?|"
    r"states?|provinces?(?=\s+of\b)|cantons?(?=\s+of\b)|commonwealth(?=\s+of\b)|places?|locations?|members?|areas?|in|within|inside|of|from|located|forming|that\s+form|"
    r"which\s+form|which\s+is\s+part|that\s+is\s+part|part|and/or|both|elsewhere\s+in|anywhere\s+in|is|are|"
    r"or\s+territor(?:y|ies)|or\s+regions?|a\s+resident|residents?|citizens?|entire|whole|mainland)\b\s*",
    re.I,
)
_OUTSIDE = re.compile(r"(?:outside(?:\s+of)?|not\s+(?:located\s+)?(?:in|within))\b\s*", re.I)
_OTHERS = re.compile(
    r"(?:(?:(?:any|all)\s+)?(?:countr(?:y|ies)|jurisdictions?|territor(?:y|ies)|locations?|places)"
    r"(?=\s+(?:that\s+(?:is|are)\s+)?not\s+(?:listed|mentioned|named|covered|identified|specified|included)\b)|(?:anywhere|everywhere)\s+else|elsewhere|(?:the\s+)?rest\s+of\s+(?:the\s+)?world|ROW\b|"
    r"(?:any|all|the)?\s*other\s+(?:countr(?:y|ies)|jurisdictions?|territor(?:y|ies)|regions?|locations?|places?)"
    r"(?!\s+(?:in|within|outside|of)\s+(?!the\s+world))(?:\s+or\s+(?:territor(?:y|ies)|regions?))?)"
    r"(?:\s+in\s+the\s+world|\s+of\s+the\s+world)?(?:\s+(?:that\s+(?:is|are)\s+)?not\s+(?:listed|mentioned|named|"
    r"covered|identified|specified|included|set\s+out)(?:\s+(?:above|below|elsewhere|otherwise|herein))?"
    r"(?:\s+in\s+(?:this\s+)?(?:table|list|(?:sections?\s+)?[\d.()]+(?:\s+(?:or|and)\s+[\d.()]+)*))?)?",
    re.I,
)
_WORLD = re.compile(
    r"(?:any(?:where)?|all|every|each)\s*(?:countr(?:y|ies)|jurisdictions?|territor(?:y|ies)|where)?"
    r"(?:\s+(?:in|of)\s+the\s+world)?(?=\s*,?\s*(?:other\s+than|except|excluding|but\s+not|\(|$))"
    r"|(?:anywhere\s+in\s+the\s+world|worldwide|all\s+countries)",
    re.I,
)
_UNNAMED = re.compile(
    r"(?:any\s+)?other\s+(?:included|applicable|relevant|designated|specified|eligible|supported)\s+(?:countr(?:y|ies)|territor(?:y|ies)|regions?)"
    r"(?:\s+(?:or|and)\s+(?:territor(?:y|ies)|regions?))?",
    re.I,
)
_EXCEPTION = re.compile(
    r"(?P<comma>,?)\s*(?P<word>other\s+than|except(?:\s+for|ing)?|excluding|but\s+(?:not|excluding|does\s+not\s+include)"
    r"|not\s+including|with\s+the\s+exception\s+of)\s+(?:in\s+|if\s+you\s+live\s+in\s+)?",
    re.I,
)
_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:(?:and/or|and|or)\b)?|;\s*(?:(?:and|or)\b)?|/|\b(?:and|or|and/or|as\s+well\s+as)\b|&)\s*", re.I
)
_TERRITORIES = re.compile(
    r"\s*,?\s*(?:and|or|including|and/or|\(including)\s+(?:any\s+of\s+|all\s+of\s+)?(?:its|their|all)\s+"
    r"(?:(?:overseas|outermost|other|dependent|insular)\s+)*"
    r"(?:regions?|territor(?:y|ies)|possessions?|dependenc(?:y|ies)|departments?|collectivities)"
    r"(?:\s*,?\s*(?:and|or)\s+(?:(?:overseas|outermost|other)\s+)*(?:regions?|territor(?:y|ies)|possessions?|"
    r"dependenc(?:y|ies)))*\)?",
    re.I,
)
_REGION_WORD = re.compile(
    r"\s+(?:regions?|area|countr(?:y|ies)|(?:member\s+)?states?|territor(?:y|ies)|markets?)\b(?!\s+(?:of|law|court|entity|federal))",
    re.I,
)
_ASIDE = re.compile(
    r"\s*\((?:the\s+|collectively,?\s+|together,?\s+|each,?\s+)?(?:[“„«\"'][^)]*|as\s+defined[^)]*|[A-Z]{2,5}|\d{1,2})\)"
    r"|\s?\[\d{1,2}\]|[*†‡¹²³⁴]+"
)
_AND_MORE = re.compile(r"\s*\(\s*(?:and|or)\s+", re.I)
_SPELLED_OUT = re.compile(r"\s*\((?:i\.e\.,?\s+|namely,?\s+|being\s+|meaning\s+|that\s+is,?\s+)?(?![“„«\"'])")
_INCLUDING = re.compile(
    r"\s*(?P<open>\()?,?\s*(?:which,?\s+(?:for\s+the\s+purposes?\s+of[^,]{0,40},?\s+)?includes?|including(?:,?\s+without\s+"
    r"limitation,?|\s+but\s+not\s+limited\s+to)?|(?:which\s+)?(?:shall|will)\s+include)\s+(?:if\s+you\s+live\s+in\s+)?",
    re.I,
)
_NOT_INCLUDING = re.compile(
    r"\s*,?\s*(?:but\s+|and\s+)?(?:does\s+not\s+include|excludes|excluding|not\s+including|but\s+not)\s+", re.I
)
_LIMITING = re.compile(r"\s*\(\s*(?P<word>other\s+than|except(?:\s+for)?|excluding|but\s+not|not\s+including)\s+", re.I)


_DEEPEST = 24
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Place:
    """What was read from a start to `end`: the countries, and whether "all others" is part of the meaning.

    others   the phrase says "anywhere else": the complement of its sibling rules is to be added (see `resolve`)
    without  countries excepted from those others
    """

    countries: CountrySet
    end: int
    others: bool = False
    without: CountrySet = NOWHERE

    def resolve(self, siblings: CountrySet) -> CountrySet:
        """The final set, once the union of the sibling rules' sets is known."""
        if not self.others:
            return self.countries
        return union((self.countries, difference(complement(siblings), self.without)))


def read_place(text: str, start: int = 0) -> Place | None:
    """The longest place phrase that begins at `start`; None where no place stands there."""
    return _read(text[: start + _LONGEST], start, current())


@lru_cache(maxsize=4096)  # several readers ask about each heading and sentence of an agreement
def _read(text: str, start: int, words: Vocabulary) -> Place | None:
    return _Reader(text, words).expression(start)


def read_whole(text: str) -> Place | None:
    """The place phrase that is all of `text` (table cells); None where a part of it could not be read."""
    place = read_place(text)
    return place if place is not None and not text[place.end :].strip(' .;:,*_”")\n') else None


class _Reader:
    """One recursive descent over one text; every rule takes a position and gives a `Place` with its end, or None."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text = text
        self.words = words
        other = self.words.lexicon
        self.noise, self.outside_of = (other.noise, other.outside) if other else (_NOISE, _OUTSIDE)
        self.others, self.exception = (other.others, other.exception) if other else (_OTHERS, _EXCEPTION)
        self.separator, self.suffix = (other.separator, other.suffix) if other else (_SEPARATOR, _REGION_WORD)
        self.depth = 0
        self.outside = 0

    def expression(self, at: int) -> Place | None:
        base = self.items(at)
        if base is None:
            return None
        outside = self._outside_at(at) is not None
        while exception := self.exception.match(self.text, base.end):
            rest = self.items(exception.end())
            if rest is None or rest.others:
                break
            base = self._without(base, rest, unsettled=outside and not exception["comma"])
        return base

    def items(self, at: int) -> Place | None:
        """A list of items; a separator that no item follows is left unread."""
        if self.depth >= _DEEPEST:
            return None
        self.depth += 1
        found = self._items(at)
        self.depth -= 1
        return found

    def _items(self, at: int) -> Place | None:
        found: list[Place] = []
        end = at
        while (item := self.item(end)) is not None:
            found.append(item)
            separator = self.separator.match(self.text, item.end)
            if (
                separator is None
                or self.exception.match(self.text, item.end)
                or _NOT_INCLUDING.match(self.text, item.end)
            ):
                break
            end = separator.end()
        if not found:
            return None
        return Place(
            union(item.countries for item in found),
            found[-1].end,
            any(item.others for item in found),
            union(item.without for item in found),
        )

    def item(self, at: int) -> Place | None:
        at = self._skip(at)
        if enumerator := _ENUMERATOR.match(self.text, at):
            at = self._skip(enumerator.end())
        if others := self.others.match(self.text, at):
            if (outside := self._outside_at(others.end())) is not None and (inner := self.items(outside)):
                return Place(complement(inner.countries), inner.end)
            return self._modified(Place(NOWHERE, others.end(), others=True), None)
        if unnamed := _UNNAMED.match(self.text, at):
            words = " ".join(unnamed[0].split())
            return Place(
                doubted(everywhere().inside, f"the agreement does not say which “{words}” it means"), unnamed.end()
            )
        if world := _WORLD.match(self.text, at):
            return self._modified(Place(everywhere(), world.end()), None)
        if (outside := self._outside_at(at)) is not None:
            self.outside += 1
            inner = self.items(outside)
            self.outside -= 1
            if inner is None or inner.others:
                return None
            return self._modified(Place(complement(inner.countries), inner.end), None)
        if own := self.words.own(self.text, at):
            return self._modified(Place(*own), None)
        name = self.words.names.match(self.text, at)
        if name is None:
            noise = self.noise.match(self.text, at)
            return self._deeper(noise.end()) if noise and noise.end() > at else None
        area = self.words.areas[fold(re.sub(r"\s+", " ", name["name"]))]
        return self._modified(Place(area.countries, name.end()), area)

    def _deeper(self, at: int) -> Place | None:
        """The item after a word that adds nothing; hostile texts nest without end, real ones never this deep."""
        if self.depth >= _DEEPEST:
            return None
        self.depth += 1
        found = self.item(at)
        self.depth -= 1
        return found

    def _outside_at(self, at: int) -> int | None:
        """The end of "outside of" at a position, noise such as "Any country" before it allowed."""
        at = self._skip(at)
        for _ in range(_DEEPEST):
            noise = self.noise.match(self.text, at)
            if noise is None:
                break
            at = noise.end()
        found = self.outside_of.match(self.text, at)
        return found.end() if found else None

    def _modified(self, place: Place, area: Area | None) -> Place:
        """A name with what stands right after it."""
        if word := self.suffix.match(self.text, place.end):
            place = Place(place.countries, word.end(), place.others, place.without)
        while True:
            if area is not None and (territories := _TERRITORIES.match(self.text, place.end)):
                place = Place(union((place.countries, area.extended)), territories.end())
                place = Place(area.extended, territories.end()) if area.extended.inside else place
            elif (more := _AND_MORE.match(self.text, place.end)) and (rest := self.items(more.end())):
                rest = self._closed(rest)
                place = Place(
                    union((place.countries, rest.countries)), rest.end, place.others or rest.others, place.without
                )
            elif area is not None and (inner := self._spelled_out(place.end)):
                place = Place(inner.countries, inner.end, place.others, place.without)
            elif aside := _ASIDE.match(self.text, place.end):
                place = Place(place.countries, aside.end(), place.others, place.without)
            elif self.words.lexicon is not None and (word := self.suffix.match(self.text, place.end)):
                place = Place(place.countries, word.end(), place.others, place.without)
            elif limiting := _LIMITING.match(self.text, place.end):
                rest = self.items(limiting.end())
                if rest is None:
                    return place
                place = self._without(place, self._closed(rest))
            elif including := self._including(place.end):
                rest = self.items(including.end())
                if rest is None or rest.others:
                    return place
                place = self._with(place, self._closed(rest) if including["open"] else rest)
            else:
                return place

    def _spelled_out(self, at: int) -> Place | None:
        """ "North America (United States and Canada)": the bracket says what the name means."""
        opens = _SPELLED_OUT.match(self.text, at)
        inner = self.items(opens.end()) if opens is not None else None
        closes = re.compile(r"\s*\)").match(self.text, inner.end) if inner is not None else None
        if inner is None or closes is None or inner.others:
            return None
        return Place(inner.countries, closes.end())

    def _including(self, at: int) -> re.Match[str] | None:
        """ "including X". Within "outside A or B" a bare ", including X" speaks of the whole, not of B alone."""
        found = _INCLUDING.match(self.text, at)
        if found is None or found["open"] or not self.outside:
            return found
        return None if "including" in found[0].casefold() else found

    def _with(self, place: Place, rest: Place) -> Place:
        """ "including X": X is settled as inside; a following "but does not include Y" settles Y as outside."""
        place = Place(union((place.countries, rest.countries)), rest.end, place.others, place.without)
        if without := _NOT_INCLUDING.match(self.text, place.end):
            taken = self.items(without.end())
            if taken is not None and not taken.others:
                return self._without(place, taken)
        return place

    def _without(self, place: Place, rest: Place, *, unsettled: bool = False) -> Place:
        """ "other than X". `unsettled`: it may also belong to the list inside "outside …", so X is open."""
        kept = difference(place.countries, rest.countries)
        if unsettled:
            both = rest.countries.inside - place.countries.inside
            kept = union((kept, doubted(both, _two_ways(both)))) if both else kept
        return Place(kept, rest.end, place.others, union((place.without, rest.countries)))

    def _closed(self, place: Place) -> Place:
        """The same place with its closing bracket."""
        closing = re.compile(r"\s*\)").match(self.text, place.end)
        return Place(place.countries, closing.end(), place.others, place.without) if closing else place

    def _skip(self, at: int) -> int:
        found = re.compile(_FILL).match(self.text, at)
        return found.end() if found else at


def _two_ways(codes: frozenset[str]) -> str:
    names = ", ".join(sorted(name_of(code) for code in codes))
    return f"the exception for {names} can be read as outside the named region or as part of it"
