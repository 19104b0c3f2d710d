"""Instructions that replace, disapply, qualify and add to other provisions."""

import pytest

from navigator.model.amendments import Action, Amendment
from navigator.model.analysis import Analysis
from navigator.model.text import plain
from navigator.pipeline import analyse

HEAD = """# Terms

## 1 Term

1.1 Length. The term is one year.

1.2 Renewal. It renews each year.

1.3 Charges. Charges include postage.

## 2 Special Terms

2.1 Peru. If you are domiciled in Peru, the following terms apply:

"""


def _analysis(clauses: str, head: str = HEAD) -> Analysis:
    return analyse((head + clauses).encode(), "terms.md")


def _rows(analysis: Analysis) -> list[tuple[Action, str | None, bool]]:
    names = {p.id: p.full_number for p in analysis.agreement.provisions}
    return [(row.action, names[row.target] if row.target else None, row.whole) for row in analysis.amendments]


def _replacement(analysis: Analysis, row: Amendment) -> str:
    return plain(" ".join(analysis.agreement.text.at(piece.span) for piece in row.replacement))


def test_a_whole_replacement_takes_what_follows_the_colon() -> None:
    analysis = _analysis(
        "2.1.1 Length. Section 1.1 (Length) of these Terms is deleted in its entirety and replaced with the "
        "following:\n\n_The term is two years._\n\n_It starts today._\n\n2.1.2 Other. Text.\n"
    )
    (row,) = analysis.amendments
    assert _rows(analysis) == [(Action.REPLACE, "1.1", True)]
    assert _replacement(analysis, row) == "The term is two years. It starts today."
    assert row.condition.text == "If you are domiciled in Peru"
    assert analysis.agreement.text.at(row.span).endswith("the following:")


def test_quoted_replacements_end_with_their_quotes() -> None:
    analysis = _analysis(
        "2.1.1 Length. Section 1.1 is replaced by the following: “The term is two years.” The rest stands.\n"
    )
    (row,) = analysis.amendments
    assert row.whole
    assert _replacement(analysis, row) == "The term is two years."


def test_quotation_marks_may_close_in_a_later_paragraph_or_be_those_of_a_term() -> None:
    head = "2.1.1 Length. Section 1.1 is replaced with the following:\n\n"
    analysis = _analysis(head + "“The “Term” is two years.\n\nIt starts today.”\n\nThe rest stands.\n")
    assert _replacement(analysis, analysis.amendments[0]) == "The “Term” is two years. It starts today."
    analysis = _analysis(head + "“Term” means two years.\n")
    assert _replacement(analysis, analysis.amendments[0]) == "“Term” means two years."


def test_lesser_changes() -> None:
    analysis = _analysis(
        "2.1.1 A. Section 1.1 does not apply.\n\n2.1.2 B. Section 1.2 will not apply where the law forbids it.\n\n"
        "2.1.3 C. Notwithstanding Section 1.2, you may leave.\n\n2.1.4 D. Charges, as defined in Section 1.3, will "
        "include stamp duty.\n\n2.1.5 E. Section 1.1 will apply to the extent permitted by law.\n\n2.1.6 F. Your "
        "breach of this clause is not subject to the limits in Section 1.2.\n"
    )
    assert _rows(analysis) == [
        (Action.DISAPPLY, "1.1", True),
        (Action.QUALIFY, "1.2", False),
        (Action.QUALIFY, "1.2", False),
        (Action.ADD, "1.3", False),
        (Action.QUALIFY, "1.1", False),
        (Action.DISAPPLY, "1.2", False),
    ]


def test_a_part_of_a_provision_is_not_the_whole() -> None:
    analysis = _analysis(
        "2.1.1 A. The second sentence of Section 1.1 is deleted and replaced with the following: “Now.”\n"
    )
    assert _rows(analysis) == [(Action.REPLACE, "1.1", False)]
    analysis = _analysis("2.1.1 A. The second sentence of Section 1.1 does not apply: it ends by notice.\n")
    assert _rows(analysis) == [(Action.DISAPPLY, "1.1", False)]
    analysis = _analysis("2.1.1 A. In place of the first sentence of Section 1.3 (Charges), charges are in soles.\n")
    assert _rows(analysis) == [(Action.REPLACE, "1.3", False)]


