"""Lines of a paragraph -> one styled text: words broken at the end of a line are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from navigator.reading.builder import Inline
from navigator.reading.pdf_lines import Line, east_asian

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<left>[^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad]$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S@\S*$")
_PREFIXES = frozenset("non self third well quasi".split())
_ALSO_SYLLABLES = frozenset("de re un inter over under out anti ex co pre post sub multi cross e auto".split())
_HYPHENATED = frozenset("en fr de es pt it nl".split())


@dataclass(slots=True)
class Vocabulary:
    """The words of the document, to tell a hyphen of the line break from a word's own."""

    whole: set[str] = field(default_factory=set)
    hyphened: set[str] = field(default_factory=set)
    language: str = "en"

    @classmethod
    def of(cls, lines: Sequence[Line], language: str) -> Vocabulary:
        found = cls(language=language)
        after = False
        for line in lines:
            words = [m.group().lower() for m in _WORD.finditer(line.text)]
            broken = _BROKEN.search(line.text.rstrip()) is not None
            for word in words[1 if after else 0 : -1 if broken else None]:
                (found.hyphened if "-" in word else found.whole).add(word)
                if "-" in word:
                    found.whole.update(part for part in word.split("-") if part)
            after = broken
        return found

    def glue(self, above: str, below: str) -> str:
        """What stands between two lines: " ", "" (joined as they are), or "-" (joined without the hyphen)."""
        above, below = above.rstrip(), below.lstrip()
        if not above or not below:
            return ""
        if east_asian(above[-1]) and east_asian(below[0]):
            return ""
        if _ADDRESS.search(above) and above[-1] in "/-_.=&?%#@" and not below[0].isspace():
            return "" if above[-1] != "." or below[0].islower() else " "
        if above[-1] == "/":
            return ""
        broken = _BROKEN.search(above)
        if broken is None:
            return " "
        if above[-1] == "\u00ad":
            return "-"
        right = _WORD.match(below)
        if right is None or not below[0].islower():
            return ""
        return self._hyphen(broken["left"].lower(), right.group().lower())

    def _hyphen(self, left: str, right: str) -> str:
        tail = left.rsplit("-", 1)[-1]
        head = right.split("-", 1)[0]
        if f"{tail}{head}" in self.whole:
            return "-"
        if f"{left}-{right}" in self.hyphened or tail in _PREFIXES or "-" in left:
            return ""
        if tail in _ALSO_SYLLABLES and len(head) > 5 and head in self.whole:
            return ""
        if min(len(tail), len(head)) > 2 and tail in self.whole and head in self.whole:
            return ""
        return "-" if self.language in _HYPHENATED else ""


def join_lines(lines: Iterable[Line], vocabulary: Vocabulary) -> list[Inline]:
    """The styled text of a paragraph's lines."""
    found: list[Inline] = []
    held = list(lines)
    for above, line in pairwise([None, *held]):
        parts = list(line.inlines()) if line is not None else []
        if above is not None and line is not None and found:
            glue = vocabulary.glue(above.text, line.text)
            last = found[-1]
            text = last.text.rstrip()
            found[-1] = replace(last, text=text[:-1] if glue == "-" else text + glue)
        found.extend(parts)
    return found


def without_start(inlines: Sequence[Inline], length: int) -> list[Inline]:
    """A list item's text without the bullet or number of `length` characters that it begins with."""
    found = list(inlines)
    left = length
    while found and (left or not found[0].text.strip()):
        text = found[0].text.lstrip()
        cut = text[left:]
        left -= len(text) - len(cut)
        if cut:
            found[0] = replace(found[0], text=cut.lstrip())
            break
        found.pop(0)
    return found
