"""The query language: what is read, and that nothing is ever refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.search.query import And, Node, Not, Or, Phrase, Prefix, Word, parse


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("late fees", And((Word("late"), Word("fees")))),
        ('"late  fees"', Phrase(("late", "fees"))),
        ("“late fees” taxes", And((Phrase(("late", "fees")), Word("taxes")))),
        ("terminat*", Prefix("terminat")),
        ("fees OR charges taxes", Or((Word("fees"), And((Word("charges"), Word("taxes")))))),
        ("(fees OR charges) AND NOT taxes", And((Or((Word("fees"), Word("charges"))), Not(Word("taxes"))))),
        ("NOT NOT fees", Word("fees")),
        ("fees and taxes", And((Word("fees"), Word("and"), Word("taxes")))),
        ("don’t", Word("don't")),
        ("9.2(a)", Phrase(("9.2", "a"))),
        ("third-party", Or((Phrase(("third", "party")), Word("thirdparty")))),
        ('"unbalanced fees', And((Word("unbalanced"), Word("fees")))),
        ("fees AND", Word("fees")),
        ("OR fees )", Word("fees")),
        ("AND", Word("and")),
        ("a:b^2 ~c /d/", And((Phrase(("a", "b", "2")), Word("c"), Word("d")))),
        ("()", None),
        ("*", None),
        ("", None),
    ],
)
def test_what_is_read(text: str, tree: Node | None) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("9.6", ("9-6",)),
        ("§ 9.6", ("9-6",)),
        ("section 9.6.", ("9-6",)),
        ("9.2(a)", ("9-2-a", "9-2")),
        ("Clause 4 (b)(ii)", ("4-b-ii", "4-b", "4")),
        ("Article IV", ("iv",)),
        ("10 days", ()),
        ("iv", ()),
        ("sectional", ()),
    ],
)
def test_a_section_number_is_known(text: str, numbers: tuple[str, ...]) -> None:
    assert parse(text).numbers == numbers


def test_the_last_word_may_be_unfinished() -> None:
    assert parse("force maj", as_you_type=True).tree == And((Word("force"), Prefix("maj", unending=True)))
    assert parse("force maj ", as_you_type=True).tree == And((Word("force"), Word("maj")))


@given(st.text() | st.text(alphabet='ab1.9()"*“” ANDORT§-:~^/\\', max_size=60), st.booleans())
def test_any_text_is_a_query(text: str, as_you_type: bool) -> None:
    assert parse(text, as_you_type=as_you_type).text == text


def test_brackets_without_end_are_read() -> None:
    assert parse("(" * 3000 + "fees").tree is not None or parse("(" * 3000 + "fees").is_empty
