"""Countries and the regions that agreements name, read from the two data files beside this module.

`countries.tsv` holds the 249 codes of ISO 3166-1 with names; `regions.toml` holds the regions, the territories of
states, and parts of states. Sources and dates stand in the files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from navigator.model.rules import CountrySet


@dataclass(frozen=True, slots=True)
class Country:
    """One row of ISO 3166-1: alpha-2 code, English short name, M49 sub-region, other names that agreements use."""

    code: str
    name: str
    subregion: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """What one name stands for.

    countries   the name alone
    extended    the name with "and its (regions or) territories"
    part_of     the state of which this is only a part ("California" -> "US"), else None
    """

    name: str
    countries: CountrySet
    extended: CountrySet
    part_of: str | None = None


@cache
def countries() -> tuple[Country, ...]:
    """Every country, in the order of its code."""
    rows = files(__package__).joinpath("countries.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")][1:]
    return tuple(Country(c[0], c[1], c[2], tuple(name for name in c[3].split("|") if name)) for c in cells)


@cache
def codes() -> frozenset[str]:
    """Every alpha-2 code."""
    return frozenset(country.code for country in countries())


@cache
def name_of(code: str) -> str:
    """'BR' -> 'Brazil'; an unknown code is given back."""
    return next((country.name for country in countries() if country.code == code), code)


def fold(name: str) -> str:
    """The form in which names are compared: lower case (İ as i), one kind of apostrophe and hyphen, single spaces."""
    plain = name.replace("’", "'").replace("‑", "-").replace("–", "-").replace("İ", "I")
    return " ".join(plain.casefold().split())


@cache
def areas() -> Mapping[str, Area]:
    """Every name that agreements use for a place, folded, and what it stands for."""
    data = tomllib.loads(files(__package__).joinpath("regions.toml").read_text("utf-8"))
    found: dict[str, Area] = {}
    for state, names in data["parts"].items():
        for name in names:
            why = f"the agreement names {name}, which is only a part of {name_of(state)}"
            part = CountrySet(frozenset(), {state: why})
            found[fold(name)] = Area(name, part, part, part_of=state)
    for country in countries():
        area = _country_area(country, data["dependency"])
        for name in (country.name, *country.other_names):
            found[fold(name)] = area
    built: dict[str, CountrySet] = {}
    for region in data["region"]:
        name = region["names"][0]
        built[name] = _region_set(region, built)
        extended = _extend(built[name], str(region.get("territories", "")), data["dependency"])
        for each in region["names"]:
            found[fold(each)] = Area(name, built[name], extended)
    return found


def _country_area(country: Country, dependencies: list[dict[str, Any]]) -> Area:
    doubts = {code: _reason(code, row) for row in dependencies if row["of"] == country.code for code in row["codes"]}
    alone = CountrySet(frozenset({country.code}), doubts)
    return Area(country.name, alone, _extend(alone, country.code, dependencies))


def _extend(alone: CountrySet, of: str, dependencies: list[dict[str, Any]]) -> CountrySet:
    """The set with "and its territories" added, as the rows of `dependency` say."""
    inside, doubts = set(alone.inside), dict(alone.open)
    for row in dependencies:
        if row["of"] != of:
            continue
        for code in row["codes"]:
            if row["extended"] == "inside":
                inside.add(code)
                doubts.pop(code, None)
            elif code not in inside:
                doubts[code] = _reason(code, row)
    return CountrySet(frozenset(inside), doubts)


def _reason(code: str, row: dict[str, Any]) -> str:
    return f"{name_of(code)} {row['why']}"


def _region_set(region: dict[str, Any], built: dict[str, CountrySet]) -> CountrySet:
    settled = set(region.get("inside", ()))
    outside = set(region.get("outside", ()))
    taken_in = [built[name] for name in region.get("with", ())]
    doubts = {code: str(row["why"]) for row in region.get("open", ()) for code in row["codes"]}
    inside = settled | {c.code for c in countries() if c.subregion in region.get("m49", ())}
    inside = inside.union(*(part.inside for part in taken_in)) - outside - (doubts.keys() - settled)
    for part in taken_in:
        for code, why in part.open.items():
            doubts.setdefault(code, why)
    return CountrySet(frozenset(inside), {code: why for code, why in doubts.items() if code not in inside | outside})
