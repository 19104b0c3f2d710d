"""Lines of a paragraph -> one styled text: words broken at the end of a line are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from navigator.reading.builder import Inline
from navigator.reading.hyphens import BROKEN, WORD, Words
from navigator.reading.pdf_lines import Line, east_asian

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S@\S*$")


class Vocabulary(Words):
    """The words of the document, to tell a hyphen of the line break from a word's own."""

    __slots__ = ()

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
        broken = BROKEN.search(above)
        if broken is None:
            return " "
        if above[-1] == "\u00ad":
            return "-"
        right = WORD.match(below)
        if right is None or not below[0].islower():
            return ""
        return "-" if self.divided(broken["left"].lower(), right.group().lower()) else ""


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
