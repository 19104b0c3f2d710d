"""What is written as Akoma Ntoso comes back as the same facts: what the document states of itself is not guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import corpus
from navigator.export import WRITERS
from navigator.jurisdiction import applies
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Profile
from navigator.model.text import plain
from navigator.pipeline import analyse

REQUEST = ExportRequest(summaries=True, on=date(2026, 3, 4))
PROFILES = tuple(Profile(country=code) for code in ("BR", "DE", "US"))
REAL = (
    "twilio-terms-of-service.md",
    "twilio-acceptable-use-policy.md",
    "open/edgar-amendment-employment-agreement.txt",
    "open/common-paper-independent-contractor-agreement.docx",
    "open/mozilla-firefox-cloud-tos.de.html",
    "open/shopify-terms-of-service.md",
    "open/wikimedia-terms-of-use.md",
    "open/github-terms-of-service.md",
    "versions/tiktok-terms-of-service.2022-09-05.md",
    "versions/bluesky-terms-of-service.2025-04-23.md",
    "library/Facebook/User Consent Policy.md",
    "library/Spotify/Privacy Policy.md",
    "library/Twitter/Developer Terms.md",
)


def facts(analysis: Analysis) -> dict[str, object]:
    """All that is understood of an agreement, without the places in the text, which another source has elsewhere."""
    agreement, text = analysis.agreement, analysis.agreement.text
    return {
        "title": (agreement.title, agreement.last_updated, agreement.language),
        "provisions": [
            (row.id, row.parent, row.kind, row.number, row.full_number, row.heading, agreement.laid_text(row.id))
            for row in agreement.provisions
        ],
        "summaries": [
            (agreement.summary_text(row), row.beside, row.lead and plain(text.at(row.lead)))
            for row in agreement.summaries
        ],
        "definitions": [(row.term, row.provision, row.aliases, row.style) for row in analysis.definitions],
        "uses": [(row.provision, text.at(row.span), row.definitions) for row in analysis.uses],
        "references": [(row.provision, row.text, row.resolution, row.title_matches) for row in analysis.references],
        "links": [(row.provision, row.url) for row in analysis.hyperlinks],
        "amendments": [(row.action, row.provision, row.target, row.condition.text) for row in analysis.amendments],
        "figures": [(row.provision, text.at(row.span)) for row in analysis.figures],
        "statements": [(row.provision, text.at(row.span)) for row in analysis.statements],
        "applies": [
            [(change.target, change.by) for change in applies(analysis, profile).replaced] for profile in PROFILES
        ],
    }


def same(first: Analysis) -> None:
    data = WRITERS[".xml"](first, None, REQUEST)
    second = analyse(data, "copy.xml")
    before, after = facts(first), facts(second)
    for name, found in before.items():
        assert after[name] == found, name
    assert second.agreement.coverage.adds_up
    assert not second.agreement.coverage.left_out
    title = second.agreement.title_span
    assert (title is not None) == (first.agreement.title_span is not None)
    # What was read can be written again, and says the same.
    again = analyse(WRITERS[".xml"](second, None, REQUEST), "again.xml")
    assert facts(again) == after


@pytest.mark.parametrize("name", [sample.name for sample in corpus.samples()])
def test_a_sample_comes_back_without_loss(name: str) -> None:
    same(analyse(next(row.data for row in corpus.samples() if row.name == name), name))


@pytest.mark.parametrize("name", REAL)
def test_a_real_agreement_comes_back_without_loss(corpus_file: Callable[[str], Path], name: str) -> None:
    path = corpus_file(name)
    same(analyse(path.read_bytes(), path.name))


AWKWARD = """# Ferry Terms

## 1. Crossing

In short: you cross at your own risk.

1. The ferry leaves

   - at dawn
     - in summer

2. The ferry returns:

   | Quay | Hour |
   | --- | --- |
   | North | **(a)** nine |

## 2. Fares

(a) Adults pay.

(b) Children do not, as Section 2(a) says.

Dogs go free.

## 4. Weather

## 4. Weather

The master decides under [our rules](../rules.html).

IN WITNESS WHEREOF the parties have signed.
"""


def test_awkward_forms_come_back_without_loss() -> None:
    """Repeated numbers, lists that are no provisions, tables with marks of items, words after items, signatures."""
    same(analyse(AWKWARD.encode(), "ferry.md"))


def test_a_structure_that_no_rule_would_find_comes_back() -> None:
    """The document is believed, not read again: a paragraph that looks like a clause stays one of text."""
    first = analyse(AWKWARD.encode(), "ferry.md")
    data = WRITERS[".xml"](first, None, REQUEST).replace(b"Dogs go free.", b"(c) Dogs go free.")
    agreement = analyse(data, "copy.xml").agreement
    assert [row.id for row in agreement.provisions] == [row.id for row in first.agreement.provisions]
    assert "(c) Dogs go free." in [agreement.binding_text(row.id) for row in agreement.provisions]


def test_without_summaries_none_comes_back() -> None:
    name = "halyard-terms-of-service.md"
    first = analyse(next(row.data for row in corpus.samples() if row.name == name), name)
    assert first.agreement.summaries
    second = analyse(WRITERS[".xml"](first, None, replace(REQUEST, summaries=False)), "copy.xml")
    assert not second.agreement.summaries
    assert facts(second)["provisions"] == facts(first)["provisions"]
