"""The little of CSS that changes how an agreement reads: bold, italics, centring, and the numbers of lists.

Only what a page carries itself is seen: `style` attributes and `<style>` sheets with simple selectors (a tag, classes,
or both). Google Docs, LibreOffice and Word write bold text and list numbers this way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from navigator.reading.archives import XmlElement

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]*)?(?P<classes>(?:\.[\w-]+)*)", re.IGNORECASE)
# ".lst-kix_a1-0 > li:before", "ol li::before"
_BEFORE = re.compile(r"(?:(?:ol|ul)?\.(?P<name>[\w-]+)|ol)[^,>]{0,60}?>?\s*li::?(?:before|marker)", re.IGNORECASE)
_COUNTERS = re.compile(r"counters\(\s*[\w-]+\s*,\s*[\"']\.[\"']", re.IGNORECASE)
_CONTENT = re.compile(r"\"([^\"]*)\"|'([^']*)'|counter\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)")
_MAX_RULES = 20_000
_MAX_ALIKE = 200
"""Rules that are looked through for one tag or class; the most that we know of a page is 30."""
_WANTED = frozenset(
    "font-weight font-style text-decoration text-decoration-line text-align list-style list-style-type content".split()
)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|px|in|cm|em)")
_POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "em": 12.0}


@dataclass(frozen=True, slots=True)
class Look:
    """How text is set, as far as we care. Inherited from element to element."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    code: bool = False
    href: str | None = None


class StyleSheet:
    """The rules of a page's own style sheets."""

    def __init__(self, sheets: list[str]) -> None:
        self._rules: dict[str, list[tuple[str | None, frozenset[str], dict[str, str]]]] = {}
        self.markers: dict[str, str] = {}
        """List class -> the `content` printed before its items."""
        self.dotted = False
        """Whether nested lists print all their counters: 1.1, 1.1.1."""
        self._known: dict[tuple[str, str], dict[str, str]] = {}
        count = 0
        for sheet in sheets:
            for selectors, body in _rules(_COMMENT.sub("", sheet)):
                for selector in selectors.split(","):
                    count += 1
                    if count > _MAX_RULES:
                        return
                    self._add(selector.strip(), body)

    def _add(self, selector: str, body: str) -> None:
        before = _BEFORE.fullmatch(selector)
        if before:
            content = _declarations(body).get("content", "")
            self.dotted = self.dotted or _COUNTERS.search(content) is not None
            if before["name"] and "counter" in content:
                self.markers[before["name"]] = content
            return
        simple = _SIMPLE.fullmatch(selector)
        if simple is None or not selector:
            return
        declared = _declarations(body)
        if declared:
            tag = simple["tag"].lower() if simple["tag"] else None
            classes = frozenset(simple["classes"].split(".")[1:])
            key = min(classes) if classes else f"<{tag}"
            alike = self._rules.setdefault(key, [])
            if len(alike) < _MAX_ALIKE:
                alike.append((tag, classes, declared))

    def of(self, element: XmlElement) -> dict[str, str]:
        """The declarations that hold for an element itself, nothing inherited."""
        found = self._by_rules(element.tag, element.get("class") or "") if self._rules else {}
        inline = element.get("style")
        return found | _declarations(inline) if inline else found

    def _by_rules(self, tag: str, classes: str) -> dict[str, str]:
        """What the rules declare for all elements of a tag with these classes."""
        found = self._known.get((tag, classes))
        if found is None:
            found = self._known[tag, classes] = {}
            own = dict.fromkeys(classes.split())  # in order
            for key in (f"<{tag}", *own):
                for only, needed, declared in self._rules.get(key, ()):
                    if only in (None, tag) and needed <= own.keys():
                        found.update(declared)
        return found


def styled(look: Look, declared: dict[str, str]) -> Look:
    """A look after an element's declarations."""
    weight = declared.get("font-weight")
    if weight:
        look = replace(look, bold=weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:4]) >= 600))
    slant = declared.get("font-style")
    if slant:
        look = replace(look, italic=slant in ("italic", "oblique"))
    line = declared.get("text-decoration-line") or declared.get("text-decoration")
    if line and not line.startswith("none"):
        look = replace(
            look, underline=look.underline or "underline" in line, strike=look.strike or "line-through" in line
        )
    return look


def indent_of(style: str) -> float:
    """The left indent that a `style` attribute gives, in points."""
    for name, value in re.findall(r"(margin-left|padding-left|text-indent)\s*:\s*([^;]{1,40})", style):
        found = _LENGTH.match(value.strip())
        if found and name != "text-indent":
            return round(float(found[1]) * _POINTS[found[2]], 1)
    return 0.0


def content_pieces(content: str) -> list[tuple[str, str]]:
    """A `content` value as pieces: ("text", words) or ("decimal", counter name), the latter with its number format."""
    found = []
    for double, single, counter, form in _CONTENT.findall(content):
        found.append((form or "decimal", counter) if counter else ("text", double or single))
    return found


def _rules(sheet: str) -> list[tuple[str, str]]:
    """(selectors, body) of each plain rule; what holds only for print or for some screens is passed over."""
    found: list[tuple[str, str]] = []
    start, depth, skipped = 0, 0, 0
    selector = ""
    for brace in _BRACE.finditer(sheet):
        part = sheet[start : brace.start()]
        start = brace.end()
        if brace.group() == "{":
            depth += 1
            selector = part.rsplit(";", 1)[-1].strip()
            if skipped or selector.startswith("@"):
                skipped += 1
        else:
            depth = max(0, depth - 1)
            if skipped:
                skipped -= 1
            elif selector:
                found.append((selector, part))
            selector = ""
    return found


def _declarations(body: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _WANTED:
            value = value.replace("!important", "").strip()
            found[name] = value if name == "content" else value.lower()
    return found
