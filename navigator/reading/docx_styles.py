"""What a paragraph and a run of Word look like once styles, inheritance and direct formatting are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from navigator.reading.archives import XmlElement
from navigator.reading.ooxml import Layered, child, children, is_on, number, value

# "heading 2", "Überschrift 2", "Titre 2": styles made by hand in a template of another language
_HEADING = re.compile(
    r"^(?:heading|überschrift|titre|título|titolo|kop|encabezado|cabeçalho|rubrik|otsikko|nagłówek|見出し)\s*([1-9])\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:^|\s)(?:title|titel|titre|título|titolo|表題)$", re.IGNORECASE)
_HEADLIKE = re.compile(
    r"(?:heading|header|caption heading|clause title|section title|überschrift|rubrum)", re.IGNORECASE
)
_CONTENTS = re.compile(r"^(?:toc|contents|verzeichnis|tm|índice|sommario|inhopg)\s*\d", re.IGNORECASE)
_DEPTH = 20
_HALF = 2.0
_TWENTIETH = 20.0
_SIZE = 10.0
"""Points of letters where the document does not say (17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class Props(Layered):
    """Formatting. None: not said here. `outline` counts from 1; `size` and `left` are in points."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    mono: bool | None = None
    outline: int | None = None
    align: str | None = None
    left: float | None = None
    list_id: str | None = None
    depth: int | None = None


_TOGGLES = ("bold", "italic", "strike", "hidden")


@dataclass(slots=True)
class Style:
    """One style with what it inherits. `heading` is a heading level by its name, 0 for none."""

    identity: str
    name: str = ""
    props: Props = field(default_factory=Props)
    heading: int = 0
    title: bool = False
    headlike: bool = False
    contents: bool = False


class Styles:
    """The styles of one document."""

    def __init__(self, root: XmlElement | None) -> None:
        self._elements: dict[str, XmlElement] = {}
        self._styles: dict[str, Style] = {}
        self.default = ""
        self.lists: dict[str, str] = {}
        """Numbering style -> its list."""
        self.language: str | None = None
        self.base = Props(size=_SIZE)
        if root is None:
            return
        defaults = child(root, "docDefaults")
        run = child(child(defaults, "rPrDefault"), "rPr")
        self.base = run_props(run).over(paragraph_props(child(child(defaults, "pPrDefault"), "pPr"))).over(self.base)
        language = child(run, "lang")
        self.language = None if language is None else language.get("val")
        for element in children(root, "style"):
            identity = element.get("styleId") or ""
            self._elements[identity] = element
            kind = element.get("type")
            if kind == "paragraph" and (element.get("default") or "0") not in ("0", "false"):
                self.default = identity
            list_id = value(child(child(element, "pPr"), "numPr"), "numId")
            if kind == "numbering" and list_id:
                self.lists[identity] = list_id

    def of(self, identity: str | None) -> Style:
        """A style by its id; unknown ids give an empty style."""
        identity = identity or ""
        known = self._styles.get(identity)
        if known is None:
            known = self._styles[identity] = self._resolve(identity)
        return known

    def _resolve(self, identity: str) -> Style:
        props = Props()
        found = Style(identity)
        at: str | None = identity
        for _ in range(_DEPTH):
            element = self._elements.get(at or "")
            if element is None:
                break
            name = value(element, "name") or at or ""
            own = run_props(child(element, "rPr")).over(paragraph_props(child(element, "pPr")))
            props = props.over(own)
            if not found.name:
                found.name = name
            heading = _HEADING.match(name)
            # What a style is based on gives its level, unless the style says itself that it is body text (outline 0).
            if heading and not found.heading and props.outline != 0:
                found.heading = int(heading[1])
            found.title = found.title or (_TITLE.search(name) is not None and "sub" not in name.lower())
            found.headlike = found.headlike or (at == identity and _HEADLIKE.search(name) is not None)
            found.contents = found.contents or _CONTENTS.match(name) is not None
            at = value(element, "basedOn")
        if props.outline:
            found.heading = props.outline
        found.props = props
        return found

    def run(self, paragraph: Style, element: XmlElement | None) -> Props:
        """The look of a run (its `rPr`) in a paragraph of a style. Two styles that both switch a toggle undo each other
        (17.7.3); direct formatting has the last word."""
        character = self.of(value(element, "rStyle")).props if value(element, "rStyle") else Props()
        found = character.over(paragraph.props)
        for name in _TOGGLES:
            if getattr(character, name) and getattr(paragraph.props, name):
                found = replace(found, **{name: False})  # type: ignore[arg-type]  # only names of switches
        return run_props(element).over(found).over(self.base)


def run_props(element: XmlElement | None) -> Props:
    """What an `rPr` says itself."""
    if element is None or len(element) == 0:
        return Props()
    line = child(element, "u")
    size = value(element, "sz")
    fonts = child(element, "rFonts")
    strike = _switch(element, "strike")
    return Props(
        bold=_switch(element, "b"),
        italic=_switch(element, "i"),
        underline=None if line is None else (line.get("val") or "single").lower() != "none",
        strike=strike if strike is not None else _switch(element, "dstrike"),
        hidden=_switch(element, "vanish"),
        size=number(size) / _HALF if size else None,
        mono=None if fonts is None else "courier" in (fonts.get("ascii") or "").lower() or None,
    )


def paragraph_props(element: XmlElement | None) -> Props:
    """What a `pPr` says itself."""
    if element is None or len(element) == 0:
        return Props()
    outline = value(element, "outlineLvl")
    indent = child(element, "ind")
    left = None if indent is None else indent.get("left") or indent.get("start")
    lists = child(element, "numPr")
    depth = value(lists, "ilvl")
    return Props(
        outline=None if outline is None else (number(outline) + 1 if number(outline) < 9 else 0),
        align=value(element, "jc"),
        left=None if left is None else number(left) / _TWENTIETH,
        list_id=value(lists, "numId"),
        depth=None if depth is None else number(depth),
    )


def _switch(element: XmlElement, name: str) -> bool | None:
    found = child(element, name)
    return None if found is None else is_on(found)


def is_ruled(props: XmlElement | None) -> bool:
    """Whether a paragraph has a line above or below it."""
    borders = child(props, "pBdr")
    return borders is not None and any(
        (side := child(borders, name)) is not None and side.get("val") not in (None, "nil", "none")
        for name in ("bottom", "top")
    )
