"""Paragraphs, runs, links, bookmarks, tracked changes, comments and tables of a Word document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from navigator.export.manuscript import PRODUCT, Inline, Line, Manuscript, Mark, Remark

_LONGEST_URL = 2000
"""Word refuses a whole document for one address of more than 2,083 characters."""
_LONGEST_NAME = 40
"""ISO/IEC 29500-1, 17.13.6.2: a bookmark's name; Word takes letters, digits and "_"."""


class Change(StrEnum):
    """A tracked change; the values are the elements' names."""

    INSERTED = "w:ins"
    DELETED = "w:del"


_CHANGES: dict[Mark | None, Change] = {Mark.INSERTED: Change.INSERTED, Mark.DELETED: Change.DELETED}


def whole(line: Line) -> Change | None:
    """How all words of a line changed; None where some did not, or not alike."""
    marks = {part.mark for part in line}
    return _CHANGES.get(marks.pop()) if len(marks) == 1 else None


class Words:
    """Writes into one document. `change` marks all that is written while it is set; `mark` names the next paragraph."""

    def __init__(self, document: Document, made: Manuscript) -> None:
        self.body: Any = document.element.body
        self.change: Change | None = None
        self._document = document
        self._part = document.part
        self._date = f"{made.on.isoformat()}T00:00:00Z"
        self._styles = {style.name: style.style_id for style in document.styles}
        self._names = _bookmark_names([row.id for row in made.contents] + [entry.id for entry in made.entries])
        self._waiting: list[str] = []
        self._id = 0

    def mark(self, identity: str) -> None:
        """The next paragraph can be linked to by this address."""
        if identity in self._names:
            self._waiting.append(identity)

    def paragraph(
        self,
        parent: Any,
        style: str,
        *,
        indent: int = 0,
        hanging: int = 0,
        centred: bool = False,
        keep: bool = False,
        ruled: bool = False,
        change: Change | None = None,
    ) -> Any:
        """A new paragraph at the end of a body or cell; lengths in twentieths of a point. `ruled` sets it off from what
        is above, `change` is what became of the whole of it."""
        paragraph = _append(parent, "w:p")
        properties = _append(paragraph, "w:pPr")
        _append(properties, "w:pStyle", val=self._styles[style])
        if keep:
            _append(properties, "w:keepNext")
        if ruled:
            _append(_append(properties, "w:pBdr"), "w:top", val="single", sz="8", space="8", color="1A4FA0")
            _append(properties, "w:spacing", before="560", after="120")
        if hanging:
            tabs = _append(properties, "w:tabs")
            _append(tabs, "w:tab", val="left", pos=str(indent))
        if indent:
            _append(properties, "w:ind", left=str(indent), **({"hanging": str(hanging)} if hanging else {}))
        if centred:
            _append(properties, "w:jc", val="center")
        stamp = self.change or change
        if stamp is not None:
            self._stamped(_append(properties, "w:rPr"), stamp)
        for identity in self._waiting:
            number = self._next()
            _append(paragraph, "w:bookmarkStart", id=number, name=self._names[identity])
            _append(paragraph, "w:bookmarkEnd", id=number)
        self._waiting = []
        return paragraph

    def line(self, paragraph: Any, line: Line, *, style: str | None = None) -> None:
        """Words at the end of a paragraph, in their styles and with their links."""
        for part in line:
            self._run(self._holder(paragraph, part), part, style)

    def tab(self, paragraph: Any) -> None:
        """A tab stop between a number and what it numbers."""
        _append(_append(self._changed(paragraph), "w:r"), "w:tab")

    def space(self, paragraph: Any) -> None:
        """A space between a number and what it numbers."""
        self._run(paragraph, Inline(" "), None)

    def field_begins(self, paragraph: Any, instruction: str) -> None:
        """A field whose result is written between this and `field_ends`."""
        _append(_append(paragraph, "w:r"), "w:fldChar", fldCharType="begin")
        _append(_append(paragraph, "w:r"), "w:instrText").text = instruction
        _append(_append(paragraph, "w:r"), "w:fldChar", fldCharType="separate")

    def field_ends(self, paragraph: Any) -> None:
        _append(_append(paragraph, "w:r"), "w:fldChar", fldCharType="end")

    def comment(self, elements: Sequence[Any], remark: Remark) -> None:
        """A comment on all that was written as some elements of a body or cell; it is signed and dated as the note."""
        paragraphs = [element for element in elements if element.tag == qn("w:p")]
        if not paragraphs:
            return
        initials = "".join(word[0] for word in remark.author.split())[:3]
        comment = self._document.comments.add_comment("", remark.author or "Reader", initials)
        element: Any = comment._comment_elm  # noqa: SLF001 - python-docx dates each comment with the clock
        element.date = datetime(remark.on.year, remark.on.month, remark.on.day, tzinfo=UTC)
        comment.paragraphs[0].add_run(remark.label).italic = True
        for paragraph in remark.matter:
            comment.add_paragraph("".join(part.text for part in paragraph.line), "annotation text")
        number = str(comment.comment_id)
        first, last = paragraphs[0], next((each for each in reversed(paragraphs) if len(each) > 1), paragraphs[-1])
        start = etree.Element(qn("w:commentRangeStart"), {qn("w:id"): number})
        properties = first.find(qn("w:pPr"))
        first.insert(0 if properties is None else first.index(properties) + 1, start)
        _append(last, "w:commentRangeEnd", id=number)
        run = _append(last, "w:r")
        _append(_append(run, "w:rPr"), "w:rStyle", val=self._styles["annotation reference"])
        _append(run, "w:commentReference", id=number)

    def stamp(self) -> tuple[Words, Change] | None:
        """The change that is being written, for the rows of a table."""
        return (self, self.change) if self.change is not None else None

    def stamped(self, parent: Any, change: Change) -> Any:
        """An element that says who changed something and when."""
        return self._stamped(parent, change)

    def ends_with_paragraph(self, cell: Any) -> bool:
        """Whether the last thing in a cell is a paragraph."""
        return len(cell) > 0 and cell[-1].tag == qn("w:p")

    def finish(self) -> None:
        """The section's properties stand last in a body."""
        section = self.body.find(qn("w:sectPr"))
        if section is not None:
            self.body.append(section)

    def _holder(self, paragraph: Any, part: Inline) -> Any:
        if part.to is not None and part.to in self._names:
            return _append(paragraph, "w:hyperlink", anchor=self._names[part.to], history="1")
        if part.url is not None and len(part.url) <= _LONGEST_URL:
            address = re.sub(r'[\s<>"{}|\\^`]', lambda sign: "".join(f"%{b:02X}" for b in sign[0].encode()), part.url)
            link = _append(paragraph, "w:hyperlink", history="1")
            link.set(qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            return link
        return paragraph

    def _run(self, parent: Any, part: Inline, style: str | None) -> None:
        change = self.change or _CHANGES.get(part.mark)
        run = _append(self._stamped(parent, change) if change is not None else parent, "w:r")
        linked = parent.tag == qn("w:hyperlink")
        if linked or style or part.bold or part.italic or part.underline or part.strike or part.code:
            properties = _append(run, "w:rPr")
            if linked or style:
                _append(properties, "w:rStyle", val=self._styles["Hyperlink" if linked else str(style)])
            if part.code:
                _append(properties, "w:rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
            for name, given in (("w:b", part.bold), ("w:i", part.italic), ("w:strike", part.strike)):
                if given:
                    _append(properties, name)
            if part.underline:
                _append(properties, "w:u", val="single")
        name = "w:delText" if change is Change.DELETED else "w:t"
        for place, words in enumerate(part.text.split("\u2028")):
            if place:
                _append(run, "w:br")
            if words:
                text = _append(run, name)
                text.text = words
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _changed(self, parent: Any) -> Any:
        return self._stamped(parent, self.change) if self.change is not None else parent

    def _stamped(self, parent: Any, change: Change) -> Any:
        return _append(parent, change, id=self._next(), author=PRODUCT, date=self._date)

    def _next(self) -> str:
        self._id += 1
        return str(self._id)


class Grid:
    """A table that is filled row by row; widths in twentieths of a point."""

    def __init__(self, parent: Any, widths: Sequence[int], bordered: bool, change: tuple[Words, Change] | None) -> None:
        self._widths = widths
        self._change = change
        self._table = _append(parent, "w:tbl")
        properties = _append(self._table, "w:tblPr")
        _append(properties, "w:tblW", w=str(sum(widths)), type="dxa")
        if bordered:
            borders = _append(properties, "w:tblBorders")
            for side in ("top", "bottom", "insideH"):
                _append(borders, f"w:{side}", val="single", sz="4", space="0", color="D5DAE1")
        _append(properties, "w:tblLayout", type="fixed")
        margins = _append(properties, "w:tblCellMar")
        for side, space in (("top", "60"), ("left", "100"), ("bottom", "40"), ("right", "100")):
            _append(margins, f"w:{side}", w=space if bordered or side in ("left", "right") else "0", type="dxa")
        grid = _append(self._table, "w:tblGrid")
        for width in widths:
            _append(grid, "w:gridCol", w=str(width))

    def row(self, *, head: bool = False, tint: str | None = None) -> list[Any]:
        """A row with one empty cell for each column; `head` is repeated on every page, `tint` fills the first cell."""
        row = self.open_row(head=head)
        cells = [self.cell(row, width, 1, False, first=True) for width in self._widths]
        if tint is not None:
            _append(cells[0].find(qn("w:tcPr")), "w:shd", val="clear", color="auto", fill=tint)
        return cells

    def open_row(self, *, head: bool = False) -> Any:
        """A row whose cells are still to be given."""
        row = _append(self._table, "w:tr")
        if head or self._change is not None:
            properties = _append(row, "w:trPr")
            if head:
                _append(properties, "w:tblHeader")
            if self._change is not None:
                words, change = self._change
                words.stamped(properties, change)
        return row

    def cell(self, row: Any, width: int, columns: int, tall: bool, *, first: bool) -> Any:
        """A cell; `tall` covers several rows, and only the first of its parts may hold words."""
        cell = _append(row, "w:tc")
        properties = _append(cell, "w:tcPr")
        _append(properties, "w:tcW", w=str(width), type="dxa")
        if columns > 1:
            _append(properties, "w:gridSpan", val=str(columns))
        if tall:
            _append(properties, "w:vMerge", **({"val": "restart"} if first else {}))
        return cell


def table_of(
    parent: Any, widths: Sequence[int], *, bordered: bool = True, change: tuple[Words, Change] | None = None
) -> Grid:
    """A new table at the end of a body or cell."""
    return Grid(parent, widths, bordered, change)


def _append(parent: Any, name: str, /, **attributes: str) -> Any:
    element = etree.SubElement(parent, qn(name))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _bookmark_names(identities: Sequence[str]) -> dict[str, str]:
    """Names that Word takes, like the addresses and each different: 'sec_9__subsec_9-6' -> 'sec_9__subsec_9_6'."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identity in identities:
        if identity in names:
            continue
        plain = re.sub(r"[^A-Za-z0-9]", "_", identity)
        plain = plain if plain[:1].isalpha() else f"p{plain}"
        name, number = plain[:_LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 7]}_{number}"
        taken.add(name.lower())
        names[identity] = name
    return names
