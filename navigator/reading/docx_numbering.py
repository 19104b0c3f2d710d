"""Automatic numbers of Word, as Word prints them (ECMA-376 part 1, section 17.9).

A paragraph names a list (`numId`) and a level; the list points to an abstract list whose levels say how numbers look.
Lists of one abstract list count on together unless one of them overrides its start.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from navigator.reading.archives import XmlElement
from navigator.reading.numerals import cardinal, kanji, ordinal, ordinal_digits, roman, word_letters
from navigator.reading.ooxml import child, children, is_on, number, value

_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": word_letters,
    "upperLetter": lambda n: word_letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "decimalZero": lambda n: f"{n:02d}",
    "ordinal": ordinal_digits,
    "cardinalText": lambda n: cardinal(n).capitalize(),
    "ordinalText": lambda n: ordinal(n).capitalize(),
    "japaneseCounting": kanji,
    "chineseCounting": kanji,
    "chineseCountingThousand": kanji,
    "ideographDigital": kanji,
    "none": lambda _: "",
}
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LARGEST = 30_000


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered. `style` is the paragraph style bound to it; `left` its indent in points."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    left: float | None = None

    @property
    def bullet(self) -> bool:
        return self.form == "bullet" or not (_PLACE.search(self.text) or any(c.isalnum() for c in self.text))

    @property
    def dotted(self) -> bool:
        """Whether it prints the numbers above its own: 1.1, (1)(a)."""
        return len(_PLACE.findall(self.text)) > 1

    @property
    def worded(self) -> bool:
        """Whether words stand with the number: "Article %1", "Section %1.%2"."""
        return len(re.findall(r"[^\W\d_]", _PLACE.sub("", self.text))) > 2


@dataclass(frozen=True, slots=True)
class Marker:
    """The number printed before a paragraph; `text` None for a bullet or where nothing is printed."""

    text: str | None
    level: Level
    depth: int
    abstract: str
    bullet: bool = False


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    linked: str | None = None
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document, with their counters."""

    def __init__(self, root: XmlElement | None, style_lists: dict[str, str]) -> None:
        """`style_lists`: numbering style -> the list it stands for (`w:numStyleLink` points to these)."""
        self._abstracts: dict[str, _Abstract] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._started: set[str] = set()
        if root is None:
            return
        for element in children(root, "abstractNum"):
            levels = dict(map(_level, children(element, "lvl")))
            self._abstracts[element.get("abstractNumId") or ""] = _Abstract(levels, value(element, "numStyleLink"))
        for element in children(root, "num"):
            self._add_list(element)
        for identity, (name, levels, starts) in list(self._lists.items()):
            own = self._abstracts.get(name)
            if own is not None and own.linked is not None and not own.levels:
                target = self._lists.get(style_lists.get(own.linked, ""))
                self._lists[identity] = (target[0] if target else name, levels, starts)

    def _add_list(self, element: XmlElement) -> None:
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in children(element, "lvlOverride"):
            depth = number(override.get("ilvl"))
            own = child(override, "lvl")
            if own is not None:
                levels[depth] = _level(own)[1]
            start = value(override, "startOverride")
            if start is not None:
                starts[depth] = number(start)
        self._lists[element.get("numId") or ""] = (value(element, "abstractNumId") or "", levels, starts)

    def level(self, list_id: str, depth: int) -> Level | None:
        """How a level of a list is numbered; None where the document does not define the list."""
        known = self._lists.get(list_id)
        if known is None or known[0] not in self._abstracts:
            return None
        return known[1].get(depth) or self._abstracts[known[0]].levels.get(depth)

    def depth_of_style(self, list_id: str, style: str) -> int | None:
        """The level of a list that is bound to a paragraph style."""
        return next(
            (d for d in range(_LEVELS) if (own := self.level(list_id, d)) is not None and own.style == style), None
        )

    def abstract(self, list_id: str) -> str:
        """The abstract list behind a list."""
        known = self._lists.get(list_id)
        return known[0] if known else ""

    def next(self, list_id: str, depth: int) -> Marker | None:
        """Count one paragraph of a list and give its marker; None where the list is not defined."""
        depth = max(0, min(_LEVELS - 1, depth))
        level = self.level(list_id, depth)
        if level is None:
            return None
        name, _, starts = self._lists[list_id]
        abstract = self._abstracts[name]
        counts = abstract.counts
        if list_id not in self._started:
            self._started.add(list_id)
            for at in starts:  # the first use of a list with a start of its own begins anew
                counts.pop(at, None)
        for above in range(depth):
            counts.setdefault(above, self._start(list_id, above))
        counts[depth] = counts[depth] + 1 if depth in counts else self._start(list_id, depth)
        for below in [d for d in counts if d > depth]:
            own = self.level(list_id, below)
            if own is None or own.restart is None or (own.restart > 0 and depth < own.restart):
                del counts[below]
        if level.bullet:
            return Marker(None, level, depth, name, bullet=True)
        return Marker(self._printed(list_id, level, counts).strip() or None, level, depth, name)

    def _start(self, list_id: str, depth: int) -> int:
        own = self.level(list_id, depth)
        return self._lists[list_id][2].get(depth, own.start if own else 1)

    def _printed(self, list_id: str, level: Level, counts: dict[int, int]) -> str:
        def fill(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            own = self.level(list_id, depth)
            count = counts.get(depth, own.start if own else 1)
            form = "decimal" if own is None or (level.legal and own.form != "decimalZero") else own.form
            return _FORMS.get(form, str)(count) if 0 <= count <= _LARGEST else str(count)

        return _PLACE.sub(fill, level.text)


def _level(element: XmlElement) -> tuple[int, Level]:
    depth = number(element.get("ilvl"))
    found = Level(
        start=number(value(element, "start"), 0 if child(element, "start") is None else 1),
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        legal=is_on(child(element, "isLgl")),
        style=value(element, "pStyle"),
    )
    restart = value(element, "lvlRestart")
    if restart is not None:
        found = replace(found, restart=number(restart))
    indent = child(child(element, "pPr"), "ind")
    if indent is not None:
        found = replace(found, left=number(indent.get("left") or indent.get("start")) / 20)
    return depth, found
