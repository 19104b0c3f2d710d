"""The sample Terms of two years, whose changes we know because we made them, and pairs of real agreements."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import corpus
from navigator.__main__ import main
from navigator.compare import compare
from navigator.compare.report import compared, comparison_json
from navigator.model.comparison import Comparison, PlainText, Status, Weight, plain_text
from navigator.pipeline import analyse

TERMS, _, EARLIER = corpus.samples()
PAIRS = (
    ("bluesky-terms-of-service.2024-03-14.md", "bluesky-terms-of-service.2025-04-23.md"),
    ("whatsapp-terms-of-service.2022-07-11.md", "whatsapp-terms-of-service.2023-07-21.md"),
    ("twitch-terms-of-service.2022-07-11.md", "twitch-terms-of-service.2024-08-13.md"),
)


@cache
def samples() -> Comparison:
    return compare(analyse(EARLIER.data, EARLIER.name), analyse(TERMS.data, TERMS.name))


def described(weight: Weight) -> dict[str, str]:
    """First word of each title (its number) -> what is said of it."""
    return {row.title.split()[0]: row.description for row in samples().changes if row.weight is weight}


def test_every_figure_that_changed_is_said() -> None:
    assert described(Weight.FIGURE) == {
        "1.1": "at least 30% → more than 50% of the votes",
        "2.5.2": "1 Business Day → 5 Business Days written notice",
        "3.2.1": "1.5% → 1% a month",
        "3.3": "30 days → 14 days after its date; strikes “We may charge interest on a late amount”",
        "4.2.3": "“without undue delay” → 72 hours",
        "4.4.2": "3 years → 5 years",
        "7.2": "6 MONTHS → 12 MONTHS; adds USD 50,000",
        "7.3": "200% → 300%",
        "8.1.2": "60 days → 30 days written notice",
        "9.12": "15 days → 30 days written notice",
    }


def test_law_courts_and_obligations() -> None:
    law = described(Weight.LAW_AND_COURTS)
    assert (
        law["9.3"] == "law for Japan: Singapore → Japan; courts for Japan: courts of Singapore → Tokyo District Court"
    )
    assert law["9.4"].startswith("seat of arbitration for Japan: Singapore →")
    obligations = described(Weight.OBLIGATION)
    assert obligations["2.2"] == "“will endeavour to” → “must”"
    assert obligations["4.1.2"].startswith("adds “We will not use Customer Data")
    assert set(obligations) == {"2.2", "4.1.2", "10.4"}


def test_what_came_went_and_moved() -> None:
    assert described(Weight.NEW)["10.5"] == "new, with four provisions below"
    assert set(described(Weight.NEW)) == {"10.3.5", "10.5"}
    assert set(described(Weight.REMOVED)) == {"4.8"}
    titles = {row.title for row in samples().changes if row.weight is Weight.MOVED}
    assert titles == {"6.1 → 6.2 Indemnity by Us", "6.2 → 6.1 Indemnity by You", "10.5 → 10.6 Private Beta"}
    moved = [row for row in samples().provisions if row.status is Status.MOVED]
    assert all(row.weight is Weight.MOVED and not row.details for row in moved)


def test_references_that_follow_are_no_change_of_terms() -> None:
    assert set(described(Weight.REFERENCE)) == {"2.7", "2.8", "6.3", "6.4", "6.6", "7.4", "10.1.3", "10.5.2"}
    assert set(described(Weight.WORDING)) == {"Preamble", "8.4"}


def test_one_summary_is_stale() -> None:
    stale = [row for row in samples().summaries if row.stale]
    assert [(row.new, row.stale) for row in stale] == [(("sec_3__subsec_3-3",), "still says “thirty days”")]


def test_the_json_of_the_samples() -> None:
    report = comparison_json(samples())
    assert report["schema"] == "contract-navigator/compare/1"
    row = next(row for row in report["provisions"] if row["new"] and row["new"]["number"] == "3.3")
    assert row["status"] == "changed"
    assert row["weight"] == "figure"
    struck = [row["old"]["text"][start:end] for op, start, end, _, _ in row["words"] if op == "delete"]
    added = [row["new"]["text"][start:end] for op, _, _, start, end in row["words"] if op == "insert"]
    assert struck[0] == "thirty (30)"
    assert added[0] == "fourteen (14)"
    assert report["counts"]["removed"] == 1
    assert "1 stale summary" in compared(samples())


def test_plain_text_knows_its_place_in_the_source() -> None:
    agreement = samples().new
    for provision in agreement.provisions:
        text = plain_text(agreement, [provision.id])
        whole = " ".join(" ".join(agreement.text.at(span).split()) for span in text.spans(0, len(text.text)))
        assert whole == text.text
        _check_middle(text, agreement.text.text)


def _check_middle(text: PlainText, source: str) -> None:
    start, end = len(text.text) // 3, 2 * len(text.text) // 3
    for span in text.spans(start, end):
        placed = text.locate(span)
        assert placed is not None
        assert start <= placed[0] <= placed[1] <= end
        assert " ".join(span.of(source).split()) == text.text[slice(*placed)].strip()


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_real_versions(corpus_file: Callable[[str], Path], old: str, new: str) -> None:
    """Every provision in one row; a version that only numbers and sets its text otherwise has no changes of words."""
    analyses = [
        analyse(path.read_bytes(), path.name) for path in map(corpus_file, (f"versions/{old}", f"versions/{new}"))
    ]
    comparison = compare(*analyses)
    for agreement, ids in (
        (comparison.old, [one for row in comparison.provisions for one in row.old]),
        (comparison.new, [one for row in comparison.provisions for one in row.new]),
    ):
        assert sorted(ids) == sorted(row.id for row in agreement.provisions)
    changed = {Status.CHANGED, Status.MOVED_AND_CHANGED}
    assert all(row.details for row in comparison.provisions if row.status in changed)
    if old.startswith("whatsapp"):
        assert [row for row in comparison.changes if row.weight is not Weight.TYPOGRAPHY] == []


def test_the_verb(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Status 0 with changes and without; the JSON is that of the report; the changes can be written to a file."""
    old, new = str(EARLIER.path), str(TERMS.path)
    assert main(["compare", old, new]) == 0
    assert "30 days → 14 days" in capsys.readouterr().out
    assert main(["compare", old, new, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == comparison_json(samples())
    out = tmp_path / "redline.docx"
    assert main(["compare", old, new, "-o", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert main(["compare", old, new, "-o", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["compare", new, new, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []
