"""Tables of a source before they have a place in the text, and which of them are no tables at all.

Layout uses tables for much else: a frame around one paragraph, a whole page, a number beside its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from navigator.model.text import BlockKind
from navigator.reading.builder import BlockDraft, CellDraft, Inline, TextBuilder
from navigator.reading.language import guess_language

# "1.", "1.1", "(a)", "iv)", "Section 2.01", "Article IV", "§ 5", "•" alone in a cell: the number of its neighbour
_MARKER = re.compile(
    r"(?:(?:section|article|clause|schedule|§+)\s*)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivxlc]{1,6})(?:\.\)|[.)])"
    r"|\d{1,3}(?:\.\d{1,3})+|"
    r"(?:section|article|clause|§)\s*[\divxlc.]+)|[•·▪■●○◦‣–*-]",
    re.IGNORECASE,
)
# "1. Scope", "1.1 The Hirer …", "(a) the oars", "Article 4", "§ 2 Preise": what both cells of a row begin with
_LEAD = re.compile(
    r"(?:[^\W\d]\S{0,10}\s+|§+\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})*|\([a-z]{1,4}\)|[a-z]\))(?:[.):]|\s|$)",
    re.IGNORECASE,
)
_LEAST_ROWS = 4
_BULLET = re.compile(r"[•·▪■●○◦‣–*-]")
# "means the instruments …", "has the meaning …", "désigne …", "bezeichnet …"
_MEANS = re.compile(
    r"[,:]?\s*(?:(?:shall|will|has|have|is|are|in relation to)\b|means?\b|refers?\b|includes?\b|désigne|signifie|"
    r"bezeichnet|bedeutet|significa|indica|betekent)",
    re.IGNORECASE,
)
# "1 Cover", "2. Claims and losses", "§ 3 Preise": a number and the words of a heading
_SIDE_HEAD = re.compile(r"(?:(?:section|article|clause|§)\s*)?\d{1,3}(?:\.\d{1,3})*[.)]?\s+[^\W\d_]", re.IGNORECASE)
_HEAD_WORDS = 10
_PROSE_WORDS = 12
"""Words that each heading at the side has beside it, on average."""
_TERM_HEAD = re.compile(r"(?:defined )?(?:terms?|expressions?|words?)(?: or expression)?", re.IGNORECASE)
_MEANING_HEAD = re.compile(r"(?:definitions?|meanings?)(?: or .{1,20})?", re.IGNORECASE)


@dataclass(slots=True)
class TableCell:
    """A cell with what stands in it."""

    items: list[Item] = field(default_factory=list)
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class TableDraft:
    """A table as a reader found it. `layout`: the source itself says that it is no table of data."""

    rows: list[list[TableCell]]
    containers: tuple[str, ...] = ()
    layout: bool = False


Item = BlockDraft | TableDraft


def add_items(builder: TextBuilder, items: Iterable[Item]) -> None:
    """Place blocks and tables in the text; tables that only lay out text become the blocks in them."""
    for item in items:
        if isinstance(item, BlockDraft):
            builder.add(item)
        else:
            _add_table(builder, item)


def _add_table(builder: TextBuilder, table: TableDraft) -> None:
    rows = [row for row in table.rows if any(not _empty(cell) for cell in row)]
    if table.layout or _is_layout(rows):
        for row in rows:
            for cell in row:
                add_items(builder, cell.items)
        return
    both = _two_languages(rows)
    if both is not None:
        builder.note("a table holds clauses in two languages beside each other; they are read one after the other")
    numbered = both or _numbered_clauses(rows) or _side_heads(rows)
    if numbered is not None:
        add_items(builder, numbered)
        return
    defined = _entries(rows)
    if defined:
        if _is_term_head(rows[0]):
            builder.remove(" ".join(_words(cell) for cell in rows[0]), "head of a column")
        add_items(builder, defined)
        return
    first = 0
    while first + 1 < len(rows) and (caption := _caption(rows[first])) is not None:
        add_items(builder, caption)
        first += 1
    builder.add_table(
        [
            [CellDraft(tuple(flat(cell.items)), cell.header, cell.columns, cell.rows) for cell in row]
            for row in rows[first:]
        ],
        containers=table.containers,
    )


def flat(items: Iterable[Item]) -> Iterator[BlockDraft]:
    """The blocks of items, those in tables cell by cell."""
    for item in items:
        if isinstance(item, BlockDraft):
            if item.kind is not BlockKind.RULE:
                yield item
        else:
            for row in item.rows:
                for cell in row:
                    yield from flat(cell.items)


def text_of(draft: BlockDraft) -> str:
    """The words of a block without its marker, white space collapsed."""
    return " ".join("".join(inline.text for inline in draft.inlines).split())


def _empty(cell: TableCell) -> bool:
    return not any(text_of(draft) or draft.marker for draft in flat(cell.items))


def _is_layout(rows: list[list[TableCell]]) -> bool:
    """One column, or one row of long texts with headings or tables in them: the frame of a page."""
    if all(sum(1 for cell in row if not _empty(cell)) <= 1 for row in rows):
        return not any(cell.header and len(row) > 1 for row in rows for cell in row)
    if any(isinstance(item, TableDraft) for row in rows for cell in row for item in cell.items):
        return True
    if len(rows) > 1:
        return False
    return any(draft.kind is BlockKind.HEADING for cell in rows[0] for draft in flat(cell.items)) or any(
        len(cell.items) > 3 for cell in rows[0]
    )


def _numbered_clauses(rows: list[list[TableCell]]) -> list[Item] | None:
    """The clauses of a table that holds numbers in its first column and their text in the second; None for others."""
    found: list[Item] = []
    for row in rows:
        cells = [cell for cell in row if not _empty(cell)]
        if len(cells) == 1 and not cells[0].header:
            found.extend(cells[0].items)
            continue
        if len(cells) != 2 or cells[0].header:
            return None
        lead = list(flat(cells[0].items))
        number = " ".join(filter(None, (lead[0].marker, text_of(lead[0]))))
        if len(lead) != 1 or not _MARKER.fullmatch(number):
            return None
        first, *rest = flat(cells[1].items)
        bullet = _BULLET.fullmatch(number) is not None
        bold = any(inline.bold for inline in lead[0].inlines)
        found.append(
            replace(
                first,
                kind=first.kind
                if first.kind is BlockKind.HEADING
                else BlockKind.LIST_ITEM
                if bullet
                else BlockKind.PARAGRAPH,
                marker=None if bullet else number,
                bullet=bullet,
                level=first.level or (1 if bullet else 0),
                anchor=lead[0].anchor or first.anchor,
                style="bold number" if bold and first.style is None else first.style,
            )
        )
        found.extend(rest)
    return found


def _two_languages(rows: list[list[TableCell]]) -> list[Item] | None:
    """The clauses of a table that sets an agreement in two languages beside each other, row by row under the same
    numbers: first all of the one, then all of the other. None for other tables."""
    full = [row for row in rows if len(row) in (2, 4) and not any(map(_empty, row))]
    if len(full) < _LEAST_ROWS or len({len(row) for row in full}) > 1:
        return None
    half = len(full[0]) // 2
    pairs = [(_lead(row[0]), _lead(row[half])) for row in full]
    numbered = [pair for pair in pairs if pair[0]]
    if len(numbered) < max(_LEAST_ROWS, 0.5 * len(full)) or any(one != other for one, other in numbered):
        return None
    one, other = (
        " ".join(_words(cell) for row in full for cell in row[part]) for part in (slice(half), slice(half, 4))
    )
    if guess_language(one) == guess_language(other):
        return None
    found: list[Item] = []
    for part in (slice(half), slice(half, None)):
        column = [[replace(cell, header=False) for cell in row[part]] for row in rows]
        found += _numbered_clauses(column) or [item for row in column for cell in row for item in cell.items]
    return found


def _lead(cell: TableCell) -> str:
    """The number that the words of a cell begin with, the printed marker of its first block included."""
    first = next(flat(cell.items))
    found = _LEAD.match(" ".join(filter(None, (first.marker, text_of(first)))))
    return found["number"].lower() if found else ""


def _side_heads(rows: list[list[TableCell]]) -> list[Item] | None:
    """The clauses of a table that sets a heading beside each: "1 Cover" | We insure …; "1" | "Cover" | We insure …"""
    found: list[Item] = []
    count = length = 0
    for row in rows:
        cells = [cell for cell in row if not _empty(cell)]
        if found and len(cells) == 1 and cells[0] is row[-1]:  # the text goes on
            found.extend(cells[0].items)
            continue
        if not 1 < len(cells) < 4 or any(cell.header for cell in cells):
            return None
        head = [draft for cell in cells[:-1] for draft in flat(cell.items)]
        title = " ".join(filter(None, (part for draft in head for part in (draft.marker, text_of(draft)))))
        if not _SIDE_HEAD.match(title) or len(title.split()) > _HEAD_WORDS or title[-1] in ".;:,":
            return None
        inlines = [inline for draft in head for inline in (*_printed(draft), *draft.inlines, Inline(" "))]
        found += [BlockDraft(BlockKind.PARAGRAPH, tuple(inlines), anchor=head[0].anchor, line=head[0].line)]
        found += cells[-1].items
        count, length = count + 1, length + len(_words(cells[-1]).split())
    return found if count > 1 and length >= _PROSE_WORDS * count else None


def _printed(draft: BlockDraft) -> tuple[Inline, ...]:
    """The marker of a block as text, set like what follows it."""
    return (replace(draft.inlines[0], text=draft.marker + " "),) if draft.marker and draft.inlines else ()


def _entries(rows: list[list[TableCell]]) -> list[Item]:
    """The entries of a list of definitions that is only set in two columns: "Goods" | means the instruments … A row
    without a term goes on with the entry above. Empty for other tables."""
    found: list[Item] = []
    for row in rows[1:] if _is_term_head(rows[0]) else rows:
        blocks = [list(flat(cell.items)) for cell in row if not _empty(cell)]
        if found and len(blocks) == 1 and len(row) > 1 and _empty(row[0]):
            found += blocks[0]
            continue
        if len(blocks) != 2 or blocks[1][0].marker is not None or not _MEANS.match(text_of(blocks[1][0])):
            return []
        term = [inline for block in blocks[0] for inline in (*block.inlines, Inline(" "))]
        first, *rest = blocks[1]
        inlines = (*term, *first.inlines)
        found += [replace(blocks[0][0], kind=BlockKind.PARAGRAPH, inlines=inlines, bullet=False, level=0), *rest]
    return found


def _is_term_head(row: list[TableCell]) -> bool:
    """ "Term" | "Meaning" over a list of definitions."""
    heads = [_words(cell) for cell in row]
    return len(heads) == 2 and bool(_TERM_HEAD.fullmatch(heads[0]) and _MEANING_HEAD.fullmatch(heads[1]))


def _words(cell: TableCell) -> str:
    return " ".join(text_of(draft) for draft in flat(cell.items))


def _caption(row: list[TableCell]) -> list[Item] | None:
    """What stands in a first row that is one short text over all columns: the table's caption."""
    cells = [cell for cell in row if not _empty(cell)]
    if len(cells) != 1 or (len(row) > 1 and cells[0].columns < 2) or cells[0].header:
        return None
    drafts = list(flat(cells[0].items))
    short = len(drafts) == 1 and len(text_of(drafts[0]).split()) <= 12
    return (
        list(cells[0].items)
        if short and all(inline.bold for inline in drafts[0].inlines if inline.text.strip())
        else None
    )
