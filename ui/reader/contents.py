"""Makes what the cells of the reading view show, out of an agreement. No Qt here."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from navigator.model.agreement import Agreement, Piece, Provision, ProvisionKind
from navigator.model.text import Block, BlockKind, Cell, Run, Span
from ui.reader.content import (
    Content,
    Paragraph,
    Role,
    Segment,
    State,
    Table,
    TableCell,
    naming,
    own_words,
    trimmed,
)
from ui.reader.overlay import Addition, Inserted
from ui.reader.rows import Row, runs_in

_BREAKS = re.compile(r"[\s/\u2013\u2014-]+")  # after these a line may break, as in "Brazil-Canada"
_SHORT = 320
"""Code points of struck text after which what takes its place begins a paragraph of its own."""
_Cells = tuple[tuple[Cell, ...], ...]


class Contents:
    """Makes the contents of cells from an agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self._text = agreement.text.text

    def title(self) -> Content:
        """The agreement's title, where it stands in the text, else as our own words."""
        span = self.agreement.title_span
        if span is not None:
            segment = Segment(trimmed(self._text, span), Role.TITLE)
        else:
            segment = Segment(Span(0, 0), Role.TITLE, words=self.agreement.title)
        return Content((Paragraph((segment,)),))

    def heading(
        self, provision: Provision, state: State = State.PLAIN, additions: tuple[Addition, ...] = ()
    ) -> Content:
        """A heading that runs over the columns; its number is drawn beside it."""
        span = provision.heading_span
        if span is None:
            words = "" if provision.number else provision.heading or ""
            head = Segment(Span(0, 0), Role.SECTION, state, words=words)
        else:
            head = Segment(trimmed(self._text, span), Role.SECTION, state)
        return Content((Paragraph((head,)), *self._additions(additions, 0)))

    def binding(
        self,
        row: Row,
        state: State = State.PLAIN,
        inserted: tuple[Inserted, ...] = (),
        additions: tuple[Addition, ...] = (),
        lines: tuple[tuple[Span, ...], ...] = (),
    ) -> Content:
        """The binding text of a row. `inserted` is text of other provisions that takes its place, `additions` are words
        that add to it, `lines` are the lines of its tables that hold for the profile."""
        assert row.provision is not None
        provision = row.provision
        made: list[Paragraph | Table] = []
        head = self._head(provision, state) if row.heading else None
        if head is not None and not (row.pieces and runs_in(self.agreement, provision)):
            made.append(Paragraph((head,), row.indent))
            head = None
        for piece in row.pieces:
            made.extend(self._piece(piece, row.indent, state, made, lines=row.lines))
        if head is not None:
            made = _with_lead(head, made, row.indent)
        for each in inserted:
            made = _with_inserted(made, naming(each.by_number, each.by), self._inserted(each))
        if lines:
            table = next((at for at, part in enumerate(made) if isinstance(part, Table)), len(made))
            made[table:table] = [_your_line(cells) for cells in lines]
        made += self._additions(additions, row.indent)
        if row.heading and provision.kind is ProvisionKind.ITEM and provision.number:
            made = _with_label(provision.number, state, made, row.indent)
        return Content(tuple(made))

    def _inserted(self, inserted: Inserted) -> list[Paragraph | Table]:
        made: list[Paragraph | Table] = []
        for piece in inserted.pieces:
            made.extend(self._piece(piece, 0, State.INSERTED, made))
        return made

    def _additions(self, additions: tuple[Addition, ...], indent: int) -> list[Paragraph | Table]:
        """What each addition does, the provision that makes it, its words."""
        made: list[Paragraph | Table] = []
        for each in additions:
            lead = (own_words(each.said), naming(each.by_number, each.by), own_words(each.does))
            words = [part for piece in self._cut(each.span) for part in self._piece(piece, indent, State.INSERTED, [])]
            made += _with_inserted([Paragraph(lead, indent)], None, words)
        return made

    def additions(self, additions: tuple[Addition, ...]) -> Content:
        """What adds to a provision, on its own."""
        return Content(tuple(self._additions(additions, 0)))

    def summary(
        self, pieces: tuple[Piece, ...], lead: Span | None, note: str | None = None, *, dimmed: bool = False
    ) -> Content:
        """A summary; `note` is our own remark that stands above it."""
        made: list[Paragraph | Table] = []
        state = State.DIMMED if dimmed or note is not None else State.PLAIN
        for piece in pieces:
            made.extend(self._piece(piece, 0, state, made, Role.SUMMARY))
        if lead is not None:
            made = _with_lead(Segment(self._with_stop(lead), Role.LEAD), made, 0)
        if note is not None:
            made.insert(0, Paragraph((Segment(Span(0, 0), Role.NOTE, words=note),)))
        return Content(tuple(made))

    def pieces(self, pieces: tuple[Piece, ...], state: State = State.PLAIN, *, inserted: bool = False) -> Content:
        """Pieces on their own, as a card shows them; `inserted` where they take the place of other text."""
        made: list[Paragraph | Table] = []
        for piece in pieces:
            made.extend(self._piece(piece, 0, state, made))
        return Content(tuple(_upright(part) if inserted else part for part in made))

    def span(self, span: Span, state: State = State.PLAIN) -> Content:
        """Any stretch of the text, block by block, as a card shows a definition."""
        return self.pieces(self._cut(span), state)

    def _cut(self, span: Span) -> tuple[Piece, ...]:
        blocks = self.agreement.text.blocks
        place = max(0, bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1)
        found: list[Piece] = []
        while place < len(blocks) and blocks[place].span.start < span.end:
            shared = blocks[place].span.intersection(span)
            if shared is not None:
                found.append(Piece(place, shared))
            place += 1
        return tuple(found)

    def _head(self, provision: Provision, state: State) -> Segment | None:
        """The heading, with the mark that ends it ("." or ":") where the text runs on after it.

        A heading of a replaced provision is no part of the text that is struck.
        """
        span = provision.heading_span
        state = State.PLAIN if state is State.STRUCK else state
        if span is None:
            return None
        return Segment(self._with_stop(span), Role.RUN_IN, state)

    def _with_stop(self, span: Span) -> Span:
        """A heading or a label with the mark that ends it."""
        span = trimmed(self._text, span)
        stop = self._text[span.end : span.end + 1] in {".", ":", "—", "–"}
        return Span(span.start, span.end + 1) if stop else span

    def _piece(
        self,
        piece: Piece,
        indent: int,
        state: State,
        before: list[Paragraph | Table],
        role: Role = Role.BODY,
        lines: tuple[int, int] | None = None,
    ) -> list[Paragraph | Table]:
        block = self.agreement.text.blocks[piece.block]
        if block.kind is BlockKind.TABLE:
            first, last = lines or (0, len(block.cells))
            return self._table(block.cells, block.cells[first:last], piece.span, indent, state, role)
        made = self._paragraph(block, piece.span, indent, state, role)
        if made is None:
            return []
        above = before[-1] if before and role is Role.BODY and not made.bullet else None
        if isinstance(above, Paragraph) and above.segments and above.segments[-1].span in block.span:
            before[-1] = replace(above, segments=above.segments + made.segments)  # two pieces of one source line
            return []
        return [made]

    def _paragraph(self, block: Block, span: Span, indent: int, state: State, role: Role) -> Paragraph | None:
        if block.kind is BlockKind.RULE:
            return None
        span = trimmed(self._text, span)
        if not span:
            return None
        runs = tuple(run for run in block.runs if run.span.overlaps(span))
        if role is Role.SUMMARY or state is State.INSERTED:
            runs = _not_throughout(runs)
        depth = indent + (max(0, block.level - 1) if block.kind is BlockKind.LIST_ITEM else 0)
        label = None
        if block.marker is not None and block.marker.start == span.start:
            label = self._text[block.marker.start : block.marker.end]
            span = trimmed(self._text, Span(block.marker.end, span.end))
            depth += 1
        return Paragraph(
            (Segment(span, role, state, runs),),
            depth + (1 if block.bullet else 0),
            bullet=block.bullet,
            label=label,
            label_state=state,
            code=block.kind is BlockKind.CODE,
            centred=block.align == "center",
        )

    def _table(
        self, every: _Cells, shown: _Cells, span: Span, indent: int, state: State, role: Role
    ) -> list[Paragraph | Table]:
        rows = [[cell for cell in line if cell.span in span or not cell.span] for line in shown]
        rows = [line for line in rows if any(cell.span for cell in line)]
        if sum(len(line) for line in rows) <= 1:  # the structure gave this provision one cell of a layout table
            single = [cell for line in rows for cell in line]
            return list(self._cell(single[0], state, role, indent)) if single else []
        made = tuple(
            tuple(
                TableCell(
                    self._cell(cell, state, Role.HEADER_CELL if cell.header else Role.CELL),
                    cell.header,
                    max(1, cell.columns),
                    max(1, cell.rows),
                )
                for cell in line
            )
            for line in rows
        )
        return [Table(made, *_measures(every, self._text))]

    def _cell(self, cell: Cell, state: State, role: Role, indent: int = 0) -> tuple[Paragraph, ...]:
        found = []
        for outer in cell.blocks:
            for block in outer.inner():
                made = self._paragraph(block, block.span, indent, state, role)
                if made is not None:
                    found.append(made)
        return tuple(found)


