"""From the paragraphs of a word processor (DOCX, ODT, RTF) to blocks: what is a heading, a clause, an item of a list.

A paragraph comes with its number as printed and its place in a list; which numbered paragraphs are clauses and which
are lists inside a clause can only be told from the whole document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from navigator.model.text import BlockKind
from navigator.reading.builder import BlockDraft, Inline
from navigator.reading.tables import Item, TableCell, TableDraft

_HEADING_WORDS = 20
_TITLE_WORDS = 16
_LARGER = 1.15
_FAR_LARGER = 1.6
_CLAUSE_WORDS = 25
"""A list whose top items have more words than this on average is no list of short points: its items are clauses."""
_QUOTED = re.compile(r"\s*[“”\"„«']")
_CAPITAL_FORMS = re.compile(r"\(?(?:[A-Z]|[IVXLC]+|\d+)[.)]?$")
_ITEM_FORMS = re.compile(r"\(?(?:[a-z]{1,2}|[ivxl]{1,6}|\d{1,2})\)")
_LEADS_ON = 6
_MARKS = re.compile(r"(?:\[[\divxlc]{1,6}\])+$")  # of notes: "… as follows:[2]"
_GOES_ON = re.compile(r"[;,](?:\s*(?:and|or|and/or))?$")  # "… in the SOW; and"
_SENTENCES = re.compile(r"[.:]\s+\S")


@dataclass(frozen=True, slots=True)
class Number:
    """The number or bullet that a list prints before a paragraph. `depth` counts from 0; `series` names the list."""

    text: str | None
    series: str
    depth: int
    bullet: bool = False
    dotted: bool = False
    worded: bool = False
    left: float | None = None


@dataclass(slots=True)
class Paragraph:
    """One paragraph as its program shows it. `heading`: its level by style or outline, 0 for none; `headlike`: its
    style is named a heading without a level; `left` and `size` are in points; `rule`: empty, with a line below or above
    it, which shows as a rule across the page."""

    inlines: list[Inline] = field(default_factory=list)
    style: str | None = None
    heading: int = 0
    headlike: bool = False
    title: bool = False
    size: float | None = None
    align: str | None = None
    left: float = 0.0
    number: Number | None = None
    containers: tuple[str, ...] = ()
    anchor: str | None = None
    page: int = 0
    rule: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(inline.text for inline in self.inlines).split())


@dataclass(slots=True)
class Cell:
    """A cell of a table with what stands in it."""

    parts: list[Part] = field(default_factory=list)
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Table:
    """A table, row by row."""

    rows: list[list[Cell]] = field(default_factory=list)
    containers: tuple[str, ...] = ()


@dataclass(slots=True)
class Ready:
    """What another reader has read already, as it is."""

    items: list[Item]


Part = Paragraph | Table | Ready


def to_items(parts: list[Part]) -> list[Item]:
    """The blocks and tables of a document's parts, in the same order."""
    return _Reader(parts).items(parts)


