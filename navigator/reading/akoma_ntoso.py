"""Akoma Ntoso 3.0 (OASIS LegalDocML) -> canonical text: what the export writes, and what others do.

Every element with words is read, known or not; only `meta` holds none of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind, CanonicalText, SourceInfo
from navigator.reading.archives import XmlElement, parse_xml
from navigator.reading.builder import LINE_BREAK, BlockDraft, CellDraft, Inline, TextBuilder
from navigator.reading.language import settle_language

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/"
_HEADS = frozenset({"num", "heading", "subheading"})
_ITEMS = frozenset({"point", "indent", "item"})
_TRANSPARENT = frozenset({"content", "intro", "wrapUp", "listIntroduction", "listWrapUp"})
_INLINE_PARENTS = frozenset({"p", "block", "num", "heading", "subheading", "longTitle", "crossHeading"})
_STYLES = {"b": "bold", "i": "italic", "u": "underline"}
_CLASSES = {"code": "code", "strike": "strike"}
_BOXES = frozenset({"quote", "aside", "details", "footnote"})
_DEEPEST = 6
# How our own export says what the source's first line was: "heading-2", "bullet-1".
_FORM = re.compile(r"(?P<kind>heading|paragraph|item|bullet)-(?P<level>\d{1,2})")
_LEVEL = re.compile(r"level-(?P<level>\d{1,2})")  # and how deep a list stood: "level-2"
_LANGUAGES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt", "ita": "it",
    "nld": "nl", "dut": "nl", "jpn": "ja", "zho": "zh", "chi": "zh", "ara": "ar", "rus": "ru", "pol": "pl",
}  # fmt: skip
"""ISO 639-2, which the format asks for, to ISO 639-1, in both its forms."""


def read_akoma_ntoso(data: bytes, source: SourceInfo) -> CanonicalText:
    """The bytes of an Akoma Ntoso document -> its canonical text. `BadInput` where it is damaged or another XML."""
    root = parse_xml(data, source.name)
    if not isinstance(root.tag, str) or not root.tag.startswith("{" + _NAMESPACE):
        raise BadInput(f"{source.name}: not an Akoma Ntoso document; save the agreement as .docx, .html or .md")
    builder = TextBuilder()
    language = _first(root, "FRBRlanguage", "language")
    title = next((row.get("value") for row in _named(root, "FRBRalias") if row.get("name") == "title"), None)
    _Walker(builder).blocks(root, 1)
    found = builder.finish(source, title=title)
    return replace(found, language=settle_language(_LANGUAGES.get(language or "", language), found.text))


class _Walker:
    """Goes through a document in reading order."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        # Number and heading that wait for the first words of their provision, which stand in the same line.
        self._waiting: BlockDraft | None = None
        self._alone = False  # in a line of its own; only a summary that the source sets ahead of it comes first

    def blocks(self, element: XmlElement, depth: int) -> None:
        """An element that holds blocks; `depth` counts the provisions around them from 1."""
        if element.text and element.text.strip():
            self._add(BlockDraft(BlockKind.PARAGRAPH, (Inline(element.text),)))
        self._head(element, depth)
        for child in element:
            if isinstance(child.tag, str):
                self._block(child, depth)
            if child.tail and child.tail.strip():
                self._add(BlockDraft(BlockKind.PARAGRAPH, (Inline(child.tail),)))
        self._flush()

    def _block(self, element: XmlElement, depth: int) -> None:
        name = _name(element)
        if name == "meta" or name in _HEADS:
            return
        if name in _INLINE_PARENTS:
            self._paragraph(element)
        elif name == "table":
            self._flush()
            self._builder.add_table(_rows(element))
        elif name == "blockList":
            self._list(element, 1)
        elif name in _TRANSPARENT or name in ("doc", "mainBody", "preface", "preamble", "conclusions", "body"):
            for child in element:
                if isinstance(child.tag, str):
                    self._block(child, depth)
        else:
            self._flush()
            self.blocks(element, depth + 1)

    def _head(self, element: XmlElement, depth: int) -> None:
        """Number and heading of a provision: a heading of their own, or the beginning of its first paragraph."""
        heads = [child for child in element if isinstance(child.tag, str) and _name(child) in _HEADS]
        if not heads:
            return
        headings = [child for child in heads if _name(child) != "num"]
        number = [inline for child in heads if _name(child) == "num" for inline in _inlines(child)]
        words = [inline for child in headings for inline in (*_inlines(child), Inline(" "))]
        form = _FORM.fullmatch(element.get("class") or "")
        level = min(int(form["level"]), _DEEPEST) if form else min(depth, _DEEPEST)
        kind = form["kind"] if form else None
        if kind is None and headings:
            kind = "paragraph" if any(child.get("class") == "run-in" for child in headings) else "heading"
        if kind is None:
            kind = "item" if _name(element) in _ITEMS or element.get("name") == "item" else "paragraph"
        self._alone = False
        if kind == "item":
            printed = "".join(inline.text for inline in number)
            self._waiting = BlockDraft(BlockKind.LIST_ITEM, tuple(words), printed or None, False, max(level, 1))
            return
        if headings and kind != "heading" and not any(row.bold or row.italic or row.underline for row in words):
            number, words = [replace(row, bold=True) for row in number], [replace(row, bold=True) for row in words]
        said = (*number, Inline(" "), *words)
        self._waiting = {
            "heading": BlockDraft(BlockKind.HEADING, said, level=max(level, 1)),
            "bullet": BlockDraft(BlockKind.LIST_ITEM, said, bullet=True, level=max(level, 1)),
        }.get(kind, BlockDraft(BlockKind.PARAGRAPH, said, level=level if form else 0))
        self._alone = bool(headings) and not any(child.get("class") == "run-in" for child in headings)

    def _paragraph(self, element: XmlElement) -> None:
        said = element.get("class") or ""
        inlines = tuple(_inlines(element))
        if said.startswith("summary"):
            if self._alone and not said.endswith("ahead"):
                self._flush()
            self._builder.add(BlockDraft(BlockKind.PARAGRAPH, inlines, containers=("summary",)))
        elif said == "title" or _name(element) == "longTitle":
            self._add(BlockDraft(BlockKind.HEADING, inlines, level=1))
        elif said == "heading" or _name(element) == "crossHeading":
            self._add(BlockDraft(BlockKind.HEADING, inlines, level=_DEEPEST))
        else:
            kind = BlockKind.CODE if said == "code" else BlockKind.PARAGRAPH
            boxes = (said,) if said in _BOXES else ()
            self._add(BlockDraft(kind, inlines, align="center" if said == "centred" else None, containers=boxes))

    def _list(self, element: XmlElement, level: int) -> None:
        self._flush()
        said = _LEVEL.fullmatch(element.get("class") or "")
        level = min(int(said["level"]), _DEEPEST) if said else level
        for item in element:
            if not isinstance(item.tag, str):
                continue
            if _name(item) != "item":
                self._block(item, level)
                continue
            number = "".join(inline.text for head in item if _name(head) in _HEADS for inline in _inlines(head))
            first = True
            for child in item:
                if not isinstance(child.tag, str) or _name(child) in _HEADS:
                    continue
                if _name(child) == "blockList":
                    self._list(child, level + 1)
                elif _name(child) in _INLINE_PARENTS:
                    kind = BlockKind.LIST_ITEM if first else BlockKind.PARAGRAPH
                    marker = number if first and number else None
                    bullet = first and not number
                    self._builder.add(BlockDraft(kind, tuple(_inlines(child)), marker, bullet, level))
                else:
                    self._block(child, level)
                first = False

    def _add(self, draft: BlockDraft) -> None:
        """A block, in one line with the number and heading that wait for it."""
        if self._waiting is not None and self._alone:
            self._flush()
        elif self._waiting is not None:
            draft, self._waiting = replace(self._waiting, inlines=(*self._waiting.inlines, *draft.inlines)), None
        self._builder.add(draft)

    def _flush(self) -> None:
        """What waited for words that did not come stands alone."""
        if self._waiting is not None:
            self._builder.add(self._waiting)
            self._waiting = None


