"""The answers for many countries: one fact for each country of the world, and countries by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from navigator.jurisdiction.applying import answer_for, applies
from navigator.jurisdiction.regions import countries as all_countries
from navigator.jurisdiction.regions import name_of
from navigator.jurisdiction.replacements import cite, number
from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.matrix import Matrix, MatrixCell, MatrixRow, MatrixSource, Topic
from navigator.model.rules import Answer, Applicability, Fact, Profile
from navigator.model.text import Span

_FACTS = {
    Topic.ENTITY: Fact.ENTITY,
    Topic.GOVERNING_LAW: Fact.GOVERNING_LAW,
    Topic.COURTS: Fact.COURTS,
    Topic.CURRENCY: Fact.CURRENCY,
}
_WELL_KNOWN = "US GB DE FR IE NL CH ES IT SE BR MX CA JP SG IN AU NZ CN HK KR AE ZA IL KZ".split()
"""Examples are taken from these first, in this order, then by name."""
_MOST_EXAMPLES = 8


def answers_by_country(analysis: Analysis, fact: Fact, profile: Profile) -> dict[str, Answer | None]:
    """The answer to one fact for every ISO 3166-1 alpha-2 code, for somebody otherwise like `profile`; None where the
    agreement is silent on it."""
    return {
        country.code: answer_for(analysis, replace(profile, country=country.code), fact) for country in all_countries()
    }


def matrix(analysis: Analysis, countries: Sequence[str], profile: Profile) -> Matrix:
    """The answers for chosen countries (ISO 3166-1 alpha-2), in the order given, by topic, for somebody otherwise like
    `profile`."""
    rows = []
    for code in countries:
        answer = applies(analysis, replace(profile, country=code))
        cells = {topic: _cell(analysis.agreement, topic, answer) for topic in Topic}
        rows.append(MatrixRow(code, name_of(code), cells))
    return Matrix(replace(profile, country=None), tuple(rows))


def example_countries(analysis: Analysis, profile: Profile) -> tuple[str, ...]:
    """The profile's own country, then one for each other set of answers, the well-known ones first."""
    every = [country.code for country in all_countries()]
    own = [code for code in every if code == profile.country]
    seen: set[tuple[object, ...]] = set()
    chosen: list[str] = []
    for code in [*own, *_WELL_KNOWN, *every]:
        if len(chosen) == _MOST_EXAMPLES:
            break
        found = applies(analysis, replace(profile, country=code))
        said = [found.answers.get(fact) for fact in Fact]
        key = (tuple((each.value, each.certain) if each else None for each in said), found.replaced, found.disapplied)
        if key not in seen:
            seen.add(key)
            chosen.append(code)
    return tuple(chosen)


def _cell(agreement: Agreement, topic: Topic, answer: Applicability) -> MatrixCell:
    match topic:
        case Topic.DISPUTES:
            return _disputes(agreement, answer)
        case Topic.SPECIAL_TERMS:
            return _special(agreement, answer)
        case Topic.REPLACED:
            return _replaced(agreement, answer)
    return _fact(agreement, answer.answers.get(_FACTS[topic]))


def _fact(agreement: Agreement, answer: Answer | None) -> MatrixCell:
    if answer is None:
        return MatrixCell()
    settled = answer.certain and answer.value is not None
    why = "" if settled else answer.reason
    return MatrixCell(answer.said or "Not settled", tuple(_sources(agreement, [answer])), settled, why)


def _disputes(agreement: Agreement, answer: Applicability) -> MatrixCell:
    """The seat of arbitration with its rules."""
    seat, rules = answer.answers.get(Fact.ARBITRATION_SEAT), answer.answers.get(Fact.ARBITRATION_RULES)
    given = [each for each in (seat, rules) if each is not None]
    words = []
    if seat is not None:
        words.append(f"Arbitration in {seat.value}" if seat.value else "Arbitration; its seat is not settled")
    if rules is not None and rules.value:
        words.append(rules.said)
    doubts = [each.reason for each in given if not each.certain]
    return MatrixCell(", ".join(words), tuple(_sources(agreement, given)), not doubts, " ".join(dict.fromkeys(doubts)))


def _special(agreement: Agreement, answer: Applicability) -> MatrixCell:
    rows = answer.special_terms
    words = "; ".join(f"{row.heading or row.number}{'' if row.certain else ' (may apply)'}" for row in rows)
    doubts = [row.why for row in rows if not row.certain]
    return MatrixCell(words, tuple(_source(agreement, row.provision) for row in rows), not doubts, " ".join(doubts))


def _replaced(agreement: Agreement, answer: Applicability) -> MatrixCell:
    """What is replaced, and what does not apply; not settled where two provisions replace the same one."""
    rows = [*answer.replaced, *answer.disapplied]
    words = [f"{row.target_number or cite(agreement, row.target)} by {row.by_number}" for row in answer.replaced]
    words += [f"{row.target_number or cite(agreement, row.target)} does not apply" for row in answer.disapplied]
    sources = dict.fromkeys(_source(agreement, row.by) for row in rows)
    contested = len({row.target for row in answer.replaced}) < len(answer.replaced)
    return MatrixCell("; ".join(words), tuple(sources), not contested, " ".join(answer.warnings) if contested else "")


def _sources(agreement: Agreement, answers: Sequence[Answer]) -> Iterator[MatrixSource]:
    """The provisions of some answers, each once, with the words of its first."""
    seen: set[str] = set()
    for answer in answers:
        if answer.provision is not None and answer.provision not in seen:
            seen.add(answer.provision)
            yield _source(agreement, answer.provision, answer.value_span)


def _source(agreement: Agreement, identity: str, span: Span | None = None) -> MatrixSource:
    cited, short = cite(agreement, identity), number(agreement, identity)
    return MatrixSource(f"§\u00a0{short}" if short else cited, cited, identity, span)
