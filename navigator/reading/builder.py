"""Builds a `CanonicalText` block by block, so that every reader yields text and spans in the same pass.

White space is normalised here and nowhere later: runs of spaces become one, blocks are set apart by a blank line, a
printed line break inside a block is U+2028 (which Qt shows as a line break and Python counts as white space).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from navigator.model.text import Block, BlockKind, CanonicalText, Cell, Run, SourceInfo, Span
from navigator.reading.columns import Columns, summary_columns
from navigator.reading.devices import DEVICE_ALONE, HOLDS_MORE

_LONGEST_NUMBER, _LONGEST_TITLE = 24, 100
"""Letters of "Artículo 12.º" with room to spare, and of the title below it."""
LINE_BREAK = "\u2028"
_SPACES = re.compile(r"[^\S\u2028]+")
_AROUND_BREAK = re.compile(r" *\u2028 *")
_BREAKS = re.compile(r"\u2028{3,}")
_MOST_BREAKS = 2
"""Printed line breaks in a row: an empty line. More say nothing, and every rule would have to pass over each."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Characters that would reorder or hide words: bidi controls, zero-width characters, soft hyphens, byte order marks.
_UNSEEN = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(slots=True)
class Inline:
    """A stretch of text with one style, as a reader hands it over. `marks` name what it is part of: the builder tells
    where the words of each mark came to stand."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    strike: bool = False
    href: str | None = None
    marks: tuple[str, ...] = ()


@dataclass(slots=True)
class BlockDraft:
    """A block before it has a place in the text; the fields are those of `Block`. `marker` is the printed marker."""

    kind: BlockKind
    inlines: tuple[Inline, ...] = ()
    marker: str | None = None
    bullet: bool = False
    level: int = 0
    containers: tuple[str, ...] = ()
    style: str | None = None
    align: str | None = None
    indent: float = 0.0
    line: int = 0
    anchor: str | None = None


@dataclass(slots=True)
class CellDraft:
    """A table cell before it has a place in the text."""

    blocks: tuple[BlockDraft, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1


def _words(cell: CellDraft) -> str:
    """The words of a cell, white space collapsed."""
    return " ".join(" ".join(inline.text for draft in cell.blocks for inline in draft.inlines).split())


def clean(text: str) -> str:
    """Unseen characters removed, other control characters turned to spaces, composed (NFC)."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return _CONTROL.sub(" ", text)


@lru_cache(maxsize=1024)
def _printed(marker: str) -> str:
    """A marker in one line; most return."""
    return " ".join(clean(marker).split())


_Look = tuple[bool, bool, bool, bool, bool, str | None, tuple[str, ...]]