def _rows(table: XmlElement) -> Iterator[list[CellDraft]]:
    for row in _named(table, "tr"):
        cells = []
        for cell in row:
            if not isinstance(cell.tag, str):
                continue
            blocks = [
                BlockDraft(BlockKind.PARAGRAPH, tuple(_inlines(part))) for part in cell.iter() if _is_paragraph(part)
            ] or [BlockDraft(BlockKind.PARAGRAPH, tuple(_inlines(cell)))]
            spans = (_count(cell, "colspan"), _count(cell, "rowspan"))
            cells.append(CellDraft(tuple(blocks), _name(cell) == "th", *spans))
        yield cells


def _is_paragraph(element: XmlElement) -> bool:
    return isinstance(element.tag, str) and _name(element) in _INLINE_PARENTS


def _count(cell: XmlElement, name: str) -> int:
    given = cell.get(name, "1")
    return min(max(int(given), 1), 1000) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _inlines(element: XmlElement, look: Inline | None = None) -> Iterator[Inline]:
    """The words of an element in their styles and with their links."""
    look = look or Inline("")
    if element.text:
        yield replace(look, text=element.text)
    for child in element:
        if isinstance(child.tag, str):
            name = _name(child)
            inner = look
            if name in ("br", "eol"):
                yield replace(look, text=LINE_BREAK)
            elif style := _STYLES.get(name) or _CLASSES.get(child.get("class") or ""):
                inner = replace(look, **{style: True})  # type: ignore[arg-type]
            elif child.get("href") and (name == "a" or "://" in child.get("href")[:12]):
                inner = replace(look, href=child.get("href"))
            yield from _inlines(child, inner)
        if child.tail:
            yield replace(look, text=child.tail)


def _name(element: XmlElement) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _named(root: XmlElement, name: str) -> Iterator[XmlElement]:
    return (element for element in root.iter() if _name(element) == name)


def _first(root: XmlElement, name: str, attribute: str) -> str | None:
    return next((element.get(attribute) for element in _named(root, name)), None)
