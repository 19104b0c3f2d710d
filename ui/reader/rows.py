"""The reading view as rows: one for each provision, or several for a long one, with the summaries beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from navigator.model.agreement import Agreement, Piece, Provision, ProvisionKind, Summary
from navigator.model.text import BlockKind

LONG = 5000
"""Code points of binding text after which a provision goes on in a further row, so that one row stays cheap to lay
out. A row ends between blocks (or between rows of a table), never inside a paragraph."""
LONG_TABLE = 40


class RowKind(StrEnum):
    TITLE = "title"
    SECTION = "section"  # a heading that breaks the columns
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a provision's body; of a long table only some rows."""

    piece: Piece
    first: int = 0
    last: int | None = None


@dataclass(slots=True)
class Row:
    """What stands in one row.

    part     place of this row among the rows of its provision; the first carries number and heading
    group    the summary that stands beside it, as an index into `Rows.groups`; -1 for none
    ruled    True where a line parts it from the row above
    indent   steps to the right, for items under a provision
    """

    kind: RowKind
    provision: Provision | None
    parts: tuple[Part, ...] = ()
    part: int = 0
    group: int = -1
    ruled: bool = True
    indent: int = 0
    heading: bool = False
    size: int = 0
    blocks: int = 1


@dataclass(slots=True)
class Group:
    """A summary and the rows (first to last) that it stands beside."""

    summary: Summary
    first: int
    last: int
    size: int


class Rows:
    """All rows of an agreement, in reading order; holds no text and no Qt object."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.rows: list[Row] = []
        self.groups: list[Group] = []
        self.row_of: dict[str, int] = {}
        self.has_summaries = bool(agreement.summaries)
        self._open: Summary | None = None
        self._joined: set[str] = set()
        self._covered: set[str] = set()
        if agreement.title:
            self.rows.append(Row(RowKind.TITLE, None, size=len(agreement.title)))
        indents: dict[str, int] = {}
        for provision in agreement.provisions:
            self._place(provision, indents)

    def __len__(self) -> int:
        return len(self.rows)

    def rows_of(self, provision: str) -> range:
        """The rows of one provision (its children not included); empty where it is not known."""
        first = self.row_of.get(provision)
        if first is None:
            return range(0)
        last = first
        while last + 1 < len(self.rows) and (found := self.rows[last + 1].provision) and found.id == provision:
            last += 1
        return range(first, last + 1)

    def row_at(self, provision: str, offset: int) -> int:
        """The row of a provision whose own pieces hold a code point; its first row where none does."""
        rows = self.rows_of(provision)
        for row in rows:
            if any(offset in part.piece.span or offset == part.piece.span.end for part in self.rows[row].parts):
                return self._table_row(rows, row, offset)
        return rows[0] if rows else 0

    def _table_row(self, rows: range, row: int, offset: int) -> int:
        for at in range(row, rows.stop):
            for part in self.rows[at].parts:
                cells = self.agreement.text.blocks[part.piece.block].cells[part.first : part.last]
                if any(offset <= line[-1].span.end for line in cells if line):
                    return at
        return row

    def _place(self, provision: Provision, indents: dict[str, int]) -> None:
        self.row_of[provision.id] = len(self.rows)
        item = provision.kind is ProvisionKind.ITEM
        indent = indents.get(provision.parent or "", 0) + 1 if item else 0
        indents[provision.id] = indent
        self._open_summary(provision, item)
        number = 0
        if not item and breaks_columns(self.agreement, provision):
            heading = provision.heading or provision.number or ""
            self.rows.append(Row(RowKind.SECTION, provision, size=len(heading), heading=True))
            number = 1
            if not provision.body and (self._open is None or provision.id in self.agreement.children):
                return
        for place, parts in enumerate(list(_chunks(self.agreement, provision)) or [()]):
            row = Row(RowKind.CLAUSE, provision, parts, number + place, indent=indent)
            row.ruled = not item and place == 0
            row.heading = place == 0 and number == 0
            row.size = sum(len(part.piece.span) for part in parts)
            row.blocks = max(1, len(parts))
            if row.heading and provision.heading:
                row.size += len(provision.heading)
            if self._open is not None:
                self._join(row)
            self.rows.append(row)

    def _open_summary(self, provision: Provision, item: bool) -> None:
        """Notes which summary stands beside this provision.

        A summary beside a heading without text of its own speaks for what follows under that heading, and one beside
        a clause for the items of the clause, as far as these have none themselves.
        """
        summary = self.agreement.summary_by_id.get(provision.id)
        if summary is None and (provision.parent in self._covered or (item and provision.parent in self._joined)):
            summary = self._open
        if summary is not self._open:
            self._open = summary
            self._joined.clear()
            self._covered.clear()
        if summary is not None:
            self._joined.add(provision.id)
            if not provision.body:
                self._covered.add(provision.id)

    def _join(self, row: Row) -> None:
        """Puts a row beside the open summary, in a new group where a heading or another summary came between."""
        at = len(self.rows)
        assert self._open is not None
        group = self.groups[-1] if self.groups else None
        if group is None or group.summary is not self._open or group.last != at - 1:
            size = sum(len(piece.span) for piece in self._open.pieces)
            self.groups.append(Group(self._open, at, at, size))
        self.groups[-1].last = at
        row.group = len(self.groups) - 1


def breaks_columns(agreement: Agreement, provision: Provision) -> bool:
    """True for a heading of the top level that stands on its own line: it runs over both columns.

    A run-in heading ("Fair use. You must not …") at the top level stays in the binding column.
    """
    if provision.level != 1 or not (provision.heading or (provision.number and not provision.body)):
        return False
    return not runs_in(agreement, provision)


def runs_in(agreement: Agreement, provision: Provision) -> bool:
    """True where the heading is followed by the provision's text within the same block."""
    head = provision.heading_span
    if head is None or not provision.body:
        return False
    return head in agreement.text.blocks[provision.body[0].block].span


def _chunks(agreement: Agreement, provision: Provision) -> Iterator[tuple[Part, ...]]:
    """The body in portions that are cheap to lay out."""
    blocks = agreement.text.blocks
    held: list[Part] = []
    size = 0
    for piece in provision.body:
        length = len(piece.span)
        block = blocks[piece.block]
        lines = len(block.cells) if block.kind is BlockKind.TABLE else 0
        if held and (size + length > LONG or lines > LONG_TABLE):
            yield tuple(held)
            held, size = [], 0
        if lines > LONG_TABLE:
            for first in range(0, lines, LONG_TABLE):
                yield (Part(piece, first, min(first + LONG_TABLE, lines)),)
            continue
        held.append(Part(piece))
        size += length
    if held:
        yield tuple(held)
