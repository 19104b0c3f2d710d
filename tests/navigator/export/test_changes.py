"""The changes between two versions, written out and read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import corpus
from navigator.compare import compare
from navigator.export import write_comparison
from navigator.export.changes import CHANGE_WRITERS, suggest_changes_name, write_changes
from navigator.export.inlines import printable
from navigator.model.catalogue import BadInput
from navigator.model.comparison import Comparison, Status
from navigator.pipeline import analyse
from tests.navigator.export.exported import W, page, part, rows, sheet, squeezed

ON = date(2026, 3, 4)


@cache
def samples() -> Comparison:
    terms, _, earlier = corpus.samples()
    return compare(analyse(earlier.data, earlier.name), analyse(terms.data, terms.name))


def settled(comparison: Comparison) -> dict[str, str]:
    """The words of a Word file, white space aside, when all its changes are accepted and when all are rejected."""
    body = part(write_changes(comparison, ".docx", ON), "word/document.xml")
    for style in list(body.iter(W + "pStyle")):
        if style.get(W + "val") == "Remark":  # our own words
            paragraph = style.getparent().getparent()
            paragraph.getparent().remove(paragraph)
    kept = {"accepted": (W + "del", W + "t"), "rejected": (W + "ins", W + "delText")}
    found = {}
    for side, (without, further) in kept.items():
        inside = {node for change in body.iter(without) for node in change.iter()}
        nodes = [node for node in body.iter(W + "t", further) if node not in inside]
        found[side] = squeezed("".join(node.text or "" for node in nodes))
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bluesky-terms-of-service.2024-03-14.md", "bluesky-terms-of-service.2025-04-23.md"),
        ("snapchat-terms-of-service.2022-07-11.md", "snapchat-terms-of-service.2025-03-06.md"),
        ("x-terms-of-service.2024-02-21.md", "x-terms-of-service.2025-05-09.md"),
        ("reddit-terms-of-service.2022-07-11.md", "reddit-terms-of-service.2024-08-17.md"),
    ],
)
def test_word_for_word_between_real_versions(old: str, new: str, corpus_file: Callable[[str], Path]) -> None:
    """Kinds of quotation marks and blanks to be filled in included."""
    paths = [corpus_file(f"versions/{name}") for name in (old, new)]
    comparison = compare(*(analyse(path.read_bytes(), path.name) for path in paths))
    found = {side: text.replace("│", "") for side, text in settled(comparison).items()}
    at = 0
    for row in comparison.provisions:
        new_text, old_text = (squeezed(printable(text)).replace("│", "") for text in (row.new_text, row.old_text))
        at = found["accepted"].index(new_text, at) + len(new_text)
        assert old_text in found["rejected"]


def test_accepting_all_changes_in_word_leaves_the_new_words_and_rejecting_them_the_old() -> None:
    found = settled(samples())
    for row in samples().provisions:
        assert squeezed(row.new_text) in found["accepted"].replace("│", "")
        assert squeezed(row.old_text) in found["rejected"].replace("│", "")
    removed = next(row for row in samples().provisions if row.status is Status.REMOVED)
    assert squeezed(removed.old_text) not in found["accepted"]


def test_the_web_page_marks_words_and_names_what_moved() -> None:
    tree = page(write_changes(samples(), ".html", ON))
    assert "fourteen (14)" in [node.text for node in tree.iter("ins")]
    assert "thirty (30)" in [node.text for node in tree.iter("del")]
    assert any(node.text == "Moved from 6.1" for node in tree.iter("p"))


def test_the_list_goes_to_a_spreadsheet_with_both_texts() -> None:
    table = rows(write_changes(samples(), ".csv", ON))
    assert len(table) == 1 + len(samples().changes)
    payment = next(row for row in table if row[1] == "3.3 Payment")
    assert payment[0] == "figure"
    assert "thirty (30)" in payment[5]
    assert "fourteen (14)" in payment[6]
    book = write_changes(samples(), ".xlsx", ON)
    assert [row[1] for row in sheet(book)] == [row[1] for row in table]
    assert len(sheet(book, 2)) == 1 + len(samples().provisions)


@pytest.mark.parametrize("ending", sorted(CHANGE_WRITERS))
def test_the_same_comparison_gives_the_same_bytes(ending: str) -> None:
    assert write_changes(samples(), ending, ON) == write_changes(samples(), ending, ON)


def test_another_ending_is_refused_in_one_line(tmp_path) -> None:
    with pytest.raises(BadInput, match=r"changes\.txt: changes are not written with this ending"):
        write_comparison(samples(), tmp_path / "changes.txt")


def test_the_file_is_named_after_both_versions() -> None:
    assert (
        suggest_changes_name(samples(), ".docx") == "Halyard Terms of Service - changes - 2023-05-02 - 2025-03-14.docx"
    )


def test_a_reference_that_names_another_provision_stands_with_the_words_of_both() -> None:
    text = (
        "# Quay Rules\n\n## 1. Craft\n\n1.1 Oars are stowed as Section 1.2 says.\n\n1.2 Oars lie under the thwarts.\n"
    )
    later = text.replace("1.2 Oars lie", "1.2 Sails are dried in the loft.\n\n1.3 Oars lie")
    comparison = compare(*(analyse(each.encode(), "quay.md") for each in (text, later)))
    (row,) = (row for row in rows(write_changes(comparison, ".csv", ON)) if row[0] == "redirected")
    assert row[3:7] == ["1.2", "1.2", "Oars lie under the thwarts.", "Sails are dried in the loft."]
    words = " ".join(page(write_changes(comparison, ".html", ON)).itertext())
    assert "“Section 1.2” now means 1.2 (“Sails are dried in the loft.”)" in words
    assert "References that name another provision" in words
