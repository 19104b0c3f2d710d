"""Markdown -> canonical text: blocks, runs, markers, tables, and what the reader sets aside."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind, CanonicalText
from navigator.reading import read


def _read(text: str) -> CanonicalText:
    return read(text.encode(), "sample.md")


def test_runs_carry_style_and_links() -> None:
    text = _read("Pay **within _ten_ days** at [the desk](https://example.test).")
    (block,) = text.blocks
    shown = [(text.at(run.span), run.bold, run.italic, run.href) for run in block.runs]
    assert shown == [
        ("Pay ", False, False, None),
        ("within ", True, False, None),
        ("ten", True, True, None),
        (" days", True, False, None),
        (" at ", False, False, None),
        ("the desk", False, False, "https://example.test"),
        (".", False, False, None),
    ]


def test_numbered_lists_print_the_numbers_a_browser_prints() -> None:
    text = _read("3. three\n3. four\n   - inner\n\nlast")
    assert [(b.kind, text.at(b.span), b.level) for b in text.blocks] == [
        (BlockKind.LIST_ITEM, "3. three", 1),
        (BlockKind.LIST_ITEM, "4. four", 1),
        (BlockKind.LIST_ITEM, "inner", 2),
        (BlockKind.PARAGRAPH, "last", 0),
    ]
    assert text.blocks[2].bullet


def test_tables_keep_their_cells() -> None:
    text = _read("| Place | Law |\n| --- | --- |\n| Here | **Ours** |")
    (table,) = text.blocks
    assert [[(text.at(c.span), c.header) for c in row] for row in table.cells] == [
        [("Place", True), ("Law", True)],
        [("Here", False), ("Ours", False)],
    ]


def test_metadata_and_comments_are_reported_not_shown() -> None:
    text = _read("---\ntitle: 'Terms'\n---\n\n<!-- linter off -->\n\nBody")
    assert text.title == "Terms"
    assert text.text == "Body"
    assert [reason for _, reason in text.removed] == [
        "metadata of the file (YAML front matter)",
        "comment in the source, not shown to readers",
    ]


def test_line_ends_marks_and_unseen_characters() -> None:
    data = "\ufeffone\r\n\r\nt\u200bwo\u202e  \r\nthree".encode()
    text = read(data, "sample.md")
    assert text.text == "one\n\ntwo\u2028three"


def test_other_encodings_are_guessed() -> None:
    said = "Société à responsabilité limitée, à l’exception des clauses énumérées ci-après, réputées non écrites. " * 4
    assert "responsabilité" in read(said.encode("cp1252"), "sample.md").text


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [(b"  \n", "empty.md", "empty"), (b"\x00\x01" * 50, "binary.md", "not a text"), (b"x", "x.exe", "cannot read")],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        read(data, name)
    assert name in str(caught.value)


@given(st.text(alphabet="ab *_`#>-1.()[]|\n\\<&", max_size=200))
def test_no_letter_is_lost(source: str) -> None:
    """Letters of the source stand in the text, or were set aside by the reader, or are part of an address or tag."""
    if not source.strip():
        return
    text = _read(source)
    kept = _letters(text.text + " ".join(words for words, _ in text.removed))
    hidden = _letters(" ".join(re.findall(r"\]\([^)]*\)|<[^>]*>|^ *\[[^\]]*\]:.*$|```.*", source, re.MULTILINE)))
    assert all(kept[c] + hidden[c] >= n for c, n in _letters(source).items())


def _letters(text: str) -> dict[str, int]:
    return {c: text.count(c) for c in "ab"}


def test_boxes_that_are_not_closed_or_stand_in_one_another_lose_nothing() -> None:
    for open_box in ("::: note\n\nnever closed\n", "!!! tip\nnot set in\n", "::: a\n" * 3000):
        found = _read(open_box).text
        assert all(line in found for line in open_box.split("\n"))
    text = _read(":::: outer\n::: inner\nboth end\n:::\nouter goes on\n::::\nafter\n")
    held = {text.at(block.span): block.containers for block in text.blocks}
    assert held == {"both end": ("box", "box"), "outer goes on": ("box",), "after": ()}
