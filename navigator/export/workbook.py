"""Any table as an Excel workbook: head and rows of text, none of which can run as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

import xlsxwriter

from navigator.export.archive import rezipped

_NARROWEST, _WIDEST = 8, 60
_CELL = 32_000
"""Letters in one cell: Excel takes 32,767 UTF-16 units. A table of answers has nothing near that."""
_DATED = date(2000, 1, 1)  # the same table gives the same bytes


def rows_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """The table as a workbook of one sheet; every cell is a string and stays one when somebody edits it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#F4F6F8", "bottom": 1, "valign": "top", "text_wrap": True})
        body = book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        page = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value:
                    page.write_string(at, column, value[:_CELL], body if at else head)
        columns = list(zip_longest(*rows, fillvalue=""))
        for at, values in enumerate(columns):
            page.set_column(at, at, min(max(_NARROWEST, *(len(value) for value in values)), _WIDEST))
        page.freeze_panes(1, 0)
        if columns:
            page.autofilter(0, 0, max(len(rows) - 1, 1), len(columns) - 1)
    return rezipped(file.getvalue(), _DATED)
