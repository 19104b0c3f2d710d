"""The pages of an open PDF, within limits of size and time."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from navigator.model.catalogue import BadInput
from navigator.reading.pdf_drawing import mark, read_links, read_objects
from navigator.reading.pdf_forms import open_forms, read_filled, require_pages, write_filled
from navigator.reading.pdf_letters import read_letters
from navigator.reading.pdf_page import Box, Page

MAX_PAGES = 5_000
MAX_CHARACTERS = 20_000_000
MAX_SECONDS = 180.0


class _TooLong(Exception):
    """A page with more letters than the caller allows."""


def read_pages(document: Any, name: str) -> list[Page]:  # a pypdfium2 PdfDocument, which carries no types
    """All pages of an open PDF. `BadInput` where they are too many, hold too much or take too long."""
    count = len(document)
    if count > MAX_PAGES:
        raise BadInput(f"{name}: more than {MAX_PAGES:,} pages; split it and add the agreement itself")
    if not count:
        raise BadInput(f"{name}: the PDF holds no page; get a fresh copy")
    forms = open_forms(document)
    found: list[Page] = []
    started, letters = time.monotonic(), 0
    for index in range(count):
        try:
            raw = document[index]
        except pypdfium2.PdfiumError:
            found.append(Page(index + 1, Box(0.0, 0.0, 1.0, 1.0), damaged=True))
            continue
        with closing(raw):
            try:
                found.append(_read_page(raw, index + 1, MAX_CHARACTERS - letters, forms))
            except _TooLong:
                raise BadInput(
                    f"{name}: more than {MAX_CHARACTERS:,} letters; split it and add the agreement itself"
                ) from None
        letters += _letters(found[-1])
        if time.monotonic() - started > MAX_SECONDS:
            raise BadInput(f"{name}: takes longer than {MAX_SECONDS:.0f} seconds to read; split it into smaller files")
    require_pages(document, letters, name)
    return found


def _read_page(raw: Any, number: int, most: int, forms: Any) -> Page:
    """Everything of one page, which the caller opened and closes. `_TooLong` where it has more than `most` letters."""
    left, bottom, right, top = raw.get_bbox()
    page = Page(number, Box(left, bottom, right, top))
    text = raw.get_textpage()
    try:
        if pdfium.FPDFText_CountChars(text.raw) > most:
            raise _TooLong
        turn = read_letters(text.raw, page)
    finally:
        text.close()
    read_links(raw, page)
    read_objects(raw, page)
    read_filled(raw, page, forms)
    if turn:
        _turn(page, turn)
    write_filled(page)
    if _letters(page) > most:
        raise _TooLong
    mark(page)
    return page


def _letters(page: Page) -> int:
    """Those of its text, and of the remarks on it."""
    return len(page.glyphs) + sum(map(len, page.comments))


def _turn(page: Page, turns: int) -> None:
    """Turn links, lines and the page itself as its letters were turned."""

    def turned(box: Box) -> Box:
        if turns == 1:
            return Box(box.y0, -box.x1, box.y1, -box.x0)
        if turns == 2:
            return Box(-box.x1, -box.y1, -box.x0, -box.y0)
        return Box(-box.y1, box.x0, -box.y0, box.x1)

    page.box = turned(page.box)
    page.links = [(turned(box), address) for box, address in page.links]
    page.dots = [turned(box) for box in page.dots]
    page.filled = [(turned(box), words, size) for box, words, size in page.filled]
    across, down = [turned(box) for box in page.across], [turned(box) for box in page.down]
    page.across, page.down = (down, across) if turns % 2 else (across, down)
