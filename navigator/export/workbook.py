"""Tables as CSV and as Excel workbooks: head and rows of text in which nothing can run.

A spreadsheet takes a cell of a CSV file that begins with "=", "+", "-" or "@" for a formula (OWASP, "CSV Injection"),
so such a cell gets an apostrophe before it. A workbook says of each cell what it is: all are strings, marked as quoted
so that they stay strings when somebody edits them or saves them as CSV.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, repeat

import xlsxwriter

from navigator.export.archive import rezipped
from navigator.export.manuscript import PRODUCT
from navigator.model.exporting import Paper

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula may begin. Spreadsheets in Japanese take the full-width signs for the others."""
_CELL = 32_000
"""Letters in one cell: Excel takes 32,767 UTF-16 units, and an emoji is two of them. Longer text goes on in the next
row."""
_NARROWEST, _WIDEST = 9, 60
_NAME = 31  # Excel takes no longer name of a sheet, and none of the signs below
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\']")
_DATED = date(2000, 1, 1)  # the same table gives the same bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its head, its rows, and the widths of its columns in letters; a column with 0, or without a
    width, is as wide as what it holds."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()

    @classmethod
    def of(cls, name: str, rows: Sequence[Sequence[str]]) -> Sheet:
        """A table whose first row is its head."""
        width = max((len(row) for row in rows), default=0)
        filled = [[*row, *[""] * (width - len(row))] for row in rows]
        return cls(name, filled[0] if filled else (), filled[1:])


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself: title, kind, the foot of its printed pages, its date and its paper."""

    title: str = "Table"
    kind: str = ""
    running: str = ""
    on: date = _DATED
    paper: Paper = Paper.A4


def rows_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV (RFC 4180, UTF-8 with the mark that Excel needs)."""
    made = io.StringIO(newline="")
    table = csv.writer(made, lineterminator="\r\n")
    for row in rows:
        table.writerow([harmless(value) for value in row])
    return made.getvalue().encode("utf-8-sig", "replace")


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula: 'x', but "'=1+1" for '=1+1'."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def workbook(sheets: Iterable[Sheet], about: About = About()) -> bytes:
    """Tables as one workbook: heads frozen, filters, widths, landscape pages with the head repeated. The same tables
    give the same bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        created = datetime(about.on.year, about.on.month, about.on.day, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"title": about.title, "author": PRODUCT, "comments": about.kind, "created": created})
        head = book.add_format({"bold": True, "bg_color": "#F4F6F8", "bottom": 1, "valign": "top", "text_wrap": True})
        body = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        named: set[str] = set()
        for sheet in sheets:
            _fill(book.add_worksheet(_named(sheet.name, named)), sheet, head, body, about)
    return rezipped(file.getvalue(), about.on)


def _named(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has."""
    plain = _UNNAMEABLE.sub(" ", name).strip()[:_NAME] or "Table"
    found, number = plain, 1
    while found.lower() in taken:
        number += 1
        found = f"{plain[: _NAME - 4]} {number}"
    taken.add(found.lower())
    return found


def _fill(
    page: xlsxwriter.worksheet.Worksheet,
    sheet: Sheet,
    head: xlsxwriter.format.Format,
    body: xlsxwriter.format.Format,
    about: About,
) -> None:
    for column, (name, width) in enumerate(zip(sheet.heads, _widths(sheet), strict=True)):
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
    if sheet.heads:
        page.autofilter(0, 0, max(line, 1), len(sheet.heads) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(1 if about.paper is Paper.LETTER else 9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L" + about.running.replace("&", "&&")[:200] + "&R&P / &N")


def _widths(sheet: Sheet) -> list[int]:
    """Each column as wide as is asked, or as its longest line, within reason."""
    columns = zip(sheet.heads, *sheet.rows, strict=True)
    longest = (max(len(line) for value in values for line in value.split("\n")) for values in columns)
    asked = chain(sheet.widths, repeat(0))
    return [width or min(max(_NARROWEST, length + 2), _WIDEST) for width, length in zip(asked, longest, strict=False)]


def _parts(row: Sequence[str]) -> Iterator[Sequence[str]]:
    """The row, or several where a text is too long for one cell: no word is lost."""
    rest = list(row)
    while any(len(value) > _CELL for value in rest):
        cut = [_cut(value) for value in rest]
        yield cut
        rest = [value[len(part) :].lstrip(" ") for value, part in zip(rest, cut, strict=True)]
        rest[0], rest[-1] = f"{row[0]} (continued)".lstrip(), row[-1]
    yield rest


def _cut(value: str) -> str:
    """As much of a value as one cell holds, whole words."""
    if len(value) <= _CELL:
        return value
    return value[:_CELL].rpartition(" ")[0] or value[:_CELL]
