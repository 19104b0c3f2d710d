"""Two versions of an agreement beside each other: which provisions answer to which, and what changed, word by word."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from navigator.model.agreement import Agreement, Layer
from navigator.model.text import CanonicalText, Span

_WORD = re.compile(r"\S+")


class Status(StrEnum):
    """What became of a provision (or a summary) from the old version to the new one."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"  # its address changed, its words did not
    MOVED_AND_CHANGED = "moved-and-changed"
    ADDED = "added"
    REMOVED = "removed"


class Weight(StrEnum):
    """What a change is about, the gravest first: the order of the members is the order of the list of changes."""

    FIGURE = "figure"  # a duration, an amount, a percentage, a date
    LAW_AND_COURTS = "law, courts"
    PARTY = "party"
    OBLIGATION = "obligation"  # must, shall, will, may, not
    DEFINITION = "definition"
    REDIRECTED = "redirected"  # a reference whose words stayed and that names another provision now
    REMOVED = "removed"
    NEW = "new"
    STALE = "stale"  # a summary that still says what its binding text no longer says
    WORDING = "wording"
    SUMMARY = "summary"
    REFERENCE = "reference"  # a reference that follows a renumbered provision
    MOVED = "moved"
    TYPOGRAPHY = "typography"  # quotes, dashes, bullets, printed numbers of items: no word differs

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Weight).index(self)


class WordOp(StrEnum):
    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A stretch of a redline: offsets into the row's `old_text` and `new_text`. A deletion is empty on the new side, an
    insertion on the old; where words are replaced the deletion comes first. Between the spans lies only white space
    (and, in rare texts, marks that are no words, such as bullets)."""

    op: WordOp
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class AlignedProvision:
    """One row of a comparison: the provisions of both versions that answer to each other, in the ids of each.

    Mostly one and one; () where the provision is new or removed; several where one was split or several were joined.
    `words` lie over `old_text` and `new_text`: heading, then binding words, white space collapsed (see `plain_text`).
    `weight` is None where nothing changed; `details` says every change in words, the gravest first. Both may speak of
    unchanged words, where those mean something else now (`Comparison.redirects`, `Comparison.terms`). `reordered` says
    of a moved one that it stands at another place among its neighbours, not only under another number.
    """

    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    old_text: str
    new_text: str
    words: tuple[WordSpan, ...]
    weight: Weight | None = None
    details: tuple[str, ...] = ()
    reordered: bool = False


@dataclass(frozen=True, slots=True)
class AlignedSummary:
    """A summary of both versions: `old` and `new` are the provisions that it stands beside, () where there is none.

    `stale` says what it still says although the binding text no longer does; None where nothing proves that.
    """

    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    old_text: str
    new_text: str
    words: tuple[WordSpan, ...]
    stale: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """A reference whose own words did not change and that names another provision than before: the numbers moved on
    under it, or what it named is gone.

    row         the row of `Comparison.provisions` whose words make the reference
    text        the reference as printed in the new version: "Section 9.2"
    old_place   where it stands in the row's `old_text`, and `new_place` in its `new_text`
    named       provisions of the old version that it named and names no longer; () where it named nothing
    names       provisions of the new version that it names now and did not before; () where it names nothing any more
    certain     False where the new version leaves open which of `names` is meant
    is_range    "Sections 3.1 to 3.3": `named` and `names` are what it takes in no longer, and what it takes in since
    words       the same, said to people, with what became of `named`
    """

    row: int
    text: str
    old_place: tuple[int, int]
    new_place: tuple[int, int]
    named: tuple[str, ...]
    names: tuple[str, ...]
    certain: bool
    is_range: bool
    words: str


@dataclass(frozen=True, slots=True)
class AlteredTerm:
    """A term whose definition changed, or went, while provisions that use it kept their words.

    term      as the old version defines it
    row       the row of `Comparison.provisions` with the definition of the old version
    old, new  its meaning in either version, white space collapsed; `new` is "" where the term is defined no more
    used_in   rows with a use in words that did not change, the definition's own row left out
    words     the same, said to people
    """

    term: str
    row: int
    old: str
    new: str
    used_in: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the list of changes. `rows` index `Comparison.provisions` (several where a whole section is new,
    removed or renumbered); `summary` indexes `Comparison.summaries`, `redirect` its `redirects`, `term` its `terms`."""

    weight: Weight
    title: str
    description: str
    rows: tuple[int, ...] = ()
    summary: int | None = None
    redirect: int | None = None
    term: int | None = None


