"""The walk over the body of an OpenDocument text: paragraphs, lists and tables as they are shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from navigator.reading.archives import XmlElement
from navigator.reading.builder import LINE_BREAK, Inline, TextBuilder
from navigator.reading.odt_styles import ListCounter, Look, OdtStyles
from navigator.reading.office import Cell, Number, Paragraph, Part, Table
from navigator.reading.ooxml import number

_CONTENTS = frozenset({"text_table-of-content"})
_THROUGH = frozenset(
    "office_text text_section text_index-body text_index-title text_alphabetical-index text_illustration-index "
    "text_table-index text_object-index text_user-index text_bibliography text_numbered-paragraph text_list-header "
    "draw_text-box draw_g".split()
)
_UNSHOWN = {"office_annotation": "comment in the margin", "text_ruby-text": "reading aid over the words"}
_PASSED = frozenset(
    "office_forms text_sequence-decls text_variable-decls text_user-field-decls text_dde-connection-decls "
    "office_annotation-end svg_title svg_desc text_table-of-content-source text_note-citation office_event-listeners "
    "draw_object draw_image".split()
)
_PLACES = frozenset({"text_bookmark", "text_bookmark-start", "text_reference-mark", "text_reference-mark-start"})
_FRAMES = frozenset({"draw_frame", "draw_custom-shape", "draw_g"})
_MOST = 100
"""How often a cell or a space may be repeated: the attribute is only a number in an untrusted file."""
_ROW_GROUPS = frozenset({"table_table-header-rows", "table_table-rows", "table_table-row-group"})


@dataclass(slots=True)
class _List:
    """An open list: its style, its count, and the number that waits for the first paragraph of its item."""

    style: str | None
    counter: ListCounter
    depth: int
    name: str
    waiting: bool = False
    start: int | None = None


@dataclass(slots=True)
class OdtWalker:
    """Walks the body; what is not shown goes to `builder`."""

    builder: TextBuilder
    styles: OdtStyles
    containers: tuple[str, ...] = ()
    inserted: int = 0
    deleted: int = 0
    _lists: list[_List] = field(default_factory=list)
    _last: dict[str, ListCounter] = field(default_factory=dict)
    _named: dict[str, ListCounter] = field(default_factory=dict)
    _outline: ListCounter | None = None
    _asides: list[tuple[str, XmlElement]] = field(default_factory=list)
    _anchor: str | None = None
    _notes: int = 0
    _sizes: Counter[float] = field(default_factory=Counter)
    """Of the paragraph that is being read: how many letters have each size."""

    def parts(self, element: XmlElement) -> list[Part]:
        """The paragraphs and tables below an element, in reading order."""
        found: list[Part] = []
        for part in element:
            match part.tag:
                case "text_p" | "text_h":
                    found.extend(self._paragraph(part))
                case "text_list":
                    found.extend(self._list(part))
                case "table_table":
                    found.append(self._table(part))
                case "text_tracked-changes":
                    self._changes(part)
                case "draw_frame" | "draw_custom-shape":
                    self._asides.append(("textbox", part))
                    found.extend(self._aside())
                case tag if tag in _CONTENTS:
                    found.extend(self._within("toc", part))
                case "text_section" if part.get("text_display") == "none":
                    self.builder.remove(_words(part), "hidden text")
                case tag if tag in _THROUGH:
                    found.extend(self.parts(part))
        return found

    def _within(self, container: str, element: XmlElement) -> list[Part]:
        outer = self.containers
        self.containers = (*outer, container)
        found = self.parts(element)
        self.containers = outer
        return found

    # --- lists --------------------------------------------------------------------------------------------------------

    def _list(self, element: XmlElement) -> list[Part]:
        above = self._lists[-1] if self._lists else None
        style = element.get("text_style-name") or (above.style if above else None)
        if above is not None and (style == above.style or not element.get("text_style-name")):
            counter, name = above.counter, above.name
        else:
            counter, name = self._counter(element, style), style or "list"
        identity = element.get("xml_id")
        if identity:
            self._named[identity] = counter
        if style:
            self._last[style] = counter
        own = _List(style, counter, (above.depth if above else 0) + 1, name)
        self._lists.append(own)
        found: list[Part] = []
        for item in element:
            own.waiting = item.tag == "text_list-item"
            start = item.get("text_start-value")
            own.start = number(start) if start else None
            found.extend(self.parts(item))
        self._lists.pop()
        return found

    def _counter(self, element: XmlElement, style: str | None) -> ListCounter:
        continued = element.get("text_continue-list")
        if continued and continued in self._named:
            return self._named[continued]
        if element.get("text_continue-numbering") == "true" and style in self._last:
            return self._last[style or ""]
        return self.styles.counter(style)

    def _number(self, element: XmlElement, look: Look, heading: int) -> Number | None:
        own = self._lists[-1] if self._lists else None
        if own is not None:
            level = own.counter.levels.get(own.depth)
            left = level.left if level else None
            if not own.waiting:
                return None
            own.waiting = False
            text = own.counter.next(own.depth, own.start)
            own.start = None
            return self._as_number(text, own.name, own.depth, level is None or level.bullet, own.counter, left)
        if heading and element.tag == "text_h" and self.styles.outline and element.get("text_is-list-header") != "true":
            level = self.styles.outline.get(heading)
            if level is None or not (level.form or level.pattern):
                return None
            if look.list_style == "":
                return None  # the style switches numbering off
            self._outline = self._outline or ListCounter(self.styles.outline)
            if element.get("text_restart-numbering") == "true":
                self._outline.counts.pop(heading, None)
            text = self._outline.next(heading, number(element.get("text_start-value")) or None)
            return self._as_number(text, "outline", heading, False, self._outline, level.left)
        return None

    @staticmethod
    def _as_number(
        text: str | None, name: str, depth: int, bullet: bool, counter: ListCounter, left: float | None
    ) -> Number | None:
        if text is None and not bullet:
            return None
        level = counter.levels.get(depth)
        dotted = level is not None and (level.shown > 1 or (level.pattern or "").count("%") > 2)
        worded = level is not None and sum(c.isalpha() for c in level.prefix + level.suffix) > 2
        return Number(text, name, depth - 1, bullet, dotted, worded, left)

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def _paragraph(self, element: XmlElement) -> list[Part]:
        look, name = self.styles.of("paragraph", element.get("text_style-name"))
        inlines: list[Inline] = []
        self._sizes = Counter()
        self._inside(element, look, inlines, None)
        heading = number(element.get("text_outline-level"), 1) if element.tag == "text_h" else look.outline or 0
        found: list[Part] = []
        if any(inline.text.strip() for inline in inlines):
            marker = self._number(element, look, heading)
            own = self._lists[-1] if self._lists else None
            level = own.counter.levels.get(own.depth) if own else None
            left = look.left or (level.left if level else None) or 0.0
            lowered = name.lower()
            found.append(
                Paragraph(
                    inlines,
                    name or None,
                    heading,
                    "heading" in lowered and not heading,
                    lowered in ("title", "titel", "titre"),
                    self._sizes.most_common(1)[0][0] if self._sizes else look.size,
                    look.align,
                    left,
                    marker,
                    self.containers,
                    self._anchor,
                )
            )
            self._anchor = None
        elif look.ruled and not inlines:
            found.append(Paragraph(rule=True))
        return [*found, *self._aside()]

    def _aside(self) -> list[Part]:
        """Text boxes and notes of the paragraph that has just been read."""
        asides, self._asides = self._asides, []
        lists, self._lists = self._lists, []
        found: list[Part] = []
        for kind, element in asides:
            if kind == "footnote":
                body = element.find("text_note-body")
                inside = self._within(kind, body) if body is not None else []
                mark = "".join(element.itertext("text_note-citation")).strip()
                if inside and isinstance(inside[0], Paragraph):
                    inside[0].number = Number(f"[{mark or '*'}]", "footnotes", 0, worded=True)
            else:
                inside = [part for box in _boxes(element) for part in self._within(kind, box)]
            found.extend(inside)
        self._lists = lists
        return found

    def _inside(self, element: XmlElement, look: Look, out: list[Inline], href: str | None) -> None:
        self._add(element.text, look, out, href)
        for part in element:
            self._inline(part, look, out, href)
            self._add(part.tail, look, out, href)

    def _inline(self, element: XmlElement, look: Look, out: list[Inline], href: str | None) -> None:
        tag = element.tag
        match tag:
            case "text_span":
                own, _ = self.styles.of("text", element.get("text_style-name"))
                # The defaults of spans say nothing of the paragraph's own look.
                self._inside(element, own.over(look), out, href)
            case "text_a":
                target = (element.get("xlink_href") or "").strip()
                self._inside(element, look, out, target if not target.lower().startswith("javascript:") else href)
            case "text_s":
                self._add(" " * min(_MOST, number(element.get("text_c"), 1)), look, out, href)
            case "text_tab" | "text_line-break":
                out.append(Inline("\t" if tag == "text_tab" else LINE_BREAK))
            case "text_note":
                self._asides.append(("footnote", element))
                mark = element.findtext("text_note-citation") or "*"
                self._add(f"[{mark.strip()}]", look, out, href)
            case "text_bookmark-ref" | "text_reference-ref":
                self._inside(element, look, out, f"#{element.get('text_ref-name')}")
            case "text_hidden-text":
                self.builder.remove(element.get("text_string-value") or _words(element), "hidden text")
            case _ if tag in _UNSHOWN:
                self.builder.remove(_words(element), _UNSHOWN[tag])
            case _ if tag in _FRAMES:
                self._asides.append(("textbox", element))
            case _:
                if tag in _PLACES:
                    self._anchor = self._anchor or element.get("text_name")
                if tag not in _PASSED:
                    self._inside(element, look, out, href)

    def _add(self, text: str | None, look: Look, out: list[Inline], href: str | None) -> None:
        if not text:
            return
        if look.hidden:
            self.builder.remove(text, "hidden text")
            return
        text = text.replace(LINE_BREAK, " ")
        if look.size:
            self._sizes[look.size] += len(text)
        out.append(
            Inline(text, bool(look.bold), bool(look.italic), bool(look.underline), False, bool(look.strike), href)
        )

    def _changes(self, element: XmlElement) -> None:
        """Tracked changes: insertions stand in the text already, deleted text is kept apart here."""
        for region in element.iter("text_insertion", "text_deletion"):
            if region.tag == "text_insertion":
                self.inserted += 1
            else:
                self.deleted += 1
                self.builder.remove(
                    " ".join(_words(p) for p in region.iter("text_p", "text_h")), "deleted in tracked changes"
                )

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, element: XmlElement) -> Table:
        table = Table(containers=self.containers)
        lists, self._lists = self._lists, []
        for row, header in _rows(element, False):
            cells: list[Cell] = []
            for part in row:
                if part.tag != "table_table-cell":
                    continue
                columns = max(1, min(_MOST, number(part.get("table_number-columns-spanned"), 1)))
                rows = max(1, min(_MOST, number(part.get("table_number-rows-spanned"), 1)))
                cells.append(Cell(self.parts(part), header, columns, rows))
            if cells:
                table.rows.append(cells)
        self._lists = lists
        return table


def _rows(element: XmlElement, header: bool) -> list[tuple[XmlElement, bool]]:
    found: list[tuple[XmlElement, bool]] = []
    for part in element:
        if part.tag == "table_table-row":
            found.append((part, header))
        elif part.tag in _ROW_GROUPS:
            found.extend(_rows(part, header or part.tag == "table_table-header-rows"))
    return found


def _boxes(element: XmlElement) -> list[XmlElement]:
    """The text boxes of a frame; a shape holds its paragraphs itself."""
    if element.tag == "draw_custom-shape":
        return [element]
    found: list[XmlElement] = []
    for part in element:
        if part.tag == "draw_text-box":
            found.append(part)
        elif part.tag in ("draw_frame", "draw_custom-shape", "draw_g"):
            found.extend(_boxes(part))
    return found


def _words(element: XmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
