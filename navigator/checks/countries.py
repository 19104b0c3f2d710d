"""Conditions by country that together leave a country without an answer, or give it two.

Judged are the rules of one provision about one fact, where they mean to divide the world: one of them names a region
and one the rest. The countries are those that the agreement's own conditions name or leave over; one that the words do
not settle (an undefined region) counts as answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from navigator.checks.passages import name
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.rules import CountrySet, Fact, Rule

GAP = "country-without-answer"
TWICE = "country-with-two-answers"
_WORLD = 150  # a set of more countries than this is "the rest of the world"
_NAMED = 8
_WORDS = {
    Fact.ENTITY: "contracting entity",
    Fact.GOVERNING_LAW: "governing law",
    Fact.COURTS: "courts",
    Fact.ARBITRATION_SEAT: "seat of arbitration",
    Fact.ARBITRATION_RULES: "arbitration rules",
    Fact.CURRENCY: "currency",
}


def gaps(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each set of rules that leaves countries out."""
    world = _world(analysis.rules)
    for rules in _sets(analysis.rules):
        if len(rules) < 2 or any(_always(rule) for rule in analysis.rules if rule.fact is rules[0].fact):
            continue
        reached = frozenset().union(*(_reach(rule) for rule in analysis.rules if rule.fact is rules[0].fact))
        missing = sorted(world - reached)
        if missing and sum(len(_inside(rule)) for rule in rules) > _WORLD:
            yield _finding(analysis, GAP, rules[0], f"{_countries(missing)}: no {_WORDS[rules[0].fact]} is given", None)


def overlaps(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each pair of rules that give the same country different answers."""
    for rules in _sets(analysis.rules):
        for place, one in enumerate(rules):
            for other in rules[place + 1 :]:
                both = sorted(_inside(one) & _inside(other))
                joint = one.condition.text == other.condition.text  # one condition that names two of a kind
                if both and one.value != other.value and not joint and not _carves_out(one, other):
                    words = f"{_countries(both)}: both “{one.value}” and “{other.value}” as {_WORDS[one.fact]}"
                    yield _finding(analysis, TWICE, other, words, one.provision)


def _sets(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules by country only, of one fact and one provision."""
    found: dict[tuple[Fact, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        condition = rule.condition
        if rule.fact not in _WORDS:
            continue
        if condition.countries is not None and not (
            condition.organisations or condition.programmes or condition.unread
        ):
            found[rule.fact, rule.provision].append(rule)
    return list(found.values())


def _always(rule: Rule) -> bool:
    condition = rule.condition
    return condition.countries is None and not (condition.organisations or condition.programmes or condition.unread)


def _countries_of(rule: Rule) -> CountrySet:
    assert rule.condition.countries is not None
    return rule.condition.countries


def _inside(rule: Rule) -> frozenset[str]:
    return _countries_of(rule).inside


def _reach(rule: Rule) -> frozenset[str]:
    countries = rule.condition.countries
    return countries.inside | frozenset(countries.open) if countries else frozenset()


def _world(rules: Sequence[Rule]) -> frozenset[str]:
    return frozenset().union(*(_reach(rule) for rule in rules))


def _carves_out(one: Rule, other: Rule) -> bool:
    """Whether one of the two is for countries that the other holds among many: the special case goes first."""
    smaller, larger = sorted((_inside(one), _inside(other)), key=len)
    return smaller < larger and len(smaller) <= 3


def _countries(codes: Sequence[str]) -> str:
    more = f" and {len(codes) - _NAMED} more countries" if len(codes) > _NAMED else ""
    return ", ".join(codes[:_NAMED]) + more


def _finding(analysis: Analysis, rule_id: str, rule: Rule, words: str, related: str | None) -> Finding:
    provision = analysis.agreement.by_id[rule.provision]
    why = "No provision tells them." if rule_id == GAP else "Two provisions tell them different things."
    return Finding(
        rule_id,
        Severity.WARNING,
        rule.provision,
        rule.condition.span or rule.value_span,
        f"{name(provision)}, {words}",
        f"A customer there cannot tell which {_WORDS[rule.fact]} applies. {why}",
        related,
    )
