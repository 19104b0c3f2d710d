"""Akoma Ntoso (OASIS LegalDocML 3.0, its drafts, and 2.0) -> canonical text: what the export writes and others do.

Every element with words is read, known or not; only `meta` holds none of the text. What the document states of its
structure (numbers, headings, nesting, addresses, preface and preamble, summaries) goes along as its outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from navigator.model.agreement import ProvisionKind
from navigator.model.catalogue import BadInput
from navigator.model.outline import Outline
from navigator.model.text import Block, BlockKind, CanonicalText, SourceInfo
from navigator.reading.akoma_elements import FRONT, ITEMS, cited_alone, holds_words, is_numbered, is_part, kind_of
from navigator.reading.akoma_outline import Collector, PartDraft, Place
from navigator.reading.akoma_words import HEADS, Line, Words, as_item, item_drafts, name_of, named, said
from navigator.reading.archives import XmlElement, parse_xml
from navigator.reading.builder import BlockDraft, Inline, TextBuilder
from navigator.reading.language import settle_language

_NAMESPACE = re.compile(r"\{http://(?:docs\.oasis-open\.org/legaldocml/ns/akn/|www\.akomantoso\.org/)")
_OWN = "{urn:contract-navigator:words}"
_READER = "#contract-navigator"
"""The source of what our own export writes, of a reader's notes too."""
_TITLES = frozenset({"docTitle", "shortTitle"})
_DEEPEST = 6
# How our own export says what the source's first line was: "heading-2", "bullet-1".
_FORM = re.compile(r"(?P<kind>heading|paragraph|item|bullet)-(?P<level>\d{1,2})")
_LEVEL = re.compile(r"level-(?P<level>\d{1,2})")  # and how deep a list stood that is text and no provision: "level-2"
_LANGUAGES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt", "ita": "it",
    "nld": "nl", "dut": "nl", "jpn": "ja", "zho": "zh", "chi": "zh", "ara": "ar", "rus": "ru", "pol": "pl",
}  # fmt: skip
"""ISO 639-2, which the format asks for, to ISO 639-1, in both its forms."""


def read_akoma_ntoso(data: bytes, source: SourceInfo) -> CanonicalText:
    """The bytes of an Akoma Ntoso document -> its canonical text, with the outline that it states. `BadInput` where it
    is damaged or another XML."""
    root = parse_xml(data, source.name)
    if not isinstance(root.tag, str) or not _NAMESPACE.match(root.tag):
        raise BadInput(f"{source.name}: not an Akoma Ntoso document; save the agreement as .docx, .html or .md")
    builder = TextBuilder()
    language = next((row.get("language") for row in named(root, "FRBRlanguage")), None)
    title = next((row.get("value") for row in named(root, "FRBRalias") if row.get("name") == "title"), None)
    if _carried_notes(root):
        builder.note("holds notes of a reader, which are no part of it; to have them too, import notes from this file")
    held = sum(name_of(row) == "component" for body in named(root, "collectionBody") for row in body)
    if held > 1:
        builder.note(f"a collection of {held} documents, read as one agreement; add the file of each to have it alone")
    own = any(row.get("source") == _READER for row in named(root, "identification"))
    walker = _Walker(builder, _footnotes(root), named=title is not None, own=own)
    walker.blocks(root, Place(loose=True), 0)
    found = builder.finish(source, title=title)
    return replace(
        found,
        language=settle_language(_LANGUAGES.get(language or "", language), found.text),
        outline=walker.outline(),
    )


def read_notes(data: bytes, name: str) -> tuple[bytes, ...]:
    """The files of notes that a document of ours carries: one for each agreement in it whose notes were exported.
    `BadInput` where it is damaged."""
    return _carried_notes(parse_xml(data, name))


def _carried_notes(root: XmlElement) -> tuple[bytes, ...]:
    return tuple((row.text or "").encode() for row in root.iter(f"{_OWN}notes"))


