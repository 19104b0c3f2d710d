"""The clause matrix, one row for each provision, and the tables that stand beside it in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from navigator.export.appendices import FIGURE_HEADS, figure_rows
from navigator.export.front import manuscript
from navigator.export.inlines import printable
from navigator.export.manuscript import Entry, Line, Manuscript, Matter, Paragraph, Standing
from navigator.export.workbook import About, Sheet, rows_csv, workbook
from navigator.jurisdiction import countries, matrix
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest, Gathering
from navigator.model.rules import Applicability

if TYPE_CHECKING:
    from navigator.export.several import Part

Table = list[Sequence[str]]
"""A head and rows."""

HEADS = (
    "Number",
    "Heading",
    "Binding text",
    "Summary (not binding)",
    "Applies",
    "Replaced by",
    "Published text where it is replaced",
    "Source",
    "Address",
)
_NOTES = "Notes (not part of the agreement)"
_AGREEMENT = ("Agreement", "Publisher", "Version")
_WIDTHS = {
    "Agreement": 30, "Publisher": 16, "Version": 12, "Number": 11, "Heading": 28, "Binding text": 80,
    "Summary (not binding)": 50, "Applies": 22, "Replaced by": 16, "Published text where it is replaced": 40,
    _NOTES: 50, "Source": 34, "Address": 26, "Provision": 22, "Kind": 12, "As printed": 28, "Read as": 20, "Who": 16,
    "What": 60, "From or against": 40, "Question": 28, "Answer": 100, "Fact": 20, "Value": 100,
}  # fmt: skip
"""Widths of columns by their heads, in letters; any other is as wide as what it holds."""


def write_csv(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The matrix as CSV. The same request gives the same bytes.

    `applicability` None or for an empty profile: the agreement as published. BadInput where a provision is unknown.
    """
    made = manuscript(analysis, applicability, request)
    return rows_csv(_clauses(analysis, made, _noted(made)))


