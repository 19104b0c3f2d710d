"""Styles and list styles of OpenDocument text: what a paragraph looks like, and how its lists count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from navigator.reading.archives import XmlElement
from navigator.reading.numerals import roman, word_letters
from navigator.reading.ooxml import Layered, number

_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|kop|rubrik)(?:_20_|\s)?([1-9])\b", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|px|pc)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, "pc": 12.0}
_CODED = re.compile(r"_([0-9a-f]{2})_")
_PLACE = re.compile(r"%(\d{1,2})%")
_DEPTH = 20
_BOLD = 600


@dataclass(frozen=True, slots=True)
class Look(Layered):
    """Formatting of a style with what it inherits; None: not said."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    align: str | None = None
    left: float | None = None
    outline: int | None = None
    list_style: str | None = None
    ruled: bool | None = None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list style. `form` is "1", "a", "A", "i", "I" or "" for none; `pattern` such as "%1%.%2%"."""

    form: str = "1"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    bullet: bool = False
    left: float | None = None
    pattern: str | None = None


@dataclass(slots=True)
class ListCounter:
    """The numbers of one list as it goes on."""

    levels: dict[int, ListLevel]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, start: int | None = None) -> str | None:
        """Count an item at a depth (from 1) and give its printed number; None where nothing is printed."""
        own = self.levels.get(depth, ListLevel(bullet=True))
        for above in range(1, depth):
            self.counts.setdefault(above, self.levels.get(above, ListLevel()).start)
        count = self.counts[depth] + 1 if depth in self.counts else own.start
        self.counts[depth] = count if start is None else start
        for below in [d for d in self.counts if d > depth]:
            del self.counts[below]
        if own.bullet:
            return None
        if own.pattern is not None:
            return _PLACE.sub(lambda place: self._at(int(place[1])), own.pattern).strip() or None
        parts = [self._at(d) for d in range(max(1, depth - own.shown + 1), depth + 1)]
        inner = ".".join(part for part in parts if part)
        return f"{own.prefix}{inner}{own.suffix}".strip() or None if own.form else None

    def _at(self, depth: int) -> str:
        own = self.levels.get(depth, ListLevel())
        return _print(self.counts.get(depth, own.start), own.form)


class OdtStyles:
    """The styles of a document, from `styles.xml` and the automatic ones of `content.xml`; later ones win."""

    def __init__(self, roots: list[XmlElement]) -> None:
        self._styles: dict[tuple[str, str], XmlElement] = {}
        self._looks: dict[tuple[str, str], tuple[Look, str]] = {}
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        self._defaults: dict[str, Look] = {}
        self.language: str | None = None
        for root in roots:
            for element in root.iter("style_style", "style_default-style", "text_list-style", "text_outline-style"):
                self._add(element)

    def _add(self, element: XmlElement) -> None:
        name, family = element.get("style_name") or "", element.get("style_family") or ""
        match element.tag:
            case "style_style":
                self._styles[family, name] = element
            case "style_default-style":
                self._defaults[family] = _look(element)
                text = element.find("style_text-properties")
                if family == "paragraph" and text is not None:
                    self.language = text.get("fo_language")
            case "text_list-style":
                self.lists[name] = _levels(element)
            case _:
                self.outline = _levels(element)

    def of(self, family: str, name: str | None) -> tuple[Look, str]:
        """The look of a style and its name for people ("Heading 1"), automatic styles passed over."""
        key = family, name or ""
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._resolve(family, name)
        return known

    def _resolve(self, family: str, name: str | None) -> tuple[Look, str]:
        look, shown = Look(), ""
        at = name
        for _ in range(_DEPTH):
            element = self._styles.get((family, at or ""))
            if element is None:
                break
            own = _look(element)
            look = look.over(own)
            parent = element.get("style_parent-style-name")
            if not shown and (not parent or not re.fullmatch(r"[PT]\d+", at or "")):
                shown = element.get("style_display-name") or _decoded(at)
            heading = _HEADING.match(at or "")
            if heading and look.outline is None:
                look = replace(look, outline=int(heading[1]))
            at = parent
        return look.over(self._defaults.get(family, Look())), shown or _decoded(name)

    def counter(self, name: str | None) -> ListCounter:
        """A fresh count for a list of a style."""
        return ListCounter(self.lists.get(name or "", {}))


def _decoded(name: str | None) -> str:
    """'Heading_20_1' -> 'Heading 1'"""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), name or "")


def length(text: str | None) -> float | None:
    """'0.5in' -> 36.0 points; None for percentages and anything else."""
    found = _LENGTH.match(text or "")
    return round(float(found[1]) * _POINTS[found[2]], 2) if found else None


def _look(element: XmlElement) -> Look:
    text, paragraph = element.find("style_text-properties"), element.find("style_paragraph-properties")
    outline = element.get("style_default-outline-level")
    look = Look(list_style=element.get("style_list-style-name"), outline=number(outline) if outline else None)
    if text is not None:
        weight = text.get("fo_font-weight")
        line, through = text.get("style_text-underline-style"), text.get("style_text-line-through-style")
        slant = text.get("fo_font-style")
        look = replace(
            look,
            bold=None if weight is None else weight == "bold" or number(weight) >= _BOLD,
            italic=None if slant is None else slant in ("italic", "oblique"),
            underline=None if line is None else line != "none",
            strike=None if through is None else through != "none",
            hidden=True if text.get("text_display") == "none" else None,
            size=length(text.get("fo_font-size")),
        )
    if paragraph is not None:
        look = replace(look, align=paragraph.get("fo_text-align"), left=length(paragraph.get("fo_margin-left")))
        line = paragraph.get("fo_border-bottom") or paragraph.get("fo_border-top")
        look = replace(look, ruled=None if line is None else line != "none")
    return look


def _levels(element: XmlElement) -> dict[int, ListLevel]:
    found: dict[int, ListLevel] = {}
    for level in element:
        properties = level.find("style_list-level-properties")
        label = None if properties is None else properties.find("style_list-level-label-alignment")
        left = None
        if properties is not None:
            left = length(
                (label if label is not None else properties).get(
                    "fo_margin-left" if label is not None else "text_space-before"
                )
            )
        found[number(level.get("text_level"), 1)] = ListLevel(
            form=level.get("style_num-format") or "",
            prefix=level.get("style_num-prefix") or "",
            suffix=level.get("style_num-suffix") or "",
            start=number(level.get("text_start-value"), 1),
            shown=number(level.get("text_display-levels"), 1),
            bullet=level.tag in ("text_list-level-style-bullet", "text_list-level-style-image"),
            left=left,
            pattern=level.get("style_num-list-format") or level.get("loext_num-list-format"),
        )
    return found


def _print(count: int, form: str) -> str:
    match form:
        case "a":
            return word_letters(count)
        case "A":
            return word_letters(count).upper()
        case "i":
            return roman(count)
        case "I":
            return roman(count).upper()
        case "":
            return ""
    return str(count)
