"""The rest of the cases, the language of arbitration, addresses for notices, and two agreements in one document."""

import pytest

from navigator.jurisdiction import answers_by_country, applies, example_countries, matrix
from navigator.model.matrix import Topic
from navigator.model.rules import Fact, Organisation, Profile
from navigator.pipeline import analyse


def _said(text: str, fact: Fact, profile: Profile) -> tuple[str | None, bool] | None:
    answer = applies(analyse(text.encode(), "terms.md"), profile).answers[fact]
    return (answer.value, answer.certain) if answer is not None else None


@pytest.mark.parametrize("rest", ["Otherwise", "In all other cases", "Elsewhere"])
def test_the_rest_of_the_world_after_a_case(rest: str) -> None:
    text = f"# T\n\n1. Law. If you live in Peru, Peruvian law governs these terms. {rest}, Irish law governs them.\n"
    assert _said(text, Fact.GOVERNING_LAW, Profile("PE")) == ("Peruvian law", True)
    assert _said(text, Fact.GOVERNING_LAW, Profile("CL")) == ("Irish law", True)


def test_the_rest_of_the_kinds_of_customer() -> None:
    text = (
        "# T\n\n1. Law. If you are a consumer, the laws of your country govern these terms; in all other cases, Irish "
        "law governs these terms.\n"
    )
    assert _said(text, Fact.GOVERNING_LAW, Profile("PE")) == ("Irish law", True)
    person = _said(text, Fact.GOVERNING_LAW, Profile("PE", frozenset({Organisation.INDIVIDUAL})))
    assert person is not None
    assert not person[1]


def test_otherwise_after_a_case_that_is_none_of_the_customers() -> None:
    text = (
        "# T\n\n1. Disputes. Where the sum is below EUR 500, either party may sue; otherwise the seat of arbitration "
        "is Lima, Peru.\n"
    )
    assert _said(text, Fact.ARBITRATION_SEAT, Profile("PE")) == ("Lima, Peru", True)


@pytest.mark.parametrize(
    ("sentence", "fact", "value"),
    [
        ("The language of the arbitration is English.", Fact.ARBITRATION_LANGUAGE, "English"),
        ("The arbitration will be held in Lima in the Spanish language.", Fact.ARBITRATION_LANGUAGE, "Spanish"),
        (
            "The proceedings are held in Portuguese and in English.",
            Fact.ARBITRATION_LANGUAGE,
            "Portuguese and in English",
        ),
        ("You must send notices under these terms to law@lantern.example.", Fact.NOTICE_ADDRESS, "law@lantern.example"),
        (
            "Notices to us must be sent to Lantern Inc., 4 Quay Rd. Northport, OH 40000.",
            Fact.NOTICE_ADDRESS,
            "Lantern Inc., 4 Quay Rd. Northport, OH 40000",
        ),
    ],
)
def test_languages_and_addresses(sentence: str, fact: Fact, value: str) -> None:
    assert _said(f"# T\n\n1. Matters. {sentence}\n", fact, Profile()) == (value, True)


def test_cases_of_a_list_under_one_condition_may_disagree() -> None:
    text = (
        "# T\n\n1. Law. If you live in Peru, then:\n\n* Claims against the first company must be brought in the courts "
        "of Lima, Peru.\n* Claims against the second company must be brought in the courts of Dublin, Ireland.\n"
    )
    said = _said(text, Fact.COURTS, Profile("PE"))
    assert said is not None
    assert not said[1]


def test_a_second_agreement_in_the_document_has_its_own_condition() -> None:
    text = (
        "# Lantern Terms\n\nThese Terms apply if you live in Peru.\n\n1\\. Law\n\nPeruvian law governs these Terms.\n\n"
        "2\\. End\n\nYou may leave.\n\nLantern Global Terms\n\nThese Terms apply if you live outside Peru.\n\n"
        "1\\. Law\n\nIrish law governs these Terms.\n\n2\\. Courts\n\nSuits must be brought in the courts of Dublin.\n"
    )
    assert _said(text, Fact.GOVERNING_LAW, Profile("PE")) == ("Peruvian law", True)
    assert _said(text, Fact.GOVERNING_LAW, Profile("CL")) == ("Irish law", True)
    assert _said(text, Fact.COURTS, Profile("PE")) != ("courts of Dublin", True)


def test_courts_for_one_subject_are_not_the_courts() -> None:
    fraud = "Any claims or disputes arising from fraud will be brought in the courts located in Lima, Peru."
    every = "All other disputes will be brought in the courts located in Santiago, Chile."
    alone = f"# T\n\n1. Forum. {fraud}\n"
    assert _said(alone, Fact.COURTS, Profile("PE")) == (None, False)
    assert _said(f"{alone}\n2. Courts. {every}\n", Fact.COURTS, Profile("PE")) == (
        "courts located in Santiago, Chile",
        True,
    )
    but = "Except for disputes relating to patents, all disputes will be brought in the courts located in Lima, Peru."
    assert _said(f"# T\n\n1. Forum. {but}\n", Fact.COURTS, Profile("PE")) == ("courts located in Lima, Peru", True)


def test_a_mark_whose_heading_is_lost_ends_where_the_letters_begin_anew() -> None:
    text = (
        "# T\n\n## Terms\n\nThese terms are ours.\n\n"
        "THIS SECTION APPLIES TO YOU ONLY IF YOU LIVE IN PERU. PLEASE READ IT.\n\n"
        "**a. Arbitration.** Any arbitration will take place in Lima, Peru.\n\n**b. Costs.** We share them.\n\n"
        "**a. Law.** Irish law governs these terms.\n\n**b. Rest.** Nothing else is agreed.\n"
    )
    assert _said(text, Fact.ARBITRATION_SEAT, Profile("PE")) == ("Lima, Peru", True)
    assert _said(text, Fact.ARBITRATION_SEAT, Profile("CL")) == (None, False)
    assert _said(text, Fact.GOVERNING_LAW, Profile("CL")) == ("Irish law", True)


