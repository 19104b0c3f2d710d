"""Reads an exported PDF back: words, bookmarks, links, tags."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing

import pypdf
import pypdfium2

_MM = 72 / 25.4
_HYPHENS = {0xFFFE: "-", 0x02: "-"}  # what PDFium gives for a hyphen at the end of a line


def squeezed(text: str) -> str:
    """Text without white space, for comparing words over line breaks."""
    return "".join(text.translate(_HYPHENS).split())


def pages(pdf: bytes) -> int:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def text(pdf: bytes, *, left: float = 0, right: float = 0) -> str:
    """All words, white space taken out, between two distances (mm) from the edges; running heads and feet left off."""
    found = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            with closing(page.get_textpage()) as words:
                found.append(words.get_text_bounded(left * _MM, 22 * _MM, width - right * _MM, height - 26 * _MM))
            page.close()
    return squeezed("".join(found))


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Level (from 0) and title of each."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [(mark.level, mark.get_title()) for mark in document.get_toc()]


def links(pdf: bytes) -> tuple[list[str], int]:
    """The web addresses that are linked, and how many places link to a place inside."""
    addresses, inside = [], 0
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for reference in page.get("/Annots", []):
            note = reference.get_object()
            if "/Dest" in note or note.get("/A", {}).get("/S") == "/GoTo":
                inside += 1
            elif "/A" in note:
                addresses.append(str(note["/A"]["/URI"]))
    return addresses, inside


def root(pdf: bytes) -> pypdf.generic.DictionaryObject:
    """The document catalogue."""
    return pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def tags(pdf: bytes) -> Iterator[str]:
    """Structure types in reading order: "/H1", "/P", …"""
    waiting = [root(pdf)["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            if "/S" in node:
                yield node["/S"]
            if "/K" in node:
                waiting.append(node["/K"])


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts that are embedded."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in inner or "/FontFile3" in inner
            found.add(str(inner["/FontName"]))
    return found
