"""The structure that a document states of itself, taken as given: its outline -> provisions and summaries.

What no outline says is inferred by the rules for any text: the number that a reference would cite, the kind of a part
whose number alone tells it, and an address where the document gives none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from navigator.model.agreement import Piece, ProvisionKind, Summary
from navigator.model.outline import Outline, Part
from navigator.model.text import Span
from navigator.structure.contents_table import REASON as CONTENTS
from navigator.structure.nodes import Addresses, Node, key_of, kind_of, settle
from navigator.structure.numbering import Numeral, parse_numeral, stated_numeral
from navigator.structure.units import Draft, Role, Unit, heading_span

_ADDRESS = re.compile(r"[^\W\d][\w.-]{0,999}")
"""What is taken as an address: an XML name of no great length."""


def mark_stated(draft: Draft, outline: Outline) -> None:
    """Say of every unit what the outline says of it: the title, a summary, or no part at all."""
    starts = [unit.span.start for unit in draft.units]

    def units(span: Span) -> list[Unit]:
        return draft.units[bisect_right(starts, span.start) - 1 : bisect_left(starts, span.end)]

    held = {id(unit) for part in outline.parts for span in _spans(part) for unit in units(span)}
    for unit in units(outline.title) if outline.title is not None else ():
        unit.role = Role.TITLE
    if outline.title is not None:
        draft.title, draft.title_span = draft.text.at(outline.title), outline.title
    for aside in outline.summaries:
        for span in (*aside.body, *([aside.lead] if aside.lead else [])):
            for unit in units(span):
                unit.role = Role.SUMMARY
    for unit in draft.units:
        if unit.role is Role.BODY and id(unit) not in held and "toc" in unit.source.containers:
            unit.leave_out(CONTENTS)


def stated_nodes(draft: Draft, outline: Outline) -> list[Node]:
    """The provisions of an outline in its order."""
    taker = _Taker(draft)
    for part in outline.parts:
        taker.take(part)
    return taker.nodes


def stated_summaries(draft: Draft, outline: Outline, nodes: list[Node]) -> tuple[Summary, ...]:
    """The summaries of an outline beside its provisions, in reading order."""
    ends = _ends(draft)
    return tuple(
        Summary(
            tuple(Piece(bisect_left(ends, span.end), span) for span in aside.body),
            tuple(nodes[place].id for place in aside.beside),
            aside.lead,
        )
        for aside in outline.summaries
    )


class _Taker:
    """Gives each part its address and its number, in reading order."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._text = draft.text
        self._addresses = Addresses(draft.doubts)
        self._starts = [unit.span.start for unit in draft.units]
        self._ends = _ends(draft)
        self.nodes: list[Node] = []
        self._stack: list[Node] = []

    def take(self, part: Part) -> None:
        """The next provision: its address, who it stands under, and how it is cited."""
        parent = self.nodes[part.parent] if part.parent is not None else None
        if parent is not None:
            parent.has_children = True
        first = next(iter(_spans(part)), None)
        place = bisect_right(self._starts, first.start) - 1 if first is not None else 0
        unit = self._draft.units[place]
        numeral = settle(stated_numeral(self._text.at(part.number)), self._stack) if part.number is not None else None
        number, heading = part.number, part.heading
        if number is None and heading is not None and part.kind is ProvisionKind.SCHEDULE:
            number, heading, numeral = self._in_heading(heading)
        heading = self._heading(heading)
        kind = part.kind or kind_of(numeral, heading)
        unit.heading, unit.body = heading, next(iter(part.body), None)
        key = ("schedule",) if kind is ProvisionKind.SCHEDULE else key_of(unit, numeral)
        given = self._addresses.unique(part.id, None) if _ADDRESS.fullmatch(part.id) else None
        identity = given or self._addresses.address(kind, numeral, parent)
        cited = part.cited or self._addresses.full_number(numeral, key, None if part.alone else parent)
        del self._stack[self._stack.index(parent) + 1 if parent is not None else 0 :]
        node = Node(identity, parent, kind, key, place, numeral, cited)
        node.number_span, node.heading = number, heading
        node.body = [Piece(bisect_left(self._ends, span.end), span) for span in part.body]
        if numeral is not None and numeral.value is not None:
            self._addresses.remember(key, numeral.value, parent)
        self._stack.append(node)
        self.nodes.append(node)

    def _in_heading(self, heading: Span) -> tuple[Span | None, Span | None, Numeral | None]:
        """Number, heading and numeral of an attachment whose number is part of its heading: "Schedule 2 – Fees"."""
        words = self._text.at(heading)
        numeral = parse_numeral(words, heading=True)
        if numeral is None or numeral.device != "schedule":
            return None, heading, None
        start = heading.start + numeral.end
        number = Span(heading.start, heading.start + len(words[: numeral.end].rstrip()))
        return number, Span(start, heading.end) if start < heading.end else None, numeral

    def _heading(self, span: Span | None) -> Span | None:
        """The words of a heading without the signs that close it."""
        if span is None:
            return None
        unit = self._draft.units[bisect_right(self._starts, span.start) - 1]
        return heading_span(unit, span.start - unit.span.start, span.end - unit.span.start) or span


def _ends(draft: Draft) -> list[int]:
    return [block.span.end for block in draft.text.blocks]


def _spans(part: Part) -> list[Span]:
    return [span for span in (part.number, part.heading, *part.body) if span is not None]
