"""The fixed text of an agreement: spans, blocks and inline runs.

Every other fact of the product is *standoff*: a `Span` into `CanonicalText.text` and a type. Offsets count Unicode
code points, as Python does; `ui.positions` alone converts them to the UTF-16 units that Qt counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navigator.model.outline import Outline

_set = object.__setattr__
_FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_WORD = re.compile(r"\w\S*")  # of each run of non-space with a letter or digit, from the first of these on


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of code points, `start <= end`, in one canonical text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:  # written out: nothing is made more often
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        _set(self, "start", start)
        _set(self, "end", end)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span | int) -> bool:
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Span) -> Span | None:
        """The shared part, or None where there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def of(self, text: str) -> str:
        """The words that this span covers."""
        return text[self.start : self.end]


def reads_from_right(language: str) -> bool:
    """Whether a language ("ar", "he-IL") is written from right to left, as CLDR's script metadata has it."""
    return language.partition("-")[0].lower() in _FROM_RIGHT


class BlockKind(StrEnum):
    """What a block of the source is, by its form alone; what it *means* is the structure stage's to say."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    RULE = "rule"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one block with one inline style. A block's runs lie in order, do not overlap, and cover its text."""

    span: Span
    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    strike: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its place in the text and the blocks inside it (paragraphs, list items)."""

    span: Span
    blocks: tuple[Block, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the source, in reading order.

    span       its text in the canonical text (empty for a rule)
    level      HEADING: 1..6 as the source says; LIST_ITEM: nesting depth from 1; a paragraph that continues a list
               item carries that item's depth; otherwise 0
    marker     the printed marker of a list item where it is a number or letter ("1.", "(a)"); it lies inside `span`
    bullet     True for a list item whose marker is only a bullet (not part of the text)
    containers enclosing constructs, outermost first: "quote", "details", "aside", "nav", "footnote", "textbox", …
    style      the source's own style name (Word "Heading 2", CSS class), for readers that know one
    align      "center" where the source centres it
    indent     left indent in points where the source says, else 0
    line       first line of the source (1-based) for text formats, page for PDF; 0 unknown
    anchor     the source's own id for this place, the target of "#…" links
    cells      rows of a table
    """

    kind: BlockKind
    span: Span
    runs: tuple[Run, ...] = ()
    level: int = 0
    marker: Span | None = None
    bullet: bool = False
    containers: tuple[str, ...] = ()
    style: str | None = None
    align: str | None = None
    indent: float = 0.0
    line: int = 0
    anchor: str | None = None
    cells: tuple[tuple[Cell, ...], ...] = ()

    def inner(self) -> Iterator[Block]:
        """This block, or for a table the blocks of its cells, row by row."""
        if self.kind is BlockKind.TABLE:
            for row in self.cells:
                for cell in row:
                    for block in cell.blocks:
                        yield from block.inner()
        else:
            yield self

    def all_runs(self) -> Iterator[Run]:
        """Every run of this block, those inside table cells included, in reading order."""
        if self.kind is not BlockKind.TABLE:
            return iter(self.runs)
        return (run for block in self.inner() for run in block.runs)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where a text came from: file name (never a path), media type, SHA-256 of the bytes; `charset` is how its
    characters are written as the server that sent it said, None where nobody said so."""

    name: str
    media_type: str
    sha256: str
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """The text of one source, fixed at import, with its blocks in reading order.

    removed  what the reader itself had to set aside (running heads, page numbers, deleted text of tracked changes):
             (words, reason) pairs whose words are *not* in `text`; coverage counts them as left out.
    notes    remarks of the reader for the import report ("tracked changes shown as accepted")
    outline  the structure that the document states of itself; None where it has to be inferred
    """

    text: str
    blocks: tuple[Block, ...]
    source: SourceInfo
    language: str = "en"
    title: str | None = None
    removed: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    outline: Outline | None = None

    def at(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def laid(self, span: Span) -> str:
        """The words of a span as a page sets them: each paragraph and each row of a table on a line of its own, tabs
        between the cells of a row, other white space collapsed."""
        first = max(0, bisect_right(self.blocks, span.start, key=lambda block: block.span.start) - 1)
        lines: list[list[Span | None]] = []
        for block in self.blocks[first:]:
            if block.span.start >= span.end:
                break
            rows = [[cell.span for cell in row] for row in block.cells] if block.cells else [[block.span]]
            lines += [[part.intersection(span) for part in row] for row in rows]
        words = ["\t".join(filter(None, (plain(self.at(part)) for part in line if part))) for line in lines]
        return "\n".join(filter(None, words))


@lru_cache(maxsize=64)  # each line is counted by several steps, one after the other
def words(text: str) -> int:
    """How many words a text has: runs of non-space that hold at least one letter or digit. Coverage counts these."""
    return len(_WORD.findall(text))


def small(text: str) -> str:
    """Small letters, character for character, so that offsets stay those of `text`: the one capital that has no small
    letter of its own length (İ) stays."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def plain(text: str) -> str:
    """White space collapsed to single spaces, ends trimmed: the form of text in JSON and on the clipboard."""
    return " ".join(text.split())
