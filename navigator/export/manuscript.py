"""What is to be set, whatever the format: plain values that each writer turns into its own kind of file.

A manuscript holds words and their roles and no markup at all, so that nothing an agreement says can act as a command
in the file that is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from navigator.model.exporting import Paper

PRODUCT = "Contract Navigator"
NOT_BINDING = "In plain language — not binding"
BINDING = "Binding text"
NOT_APPLYING = "Published text — does not apply here"
EVIDENCE = "Evidence"
CONTENTS = "Contents"


class Mark(StrEnum):
    """What became of words from one version to another."""

    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Inline:
    """Words in one style, and where they lead: `to` a provision of this manuscript, or `url` out of it.

    U+2028 in `text` is a line break of the source. `mark` is for manuscripts that compare two versions.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    strike: bool = False
    to: str | None = None
    url: str | None = None
    mark: Mark | None = None


Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `marker` is printed before it, hanging ("(a)", "•"); `depth` counts list levels from 0."""

    line: Line
    marker: str | None = None
    depth: int = 0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell at its place: `column` and `row` count from 0; it covers `columns` by `rows` places, none shared."""

    column: int
    row: int
    paragraphs: tuple[Paragraph, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`heads` counts the rows at the top that are headings: they are repeated where the table breaks.

    `shares` gives each column's part of the width, by how much it holds.
    """

    cells: tuple[TableCell, ...]
    heads: int
    shares: tuple[int, ...]


Matter = Paragraph | Table


def struck(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """The same in the style of deleted text."""

    def through(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, line=tuple(replace(part, strike=True) for part in paragraph.line))

    def cell(held: TableCell) -> TableCell:
        return replace(held, paragraphs=tuple(map(through, held.paragraphs)))

    return tuple(
        through(matter) if isinstance(matter, Paragraph) else replace(matter, cells=tuple(map(cell, matter.cells)))
        for matter in matters
    )


class Standing(StrEnum):
    """How a provision stands for the profile that the manuscript is made for."""

    PUBLISHED = "published"
    REPLACED = "replaced"  # another text takes its place
    FALLEN = "fallen"  # it lies inside a provision that is replaced as a whole
    OTHERS = "others"  # special terms for readers of another profile


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the reader's own on a provision. `label` says whose it is, and that it does not bind; `author` (""
    where nobody signed it) and the day it was changed are said once more for formats that keep them apart."""

    label: str
    matter: tuple[Paragraph, ...]
    author: str = ""
    on: date = date.min


@dataclass(frozen=True, slots=True)
class Entry:
    """One provision, ready to be set.

    level        depth of its heading, 1.., without gaps; 0 where it has nothing to stand in a table of contents
    number       as printed; heading with the punctuation that the source sets after it
    run_in       the heading stands in the line of the text's first paragraph
    item         an "(a)" under a provision: set hanging, `depth` levels in
    citation     "Section 9.6"
    matter       the text that binds: the published one, or for REPLACED the one that takes its place
    published    the published text where it does not bind (REPLACED and FALLEN)
    note         why it does not (or why special terms do not apply), with a link to what replaces it
    replaced_by  citation of the provision that takes its place; "" where none does
    remarks      the reader's own notes on it, in no way part of it
    context      only the heading is set: the provision itself was not chosen, something below it was
    """

    id: str
    level: int
    citation: str
    number: str | None = None
    heading: Line = ()
    label: str = ""
    run_in: bool = False
    item: bool = False
    depth: int = 0
    matter: tuple[Matter, ...] = ()
    standing: Standing = Standing.PUBLISHED
    published: tuple[Matter, ...] = ()
    note: Line = ()
    replaced_by: str = ""
    context: bool = False
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that stand beside one summary (or beside none), in reading order.

    `stale` says that the summary describes published text that does not apply.
    """

    entries: tuple[Entry, ...]
    summary: tuple[Matter, ...] = ()
    stale: str = ""


def mostly_explained(groups: Iterable[Group]) -> bool:
    """Whether summaries stand beside at least half of the text: a column of their own is worth its place then."""
    explained = text = 0
    for group in groups:
        letters = sum(_letters(matter) for entry in group.entries for matter in (*entry.matter, *entry.published))
        text += letters
        explained += letters if group.summary else 0
    return explained > 0 and text <= explained * 2


def _letters(matter: Matter) -> int:
    paragraphs = (matter,) if isinstance(matter, Paragraph) else (p for cell in matter.cells for p in cell.paragraphs)
    return sum(len(part.text) for paragraph in paragraphs for part in paragraph.line)


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled fact for the title block or the evidence."""

    label: str
    value: Line


@dataclass(frozen=True, slots=True)
class Appendix:
    """What is appended after the chosen provisions: provisions (`groups`), or paragraphs and a table (`matter`).

    `id` is an address in the document, as a provision's is.
    """

    id: str
    title: str
    note: str
    groups: tuple[Group, ...] = ()
    matter: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents: depth from 1, its words, and the address that it leads to."""

    level: int
    label: str
    id: str

    @classmethod
    def of(cls, entry: Entry) -> Heading:
        return cls(entry.level, entry.label, entry.id)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole document. `provisions` counts what was chosen, `total` what the agreement has. `side_by_side` gives
    summaries a column of their own; otherwise each stands above what it explains.

    Of several agreements, each is a manuscript among the `parts`, with `id` its address in the document; the whole has
    no groups of its own then, and the evidence of all.
    """

    title: str
    language: str
    paper: Paper
    on: date
    side_by_side: bool
    kind: str
    running: str
    audience: str
    facts: tuple[Row, ...]
    answers: tuple[Row, ...]
    groups: tuple[Group, ...]
    evidence: tuple[Row, ...]
    provisions: int
    total: int
    appendices: tuple[Appendix, ...] = ()
    id: str = ""
    parts: tuple[Manuscript, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every provision that is set, the appended ones last."""
        groups = (*self.groups, *(group for appendix in self.appendices for group in appendix.groups))
        own = tuple(entry for group in groups for entry in group.entries)
        return (*own, *(entry for part in self.parts for entry in part.entries))

    @property
    def has_summaries(self) -> bool:
        """Whether a summary is set anywhere in it."""
        groups = (*self.groups, *(group for appendix in self.appendices for group in appendix.groups))
        return any(group.summary for group in groups) or any(part.has_summaries for part in self.parts)

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The table of contents: each entry with a label at its level, the appendices with what is in them, the
        agreements with what is in each."""
        found = [Heading.of(entry) for group in self.groups for entry in group.entries if entry.level]
        for appendix in self.appendices:
            found.append(Heading(self.top, appendix.title, appendix.id))
            found += [Heading.of(entry) for group in appendix.groups for entry in group.entries if entry.level]
        for part in self.parts:
            found += [Heading(1, part.title, part.id), *part.contents]
        return tuple(found)

    @property
    def top(self) -> int:
        """The level of its first headings: an agreement among several stands below its own title."""
        return 2 if self.id else 1

    @property
    def listed(self) -> tuple[Heading, ...]:
        """The table of contents where it is worth a page: the first headings, and those below an agreement's title."""
        rows = tuple(row for row in self.contents if row.level == 1)
        if self.parts:
            return tuple(row for row in self.contents if row.level <= (2 if len(self.entries) > 24 else 1))
        return rows if len(rows) > 3 and self.provisions > 24 else ()

    @property
    def running_side(self) -> str:
        """What stands opposite the title in a running head."""
        return f"Read for {self.audience}" if self.audience else self.kind
