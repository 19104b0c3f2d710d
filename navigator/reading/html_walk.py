"""The walk over a page's elements: block elements become blocks, inline elements styled stretches of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from navigator.model.text import BlockKind
from navigator.reading.archives import XmlElement
from navigator.reading.builder import LINE_BREAK, BlockDraft, Inline, TextBuilder
from navigator.reading.html_lists import ListState, marker_of, start_list
from navigator.reading.html_regions import Regions
from navigator.reading.html_style import Look, StyleSheet, indent_of, styled
from navigator.reading.tables import Item, TableCell, TableDraft

_LONGEST_HEADING, _MOST_HEADING_WORDS = 180, 30
"""Letters and words of the longest heading; what has more of both is a clause."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset header hgroup html legend li main menu nav noframes ol optgroup option p pre section summary "
    "table tbody td tfoot th thead title tr ul".split()
)
_UNSEEN = {
    "script": "script or style of the page",
    "style": "script or style of the page",
    "noscript": "shown only without scripts",
    "template": "template of the page, not shown",
    "iframe": "another page in a frame",
    "object": "embedded object",
    "svg": "words of a picture",
    "canvas": "words of a picture",
    "audio": "sound or film",
    "video": "sound or film",
    "select": "field of a form",
    "textarea": "field of a form",
    "datalist": "field of a form",
    "head": "head of the page",
    "rt": "reading aid over the words",
    "rp": "reading aid over the words",
}
_LOOKS = {
    name: {look: True}
    for look, names in {
        "bold": "b strong",
        "italic": "i em cite dfn var",
        "underline": "u ins",
        "strike": "s strike del",
        "code": "code kbd samp tt",
    }.items()
    for name in names.split()
}
# Tags whose part in the text the later stages ask for
_STYLES = {"summary": "summary title", "dt": "term", "dd": "meaning"}
# class="font-bold", class="text-italic": names that style sheets elsewhere are sure to honour
_CLASS_LOOKS = (
    (re.compile(r"(?:^|[\s_-])(?:bold|strong|semibold|fw-bold|font-weight-bold)(?:$|[\s_-])", re.IGNORECASE), "bold"),
    (re.compile(r"(?:^|[\s_-])(?:italics?|emphasis|fst-italic)(?:$|[\s_-])", re.IGNORECASE), "italic"),
    (re.compile(r"(?:^|[\s_-])(?:underlined?)(?:$|[\s_-])", re.IGNORECASE), "underline"),
)
_CENTRED = re.compile(r"(?:^|\s)(?:text-center|text-centered|center|centered|has-text-centered)(?:$|\s)", re.IGNORECASE)
_SAFE_LINK = re.compile(r"(?:https?|mailto|tel|ftp):|[^:]*$|[^:]*[/?#]", re.IGNORECASE)
_SHORT_LINE = 45
_MAX_SPAN = 100


@dataclass(slots=True)
class _Place:
    """What holds for the blocks inside an element."""

    heading: int = 0
    containers: tuple[str, ...] = ()
    style: str | None = None
    align: str | None = None
    indent: float = 0.0


