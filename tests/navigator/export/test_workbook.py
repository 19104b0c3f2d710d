"""Any table as a file that spreadsheets open."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.export import write_rows
from navigator.model.catalogue import BadInput
from tests.navigator.export.exported import rows, sheet

TABLE = [["Country", "Law"], ["Peru", "=1+1"], ["Chile", ""]]


def test_a_table_is_written_by_its_ending_and_nothing_in_it_can_run(tmp_path: Path) -> None:
    book = write_rows(TABLE, tmp_path / "table.xlsx").read_bytes()
    assert [row[:2] for row in sheet(book)][:2] == TABLE[:2]
    assert b"<f>" not in book
    csv = write_rows(TABLE, tmp_path / "table.csv").read_bytes()
    assert rows(csv)[1] == ["Peru", "'=1+1"]
    assert write_rows(TABLE, tmp_path / "again.xlsx").read_bytes() == book


def test_another_ending_is_named_with_its_mend(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"table\.txt: .* ends in \.csv or \.xlsx"):
        write_rows(TABLE, tmp_path / "table.txt")
