"""Working state of the structure stage: units in reading order, on which each rule writes what it recognised.

A unit is one block, or one printed line of a block whose lines stand for themselves ("(a) …⏎(b) …").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import attrgetter

from navigator.model.text import Block, BlockKind, CanonicalText, Run, Span, words
from navigator.structure.numbering import Numeral, counts_east_asian


class Role(StrEnum):
    """What a unit turned out to be."""

    BODY = "body"  # binding text of the open provision
    OPENER = "opener"  # opens a provision: numeral and/or heading, perhaps with its first body text
    SUMMARY = "summary"
    RULE = "rule"
    TITLE = "title"
    LEFT_OUT = "left out"


@dataclass(slots=True, eq=False)
class Unit:
    """One line of thought of the source. Spans are within the canonical text; `numeral`, `heading` and `body` are set
    by the rules for openers; `summary` numbers the summary that a SUMMARY unit belongs to."""

    block: int
    span: Span
    source: Block
    text: str
    words: int
    linked: float = 0.0
    bold: bool = False
    italic: bool = False
    role: Role = Role.BODY
    reason: str = ""
    numeral: Numeral | None = None
    numeral_span: Span | None = None
    heading: Span | None = None
    body: Span | None = None
    summary: int | None = None
    column: str | None = None
    kind: BlockKind = field(init=False)
    is_heading_block: bool = field(init=False)

    def __post_init__(self) -> None:
        self.kind = self.source.kind
        self.is_heading_block = self.kind is BlockKind.HEADING

    def leave_out(self, reason: str) -> None:
        self.role, self.reason = Role.LEFT_OUT, reason


@dataclass(slots=True)
class SummaryDraft:
    """A summary being recognised: its units, its printed label, and whether it stands before or after its clauses."""

    units: list[int] = field(default_factory=list)
    lead: Span | None = None
    before: bool = True
    bounded: int | None = None
    """First unit that is no longer beside it, where the layout says so."""
    in_row: bool = False
    """Whether it explains all that stands beside it in a row of a table."""


@dataclass(slots=True)
class Draft:
    """All that the rules share."""

    text: CanonicalText
    units: list[Unit]
    title: str | None = None
    title_span: Span | None = None
    last_updated: date | None = None
    last_updated_span: Span | None = None
    summaries: list[SummaryDraft] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    signatures: range = range(0)
    """The units of the signature block."""

    def living(self) -> list[int]:
        """Indexes of units that are still part of the agreement, rules excluded."""
        left_out, rule = Role.LEFT_OUT, Role.RULE
        return [i for i, u in enumerate(self.units) if u.role is not left_out and u.role is not rule]


_BREAK = "\u2028"
_LINE = re.compile(r"[^\u2028]+")
_WORDISH = re.compile(r"\w")
# A printed line that stands for itself: "(a) …", "2.1 …", "§ 5 …", "- …"
_OWN_LINE = re.compile(
    r"\s*(?:\(?[a-z]{1,4}\)|\(?\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+(?:\.[a-z])?\.?|[A-Za-z]\.|§+\s*\d+|"
    r"Article \w+|[-–•·])\s"
)


_BOXED = re.compile(r"\s*[（(]([^（）()]*)[）)]\s*")


def make_units(text: CanonicalText) -> list[Unit]:
    """One unit for each block; a block is cut at its printed line breaks where at least one later line carries a
    number of its own, or where its first line is a short line in bold."""
    units: list[Unit] = []
    for place, block in enumerate(text.blocks):
        spans = [block.span]
        own = text.at(block.span)
        if _BREAK in own and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            lines = [Span(block.span.start + m.start(), block.span.start + m.end()) for m in _LINE.finditer(own)]
            if len(lines) > 1 and (_numbered_lines(text, lines) or _heading_line(text, block, lines[0])):
                spans = lines
        units.extend(_unit(text, place, block, span) for span in spans)
    return units


def _numbered_lines(text: CanonicalText, lines: list[Span]) -> bool:
    return any(_OWN_LINE.match(text.at(line)) or counts_east_asian(text.at(line)) for line in lines[1:])


def _heading_line(text: CanonicalText, block: Block, line: Span) -> bool:
    return (
        words(text.at(line)) <= 12
        and _all(text, block, line, _BOLD)
        and not text.at(line).rstrip().endswith((",", ";"))
    )


def _unit(text: CanonicalText, place: int, block: Block, span: Span) -> Unit:
    own = text.at(span)
    trimmed = own.strip()
    if len(trimmed) < len(own):
        lead = len(own) - len(own.lstrip())
        span = Span(span.start + lead, span.start + lead + len(trimmed))
    unit = Unit(place, span, block, trimmed, words(trimmed))
    if block.kind is BlockKind.RULE:
        unit.role = Role.RULE
        return unit
    if len(block.runs) == 1 and (block.marker is None or span not in block.marker):  # as most blocks have
        (only,) = block.runs
        some = unit.words > 0
        unit.linked = float(some and only.href is not None)
        unit.bold, unit.italic = some and only.bold, some and only.italic
        return unit
    if unit.words and any(run.href is not None for run in block.all_runs()):
        parts = (run.span.intersection(span) for run in runs_in(block, span) if run.href is not None)
        unit.linked = sum(words(text.at(part)) for part in parts if part is not None) / unit.words
    if block.kind is not BlockKind.TABLE:
        unit.bold = _all(text, block, span, _BOLD)
        unit.italic = _all(text, block, span, _ITALIC)
    return unit


_BOLD: Callable[[Run], bool] = attrgetter("bold")
_ITALIC: Callable[[Run], bool] = attrgetter("italic")
_NEARLY_ALL = 0.92
_GLANCE = 400


def _all(text: CanonicalText, block: Block, span: Span, style: Callable[[Run], bool]) -> bool:
    """Whether a style holds for (nearly) all letters of a span; marker and punctuation do not count."""
    if not any(map(style, block.runs)):
        return False
    inside = outside = ""
    for run in runs_in(block, span):
        part = run.span.intersection(span)
        if part is None or (block.marker is not None and part in block.marker):
            continue
        if style(run):
            inside += text.at(part)
        else:
            outside += text.at(part)
    if words(outside[:_GLANCE]) > (1 - _NEARLY_ALL) / _NEARLY_ALL * len(inside):
        return False  # more words without the style than there may be letters
    styled, other = len(_WORDISH.findall(inside)), len(_WORDISH.findall(outside))
    return styled > 0 and styled >= _NEARLY_ALL * (styled + other)


def row_of(unit: Unit) -> str | None:
    """The row that a unit stood in, of a table that was taken apart into clauses and summaries: "row 3"."""
    if not unit.source.containers:
        return None
    return next((name for name in reversed(unit.source.containers) if name.startswith("row ")), None)


def runs_in(block: Block, span: Span) -> list[Run]:
    """The runs of a block that touch a span."""
    runs = block.runs or tuple(block.all_runs())
    first = bisect_right(runs, span.start, key=lambda run: run.span.end)
    return list(runs[first : bisect_left(runs, span.end, first, key=lambda run: run.span.start)])


def number_is_bold(unit: Unit, end: int) -> bool:
    """Whether the number that a unit begins with, up to `end`, is set in bold."""
    number = Span(unit.span.start, unit.span.start + len(unit.text[:end].rstrip()))
    return all(run.bold for run in runs_in(unit.source, number))


def trim(unit: Unit, start: int, end: int, *, close: str = "") -> Span | None:
    """The span of part of a unit without white space at its ends, nor any of the characters `close` at its end."""
    part = unit.text[start:end]
    begin = start + len(part) - len(part.lstrip())
    part = part.strip().rstrip(close + " ") if close else part.strip()
    return Span(unit.span.start + begin, unit.span.start + begin + len(part)) if part else None


def heading_span(unit: Unit, start: int, end: int) -> Span | None:
    """The span of a heading: without the full stop, colon or dash that closes it, nor the brackets of （料金） and
    "(Definizioni)" around the whole of it after its number."""
    boxed = _BOXED.fullmatch(unit.text, start, end)
    if boxed is not None and (start or "（" in boxed.group()):
        start, end = boxed.span(1)
    return trim(unit, start, end, close=".:–—-")