@dataclass(slots=True)
class Walker:
    """Walks one page; `walk` gives its blocks and tables in reading order. What is not shown goes to `builder`."""

    builder: TextBuilder
    regions: Regions
    sheet: StyleSheet
    out: list[Item] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    place: _Place = field(default_factory=_Place)
    lists: list[ListState] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)
    marker: str | None = None
    bullet: bool = False
    anchor: str | None = None

    def walk(self, root: XmlElement) -> list[Item]:
        self._element(root, Look())
        self._flush()
        return self.out

    def _inside(self, element: XmlElement, look: Look) -> None:
        self._text(element.text, look)
        for child in element:
            self._element(child, look)
            self._text(child.tail, look)

    def _element(self, element: XmlElement, look: Look) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        tag = tag.lower()
        if not self._shown(element, tag):
            return
        self._note_anchor(element, tag)
        container = self.regions.container(element)
        if tag not in _BLOCKS and tag not in _HEADINGS and tag != "hr" and container is None:
            self._inline(element, tag, look)
            return
        self._flush()
        outer = self.place
        declared = self.sheet.of(element)
        look = self._look(element, tag, look, declared)
        self.place = self._placed(element, tag, declared, container)
        match tag:
            case "table":
                self._table(element, look)
            case "ol" | "ul" | "menu" | "dir":
                self._list(element, tag, look, declared)
            case "li":
                self._item(element, look, declared)
            case "pre":
                self._preformatted(element, look)
            case "hr":
                self.out.append(BlockDraft(BlockKind.RULE))
            case _:
                self._inside(element, look)
                self._flush()
        self.place = outer

    def _shown(self, element: XmlElement, tag: str) -> bool:
        """False for what readers of the page do not see; its words go to the report."""
        reason = _UNSEEN.get(tag)
        if reason is None and self.regions.hidden(element):
            reason = "hidden on the page"
        if reason is None and (
            tag == "button" or (tag == "input" and element.get("type") in ("submit", "button", "reset"))
        ):
            reason = "control of the page" if self.regions.control(element) else None
        if reason is None and self.regions.beside_heading(element):
            reason = "control of the page"
        if reason is None:
            return True
        if tag == "head":
            for script in element.iter("script", "style"):
                self.builder.remove(script.text or "", _UNSEEN["script"] or "")
            return False
        self.builder.remove(" ".join(element.itertext()), reason)
        return False

    def _note_anchor(self, element: XmlElement, tag: str) -> None:
        """Keep the innermost id before the next block; one that links point to has precedence."""
        identity = element.get("id") or (element.get("name") if tag == "a" else None)
        if identity and (
            self.anchor is None or self.anchor not in self.regions.targets or identity in self.regions.targets
        ):
            self.anchor = identity.strip() or self.anchor

    # --- inline -------------------------------------------------------------------------------------------------------

    def _inline(self, element: XmlElement, tag: str, look: Look) -> None:
        match tag:
            case "br":
                self._break()
                return
            case "img" | "area":
                self._text(element.get("alt"), look)
                return
            case "input":
                self._text(element.get("value") if element.get("type") in ("submit", "button") else None, look)
                return
            case "a":
                href = (element.get("href") or "").strip()
                if href:
                    if self.inlines and self.inlines[-1].href is not None:
                        self.inlines.append(Inline(" "))  # menus set links apart by style alone
                    look = replace(look, href=href if _SAFE_LINK.match(href) else None)
        look = self._look(element, tag, look, self.sheet.of(element))
        if tag == "q":
            self._text("“", look)
        self._inside(element, look)
        if tag == "q":
            self._text("”", look)

    def _look(self, element: XmlElement, tag: str, look: Look, declared: dict[str, str]) -> Look:
        own = _LOOKS.get(tag)
        if own:
            look = replace(look, **own)  # type: ignore[arg-type]  # only names of flags are in the table
        classes = element.get("class")
        if classes and tag not in ("body", "html"):
            for pattern, name in _CLASS_LOOKS:
                if pattern.search(classes):
                    look = replace(look, **{name: True})  # type: ignore[arg-type]
        return styled(look, declared)

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            text = text.replace(LINE_BREAK, " ")
            self.inlines.append(Inline(text, look.bold, look.italic, look.underline, look.code, look.strike, look.href))

    def _break(self) -> None:
        """One `<br>` is a line break; two in a row set paragraphs apart, as old pages do."""
        for inline in reversed(self.inlines):
            if inline.text == LINE_BREAK:
                self._flush()
                return
            if inline.text.strip():
                break
        self.inlines.append(Inline(LINE_BREAK))

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _placed(self, element: XmlElement, tag: str, declared: dict[str, str], container: str | None) -> _Place:
        place = self.place
        style = element.get("style") or ""
        align = declared.get("text-align") or (element.get("align") or "").lower()
        if tag == "center" or _CENTRED.search(element.get("class") or ""):
            align = "center"
        heading = _HEADINGS.get(tag, 0) or place.heading
        if (element.get("role") or "").lower() == "heading":
            level = element.get("aria-level") or "2"
            heading = min(6, int(level[:3])) if level.isascii() and level.isdigit() and level != "0" else 2
        containers = place.containers
        if container is not None and (not containers or containers[-1] != container):
            containers = (*containers, container)
        if tag in ("dt", "dd"):
            containers = (*containers, "definition list") if "definition list" not in containers else containers
        return _Place(
            heading,
            containers,
            _STYLES.get(tag) or (element.get("class") or "").strip()[:80] or None,
            "center" if align == "center" else None if align else place.align,
            place.indent + (indent_of(style) if style else 0.0),
        )

    def _flush(self) -> None:
        """Close the block that is being written."""
        inlines, self.inlines = tuple(self.inlines), []
        if not any(inline.text.strip() for inline in inlines):
            return
        place = self.place
        inner = self.marker is not None and len(self.lists) > 1  # "1. Fees" within "2. Payment": the list tells it
        if place.heading and not inner and not _is_clause(inlines):
            kind, level = BlockKind.HEADING, place.heading
        else:
            kind = BlockKind.LIST_ITEM if self.marker is not None or self.bullet else BlockKind.PARAGRAPH
            level = len(self.lists)
        bullet = self.bullet and kind is BlockKind.LIST_ITEM
        draft = BlockDraft(
            kind,
            inlines,
            self.marker,
            bullet,
            level,
            place.containers,
            place.style,
            place.align,
            place.indent,
            anchor=self.anchor,
        )
        self.marker, self.bullet, self.anchor = None, False, None
        self.out.append(draft)

    def _list(self, element: XmlElement, tag: str, look: Look, declared: dict[str, str]) -> None:
        self.lists.append(start_list(element, tag, declared, self.sheet))
        self._inside(element, look)
        self._flush()
        self.lists.pop()

    def _item(self, element: XmlElement, look: Look, declared: dict[str, str]) -> None:
        if self.lists:
            self.marker, self.bullet = marker_of(element, self.lists, declared, self.sheet, self.counters)
        else:
            self.marker, self.bullet = None, True
        self._inside(element, look)
        self._flush()
        self.marker, self.bullet = None, False

    def _preformatted(self, element: XmlElement, look: Look) -> None:
        """Code stays code; a whole agreement in `<pre>` is read as paragraphs set apart by blank lines."""
        text = "".join(element.itertext()).strip("\n")
        lines = text.split("\n")
        if self.regions.words(element) < 60 and len(lines) < 12:
            self.out.append(
                BlockDraft(
                    BlockKind.CODE, (Inline(LINE_BREAK.join(lines), code=True),), containers=self.place.containers
                )
            )
            return
        for chunk in re.split(r"\n[ \t]*\n", text):
            rows = chunk.strip("\n").split("\n")
            for row in rows:
                long = len(row.strip()) > _SHORT_LINE
                self._text(row, look)
                self.inlines.append(Inline(" " if long else LINE_BREAK))
            self._flush()

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, element: XmlElement, look: Look) -> None:
        role = (element.get("role") or "").lower()
        table = TableDraft([], self.place.containers, role in ("presentation", "none"))
        outer, self.out = self.out, []
        lists, self.lists = self.lists, []
        pending = self.marker, self.bullet
        self.marker, self.bullet = None, False
        loose: list[Item] = []  # a caption, or words that stand between rows
        for part in _table_parts(element):
            self.out = []
            if part.tag == "tr":
                table.rows.append([self._cell(cell, look) for cell in part if cell.tag in ("td", "th")])
            else:
                self._element(part, look)
                self._flush()
                loose.extend(self.out)
        self.out, self.lists = outer, lists
        self.marker, self.bullet = pending
        self.out.extend(loose)
        self.out.append(table)

    def _cell(self, element: XmlElement, look: Look) -> TableCell:
        outer, self.out = self.out, []
        self._element(element, look)
        self._flush()
        items, self.out = self.out, outer
        return TableCell(items, element.tag == "th", _span(element.get("colspan")), _span(element.get("rowspan")))


def _table_parts(element: XmlElement) -> list[XmlElement]:
    """Rows of a table, those in its groups included, and whatever else stands in it."""
    found: list[XmlElement] = []
    for child in element:
        if child.tag in ("thead", "tbody", "tfoot"):
            found.extend(child)
        elif child.tag not in ("colgroup", "col"):
            found.append(child)
    return found


def _span(value: str | None) -> int:
    value = (value or "1").strip()
    return max(1, min(_MAX_SPAN, int(value))) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _is_clause(inlines: tuple[Inline, ...]) -> bool:
    """Whether what is marked as a heading is a whole clause, as word processors mark clauses numbered by a style."""
    text = "".join(inline.text for inline in inlines)
    return len(text) > _LONGEST_HEADING and len(text.split()) > _MOST_HEADING_WORDS
