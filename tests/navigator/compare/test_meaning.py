"""Words that stayed and mean something else: references under which the numbers moved on, terms defined otherwise."""

from navigator.compare import compare
from navigator.compare.report import compared, comparison_json
from navigator.model.comparison import Comparison, Status, Weight
from navigator.pipeline import analyse

MILL = """\
# Mill Lease

Last Updated: April 2, 2024

## 1. Words

1.1 **Sluice.** "Sluice" means the gate at the head of the mill race.

1.2 **Miller.** "Miller" means whoever runs the stones.

## 2. Care

2.1 **Repairs.** The Miller repairs the Sluice each spring, subject to Section 3.2.

2.2 **Surviving terms.** Sections 3.1 to 3.3 outlive this lease, and Section 2.1 does not.

## 3. Money

3.1 **Rent.** The rent is forty sacks of flour a year, carried to the barn by the tenant.

3.2 **Cap.** Nobody owes more than the rent of two years for harm done by water or by fire.

3.3 **Receipts.** The owner signs for every sack that was carried to the barn.
"""
INSURANCE = "3.2 **Insurance.** The tenant insures the wheel, the stones and the roof with a friendly society."


def changed(*edits: tuple[str, str]) -> Comparison:
    text = MILL
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return compare(*(analyse(each.encode(), "mill.md") for each in (MILL, text)))


def inserted() -> Comparison:
    return changed(("3.3 **R", "3.4 **R"), ("3.2 **Cap", f"{INSURANCE}\n\n3.3 **Cap"))


def said(comparison: Comparison, weight: Weight) -> list[tuple[str, str]]:
    return [(row.title, row.description) for row in comparison.changes if row.weight is weight]


def test_an_unchanged_reference_that_means_another_clause_is_told_with_both() -> None:
    comparison = inserted()
    assert said(comparison, Weight.REDIRECTED) == [
        ("2.1 Repairs", "“Section 3.2” now means 3.2 Insurance; it meant 3.2 Cap (now 3.3)"),
        (
            "2.2 Surviving terms",
            "“Sections 3.1 to 3.3” now takes in 3.2 Insurance and no longer takes in 3.3 Receipts (now 3.4)",
        ),
    ]
    first = comparison.redirects[0]
    row = comparison.provisions[first.row]
    assert row.status is Status.UNCHANGED
    assert row.weight is Weight.REDIRECTED
    assert row.details == (first.words,)
    assert row.old_text[slice(*first.old_place)] == row.new_text[slice(*first.new_place)] == "Section 3.2"
    assert "Section 3.2" in compared(comparison)


def test_the_json_leads_to_the_words_of_both_targets() -> None:
    report = comparison_json(inserted())
    redirect = report["redirects"][0]
    (named,), (names,) = redirect["old"]["provisions"], redirect["new"]["provisions"]
    assert (named["number"], named["heading"], names["heading"]) == ("3.2", "Cap", "Insurance")
    was = report["provisions"][named["row"]]
    assert "Nobody owes" in was["old"]["text"]
    assert was["new"]["number"] == "3.3"
    assert "friendly society" in report["provisions"][names["row"]]["new"]["text"]
    change = next(change for change in report["changes"] if change["redirect"] == 0)
    assert change["weight"] == "redirected"


def test_a_target_that_went_or_came() -> None:
    cap = MILL[MILL.index("3.2 **Cap") : MILL.index("3.3 **R")]
    assert said(changed((cap, "")), Weight.REDIRECTED)[0] == (
        "2.1 Repairs",
        "“Section 3.2” names nothing any more; it meant 3.2 Cap (removed)",
    )
    other = compare(*(analyse(each.encode(), "mill.md") for each in (MILL.replace(cap, ""), MILL)))
    assert said(other, Weight.REDIRECTED)[0] == (
        "2.1 Repairs",
        "“Section 3.2” now means 3.2 Cap; it named nothing before",
    )


def test_references_that_follow_or_stay_are_not_told() -> None:
    follows = changed(
        ("Section 3.2", "Section 3.3"),
        ("3.1 to 3.3", "3.1 to 3.4"),
        ("3.3 **R", "3.4 **R"),
        ("3.2 **Cap", f"{INSURANCE}\n\n3.3 **Cap"),
    )
    assert follows.redirects == ()
    reworded = changed(("Nobody owes more than the rent of two years for harm", "Losses are limited to ten sacks"))
    assert reworded.redirects == ()


def test_a_reference_in_a_provision_that_changed_elsewhere_is_told_as_well() -> None:
    comparison = changed(
        ("each spring", "each autumn"), ("3.3 **R", "3.4 **R"), ("3.2 **Cap", f"{INSURANCE}\n\n3.3 **Cap")
    )
    row = comparison.provisions[comparison.redirects[0].row]
    assert row.status is Status.CHANGED
    assert row.weight is Weight.REDIRECTED
    assert row.details[1] == "“spring” → “autumn”"


def test_a_term_that_means_something_else_names_its_unchanged_uses() -> None:
    comparison = changed(("the gate at the head of the mill race", "the gate and the bridge over it"))
    (term,) = comparison.terms
    assert term.words == "“Sluice” means something else now and is used in unchanged words: 2.1"
    assert "bridge" in term.new
    assert [comparison.provisions[at].new_text[:7] for at in term.used_in] == ["Repairs"]
    assert ("1.1 Sluice", term.words) in said(comparison, Weight.DEFINITION)
    assert comparison_json(comparison)["terms"][0]["used_in"] == list(term.used_in)


def test_a_term_that_is_defined_no_more() -> None:
    gone = MILL[MILL.index("1.2 **Miller") : MILL.index("## 2")]
    (term,) = changed((gone, "")).terms
    assert term.words == "“Miller” is defined no more and is still used in unchanged words: 2.1"
    assert term.new == ""
    assert changed(("each spring", "each autumn")).terms == ()
