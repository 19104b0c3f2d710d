"""The standoff layers that the reader makes active: cross-references, web links and uses of defined terms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from navigator.model.analysis import Analysis
from navigator.model.links import Ambiguous, Broken, External, Hyperlink, Reference
from navigator.model.terms import TermUse
from navigator.model.text import Span


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=_Spanned)


class LinkKind(StrEnum):
    """How a link is drawn and what activating it does."""

    REFERENCE = "reference"
    AMBIGUOUS = "ambiguous"
    BROKEN = "broken"
    EXTERNAL = "external"
    WEB = "web"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Link:
    """An active stretch of the text, and the fact behind it."""

    span: Span
    kind: LinkKind
    source: Reference | Hyperlink | TermUse


class SpanIndex(Generic[T]):
    """Rows by place. Rows of one kind may touch but are taken not to nest more than one deep."""

    def __init__(self, rows: Sequence[T]) -> None:
        starts = [row.span.start for row in rows]
        if any(starts[at] > starts[at + 1] for at in range(len(starts) - 1)):
            rows = sorted(rows, key=lambda row: row.span)
            starts = [row.span.start for row in rows]
        self._rows, self._starts = rows, starts

    def within(self, span: Span) -> list[T]:
        """Rows that share at least one code point with `span`, in order."""
        at = bisect_left(self._starts, span.start)
        first = at - 1 if at and self._rows[at - 1].span.end > span.start else at
        last = bisect_left(self._starts, span.end, lo=at)
        return list(self._rows[first:last])


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
        self._references = SpanIndex(analysis.references)
        self._hyperlinks = SpanIndex(analysis.hyperlinks)
        self._uses = SpanIndex(analysis.uses)

    def links(self, span: Span) -> list[Link]:
        """Links that touch a span, in order and apart from each other.

        Where they overlap a reference wins over a web address and both win over a term: the more particular fact.
        """
        found = [Link(row.span, kind_of(row), row) for row in self._references.within(span)]
        for address in self._hyperlinks.within(span):
            if not any(link.span.overlaps(address.span) for link in found):
                found.append(Link(address.span, LinkKind.WEB, address))
        taken = len(found)
        for use in self._uses.within(span):
            if not any(link.span.overlaps(use.span) for link in found[:taken]):
                found.append(Link(use.span, LinkKind.TERM, use))
        found.sort(key=lambda link: link.span)
        return found
