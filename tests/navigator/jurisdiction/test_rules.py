"""Rules as agreements write them, through the whole pipeline, and what applies to a profile."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from navigator.jurisdiction import answers_by_country, applies
from navigator.model.analysis import Analysis
from navigator.model.rules import Fact, Organisation, Profile, Rule
from navigator.model.text import plain
from navigator.pipeline import analyse

TERMS = """# Lantern Terms

This Agreement is between you and the Lantern company named here.

| Your Domicile | Lantern company |
| --- | --- |
| A country in the EEA or the United Kingdom | Lantern Europe Limited, a company registered in Ireland |
| Japan | Lantern K.K., a company in Tokyo |
| Any other country | Lantern, Inc., a Delaware corporation |

## 1 Fees

1.1 Payment. All Fees are payable in United States dollars.

## 2 Law

2.1 Governing Law. This Agreement is governed by the law shown for your domicile.

| If you are domiciled in: | Governing law: | Courts: |
| --- | --- | --- |
| Any country outside the EEA and Asia-Pacific, other than Chile | State of Ohio | Courts of Columbus, Ohio |
| Any country within the European Economic Area | Ireland | Courts of Dublin |
| Any country within the Asia-Pacific region | Singapore | Courts of Singapore |
| Chile | Chile | Courts of Santiago |

2.2 Disputes. The parties may commence arbitration under the Harbour Rules of Arbitration. Any arbitration will take \
place in (a) Columbus, Ohio, if you are domiciled in any country outside (i) the EEA and (ii) the \
Asia-Pacific region; (b) Dublin, Ireland, if your domicile is in the EEA; or \
(c) Singapore, if you are domiciled in the Asia-Pacific region.

## 3 Special Terms

3.1 Public Bodies. If you are a United States federal entity, the following terms apply:

3.1.1 Law. Section 2.1 (Governing Law) is deleted in its entirety and replaced with the following:

_This Agreement is governed by United States federal law._

3.1.2 Disputes. Section 2.2 (Disputes) is deleted and replaced with the following:

_The parties will negotiate._

3.2 Japan. If you are domiciled in Japan, the following terms apply:

3.2.1 Currency. All Fees are payable in Japanese yen.

