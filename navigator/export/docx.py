"""Word documents: real styles, bookmarks and links; what a profile replaces is a tracked change, and the reader's own
notes are comments.

The markup is Office Open XML (ISO/IEC 29500-1, WordprocessingML), written element by element because python-docx has
neither bookmarks, links to them, nor tracked changes. python-docx carries the package around it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from navigator.export.archive import rezipped
from navigator.export.docx_styles import (
    CELL,
    CLAUSE,
    CONTENT,
    FACT,
    LABEL,
    NOTE,
    NUMBER,
    SUMMARY,
    new_document,
    text_width,
)
from navigator.export.docx_words import Change, Words, table_of, whole
from navigator.export.front import manuscript
from navigator.export.manuscript import (
    BINDING,
    CONTENTS,
    EVIDENCE,
    NOT_BINDING,
    Appendix,
    Entry,
    Group,
    Inline,
    Line,
    Manuscript,
    Matter,
    Row,
    Standing,
    Table,
)
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability

_ITEM = 400  # twentieths of a point that an item hangs
_LEVEL = 340
_SUMMARY_SHARE = 0.36
_TINT = "F0F5EF"  # behind what is not binding


def write_docx(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The chosen provisions as a Word document. The same request gives the same bytes.

    `applicability` None or for an empty profile: the agreement as published. BadInput where a provision is unknown.
    """
    return document_bytes(manuscript(analysis, applicability, request))


def document_bytes(made: Manuscript) -> bytes:
    """A manuscript as a Word document."""
    document = new_document(made)
    _Writer(made, Words(document, made)).write()
    file = io.BytesIO()
    document.save(file)
    return rezipped(file.getvalue(), made.on)


