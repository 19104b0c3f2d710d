"""Reads exports of every format back as words, with white space taken out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree, html
from markdown_it import MarkdownIt

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def squeezed(text: str) -> str:
    return "".join(text.split())


def page(data: bytes) -> Any:
    """The tree of an exported web page."""
    return html.document_fromstring(data.decode())


def part(data: bytes, name: str) -> Any:
    """One XML part of a Word document or a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(data: bytes, number: int = 1) -> list[list[str]]:
    """The rows of a sheet as strings."""
    shared = ["".join(item.itertext()) for item in part(data, "xl/sharedStrings.xml")]
    found = []
    for row in part(data, f"xl/worksheets/sheet{number}.xml").iter(SHEET + "row"):
        cells = {cell.get("r").rstrip("0123456789"): cell for cell in row}
        assert all(cell.get("t") == "s" for cell in cells.values())
        found.append([shared[int(cells[letter][0].text)] if letter in cells else "" for letter in "ABCDEFGHI"])
    return found


def rendered(data: bytes) -> Any:
    """The tree that a reader of Markdown makes."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(data.decode())
    return html.document_fromstring(f"<html><body>{made}</body></html>")


def _word_text(data: bytes) -> str:
    return "".join(node.text or "" for node in part(data, "word/document.xml").iter(W + "t"))


def _matrix_text(table: list[list[str]]) -> str:
    """Number, heading and text; a text too long for one cell goes on in the next row, which has the number again."""
    return "".join("".join(row[1:3] if row[0].endswith("(continued)") else row[:3]) for row in table[1:])


TEXTS: dict[str, Callable[[bytes], str]] = {
    ".docx": _word_text,
    ".html": lambda data: "".join(page(data).find("body/main").itertext()),
    ".md": lambda data: "".join(rendered(data).itertext()),
    ".txt": lambda data: data.decode(),
    ".csv": lambda data: _matrix_text(rows(data)),
    ".xlsx": lambda data: _matrix_text(sheet(data)),
    ".xml": lambda data: "".join(etree.fromstring(data).itertext()),
}
"""The words of each format, in the order of the file."""
