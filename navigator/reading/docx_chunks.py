"""Files that stand whole inside a Word document (`w:altChunk`): programs that merge documents put pages, RTF, text and
other Word files into one package and leave it to Word to read them when it opens the document.

Only files inside the package are read, each once, bounded in number, size and depth; what is not read is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from navigator.model.catalogue import BadInput
from navigator.model.text import Block, BlockKind, CanonicalText
from navigator.reading import read
from navigator.reading.archives import Allowance, Archive
from navigator.reading.builder import BlockDraft, Inline, TextBuilder
from navigator.reading.ooxml import Relations
from navigator.reading.sniffing import sniff
from navigator.reading.tables import Item, TableCell, TableDraft

MOST_FILES = 200
"""Files read from one document, those inside embedded documents included."""
MOST_BYTES = 32 * 1024 * 1024
"""Of all of them together."""
MOST_DEEP = 3
"""Documents within documents."""
_NAMED = {"txt": "plain", "text": "plain", "htm": "html", "html": "html", "xhtml": "html", "mht": "html"}
_READ = frozenset({"docx", "html", "rtf", "plain"})


@dataclass(slots=True)
class Budget:
    """What may still be read, in all the documents that stand in one file."""

    files: int = MOST_FILES
    size: int = MOST_BYTES
    depth: int = MOST_DEEP


@dataclass(slots=True)
class Chunks:
    """The files embedded in one document. `inside` reads a Word file within the budget and what its archive may still
    unpack."""

    archive: Archive
    relations: Relations
    builder: TextBuilder
    budget: Budget
    inside: Callable[[bytes, str, Budget, Allowance], CanonicalText]
    _seen: set[str] = field(default_factory=set)

    def items(self, identity: str | None) -> list[Item]:
        """The blocks of the file that a relationship leads to. Empty, with a remark, where it cannot be read."""
        part = self.relations.part(identity, "aFChunk")
        if part is None or part not in self.archive:
            self.builder.note("another file is embedded in the document but is not in it: save it again in Word")
            return []
        name = part.rpartition("/")[2]
        if part in self._seen:
            self.builder.note(f"the embedded file {name} stands in the document more than once; it is read once")
            return []
        self._seen.add(part)
        try:
            text = self._read(part, name)
        except BadInput as trouble:
            self.builder.note(f"an embedded file is not read: {trouble}")
            return []
        for words, reason in text.removed:
            self.builder.remove(words, reason)
        for remark in text.notes:
            self.builder.note(remark)
        return [_item(text, block) for block in text.blocks]

    def _read(self, part: str, name: str) -> CanonicalText:
        budget = self.budget
        if not (budget.files and budget.depth):
            raise BadInput(f"{name}: too many files within files; save the document again in Word")
        data = self.archive.read(part) or b""
        budget.files, budget.size = budget.files - 1, budget.size - len(data)
        if budget.size < 0:
            raise BadInput(f"{name}: the embedded files are too large; save the document again in Word")
        form = sniff(data, name) or _NAMED.get(name.rpartition(".")[2].lower())
        if form not in _READ:
            raise BadInput(f"{name}: a kind of file that Word does not embed; save the document again in Word")
        if form != "docx":
            return read(data, name)
        budget.depth -= 1
        try:
            return self.inside(data, name, budget, self.archive.allowance)
        finally:
            budget.depth += 1


def _item(text: CanonicalText, block: Block) -> Item:
    """A block that was read, as it was before it had a place in the text."""
    if block.kind is BlockKind.TABLE:
        rows = [
            [TableCell([_item(text, b) for b in cell.blocks], cell.header, cell.columns, cell.rows) for cell in row]
            for row in block.cells
        ]
        return TableDraft(rows, block.containers)
    marker = None if block.marker is None else text.at(block.marker)
    return BlockDraft(
        block.kind, tuple(_inlines(text, block)), marker, block.bullet, block.level, block.containers, block.style,
        block.align, block.indent, 0, block.anchor,
    )  # fmt: skip


def _inlines(text: CanonicalText, block: Block) -> Iterator[Inline]:
    """The styled stretches of a block after its marker."""
    first = block.span.start if block.marker is None else block.marker.end
    for run in block.runs:
        words = text.text[max(first, run.span.start) : run.span.end]
        if words:
            yield Inline(words, run.bold, run.italic, run.underline, run.code, run.strike, run.href)
