"""The words of one version as notes are anchored in them: one layer after the other, white space collapsed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

from navigator.model.agreement import Agreement, Layer, Provision
from navigator.model.text import Span

LONGEST = 100_000
"""Code points of a quotation; of a longer provision the first as many stand for it."""
_WORD = re.compile(r"\S+")


class Stream:
    """The words of one layer in reading order, one space between two, with their places in the canonical text.

    Numbers of provisions are left off, so that a renumbered clause still reads the same.
    """

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        words: list[str] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._parts: list[int] = []
        at = 0
        for part, span in enumerate(sorted(spans)):
            for found in _WORD.finditer(text, span.start, span.end):
                self._starts.append(at)
                self._places.append(found.start())
                self._parts.append(part)
                words.append(found[0])
                at += len(found[0]) + 1
        self.text = " ".join(words)

    def place(self, offset: int) -> int:
        """Where a code point of the stream stands in the canonical text; a space stands at the end of its word."""
        word = bisect_right(self._starts, offset) - 1
        return self._places[word] + min(offset - self._starts[word], self._length(word))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """A stretch of the stream as spans of the canonical text, one for each block or heading that it touches."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end) - 1
        found = []
        for _, words in groupby(range(first, last + 1), key=lambda word: self._parts[word]):
            part = list(words)
            begin = max(start, self._starts[part[0]])
            stop = min(end, self._starts[part[-1]] + self._length(part[-1]))
            if begin < stop:
                found.append(Span(self.place(begin), self._places[part[-1]] + stop - self._starts[part[-1]]))
        return tuple(found)

    def stretch(self, span: Span) -> tuple[int, int]:
        """A span of the canonical text as a stretch of the stream, white space at its ends left off; the stretch is
        empty where this layer has no words there."""
        first = max(0, bisect_right(self._places, span.start) - 1)
        if first < len(self._places) and self._places[first] + self._length(first) <= span.start:
            first += 1
        last = bisect_left(self._places, span.end) - 1
        if first > last or first >= len(self._places):
            return 0, 0
        start = self._starts[first] + max(0, span.start - self._places[first])
        return start, self._starts[last] + min(self._length(last), span.end - self._places[last])

    def _length(self, word: int) -> int:
        following = self._starts[word + 1] - 1 if word + 1 < len(self._starts) else len(self.text)
        return following - self._starts[word]


class Ground:
    """One version: its streams, and the own words of each provision."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    def stream(self, layer: Layer) -> Stream:
        """The words of a layer."""
        return self._binding if layer is Layer.BINDING else self._summaries

    @cached_property
    def _binding(self) -> Stream:
        spans = (span for provision in self.agreement.provisions for span in own_spans(provision))
        return Stream(self.agreement.text.text, spans)

    @cached_property
    def _summaries(self) -> Stream:
        pieces = (piece.span for summary in self.agreement.summaries for piece in summary.pieces)
        return Stream(self.agreement.text.text, pieces)

    @cached_property
    def by_words(self) -> dict[str, tuple[str, ...]]:
        """Own words -> the provisions that have just these."""
        found: dict[str, list[str]] = {}
        for provision in self.agreement.provisions:
            found.setdefault(self.own_words(provision), []).append(provision.id)
        return {words: tuple(rows) for words, rows in found.items()}

    def own_words(self, provision: Provision) -> str:
        """Heading and own binding text of a provision, white space collapsed."""
        at = self.agreement.text.at
        return " ".join(word for span in own_spans(provision) for word in at(span).split())[:LONGEST]

    def around(self, provision: Provision) -> tuple[int, int]:
        """Where the own words of a provision begin and end in the binding stream."""
        spans = own_spans(provision)
        if not spans:
            return 0, 0
        return self._binding.stretch(Span(spans[0].start, max(span.end for span in spans)))


def own_spans(provision: Provision) -> tuple[Span, ...]:
    """Heading and body of a provision, in the order of the text, its number left off."""
    heading = (provision.heading_span,) if provision.heading_span is not None else ()
    return tuple(sorted((*heading, *(piece.span for piece in provision.body))))
