"""Instructions that replace, disapply, qualify and add to other provisions."""

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
        "2.1.1 Length. Section 1.1 (Length) of this Agreement is hereby deleted in its entirety and replaced with the "
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
        (Action.DISAPPLY, "1.2", True),
    ]


def test_a_part_of_a_provision_is_not_the_whole() -> None:
    analysis = _analysis(
        "2.1.1 A. The second sentence of Section 1.1 is deleted and replaced with the following: “Now.”\n"
    )
    assert _rows(analysis) == [(Action.QUALIFY, "1.1", False)]


def test_another_agreement_is_no_target() -> None:
    analysis = _analysis(
        "2.1.1 A. Section 1.1 of the Supply Agreement is hereby deleted and replaced with the following: “Now.”\n"
    )
    assert [row.target for row in analysis.amendments] in ([], [None])


def test_ordinary_drafting_outside_special_terms_amends_nothing() -> None:
    head = "# Terms\n\n## 1 Term\n\n1.1 Length. One year.\n\n1.2 End. Notwithstanding Section 1.1, you may leave.\n\n"
    analysis = _analysis("1.3 Fees. Section 1.1 does not apply to fees.\n", head)
    assert analysis.amendments == ()
