"""Blocks of an Akoma Ntoso document: paragraphs, tables, and lists that are text and no provisions."""

from __future__ import annotations

from typing import Any

from navigator.export.akoma_meta import append
from navigator.export.akoma_words import Marker
from navigator.export.inlines import printable
from navigator.model.text import Block, BlockKind, CanonicalText, Span

_BOXES = frozenset({"quote", "aside", "details", "footnote"})
"""Constructs of a source that are said again as the class of a paragraph."""

_STYLES = frozenset({"term", "meaning"})
"""The halves of a list of definitions, which say what is defined."""


class BlockWriter:
    """Writes blocks of one text, each list, item and table with an address inside its provision."""

    def __init__(self, text: CanonicalText, marker: Marker) -> None:
        self._text = text
        self._marker = marker
        self._counts: dict[tuple[str, str], int] = {}

    def block(self, parent: Any, identity: str, block: Block, span: Span) -> None:
        """One block that is no list item."""
        if block.kind is BlockKind.TABLE:
            self._table(parent, identity, block)
        elif block.kind is not BlockKind.RULE:
            heading = f"heading-{block.level}"
            said = {BlockKind.HEADING: heading, BlockKind.CODE: "code"}.get(block.kind)
            said = said or next((name for name in reversed(block.containers) if name in _BOXES), None)
            said = said or (block.style if block.style in _STYLES else None)
            said = said or ("centred" if block.align == "center" else None)
            said = said or (f"level-{block.level}" if block.level else None)  # goes on with an item of a list
            paragraph = append(parent, "p", **({"class": said} if said else {}))
            self._marker.words(paragraph, identity, span, block.runs)

    def _table(self, parent: Any, identity: str, block: Block) -> None:
        table = append(parent, "table", eId=self.count(identity, "table"))
        for row in block.cells:
            if not row:
                continue
            line = append(table, "tr")
            for cell in row:
                spans = {"colspan": str(cell.columns)} if cell.columns > 1 else {}
                spans |= {"rowspan": str(cell.rows)} if cell.rows > 1 else {}
                held = append(line, "th" if cell.header else "td", **spans)
                lists = Lists(self, held, identity)
                for inner in (inner for outer in cell.blocks for inner in outer.inner()):
                    lists.add(inner, inner.span)
                if not len(held):
                    append(held, "p")

    def item(self, parent: Any, identity: str, block: Block, span: Span) -> Any:
        """One item of a list: its printed marker as its number, and its words."""
        item = append(parent, "item", eId=self.count(identity, "item"))
        if block.marker is not None and block.marker in span:
            append(item, "num").text = printable(self._text.at(block.marker)).strip()
            span = Span(block.marker.end, span.end)
        self._marker.words(append(item, "p"), identity, span, block.runs)
        return item

    def count(self, identity: str, kind: str) -> str:
        """The next address of a kind inside a provision: 'sec_1__table_2'."""
        number = self._counts[identity, kind] = self._counts.get((identity, kind), 0) + 1
        return f"{identity}__{kind}.{number}"


class Lists:
    """Puts blocks one after the other, those of a list into lists by their depth."""

    def __init__(self, writer: BlockWriter, parent: Any, identity: str) -> None:
        self._writer = writer
        self._parent = parent
        self._identity = identity
        self._open: list[tuple[int, Any, Any]] = []  # depth, list, last item

    def add(self, block: Block, span: Span) -> None:
        writer = self._writer
        if block.kind is BlockKind.LIST_ITEM:
            while self._open and self._open[-1][0] > block.level:
                self._open.pop()
            if not self._open or self._open[-1][0] < block.level:
                parent = self._open[-1][2] if self._open else self._parent
                depth = {"class": f"level-{block.level}"}
                made = append(parent, "blockList", eId=writer.count(self._identity, "list"), **depth)
                self._open.append((block.level, made, None))
            level, held, _ = self._open[-1]
            self._open[-1] = (level, held, writer.item(held, self._identity, block, span))
            return
        if block.kind is BlockKind.PARAGRAPH and block.level and self._open:
            writer.block(self._open[-1][2], self._identity, block, span)
            return
        self._open = []
        writer.block(self._parent, self._identity, block, span)
