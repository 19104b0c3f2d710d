"""Set algebra over countries with three answers: in, out, and not settled by the words.

A `CountrySet` maps every ISO 3166-1 code to yes, no or open (with a reason). The operations below are those of
Kleene's three-valued logic, taken country by country, so that a doubt is carried along and never turned into an answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from navigator.jurisdiction.regions import codes
from navigator.model.rules import CountrySet

NOWHERE = CountrySet(frozenset())


def everywhere() -> CountrySet:
    """Every country of ISO 3166-1."""
    return CountrySet(codes())


def union(sets: Iterable[CountrySet]) -> CountrySet:
    """In where any is; otherwise open where any is (the first reason stands)."""
    inside: set[str] = set()
    doubts: dict[str, str] = {}
    for each in sets:
        inside |= each.inside
        for code, why in each.open.items():
            doubts.setdefault(code, why)
    return CountrySet(frozenset(inside), {code: why for code, why in doubts.items() if code not in inside})


def complement(countries: CountrySet) -> CountrySet:
    """Every other country; what was open stays open."""
    return CountrySet(codes() - countries.inside - countries.open.keys(), dict(countries.open))


def intersection(left: CountrySet, right: CountrySet) -> CountrySet:
    """In where both are; out where either is out; otherwise open."""
    doubts = {
        code: why
        for code, why in {**right.open, **left.open}.items()
        if _possible(left, code) and _possible(right, code)
    }
    return CountrySet(left.inside & right.inside, doubts)


def difference(left: CountrySet, right: CountrySet) -> CountrySet:
    """`left` without `right`."""
    return intersection(left, complement(right))


def doubted(countries: Iterable[str], why: str) -> CountrySet:
    """These countries, each open for one reason."""
    return CountrySet(frozenset(), dict.fromkeys(countries, why))


def _possible(countries: CountrySet, code: str) -> bool:
    return code in countries.inside or code in countries.open