def paragraphs(parts: Iterable[Part]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables included."""
    for part in parts:
        if isinstance(part, Paragraph):
            yield part
        elif isinstance(part, Table):
            for row in part.rows:
                for cell in row:
                    yield from paragraphs(cell.parts)


class _Reader:
    """Facts about the whole document that the choice for one paragraph needs."""

    def __init__(self, parts: list[Part]) -> None:
        every = [p for p in paragraphs(parts) if p.text]
        self._outside = {id(p) for p in parts if isinstance(p, Paragraph)}
        self._body_size = _body_size(every)
        self._clauses = _clause_series(every)
        sizes = {round(p.size) for p in every if p.size and (p.headlike or self._is_large(p))}
        self._ranks = {size: rank for rank, size in enumerate(sorted(sizes, reverse=True), 1)}
        self._item: Number | None = None

    def items(self, parts: list[Part]) -> list[Item]:
        found: list[Item] = []
        for part in parts:
            if isinstance(part, Paragraph):
                found.append(BlockDraft(BlockKind.RULE) if part.rule else self._draft(part))
                continue
            self._item = None
            if isinstance(part, Ready):
                found.extend(part.items)
            else:
                rows = [
                    [TableCell(self.items(cell.parts), cell.header, cell.columns, cell.rows) for cell in row]
                    for row in part.rows
                ]
                found.append(TableDraft(rows, part.containers))
        return found

    def _draft(self, paragraph: Paragraph) -> BlockDraft:
        kind, level = self._kind(paragraph)
        own = paragraph.number
        listed = kind is BlockKind.LIST_ITEM
        if kind is BlockKind.PARAGRAPH and own is None:
            level = self._carried(paragraph)
        elif kind is not BlockKind.LIST_ITEM or own is None:
            self._item = None
        else:
            self._item = own
        return BlockDraft(
            kind,
            tuple(paragraph.inlines),
            own.text if own is not None else None,
            listed and own is not None and own.bullet,
            level,
            paragraph.containers,
            paragraph.style,
            "center" if paragraph.align == "center" else None,
            paragraph.left,
            paragraph.page,
            paragraph.anchor,
        )

    def _kind(self, paragraph: Paragraph) -> tuple[BlockKind, int]:
        own = paragraph.number
        text = paragraph.text
        level = self._heading_level(paragraph, text)
        if level and own is not None and own.bullet:
            own = paragraph.number = None  # a bullet before a heading is decoration
        if level:
            return BlockKind.HEADING, min(6, max(level, own.depth + 1) if own is not None else level)
        if own is None:
            return BlockKind.PARAGRAPH, 0
        if own.bullet or own.text is None:
            return (BlockKind.LIST_ITEM, own.depth + 1) if own.bullet else (BlockKind.PARAGRAPH, 0)
        if own.worded or (own.dotted and "." in own.text):
            return BlockKind.PARAGRAPH, 0
        capital = _CAPITAL_FORMS.match(own.text) is not None and not own.text.startswith("(")
        if own.series in self._clauses:
            return (BlockKind.PARAGRAPH, 0) if own.depth == 0 and capital else (BlockKind.LIST_ITEM, own.depth + 1)
        # A list of its own inside a clause: numbers that begin again at 1 there are no clauses.
        return BlockKind.LIST_ITEM, own.depth + (2 if capital and self._clauses else 1)

    def _heading_level(self, paragraph: Paragraph, text: str) -> int:
        """The level of a heading; 0 for text, long clauses set in a heading style included."""
        text = _MARKS.sub("", text)
        count = len(text.split())
        if not count or count > _HEADING_WORDS or _GOES_ON.search(text):
            return 0
        if paragraph.title:
            return 1
        level = paragraph.heading
        if not level and (paragraph.headlike or (id(paragraph) in self._outside and self._is_large(paragraph))):
            level = self._ranks.get(round(paragraph.size), 1) if paragraph.size else 1
        if not level:
            return 0
        if paragraph.number is not None and _is_clause(paragraph.number, text):
            return 0
        sentence = text.endswith(".") and count > (6 if paragraph.number is not None else 12)
        run_in = paragraph.number is not None and _SENTENCES.search(text) is not None and count > 6
        return 0 if sentence or run_in or (paragraph.number is not None and _QUOTED.match(text)) else level

    def _is_large(self, paragraph: Paragraph) -> bool:
        """Set plainly larger than the body, short and no sentence: a heading by its size."""
        if (
            not paragraph.size
            or not self._body_size
            or paragraph.containers
            or (paragraph.number and paragraph.number.bullet)
        ):
            return False
        text = paragraph.text
        short = len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ":", ";", ","))
        ratio = paragraph.size / self._body_size
        bold = all(inline.bold for inline in paragraph.inlines if inline.text.strip())
        return short and text[:1].isalnum() and (ratio >= _FAR_LARGER or (bold and ratio >= _LARGER))

    def _carried(self, paragraph: Paragraph) -> int:
        """The depth of the list item that an unnumbered paragraph goes on with: it stands at the same indent."""
        item = self._item
        if item is None or item.left is None or paragraph.left <= 0 or paragraph.left < item.left - 4:
            self._item = None
            return 0
        return item.depth + 1


def _is_clause(own: Number, text: str) -> bool:
    """Whether a numbered text in a heading style leads on ("The Hirer returns the boat as follows:") or is an item in
    lower case ("(a) the oars"): many firms number every clause with the styles of headings."""
    count = len(text.split())
    return (text.endswith(":") and count > _LEADS_ON) or (
        text[:1].islower() and count > 2 and _ITEM_FORMS.fullmatch(own.text or "") is not None
    )


def _body_size(every: list[Paragraph]) -> float | None:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for paragraph in every:
        if paragraph.size:
            sizes[paragraph.size] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _clause_series(every: list[Paragraph]) -> set[str]:
    """The lists whose numbers are those of clauses: they number headings, print dotted numbers, set off a title in bold
    or underlined, or carry long paragraphs, three or right below a heading. Without any such, the list with most
    words."""
    found: set[str] = set()
    headed: set[str] = set()
    totals: Counter[str] = Counter()
    top: dict[str, list[int]] = {}
    for above, paragraph in pairwise([Paragraph(), *every]):
        own = paragraph.number
        if own is None or own.bullet or own.text is None:
            continue
        count = len(paragraph.text.split())
        totals[own.series] += count
        if above.heading or above.headlike or _is_set_off(above):
            headed.add(own.series)
        if own.depth == 0:
            top.setdefault(own.series, []).append(count)
        dotted = own.dotted and "." in own.text
        if own.worded or dotted or paragraph.heading or paragraph.headlike or (own.depth == 0 and _leads(paragraph)):
            found.add(own.series)
    for series, counts in top.items():
        if (len(counts) >= 3 or series in headed) and sum(counts) > _CLAUSE_WORDS * len(counts):
            found.add(series)
    if not found and totals:
        found.add(totals.most_common(1)[0][0])
    return found


def _leads(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with words set off in bold or underlined, not merely a quoted term."""
    for inline in paragraph.inlines:
        if inline.text.strip():
            return (inline.bold or inline.underline) and not _QUOTED.match(inline.text)
    return False


def _is_set_off(paragraph: Paragraph) -> bool:
    """Whether a short paragraph without a number is bold as a whole, as headings made by hand are."""
    words = [inline for inline in paragraph.inlines if inline.text.strip()]
    short = 0 < len(paragraph.text.split()) <= _TITLE_WORDS and paragraph.number is None
    return short and all(inline.bold for inline in words)