def _not_throughout(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs without an italic that covers nearly all: there it says "summary" or "new text", and our columns do."""
    slanted = sum(len(run.span) for run in runs if run.italic)
    if slanted >= 0.8 * sum(len(run.span) for run in runs):
        return tuple(replace(run, italic=False) for run in runs)
    return runs


def _upright(part: Paragraph | Table) -> Paragraph | Table:
    """A paragraph of inserted text as the reading view shows it."""
    if isinstance(part, Table):
        return part
    return replace(part, segments=tuple(replace(row, runs=_not_throughout(row.runs)) for row in part.segments))


def _with_lead(head: Segment, made: list[Paragraph | Table], indent: int) -> list[Paragraph | Table]:
    """The paragraphs with a heading run into the first of them."""
    if made and isinstance(made[0], Paragraph) and not made[0].bullet:
        return [replace(made[0], segments=(head, *made[0].segments)), *made[1:]]
    return [Paragraph((head,), indent), *made]


def _with_label(label: str, state: State, made: list[Paragraph | Table], indent: int) -> list[Paragraph | Table]:
    if made and isinstance(made[0], Paragraph) and not made[0].bullet and made[0].label is None:
        return [replace(made[0], label=label, label_state=state), *made[1:]]
    return [Paragraph((), indent, label=label, label_state=state), *made]


def _with_inserted(
    made: list[Paragraph | Table], trace: Segment | None, new: list[Paragraph | Table]
) -> list[Paragraph | Table]:
    """The replacement after what it replaces, and before it the name of the provision that it comes from. It goes on in
    the same paragraph where what is struck is but a few words."""
    first, last = new[0] if new else None, made[-1] if made else None
    runs_on = isinstance(last, Paragraph) and not last.bullet and sum(len(row.span) for row in last.segments) <= _SHORT
    lead = (trace,) if trace is not None else ()
    if lead and not runs_on:
        lead = (own_words("In its place,"), *lead)
    if not isinstance(first, Paragraph) or first.bullet or first.label is not None:
        return [*made, *([Paragraph(lead)] if lead else []), *new]
    if isinstance(last, Paragraph) and runs_on:
        return [*made[:-1], replace(last, segments=(*last.segments, *lead, *first.segments)), *new[1:]]
    return [*made, replace(first, segments=(*lead, *first.segments)), *new[1:]]


def _your_line(cells: tuple[Span, ...]) -> Paragraph:
    """A line of a table once more, cell by cell, above the table."""
    made = [own_words("Your row:")]
    for at, cell in enumerate(cells):
        made += [own_words("—")] if at else []
        made.append(Segment(cell, Role.BODY))
    return Paragraph(tuple(made), echo=True)


def _measures(cells: _Cells, text: str) -> tuple[tuple[float, ...], tuple[tuple[str, str], ...]]:
    """How much each column holds, and its longest word in header cells and in others."""
    columns = max((sum(max(1, cell.columns) for cell in line) for line in cells), default=1)
    held = [0.0] * columns
    longest = [["", ""] for _ in range(columns)]
    for line in cells:
        at = 0
        for cell in line:
            if cell.columns <= 1 and at < columns:
                held[at] = max(held[at], min(len(cell.span), 160) ** 0.5)
                words, kind = _BREAKS.split(cell.span.of(text)), 0 if cell.header else 1
                longest[at][kind] = max(longest[at][kind], *words, key=len)
            at += max(1, cell.columns)
    return tuple(held), tuple((head, other) for head, other in longest)
