"""The names of places in the language at hand, with the regions that the agreement at hand defines itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from navigator.jurisdiction.lexicon import Lexicon, lexicon, place_names
from navigator.jurisdiction.regions import Area
from navigator.model.rules import Condition, CountrySet

_NO_PLACE = r"\s+(?i:department|government|district|federal|dollars?|laws?|courts?)\b"
"""After these a place name is part of another name: "the United States Department of …"."""

_ABBREVIATIONS = frozenset(
    "us u.s. uk u.k. eu e.u. eea e.e.a. uae u.a.e. usa u.s.a. prc p.r.c. drc ksa bvi usvi dprk "
    "efta apac apj anz emea mena gcc lac amer latam asean cis dach nam "
    "ewr eee aele vs vk eer eua".split()
)
"""Folded. The last row: what the EEA, EFTA and the United States and Kingdom are called in other languages."""


class Vocabulary:
    """What places are called while one agreement is read.

    language  of the agreement
    lexicon   the words around places, None for English
    names     matches a name; its group "name", folded, is a key of `areas`
    classes   the classes of customers that the agreement defines, by name, and what matches where they are used
    """

    def __init__(
        self,
        language: str,
        regions: Mapping[str, CountrySet],
        classes: Mapping[str, Condition] | None = None,
        class_use: re.Pattern[str] | None = None,
    ) -> None:
        self.classes = classes or {}
        self.class_use = class_use
        self.language = language
        self.lexicon: Lexicon | None = lexicon(language)
        key = language[:2] if self.lexicon is not None else "en"
        self.names = _names(key)
        self.areas: Mapping[str, Area] = place_names(key)
        self._regions = {" ".join(name.split()): countries for name, countries in regions.items()}
        names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(regions, key=len, reverse=True))
        self._own = re.compile(rf"(?:the\s+)?(?P<name>{names})(?![\w’'])") if names else None

    def own(self, text: str, at: int) -> tuple[CountrySet, int] | None:
        """The region of the agreement's own whose name stands at a position, with where the name ends."""
        found = self._own.match(text, at) if self._own is not None else None
        return (self._regions[" ".join(found["name"].split())], found.end()) if found else None


_CURRENT: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


def current() -> Vocabulary:
    """The vocabulary in use: plain English where none was set."""
    return _CURRENT.get() or _english()


@contextmanager
def reading(
    language: str,
    regions: Mapping[str, CountrySet],
    classes: Mapping[str, Condition] | None = None,
    class_use: re.Pattern[str] | None = None,
) -> Iterator[None]:
    """While an agreement in a language is read: the regions that it defines go before others of the same name, and its
    classes of customers are known."""
    token = _CURRENT.set(Vocabulary(language, regions, classes, class_use))
    try:
        yield
    finally:
        _CURRENT.reset(token)


@cache
def _english() -> Vocabulary:
    return Vocabulary("en", {})


@cache
def _names(language: str) -> re.Pattern[str]:
    """Every place name, longest first. Short forms in capitals ("US", "EEA") are matched as they are written, or "us"
    would be a country; a possessive or a plural ends no name."""
    originals = _spellings(language)
    exact = [name for name in originals if re.fullmatch(r"(?:[A-Z]\.?){2,5}", name)]
    loose = [name for name in originals if name not in exact]
    return re.compile(
        rf"(?:[Tt]he\s+|THE\s+)?(?P<name>(?i:{_either(loose)})|{_either(exact)})(?![\w’'])(?!{_NO_PLACE})"
    )


def _either(names: list[str]) -> str:
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(n).replace(r"\ ", r"\s+").replace(r"\-", "[-‑–]").replace("'", "['’]") for n in ordered)


def _spellings(language: str) -> list[str]:
    """Names as they are to be matched: folded, but for abbreviations, which keep their capitals."""
    return [name.upper() if name in _ABBREVIATIONS else name for name in place_names(language)]
