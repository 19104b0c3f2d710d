"""The order of results, the same whichever engine found them.

1. the section whose number was typed, then the one whose heading was typed, then the definition of the term that was
   typed, then headings that begin so while they are still being typed
2. what applies to the profile before what is settled not to
3. current versions before older ones
4. how well the words are met: how often for the length of the provision, in its heading, in the very form and order
   that was typed, in a defined term; binding words before the same words in a summary
5. the reading order
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from navigator.model.address import number_part
from navigator.model.catalogue import HitLayer
from navigator.search.engine import Row
from navigator.search.query import Query
from navigator.search.snippets import Marker, Place, leaves
from navigator.search.tree import Leaf, Prefix, holds
from navigator.search.words import key, term_key

_TIER, _APPLIES, _CURRENT, _MOST = 100.0, 40.0, 20.0, 19.0
_NUMBER, _OUTER_NUMBER, _HEADING, _TERM, _HEADING_BEGINS = 6, 5, 4, 3, 2
_IN_HEADING, _ALL_IN_HEADING, _SAME_FORM, _SAME_ORDER, _IN_TERM = 0.8, 0.6, 0.3, 0.8, 0.5
_FINISHED = 0.6  # for a word that is typed last and stands there whole, rather than as the beginning of another
_SUMMARY = 0.9  # of what the same words are worth where they bind
_USUAL_LENGTH = 80  # words of a provision
_APART = 2  # code points between two words that stand side by side
_DIGITS = re.compile(r"(\d+)")


class Found(NamedTuple):
    """A row of the index, with where the query stands in it.

    marker  finds the words of the query in texts of this language
    places  where they stand in `text`
    jump    the whole query is its number or its heading
    named   which of its entries defines the term that was typed (-1: none), and whether it is that very term
    whole   every part of the query stands in the heading
    opening the first words below it, where it has none of its own
    """

    agreement: str
    provision: str
    side: HitLayer
    number: str | None
    heading: str | None
    text: str
    language: str
    entries: list[Any]
    marker: Marker
    places: Sequence[Place]
    jump: bool
    named: int
    whole: bool
    conditional: bool
    score: float
    opening: str


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where results are looked at.

    applies    (agreement, provision) -> whether it applies to the profile; None where nobody knows or asked
    older      keys of agreements of which the library holds a newer version
    summaries  only summaries are wanted: then a number or heading leads to them
    """

    applies: Callable[[str, str], bool | None]
    older: frozenset[str] = frozenset()
    summaries: bool = False


def ranked(query: Query, rows: Iterable[Row], standpoint: Standpoint) -> list[Found]:
    """Rows in the order in which they are shown, with the score that says so."""
    wanted = leaves(query.tree)
    markers: dict[str, Marker] = {}
    found: list[Found] = []
    for row in rows:
        language = row[6]
        if language not in markers:
            markers[language] = Marker(wanted, language)
        found.append(_found(query, wanted, row, standpoint, markers[language]))
    found.sort(key=lambda row: -row.score)
    equal = [(-row.score, row.agreement, reading_order(row.provision), row.side, at) for at, row in enumerate(found)]
    return [found[at] for *_, at in sorted(equal)]


def holds_all(query: Query, marker: Marker, text: str) -> bool:
    """Whether a short text alone holds what the query wants."""
    return bool(text) and _holds(query, marker.places(text))


def _holds(query: Query, there: Sequence[Place]) -> bool:
    return bool(there) and query.tree is not None and holds(query.tree, frozenset(leaf for leaf, *_ in there))


def _found(query: Query, wanted: tuple[Leaf, ...], row: Row, standpoint: Standpoint, marker: Marker) -> Found:
    agreement, provision, side_name, number, heading, text, language, entries, conditional = row[:9]
    side = HitLayer(side_name)
    there = marker.places(text)
    above = marker.places(heading) if heading else []
    tier, jump, named = 0, False, -1
    if side is HitLayer.BINDING or standpoint.summaries:
        tier = _tier(query, number, heading)
        jump = tier > 0
        if side is HitLayer.BINDING and (named := _entry(query, entries, language)) >= 0:
            tier = max(tier, _TERM)
    whole = _holds(query, above)
    met = _met(wanted, there, above, text)
    if whole:
        met += _ALL_IN_HEADING
    if entries and any(holds_all(query, marker, name) for names, _ in entries for name in names):
        met += _IN_TERM
    score = tier * _TIER + min(met * (_SUMMARY if side is HitLayer.SUMMARY else 1.0), _MOST)
    if not conditional or standpoint.applies(agreement, provision) is not False:
        score += _APPLIES
    if agreement not in standpoint.older:
        score += _CURRENT
    return Found(
        agreement, provision, side, number, heading, text, language, entries, marker, there, jump, named, whole,
        conditional, round(score, 4), row[13],
    )  # fmt: skip


def _tier(query: Query, number: str | None, heading: str | None) -> int:
    if number and query.numbers:
        part = number_part(number)
        if part == query.numbers[0]:
            return _NUMBER
        if part in query.numbers:
            return _OUTER_NUMBER
    if heading and query.heading:
        whole = key(heading)
        if whole == query.heading:
            return _HEADING
        if query.unending and whole.startswith(query.heading):
            return _HEADING_BEGINS
    return 0


def _entry(query: Query, entries: list[Any], language: str) -> int:
    """Which of the entries defines the very term that was typed; -1 for none."""
    if not entries or not query.heading:
        return -1
    whole = term_key(query.heading, language)
    for at, (names, _) in enumerate(entries):
        if any(term_key(name, language) == whole for name in names):
            return at
    return -1


def _met(wanted: tuple[Leaf, ...], there: Sequence[Place], above: Sequence[Place], text: str) -> float:
    """How well a row meets the words of the query, from 0; about 1 to 3 for each part."""
    often: dict[int, int] = {}
    exact: set[Leaf] = set()
    in_order = False
    before: Leaf | None = None
    until = 0
    for leaf, start, end, typed in there:
        often[id(leaf)] = often.get(id(leaf), 0) + 1
        if typed:
            exact.add(leaf)
        if before is not leaf and before is not None and not in_order and start - until <= _APART:
            in_order = wanted.index(leaf) == wanted.index(before) + 1
        before, until = leaf, end
    length = 0.5 + 0.5 * (text.count(" ") + 1) / _USUAL_LENGTH
    met = sum(count / (count + length) for count in often.values())
    met += _IN_HEADING * len({leaf for leaf, *_ in above}) + _SAME_FORM * len(exact)
    met += _FINISHED * sum(isinstance(leaf, Prefix) for leaf in exact)
    return met + (_SAME_ORDER if in_order else 0.0)


def reading_order(provision: str) -> tuple[tuple[int, int | str], ...]:
    """An order of ids in which sec_2 comes before sec_10."""
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in _DIGITS.split(provision) if part)
