"""The tokeniser that texts and queries share."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from navigator.search.words import compounds, fold, inflected, inflections, key, spaced, stemmer, term_key, tokens


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
        ("\ud800\ue000", []),
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


_TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("abS -‐'’.,1 \u00a0\u00ad\x01\x02ßéø")))


@given(st.lists(_TEXTS))
@example(["it's's 'tis 9.6a x9.6 '9.6 x'9.6 1,000.50, l’été’s ø'9.5"])
@example(["oak " + "x" * 200, "x" * 201 + " elm", "", "y" * 999])
def test_an_index_takes_the_words_of_texts(texts: list[str]) -> None:
    made = spaced(texts)
    found = [[token.text for token in tokens(text) if not token.compound] for text in texts]
    assert [text.split() for text in made] == found


@given(st.sets(st.sampled_from(["notices", "notice", "fees", "9.6"])))
def test_an_index_takes_the_words_that_are_other_than_their_stem(words: set[str]) -> None:
    stem = stemmer("en")
    assert set(inflections(words, "en")) == {
        f"{inflected(stem(word), 'en')}{word}" for word in words if stem(word) != word
    }


@given(_TEXTS)
def test_an_index_takes_the_compounds_of_a_text(text: str) -> None:
    assert set(compounds(text)) == {token.text for token in tokens(text) if token.compound}


@given(st.text())
def test_folding_settles(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_keys_compare_headings_and_terms_as_wholes() -> None:
    assert key("  Governing  LAW — and Attorneys’ Fees") == key("governing law and attorneys' fees")
    assert term_key("Affiliates", "en") == term_key("affiliate", "en")


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stemmer("ja")("notices") == stemmer("tlh-XX")("notices") == "notices"
    assert stemmer("en-GB")("notices") == "notic"