3.3 Small Enterprises. If you are a microenterprise or a small enterprise, and we provide you the Services within the \
European Economic Area, you agree to waive the summary.
"""


@pytest.fixture(scope="module")
def terms() -> Analysis:
    return analyse(TERMS.encode(), "terms.md")


def _said(
    analysis: Analysis, fact: Fact, country: str | None, *organisations: Organisation
) -> tuple[str | None, bool] | None:
    answer = applies(analysis, Profile(country, frozenset(organisations))).answers[fact]
    return None if answer is None else (answer.value, answer.certain)


def _rules(text: str) -> list[Rule]:
    return list(analyse(text.encode(), "terms.md").rules)


def test_values_are_the_words_at_their_spans(terms: Analysis) -> None:
    assert terms.rules
    for rule in terms.rules:
        assert rule.value == plain(terms.agreement.text.at(rule.value_span))
        assert rule.condition.span is None or terms.agreement.text.at(rule.condition.span)


def test_answers_by_country(terms: Analysis) -> None:
    assert _said(terms, Fact.ENTITY, "NO") == ("Lantern Europe Limited", True)
    assert _said(terms, Fact.ENTITY, "JP") == ("Lantern K.K.", True)
    assert _said(terms, Fact.ENTITY, "BR") == ("Lantern, Inc.", True)
    assert _said(terms, Fact.GOVERNING_LAW, "US") == ("State of Ohio", True)
    assert _said(terms, Fact.COURTS, "IN") == ("Courts of Singapore", True)
    assert _said(terms, Fact.ARBITRATION_SEAT, "DE") == ("Dublin, Ireland", True)
    assert _said(terms, Fact.ARBITRATION_RULES, "DE") == ("Harbour Rules of Arbitration", True)


def test_what_the_words_leave_open_is_open_with_a_reason(terms: Analysis) -> None:
    answer = applies(terms, Profile("KZ")).answers[Fact.GOVERNING_LAW]
    assert answer is not None
    assert (answer.value, answer.certain) == (None, False)
    assert "Asia-Pacific" in (answer.why or "")
    assert _said(terms, Fact.ENTITY, "JE") == (None, False)


def test_without_a_country_conditional_rules_ask_for_one(terms: Analysis) -> None:
    assert _said(terms, Fact.ENTITY, None) == (None, False)
    assert _said(terms, Fact.CURRENCY, None) == ("United States dollars", True)
    assert applies(terms, Profile()).special_terms == ()


def test_special_terms_replace_whatever_the_country(terms: Analysis) -> None:
    for country in (None, "US", "DE", "JP"):
        result = applies(terms, Profile(country, frozenset({Organisation.US_FEDERAL})))
        assert [(row.target_number, row.by_number) for row in result.replaced] == [("2.1", "3.1.1"), ("2.2", "3.1.2")]
        law = result.answers[Fact.GOVERNING_LAW]
        assert law is not None
        assert (law.value, law.certain) == ("United States federal law", True)
        assert result.answers[Fact.ARBITRATION_SEAT] is None
        assert result.answers[Fact.COURTS] is None


def test_special_rules_go_before_general_ones(terms: Analysis) -> None:
    assert _said(terms, Fact.CURRENCY, "JP") == ("Japanese yen", True)
    assert _said(terms, Fact.CURRENCY, "US") == ("United States dollars", True)


def test_special_terms_by_kind_and_place(terms: Analysis) -> None:
    def numbers(country: str, kind: Organisation) -> list[tuple[str, bool]]:
        rows = applies(terms, Profile(country, frozenset({kind}))).special_terms
        return [(row.number, row.certain) for row in rows]

    assert numbers("DE", Organisation.SMALL_ENTERPRISE) == [("3.3", True)]
    assert numbers("CH", Organisation.SMALL_ENTERPRISE) == []
    assert numbers("DE", Organisation.COMPANY) == []
    assert numbers("SJ", Organisation.MICROENTERPRISE) == [("3.3", False)]


RIVALS = """# Terms

## 1 Disputes

1.1 Disputes. The seat of arbitration is Lima, Peru.

## 2 Special Terms

2.1 Chile. If you are domiciled in Chile, the following terms apply:

2.1.1 Disputes. Section 1.1 is deleted and replaced with the following: “The seat of arbitration is Santiago, Chile.”

2.2 Public Bodies. If you are a United States federal entity, the following terms apply:

2.2.1 Disputes. Section 1.1 is deleted and replaced with the following: “The seat of arbitration is Reno, Nevada.”