def _footnotes(root: XmlElement) -> dict[str, XmlElement]:
    """Notes in the metadata by their addresses; those of a reader, which our own export writes, are no footnotes."""
    held = (row for row in named(root, "notes") if row.get("source") != _READER)
    return {note.get("eId") or note.get("id") or "": note for row in held for note in row if name_of(note) == "note"}


class _Walker:
    """Goes through a document in reading order."""

    def __init__(self, builder: TextBuilder, footnotes: dict[str, XmlElement], *, named: bool, own: bool) -> None:
        self._builder = builder
        self._own = own  # our own export: what it says in places of its choice is meant so
        self._named = named  # the metadata names the document: a long title is no more than words ahead of it
        self._words = Words(footnotes)
        self._collector = Collector(builder)
        # Number and heading of a part that wait for its first words, which stand in the same line.
        self._waiting: tuple[BlockDraft, int] | None = None
        self._below: list[BlockDraft] = []  # what stands below that line: its footnotes
        self._alone = False  # in a line of its own; only a summary that the source sets ahead of it comes first

    def outline(self) -> Outline | None:
        """What the document states of its structure; None where it states nothing."""
        if not self._own and not self._collector.told:
            return None
        return self._collector.outline(self._words.cited, self._words.defined)

    def blocks(self, element: XmlElement, place: Place, depth: int, *, headed: bool = False) -> None:
        """What stands in an element; `depth` counts the parts around it. `headed`: its number and heading are read."""
        for child, name in self._children(element, place):
            if name != "meta" and not (headed and name in HEADS):
                self._block(child, name, place, depth)

    def _children(self, element: XmlElement, place: Place) -> Iterator[tuple[XmlElement, str]]:
        """The elements in another, by their names; the words that stand between them are added on the way."""
        if element.text and element.text.strip():
            self._add(BlockDraft(BlockKind.PARAGRAPH, (Inline(element.text),)), place)
        for child in element:
            if name := name_of(child):
                yield child, name
            if child.tail and child.tail.strip():
                self._add(BlockDraft(BlockKind.PARAGRAPH, (Inline(child.tail),)), place)

    def _block(self, element: XmlElement, name: str, place: Place, depth: int) -> None:
        if holds_words(element, name):
            self._paragraph(element, name, place, depth)
        elif name == "table":
            self._table(element, place, depth)
        elif name == "blockList":
            self._list(element, place, depth)
        elif name in ("ul", "ol"):
            self._plain_list(element, place, depth)
        elif name in ("wrapUp", "toc"):
            self._flush()
            self.blocks(element, replace(place, contents=True) if name == "toc" else place, depth)
        elif is_part(element, name, place):
            self._part(element, name, place, depth)
        else:
            self.blocks(element, place, depth)

    # --- Parts ---

    def _part(self, element: XmlElement, name: str, place: Place, depth: int) -> None:
        self._flush()
        owner = self._collector.holder(place)
        kind = kind_of(element, name, place, own=self._own)
        alone = cited_alone(element, name)
        identity = element.get("eId") or element.get("id") or ""
        held = name == "blockContainer" and bool(identity)
        inner = Place(owner, None, identity, kind, held=held, contents=place.contents)
        heads = [(child, self._words.line(child)) for child in element if name_of(child) in HEADS]
        if any(said(line.inlines) or line.beside for _, line in heads):
            number = any(name_of(child) == "num" for child, _ in heads)
            headed = any(name_of(child) != "num" for child, _ in heads)
            cited = (
                next((child.get("title") for child, _ in heads if name_of(child) == "num"), None) if self._own else None
            )
            inner.part = self._collector.open(PartDraft(identity, owner, kind, alone, cited, number, headed))
            self._head(element, heads, inner.part, depth + 1)
        self.blocks(element, inner, depth + 1, headed=True)
        self._flush()

    def _head(self, element: XmlElement, heads: list[tuple[XmlElement, Line]], part: int, depth: int) -> None:
        """Number and heading of a part: a line of their own, or the beginning of its first paragraph."""
        headings = [child for child, _ in heads if name_of(child) != "num"]
        lines = [(name_of(child) == "num", line) for child, line in heads]
        number = _marked((inline for own, line in lines if own for inline in line.inlines), f"num {part}")
        words = _marked(
            (inline for own, line in lines if not own for inline in (*line.inlines, Inline(" "))), f"heading {part}"
        )
        self._below = [draft for _, line in lines for draft in self._words.beside(line)]
        form = _FORM.fullmatch(element.get("class") or "")
        level = max(1, min(int(form["level"]) if form else depth, _DEEPEST))
        kind = form["kind"] if form else None
        run_in = any(child.get("class") == "run-in" for child in headings)
        if kind is None and headings:
            kind = "paragraph" if run_in else "heading"
        if kind is None:
            kind = "item" if name_of(element) in ITEMS or element.get("name") == "item" else "paragraph"
        self._alone = kind == "heading" or (bool(headings) and not run_in)
        text = (*number, Inline(" "), *words)
        if kind == "item":
            level = (
                level if form else min(1 + sum(name_of(outer) in ITEMS for outer in element.iterancestors()), _DEEPEST)
            )
            printed = "".join(inline.text for inline in number)
            draft = BlockDraft(BlockKind.LIST_ITEM, tuple(words), printed or None, False, level)
        elif kind == "bullet":
            draft = BlockDraft(BlockKind.LIST_ITEM, text, bullet=True, level=level)
        elif kind == "heading":
            draft = BlockDraft(BlockKind.HEADING, text, level=level)
        else:
            draft = BlockDraft(BlockKind.PARAGRAPH, text, level=int(form["level"]) if form else 0)
        self._waiting = draft, part

    # --- Words ---

    def _paragraph(self, element: XmlElement, name: str, place: Place, depth: int) -> None:
        said_class = element.get("class") or ""
        if said_class.startswith("summary"):
            self._summary(element, place, ahead=said_class.endswith("ahead"))
        elif name == "crossHeading":
            self._part_of_heading(element, place, depth)
        elif place.kind is ProvisionKind.SCHEDULE and place.part is None and self._is_title(element, name):
            self._flush()  # a whole document that another holds: its title is the heading
            place.part = self._collector.open(PartDraft(place.id, place.owner, place.kind, headed=True))
            self._collector.claim(place.part, self._heading(element, place.part, depth))
        elif self._collector.title is None and place.kind in FRONT.values() and self._is_title(element, name):
            self._flush()
            blocks = self._placed(self._words.paragraph(element))
            self._collector.title = blocks[0].span if blocks else None
            if blocks[1:]:
                self._collector.claim(self._collector.part_at(place), blocks[1:])
        else:
            for draft in self._words.paragraph(element):
                self._add(draft, place)

    def _is_title(self, element: XmlElement, name: str) -> bool:
        said_class, only = element.get("class"), name == "longTitle" and not self._named
        return said_class == "title" or only or any(name_of(child) in _TITLES for child in element.iter())

    def _part_of_heading(self, element: XmlElement, place: Place, depth: int) -> None:
        """A heading between the parts: one of them, without a number."""
        self._flush()
        if "".join(element.itertext()).strip():
            owner = self._collector.holder(place)
            part = self._collector.open(PartDraft(element.get("eId") or "", owner, None, headed=True))
            self._collector.claim(part, self._heading(element, part, depth + 1))

    def _heading(self, element: XmlElement, part: int, level: int) -> list[Block]:
        line = self._words.line(element)
        words = tuple(_marked(line.inlines, f"heading {part}"))
        heading = BlockDraft(BlockKind.HEADING, words, level=max(1, min(level, _DEEPEST)))
        return self._placed([heading, *self._words.beside(line)])

    def _summary(self, element: XmlElement, place: Place, *, ahead: bool) -> None:
        if self._alone and not ahead:
            self._flush()
        remark = next(named(element, "remark"), element)
        line = self._words.line(element)
        draft = BlockDraft(BlockKind.PARAGRAPH, tuple(line.inlines), containers=("summary",))
        beside = tuple(way.removeprefix("#") for way in (remark.get(f"{_OWN}beside") or "").split())
        blocks = self._placed([draft, *self._words.beside(line, ("summary",))])
        self._collector.summary(remark.get(f"{_OWN}summary") or "", beside, place, blocks)

    def _table(self, element: XmlElement, place: Place, depth: int) -> None:
        self._flush()
        for child, name in self._children(element, place):
            if name != "tr":
                self._block(child, name, place, depth)
        before = len(self._builder.blocks)
        self._builder.add_table(self._words.rows(element), whole=True)
        self._claim(self._builder.blocks[before:], place)

    def _list(self, element: XmlElement, place: Place, depth: int) -> None:
        """A list: one that the document marks as mere text ("level-1"), or items that each are a part."""
        form = _LEVEL.fullmatch(element.get("class") or "")
        for child, name in self._children(element, place):
            if name != "item" or (form is None and is_numbered(child)):
                self._block(child, name, place, depth)
                continue
            self._flush()
            level = min(int(form["level"]), _DEEPEST) if form else max(1, depth - 1)
            for draft in item_drafts(self._words, child, level):
                self._add(draft, place)

    def _plain_list(self, element: XmlElement, place: Place, depth: int, level: int = 1) -> None:
        self._flush()
        number = 0
        for child, name in self._children(element, place):
            if name != "li":
                self._block(child, name, place, depth)
                continue
            number += 1
            marker = f"{child.get('value') or number}." if name_of(element) == "ol" else ""
            line = self._words.line(child)
            draft = BlockDraft(BlockKind.PARAGRAPH, tuple(line.inlines))
            self._add(as_item(draft, marker, level, first=True), place)
            for mark, inner in line.beside:
                if name_of(inner) in ("ul", "ol"):
                    self._plain_list(inner, place, depth, level + 1)
                else:
                    for below in self._words.beside(replace(line, beside=[(mark, inner)])):
                        self._add(below, place)

    # --- Blocks ---

    def _add(self, draft: BlockDraft, place: Place) -> None:
        """A block, in one line with the number and heading that wait for it."""
        if self._waiting is not None and not said(draft.inlines):
            return
        if self._waiting is not None and not self._alone and draft.kind is BlockKind.PARAGRAPH and not draft.containers:
            head, part = self._waiting
            self._waiting = None
            draft = replace(head, inlines=(*head.inlines, Inline(" "), *draft.inlines))
            self._set(draft, part)
            return
        self._flush()
        self._claim(self._placed([draft]), place)

    def _flush(self) -> None:
        """What waited for words that did not come stands alone."""
        if self._waiting is not None:
            draft, part = self._waiting
            self._waiting = None
            self._set(draft, part)

    def _set(self, draft: BlockDraft, part: int) -> None:
        """The block that a part begins with."""
        blocks = self._placed([draft])
        self._collector.claim(part, [*blocks, *self._placed(self._below)])
        self._below = []
        self._collector.parts[part].marker = next((block.marker for block in blocks if draft.marker), None)

    def _placed(self, drafts: Iterable[BlockDraft]) -> list[Block]:
        before = len(self._builder.blocks)
        for draft in drafts:
            self._builder.add(draft)
        return list(self._builder.blocks[before:])

    def _claim(self, blocks: Iterable[Block], place: Place) -> None:
        found = list(blocks)
        if found and not place.contents:
            self._collector.claim(self._collector.part_at(place), found)


def _marked(inlines: Iterable[Inline], mark: str) -> list[Inline]:
    return [replace(inline, marks=(*inline.marks, mark)) for inline in inlines]
