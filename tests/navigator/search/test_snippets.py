"""Snippets: the right words marked, the ends between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.search.query import parse
from navigator.search.snippets import WIDTH, Marker, snippet
from navigator.search.tree import Phrase
from navigator.search.words import spans


def marked(query: str, text: str, language: str = "en") -> list[str]:
    found = snippet(parse(query).tree, text, language)
    return [found.text[start:end] for start, end in found.marks]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("notice", "Notices and a notice’s date", ["Notices", "notice’s"]),
        ('"thirty days"', "thirty (30) days, thirty days", ["thirty days"]),
        ("9.2(a)", "see Section 9.2(a).", ["9.2(a)"]),
        ("email", "by e-mail only", ["e-mail"]),
        ("fees NOT taxes", "fees and taxes", ["fees"]),
        ("term*", "terms of termination", ["terms", "termination"]),
        ("resiliation", "La Résiliation", ["Résiliation"]),
    ],
)
def test_the_words_that_match_are_marked(query: str, text: str, words: list[str]) -> None:
    assert marked(query, text) == words


def test_a_long_text_is_cut_between_words_around_the_match() -> None:
    text = " ".join(f"word{n}" for n in range(200)) + " the harbour master decides " + "and so on " * 40
    found = snippet(parse("harbour master").tree, text, "en")
    assert marked("harbour master", text) == ["harbour", "master"]
    assert found.text[0] == found.text[-1] == "…"
    assert found.text[1:-1] in text
    assert f" {found.text[1:-1]} " in text
    assert len(found.text) <= WIDTH + 2


@given(st.text(), st.text(), st.integers(1, 40))
def test_marks_lie_in_order_inside_the_snippet(query: str, text: str, width: int) -> None:
    found = snippet(parse(query).tree, text, "en", width)
    end = 0
    for start, stop in found.marks:
        assert end <= start < stop <= len(found.text)
        end = stop


_PIECES = ("third", "Third’s", "(THIRD", "third-party", "thirdly", "party", "Party,", "“party”", "partié", "1,000", "—")


@given(
    st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join),
    st.sampled_from((("third", "party"), ("third",), ("party", "third", "third"), ("1000", "third"), ("partie",))),
    st.booleans(),
)
def test_a_phrase_is_found_wherever_its_words_stand_in_order(text: str, words: tuple[str, ...], prefix: bool) -> None:
    there = spans(text)
    runs = [there[at : at + len(words)] for at in range(len(there) - len(words) + 1)]
    expected = [
        run[0][1]
        for run in runs
        if tuple(word for word, _, _ in run[:-1]) == words[:-1]
        and (run[-1][0].startswith(words[-1]) if prefix else run[-1][0] == words[-1])
    ]
    assert [start for _, start, *_ in Marker([Phrase(words, prefix)], "en").places(text)] == expected
