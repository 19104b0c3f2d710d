"""What the checks find in real agreements and in the samples, each finding read and found true by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding
from navigator.pipeline import analyse, findings


def _read(path: Path) -> tuple[Analysis, list[Finding]]:
    analysis = analyse(path.read_bytes(), path.name)
    return analysis, list(findings(analysis))


def _rows(path: Path) -> set[tuple[str, str | None]]:
    analysis, found = _read(path)
    return {(row.rule, analysis.agreement.by_id[row.provision].full_number) for row in found}


def test_twilio(corpus_file: Callable[[str], Path]) -> None:
    assert _rows(corpus_file("twilio-terms-of-service.md")) == {
        ("unused-term", "8.1"),  # Term
        ("numbering", "9.1.1"),  # no 9.1 above it
        ("stale-title", "10.5.3"),  # 3.2.2 has another heading
        ("unused-term", "10.6.3"),  # Licensee
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("library/Reddit/Developer Terms.md", {"broken-reference", "undefined-term"}),
        ("library/Quora/Terms of Service.md", {"stale-title", "unused-term"}),
        ("library/Facebook/Developer Terms.md", {"blank"}),  # 10A and 10B stand for 10; a [TBC] was left in an annex
        ("library/Moltbook/Terms of Service.md", set()),  # its numbers are not all printed
        ("library/X/Data Controller Agreement.md", set()),  # quotes headings of another document
        ("open/37signals-terms.md", set()),
        ("open/edgar-amendment-employment-agreement.txt", set()),  # its numbers are those of what it amends
        ("open/mozilla-firefox-cloud-tos.de.html", set()),
        ("twilio-acceptable-use-policy.md", set()),
    ],
)
def test_rules_that_find_something(name: str, expected: set[str], corpus_file: Callable[[str], Path]) -> None:
    assert {rule for rule, _ in _rows(corpus_file(name))} == expected


def test_samples_lack_a_few_summaries_and_nothing_else() -> None:
    for sample in corpus.samples():
        found = findings(analyse(sample.data, sample.name))
        assert {row.rule for row in found} <= {"clause-without-summary"}, sample.name


def test_every_finding_stands_at_words_of_its_provision(corpus_file: Callable[[str], Path]) -> None:
    analysis, found = _read(corpus_file("open/shopify-terms-of-service.md"))
    assert found
    for row in found:
        place = analysis.agreement.place(row.span.start)
        assert place is not None
        assert place[0] == row.provision
        assert row.words
        assert row.why.endswith(".")