class _Writer:
    """Sets one manuscript, top to bottom."""

    def __init__(self, made: Manuscript, words: Words) -> None:
        self.made = made
        self.words = words
        self._body = words.body

    def write(self) -> None:
        made, words = self.made, self.words
        words.line(words.paragraph(self._body, LABEL), (Inline(made.kind),))
        words.line(words.paragraph(self._body, "Title"), (Inline(made.title),))
        self._facts(made.facts)
        if made.answers:
            self._heading(f"What applies to {made.audience}")
            self._facts(made.answers)
        self._contents()
        self._text(made)
        self._heading(EVIDENCE)
        self._facts(made.evidence)
        words.finish()

    def _text(self, made: Manuscript) -> None:
        """The provisions with what is appended to them, then those of each agreement under its title."""
        self._groups(made.groups, made.side_by_side)
        for appendix in made.appendices:
            self._appendix(appendix, made.top, made.side_by_side)
        for part in made.parts:
            self.words.mark(part.id)
            title = self.words.paragraph(self._body, "Heading 1", keep=True, ruled=True)
            self.words.line(title, (Inline(part.title),))
            self._facts(part.facts, keep=True)
            if part.answers:
                self._heading(f"What applies to {part.audience}")
                self._facts(part.answers)
            self._text(part)

    def _heading(self, text: str) -> None:
        self.words.line(self.words.paragraph(self._body, CONTENT, keep=True), (Inline(text, bold=True),))

    def _facts(self, rows: Iterable[Row], *, keep: bool = False) -> None:
        """Labels and values; with `keep` they stay with what follows them."""
        width = text_width(self.made.paper)
        label = width // 4
        table = table_of(self._body, (label, width - label), bordered=False)
        for row in rows:
            left, right = table.row()
            self.words.line(self.words.paragraph(left, NOTE, keep=keep), (Inline(row.label),))
            self.words.line(self.words.paragraph(right, FACT, keep=keep), row.value)
        self.words.paragraph(self._body, FACT, keep=keep)

    def _contents(self) -> None:
        rows = self.made.listed
        if not rows:
            return
        self._heading(CONTENTS)
        depth = max(row.level for row in rows)
        for place, row in enumerate(rows):
            paragraph = self.words.paragraph(self._body, f"toc {row.level}", indent=_LEVEL * (row.level - 1))
            if place == 0:
                self.words.field_begins(paragraph, f' TOC \\o "1-{depth}" \\h \\z ')
            self.words.line(paragraph, (Inline(row.label, to=row.id),))
            if place == len(rows) - 1:
                self.words.field_ends(paragraph)
        self.words.paragraph(self._body, FACT)

    def _appendix(self, appendix: Appendix, level: int, side_by_side: bool) -> None:
        self.words.mark(appendix.id)
        self.words.line(self.words.paragraph(self._body, f"Heading {level}", keep=True), (Inline(appendix.title),))
        self.words.line(self.words.paragraph(self._body, NOTE), (Inline(appendix.note),))
        self._groups(appendix.groups, side_by_side)
        self._matter(self._body, appendix.matter, CLAUSE)

    # --- Provisions ---

    def _groups(self, groups: Iterable[Group], side_by_side: bool) -> None:
        if not side_by_side:
            for group in groups:
                for place, entry in enumerate(group.entries):
                    self._entry(self._body, entry, group if group.summary and not place else None)
            return
        width = text_width(self.made.paper)
        left = int(width * _SUMMARY_SHARE)
        table = None
        for group in groups:
            first = group.entries[0]
            if not group.summary and len(group.entries) == 1 and not first.matter and not first.published:
                # A heading alone goes across both columns.
                table = None
                self._entry(self._body, first)
                continue
            if table is None:
                table = table_of(self._body, (left, width - left))
                for cell, said in zip(table.row(head=True), (NOT_BINDING, BINDING), strict=True):
                    self.words.line(self.words.paragraph(cell, LABEL), (Inline(said),))
            summary, binding = table.row(tint=_TINT if group.summary else None)
            self._summary(summary, group)
            for entry in group.entries:
                self._entry(binding, entry)
            # A cell without a paragraph, or with a table last, makes Word refuse the document.
            for cell in (summary, binding):
                if not self.words.ends_with_paragraph(cell):
                    self.words.paragraph(cell, SUMMARY)

    def _summary(self, cell: Any, group: Group) -> None:
        self._matter(cell, group.summary, SUMMARY)
        if group.stale:
            self.words.line(self.words.paragraph(cell, NOTE), (Inline(group.stale),))

    def _told(self, group: Group) -> None:
        """A summary in a box across the page, above the text that it explains."""
        (cell,) = table_of(self._body, (text_width(self.made.paper),)).row(tint=_TINT)
        self.words.line(self.words.paragraph(cell, LABEL, keep=True), (Inline(NOT_BINDING),))
        self._summary(cell, group)
        self.words.paragraph(self._body, CELL, keep=True)

    def _entry(self, parent: Any, entry: Entry, told: Group | None = None) -> None:
        before = len(parent) if entry.remarks else 0  # counted child by child
        self._provision(parent, entry, told)
        for remark in entry.remarks:
            self.words.comment(parent[before:], remark)

    def _provision(self, parent: object, entry: Entry, told: Group | None) -> None:
        """A heading, the summary of `told` in a box, and the text."""
        words = self.words
        words.mark(entry.id)
        words.change = Change.DELETED if entry.standing is Standing.FALLEN else None
        lead: Line = ()
        if entry.level and entry.heading:
            paragraph = words.paragraph(
                parent, f"Heading {min(entry.level, 9)}", keep=True, change=whole(entry.heading)
            )
            if entry.number:
                words.line(paragraph, (Inline(entry.number),))
                words.tab(paragraph)
            words.line(paragraph, entry.heading)
        else:
            number = (Inline(entry.number, bold=not entry.item),) if entry.number else ()
            lead = (*number, *entry.heading)
        words.change = None
        if told is not None:
            self._told(told)
        if entry.note:
            words.line(words.paragraph(parent, NOTE, keep=True), entry.note)
        indent = _ITEM * (entry.depth + 1) if entry.item else 0
        if entry.standing in (Standing.PUBLISHED, Standing.OTHERS):
            self._matter(parent, entry.matter, CLAUSE, lead, indent)
            return
        # What binds is inserted and what was published deleted: accepting all changes leaves what binds.
        words.change = Change.INSERTED
        self._matter(parent, entry.matter, CLAUSE, lead if entry.matter else (), indent)
        words.change = Change.DELETED
        self._matter(parent, entry.published, CLAUSE, () if entry.matter else lead, indent)
        words.change = None

    def _matter(self, parent: object, matter: Sequence[Matter], style: str, lead: Line = (), indent: int = 0) -> None:
        """Paragraphs, lists and tables in order; `lead` opens the first paragraph."""
        words = self.words
        if lead and (not matter or isinstance(matter[0], Table) or matter[0].marker is not None):
            words.line(words.paragraph(parent, style, indent=indent, hanging=_ITEM if indent else 0), lead)
            lead = ()
        for part in matter:
            if isinstance(part, Table):
                self._table(parent, part)
                continue
            hangs = part.marker is not None or (bool(lead) and indent > 0)
            left = indent + part.depth * _LEVEL + (_LEVEL if part.marker is not None else 0)
            hanging = (_ITEM if lead else _LEVEL) if hangs else 0
            change = whole(part.line)
            paragraph = words.paragraph(
                parent, style, indent=left, hanging=hanging, centred=part.centred, change=change
            )
            if lead:
                words.line(paragraph, lead, style=NUMBER)
                words.tab(paragraph) if hangs else words.space(paragraph)
                lead = ()
            if part.marker is not None:
                words.line(paragraph, (Inline(part.marker),))
                words.tab(paragraph)
            words.line(paragraph, part.line)

    def _table(self, parent: object, table: Table) -> None:
        words = self.words
        width = text_width(self.made.paper)
        if parent is not self._body:
            width = int(width * (1 - _SUMMARY_SHARE)) - 400
        total = sum(table.shares)
        columns = [width * share // total for share in table.shares]
        made = table_of(parent, columns, change=words.stamp())
        rows = 1 + max(cell.row for cell in table.cells)
        at = {(cell.column, cell.row): cell for cell in table.cells}
        covered = {
            (x, y): cell
            for cell in table.cells
            for x in range(cell.column, cell.column + cell.columns)
            for y in range(cell.row, cell.row + cell.rows)
        }
        for y in range(rows):
            row = made.open_row(head=y < table.heads)
            x = 0
            while x < len(columns):
                cell = at.get((x, y))
                over = covered.get((x, y))
                if cell is not None:
                    held = made.cell(row, sum(columns[x : x + cell.columns]), cell.columns, cell.rows > 1, first=True)
                    for part in cell.paragraphs:
                        self._matter(held, (part,), LABEL if cell.header else CELL)
                elif over is not None and over.row < y:
                    held = made.cell(row, sum(columns[x : x + over.columns]), over.columns, True, first=False)
                else:
                    held = made.cell(row, columns[x], 1, False, first=True)
                if not words.ends_with_paragraph(held):
                    words.paragraph(held, CELL)
                x += cell.columns if cell is not None else over.columns if over is not None else 1
        words.paragraph(parent, CELL)