@dataclass(frozen=True)
class Comparison:
    """Two versions compared. `provisions` are in the order of the new version, removed ones after the provision that
    they followed; `changes` the gravest first; `remarks` what a reader of them must know ("the versions are in
    different languages")."""

    old: Agreement
    new: Agreement
    provisions: tuple[AlignedProvision, ...]
    summaries: tuple[AlignedSummary, ...] = ()
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()
    same_source: bool = False
    redirects: tuple[Redirect, ...] = ()
    terms: tuple[AlteredTerm, ...] = ()

    @cached_property
    def counts(self) -> dict[Status, int]:
        """How many provisions have each status."""
        found = dict.fromkeys(Status, 0)
        for row in self.provisions:
            found[row.status] += 1
        return found

    @cached_property
    def redirects_in(self) -> dict[int, tuple[int, ...]]:
        """Row of a provision -> its redirected references, as indexes of `redirects`, in the order of its words."""
        found: dict[int, list[int]] = {}
        for at, redirect in enumerate(self.redirects):
            found.setdefault(redirect.row, []).append(at)
        return {row: tuple(places) for row, places in found.items()}

    @cached_property
    def row_of_old(self) -> dict[str, int]:
        """Provision id of the old version -> its row."""
        return {identity: at for at, row in enumerate(self.provisions) for identity in row.old}

    @cached_property
    def row_of_new(self) -> dict[str, int]:
        """Provision id of the new version -> its row."""
        return {identity: at for at, row in enumerate(self.provisions) for identity in row.new}


@dataclass(frozen=True)
class PlainText:
    """Text with white space collapsed that knows where each of its characters stands in the canonical text."""

    text: str
    offsets: array[int] = field(repr=False)
    breaks: tuple[int, ...] = (0,)
    """Where each piece of the source begins in `text`."""

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The canonical spans of a range of `text`, one for each piece that it touches."""
        found: list[Span] = []
        last = bisect_left(self.breaks, end)
        for at in range(max(0, bisect_right(self.breaks, start) - 1), last):
            stop = self.breaks[at + 1] if at + 1 < len(self.breaks) else len(self.text)
            low, high = max(start, self.breaks[at]), min(end, stop)
            while high > low and self.text[high - 1] == " ":
                high -= 1
            if low < high:
                found.append(Span(self.offsets[low], self.offsets[high - 1] + 1))
        return tuple(found)

    def locate(self, span: Span) -> tuple[int, int] | None:
        """The range of `text` that a canonical span covers; None where it covers none of it."""
        low, high = bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end)
        if low < high and self.text[low] == " ":  # it has the offset of the word that follows
            low += 1
        return (low, high) if low < high else None


def plain_spans(text: CanonicalText, spans: Iterable[Span]) -> PlainText:
    """The words of some spans in the order of the source, joined by single spaces, white space collapsed."""
    words: list[str] = []
    offsets = array("L")
    breaks: list[int] = []
    for span in sorted(spans):
        for at, found in enumerate(_WORD.finditer(text.text, span.start, span.end)):
            if words:
                offsets.append(found.start())  # the space before it
            if at == 0:
                breaks.append(len(offsets))
            offsets.extend(range(found.start(), found.end()))
            words.append(found.group())
    return PlainText(" ".join(words), offsets, tuple(breaks) or (0,))


def plain_text(agreement: Agreement, ids: Iterable[str], layer: Layer = Layer.BINDING) -> PlainText:
    """What a comparison compares of some provisions: each one's heading and binding words, its number left off; with
    `Layer.SUMMARY` the words of the summary beside the first of them."""
    if layer is Layer.SUMMARY:
        summary = next((agreement.summary_by_id[one] for one in ids if one in agreement.summary_by_id), None)
        return plain_spans(agreement.text, [piece.span for piece in summary.pieces] if summary else [])
    spans: list[Span] = []
    for one in ids:
        provision = agreement.by_id[one]
        heading = [provision.heading_span] if provision.heading_span is not None else []
        spans += heading + [piece.span for piece in provision.body]
    return plain_spans(agreement.text, spans)