def test_each_provision_of_a_row_has_its_own_amendment() -> None:
    analysis = _analysis("2.1.1 A. This clause stands. Sections 1.1 (Length), 1.2 and 1.3 do not apply.\n")
    assert _rows(analysis) == [(Action.DISAPPLY, number, True) for number in ("1.1", "1.2", "1.3")]
    analysis = _analysis("2.1.1 A. Sections 1.1 to 1.3 do not apply to the trial.\n")
    assert _rows(analysis) == [(Action.DISAPPLY, number, False) for number in ("1.1", "1.2", "1.3")]


def test_provisions_that_are_cited_by_what_changes_about_them() -> None:
    analysis = _analysis(
        "2.1.1 A. In addition to the charges defined in Section 1.3, you pay stamp duty.\n\n2.1.2 B. Section 1.1 "
        "applies to the extent that the law permits.\n\n2.1.3 C. Despite anything said in Section 1.2, you may go.\n\n"
        "2.1.4 D. No renewal under Section 1.2 is longer than a year.\n\n2.1.5 E. In place of the Charges, a fee of "
        "PEN 5 applies to the trial.\n\n2.1.6 F. Section 1.1 (Length) applies to it without change.\n"
    )
    assert _rows(analysis) == [
        (Action.ADD, "1.3", False),
        (Action.QUALIFY, "1.1", False),
        (Action.QUALIFY, "1.2", False),
        (Action.QUALIFY, "1.2", False),
        (Action.REPLACE, "1.3", False),
    ]


def test_words_before_a_replacement_that_limit_it_leave_it_open() -> None:
    analysis = _analysis("2.1.1 A. For orders of the state, Section 1.1 is replaced by the following: “Two years.”\n")
    (row,) = analysis.amendments
    assert row.whole
    assert row.condition.unread


def test_another_agreement_is_no_target() -> None:
    analysis = _analysis(
        "2.1.1 A. Section 1.1 of the Supply Agreement is hereby deleted and replaced with the following: “Now.”\n"
    )
    assert [row.target for row in analysis.amendments] in ([], [None])


def test_ordinary_drafting_outside_special_terms_amends_nothing() -> None:
    head = "# Terms\n\n## 1 Term\n\n1.1 Length. One year.\n\n1.2 End. Notwithstanding Section 1.1, you may leave.\n\n"
    analysis = _analysis("1.3 Fees. Section 1.1 does not apply to fees.\n", head)
    assert analysis.amendments == ()


def test_the_condition_before_an_instruction_does_not_limit_it_once_more() -> None:
    head = HEAD.split("2.1 Peru.")[0]
    for lead in ("If you live in Peru, ", "If you live in Peru, the following applies to you: "):
        analysis = _analysis(f"2.1 Peru. {lead}Section 1.2 (Renewal) does not apply.\n", head)
        assert _rows(analysis) == [(Action.DISAPPLY, "1.2", True)], lead
    public = "2.1 US public bodies. If you are a federal agency, the following applies: Section 1.2 does not apply.\n"
    analysis = _analysis(public, head)
    assert _rows(analysis) == [(Action.DISAPPLY, "1.2", True)]
    analysis = _analysis("2.1.1 A. Where you ask for it in writing, Section 1.2 does not apply.\n")
    assert _rows(analysis) == [(Action.DISAPPLY, "1.2", False)]


def test_words_of_a_provision_that_are_replaced() -> None:
    analysis = _analysis("2.1.1 A. In Section 1.1, the words “one year” are replaced with “two years”.\n")
    assert _rows(analysis) == [(Action.REPLACE, "1.1", False)]


@pytest.mark.parametrize(
    ("clause", "rows"),
    [
        (
            "Section 1.1 shall be deleted and the following substituted therefor: “The term is two years.”",
            [(Action.REPLACE, "1.1", True)],
        ),
        ("Section 1.1 is amended by deleting “one” and substituting “two”.", [(Action.REPLACE, "1.1", False)]),
        (
            "The following new Section 1.4 is inserted after Section 1.3: “Storage is free.”",
            [(Action.ADD, "1.3", False)],
        ),
        ("Section 1.3 is supplemented by the following sentence: “Storage is free.”", [(Action.ADD, "1.3", False)]),
        ("For the purposes of Section 1.1, a year has ten months.", [(Action.QUALIFY, "1.1", False)]),
        ("Section 1.2 only applies if you ask for it.", [(Action.QUALIFY, "1.2", False)]),
        ("Section 1.2 is renumbered as Section 1.9.", []),
    ],
)
def test_wordings_of_instructions(clause: str, rows: list[tuple[Action, str | None, bool]]) -> None:
    assert _rows(_analysis(f"2.1.1 Change. {clause}\n")) == rows
