"""What is written as Akoma Ntoso comes back as the same facts: what the document states of itself is not guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

import corpus
from navigator.export import WRITERS
from navigator.export.several import Part, write_several
from navigator.model.agreement import Layer, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest, Gathering
from navigator.model.notes import Anchor, Note, NoteKind, PlacedNote
from navigator.model.text import Span
from navigator.pipeline import analyse
from tests.conftest import CORPUS
from tests.navigator.export.akoma import facts, schema
from tests.navigator.export.exported import AKN

REQUEST = ExportRequest(summaries=True, on=date(2026, 3, 4))
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


def same(first: Analysis) -> None:
    data = WRITERS[".xml"](first, None, REQUEST)
    assert schema().validate(etree.fromstring(data)), schema().error_log
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

## 5.

The mate rows.

IN WITNESS WHEREOF the parties have signed.
"""


def test_awkward_forms_come_back_without_loss() -> None:
    """Repeated numbers, lists that are no provisions, tables with marks of items, words after items, signatures."""
    first = analyse(AWKWARD.encode(), "ferry.md")
    same(first)
    second = analyse(WRITERS[".xml"](first, None, REQUEST), "copy.xml")

    def forms(analysis: Analysis) -> list[tuple[object, ...]]:
        text = analysis.agreement.text
        return [(block.kind, block.level, block.bullet, text.at(block.span)) for block in text.blocks]

    assert forms(second) == forms(first)


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


def test_an_ambiguous_reference_is_no_link() -> None:
    text = "# Boat Terms\n\nSee Section 1.\n\n## Here\n\n1. Law. Of here.\n\n## There\n\n1. Law. Of there.\n"
    analysis = analyse(text.encode(), "boats.md")
    assert [row.resolution.status for row in analysis.references] == ["ambiguous"]
    tree = etree.fromstring(WRITERS[".xml"](analysis, None, REQUEST))
    assert not list(tree.iter(AKN + "ref"))


def test_replacements_are_those_that_careful_readers_found(corpus_file: Callable[[str], Path]) -> None:
    """The text that takes the place of another is a textual modification, with source and destination."""
    path, facts_file = corpus_file("twilio-terms-of-service.md"), CORPUS.parent / "truth/twilio-terms-of-service.json"
    if not facts_file.is_file():
        pytest.skip(f"no facts at {facts_file}")
    truth = json.loads(facts_file.read_text("utf-8"))["amendments"]
    analysis = analyse(path.read_bytes(), path.name)
    number = {f"#{row.id}": row.full_number for row in analysis.agreement.provisions}
    tree = etree.fromstring(WRITERS[".xml"](analysis, None, REQUEST))
    found = {
        (number[node.find(AKN + "source").get("href")], number[node.find(AKN + "destination").get("href")])
        for node in tree.iter(AKN + "textualMod")
        if node.get("type") == "substitution"
    }
    wanted = [row for row in truth if row["action"] == "replace" and row["target"] and row["target_cited"]]
    assert found == {(row["provision"], row["target"]) for row in wanted}


def test_notes_stand_in_the_metadata_and_are_referred_to() -> None:
    name = "halyard-terms-of-service.md"
    analysis = analyse(next(row.data for row in corpus.samples() if row.name == name), name)
    rows = [row for row in analysis.agreement.provisions if row.body][:2]
    when = datetime(2026, 3, 4, tzinfo=UTC)
    anchor = Anchor("0" * 16, rows[0].id, None, None, Layer.BINDING, True, "x", "", "", True)
    note = Note("0" * 32, NoteKind.NOTE, "Ask\n\ncounsel", (), "Ada", when, when, (anchor,))
    middle = Span(rows[1].body[0].span.start, rows[1].body[0].span.start + 9)
    placed = (PlacedNote(note, rows[0].id, (), True), PlacedNote(note, rows[1].id, (middle,), False))
    tree = etree.fromstring(WRITERS[".xml"](analysis, None, replace(REQUEST, notes=placed, notes_file=b'{"a": "<&"}')))
    assert schema().validate(tree), schema().error_log
    shown = [["".join(part.itertext()) for part in note] for note in tree.iter(AKN + "note")]
    label = "Note by Ada, 2026-03-04 — not part of the agreement"
    assert shown == [[label, "Ask", "counsel"]] * 2
    assert [node.get("href") for node in tree.iter(AKN + "noteRef")] == ["#note_1", "#note_2"]
    before = next(node for node in tree.iter(AKN + "noteRef") if node.get("href") == "#note_2")
    assert "".join(before.xpath("preceding::text()")).endswith(analysis.agreement.text.at(middle))
    second = analyse(etree.tostring(tree), "copy.xml")
    assert facts(second) == facts(analysis)
    assert any("import notes" in line for line in second.agreement.text.notes)


def test_a_collection_keeps_each_agreement_and_its_summaries() -> None:
    names = ("halyard-terms-of-service.md", "halyard-acceptable-use-policy.md")
    analyses = [analyse(row.data, row.name) for row in corpus.samples() if row.name in names]
    gathering = Gathering("Both", "gathered while reading", ())
    written = [Part(row, None, REQUEST) for row in analyses]
    second = analyse(write_several(gathering, written, ".xml", None), "both.xml").agreement
    assert any("2 documents" in line for line in second.text.notes)
    tops = [row for row in second.provisions if row.parent is None and row.kind is ProvisionKind.SCHEDULE]
    assert [row.heading for row in tops] == [row.agreement.title for row in analyses]
    assert [
        (second.summary_text(row), [identity.partition("__")[2] for identity in row.beside]) for row in second.summaries
    ] == [
        (row.agreement.summary_text(summary), list(summary.beside))
        for row in analyses
        for summary in row.agreement.summaries
    ]
