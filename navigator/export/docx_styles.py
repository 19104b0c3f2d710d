"""The styles, page and running heads of a Word document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from navigator.export.manuscript import PRODUCT, Manuscript
from navigator.model.exporting import Paper
from navigator.model.text import reads_from_right

CLAUSE = "Clause"
CELL = "Table Text"
SUMMARY = "Plain Language"
LABEL = "Column Label"
NOTE = "Remark"
FACT = "Fact"
CONTENT = "Part Heading"
NUMBER = "Clause Number"
_SERIF, _SANS = "Cambria", "Calibri"  # LibreOffice sets Caladea and Carlito in the same widths
_INK, _MUTED, _ACCENT, _TINT = (
    RGBColor.from_string(code) for code in ("1B1F24", "5A6472", "1A4FA0", "33473A")
)  # fmt: skip
_SIZES = {Paper.A4: (Mm(210), Mm(297)), Paper.LETTER: (Mm(215.9), Mm(279.4))}
_MARGIN = Mm(20)
_CLOSE = frozenset({CELL, FACT, NOTE, LABEL, "toc 1", "toc 2"})
_APPARATUS = frozenset({LABEL, NOTE, FACT, CONTENT})


def text_width(paper: Paper) -> int:
    """Between the margins, in twentieths of a point."""
    return int((_SIZES[paper][0] - 2 * _MARGIN) / Pt(1) * 20)


def new_document(made: Manuscript) -> Document:
    """An empty document with its styles, page, running heads and properties."""
    document = docx.Document()
    _properties(document, made)
    _styles(document, made)
    section = document.sections[0]
    section.page_width, section.page_height = _SIZES[made.paper]
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)
    width = section.page_width - 2 * _MARGIN
    _running(section.header.paragraphs[0], width, made.running, (made.running_side,))
    _running(section.footer.paragraphs[0], width, f"Exported from {PRODUCT}", ("page ", "PAGE", " of ", "NUMPAGES"))
    return document


def _properties(document: Document, made: Manuscript) -> None:
    core = document.core_properties
    core.title, core.subject, core.author, core.last_modified_by = made.title[:255], made.kind, PRODUCT, PRODUCT
    core.comments, core.keywords, core.category, core.language = "", "", "", made.language
    core.created = core.modified = datetime(made.on.year, made.on.month, made.on.day)  # noqa: DTZ001 - without a clock
    core.revision = 1


def _styles(document: Document, made: Manuscript) -> None:
    styles: Any = document.styles
    _look(styles["Normal"], _SERIF, 10, _INK, after=6)
    language = made.language or "en"
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    etree.SubElement(defaults, qn("w:lang")).set(qn("w:val"), language)
    if reads_from_right(language):
        etree.SubElement(styles["Normal"].element.get_or_add_pPr(), qn("w:bidi"))
    _look(styles["Title"], _SERIF, 24, _INK, bold=True, after=10)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for level in range(1, 10):
        size = {1: 14.0, 2: 11.5}.get(level, 10.5)
        _look(styles[f"Heading {level}"], _SANS, size, _INK, bold=True, before=14 if level == 1 else 10, after=4)
    for name, face, points, colour, bold in (
        (CLAUSE, _SERIF, 10.0, _INK, False),
        (CELL, _SANS, 9.0, _INK, False),
        (SUMMARY, _SANS, 9.5, _TINT, False),
        (LABEL, _SANS, 8.5, _ACCENT, True),
        (NOTE, _SANS, 8.5, _MUTED, False),
        (FACT, _SANS, 9.5, _INK, False),
        (CONTENT, _SANS, 11.0, _INK, True),
        ("toc 1", _SANS, 9.5, _INK, False),
        ("toc 2", _SANS, 9.5, _MUTED, False),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _look(style, face, points, colour, bold=bold, after=2 if name in _CLOSE else 6)
        if name in _APPARATUS and language != "en":
            etree.SubElement(style.element.get_or_add_rPr(), qn("w:lang")).set(qn("w:val"), "en-GB")
    # Word's own names for them, with the ids that python-docx gives the parts of a comment.
    said = styles.add_style("annotation text", WD_STYLE_TYPE.PARAGRAPH)
    said.base_style, said.element.styleId = styles["Normal"], "CommentText"
    _look(said, _SANS, 10, _INK, after=2)
    sign = styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER)
    sign.element.styleId, sign.font.size = "CommentReference", Pt(8)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _ACCENT, False
    number = styles.add_style(NUMBER, WD_STYLE_TYPE.CHARACTER)
    number.font.color.rgb = _INK


def _look(
    style: Any, face: str, points: float, colour: RGBColor, *, bold: bool = False, before: float = 0, after: float = 6
) -> None:
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(points), bold, False, colour
    style.font.name = face
    fonts = style.element.rPr.rFonts
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{key}"), face)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _running(paragraph: Any, width: int, left: str, right: tuple[str, ...]) -> None:
    """A running head: words at the left, words and fields at the right."""
    paragraph.style = NOTE
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{left}\t")
    for said in right:
        if said.isupper():
            field = etree.SubElement(paragraph._p, qn("w:fldSimple"))  # noqa: SLF001 - python-docx has no fields
            field.set(qn("w:instr"), f" {said} ")
            text = etree.SubElement(etree.SubElement(field, qn("w:r")), qn("w:t"))
            text.text = "1"
        else:
            paragraph.add_run(said)
