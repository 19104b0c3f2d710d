"""Words broken at the end of a line: whether the hyphen is the line's or the word's own, by the document's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Looked for from the beginning of each word alone: a line may be one long word.
BROKEN = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)(?P<left>[^\W\d_]++(?:-[^\W\d_]++)*+)[-\u2010\u00ad]$")
_PREFIXES = frozenset("non self third well quasi".split())
_ALSO_SYLLABLES = frozenset("de re un inter over under out anti ex co pre post sub multi cross e auto".split())
_HYPHENATED = frozenset("en fr de es pt it nl".split())


@dataclass(slots=True)
class Words:
    """The words of a document, lower case: those written whole, those with a hyphen inside a line, and its language."""

    whole: set[str] = field(default_factory=set)
    hyphened: set[str] = field(default_factory=set)
    language: str = "en"

    @classmethod
    def of(cls, lines: Iterable[str], language: str) -> Self:
        """The words of printed lines; halves at the end of a line do not count."""
        found = cls(language=language)
        after = False
        for line in lines:
            words = [m.group().lower() for m in WORD.finditer(line)]
            broken = BROKEN.search(line.rstrip()) is not None
            for word in words[1 if after else 0 : -1 if broken else None]:
                (found.hyphened if "-" in word else found.whole).add(word)
                if "-" in word:
                    found.whole.update(part for part in word.split("-") if part)
            after = broken
        return found

    def divided(self, left: str, right: str) -> bool:
        """Whether the hyphen between the two halves, in lower case, is that of the line break."""
        tail = left.rsplit("-", 1)[-1]
        head = right.split("-", 1)[0]
        if f"{tail}{head}" in self.whole:
            return True
        if f"{left}-{right}" in self.hyphened or tail in _PREFIXES or "-" in left:
            return False
        if tail in _ALSO_SYLLABLES and len(head) > 5 and head in self.whole:
            return False
        if min(len(tail), len(head)) > 2 and tail in self.whole and head in self.whole:
            return False
        return self.language in _HYPHENATED

    def surely_divided(self, left: str, right: str) -> bool:
        """The same where lines were not set by a program that divides words: neither half may be a word of its own,
        unless both together are one."""
        known = left in self.whole or right in self.whole
        joined = left.rsplit("-", 1)[-1] + right.split("-", 1)[0]
        return self.divided(left, right) and (joined in self.whole or not known)
