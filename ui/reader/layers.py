"""The standoff layers that the reader makes active: cross-references, web links and uses of defined terms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Protocol, TypeVar

from navigator.model.analysis import Analysis
from navigator.model.links import Ambiguous, Broken, External, Hyperlink, Reference
from navigator.model.terms import TermUse
from navigator.model.text import Span


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=_Spanned)
_START = attrgetter("span.start")


class LinkKind(StrEnum):
    """How a link is drawn and what activating it does."""

    REFERENCE = "reference"
    AMBIGUOUS = "ambiguous"
    BROKEN = "broken"
    EXTERNAL = "external"
    WEB = "web"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Trace:
    """Our own words that name the provision which other words come from."""

    words: str
    provision: str


@dataclass(frozen=True, slots=True)
class Link:
    """An active stretch of the text, and the fact behind it. A trace has an empty span: it is no part of the text."""

    span: Span
    kind: LinkKind
    source: Reference | Hyperlink | TermUse | Trace

    def words(self, text: str) -> str:
        """What stands there."""
        return self.source.words if isinstance(self.source, Trace) else self.span.of(text)


def _within(rows: Sequence[T], span: Span) -> Sequence[T]:
    """Rows that share at least one code point with `span`. They are in order, may touch, and are taken not to nest more
    than one deep."""
    at = bisect_left(rows, span.start, key=_START)
    first = at - 1 if at and rows[at - 1].span.end > span.start else at
    return rows[first : bisect_left(rows, span.end, lo=at, key=_START)]


def kind_of(reference: Reference) -> LinkKind:
    """How a reference shows, from what it resolved to."""
    match reference.resolution:
        case Ambiguous():
            return LinkKind.AMBIGUOUS
        case Broken():
            return LinkKind.BROKEN
        case External():
            return LinkKind.EXTERNAL
        case _:
            return LinkKind.REFERENCE


class Layers:
    """The active layers of one analysis, by place in the text."""

    def __init__(self, analysis: Analysis) -> None:
        self._references, self._hyperlinks, self._uses = analysis.by_place

    def links(self, span: Span) -> list[Link]:
        """Links that touch a span, in order and apart from each other.

        Where they overlap a reference wins over a web address and both win over a term: the more particular fact.
        """
        found = [Link(row.span, kind_of(row), row) for row in _within(self._references, span)]
        for address in _within(self._hyperlinks, span):
            if not any(link.span.overlaps(address.span) for link in found):
                found.append(Link(address.span, LinkKind.WEB, address))
        taken = len(found)
        for use in _within(self._uses, span):
            if not any(link.span.overlaps(use.span) for link in found[:taken]):
                found.append(Link(use.span, LinkKind.TERM, use))
        found.sort(key=lambda link: link.span)
        return found
