"""What was perhaps meant by words that no text has."""

import pytest

from navigator.search.query import parse
from navigator.search.spelling import as_printed, mended
from navigator.search.tree import And, Or, Prefix, Word

KNOWN = {"notice": 9, "notices": 2, "termination": 4, "datenschutzerklarung": 1, "law": 3}


@pytest.mark.parametrize(
    ("typed", "meant", "tree"),
    [
        ("notcie", "notice", Or((Word("notice"),))),
        ("terminatoin law", "termination law", And((Or((Word("termination"),)), Word("law")))),
        ("Datenschutz", "Datenschutz*", Prefix("datenschutz")),
        ("Datenschutz notcie", "Datenschutz* notice", And((Prefix("datenschutz"), Or((Word("notice"),))))),
    ],
)
def test_a_word_like_it_or_one_that_begins_so_is_meant(typed: str, meant: str, tree: object) -> None:
    found = mended(parse(typed), KNOWN)
    assert found is not None
    assert (found[1], found[0].tree) == (meant, tree)


@pytest.mark.parametrize("typed", ["notice", "lax", "zyzzyva", "Da", "“notcie law”"])
def test_nothing_is_guessed_for_known_short_or_strange_words(typed: str) -> None:
    assert mended(parse(typed), KNOWN) is None


def test_what_was_meant_is_written_as_the_texts_print_it() -> None:
    shown = ("Die Kündigung der Straße", "Kündigung in Textform", "KÜNDIGUNG")
    assert as_printed("kundigung strasse", "kundigunk strase", shown) == "Kündigung Straße"
    assert as_printed("(kundigung* OR frist)", "(kundigung* OR frisd)", shown) == "(kundigung* OR frist)"
