"""The tokeniser that texts and queries share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.search.words import fold, forms, inflected, inflections, key, stemmer, term_key, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t", ["don't"]),
        ("the Customer’s data", ["the", "customer", "data"]),
        ("thirty (30) days’ notice", ["thirty", "30", "days", "notice"]),
        ("§ 9.6, $1,000.50", ["9.6", "1000.50"]),
        ("Résiliation", ["resiliation"]),
        ("an e-mail", ["an", "e", "mail", "email"]),
        ("state-of-the-art", ["state", "of", "the", "art", "stateoftheart"]),
        ("契約 を", ["契", "約", "を"]),
        ("-- (*) …", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text
        if not token.compound:
            assert not any(sign.isspace() for sign in text[token.start : token.end])


@given(st.text(st.one_of(st.characters(), st.sampled_from("ab -‐'’.,1 \u00a0\u00ad"))))
def test_an_index_takes_the_words_of_a_text(text: str) -> None:
    pieces: set[str] = set()
    made = forms(text, pieces)
    found = [token.text for token in tokens(text) if not token.compound]
    assert made.words == "".join(f"{word} " for word in found)
    stem = stemmer("en")
    assert set(inflections(pieces, "en").split()) == {
        f"{inflected(stem(word), 'en')}{word}" for word in found if stem(word) != word
    }
    assert set(made.compounds) == {token.text for token in tokens(text) if token.compound}


@given(st.text())
def test_folding_settles(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_keys_compare_headings_and_terms_as_wholes() -> None:
    assert key("  Governing  LAW — and Attorneys’ Fees") == key("governing law and attorneys' fees")
    assert term_key("Affiliates", "en") == term_key("affiliate", "en")


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stemmer("ja")("notices") == stemmer("tlh-XX")("notices") == "notices"
    assert stemmer("en-GB")("notices") == "notic"
