"""The sample agreements are sound drafting, and nothing of them is lost on the way through the pipeline."""

import re
import tomllib
from functools import cache

import pytest

import corpus
from navigator.jurisdiction import applies
from navigator.model.analysis import Analysis
from navigator.model.rules import Fact, Organisation, Profile
from navigator.pipeline import analyse

TERMS, POLICY, EARLIER = (sample.name for sample in corpus.samples())
NAMES = (TERMS, POLICY, EARLIER)
# A defined term as the samples set it: “**Usage Data**” means …
_TERM = re.compile(r"“\*\*([^*]+)\*\*”")


@cache
def analysis_of(name: str) -> Analysis:
    return analyse(source_of(name), name)


def source_of(name: str) -> bytes:
    return next(sample.data for sample in corpus.samples() if sample.name == name)


def text_of(name: str, *, tables: bool) -> str:
    lines = source_of(name).decode().splitlines()
    return "\n".join(line for line in lines if line.startswith("|") == tables)


def names_defined(analysis: Analysis) -> set[str]:
    return {name for row in analysis.definitions for name in (row.term, *row.aliases)}


@pytest.mark.parametrize("name", NAMES)
def test_every_word_has_its_place(name: str) -> None:
    coverage = analysis_of(name).agreement.coverage
    assert coverage.adds_up
    assert coverage.left_out == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_somewhere(name: str) -> None:
    references = analysis_of(name).references
    assert [row.text for row in references if row.resolution.status not in ("resolved", "external")] == []
    assert [row.text for row in references if row.title_matches is False] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_definition_is_lost_and_none_is_idle(name: str) -> None:
    analysis = analysis_of(name)
    text = text_of(name, tables=False)
    assert set(_TERM.findall(text)) - names_defined(analysis) == set()
    used = {analysis.definitions[place].term.casefold() for use in analysis.uses for place in use.definitions}
    named = {row.term for row in analysis.definitions if row.term[0].isupper()}  # "you" and "we" are not linked
    assert {term for term in named if term.casefold() not in used} == set()


def test_terms_in_a_table_are_definitions() -> None:
    assert set(_TERM.findall(text_of(TERMS, tables=True))) - names_defined(analysis_of(TERMS)) == set()


def test_size_and_summaries_of_the_terms() -> None:
    agreement = analysis_of(TERMS).agreement
    numbered = [p for p in agreement.provisions if p.full_number and "(" not in p.full_number and p.level > 1]
    assert len(numbered) == 127
    bare = {p.full_number for p in numbered if p.body and p.id not in agreement.summary_by_id}
    assert bare == {"1.2", "1.3", "5.3", "6.6", "7.5", "9.8", "9.10", "10.4", "10.5"}
    section = next(p for p in numbered if p.full_number == "8.2")
    beside = agreement.summary_by_id[section.id].beside
    assert [agreement.by_id[each].full_number for each in beside] == ["8.2", "8.2.1", "8.2.2", "8.2.3"]


@pytest.mark.parametrize(
    ("country", "entity", "law", "courts", "seat"),
    [
        ("US", "Halyard Inc.", "State of Delaware", "Wilmington", "Wilmington"),
        ("DE", "Halyard Europe Limited", "Ireland", "Dublin", "Dublin"),
        ("CH", "Halyard Europe Limited", "Ireland", "Dublin", "Dublin"),
        ("GB", "Halyard Europe Limited", "England and Wales", "London", "London"),
        ("BR", "Halyard Inc.", "Brazil", "São Paulo", "São Paulo"),
        ("JP", "Halyard Japan G.K.", "Japan", "Tokyo District Court", "Tokyo"),
        ("SG", "Halyard Inc.", "Singapore", "Singapore", "Singapore"),
        ("IN", "Halyard Inc.", "Singapore", "Singapore", "Singapore"),
        ("AU", "Halyard Inc.", "Singapore", "Singapore", "Singapore"),
        ("ZA", "Halyard Inc.", "England and Wales", "London", "London"),
    ],
)
def test_what_applies_by_domicile(country: str, entity: str, law: str, courts: str, seat: str) -> None:
    answers = applies(analysis_of(TERMS), Profile(country)).answers
    facts = (Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS, Fact.ARBITRATION_SEAT)
    for fact, expected in zip(facts, (entity, law, courts, seat), strict=True):
        answer = answers[fact]
        assert answer is not None
        assert answer.certain
        assert expected in (answer.value or "")


@pytest.mark.parametrize(
    ("profile", "name", "expected"),
    [
        (Profile("DE"), TERMS, []),
        (Profile("BR"), TERMS, [("9.4", "10.2.1")]),
        (Profile("JP"), TERMS, [("9.4", "10.3.5")]),
        (Profile("JP"), EARLIER, []),
        (Profile("US", frozenset({Organisation.US_FEDERAL})), TERMS, [("9.3", "10.1.8"), ("9.4", "10.1.9")]),
        (Profile("US", frozenset({Organisation.US_TRIBAL})), TERMS, [("9.3", "10.1.8"), ("9.4", "10.1.9")]),
    ],
)
def test_what_is_replaced(profile: Profile, name: str, expected: list[tuple[str, str]]) -> None:
    found = applies(analysis_of(name), profile).replaced
    assert [(row.target_number, row.by_number) for row in found] == expected


def test_japan_left_singapore_between_the_versions() -> None:
    laws = [applies(analysis_of(name), Profile("JP")).answers[Fact.GOVERNING_LAW] for name in (EARLIER, TERMS)]
    assert [answer.value for answer in laws if answer is not None] == ["Singapore", "Japan"]


def test_the_catalogue_knows_the_samples() -> None:
    facts = tomllib.loads(corpus.catalogue().read_text("utf-8"))
    rows = {row["file"]: row for row in facts["sample"]}
    assert set(rows) == set(NAMES)
    for name, row in rows.items():
        agreement = analysis_of(name).agreement
        assert (row["title"], row["version"]) == (agreement.title, agreement.last_updated)
    assert rows[EARLIER]["earlier_version_of"] == rows[POLICY]["incorporated_by"] == TERMS
    assert all(row["url"].startswith("https://") for row in facts["agreement"])
