"""PDF -> canonical text: reading order, columns, paragraphs, tables and headings told from where the letters stand.

Running heads and page numbers are set aside and reported. A PDF that only holds pictures of pages is refused.
"""

from __future__ import annotations

import ctypes
import re
import threading
from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from navigator.model.catalogue import BadInput
from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading.builder import TextBuilder
from navigator.reading.language import settle_language
from navigator.reading.pdf_blocks import BlockMaker, Outline, key, make_pieces
from navigator.reading.pdf_furniture import remove_furniture, remove_page_rules
from navigator.reading.pdf_languages import part_languages
from navigator.reading.pdf_layout import Part, align_columns, lay_out
from navigator.reading.pdf_lines import find_segments
from navigator.reading.pdf_margins import take_line_numbers
from navigator.reading.pdf_page import Page
from navigator.reading.pdf_pages import read_pages
from navigator.reading.pdf_paragraphs import Column, measure, widen
from navigator.reading.pdf_words import Vocabulary
from navigator.reading.tables import add_items

_PICTURE = 0.5
"""A page without letters whose picture covers this share of it is a scanned page."""
_PDFIUM = threading.Lock()
"""pdfium keeps state of its own: one thread at a time, through all documents."""
_FILLED_IN = re.compile(
    r"microsoft|untitled|\.(?:docx?|pdf|rtf|odt|indd|qxd|tex|html?|pages)\b|template|^\W*$|^document\b|_|://|powerpoint"
    r"|^(?:layout|print|unbenannt|sans titre|sin título)",
    re.IGNORECASE,
)


def read_pdf(data: bytes, source: SourceInfo) -> CanonicalText:
    """The bytes of a PDF -> its canonical text. `BadInput` where it is damaged, locked, too large or without text."""
    with _PDFIUM:
        pages, outline, declared, title = _load(data, source.name)
    builder = TextBuilder()
    segments = [find_segments(page) for page in pages]
    for page in pages:
        builder.remove(page.turned, "words set at an angle (watermark, stamp or margin)")
        for comment in page.comments:
            builder.remove(comment, "comment in the margin")
    remove_page_rules(pages)
    for words in take_line_numbers(pages, segments):
        builder.remove(words, "line numbers in the margin")
    for words, reason in remove_furniture(pages, segments):
        builder.remove(words, reason)
    _require_text(pages, [bool(own) for own in segments], source.name, builder)
    parts: list[Part] = []
    for page, own in zip(pages, segments, strict=True):
        parts += lay_out(page, own, parts[-1] if parts else None)
    both = part_languages(parts)
    if both is not None:
        parts = both
        builder.note("the columns hold the text in two languages; they are read one after the other")
    align_columns(parts)
    columns = [part for part in parts if isinstance(part, Column)]
    measures = measure(columns)
    widen(columns, measures)
    lines = [line for column in columns for line in column.lines]
    language = settle_language(declared, "\n".join(line.text for line in lines))
    maker = BlockMaker(measures, Vocabulary.of((line.text for line in lines), language), outline)
    add_items(builder, maker.items(make_pieces(parts, measures, builder)))
    return builder.finish(source, language=language, title=title)


def _load(data: bytes, name: str) -> tuple[list[Page], Outline, str | None, str | None]:
    """Pages, bookmarks, declared language and title of a PDF, which is closed again."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        if getattr(failure, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(failure).lower():
            raise BadInput(
                f"{name}: protected by a password; open it, print it to a new PDF without one and add that file"
            ) from None
        raise BadInput(
            f"{name}: the PDF is damaged or cut off; get a fresh copy, or open it and print it to a new PDF"
        ) from None
    with closing(document):
        return read_pages(document, name), _outline(document), _language(document), _title(document)


def _require_text(pages: list[Page], written: list[bool], name: str, builder: TextBuilder) -> None:
    """Refuse a file of pictures; note pages that are pictures, and letters that cannot be read."""
    bare = [page.number for page, text in zip(pages, written, strict=True) if not text]
    scanned = [number for number in bare if pages[number - 1].pictures >= _PICTURE]
    unknown = sum(page.unknown for page in pages)
    letters = sum(len(page.glyphs) for page in pages)
    if len(bare) == len(pages):
        if unknown > letters:
            what = "this PDF's fonts do not say which letters they show"
        elif any(page.pictures for page in pages):
            what = "this PDF holds pictures of pages and no text"
        elif any(page.damaged for page in pages):
            raise BadInput(f"{name}: the pages of this PDF are damaged; get a fresh copy, or print it to a new PDF")
        else:
            raise BadInput(f"{name}: this PDF holds no text; save the agreement again and add that file")
        raise BadInput(f"{name}: {what}; run it through text recognition (OCR) and add the result")
    if scanned:
        shown = ", ".join(str(number) for number in scanned[:10]) + (" …" if len(scanned) > 10 else "")
        builder.note(
            f"pages that are pictures without text: {shown}; run the file through text recognition (OCR) to read them"
        )
    damaged = [str(page.number) for page in pages if page.damaged]
    if damaged:
        builder.note(f"damaged pages left out: {', '.join(damaged[:10])}; get a fresh copy of the file to read them")
    if unknown > 0.02 * letters:
        builder.note("some letters could not be read: the fonts of this PDF do not say what they are")


def _outline(document: Any) -> Outline:
    """The bookmarks of a PDF; damaged ones are passed over."""
    found = Outline()
    try:
        for place, mark in enumerate(document.get_toc(max_depth=8)):
            if place > 5_000:
                break
            words = key(mark.get_title() or "")
            if words:
                found.depths.setdefault(words, mark.level)
    except pypdfium2.PdfiumError:
        pass
    return found


def _language(document: Any) -> str | None:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 128)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace") if 2 < length <= 128 else None


def _title(document: Any) -> str | None:
    """The title among the document's properties, unless a program only filled it in."""
    title = " ".join(str(document.get_metadata_value("Title") or "").split())
    return title if len(title.split()) > 1 and not _FILLED_IN.search(title) else None
