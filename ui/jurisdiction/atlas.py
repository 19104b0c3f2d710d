"""The answers of an agreement for every country, grouped by answer: what the map and its list show. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from navigator.model.rules import Answer, Fact, Profile

ASKED = (Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS)
"""What the map can be coloured by."""


class Standing(StrEnum):
    """How an answer stands: settled, left open by the agreement's words, or none given at all."""

    SETTLED = "settled"
    OPEN = "open"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Place:
    """One country with its answer to one question."""

    code: str
    name: str
    answer: Answer | None

    @property
    def standing(self) -> Standing:
        if self.answer is None:
            return Standing.SILENT
        return Standing.SETTLED if self.answer.certain and self.answer.value else Standing.OPEN

    @property
    def why(self) -> str:
        """The reason why the answer is left open; "" for any other."""
        return self.answer.reason if self.answer is not None and self.standing is Standing.OPEN else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Countries with one answer, in the order of their names. `colour` numbers the settled answers from 0, the most
    common first; -1 for the others."""

    standing: Standing
    words: str
    colour: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Atlas:
    """The answers for every country, to somebody who is otherwise like `profile`; `names` has every country."""

    profile: Profile
    names: dict[str, str]
    answers: dict[Fact, dict[str, Answer | None]]

    def places(self, fact: Fact) -> dict[str, Place]:
        """Every country with its answer to one question, by code."""
        return {code: Place(code, self.names.get(code, code), found) for code, found in self.answers[fact].items()}


def in_country(profile: Profile, code: str | None) -> Profile:
    """Somebody of the same kind elsewhere."""
    return replace(profile, country=code)


def grouped(places: Mapping[str, Place]) -> tuple[Group, ...]:
    """Settled answers, the most common first; then what is left open; then no answer."""
    settled: dict[str, list[Place]] = {}
    unsettled: list[Place] = []
    silent: list[Place] = []
    for place in sorted(places.values(), key=lambda row: row.name):
        if place.answer is None:
            silent.append(place)
        elif place.standing is Standing.SETTLED:
            settled.setdefault(place.answer.said, []).append(place)
        else:
            unsettled.append(place)
    ordered = sorted(settled.items(), key=lambda row: (-len(row[1]), row[0]))
    groups = [Group(Standing.SETTLED, words, at, tuple(rows)) for at, (words, rows) in enumerate(ordered)]
    if unsettled:
        groups.append(Group(Standing.OPEN, "Not settled by the agreement", -1, tuple(unsettled)))
    if silent:
        groups.append(Group(Standing.SILENT, "No answer given", -1, tuple(silent)))
    return tuple(groups)
