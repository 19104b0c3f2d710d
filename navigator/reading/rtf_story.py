"""One text of an RTF file as it grows: the body, a footnote, a running head."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from navigator.reading.builder import Inline
from navigator.reading.office import Cell, Number, Paragraph, Part, Table


@dataclass(slots=True)
class Story:
    """The parts of one text so far, and the paragraph, cell and row that are being written."""

    kind: str = "body"
    containers: tuple[str, ...] = ()
    number: Number | None = None
    printed: str | None = None
    """The number that waits for the end of its paragraph; "" for a bullet."""
    in_contents: bool = False
    """Whether words of a table of contents stand in the paragraph."""
    anchor: str | None = None
    asides: list[Part] = field(default_factory=list)
    _parts: list[Part] = field(default_factory=list)
    _pieces: list[tuple[Inline, list[str]]] = field(default_factory=list)
    _sizes: dict[float, int] = field(default_factory=dict)
    _cell: list[Part] = field(default_factory=list)
    _row: list[Cell] = field(default_factory=list)
    _table: Table | None = None
    _header: bool = False
    _merged: list[str] = field(default_factory=list)
    _flags: set[str] = field(default_factory=set)

    def add(self, text: str, look: Inline, size: float) -> None:
        """Text with its look; neighbours of one look grow together."""
        if not self._pieces or self._pieces[-1][0] != look:
            self._pieces.append((look, []))
        self._pieces[-1][1].append(text)
        self._sizes[size] = self._sizes.get(size, 0) + len(text)

    def end_paragraph(self, paragraph: Paragraph, in_table: bool) -> None:
        """Close the paragraph that is being written; `paragraph` brings its form."""
        # Pairs of surrogates come as two codes and are joined here.
        paragraph.inlines = [replace(look, text=_whole("".join(texts))) for look, texts in self._pieces]
        paragraph.number, paragraph.anchor = self.number, self.anchor
        paragraph.size = max(self._sizes, key=lambda size: self._sizes[size]) if self._sizes else None
        self._pieces, self._sizes, self.number, self.printed, self.in_contents = [], {}, None, None, False
        if not in_table:
            self._end_table()
        paragraph.rule = paragraph.rule and not paragraph.text
        target = self._cell if in_table else self._parts
        if paragraph.text:
            self.anchor = None
            target.append(paragraph)
        elif paragraph.rule and not in_table:
            target.append(paragraph)
        asides, self.asides = self.asides, []
        target.extend(asides)

    def begin_row(self) -> None:
        """Definitions of a row begin."""
        self._header, self._merged, self._flags = False, [], set()

    def define(self, word: str) -> None:
        """One word of a row's definitions; `cellx` ends those of one cell."""
        if word == "trhdr":
            self._header = True
        elif word == "cellx":
            self._merged.append("right" if "clmrg" in self._flags else "down" if "clvmrg" in self._flags else "")
            self._flags = set()
        else:
            self._flags.add(word)

    def end_cell(self) -> None:
        """Close a cell; one that is merged with its neighbour adds to that."""
        parts, self._cell = self._cell, []
        place = len(self._row)
        if place < len(self._merged) and self._merged[place] == "right" and self._row:
            self._row[-1].parts.extend(parts)
            self._row[-1].columns += 1
            self._merged.pop(place)
            return
        self._row.append(Cell(parts, self._header))

    def end_row(self) -> None:
        """Close a row."""
        if self._cell:
            self.end_cell()
        if self._row:
            self._table = self._table or Table(containers=self.containers)
            self._table.rows.append(self._row)
        self._row = []

    def finish(self) -> list[Part]:
        """All parts of the text, what was not closed included."""
        if self._pieces or self.asides:
            self.end_paragraph(Paragraph(containers=self.containers), bool(self._row or self._cell))
        self._end_table()
        return self._parts

    def _end_table(self) -> None:
        if self._cell or self._row:
            self.end_row()
        if self._table is not None:
            self._parts.append(self._table)
            self._table = None


def _whole(text: str) -> str:
    """Surrogate pairs joined, lone ones shown as unreadable."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
