"""The query language: what is read, and that nothing is ever refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.search.query import And, Near, Node, Not, Or, Phrase, Prefix, Under, Within, Word, parse
from navigator.search.tree import Area


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
        ("late near/5 fees", Near("late", "fees", 5)),
        ("late NEAR/900 fees", Near("late", "fees", 50)),
        ("(late OR due) near/2 fees", Or((Near("late", "fees", 2), Near("due", "fees", 2)))),
        ("a near/2 b near/3 c", And((Near("a", "b", 2), Near("b", "c", 3)))),
        ('"late fees" near/4 due', And((Phrase(("late", "fees")), Near("fees", "due", 4)))),
        ("near/5 fees", Word("fees")),
        ("heading:fees taxes", And((Within(Area.HEADING, Word("fees")), Word("taxes")))),
        ('term:"late fees"', Within(Area.TERM, Phrase(("late", "fees")))),
        ("summary:(fees OR taxes)", Within(Area.SUMMARY, Or((Word("fees"), Word("taxes"))))),
        (
            "party:customer NOT agreement:harbour",
            And((Within(Area.PARTY, Word("customer")), Not(Within(Area.AGREEMENT, Word("harbour"))))),
        ),
        ("in:9.2(a)", Under("9-2-a")),
        ("heading: fees", And((Word("heading"), Word("fees")))),
        ("agree\u00adment", Word("agreement")),
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


def test_where_to_look_is_no_part_of_what_is_typed_as_is() -> None:
    read = parse("in:9.2(a) agreement:harbour late fees")
    assert read.tree == And((Word("late"), Word("fees")))
    assert read.scope == And((Under("9-2-a"), Within(Area.AGREEMENT, Word("harbour"))))
    assert (read.heading, parse("in:9 9.6").numbers, parse('in:9 "late"').heading) == ("late fees", ("9-6",), "")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('"unbalanced fees', "quotation mark"),
        ("(fees OR taxes", "not closed"),
        ("fees)", "closes nothing"),
        ("fees AND", "AND has words on one side only"),
        ("OR fees", "OR has words on one side only"),
        ("fees NOT", "NOT has nothing after it"),
        ("fees near/5", "near has words on one side only"),
        ("heading:()", "heading: has no words after it"),
        ("AND", "read as a word"),
        ("fees late* near/3 taxes", "one provision"),
        ("fees " * 2000, "first 4000 characters"),
        ('fees "late taxes" (AND)', "AND"),
        ("late fees", None),
    ],
)
def test_a_broken_query_says_how_it_was_read(text: str, note: str | None) -> None:
    notes = " ".join(parse(text).notes)
    assert note in notes if note is not None else notes == ""


def test_the_last_word_may_be_unfinished() -> None:
    assert parse("force maj", as_you_type=True).tree == And((Word("force"), Prefix("maj", unending=True)))
    assert parse("force maj ", as_you_type=True).tree == And((Word("force"), Word("maj")))


@given(st.text() | st.text(alphabet='ab1.9()"*“” ANDORT§-:~^/\\', max_size=60), st.booleans())
def test_any_text_is_a_query(text: str, as_you_type: bool) -> None:
    assert parse(text, as_you_type=as_you_type).text == text


def test_brackets_without_end_are_read() -> None:
    assert parse("(" * 3000 + "fees").tree is not None or parse("(" * 3000 + "fees").is_empty