def write_xlsx(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The matrix as a workbook, with its deadlines, the answers for every country, what applies to the reader, and the
    evidence on further sheets.

    Parameters and errors as for the CSV. The same request gives the same bytes.
    """
    made = manuscript(analysis, applicability, request)
    return _book(_tables(analysis, request, made, _noted(made)), made)


def several_csv(parts: Sequence[Part], made: Manuscript) -> bytes:
    """The matrix of several agreements as one CSV, with the agreement in the first columns."""
    noted = _noted(made)
    pairs = zip(parts, made.parts, strict=True)
    return rows_csv(_joined([(part, _clauses(part.analysis, each, noted)) for part, each in pairs]))


def several_xlsx(gathering: Gathering, parts: Sequence[Part], made: Manuscript) -> bytes:
    """The tables of several agreements as one workbook, with the agreement in the first columns, and those that came
    with the provisions."""
    noted = _noted(made)
    found = [_tables(p.analysis, p.request, each, noted) for p, each in zip(parts, made.parts, strict=True)]
    names = dict.fromkeys(name for tables in found for name in tables)
    joined = {
        name: _joined([(part, tables[name]) for part, tables in zip(parts, found, strict=True) if name in tables])
        for name in names
    }
    given: dict[str, Table] = {table.name: list(table.rows) for table in gathering.tables}
    return _book({**joined, **given}, made)


def _book(tables: Mapping[str, Table], made: Manuscript) -> bytes:
    evidence: Table = [("Fact", "Value"), *((row.label, _said(row.value)) for row in (*made.facts, *made.evidence))]
    sheets = [Sheet.of(name, table) for name, table in {**tables, "Evidence": evidence}.items()]
    about = About(made.title, made.kind, made.running, made.on, made.paper)
    return workbook([replace(sheet, widths=[_WIDTHS.get(head, 0) for head in sheet.heads]) for sheet in sheets], about)


def _joined(tables: Iterable[tuple[Part, Table]]) -> Table:
    """One table of those of several agreements, which have the same head."""
    found: Table = []
    for part, table in tables:
        agreement = part.analysis.agreement
        version = agreement.last_updated.isoformat() if agreement.last_updated else ""
        found = found or [(*_AGREEMENT, *table[0])]
        named = (printable(part.called or agreement.title), part.request.publisher, version)
        found += [(*named, *row) for row in table[1:]]
    return found


def _tables(analysis: Analysis, request: ExportRequest, made: Manuscript, noted: bool) -> dict[str, Table]:
    """The tables of one agreement by their names; those without rows are left out, but for its clauses."""
    inside = {_id(made, entry) for entry in made.entries if not entry.context}
    tables: dict[str, Table] = {
        "Deadlines": [FIGURE_HEADS, *(row for _, row in figure_rows(analysis, inside))],
        "Countries": _by_country(analysis, request),
        "What applies": [("Question", "Answer"), *((row.label, _said(row.value)) for row in made.answers)],
    }
    found = {name: table for name, table in tables.items() if len(table) > 1}
    return {"Clauses": _clauses(analysis, made, noted), **found}


def _by_country(analysis: Analysis, request: ExportRequest) -> Table:
    """Who contracts, under which law, before which courts, for each country; one row where all have the same."""
    table: Table = list(matrix(analysis, [code for code, _ in countries()], request.reader).table())
    said = {tuple(row[2:]) for row in table[1:]}
    if len(said) > 1:
        return table
    alike = said.pop() if said else ()
    return [table[0], ("Every country", "", *alike)] if any(alike) else [table[0]]


def _noted(made: Manuscript) -> bool:
    return any(entry.remarks for entry in made.entries)


def _id(made: Manuscript, entry: Entry) -> str:
    """The address of a provision in its own agreement."""
    return entry.id.removeprefix(f"{made.id}.") if made.id else entry.id


def _clauses(analysis: Analysis, made: Manuscript, noted: bool) -> Table:
    """Head and rows of the matrix; the reader's own notes have a column where `noted`."""
    rows = _rows(analysis, made)
    if not noted:
        return [HEADS, *rows]
    remarks = {
        _id(made, entry): "\n".join(line for row in entry.remarks for line in (f"[{row.label}]", *_words(row.matter)))
        for entry in made.entries
        if entry.remarks
    }
    with_notes = [(*row[:-2], remarks.get(row[-1], ""), *row[-2:]) for row in rows]
    return [(*HEADS[:-2], _NOTES, *HEADS[-2:]), *with_notes]


def _rows(analysis: Analysis, made: Manuscript) -> Iterator[tuple[str, ...]]:
    agreement = analysis.agreement
    source = agreement.text.source
    version = f", version of {agreement.last_updated.isoformat()}" if agreement.last_updated else ""
    cited = f"{source.name}{version}, SHA-256 {source.sha256[:12]}"
    groups = (*made.groups, *(group for appendix in made.appendices for group in appendix.groups))
    for group in groups:
        summary = "\n".join(_words(group.summary))
        for entry in group.entries:
            if not entry.context:
                yield _row(entry, _id(made, entry), summary, cited, bool(made.audience))


def _row(entry: Entry, identity: str, summary: str, source: str, profiled: bool) -> tuple[str, ...]:
    changed = entry.standing in (Standing.REPLACED, Standing.FALLEN)
    applies = {
        Standing.PUBLISHED: "yes" if profiled else "as published",
        Standing.OTHERS: "only where its condition is met",
        Standing.REPLACED: "as replaced" if entry.matter else "no",
        Standing.FALLEN: "no",
    }[entry.standing]
    return (
        entry.number or "",
        _said(entry.heading),
        "\n".join(_words(entry.matter)),
        summary,
        applies,
        entry.replaced_by if changed else "",
        "\n".join(_words(entry.published)) if changed else "",
        f"{entry.citation} of {source}",
        identity,
    )


def _words(matter: Iterable[Matter]) -> Iterator[str]:
    for part in matter:
        if isinstance(part, Paragraph):
            marker = f"{part.marker} " if part.marker is not None else ""
            yield marker + _said(part.line)
        else:
            for row in range(1 + max(cell.row for cell in part.cells)):
                cells = [" ".join(_words(cell.paragraphs)) for cell in part.cells if cell.row == row]
                yield " | ".join(cells)


def _said(line: Line) -> str:
    return "".join(part.text for part in line).replace("\u2028", "\n")
