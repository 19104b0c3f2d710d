"""Collects what an Akoma Ntoso document states of its structure, while its words are put into the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from navigator.model.agreement import ProvisionKind
from navigator.model.outline import Aside, Outline, Part
from navigator.model.text import Block, BlockKind, Span
from navigator.reading.builder import TextBuilder

_LEAD_END = " :.–—?\u2028"  # what may stand between the label of a summary and its words
_SIGNS = " .:;–—\u2028\u00a0"  # and between a heading and the words in its line


@dataclass(slots=True)
class PartDraft:
    """A part before its words have a place in the text; the fields are those of `Part`."""

    id: str
    parent: int | None
    kind: ProvisionKind | None
    alone: bool = False
    cited: str | None = None
    numbered: bool = False
    headed: bool = False
    parted: bool = False  # has parts of its own
    tail: bool = False  # the words after the parts of the part around it
    marker: Span | None = None  # its number, where that is the marker of a list item
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """Where the walk is: the part that words here belong to, made when the first of them come.

    owner   the part around this place; None at the top
    part    the part of this place; None as long as it has no words of its own
    loose   the place is no element that could be cited: words between its parts make a part for each stretch
    """

    owner: int | None = None
    part: int | None = None
    id: str = ""
    kind: ProvisionKind | None = None
    loose: bool = False
    held: bool = False
    """In a container of front or back matter, with an address of its own, as our own export writes each part there."""
    contents: bool = False
    """Inside a table of contents, which is no part of the document."""


@dataclass(slots=True)
class _Summary:
    key: str
    beside: tuple[str, ...]
    part: int | None
    blocks: list[Block] = field(default_factory=list)


class Collector:
    """Parts, summaries and title in reading order; `outline` gives them once all words have their places."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self.parts: list[PartDraft] = []
        self.title: Span | None = None
        self._summaries: list[_Summary] = []
        self._explained: set[int] = set()
        self._ids: dict[str, int] = {}
        self.told = False  # some part says what it is, by a number or a heading as a rule

    def open(self, draft: PartDraft) -> int:
        """A new part; its place in the order."""
        if draft.parent is not None:
            self.parts[draft.parent].parted = True
        self.told = self.told or draft.numbered or draft.headed
        self.parts.append(draft)
        if draft.id:
            self._ids.setdefault(draft.id, len(self.parts) - 1)
        return len(self.parts) - 1

    def part_at(self, place: Place) -> int:
        """The part that words at a place belong to. Words after the parts of a part are one of their own, so that the
        order of reading stays (`wrapUp`)."""
        latest = len(self.parts) - 1
        if place.part is None or (place.loose and place.part != latest):
            kind = place.kind
            if kind is None and place.owner is None and not self.told:
                kind = ProvisionKind.PREAMBLE  # words ahead of the first part that says what it is
            place.part = self.open(PartDraft(place.id, place.owner, kind))
            self.told = self.told or place.held
        elif self.parts[place.part].parted:
            last = self.parts[latest]
            if last.parent == place.part and last.tail:
                return latest
            around = self.parts[place.part].id
            return self.open(PartDraft(around and f"{around}__wrapup", place.part, ProvisionKind.ITEM, tail=True))
        return place.part

    def holder(self, place: Place) -> int | None:
        """The part that a part at this place stands in."""
        return place.owner if place.part is None or place.loose else place.part

    def claim(self, part: int, blocks: list[Block]) -> None:
        """Give blocks to a part."""
        self.parts[part].blocks += blocks

    def summary(self, key: str, beside: tuple[str, ...], place: Place, blocks: list[Block]) -> None:
        """Blocks of a summary; those of one key that follow one another are one summary. `part` is settled at the end:
        a summary may stand ahead of the first words of what it explains."""
        last = self._summaries[-1] if self._summaries else None
        part = place.part if place.part is not None else place.owner
        if last is None or beside or last.key != key or (not key and last.part != part):
            last = _Summary(key, beside, part)
            self._summaries.append(last)
        last.blocks += blocks

    def outline(self, cited: dict[str, str], defined: list[str]) -> Outline:
        """The outline, once all words have their places."""
        parts = tuple(self._part(place, part) for place, part in enumerate(self.parts))
        marked = self._builder.marked
        references = [
            (span, target)
            for mark, identity in cited.items()
            if (target := self._target(identity)) is not None
            for span in marked.get(mark, ())
        ]
        terms = [span for mark in defined for span in marked.get(mark, ())[:1]]
        summaries = tuple(aside for row in self._summaries if (aside := self._aside(row)) is not None)
        return Outline(parts, summaries, self.title, tuple(references), tuple(terms))

    def _part(self, place: int, draft: PartDraft) -> Part:
        number = draft.marker or self._first(f"num {place}")
        heading = self._first(f"heading {place}")
        body = []
        for block in draft.blocks:
            start = max((span.end for span in (number, heading) if span is not None and span in block.span), default=0)
            span = self._trimmed(Span(max(start, block.span.start), block.span.end), _SIGNS if start else " ")
            if span is not None and block.kind is not BlockKind.RULE:
                body.append(span)
        return Part(draft.id, draft.parent, draft.kind, number, heading, draft.cited, tuple(body), draft.alone)

    def _first(self, mark: str) -> Span | None:
        spans = self._builder.marked.get(mark)
        return self._trimmed(spans[0], " ") if spans else None

    def _trimmed(self, span: Span, signs: str) -> Span | None:
        """Without white space at its ends, nor any of `signs` at its beginning."""
        words = self._builder.at(span)
        start = span.start + len(words) - len(words.lstrip(signs))
        end = span.end - (len(words) - len(words.rstrip(" \u2028")))
        return Span(start, end) if start < end else None

    def _aside(self, row: _Summary) -> Aside | None:
        if not self.parts:
            return None
        beside = tuple(self._ids[identity] for identity in row.beside if identity in self._ids)
        if not beside:
            first = row.part if row.part is not None else 0
            # The first at a part explains all of it; any other that does not say more stands at it alone.
            beside = (first,) if first in self._explained else (first, *self._below(first))
            self._explained.add(first)
        lead: Span | None = None
        body = []
        leads = self._builder.marked.get("lead", ())
        for block in row.blocks:
            printed = next((span for span in leads if span in block.span), None)
            rest: Span | None = block.span
            if printed is not None and lead is None:
                words = self._builder.at(printed).rstrip(_LEAD_END)
                lead = Span(printed.start, printed.start + len(words))
                rest = self._trimmed(Span(printed.end, block.span.end), _LEAD_END)
            if rest is not None:
                body.append(rest)
        return Aside(tuple(body), beside, lead) if body else None

    def _below(self, part: int) -> list[int]:
        inside = {part}
        for place in range(part + 1, len(self.parts)):
            if self.parts[place].parent not in inside:
                break
            inside.add(place)
        return sorted(inside)[1:]

    def _target(self, identity: str) -> int | None:
        """The part with an id, or the one that holds the element with it: 'sec_1__list_1' stands in 'sec_1'."""
        while identity not in self._ids and "__" in identity:
            identity = identity.rpartition("__")[0]
        return self._ids.get(identity)
