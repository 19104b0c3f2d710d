"""Words of an Akoma Ntoso document: inline elements in their styles, tables, and what flows beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from navigator.model.text import BlockKind
from navigator.reading.archives import XmlElement
from navigator.reading.builder import LINE_BREAK, BlockDraft, CellDraft, Inline

HEADS = frozenset({"num", "heading", "subheading"})
LINES = frozenset(
    "p block num heading subheading longTitle crossHeading tocItem li listIntroduction listWrapUp caption".split()
)
"""Elements that hold words and inline elements, and no other block but what flows beside the text."""
BOXES = frozenset({"quote", "aside", "details", "footnote"})
_BESIDE = frozenset({"authorialNote", "quotedStructure", "embeddedStructure", "popup", "ul", "ol"})
"""Blocks that stand inside a line in the file, and beside it or below it on the page."""
_BLOCKS = frozenset({"table", "blockList", "ul", "ol", "toc", "item"})
# How our own export says what a paragraph was: "heading-2", or the text of a list's item that goes on ("level-1").
_FORM = re.compile(r"(?P<kind>heading|level)-(?P<level>\d{1,2})")
_STYLES = {"b": "bold", "i": "italic", "u": "underline"}
_CLASSES = {"code": "code", "strike": "strike"}


@dataclass(slots=True)
class Line:
    """One line of words: its inline parts, and the blocks that the file has inside it, with the mark of each."""

    inlines: list[Inline]
    beside: list[tuple[str, XmlElement]]


@dataclass(slots=True)
class Words:
    """Reads lines. `footnotes`: those that the file keeps in its metadata, by their addresses. References and
    definitions are marked: `cited` holds the targets by their marks."""

    footnotes: dict[str, XmlElement]
    cited: dict[str, str] = field(default_factory=dict)
    defined: list[str] = field(default_factory=list)
    _notes: int = 0

    def line(self, element: XmlElement) -> Line:
        """The words of an element in their styles, with their links and marks."""
        beside: list[tuple[str, XmlElement]] = []
        return Line(list(self._inlines(element, Inline(""), beside)), beside)

    def _inlines(self, element: XmlElement, look: Inline, beside: list[tuple[str, XmlElement]]) -> Iterator[Inline]:
        if element.text:
            yield replace(look, text=element.text)
        for child in element:
            name = name_of(child)
            if name in _BESIDE:
                mark = self._note(child) if name == "authorialNote" else ""
                beside.append((mark, child))
                yield replace(look, text=mark or " ")
            elif name:
                if name in ("br", "eol"):
                    yield replace(look, text=LINE_BREAK)
                elif (
                    name == "noteRef" and (note := self.footnotes.pop((child.get("href") or "")[1:], None)) is not None
                ):
                    beside.append((self._note(child), note))
                    yield replace(look, text=beside[-1][0])
                yield from self._inlines(child, self._look(child, name, look), beside)
            if child.tail:
                yield replace(look, text=child.tail)

    def _note(self, note: XmlElement) -> str:
        """'[1]', as the readers of other formats mark a footnote."""
        self._notes += 1
        return f"[{(note.get('marker') or str(self._notes)).strip('[]() ')[:12]}]"

    def _look(self, element: XmlElement, name: str, look: Inline) -> Inline:
        said = element.get("class") or ""
        style = _STYLES.get(name) or _CLASSES.get(said)
        href = element.get("href") or ""
        if style:
            return replace(look, **{style: True})  # type: ignore[arg-type]
        if href and (name == "a" or "://" in href[:12]):
            return replace(look, href=href)
        if name == "ref" and href.startswith("#"):
            mark = f"ref {len(self.cited)}"
            self.cited[mark] = href[1:]
            return replace(look, marks=(*look.marks, mark))
        if name == "def":
            self.defined.append(f"def {len(self.defined)}")
            return replace(look, marks=(*look.marks, self.defined[-1]))
        return replace(look, marks=(*look.marks, "lead")) if said == "lead" else look

    def rows(self, table: XmlElement) -> Iterator[list[CellDraft]]:
        """The rows of a table, lists in its cells included; a table in a cell is words of that cell."""
        for row in (child for child in table if name_of(child) == "tr"):
            cells = [CellDraft(tuple(self._text(row.text)))] if row.text and row.text.strip() else []
            for cell in row:
                spans = (_count(cell, "colspan"), _count(cell, "rowspan"))
                drafts = (*(self._cell(cell, 0) if name_of(cell) else ()), *self._text(cell.tail))
                cells.append(CellDraft(drafts, name_of(cell) == "th", *spans))
            yield cells

    def _cell(self, element: XmlElement, level: int) -> Iterator[BlockDraft]:
        if is_line(element):
            yield from self.paragraph(element)
            return
        yield from self._text(element.text)
        for child in element:
            name = name_of(child)
            if name == "item":
                yield from item_drafts(self, child, level)
            elif name:
                yield from self._cell(child, level + 1 if name == "blockList" else level)
            yield from self._text(child.tail)

    def _text(self, text: str | None) -> Iterator[BlockDraft]:
        if text and text.strip():
            yield BlockDraft(BlockKind.PARAGRAPH, (Inline(text),))

    def paragraph(self, element: XmlElement, containers: tuple[str, ...] = ()) -> Iterator[BlockDraft]:
        """A paragraph as its class tells how the source set it, and what the file has inside it below."""
        said = element.get("class") or ""
        line = self.line(element)
        boxes = (*containers, *([said] if said in BOXES else []))
        align = "center" if said == "centred" else None
        style = said if said in ("term", "meaning") else None
        kind = BlockKind.CODE if said == "code" else BlockKind.PARAGRAPH
        form = _FORM.fullmatch(said)
        level = max(1, min(int(form["level"]), 6)) if form else 0
        if said == "title" or (form and form["kind"] == "heading") or name_of(element) in ("longTitle", "crossHeading"):
            yield BlockDraft(BlockKind.HEADING, tuple(line.inlines), level=level or 1)
        else:
            yield BlockDraft(kind, tuple(line.inlines), level=level, align=align, containers=boxes, style=style)
        yield from self.beside(line, containers)

    def beside(self, line: Line, containers: tuple[str, ...] = ()) -> Iterator[BlockDraft]:
        """Footnotes, and structures that are quoted to be put into another document: none of it is a part of this."""
        for mark, element in line.beside:
            box = "footnote" if mark else "quote"
            first = Inline(f"{mark} ") if mark else None
            for draft in self.flat(element, (*containers, box)):
                if first is not None:
                    draft, first = replace(draft, inlines=(first, *draft.inlines)), None
                yield draft

    def flat(self, element: XmlElement, containers: tuple[str, ...] = ()) -> Iterator[BlockDraft]:
        """All lines of an element as paragraphs, the number of each before its first words."""
        waiting: list[Inline] = []
        if element.text and element.text.strip():
            waiting.append(Inline(element.text))
        for child in element:
            name = name_of(child)
            drafts: list[BlockDraft] = []
            if name == "num":
                line = self.line(child)
                waiting += [*line.inlines, Inline(" ")]
                drafts = list(self.beside(line, containers))
            elif name and is_line(child):
                drafts = list(self.paragraph(child, containers))
            elif name:
                drafts = list(self.flat(child, containers))
            for draft in drafts:
                yield replace(draft, inlines=(*waiting, *draft.inlines))
                waiting = []
            if child.tail and child.tail.strip():
                waiting.append(Inline(child.tail))
        if waiting:
            yield BlockDraft(BlockKind.PARAGRAPH, tuple(waiting), containers=containers)


def item_drafts(words: Words, item: XmlElement, level: int) -> Iterator[BlockDraft]:
    """One item of a list that is text and nothing more: its marker before its first words, what is below it after."""
    heads = [words.line(child) for child in item if name_of(child) in HEADS]
    number = " ".join("".join(inline.text for inline in line.inlines).strip() for line in heads)
    first = True
    if item.text and item.text.strip():
        yield as_item(BlockDraft(BlockKind.PARAGRAPH, (Inline(item.text),)), number, level, first=True)
        first = False
    for child in item:
        name = name_of(child)
        if name == "item":
            yield from item_drafts(words, child, level)
        elif name == "blockList":
            yield from item_drafts(words, child, level + 1)
        elif name and name not in HEADS:
            for draft in words.paragraph(child) if is_line(child) else words.flat(child):
                yield as_item(draft, number, level, first=first)
                first = False
        if child.tail and child.tail.strip():
            yield as_item(BlockDraft(BlockKind.PARAGRAPH, (Inline(child.tail),)), number, level, first=first)
            first = False
    if first and number:
        yield BlockDraft(BlockKind.LIST_ITEM, (), number, False, level)
    for line in heads:
        yield from words.beside(line)


def as_item(draft: BlockDraft, number: str, level: int, *, first: bool) -> BlockDraft:
    """A paragraph of an item: the first with its marker, those that go on at the item's depth."""
    if draft.containers:
        return draft
    if not first:
        return replace(draft, level=level)
    return replace(draft, kind=BlockKind.LIST_ITEM, marker=number or None, bullet=not number, level=level)


def name_of(element: XmlElement) -> str:
    """The name of an element without its namespace; "" for what is none, such as a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def named(root: XmlElement, name: str) -> Iterator[XmlElement]:
    """All elements of a name, in order."""
    return (element for element in root.iter() if name_of(element) == name)


def is_line(element: XmlElement) -> bool:
    """Whether an element holds a line of words: one known to, or any other with words and no block in it."""
    if name_of(element) in LINES:
        return True
    own = [element.text, *(child.tail for child in element)]
    return any(text and text.strip() for text in own) and not any(
        name_of(inner) in LINES or name_of(inner) in _BLOCKS for inner in element.iterdescendants()
    )


def said(inlines: Iterable[Inline]) -> bool:
    """Whether there are any words."""
    return any(inline.text.strip() for inline in inlines)


def _count(cell: XmlElement, name: str) -> int:
    given = cell.get(name, "1")
    return min(max(int(given), 1), 1000) if given.isascii() and given.isdigit() and len(given) < 6 else 1
