"""The agreement as it reads for a profile: nothing lost, nothing invented, nothing applied beyond its words."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.consolidation import applicable_definitions, compare_profiles, consolidate
from navigator.consolidation.report import consolidated_json
from navigator.jurisdiction import applies, countries
from navigator.model.amendments import Action
from navigator.model.analysis import Analysis
from navigator.model.consolidated import Consolidated, PieceStatus, Standing
from navigator.model.rules import Fact, Organisation, Profile, Programme
from navigator.model.text import plain
from navigator.pipeline import analyse

TERMS = """# Terms

## 1 Term

1.1 Length. The term is one year. It may be:

(a) renewed; or

(b) ended.

1.2 Charges. “Charges” means what you owe.

1.3 Late Payment. A late payment costs PEN 5.

1.4 Disputes. A disagreement (a “Dispute”) must be brought in the courts of Lima, Peru. See Section 1.1.

## 2 Special Terms

2.1 Chile. If you are domiciled in Chile, the following terms apply:

2.1.1 Length. Section 1.1 (Length) is deleted in its entirety and replaced with the following: “The term is two years.”

2.1.2 Charges. Charges, as defined in Section 1.2, will include stamp duty.

2.2 Public Bodies. If you are a United States federal entity, the following terms apply:

2.2.1 Late Payment. Section 1.3 (Late Payment) does not apply.

2.2.2 Disputes. Section 1.4 is replaced with the following:

A disagreement (a “Dispute”) goes to a court that the law of your body names.

2.2.3 Length. Section 1.1 applies to the extent that your budget permits.

2.3 Asia-Pacific. If you are domiciled in the Asia-Pacific region, the following terms apply:

