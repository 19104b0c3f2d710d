"""Find in this agreement: the places of some words in its text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from navigator.model.agreement import Agreement
from navigator.model.text import Span

_LIKE = {
    **dict.fromkeys("'’‘", "['’‘]"),
    **dict.fromkeys('"“”', '["“”]'),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
}


def pattern(words: str) -> re.Pattern[str] | None:
    """Words as typed, whatever the case, the white space, or the kind of quotation mark and dash; None for nothing.

    `don't` finds "don’t"; `force majeure` finds it across the end of a line.
    """
    parts = words.split()
    if not parts:
        return None
    loose = ["".join(_LIKE.get(char) or re.escape(char) for char in part) for part in parts]
    return re.compile(r"\s+".join(loose), re.IGNORECASE)


class Finder:
    """All places of some words in the provisions and summaries of one agreement, in order."""

    def __init__(self, agreement: Agreement, words: str) -> None:
        self.words = words
        found = pattern(words)
        text = agreement.text.text
        every = [] if found is None else [match.span() for match in found.finditer(text)]
        self.spans = [Span(start, end) for start, end in every if end > start and agreement.place(start) is not None]
        self._starts = [span.start for span in self.spans]

    def near(self, start: int, end: int) -> list[Span]:
        """Places that begin in a stretch of the text (or just before it)."""
        first = max(0, bisect_left(self._starts, start) - 1)
        return self.spans[first : bisect_left(self._starts, end)]

    def after(self, offset: int) -> Span | None:
        """The first place beyond an offset, from the beginning again after the last; None where there is none."""
        if not self.spans:
            return None
        at = bisect_right(self._starts, offset)
        return self.spans[at % len(self.spans)]

    def before(self, offset: int) -> Span | None:
        """The last place before an offset, from the end again before the first."""
        if not self.spans:
            return None
        return self.spans[bisect_left(self._starts, offset) - 1]
