"""Some sentences brought forward: the rest of the text steps back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from navigator.model.text import Span


class Emphasis:
    """Spans of the text, joined where they touch or overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: list[Span] = []
        for span in sorted(spans):
            if self.spans and span.start <= self.spans[-1].end:
                last = self.spans[-1]
                self.spans[-1] = Span(last.start, max(last.end, span.end))
            else:
                self.spans.append(span)
        self._starts = [span.start for span in self.spans]

    def inside(self, span: Span) -> Iterator[Span]:
        """The parts of a stretch that are brought forward."""
        for at in range(max(0, bisect_right(self._starts, span.start) - 1), len(self.spans)):
            if self.spans[at].start >= span.end:
                return
            shared = self.spans[at].intersection(span)
            if shared is not None:
                yield shared

    def outside(self, span: Span) -> Iterator[Span]:
        """The parts of a stretch that step back."""
        start = span.start
        for part in self.inside(span):
            if part.start > start:
                yield Span(start, part.start)
            start = part.end
        if start < span.end:
            yield Span(start, span.end)
