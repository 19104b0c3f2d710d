"""The clause matrix: one row for each provision, as CSV and as an Excel workbook.

Nothing in it can run. A spreadsheet takes a cell of a CSV file that begins with "=", "+", "-" or "@" for a formula
(OWASP, "CSV Injection"), so such a cell gets an apostrophe before it. A workbook says of each cell what it is: all are
strings, marked as quoted so that they stay strings when somebody edits them or saves them as CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter

from navigator.export.appendices import FIGURE_HEADS, figure_rows
from navigator.export.archive import rezipped
from navigator.export.front import manuscript
from navigator.export.manuscript import PRODUCT, Entry, Line, Manuscript, Matter, Paragraph, Standing
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability

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
_WIDTHS = (11, 28, 80, 50, 22, 16, 40, 34, 26)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula may begin. Spreadsheets in Japanese take the full-width signs for the others."""
_CELL = 32_000
"""Letters in one cell: Excel takes 32,767 UTF-16 units. Longer text goes on in the next row."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[str]]


def write_csv(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The matrix as CSV (RFC 4180, UTF-8 with the mark that Excel needs). The same request gives the same bytes.

    `applicability` None or for an empty profile: the agreement as published. BadInput where a provision is unknown.
    """
    return rows_csv(_clauses(analysis, manuscript(analysis, applicability, request)))


def rows_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Any table as CSV, in the same form: head and rows as words."""
    made = io.StringIO(newline="")
    table = csv.writer(made, lineterminator="\r\n")
    for row in rows:
        table.writerow([harmless(value) for value in row])
    return made.getvalue().encode("utf-8-sig")


def write_xlsx(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The matrix as a workbook, with its deadlines, what applies to the reader, and the evidence on further sheets.

    Parameters and errors as for the CSV. The same request gives the same bytes.
    """
    made = manuscript(analysis, applicability, request)
    inside = {entry.id for entry in made.entries if not entry.context}
    clauses = _clauses(analysis, made)
    widths = _WIDTHS if len(clauses[0]) == len(HEADS) else (*_WIDTHS[:-2], 50, *_WIDTHS[-2:])
    facts = [(row.label, _said(row.value)) for row in (*made.facts, *made.evidence)]
    answers = [(row.label, _said(row.value)) for row in made.answers]
    sheets = (
        ("Clauses", clauses[0], widths, clauses[1:]),
        ("Deadlines", FIGURE_HEADS, (22, 12, 28, 20, 16, 60, 40), [row for _, row in figure_rows(analysis, inside)]),
        ("What applies", ("Question", "Answer"), (28, 100), answers),
        ("Evidence", ("Fact", "Value"), (20, 100), facts),
    )
    return workbook(sheets, made)


def workbook(
    sheets: Iterable[tuple[str, Sequence[str], Sequence[int], Iterable[Sequence[str]]]], made: Manuscript
) -> bytes:
    """A workbook of tables, each with its name, its heads, the widths of its columns and its rows; title, date and
    paper are the manuscript's."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        created = datetime(made.on.year, made.on.month, made.on.day, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"title": made.title, "author": PRODUCT, "comments": made.kind, "created": created})
        head = book.add_format({"bold": True, "bg_color": "#F4F6F8", "bottom": 1, "valign": "top", "text_wrap": True})
        body = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        for sheet in sheets:
            _fill(book.add_worksheet(sheet[0]), _Sheet(*sheet), head, body, made)
    return rezipped(file.getvalue(), made.on)


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula: 'x', but "'=1+1" for '=1+1'."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _fill(
    page: xlsxwriter.worksheet.Worksheet,
    sheet: _Sheet,
    head: xlsxwriter.format.Format,
    body: xlsxwriter.format.Format,
    made: Manuscript,
) -> None:
    for column, (name, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, name, head)
    line = 0
    for row in sheet.rows:
        for part in _parts(row):
            line += 1
            for column, value in enumerate(part):
                if value:
                    page.write_string(line, column, value, body)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(line, 1), len(sheet.heads) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(1 if made.paper == "us-letter" else 9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L" + made.running.replace("&", "&&")[:200] + "&R&P / &N")


def _parts(row: Sequence[str]) -> Iterator[Sequence[str]]:
    """The row, or several where a text is too long for one cell: no word is lost."""
    rest = list(row)
    while any(len(value) > _CELL for value in rest):
        cut = [value[:_CELL].rpartition(" ")[0] or value[:_CELL] if len(value) > _CELL else value for value in rest]
        yield cut
        rest = [value[len(part) :].lstrip(" ") for value, part in zip(rest, cut, strict=True)]
        rest[0], rest[-1] = f"{row[0]} (continued)".lstrip(), row[-1]
    yield rest


def _clauses(analysis: Analysis, made: Manuscript) -> list[Sequence[str]]:
    """Head and rows of the matrix; the reader's own notes have a column where there are any."""
    remarks = {
        entry.id: "\n".join(line for row in entry.remarks for line in (f"[{row.label}]", *_words(row.matter)))
        for entry in made.entries
        if entry.remarks
    }
    rows = _rows(analysis, made)
    if not remarks:
        return [HEADS, *rows]
    noted = [(*row[:-2], remarks.get(row[-1], ""), *row[-2:]) for row in rows]
    return [(*HEADS[:-2], "Notes (not part of the agreement)", *HEADS[-2:]), *noted]


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
                yield _row(entry, summary, cited, bool(made.audience))


def _row(entry: Entry, summary: str, source: str, profiled: bool) -> tuple[str, ...]:
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
        entry.id,
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
