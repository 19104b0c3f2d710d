"""The reading view as rows: one for each provision, or several for a long one, with the summaries beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from navigator.model.agreement import Agreement, Piece, Provision, ProvisionKind, Summary

LONG = 5000
"""Code points of binding text after which a provision goes on in a further row, so that one row stays cheap to lay
out. A row ends between blocks (or between rows of a table), never inside a paragraph."""
LONG_TABLE = 40


class RowKind(StrEnum):
    TITLE = "title"
    SECTION = "section"  # a heading that breaks the columns
    CLAUSE = "clause"


@dataclass(slots=True)
class Row:
    """What stands in one row.

    pieces   the part of the provision's body that stands here
    lines    of a long table, the rows (first, last + 1) that stand here; None for all
    group    the summary that stands beside it, as an index into `Rows.groups`; -1 for none
    ruled    True where a line parts it from the row above
    indent   steps to the right, for items under a provision
    heading  True where number and heading stand here
    size     code points, and `blocks` paragraphs, to guess the height by
    """

    kind: RowKind
    provision: Provision | None
    pieces: tuple[Piece, ...] = ()
    lines: tuple[int, int] | None = None
    group: int = -1
    ruled: bool = True
    indent: int = 0
    heading: bool = False
    size: int = 0
    blocks: int = 1


@dataclass(slots=True)
class Group:
    """A summary and the rows (first to last) that it stands beside; `team` for one that the user's team wrote, whose
    words are no part of the text."""

    summary: Summary
    first: int
    last: int
    size: int
    team: bool = False


class Rows:
    """The rows of an agreement, in reading order, made as far as `grow` was asked to; no text and no Qt object.

    team  the length of each summary by the user's team, by provision; it shows where the publisher gives none
    only  the provisions that have rows, and the headings that these stand under; None for all
    """

    def __init__(
        self, agreement: Agreement, team: Mapping[str, int] | None = None, only: frozenset[str] | None = None
    ) -> None:
        self.agreement = agreement
        self._team = {identity: (Summary((), (identity,)), size) for identity, size in (team or {}).items()}
        self._only = only
        self._above = frozenset(row.id for identity in only or () for row in agreement.ancestors(identity))
        self.rows: list[Row] = []
        self.groups: list[Group] = []
        self.row_of: dict[str, int] = {}
        self.has_summaries = bool(agreement.summaries or self._team)
        self._open: Summary | None = None
        self._joined: set[str] = set()
        self._covered: set[str] = set()
        if agreement.title:
            self.rows.append(Row(RowKind.TITLE, None, size=len(agreement.title)))
        self._indents: dict[str, int] = {}
        self._placed = 0

    def grow(self, provisions: int) -> None:
        """Makes the rows of that many further provisions."""
        waiting = self.agreement.provisions[self._placed : self._placed + provisions]
        for provision in waiting:
            if self._only is None or provision.id in self._only:
                self._place(provision, self._indents)
            elif provision.id in self._above and breaks_columns(self.agreement, provision):
                self._head(provision)
        self._placed += len(waiting)

    @property
    def share(self) -> float:
        """How much of the agreement has its rows: 1.0 for all of it."""
        return self._placed / len(self.agreement.provisions) if self.agreement.provisions else 1.0

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
            if any(offset in piece.span or offset == piece.span.end for piece in self.rows[row].pieces):
                lines = self.rows[row].lines
                if lines is None or self._ends(self.rows[row].pieces[0], lines[1]) >= offset:
                    return row
        return rows[0] if rows else 0

    def _ends(self, table: Piece, line: int) -> int:
        """Where the rows of a table before `line` end in the text."""
        above = self.agreement.text.blocks[table.block].cells[:line]
        return max((cell.span.end for cells in above for cell in cells), default=0)

    def _place(self, provision: Provision, indents: dict[str, int]) -> None:
        self.row_of[provision.id] = len(self.rows)
        item = provision.kind is ProvisionKind.ITEM
        indent = indents.get(provision.parent or "", 0) + 1 if item else 0
        indents[provision.id] = indent
        self._open_summary(provision, item)
        heads = not item and breaks_columns(self.agreement, provision)
        if heads:
            self._head(provision)
            if not provision.body and (self._open is None or provision.id in self.agreement.children):
                return
        first = True
        for pieces, lines in _portions(self.agreement, provision):
            row = Row(RowKind.CLAUSE, provision, pieces, lines, indent=indent)
            row.ruled = first and not item
            row.heading = first and not heads
            row.size = pieces[-1].span.end - pieces[0].span.start if pieces else 0
            row.blocks = max(1, len(pieces))
            if row.heading and provision.heading:
                row.size += len(provision.heading)
            if self._open is not None:
                self._join(row)
            self.rows.append(row)
            first = False

    def _head(self, provision: Provision) -> None:
        """A heading that runs over both columns."""
        self.row_of[provision.id] = len(self.rows)
        self.rows.append(Row(RowKind.SECTION, provision, size=len(provision.heading or ""), heading=True))

    def _open_summary(self, provision: Provision, item: bool) -> None:
        """Notes which summary stands beside this provision.

        A summary beside a heading without text of its own speaks for what follows under that heading, and one beside
        a clause for the items of the clause, as far as these have none themselves.
        """
        summary = self.agreement.summary_by_id.get(provision.id)
        if summary is None and provision.id in self._team:
            summary = self._team[provision.id][0]
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
            team = not self._open.pieces
            size = sum(len(piece.span) for piece in self._open.pieces)
            size = self._team[self._open.beside[0]][1] if team else size
            self.groups.append(Group(self._open, at, at, size, team))
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


def _portions(agreement: Agreement, provision: Provision) -> Iterator[tuple[tuple[Piece, ...], tuple[int, int] | None]]:
    """The body in portions that are cheap to lay out: pieces, or some rows of one long table."""
    body = provision.body
    if len(body) <= 1 and not (body and _is_long_table(agreement, body[0])):
        yield body, None
        return
    held: list[Piece] = []
    size = 0
    for piece in body:
        if held and (size + len(piece.span) > LONG or _is_long_table(agreement, piece)):
            yield tuple(held), None
            held, size = [], 0
        if _is_long_table(agreement, piece):
            lines = len(agreement.text.blocks[piece.block].cells)
            for first in range(0, lines, LONG_TABLE):
                yield (piece,), (first, min(first + LONG_TABLE, lines))
            continue
        held.append(piece)
        size += len(piece.span)
    if held:
        yield tuple(held), None


def _is_long_table(agreement: Agreement, piece: Piece) -> bool:
    return len(agreement.text.blocks[piece.block].cells) > LONG_TABLE
