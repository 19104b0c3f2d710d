"""Akoma Ntoso (OASIS LegalDocML 3.0, its drafts, and 2.0) -> canonical text: what the export writes and others do.

Every element with words is read, known or not; only `meta` holds none of the text. What the document states of its
structure (numbers, headings, nesting, addresses, preface and preamble, summaries) goes along as its outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from navigator.model.agreement import ProvisionKind
from navigator.model.catalogue import BadInput
from navigator.model.outline import Outline
from navigator.model.text import Block, BlockKind, CanonicalText, SourceInfo
from navigator.reading.akoma_outline import Collector, PartDraft, Place
from navigator.reading.akoma_words import HEADS, LINES, Words, as_item, item_drafts, name_of, named, number_of, said
from navigator.reading.archives import XmlElement, parse_xml
from navigator.reading.builder import BlockDraft, Inline, TextBuilder
from navigator.reading.language import settle_language

_NAMESPACE = re.compile(r"\{http://(?:docs\.oasis-open\.org/legaldocml/ns/akn/|www\.akomantoso\.org/)")
_OWN = "{urn:contract-navigator:words}"
_FRONT = {
    "coverPage": ProvisionKind.PREFACE,
    "preface": ProvisionKind.PREFACE,
    "header": ProvisionKind.PREFACE,
    "preamble": ProvisionKind.PREAMBLE,
    "conclusions": ProvisionKind.CONCLUSIONS,
}
_NAMED = {kind.value: kind for kind in ProvisionKind}
"""Kinds by the name of an hcontainer, as our own export writes it."""
_ATTACHED = frozenset({"attachment", "component", "annex"})
_ITEMS = frozenset({"point", "indent", "item"})
_TRANSPARENT = frozenset(
    "content intro wrapUp body mainBody doc act bill statement judgment judgmentBody debate debateBody amendment "
    "amendmentBody fragment fragmentBody portion portionBody collectionBody attachments components doc "
    "officialGazette documentCollection debateReport annexes".split()
)
_HIERARCHY = frozenset(
    "alinea article book chapter clause division hcontainer indent level list paragraph part point proviso rule "
    "section subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle title tome "
    "transitional recital citation".split()
)
_CITED_ALONE = frozenset({"article", "section", "rule"})
"""Numbered on through the chapters and parts of a code, and cited by their numbers alone."""
_GROUPING = frozenset("book chapter division part subchapter subdivision subpart subtitle title tome".split())
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
    walker = _Walker(builder)
    walker.blocks(root, Place(loose=True), 0)
    found = builder.finish(source, title=title)
    return replace(
        found,
        language=settle_language(_LANGUAGES.get(language or "", language), found.text),
        outline=walker.outline(),
    )


class _Walker:
    """Goes through a document in reading order."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._words = Words()
        self._collector = Collector(builder)
        # Number and heading of a part that wait for its first words, which stand in the same line.
        self._waiting: tuple[BlockDraft, int] | None = None
        self._alone = False  # in a line of its own; only a summary that the source sets ahead of it comes first

    def outline(self) -> Outline | None:
        """What the document states of its structure; None where it states nothing."""
        return self._collector.outline(self._words.cited, self._words.defined)

    def blocks(self, element: XmlElement, place: Place, depth: int) -> None:
        """What stands in an element; `depth` counts the parts around it."""
        if element.text and element.text.strip():
            self._add(BlockDraft(BlockKind.PARAGRAPH, (Inline(element.text),)), place)
        for child in element:
            name = name_of(child)
            if name and name != "meta" and name not in HEADS:
                self._block(child, name, place, depth)
            if child.tail and child.tail.strip():
                self._add(BlockDraft(BlockKind.PARAGRAPH, (Inline(child.tail),)), place)

    def _block(self, element: XmlElement, name: str, place: Place, depth: int) -> None:
        if name == "wrapUp":
            self._flush()
            self.blocks(element, place, depth)
        elif name in LINES or name == "listIntroduction" or name == "listWrapUp":
            self._paragraph(element, name, place, depth)
        elif name == "table":
            self._table(element, place)
        elif name == "blockList":
            self._list(element, place, depth)
        elif name in ("ul", "ol"):
            self._plain_list(element, place, 1)
        elif name == "toc":
            self._flush()
            self.blocks(element, replace(place, contents=True), depth)
        elif name in _FRONT and place.owner is None and place.kind is None:
            self._part(element, place, depth, _FRONT[name], loose=False)
        elif name in _TRANSPARENT or name in _FRONT:
            self.blocks(element, place, depth)
        elif name == "blockContainer" and place.kind in _FRONT.values():
            self._part(element, place, depth, place.kind, loose=False)
        elif name in _ATTACHED:
            self._part(element, place, depth, ProvisionKind.SCHEDULE, loose=False)
        elif name in _HIERARCHY or any(name_of(child) in HEADS for child in element):
            kind = _NAMED.get(element.get("name") or "") if name == "hcontainer" else None
            kind = kind if kind is not ProvisionKind.SECTION else None
            self._part(element, place, depth, kind, alone=name in _CITED_ALONE and _in_group(element))
        else:
            self.blocks(element, place, depth)

    # --- Parts ---

    def _part(
        self,
        element: XmlElement,
        place: Place,
        depth: int,
        kind: ProvisionKind | None,
        *,
        loose: bool = False,
        alone: bool = False,
    ) -> None:
        self._flush()
        owner = self._collector.holder(place)
        identity = element.get("eId") or element.get("id") or ""
        inner = Place(owner, None, identity, kind, loose, place.contents)
        heads = [child for child in element if name_of(child) in HEADS]
        if any(said(self._words.line(child).inlines) for child in heads):
            number = any(name_of(child) == "num" for child in heads)
            headed = any(name_of(child) != "num" for child in heads)
            inner.part = self._collector.open(PartDraft(identity, owner, kind, alone, number, headed))
            self._head(element, heads, inner.part, depth + 1)
        self.blocks(element, inner, depth + 1)
        self._flush()

    def _head(self, element: XmlElement, heads: list[XmlElement], part: int, depth: int) -> None:
        """Number and heading of a part: a line of their own, or the beginning of its first paragraph."""
        headings = [child for child in heads if name_of(child) != "num"]
        number = _marked(
            (inline for child in heads if name_of(child) == "num" for inline in self._words.line(child).inlines),
            f"num {part}",
        )
        words = _marked(
            (inline for child in headings for inline in (*self._words.line(child).inlines, Inline(" "))),
            f"heading {part}",
        )
        form = _FORM.fullmatch(element.get("class") or "")
        level = max(1, min(int(form["level"]) if form else depth, _DEEPEST))
        kind = form["kind"] if form else None
        run_in = any(child.get("class") == "run-in" for child in headings)
        if kind is None and headings:
            kind = "paragraph" if run_in else "heading"
        if kind is None:
            kind = "item" if name_of(element) in _ITEMS or element.get("name") == "item" else "paragraph"
        self._alone = bool(headings) and not run_in
        text = (*number, Inline(" "), *words)
        if kind == "item":
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
        elif self._collector.title is None and place.kind in _FRONT.values() and self._is_title(element, said_class):
            self._flush()
            blocks = self._placed(self._words.paragraph(element))
            self._collector.title = blocks[0].span if blocks else None
            if blocks[1:]:
                self._collector.claim(self._collector.part_at(place), blocks[1:])
        else:
            for draft in self._words.paragraph(element):
                self._add(draft, place)

    def _is_title(self, element: XmlElement, said_class: str) -> bool:
        return said_class == "title" or any(name_of(child) in _TITLES for child in element)

    def _part_of_heading(self, element: XmlElement, place: Place, depth: int) -> None:
        """A heading between the parts: one of them, without a number."""
        self._flush()
        line = self._words.line(element)
        if said(line.inlines):
            owner = self._collector.holder(place)
            part = self._collector.open(PartDraft(element.get("eId") or "", owner, None, headed=True))
            draft = BlockDraft(BlockKind.HEADING, tuple(_marked(line.inlines, f"heading {part}")), level=depth + 1)
            self._collector.claim(part, self._placed([draft, *self._words.beside(line)]))

    def _summary(self, element: XmlElement, place: Place, *, ahead: bool) -> None:
        if self._alone and not ahead:
            self._flush()
        remark = next(named(element, "remark"), element)
        line = self._words.line(element)
        draft = BlockDraft(BlockKind.PARAGRAPH, tuple(line.inlines), containers=("summary",))
        beside = tuple((remark.get(f"{_OWN}beside") or "").split())
        self._collector.summary(remark.get(f"{_OWN}summary") or "", beside, place, self._placed([draft]))

    def _table(self, element: XmlElement, place: Place) -> None:
        self._flush()
        before = len(self._builder.blocks)
        self._builder.add_table(self._words.rows(element), whole=True)
        self._claim(self._builder.blocks[before:], place)

    def _list(self, element: XmlElement, place: Place, depth: int) -> None:
        """A list: one that the document marks as mere text ("level-1"), or items that each are a part."""
        form = _LEVEL.fullmatch(element.get("class") or "")
        for child in element:
            name = name_of(child)
            if name != "item":
                if name and name not in HEADS:
                    self._block(child, name, place, depth)
                continue
            if form is None and number_of(self._words, child):
                self._part(child, place, depth, ProvisionKind.ITEM)
                continue
            self._flush()
            level = min(int(form["level"]), _DEEPEST) if form else max(1, depth - 1)
            for draft in item_drafts(self._words, child, level):
                self._add(draft, place)

    def _plain_list(self, element: XmlElement, place: Place, level: int) -> None:
        self._flush()
        for number, child in enumerate((row for row in element if name_of(row) == "li"), 1):
            marker = f"{child.get('value') or number}." if name_of(element) == "ol" else ""
            line = self._words.line(child)
            draft = BlockDraft(BlockKind.PARAGRAPH, tuple(line.inlines))
            self._add(as_item(draft, marker, level, first=True), place)
            for inner in line.beside:
                if name_of(inner[1]) in ("ul", "ol"):
                    self._plain_list(inner[1], place, level + 1)

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
        self._collector.claim(part, blocks)
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


def _in_group(element: XmlElement) -> bool:
    parent = element.getparent()
    while parent is not None and name_of(parent) in ("content", "intro", "wrapUp"):
        parent = parent.getparent()
    return parent is not None and name_of(parent) in _GROUPING
