"""No word of either version is missing from the one text of both."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from navigator.compare import compare
from navigator.model.comparison import Comparison, WordOp
from navigator.model.redlined import Side, redlined
from navigator.pipeline import analyse

_WORD = re.compile(r"\w+")
_CLAUSES = st.lists(
    st.lists(st.sampled_from("the crew must may not pay 30 days’ notice, (a) “Dues” law; – 法律".split()), max_size=12),
    min_size=1,
    max_size=5,
)


def words(comparison: Comparison, row, side: Side, *, without: WordOp | None = None) -> Counter[str]:
    runs = (run for paragraph in redlined(comparison, row, side) for run in paragraph if run.op is not without)
    return Counter(word for run in runs for word in _WORD.findall(run.text))


def nothing_is_missing(comparison: Comparison) -> None:
    for row in (*comparison.provisions, *comparison.summaries):
        old, new = Counter(_WORD.findall(row.old_text)), Counter(_WORD.findall(row.new_text))
        assert old <= words(comparison, row, Side.BOTH, without=WordOp.INSERT)
        assert new <= words(comparison, row, Side.BOTH, without=WordOp.DELETE)
        assert old <= words(comparison, row, Side.OLD)
        assert new <= words(comparison, row, Side.NEW)


def written(clauses: list[list[str]]) -> bytes:
    lines = [f"{at}. **Part {at}.** {' '.join(clause)}" for at, clause in enumerate(clauses, start=1)]
    return "\n\n".join(["# Dues of the Harbour", *lines, "| Port | Fee |\n|---|---|\n| Oslo | 3 |"]).encode()


@settings(max_examples=25)
@given(_CLAUSES, _CLAUSES)
def test_made_up_versions(old: list[list[str]], new: list[list[str]]) -> None:
    nothing_is_missing(compare(analyse(written(old), "old.md"), analyse(written(new), "new.md")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bluesky-terms-of-service.2024-03-14.md", "bluesky-terms-of-service.2025-04-23.md"),
        ("spotify-terms-of-service.2023-04-25.md", "spotify-terms-of-service.2025-10-03.md"),
    ],
)
def test_real_versions(corpus_file: Callable[[str], Path], old: str, new: str) -> None:
    paths = [corpus_file(f"versions/{name}") for name in (old, new)]
    nothing_is_missing(compare(*(analyse(path.read_bytes(), path.name) for path in paths)))


def test_rows_of_a_table_are_paragraphs_and_its_cells_are_parted() -> None:
    terms, _, earlier = corpus.samples()
    comparison = compare(analyse(earlier.data, earlier.name), analyse(terms.data, terms.name))
    law = next(row for row in comparison.provisions if row.new_text.startswith("Governing Law"))
    found = next(runs for runs in redlined(comparison, law, Side.NEW) if runs[0].text == "Japan")
    assert [(run.text, run.op, run.cell) for run in found] == [
        ("Japan", WordOp.INSERT, False),
        ("Japan", WordOp.INSERT, True),
        ("Tokyo District Court", WordOp.INSERT, True),
    ]
    assert redlined(comparison, law, Side.NEW)[0][0].text == "9.3"


def test_a_paragraph_whose_first_word_changed_stays_one_paragraph() -> None:
    old, new = (
        f"# Dues\n\n1. **{word} dues.** The crew pays the harbour master before noon." for word in ("Wharf", "Quay")
    )
    comparison = compare(analyse(old.encode(), "old.md"), analyse(new.encode(), "new.md"))
    row = next(row for row in comparison.provisions if "dues" in row.new_text)
    first, second = redlined(comparison, row, Side.BOTH)
    assert [run.text for run in first] == ["1", "Wharf", "Quay", "dues"]
    assert not any(run.tight for run in first)
    assert [run.text for run in second] == ["The crew pays the harbour master before noon."]


def test_marks_that_no_word_differs_by_are_told_to_the_letter_alone() -> None:
    old = '# Dues\n\n1. **Crew.** The crew\'s "dues" are due - at noon. Signed: ____ Date: __'
    new = "# Dues\n\n1. **Crew.** The crew’s “dues” are due — at noon today. Signed: ______ Date:"
    comparison = compare(analyse(old.encode(), "old.md"), analyse(new.encode(), "new.md"))
    row = next(row for row in comparison.provisions if "dues" in row.new_text)

    def changed(*, to_the_letter: bool) -> list[tuple[str, WordOp]]:
        paragraphs = redlined(comparison, row, Side.BOTH, to_the_letter=to_the_letter)
        return [(run.text, run.op) for runs in paragraphs for run in runs if run.op is not WordOp.EQUAL]

    assert changed(to_the_letter=False) == [("today", WordOp.INSERT), ("__", WordOp.DELETE)]
    assert changed(to_the_letter=True) == [
        ('crew\'s "dues"', WordOp.DELETE),
        ("crew’s “dues”", WordOp.INSERT),
        ("-", WordOp.DELETE),
        ("—", WordOp.INSERT),
        ("today", WordOp.INSERT),
        ("____", WordOp.DELETE),
        ("______", WordOp.INSERT),
        ("__", WordOp.DELETE),
    ]
