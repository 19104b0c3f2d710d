"""What a cell of the reading view shows, as spans of the one text: paragraphs, bullets, tables. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from navigator.model.text import Run, Span


class Role(StrEnum):
    """The typographic role of a segment."""

    BODY = "body"
    RUN_IN = "run-in"  # a heading within or above the binding text
    SECTION = "section"
    TITLE = "title"
    SUMMARY = "summary"
    LEAD = "lead"
    CELL = "cell"
    HEADER_CELL = "header-cell"
    NOTE = "note"  # our own words, no part of the text
    TEAM = "team"  # the words of the user's team
    TEAM_LABEL = "team-label"
    TRACE = "trace"  # our own words too: where the words after them come from


class State(StrEnum):
    """What the profile says of a segment."""

    PLAIN = "plain"
    STRUCK = "struck"
    INSERTED = "inserted"
    DIMMED = "dimmed"
    REMOVED = "removed"  # between two versions
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text shown in one piece. `words` holds our own words instead, and then `span` is empty; where
    they name a provision, `to` is its id. A `tight` one follows the one before without a space."""

    span: Span
    role: Role = Role.BODY
    state: State = State.PLAIN
    runs: tuple[Run, ...] = ()
    words: str | None = None
    tight: bool = False
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Segments that run on in one paragraph. `label` is a printed number or letter that hangs at the left; an `echo`
    repeats words that stand elsewhere in the cell."""

    segments: tuple[Segment, ...]
    indent: int = 0
    bullet: bool = False
    label: str | None = None
    label_state: State = State.PLAIN
    code: bool = False
    centred: bool = False
    echo: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    paragraphs: tuple[Paragraph, ...]
    header: bool
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. For each column `held` says how much it holds beside the others, and `longest` is its longest word
    in header cells and in others."""

    rows: tuple[tuple[TableCell, ...], ...]
    held: tuple[float, ...]
    longest: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Content:
    """One cell: its paragraphs and tables in order, and its segments numbered in the same order; `echoes` numbers those
    that repeat others."""

    parts: tuple[Paragraph | Table, ...]
    segments: tuple[Segment, ...] = field(init=False)
    echoes: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        found = [(segment, paragraph.echo) for paragraph in self.paragraphs() for segment in paragraph.segments]
        object.__setattr__(self, "segments", tuple(segment for segment, _ in found))
        object.__setattr__(self, "echoes", frozenset(at for at, (_, echo) in enumerate(found) if echo))

    def paragraphs(self) -> list[Paragraph]:
        """Every paragraph in order, those inside table cells included."""
        found: list[Paragraph] = []
        for part in self.parts:
            if isinstance(part, Paragraph):
                found.append(part)
            else:
                found.extend(p for row in part.rows for cell in row for p in cell.paragraphs)
        return found


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def naming(number: str, provision: str) -> Segment:
    """The name of a provision, which leads to it."""
    return Segment(Span(0, 0), Role.TRACE, words=number, to=provision)


def own_words(words: str) -> Segment:
    """Our own words beside those of the text."""
    return Segment(Span(0, 0), Role.TRACE, words=words)
