"""What was filled into the forms of a PDF or typed onto its pages, and the remarks that readers left on them.

A page's own letters hold none of it: each field and each note carries its words apart, with the area that shows them.
"""

from __future__ import annotations

import ctypes
import logging
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from navigator.model.catalogue import BadInput
from navigator.reading.pdf_page import Box, Glyph, Look, Page

# It warns of XFA forms on the error stream; what they hold that pages do not show is told by `require_pages`.
logging.getLogger("pypdfium2").setLevel(logging.ERROR)

_PLACEHOLDER = 1_500
"""Letters of the longest page that stands in for a form: "Please wait …", with marks and addresses."""
_MOST = 3_000
_LONGEST = 20_000
_MOST_LETTERS = 100_000
"""Of what was filled into one page, ten times what any page shows; what is more is reported as its remarks are."""
_LARGEST = 1000.0
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_WRITTEN = frozenset({pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX})
_TICKED = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_REMARKS = frozenset(
    {
        pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_STAMP,
    }
)  # fmt: skip
# "/Helv 10 Tf 0 g": how the letters of a field are set
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s+Tf")
_BLANK = frozenset("_.…‗ ")
_WIDTH = 0.5
"""Of a letter, in ems, as a field's own letters have no places that are known here."""
_STEP = 1.15


def open_forms(document: Any) -> Any:
    """What pdfium needs to read the fields of an open PDF; None where it has no form, or one that it cannot open."""
    if document.get_formtype() == pdfium.FORMTYPE_NONE:
        return None
    try:
        document.init_forms()
    except pypdfium2.PdfiumError:
        return None
    return document.formenv


def require_pages(document: Any, letters: int, name: str) -> None:
    """`BadInput` where the pages of an open PDF hold `letters` that only ask for another program: a dynamic XFA form
    keeps its words apart, and programs that know such forms draw them in place of the pages."""
    if document.get_formtype() == pdfium.FORMTYPE_XFA_FULL and letters < _PLACEHOLDER:
        raise BadInput(
            f"{name}: an XFA form, whose words only Adobe Reader shows; open it there, print it to a new PDF and add"
            " that file"
        )


def read_filled(raw: Any, page: Page, forms: Any) -> None:
    """Take down the filled fields, the words typed onto the page and the remarks of an open page."""
    for index in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(raw.raw))):
        note = pdfium.FPDFPage_GetAnnot(raw.raw, index)
        if not note:
            continue
        try:
            if not pdfium.FPDFAnnot_GetFlags(note) & _UNSEEN:
                _read_note(note, page, forms)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _read_note(note: Any, page: Page, forms: Any) -> None:
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    if kind == pdfium.FPDF_ANNOT_WIDGET and forms is not None:
        words = _value(note, forms)
    elif kind == pdfium.FPDF_ANNOT_FREETEXT:
        words = _string(note, b"Contents")
    elif kind in _REMARKS:
        page.comments.append(_string(note, b"Contents"))
        return
    else:
        return
    area = pdfium.FS_RECTF()
    if sum(len(filled) for _, filled, _ in page.filled) + len(words) > _MOST_LETTERS:
        page.comments.append(words)
    elif words.strip() and pdfium.FPDFAnnot_GetRect(note, area):
        low, high = sorted((area.bottom, area.top))
        size = _SIZE.search(_string(note, b"DA"))
        page.filled.append(
            (Box(area.left, low, max(area.left, area.right), high), words, float(size[1]) if size else 0)
        )


def _value(note: Any, forms: Any) -> str:
    kind = pdfium.FPDFAnnot_GetFormFieldType(forms.raw, note)
    if kind in _TICKED:
        return "☒" if pdfium.FPDFAnnot_IsChecked(forms.raw, note) else "☐"
    if kind not in _WRITTEN:
        return ""
    return _text(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(forms.raw, note, buffer, size))


def _string(note: Any, name: bytes) -> str:
    return _text(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(note, name, buffer, size))


def _text(read: Callable[[Any, int], int]) -> str:
    """A text that pdfium writes as UTF-16 into a buffer, which ends in a zero."""
    size = read(None, 0)
    if not 2 < size <= 2 * _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def write_filled(page: Page) -> None:
    """Set what was filled in among the letters of the page, in place of the blanks that it was written on."""
    sizes = Counter(glyph.look.size for glyph in page.glyphs)
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    blanks = [glyph for glyph in page.glyphs if glyph.char in _BLANK] if page.filled else []
    covered = {id(glyph) for box, *_ in page.filled for glyph in blanks if _inside(glyph, box)}
    page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in covered] if covered else page.glyphs
    rows: dict[int, list[Glyph]] = defaultdict(list)  # by the whole points of their baselines; of a field its last one
    for glyph in page.glyphs if page.filled else ():
        rows[int(glyph.y)].append(glyph)
    for box, words, stated in page.filled:
        size = round(2 * min(stated or usual, _LARGEST, max(4.0, 0.9 * (box.y1 - box.y0)))) / 2
        across = max(1, int((box.x1 - box.x0) / (_WIDTH * size)))
        lines = [part for line in words.splitlines() for part in textwrap.wrap(line, max(across, 8))]
        for place, line in enumerate(lines):
            y = box.y1 - size * (0.9 + place * _STEP) if len(lines) > 1 else (box.y0 + box.y1) / 2 - 0.35 * size
            _write(page, line, box, _on_line(rows, box, y, size), size)
            rows[int(page.glyphs[-1].y)].append(page.glyphs[-1])


def _inside(glyph: Glyph, box: Box) -> bool:
    return box.x0 <= (glyph.x0 + glyph.x1) / 2 <= box.x1 and box.y0 - 3 <= glyph.y <= box.y1


def _on_line(rows: Mapping[int, Sequence[Glyph]], box: Box, y: float, size: float) -> float:
    """The baseline of the words beside a field, where there are any."""
    reach = 0.6 * size
    near = (g for row in range(int(y - reach) - 1, int(y + reach) + 2) for g in rows.get(row, ()))
    beside = [g for g in near if abs(g.y - y) < reach and g.x1 <= box.x0 + 1]
    return max(beside, key=lambda g: g.x1).y if beside else y


def _write(page: Page, words: str, box: Box, y: float, size: float) -> None:
    wide = min(_WIDTH * size, (box.x1 - box.x0) / max(1, len(words)))
    order = page.glyphs[-1].order if page.glyphs else 0
    for place, char in enumerate(words):
        x = box.x0 + 0.2 * size + place * wide
        order += 1
        page.glyphs.append(Glyph(char, x, x + wide, y, Look(size), order))
