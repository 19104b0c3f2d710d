"""The kinds of clause: by heading first, by words second, in eight languages."""

import pytest

from navigator.model.topics import LABELS, Topic
from navigator.pipeline import analyse
from navigator.search import topics
from navigator.search.topics import topics as of


def kinds(text: str) -> dict[str | None, list[str]]:
    agreement = analyse(text.encode(), "made-up.md").agreement
    found = of(agreement)
    return {row.full_number: [str(kind) for kind in found.get(row.id, ())] for row in agreement.provisions}


def test_headings_come_first_and_hold_for_what_is_below() -> None:
    found = kinds(
        "# Harbour Agreement\n\n## 1. Limitation of Liability\n\n1.1 Neither side pays for lost cargo.\n\n"
        "## 2. General\n\n2.1 This Agreement is governed by the laws of Ruritania.\n\n2.2 Nobody waves.\n"
    )
    assert found["1"] == found["1.1"] == ["liability"]
    assert (found["2"], found["2.1"], found["2.2"]) == ([], ["governing-law"], [])


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Choice of Law", Topic.GOVERNING_LAW),
        ("Anwendbares Recht", Topic.GOVERNING_LAW),
        ("Gerichtsstand", Topic.COURTS),
        ("Loi applicable", Topic.GOVERNING_LAW),
        ("Résiliation", Topic.TERMINATION),
        ("Fuerza mayor", Topic.FORCE_MAJEURE),
        ("Protección de datos", Topic.DATA_PROTECTION),
        ("Riservatezza", Topic.CONFIDENTIALITY),
        ("Limitação de responsabilidade", Topic.LIABILITY),
        ("Geheimhouding", Topic.CONFIDENTIALITY),
        ("準拠法", Topic.GOVERNING_LAW),
        ("知的財産権", Topic.INTELLECTUAL_PROPERTY),
    ],
)
def test_a_heading_says_it_in_eight_languages(heading: str, kind: Topic) -> None:
    found = {
        topic
        for language in ("en", "de", "fr", "es", "it", "pt", "nl", "ja")
        for topic in topics._of_heading(heading, topics._phrases(language))
    }
    assert kind in found


@pytest.mark.parametrize("heading", ["How we comply with applicable law", "Long term goals", "Your profile"])
def test_a_heading_that_only_mentions_it_does_not_say_it(heading: str) -> None:
    assert topics._of_heading(heading, topics._phrases("en")) == ()


def test_every_kind_has_a_name_and_phrases() -> None:
    assert set(LABELS) == set(Topic)
    for language in ("en", "de", "fr", "es", "it", "pt", "nl", "ja"):
        own = {phrase.topic for phrase in topics._phrases(language).headings}
        assert own == set(Topic)
