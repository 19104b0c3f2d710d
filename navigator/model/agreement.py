"""An agreement as it was understood: its tree of provisions, the summaries beside them, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from navigator.model.text import Block, CanonicalText, Span, plain, reads_from_right, words


class Layer(StrEnum):
    """Binding status of a piece of text: it travels with the words wherever they go."""

    BINDING = "binding"
    SUMMARY = "summary"


class ProvisionKind(StrEnum):
    """The part a provision plays in the document."""

    SECTION = "section"
    ITEM = "item"  # "(a)", "(i)", "1." as a paragraph of its own under a provision
    PREFACE = "preface"  # notices before the agreement proper
    PREAMBLE = "preamble"  # parties, recitals, acceptance
    CONCLUSIONS = "conclusions"  # signatures, closing notices
    SCHEDULE = "schedule"  # schedule, exhibit, annex: numbering starts anew below it


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one block that belongs to one provision or summary: `block` indexes `CanonicalText.blocks`."""

    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision, in reading order. Number and heading are given as printed, with the spans they stand at.

    full_number  as a reference would cite it: "9.6", "2.1(a)", "1.1" for a "1." under "§ 1"; None where unnumbered
    body         its own binding text, number and heading left off, children not included
    """

    id: str
    parent: str | None
    level: int
    kind: ProvisionKind
    number: str | None = None
    full_number: str | None = None
    heading: str | None = None
    number_span: Span | None = None
    heading_span: Span | None = None
    body: tuple[Piece, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span of this provision's own binding words: number, heading, body."""
        head = tuple(span for span in (self.number_span, self.heading_span) if span is not None)
        return head + tuple(piece.span for piece in self.body)

    @property
    def label(self) -> str:
        """'9.6 Governing Law', '9.6', 'Governing Law' or '' — for lists and titles."""
        number = self.full_number or self.number
        return " ".join(part for part in (number, self.heading) if part)


@dataclass(frozen=True, slots=True)
class Summary:
    """A plain-language summary by the publisher, never binding, and every provision that it stands beside, in order.

    `lead` is a printed label such as "In short:", part of the source but not of the summary's own words.
    """

    pieces: tuple[Piece, ...]
    beside: tuple[str, ...]
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that are in no provision and no summary, and why. `span` is None where a reader removed
    them before the text was fixed (a running head, a page number)."""

    words: int
    reason: str
    first_words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """`placed_words` plus all of `left_out` equals `source_words`: nothing is lost."""

    source_words: int
    placed_words: int
    left_out: tuple[LeftOut, ...]

    @property
    def adds_up(self) -> bool:
        return self.source_words == self.placed_words + sum(row.words for row in self.left_out)


@dataclass(frozen=True)
class Agreement:
    """One version of one agreement. `provisions` are in reading order, parents before their children."""

    text: CanonicalText
    title: str
    provisions: tuple[Provision, ...]
    summaries: tuple[Summary, ...]
    coverage: Coverage
    title_span: Span | None = None
    last_updated: date | None = None
    last_updated_span: Span | None = None
    doubts: tuple[str, ...] = field(default=())
    """What the structure stage was not sure of, in words, for the import report."""

    @cached_property
    def by_id(self) -> dict[str, Provision]:
        return {provision.id: provision for provision in self.provisions}

    @cached_property
    def order(self) -> dict[str, int]:
        """Reading order of each provision id."""
        return {provision.id: place for place, provision in enumerate(self.provisions)}

    @cached_property
    def children(self) -> dict[str | None, tuple[Provision, ...]]:
        """Children of each id in order; None holds the top level."""
        found: dict[str | None, list[Provision]] = {}
        for provision in self.provisions:
            found.setdefault(provision.parent, []).append(provision)
        return {parent: tuple(rows) for parent, rows in found.items()}

    @cached_property
    def summary_by_id(self) -> dict[str, Summary]:
        return {identity: summary for summary in self.summaries for identity in summary.beside}

    @property
    def language(self) -> str:
        return self.text.language

    @property
    def right_to_left(self) -> bool:
        """Whether it is read from the right."""
        return reads_from_right(self.language)

    def ancestors(self, identity: str) -> tuple[Provision, ...]:
        """From the parent up to the top."""
        found: list[Provision] = []
        at = self.by_id[identity].parent
        while at is not None:
            found.append(self.by_id[at])
            at = self.by_id[at].parent
        return tuple(found)

    def descendants(self, identity: str) -> tuple[Provision, ...]:
        """Everything below a provision, in reading order, itself not included."""
        found: list[Provision] = []
        ahead = list(reversed(self.children.get(identity, ())))
        while ahead:  # no recursion: numbers may be nested as deep as a text likes
            found.append(ahead.pop())
            ahead.extend(reversed(self.children.get(found[-1].id, ())))
        return tuple(found)

    def binding_text(self, identity: str) -> str:
        """Its own binding words, white space collapsed, number and heading left off; "" where it has none."""
        return plain(" ".join(self.text.at(piece.span) for piece in self.by_id[identity].body))

    def laid_text(self, identity: str) -> str:
        """`binding_text` as a page sets it: paragraphs and rows of tables on lines of their own, tabs between cells."""
        return "\n".join(filter(None, (self.text.laid(piece.span) for piece in self.by_id[identity].body)))

    def summary_text(self, summary: Summary) -> str:
        """The words of a summary, white space collapsed."""
        return plain(" ".join(self.text.at(piece.span) for piece in summary.pieces))

    def block_of(self, piece: Piece) -> Block:
        return self.text.blocks[piece.block]

    @cached_property
    def _places(self) -> list[tuple[Span, str, Layer]]:
        rows = [(span, p.id, Layer.BINDING) for p in self.provisions for span in p.spans]
        rows += [(piece.span, s.beside[0], Layer.SUMMARY) for s in self.summaries if s.beside for piece in s.pieces]
        return sorted(rows)

    def place(self, offset: int) -> tuple[str, Layer] | None:
        """The provision and layer that hold a code point, or None where it was left out."""
        from bisect import bisect_right

        rows = self._places
        at = bisect_right(rows, offset, key=lambda row: row[0].start) - 1
        if at >= 0 and offset in rows[at][0]:
            return rows[at][1], rows[at][2]
        return None


def count_words(text: CanonicalText) -> int:
    """Words of the whole source: those in the text and those that the reader removed."""
    return words(text.text) + sum(words(removed) for removed, _ in text.removed)
