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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from navigator.jurisdiction.regions import Area, areas, fold, name_of
from navigator.jurisdiction.sets import NOWHERE, complement, difference, doubted, everywhere, union
from navigator.model.rules import CountrySet

_FILL = r"[\s*_“”\"]*"
_ENUMERATOR = re.compile(r"\(?(?:[a-h]|i{1,3}|iv|v)\)\s*")
_NOISE = re.compile(
    r"(?:any|an?|the|all|one|each|every|either|other|some|countr(?:y|ies)|territor(?:y|ies)|jurisdictions?|regions?|"
    r"states?|places?|locations?|members?|areas?|in|within|inside|of|from|located|forming|that\s+form|"
    r"which\s+form|which\s+is\s+part|that\s+is\s+part|part|and/or|both|elsewhere\s+in|anywhere\s+in|is|are|"
    r"or\s+territor(?:y|ies)|or\s+regions?|a\s+resident|residents?|citizens?|entire|whole|mainland)\b\s*",
    re.I,
)
_OUTSIDE = re.compile(r"(?:outside(?:\s+of)?|not\s+(?:located\s+)?(?:in|within))\b\s*", re.I)
_OTHERS = re.compile(
    r"(?:(?:anywhere|everywhere)\s+else|elsewhere|(?:the\s+)?rest\s+of\s+(?:the\s+)?world|ROW\b|"
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
_NO_PLACE = r"\s+(?i:department|government|district|federal|dollars?|laws?|courts?)\b"
"""After these a place name is part of another name: "the United States Department of …"."""
_ASIDE = re.compile(
    r"\s*\((?:the\s+|collectively,?\s+|together,?\s+|each,?\s+)?(?:[“\"'][^)]*|as\s+defined[^)]*|[A-Z]{2,5})\)"
)
_AND_MORE = re.compile(r"\s*\(\s*(?:and|or)\s+", re.I)
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


class _OwnRegions:
    """The names of regions that the agreement at hand defines itself."""

    def __init__(self, regions: Mapping[str, CountrySet]) -> None:
        self._regions = {" ".join(name.split()): countries for name, countries in regions.items()}
        names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(regions, key=len, reverse=True))
        self._names = re.compile(rf"(?:the\s+)?(?P<name>{names})(?![\w’'])") if names else None

    def match(self, text: str, at: int) -> Place | None:
        found = self._names.match(text, at) if self._names is not None else None
        return Place(self._regions[" ".join(found["name"].split())], found.end()) if found else None


_OWN: ContextVar[_OwnRegions] = ContextVar("own_regions", default=_OwnRegions({}))  # noqa: B039 - never changed


@contextmanager
def with_regions(regions: Mapping[str, CountrySet]) -> Iterator[None]:
    """While an agreement is read: the regions that it defines itself go before those of the same name."""
    token = _OWN.set(_OwnRegions(regions))
    try:
        yield
    finally:
        _OWN.reset(token)


def read_place(text: str, start: int = 0) -> Place | None:
    """The longest place phrase that begins at `start`; None where no place stands there."""
    return _Reader(text[: start + _LONGEST]).expression(start)


def read_whole(text: str) -> Place | None:
    """The place phrase that is all of `text` (table cells); None where a part of it could not be read."""
    place = read_place(text)
    return place if place is not None and not text[place.end :].strip(' .;:,*_”")\n') else None


class _Reader:
    """One recursive descent over one text; every rule takes a position and gives a `Place` with its end, or None."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.depth = 0
        self.outside = 0

    def expression(self, at: int) -> Place | None:
        base = self.items(at)
        if base is None:
            return None
        outside = self._outside_at(at) is not None
        while exception := _EXCEPTION.match(self.text, base.end):
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
            separator = _SEPARATOR.match(self.text, item.end)
            if separator is None or _EXCEPTION.match(self.text, item.end) or _NOT_INCLUDING.match(self.text, item.end):
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
        if others := _OTHERS.match(self.text, at):
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
        if own := _OWN.get().match(self.text, at):
            return self._modified(Place(own.countries, own.end), None)
        name = _names().match(self.text, at)
        if name is None:
            noise = _NOISE.match(self.text, at)
            return self._deeper(noise.end()) if noise and noise.end() > at else None
        area = areas()[fold(re.sub(r"\s+", " ", name["name"]))]
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
            noise = _NOISE.match(self.text, at)
            if noise is None:
                break
            at = noise.end()
        found = _OUTSIDE.match(self.text, at)
        return found.end() if found else None

    def _modified(self, place: Place, area: Area | None) -> Place:
        """A name with what stands right after it."""
        if word := _REGION_WORD.match(self.text, place.end):
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
            elif aside := _ASIDE.match(self.text, place.end):
                place = Place(place.countries, aside.end(), place.others, place.without)
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


@cache
def _names() -> re.Pattern[str]:
    """Every place name, longest first. Short forms in capitals ("US", "EEA") are matched as they are written, or "us"
    would be a country; a possessive or a plural ends no name."""
    originals = _spellings()
    exact = [name for name in originals if re.fullmatch(r"(?:[A-Z]\.?){2,5}", name)]
    loose = [name for name in originals if name not in exact]
    return re.compile(
        rf"(?:[Tt]he\s+|THE\s+)?(?P<name>(?i:{_either(loose)})|{_either(exact)})(?![\w’'])(?!{_NO_PLACE})"
    )


def _either(names: list[str]) -> str:
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(n).replace(r"\ ", r"\s+").replace(r"\-", "[-‑–]").replace("'", "['’]") for n in ordered)


def _spellings() -> list[str]:
    """Names as they are to be matched: folded, but for abbreviations, which keep their capitals."""
    short = re.compile(r"(?:[a-z]\.?){2,5}")
    known = {
        "us",
        "u.s.",
        "uk",
        "u.k.",
        "eu",
        "e.u.",
        "eea",
        "e.e.a.",
        "uae",
        "u.a.e.",
        "usa",
        "u.s.a.",
        "prc",
        "p.r.c.",
        "drc",
        "ksa",
    }
    known |= {
        "efta",
        "apac",
        "apj",
        "anz",
        "emea",
        "mena",
        "gcc",
        "lac",
        "amer",
        "latam",
        "asean",
        "cis",
        "dach",
        "bvi",
        "usvi",
        "dprk",
        "nam",
    }
    return [name.upper() if short.fullmatch(name) and name in known else name for name in areas()]