class TextBuilder:
    """Collects blocks in reading order; `finish` gives the text. Empty blocks other than rules are passed over."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._removed: list[tuple[str, str]] = []
        self._notes: list[str] = []
        self._rows = 0
        self._held: BlockDraft | None = None
        self.marked: dict[str, list[Span]] = {}
        """Where the words of each mark stand: one span for each block."""

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks so far."""
        self._release()
        return self._blocks

    def at(self, span: Span) -> str:
        """The words of a span of the text so far."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0][span.start : span.end] if self._parts else ""

    def add(self, draft: BlockDraft) -> None:
        """Append one block (not a table). "§ 1" alone and the title below it, set alike, make one block."""
        held, self._held = self._held, None
        if held is not None:
            if _titles(held, draft):
                self._add(replace(held, inlines=(*held.inlines, Inline(" "), *draft.inlines)))
                return
            self._add(held)
        short = bool(draft.inlines) and len(draft.inlines[0].text) <= _LONGEST_NUMBER  # as few blocks are
        if short and _waits(draft):
            self._held = draft
        else:
            self._add(draft)

    def _add(self, draft: BlockDraft) -> None:
        if draft.kind is BlockKind.RULE:
            self._blocks.append(Block(BlockKind.RULE, Span(self._length, self._length), line=draft.line))
            return
        block = self._place(draft)
        if block is not None:
            self._blocks.append(block)

    def add_table(
        self,
        rows: Iterable[Iterable[CellDraft]],
        *,
        containers: tuple[str, ...] = (),
        line: int = 0,
        whole: bool = False,
    ) -> None:
        """Append a table; a table without any words is passed over, and one that sets summaries beside clauses is
        taken apart into both, row by row, the summary first, unless it is to stay `whole`. What stood in one row has
        the container "row 3", counted through the text."""
        self._release()
        drafts = [list(row) for row in rows]
        apart = bool(drafts) and not whole
        columns = summary_columns([_words(cell) for cell in drafts[0]], len(drafts) - 1) if apart else None
        if columns is not None:
            self._add_columns(drafts, columns)
            return
        start: int | None = None
        placed: list[tuple[Cell, ...]] = []
        for row in drafts:
            cells: list[Cell] = []
            for draft in row:
                blocks = tuple(b for b in (self._place(d) for d in draft.blocks) if b is not None)
                if blocks and start is None:
                    start = blocks[0].span.start
                span = Span(blocks[0].span.start, blocks[-1].span.end) if blocks else Span(self._length, self._length)
                cells.append(Cell(span, blocks, draft.header, draft.columns, draft.rows))
            placed.append(tuple(cells))
        if start is not None:
            self._blocks.append(
                Block(BlockKind.TABLE, Span(start, self._length), cells=tuple(placed), containers=containers, line=line)
            )

    def _add_columns(self, rows: list[list[CellDraft]], columns: Columns) -> None:
        for cell in rows[0]:
            self.remove(_words(cell), "head of a column")
        for row in rows[1:]:
            self._rows += 1
            beside = f"row {self._rows}"
            if len(row) <= max(columns.summary, columns.binding):  # a row across the columns: a heading of its own
                for draft in (draft for cell in row for draft in cell.blocks):
                    self.add(draft)
                continue
            for draft in row[columns.summary].blocks:
                self.add(replace(draft, containers=(*draft.containers, "summary", beside)))
            clause = list(row[columns.binding].blocks)
            number = _words(row[columns.number]) if columns.number is not None else ""
            if number and clause and clause[0].marker is None:
                clause[0] = replace(clause[0], marker=number)
            elif number:
                clause.insert(0, BlockDraft(BlockKind.PARAGRAPH, (Inline(number),)))
            for draft in clause:
                self.add(replace(draft, containers=(*draft.containers, beside)))

    def remove(self, text: str, reason: str) -> None:
        """Record words that the reader set aside; `reason` is shown in the import report."""
        if text.strip():
            self._removed.append((" ".join(text.split()), reason))

    def note(self, text: str) -> None:
        """A remark for the import report."""
        if text not in self._notes:
            self._notes.append(text)

    def finish(self, source: SourceInfo, *, language: str = "en", title: str | None = None) -> CanonicalText:
        """The finished text."""
        self._release()
        return CanonicalText(
            "".join(self._parts),
            tuple(self._blocks),
            source,
            language=language,
            title=title,
            removed=tuple(self._removed),
            notes=tuple(self._notes),
        )

    def _release(self) -> None:
        """Place the block that waited for its title."""
        held, self._held = self._held, None
        if held is not None:
            self._add(held)

    def _place(self, draft: BlockDraft) -> Block | None:
        printed = _printed(draft.marker) if draft.marker else ""
        pieces = _normalise((Inline(printed + " "), *draft.inlines) if printed else draft.inlines)
        if not pieces:
            return None
        if self._parts:
            self._append("\n\n")
        start = self._length
        runs: list[Run] = []
        last: _Look | None = None
        for text, look in pieces:
            at = self._length
            self._append(text)
            for mark in look[-1]:
                self._mark(mark, Span(at, self._length), start)
            if last is not None and last[:-1] == look[:-1]:  # only marks differ
                at = runs.pop().span.start
            runs.append(Run(Span(at, self._length), *look[:-1]))
            last = look
        marker = Span(start, start + len(printed)) if printed else None
        return Block(
            draft.kind, Span(start, self._length), tuple(runs), draft.level, marker, draft.bullet, draft.containers,
            draft.style, draft.align, draft.indent, draft.line, draft.anchor,
        )  # fmt: skip

    def _mark(self, mark: str, span: Span, block: int) -> None:
        """Take down where marked words stand; `block` is where their block begins."""
        spans = self.marked.setdefault(mark, [])
        if spans and spans[-1].start >= block:
            span = Span(spans.pop().start, span.end)
        spans.append(span)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _waits(draft: BlockDraft) -> bool:
    """Whether a block is "Article 2" or "§ 3" and nothing more, set as a heading."""
    if not _set_apart(draft):
        return False
    return DEVICE_ALONE.fullmatch("".join(inline.text for inline in draft.inlines)) is not None


def _titles(number: BlockDraft, draft: BlockDraft) -> bool:
    """Whether a block is the title of the number above it: set alike, short, and no number itself."""
    text = "".join(inline.text for inline in draft.inlines).strip()
    if not _set_apart(draft) or (draft.kind, draft.level, draft.containers) != (
        number.kind,
        number.level,
        number.containers,
    ):
        return False
    if len(text) > _LONGEST_TITLE or not text[-1:].isalnum() or not text[0].isalpha() or DEVICE_ALONE.fullmatch(text):
        return False
    holds_more = HOLDS_MORE.fullmatch("".join(inline.text for inline in number.inlines))
    return holds_more is None or text.isupper() or draft.align == "center"


def _set_apart(draft: BlockDraft) -> bool:
    """Whether a block is set as headings are: by its kind, in bold throughout, or centred."""
    if draft.marker is not None or draft.bullet or any(inline.marks for inline in draft.inlines):
        return False
    if draft.kind is BlockKind.HEADING:
        return True
    shown = [inline for inline in draft.inlines if inline.text.strip()]
    bold = bool(shown) and all(inline.bold for inline in shown)
    return draft.kind is BlockKind.PARAGRAPH and (bold or draft.align == "center")


def _normalise(inlines: tuple[Inline, ...]) -> list[tuple[str, _Look]]:
    """Collapse white space across runs, trim both ends, join neighbours of one style, drop what is empty."""
    if len(inlines) == 1 and not _needs_cleaning(inlines[0].text):  # as most paragraphs are
        only = inlines[0].text.strip()
        return [(only, _look(inlines[0]))] if only else []
    looks: list[_Look] = []
    texts: list[list[str]] = []  # of each look; joined once at the end, since a paragraph may have very many runs
    pending = True  # at the start, or after a space: leading spaces are dropped
    breaks = 0  # that end what has come
    for inline in inlines:
        text = inline.text
        if _needs_cleaning(text):
            text = _SPACES.sub(" ", clean_keeping_breaks(text))
        if pending:
            text = text.lstrip(" ")
        if not text:
            continue
        if LINE_BREAK in text:
            text = _few_breaks(_AROUND_BREAK.sub(LINE_BREAK, text), breaks)
            if not text:
                continue
        if texts and text[0] == LINE_BREAK:
            texts[-1][-1] = texts[-1][-1].rstrip(" ")
        ending = len(text) - len(text.rstrip(LINE_BREAK))
        breaks = ending if ending < len(text) else breaks + ending
        pending = text[-1] in (" ", LINE_BREAK)
        look = _look(inline)
        if not looks or looks[-1] != look:
            looks.append(look)
            texts.append([])
        texts[-1].append(text)
    return _trimmed([("".join(parts), look) for parts, look in zip(texts, looks, strict=True)])


def _few_breaks(text: str, before: int) -> str:
    """A text with no more printed line breaks in a row than say something, where some came `before` it."""
    beginning = len(text) - len(text.lstrip(LINE_BREAK))
    most = max(0, _MOST_BREAKS - before)
    return _BREAKS.sub(LINE_BREAK * _MOST_BREAKS, text[max(0, beginning - most) :])


def _needs_cleaning(text: str) -> bool:
    """Whether cleaning and collapsing could change a text; nearly all texts are clean. Of all white space only the
    plain space is printable, and neither are control characters and those that hide or reorder words."""
    return not text.isprintable() or "  " in text or not unicodedata.is_normalized("NFC", text)


def _trimmed(pieces: list[tuple[str, _Look]]) -> list[tuple[str, _Look]]:
    """Without white space at both ends and without empty pieces."""
    first, end = 0, len(pieces)
    while first < end and not pieces[first][0].strip():
        first += 1
    while first < end and not pieces[end - 1][0].strip():
        end -= 1
    pieces = pieces[first:end]
    if pieces:
        pieces[-1] = pieces[-1][0].rstrip(), pieces[-1][1]
        pieces[0] = pieces[0][0].lstrip(), pieces[0][1]
    return [piece for piece in pieces if piece[0]]


def _look(inline: Inline) -> _Look:
    return inline.bold, inline.italic, inline.underline, inline.code, inline.strike, inline.href, inline.marks


def clean_keeping_breaks(text: str) -> str:
    """`clean`, with U+2028 kept as the printed line break."""
    return LINE_BREAK.join(clean(part) for part in text.split(LINE_BREAK))