@pytest.mark.parametrize(
    ("sentence", "fact", "said"),
    [
        (
            "They are governed by the laws of Peru if you live in Peru, and by the laws of Spain in all other cases.",
            Fact.GOVERNING_LAW,
            {"PE": "laws of Peru", "BO": "laws of Spain"},
        ),
        (
            "If you live in Peru, the courts of Ica have jurisdiction. Otherwise, the courts of Ulm have jurisdiction.",
            Fact.COURTS,
            {"PE": "courts of Ica", "BO": "courts of Ulm"},
        ),
        (
            "Fees are payable in euros, except that customers in Japan pay the fees in Japanese yen.",
            Fact.CURRENCY,
            {"PE": "euros"},
        ),
        (
            "The laws of Peru govern these terms. If that is found to be invalid, the laws of Spain govern them.",
            Fact.GOVERNING_LAW,
            {"PE": "laws of Peru"},
        ),
        (
            "“Lantern” means (a) Lantern S.A. (1 Quay) if you live in Peru; (b) Lantern AG, if you live elsewhere.",
            Fact.ENTITY,
            {"PE": "Lantern S.A.", "CL": "Lantern AG"},
        ),
        ("Any arbitration will occur in Oslo, Norway.", Fact.ARBITRATION_SEAT, {"PE": "Oslo, Norway"}),
    ],
)
def test_several_cases_in_a_row(sentence: str, fact: Fact, said: dict[str, str]) -> None:
    text = f"# T\n\n1. Law and courts. {sentence}\n"
    for country, value in said.items():
        found = _said(text, fact, Profile(country))
        assert found == (value, True), country


def test_otherwise_leaves_out_every_case_before_it() -> None:
    law = "If you live in Peru, Peruvian law governs these terms."
    courts = (
        "If you live in Chile, the courts of Lima have jurisdiction. Otherwise, the courts of Rome have jurisdiction."
    )
    text = f"# T\n\n1. Law and courts. {law} {courts}\n"
    assert _said(text, Fact.COURTS, Profile("BO")) == ("courts of Rome", True)
    assert _said(text, Fact.COURTS, Profile("PE")) != ("courts of Rome", True)


def test_places_after_the_letters_of_a_list() -> None:
    text = (
        "# T\n\n1. Law. If you are domiciled in: (a) Peru, then the laws of Peru govern these terms; (b) Chile, then "
        "the laws of Chile govern them; or (c) any other country, then the laws of Spain govern them.\n"
    )
    said = {code: _said(text, Fact.GOVERNING_LAW, Profile(code)) for code in ("PE", "CL", "BO")}
    assert said == {"PE": ("laws of Peru", True), "CL": ("laws of Chile", True), "BO": ("laws of Spain", True)}


def test_law_by_the_party_that_one_contracts_with() -> None:
    text = (
        "# T\n\n1. Parties. If you live in Peru, you contract with Lantern S.A. If you live in Chile, you contract "
        "with Lantern Ltda.\n\n2. Law. If you contract with Lantern S.A., the laws of Peru govern these terms. "
        "If you contract with Lantern Ltda., the laws of Chile govern these terms.\n"
    )
    assert _said(text, Fact.ENTITY, Profile("PE")) == ("Lantern S.A.", True)
    assert _said(text, Fact.GOVERNING_LAW, Profile("PE")) == ("laws of Peru", True)
    assert _said(text, Fact.GOVERNING_LAW, Profile("CL")) == ("laws of Chile", True)
    assert _said(text, Fact.GOVERNING_LAW, Profile("BO")) == (None, False)


def test_a_list_of_firms_and_the_owner_of_a_party_are_no_parties() -> None:
    text = (
        "# T\n\nLantern S.A. (“Lantern”) is a subsidiary of Beacon Group Inc. (“Beacon”).\n\n"
        "| Company | Website |\n| --- | --- |\n| Ember | ember.example |\n"
    )
    assert _said(text, Fact.ENTITY, Profile("PE")) == ("Lantern S.A.", True)


def test_the_world_and_the_matrix() -> None:
    text = "# T\n\n1. Law. If you live in Peru, Peruvian law governs these terms. Otherwise, Irish law governs them.\n"
    analysis = analyse(text.encode(), "terms.md")
    world = answers_by_country(analysis, Fact.GOVERNING_LAW, Profile())
    assert len(world) == 249
    assert all(answer is not None for answer in world.values())
    assert {answer.value for answer in world.values() if answer} == {"Peruvian law", "Irish law"}
    assert example_countries(analysis, Profile("PE")) == ("PE", "US")
    table = matrix(analysis, ["PE", "CL"], Profile("CL", frozenset({Organisation.COMPANY})))
    assert [row.name for row in table.rows] == ["Peru", "Chile"]
    assert table.rows[0].cells[Topic.GOVERNING_LAW].sources[0].name == "§\u00a01"
    head, peru, _ = table.table()
    assert len(head) == len(peru)
    assert peru[head.index("Governing law")] == "Peruvian law"
    assert peru[head.index("Source: Governing law")] == "Section 1 (Law)"
    assert [row[1] for row in table.table(["CL"])[1:]] == ["CL"]
