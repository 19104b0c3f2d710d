"""The answers for many countries: one fact for each country of the world, and countries by topic."""

from __future__ import annotations

from collections.abc import Sequence

from navigator.jurisdiction.applying import answer_for, applies
from navigator.jurisdiction.regions import countries as all_countries
from navigator.jurisdiction.regions import name_of
from navigator.jurisdiction.replacements import cite
from navigator.model.analysis import Analysis
from navigator.model.matrix import Matrix, MatrixRow, Topic
from navigator.model.rules import Answer, Applicability, Fact, Organisation, Profile, Programme

_FACTS = {
    Topic.ENTITY: Fact.ENTITY,
    Topic.GOVERNING_LAW: Fact.GOVERNING_LAW,
    Topic.COURTS: Fact.COURTS,
    Topic.CURRENCY: Fact.CURRENCY,
}


def answers_by_country(
    analysis: Analysis,
    fact: Fact,
    organisations: frozenset[Organisation] = frozenset(),
    programmes: frozenset[Programme] = frozenset(),
) -> dict[str, Answer | None]:
    """The answer to one fact for every ISO 3166-1 alpha-2 code; None where the agreement is silent on it."""
    return {
        country.code: answer_for(analysis, Profile(country.code, organisations, programmes), fact)
        for country in all_countries()
    }


def matrix(
    analysis: Analysis, countries: Sequence[str], organisations: frozenset[Organisation] = frozenset()
) -> Matrix:
    """The answers for chosen countries (ISO 3166-1 alpha-2), in the order given, by topic."""
    rows = []
    for code in countries:
        answer = applies(analysis, Profile(code, organisations))
        cells = {topic: _cell(analysis, topic, answer) for topic in Topic}
        rows.append(MatrixRow(code, name_of(code), cells))
    cited = {cell.provision for row in rows for cell in row.cells.values() if cell is not None and cell.provision}
    sources = {identity: cite(analysis.agreement, identity) for identity in sorted(cited)}
    return Matrix(organisations, tuple(rows), sources)


def matrix_rows(table: Matrix) -> list[list[str]]:
    """Head and rows as text, for a table that people keep: each topic with its source, and what is not settled."""
    head = ["Country", "Code", *(words for topic in Topic for words in (topic.value.capitalize(), "Source"))]
    head.append("Not settled")
    found = [head]
    for row in table.rows:
        line = [row.name, row.country]
        doubts: list[str] = []
        for topic in Topic:
            cell = row.cells.get(topic)
            line += ["", ""] if cell is None else [cell.value or "", table.sources.get(cell.provision or "", "")]
            if cell is not None and not cell.certain:
                doubts.append(f"{topic.value}: {cell.why or 'not settled by the agreement’s words'}")
        found.append([*line, " ".join(doubts)])
    return found


def _cell(analysis: Analysis, topic: Topic, answer: Applicability) -> Answer | None:
    if topic in _FACTS:
        return answer.answers.get(_FACTS[topic])
    if topic is Topic.DISPUTES:
        return _disputes(answer)
    if topic is Topic.SPECIAL_TERMS:
        terms = answer.special_terms
        named = [cite(analysis.agreement, row.provision) for row in terms]
        why = "; ".join(row.why for row in terms)
        return _joined(named, why, all(row.certain for row in terms), terms[0].provision if terms else None)
    named = [f"{row.target_number or row.target} by {row.by_number or row.by}" for row in answer.replaced]
    why = "; ".join(answer.warnings)
    contested = len({row.target for row in answer.replaced}) < len(answer.replaced)
    return _joined(named, why, not contested, answer.replaced[0].by if answer.replaced else None)


def _disputes(answer: Applicability) -> Answer | None:
    """The seat of arbitration with its rules; None where the agreement does not refer disputes to arbitration."""
    found = [
        each
        for fact in (Fact.ARBITRATION_SEAT, Fact.ARBITRATION_RULES)
        if (each := answer.answers.get(fact)) is not None
    ]
    if not found:
        return None
    values = [each.value for each in found if each.value]
    why = "; ".join(dict.fromkeys(each.why for each in found if each.why))
    return Answer(
        "; ".join(values) or None,
        all(each.certain for each in found),
        why or None,
        found[0].provision,
        found[0].value_span,
    )


def _joined(named: Sequence[str], why: str, certain: bool, provision: str | None) -> Answer | None:
    return Answer("; ".join(named), certain, why or None, provision) if named else None
