"""Files that stand whole inside a Word document: read in their place, each once, within bounds."""

from __future__ import annotations

import io
import zipfile

from navigator.model.text import BlockKind, CanonicalText
from navigator.reading import docx_chunks, read
from tests.helpers.office_files import archive, docx, p

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"


def _holding(files: dict[str, bytes], body: str | None = None) -> bytes:
    """A Word file with others inside it, one after the other between two paragraphs."""
    places = "".join(f'<w:altChunk r:id="a{at}"/>' for at in range(len(files)))
    package = zipfile.ZipFile(io.BytesIO(docx(body or p("First of all.") + places + p("Last of all."))))
    parts = {name: package.read(name) for name in package.namelist()}
    links = "".join(f'<Relationship Id="a{at}" Type="{_KIND}" Target="{name}"/>' for at, name in enumerate(files))
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    return archive({**parts, **{f"word/{name}": data for name, data in files.items()}})


def _lines(text: CanonicalText) -> list[str]:
    return [text.at(block.span) for block in text.blocks]


def test_pages_rtf_text_and_word_files_are_read_where_they_stand() -> None:
    page = b"<html><body><h2>1. Hire</h2><ol><li>The oars are let with the boat.</li></ol></body></html>"
    text = read(
        _holding(
            {
                "one.htm": page,
                "two.rtf": rb"{\rtf1\ansi 2. The hirer \b dries\b0  the sails.\par}",
                "three.txt": b"3. Anchors stay on board.",
                "four.docx": docx(p("4. Moorings are free.")),
            }
        ),
        "merged.docx",
    )
    assert _lines(text) == [
        "First of all.", "1. Hire", "1. The oars are let with the boat.", "2. The hirer dries the sails.",
        "3. Anchors stay on board.", "4. Moorings are free.", "Last of all.",
    ]  # fmt: skip
    heading, item, rtf = text.blocks[1:4]
    assert (heading.kind, item.kind) == (BlockKind.HEADING, BlockKind.LIST_ITEM)
    assert item.marker is not None
    assert text.at(item.marker) == "1."
    assert [text.at(run.span) for run in rtf.runs if run.bold] == ["dries"]
    assert not text.notes


def test_what_cannot_be_read_is_reported_and_the_rest_stands() -> None:
    text = read(_holding({"sheet.xlsx": b"PK\x03\x04 no archive", "form.pdf": b"%PDF-1.4"}), "merged.docx")
    assert _lines(text) == ["First of all.", "Last of all."]
    assert len(text.notes) == 2
    assert all("is not read" in note for note in text.notes)
    missing = read(docx(p("First of all.") + '<w:altChunk r:id="a9"/>'), "merged.docx")
    assert "is not in it" in missing.notes[0]


def test_files_within_files_are_bounded() -> None:
    inner = docx(p("The innermost clause."))
    for _ in range(docx_chunks.MOST_DEEP + 2):
        inner = _holding({"inner.docx": inner})
    text = read(inner, "merged.docx")
    assert _lines(text).count("First of all.") == docx_chunks.MOST_DEEP + 1
    assert any("too many files within files" in note for note in text.notes)


def test_a_file_cited_again_and_again_is_read_once() -> None:
    body = '<w:altChunk r:id="a0"/>' * 40
    text = read(_holding({"one.txt": b"Anchors stay on board."}, body), "merged.docx")
    assert _lines(text) == ["Anchors stay on board."]
    assert "more than once" in text.notes[0]