"""


def test_two_replacements_of_one_provision_are_settled_by_the_words_alone() -> None:
    both = Profile("CL", frozenset({Organisation.US_FEDERAL}))
    told = applies(analyse(RIVALS.encode(), "terms.md"), both)
    answer = told.answers[Fact.ARBITRATION_SEAT]
    assert answer is not None
    assert not answer.certain
    assert [row.by_number for row in told.replaced] == ["2.1.1", "2.2.1"]
    conflict = "2.2.2 Conflict. In a conflict with any other term, this Section 2.2 prevails.\n"
    told = applies(analyse((RIVALS + conflict).encode(), "terms.md"), both)
    answer = told.answers[Fact.ARBITRATION_SEAT]
    assert answer is not None
    assert (answer.value, answer.certain) == ("Reno, Nevada", True)
    assert [row.by_number for row in told.replaced] == ["2.2.1"]
    assert len(told.warnings) == 1


def test_a_provision_that_does_not_apply_states_nothing() -> None:
    text = (
        "# Terms\n\n## 1 Disputes\n\n1.1 Arbitration. Any arbitration will take place in Oslo, Norway.\n\n"
        "## 2 Special Terms\n\n2.1 Chile. If you are domiciled in Chile, the following terms apply:\n\n"
        "2.1.1 Arbitration. Section 1.1 (Arbitration) does not apply.\n"
    )
    analysis = analyse(text.encode(), "terms.md")
    assert _said(analysis, Fact.ARBITRATION_SEAT, "PE") == ("Oslo, Norway", True)
    assert _said(analysis, Fact.ARBITRATION_SEAT, "CL") is None
    (row,) = applies(analysis, Profile("CL")).disapplied
    assert (row.target_number, row.by_number) == ("1.1", "2.1.1")


def test_courts_of_two_kinds_are_one_answer() -> None:
    text = (
        "# T\n\n1. Law. Suits must be brought in the federal courts located in Reno, Nevada or state courts in "
        "Washoe County, Nevada.\n"
    )
    (rule,) = (rule for rule in _rules(text) if rule.fact is Fact.COURTS)
    assert rule.value == "federal courts located in Reno, Nevada or state courts in Washoe County, Nevada"


def test_two_answers_at_once_are_no_answer() -> None:
    text = (
        "# Terms\n\n## 1 Governing law\n\nThese Terms are governed by the laws of Peru.\n\n"
        "## 2 Applicable law\n\nThis Agreement is governed by the laws of Chile.\n"
    )
    result = applies(analyse(text.encode(), "terms.md"), Profile("US"))
    law = result.answers[Fact.GOVERNING_LAW]
    assert law is not None
    assert (law.value, law.certain) == (None, False)
    assert result.warnings


PROSE = {
    "This Agreement will be governed by the laws of the Republic of Peru alone.": "laws of the Republic of Peru",
    "The laws of Peru will govern this Agreement.": "laws of Peru",
    "Irish law applies to these Terms and the laws of physics to everything else.": "Irish law",
    "They are governed by English law, unless prohibited by the laws of Peru.": "English law",
}


@pytest.mark.parametrize(("sentence", "value"), PROSE.items())
def test_governing_law_in_prose(sentence: str, value: str) -> None:
    laws = [rule.value for rule in _rules(f"# Terms\n\n## 1 Law\n\n{sentence}\n") if rule.fact is Fact.GOVERNING_LAW]
    assert laws == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "You must comply with the laws of Peru.",
        "Lantern Limited is a company registered under the laws of Ireland.",
        "Nothing here limits rights under the laws of Peru.",
        "Judgment may be entered in any court of competent jurisdiction.",
    ],
)
def test_laws_and_courts_named_in_passing_are_no_rules(sentence: str) -> None:
    assert _rules(f"# Terms\n\n## 1 Rights\n\n{sentence}\n") == []


def test_lists_prose_and_the_rest_of_the_world() -> None:
    text = (
        "# Terms\n\n## 1 Parties\n\n“Lantern” means:\n\n* Lantern India Private Limited, if you live in India;\n"
        "* Lantern Asia Pte. Ltd., if you live in the Asia-Pacific region (other than India); or\n"
        "* Lantern, Inc., if you live anywhere else in the world.\n"
    )
    analysis = analyse(text.encode(), "terms.md")
    said = {code: _said(analysis, Fact.ENTITY, code) for code in ("IN", "JP", "DE", "KZ")}
    assert said == {
        "IN": ("Lantern India Private Limited", True),
        "JP": ("Lantern Asia Pte. Ltd.", True),
        "DE": ("Lantern, Inc.", True),
        "KZ": (None, False),
    }


def test_a_flattened_table() -> None:
    text = (
        "# Terms\n\nThe company is named below.\n\n**If you are domiciled in:**\n\nPeru or Chile\n\n"
        "**Entity entering into this Agreement:**\n\nLantern Andes S.A., with offices in Lima\n\nAny other country\n\n"
        "Lantern, Inc., a Delaware corporation\n\n## 1 Law\n\nText.\n"
    )
    analysis = analyse(text.encode(), "terms.md")
    assert _said(analysis, Fact.ENTITY, "PE") == ("Lantern Andes S.A.", True)
    assert _said(analysis, Fact.ENTITY, "FR") == ("Lantern, Inc.", True)


SETTLED = {
    "US": ("Twilio Inc.", "State of California", "San Francisco"),
    "DE": ("Twilio Ireland Limited", "England and Wales", "London"),
    "NO": ("Twilio Ireland Limited", "England and Wales", "London"),
    "CH": ("Twilio Ireland Limited", "England and Wales", "London"),
    "GB": ("Twilio Ireland Limited", "England and Wales", "London"),
    "MC": ("Twilio Ireland Limited", "England and Wales", "London"),
    "JP": ("Twilio Japan G.K.", "Japan", "Tokyo District Court"),
    "BR": ("Twilio Inc.", "Brazil", "São Paulo"),
    "SG": ("Twilio Inc.", "Singapore", "Singapore"),
    "IN": ("Twilio Inc.", "Singapore", "Singapore"),
    "AU": ("Twilio Inc.", "Singapore", "Singapore"),
}


def test_a_real_agreement(corpus_file: Callable[[str], Path]) -> None:
    path = corpus_file("twilio-terms-of-service.md")
    analysis = analyse(path.read_bytes(), path.name)
    for country, expected in SETTLED.items():
        answers = applies(analysis, Profile(country)).answers
        for fact, words in zip((Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS), expected, strict=True):
            answer = answers[fact]
            assert answer is not None
            assert answer.certain, country
            assert words in (answer.value or ""), country
    seats = {country: _said(analysis, Fact.ARBITRATION_SEAT, country) for country in ("JP", "BR", "US")}
    assert seats["JP"] is None
    assert seats["BR"] == ("City and State of São Paulo, Brazil", True)
    assert _said(analysis, Fact.CURRENCY, "JP") == ("Japanese Yen", True)


def test_the_whole_world_of_a_real_agreement(corpus_file: Callable[[str], Path]) -> None:
    """Every country is settled or says why not; the tables of entities and of laws divide the world differently."""
    path = corpus_file("twilio-terms-of-service.md")
    analysis = analyse(path.read_bytes(), path.name)
    counted: dict[Fact, Counter[str | None]] = {}
    for fact in (Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS, Fact.ARBITRATION_SEAT):
        answers = answers_by_country(analysis, fact, Profile())
        assert all(row is None or (row.value is not None if row.certain else row.why) for row in answers.values())
        counted[fact] = Counter(row.value if row is not None else "none" for row in answers.values())
    assert counted[Fact.ENTITY] == {"Twilio Inc.": 177, "Twilio Ireland Limited": 42, "Twilio Japan G.K.": 1, None: 29}
    assert counted[Fact.GOVERNING_LAW][None] == counted[Fact.COURTS][None] == counted[Fact.ARBITRATION_SEAT][None] == 58
    assert counted[Fact.ARBITRATION_SEAT]["none"] == 1  # Japan: its special terms replace the clause
    us_federal = frozenset({Organisation.US_FEDERAL})
    for country in ("US", "DE", "SG"):
        found = applies(analysis, Profile(country, us_federal))
        assert {(row.target_number, row.by_number) for row in found.replaced} == {("9.6", "10.2.8"), ("9.7", "10.2.9")}
        assert found.answers[Fact.ARBITRATION_SEAT] is None
    small = frozenset({Organisation.MICROENTERPRISE})
    terms = {
        code: [row.number for row in applies(analysis, Profile(code, small)).special_terms]
        for code in ("DE", "GB", "CH")
    }
    assert terms == {"DE": ["10.3"], "GB": ["10.3"], "CH": []}
