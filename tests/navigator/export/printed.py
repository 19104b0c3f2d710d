"""Reads an exported PDF back: words (by their place, or in the order of the tags), bookmarks, links, tags."""

from __future__ import annotations

import ctypes
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


def read_aloud(pdf: bytes) -> str:
    """All words in the order of the structure tree, as a screen reader says them; white space taken out.

    Ligatures that a source wrote as one character come as letters: PDFium spells them out. What is marked as no part of
    the text (running heads, feet, heads of tables that are repeated) is not in it.
    """
    found = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        by_page: dict[int, dict[int, str]] = {}
        for page, mark in _marks(pypdf.PdfReader(io.BytesIO(pdf))):
            if page not in by_page:
                by_page[page] = _marked(document[page])
            found.append(by_page[page].get(mark, ""))
    return squeezed("".join(found))


def _marks(reader: pypdf.PdfReader) -> Iterator[tuple[int, int]]:
    """Page (from 0) and number of each piece of marked content, in the order of the structure tree."""
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    waiting: list[tuple[object, int]] = [(reader.trailer["/Root"]["/StructTreeRoot"], -1)]
    while waiting:
        node, page = waiting.pop()
        node = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
        if isinstance(node, int):
            yield page, int(node)
        elif isinstance(node, list):
            waiting.extend((inner, page) for inner in reversed(node))
        elif isinstance(node, dict) and node.get("/Type") != "/OBJR":
            page = numbers[node.raw_get("/Pg").idnum] if "/Pg" in node else page
            waiting.append((node.get("/MCID", node.get("/K", [])), page))


def _marked(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The words of each piece of marked content of a page."""
    raw = pypdfium2.raw
    found: dict[int, str] = {}
    with closing(page.get_textpage()) as words:
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            length = raw.FPDFTextObj_GetText(thing.raw, words.raw, None, 0)
            into = ctypes.create_string_buffer(length)
            raw.FPDFTextObj_GetText(thing.raw, words.raw, ctypes.cast(into, ctypes.POINTER(ctypes.c_ushort)), length)
            mark = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
            found[mark] = found.get(mark, "") + into.raw.decode("utf-16-le", "replace").rstrip("\0")
    page.close()
    return found


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
