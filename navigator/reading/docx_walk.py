"""The walk over the body of a Word document: its paragraphs and tables as Word shows them, tracked changes accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from navigator.reading.archives import XmlElement
from navigator.reading.builder import LINE_BREAK, Inline, TextBuilder
from navigator.reading.docx_fields import Fields
from navigator.reading.docx_numbering import Numbering
from navigator.reading.docx_styles import Props, Style, Styles, is_ruled, paragraph_props
from navigator.reading.office import Cell, Number, Paragraph, Part, Ready, Table
from navigator.reading.ooxml import Relations, child, children, is_on, number, value, words_in
from navigator.reading.symbols import SYMBOL_FONT
from navigator.reading.tables import Item

_THROUGH = frozenset(
    {
        "smartTag",
        "customXml",
        "sdtContent",
        "ins",
        "moveTo",
        "bdo",
        "dir",
        "fldSimple",
        "rubyBase",
        "oMath",
        "oMathPara",
    }
)
_BLOCKS = frozenset({"smartTag", "customXml", "sdtContent", "ins", "moveTo", "body"})
_GONE = {"del": "deleted in tracked changes", "moveFrom": "moved elsewhere in tracked changes"}
_BREAKS = {"br": LINE_BREAK, "cr": LINE_BREAK, "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": ""}
_CITES = ("footnoteReference", "endnoteReference")
_PRIVATE = 0xF000
_MOST_COLUMNS = 100


@dataclass(slots=True)
class Walker:
    """Walks one part (the body, a footnote); what is not shown goes to `builder`."""

    builder: TextBuilder
    styles: Styles
    numbering: Numbering
    relations: Relations
    embedded: Callable[[str | None], list[Item]]
    """The blocks of a file that stands whole in the document, by its relationship."""
    notes: dict[tuple[str, str], XmlElement] = field(default_factory=dict)
    targets: frozenset[str] = frozenset()
    """Bookmarks that fields and links of the document point to."""
    containers: tuple[str, ...] = ()
    inserted: int = 0
    deleted: int = 0
    _fields: Fields = field(default_factory=Fields)
    _cited: list[XmlElement] = field(default_factory=list)
    _boxes: list[XmlElement] = field(default_factory=list)
    _bookmark: str | None = None
    _carried: list[Inline] = field(default_factory=list)
    _count: int = 0

    def parts(self, element: XmlElement) -> list[Part]:
        """The paragraphs and tables below an element, in reading order."""
        found: list[Part] = []
        for part in element:
            match part.tag:
                case "p":
                    found.extend(self._paragraph(part))
                case "tbl":
                    found.append(self._table(part))
                case "sdt":
                    found.extend(self._control(part))
                case "del" | "moveFrom":
                    self._gone(part)
                case "bookmarkStart":
                    self._note_bookmark(part)
                case "altChunk":
                    found.append(Ready(self.embedded(part.get("id"))))
                case "AlternateContent":
                    found.extend(self.parts(_choice(part)))
                case tag if tag in _BLOCKS:
                    self.inserted += tag == "ins"
                    found.extend(self.parts(part))
        return found

    def finish(self) -> list[Part]:
        """What a deleted paragraph mark at the very end has left over."""
        inlines, self._carried = self._carried, []
        return [Paragraph(inlines, containers=self.containers)] if any(i.text.strip() for i in inlines) else []

    def _control(self, element: XmlElement) -> list[Part]:
        """A content control around blocks; Word keeps its table of contents in one."""
        gallery = element.find("sdtPr/docPartObj/docPartGallery")
        outer = self.containers
        if gallery is not None and "table of contents" in (gallery.get("val") or "").lower():
            self.containers = (*outer, "toc")
        content = child(element, "sdtContent")
        found = self.parts(content) if content is not None else []
        self.containers = outer
        return found

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def _paragraph(self, element: XmlElement) -> list[Part]:
        props = child(element, "pPr")
        style = self.styles.of(value(props, "pStyle") or self.styles.default)
        own = paragraph_props(props)
        shape = own.over(style.props).over(self.styles.base)
        inlines, self._carried = self._carried, []
        in_contents = style.contents or self._fields.in_contents
        sizes: dict[float, int] = {}
        self._runs(element, style, inlines, None, sizes)
        in_contents = in_contents or self._fields.in_contents
        mark = child(props, "rPr")
        if mark is not None and (child(mark, "del") is not None or child(mark, "moveFrom") is not None):
            # Accepting the change joins this paragraph with the next, which gives it its form and number.
            if any(inline.text.strip() for inline in inlines):
                inlines.append(Inline(" "))
                self._carried = inlines
            self.deleted += 1
            return self._asides()
        text = any(inline.text.strip() for inline in inlines)
        marker = self._number(own, style, shape) if text or not self._cited else None
        found: list[Part] = []
        if text:
            heading = shape.outline if own.outline is not None else style.heading
            found.append(
                Paragraph(
                    inlines,
                    style.name or None,
                    heading or 0,
                    style.headlike,
                    style.title,
                    max(sizes, key=lambda size: sizes[size]) if sizes else shape.size,
                    shape.align,
                    shape.left if shape.left is not None else (marker.left or 0.0) if marker else 0.0,
                    marker,
                    (*self.containers, "toc") if in_contents and "toc" not in self.containers else self.containers,
                    self._bookmark,
                )
            )
            self._bookmark = None
        elif is_ruled(props):
            found.append(Paragraph(rule=True))
        return [*found, *self._asides()]

    def _number(self, own: Props, style: Style, shape: Props) -> Number | None:
        list_id = shape.list_id
        if not list_id or list_id == "0":
            return None
        depth = own.depth
        if depth is None and own.list_id is None:
            depth = self.numbering.depth_of_style(list_id, style.identity)
        if depth is None:
            depth = shape.depth or 0
        marker = self.numbering.next(list_id, depth)
        if marker is None:
            return None
        level = marker.level
        return Number(
            marker.text, marker.abstract, marker.depth, marker.bullet, level.dotted, level.worded,
            own.left if own.left is not None else level.left if level.left is not None else shape.left,
        )  # fmt: skip

    def _asides(self) -> list[Part]:
        """Text boxes anchored in the paragraph, then the notes that it cites."""
        boxes, self._boxes = self._boxes, []
        cited, self._cited = self._cited, []
        outer, fields = self.containers, self._fields
        found: list[Part] = []
        self._fields = Fields()
        for box in boxes:
            self.containers = (*outer, "textbox")
            found.extend(self.parts(box))
        for note in cited:
            self._count += 1
            self.containers = (*outer, "footnote")
            inside = self.parts(note)
            for part in inside:
                if isinstance(part, Paragraph):
                    part.number = Number(f"[{self._count}]", "footnotes", 0, worded=True)
                    break
            found.extend(inside)
        self.containers, self._fields = outer, fields
        return found

    # --- runs ---------------------------------------------------------------------------------------------------------

    def _runs(
        self, element: XmlElement, style: Style, out: list[Inline], href: str | None, sizes: dict[float, int]
    ) -> None:
        for part in element:
            match part.tag:
                case "r":
                    self._run(part, style, out, href, sizes)
                case "hyperlink":
                    anchor = part.get("anchor")
                    link = self.relations.link(part.get("id")) or (f"#{anchor}" if anchor else None)
                    self._runs(part, style, out, link or href, sizes)
                case "del" | "moveFrom":
                    self._gone(part)
                case "bookmarkStart":
                    self._note_bookmark(part)
                case "sdt":
                    content = child(part, "sdtContent")
                    if content is not None:
                        self._runs(content, style, out, href, sizes)
                case "ruby":
                    self._ruby(part, style, out, href, sizes)
                case "AlternateContent":
                    self._runs(_choice(part), style, out, href, sizes)
                case tag if tag in _THROUGH:
                    self.inserted += tag == "ins"
                    self._runs(part, style, out, href, sizes)

    def _run(
        self, element: XmlElement, style: Style, out: list[Inline], href: str | None, sizes: dict[float, int]
    ) -> None:
        look = self.styles.run(style, child(element, "rPr"))
        text = "".join(self._pieces(element, style, out, href, sizes))
        if not text or self._fields.silent:
            return
        if look.hidden:
            self.builder.remove(text, "hidden text")
            return
        if out and any(child(element, name) is not None for name in _CITES):
            look = replace(look, bold=out[-1].bold)  # the mark of a note belongs to the words that it stands after
        if look.size:
            sizes[look.size] = sizes.get(look.size, 0) + len(text)
        out.append(
            Inline(
                text, bool(look.bold), bool(look.italic), bool(look.underline), bool(look.mono), bool(look.strike),
                href or self._fields.href,
            )
        )  # fmt: skip

    def _pieces(
        self, element: XmlElement, style: Style, out: list[Inline], href: str | None, sizes: dict[float, int]
    ) -> Iterator[str]:
        """The characters of a run; notes and boxes in it are kept for later."""
        for part in element:
            match part.tag:
                case "t":
                    yield (part.text or "").replace(LINE_BREAK, " ")
                case "br" if part.get("type") in ("page", "column"):
                    yield " "
                case "sym":
                    yield _symbol(part.get("char") or "")
                case "fldChar":
                    yield self._fields.mark(part)
                case "instrText":
                    self._fields.instruct(part.text or "")
                case tag if tag in _CITES:
                    yield self._cite(part)
                case "drawing" | "pict" | "object" | "AlternateContent":
                    self._boxes.extend(_boxes(part))
                case "ruby":
                    self._ruby(part, style, out, href, sizes)
                case "delText":
                    self.builder.remove(part.text or "", _GONE["del"])
                case tag if tag in _BREAKS:
                    yield _BREAKS[tag]

    def _cite(self, element: XmlElement) -> str:
        """The mark of a note, as it is printed before the note too."""
        # Each note is read once, where it is first cited: one that cites itself would never end.
        note = self.notes.pop((element.tag.removesuffix("Reference"), element.get("id") or ""), None)
        if note is None:
            return ""
        self._cited.append(note)
        return f"[{self._count + len(self._cited)}]"

    def _ruby(
        self, element: XmlElement, style: Style, out: list[Inline], href: str | None, sizes: dict[float, int]
    ) -> None:
        base, aid = child(element, "rubyBase"), child(element, "rt")
        if base is not None:
            self._runs(base, style, out, href, sizes)
        if aid is not None:
            self.builder.remove(words_in(aid), "reading aid over the words")

    def _gone(self, element: XmlElement) -> None:
        self.deleted += 1
        self.builder.remove(words_in(element, deleted=True), _GONE[element.tag])

    def _note_bookmark(self, element: XmlElement) -> None:
        name = element.get("name") or ""
        if name in self.targets or (self._bookmark is None and name and not name.startswith("_GoBack")):
            self._bookmark = name

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, element: XmlElement) -> Table:
        table = Table(containers=self.containers)
        merged: dict[int, Cell] = {}
        for row in _rows(element):
            props = child(row, "trPr")
            if child(props, "del") is not None:
                self.deleted += 1
                self.builder.remove(words_in(row, deleted=True), _GONE["del"])
                continue
            header = is_on(child(props, "tblHeader"))
            cells: list[Cell] = []
            column = number(value(props, "gridBefore"))
            for part in _cells(row):
                own = child(part, "tcPr")
                columns = max(1, min(_MOST_COLUMNS, number(value(own, "gridSpan"), 1)))
                merge = child(own, "vMerge")
                above = merged.get(column)
                if merge is not None and (merge.get("val") or "continue") == "continue" and above is not None:
                    above.rows += 1
                    above.parts.extend(p for p in self.parts(part) if not isinstance(p, Paragraph) or p.text)
                else:
                    cell = Cell(self.parts(part), header, columns)
                    cells.append(cell)
                    merged[column] = cell
                    if merge is None:
                        del merged[column]
                column += columns
            if cells:
                table.rows.append(cells)
        return table


def _rows(element: XmlElement) -> list[XmlElement]:
    return _flat(element, "tr")


def _cells(element: XmlElement) -> list[XmlElement]:
    return _flat(element, "tc")


def _flat(element: XmlElement, name: str) -> list[XmlElement]:
    """Children of a name, those in content controls and insertions included."""
    found: list[XmlElement] = []
    for part in element:
        if part.tag == name:
            found.append(part)
        elif part.tag == "sdt":
            for content in children(part, "sdtContent"):
                found.extend(_flat(content, name))
        elif part.tag in _BLOCKS:
            found.extend(_flat(part, name))
    return found


def _choice(element: XmlElement) -> XmlElement:
    """The newest form of alternate content; its fallbacks repeat the same words."""
    for name in ("Choice", "Fallback"):
        found = child(element, name)
        if found is not None:
            return found
    return element


def _boxes(element: XmlElement) -> list[XmlElement]:
    """Outermost text boxes in a drawing, older fallbacks left aside."""
    found: list[XmlElement] = []
    pending = [element]
    while pending:
        at = pending.pop()
        if at.tag == "txbxContent":
            found.append(at)
        elif at.tag == "AlternateContent":
            pending.append(_choice(at))
        else:
            pending.extend(reversed(at))
    return found


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if point >= _PRIVATE:
        point -= _PRIVATE
        return SYMBOL_FONT.get(point, "•" if point < 0x20 or point > 0x7E else chr(point))
    return SYMBOL_FONT.get(point, chr(point)) if 0x20 <= point < 0xD800 else ""