2.3.1 Disputes. Section 1.4 is deleted and replaced with the following: “Disputes go to the courts of Singapore.”
"""
CHILE, FEDERAL = Profile("CL"), Profile("US", frozenset({Organisation.US_FEDERAL}))

profiles = st.builds(
    Profile,
    st.one_of(st.none(), st.sampled_from([code for code, _ in countries()])),
    st.frozensets(st.sampled_from(Organisation), max_size=2),
    st.frozensets(st.sampled_from(Programme), max_size=1),
)


@cache
def _terms() -> Analysis:
    return analyse(TERMS.encode(), "terms.md")


@cache
def _sample() -> Analysis:
    import corpus

    (sample,) = (each for each in corpus.samples() if each.name == "halyard-terms-of-service.md")
    return analyse(sample.data, sample.name)


def _reads(analysis: Analysis, profile: Profile) -> Consolidated:
    return consolidate(analysis, applies(analysis, profile))


def _at(analysis: Analysis, number: str) -> str:
    return next(row.id for row in analysis.agreement.provisions if row.full_number == number)


def _words(analysis: Analysis, consolidated: Consolidated, *statuses: PieceStatus) -> Counter[str]:
    pieces = [piece for row in consolidated.provisions for piece in row.pieces if piece.status in statuses]
    return Counter(word for piece in pieces for word in analysis.agreement.text.at(piece.span).split())


def _text(analysis: Analysis, consolidated: Consolidated, number: str) -> str:
    row = consolidated.by_id[_at(analysis, number)]
    return plain(" ".join(analysis.agreement.text.at(piece.span) for piece in row.reads))


def test_nothing_chosen_is_the_agreement_as_published() -> None:
    for analysis in (_terms(), _sample()):
        rows = _reads(analysis, Profile()).provisions
        assert [row.provision for row in rows] == [each.id for each in analysis.agreement.provisions]
        for row in rows:
            assert [piece.piece for piece in row.pieces] == list(analysis.agreement.by_id[row.provision].body)
            assert (row.standing, row.notes, row.touched_by) == (Standing.PUBLISHED, (), ())


@given(profiles, st.booleans())
@settings(max_examples=60)
def test_no_profile_loses_or_invents_a_word(profile: Profile, sample: bool) -> None:
    analysis = _sample() if sample else _terms()
    consolidated = _reads(analysis, profile)
    bodies = [piece for each in analysis.agreement.provisions for piece in each.body]
    published = Counter(word for piece in bodies for word in analysis.agreement.text.at(piece.span).split())
    assert _words(analysis, consolidated, PieceStatus.PUBLISHED, PieceStatus.STRUCK) == published
    for row in consolidated.provisions:
        for piece in row.pieces:
            source = analysis.agreement.by_id[piece.by]
            family = (source, *analysis.agreement.descendants(source.id))
            assert any(piece.span in own.span for each in family for own in each.body)
            assert (piece.by == row.provision) == (piece.status is not PieceStatus.REPLACEMENT)


def test_a_replacement_stands_in_the_place_of_what_it_replaces() -> None:
    analysis, consolidated = _terms(), _reads(_terms(), CHILE)
    assert _text(analysis, consolidated, "1.1") == "The term is two years."
    length = consolidated.by_id[_at(analysis, "1.1")]
    assert (length.standing, length.replaced_by) == (Standing.REPLACED, (_at(analysis, "2.1.1"),))
    assert [row.status for row in length.pieces][-1] is PieceStatus.REPLACEMENT
    assert consolidated.by_id[_at(analysis, "1.1(a)")].standing is Standing.REPLACED
    assert consolidated.by_id[_at(analysis, "2.1.1")].replaces == (_at(analysis, "1.1"),)
    assert consolidated.by_id[_at(analysis, "2.2.1")].standing is Standing.OTHERS


def test_what_is_less_than_a_replacement_is_shown_and_not_applied() -> None:
    analysis, consolidated = _terms(), _reads(_terms(), FEDERAL)
    late = consolidated.by_id[_at(analysis, "1.3")]
    assert (late.standing, late.reads) == (Standing.DISAPPLIED, ())
    length = consolidated.by_id[_at(analysis, "1.1")]
    assert length.standing is Standing.PUBLISHED
    assert [(row.action, row.by) for row in length.touched_by] == [(Action.QUALIFY, _at(analysis, "2.2.3"))]


def test_what_the_words_do_not_settle_is_not_applied() -> None:
    analysis, consolidated = _terms(), _reads(_terms(), Profile("KZ"))
    disputes = consolidated.by_id[_at(analysis, "1.4")]
    assert disputes.standing is Standing.OPEN
    assert disputes.notes
    assert all(piece.status is PieceStatus.PUBLISHED for piece in disputes.pieces)


def test_where_references_land() -> None:
    analysis, chile, federal = _terms(), _reads(_terms(), CHILE), _reads(_terms(), FEDERAL)
    length, late = _at(analysis, "1.1"), _at(analysis, "1.3")
    assert (chile.lands_on(length).provision, chile.lands_on(length).instead_of) == (_at(analysis, "2.1.1"), length)
    assert chile.lands_on(_at(analysis, "1.1(a)")).provision == _at(analysis, "2.1.1")
    assert chile.lands_on(late).provision == late
    assert federal.lands_on(late).provision is None
    assert federal.lands_on(late).note


def test_the_applicable_definition_comes_first() -> None:
    analysis = _terms()

    def told(profile: Profile, term: str) -> list[tuple[str | None, bool | None]]:
        rows = applicable_definitions(analysis, applies(analysis, profile), term)
        return [(analysis.agreement.by_id[row.provision].full_number, row.applies) for row in rows]

    assert told(CHILE, "Charges") == [("2.1.2", True), ("1.2", True)]
    assert told(FEDERAL, "Dispute") == [("2.2.2", True), ("1.4", False)]
    assert told(CHILE, "dispute") == [("1.4", True)]


def test_two_profiles_side_by_side() -> None:
    analysis = _terms()
    told = compare_profiles(analysis, applies(analysis, CHILE), applies(analysis, FEDERAL))
    numbers = [analysis.agreement.by_id[row.provision].full_number for row in told.texts]
    assert numbers == ["1.1", "1.1(a)", "1.1(b)", "1.2", "1.3", "1.4"]
    assert [row.fact for row in told.facts] == [Fact.COURTS]
    assert (told.left_terms, told.right_terms) == ((_at(analysis, "2.1"),), (_at(analysis, "2.2"),))
    same = compare_profiles(analysis, applies(analysis, CHILE), applies(analysis, CHILE))
    assert (same.facts, same.texts, same.left_terms) == ((), (), ())


def test_the_json_traces_every_piece() -> None:
    answer = consolidated_json(_terms(), _reads(_terms(), CHILE))
    assert answer["schema"] == "contract-navigator/consolidate/1"
    row = next(row for row in answer["provisions"] if row["full_number"] == "1.1")
    assert (row["text"], row["status"]) == ("The term is two years.", "replaced")
    assert row["pieces"][-1]["from"] == _at(_terms(), "2.1.1")


@pytest.mark.parametrize(
    ("profile", "replaced"),
    [
        (Profile("BR"), {"9.7": "10.4.1"}),
        (Profile("JP"), {"9.7": "10.5.7"}),
        (Profile("DE"), {}),
        (Profile("FR", frozenset({Organisation.US_FEDERAL})), {"9.6": "10.2.8", "9.7": "10.2.9"}),
        (Profile("BR", frozenset({Organisation.US_FEDERAL})), {"9.6": "10.2.8", "9.7": "10.2.9"}),
    ],
)
def test_a_real_agreement(profile: Profile, replaced: dict[str, str], corpus_file: Callable[[str], Path]) -> None:
    path = corpus_file("twilio-terms-of-service.md")
    analysis = analyse(path.read_bytes(), path.name)
    consolidated = _reads(analysis, profile)
    agreement = analysis.agreement
    for row in consolidated.provisions:
        number = agreement.by_id[row.provision].full_number or ""
        body = tuple(agreement.by_id[row.provision].body)
        if number not in replaced:
            assert tuple(piece.piece for piece in row.reads) == body
            continue
        by = _at(analysis, replaced[number])
        assert {piece.by for piece in row.reads} == {by}
        assert tuple(piece.piece for piece in row.reads) == agreement.by_id[by].body[1:]  # all but the instruction
        assert tuple(piece.piece for piece in row.pieces if piece.status is PieceStatus.STRUCK) == body


def test_the_amendments_of_the_sample() -> None:
    names = {row.id: row.full_number for row in _sample().agreement.provisions}
    told = [
        (names[row.provision], row.action.value, names[row.target or ""], row.whole) for row in _sample().amendments
    ]
    assert [row for row in told if row[3]] == [
        ("10.1.1", "disapply", "3.2.2", True),
        ("10.1.8", "replace", "9.3", True),
        ("10.1.9", "replace", "9.4", True),
        ("10.2.1", "replace", "9.4", True),
        ("10.3.5", "replace", "9.4", True),
    ]
    assert [row[:3] for row in told if not row[3]] == [
        ("10.1.1", "disapply", "3.2.1"),
        ("10.1.1", "qualify", "3.2.1"),
        ("10.1.2", "qualify", "4.4.2"),
        ("10.1.3", "qualify", "6.1"),
        ("10.1.4", "qualify", "4.7"),
        ("10.1.5", "disapply", "8.1.2"),
        ("10.1.7", "qualify", "9.1"),
        ("10.2.2", "qualify", "4.2"),
        ("10.3.2", "add", "3.6.1"),
        ("10.3.3", "replace", "3.1"),
        ("10.4.1", "qualify", "9.11"),
        ("10.4.2", "qualify", "8.1.2"),
        ("10.4.2", "qualify", "8.2.1"),
        ("10.4.3", "qualify", "9.12"),
        ("10.5.3", "add", "4.7"),
        *(("10.6.2", "disapply", number) for number in ("2.6", "2.9", "5.2", "6.2")),
        *(("10.6.3", "replace", number) for number in ("7.2", "7.3")),
    ]
