"""Writing an export to a file: whole or not at all, and one line that names the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.export import WRITERS, write
from navigator.model.catalogue import BadInput
from navigator.model.exporting import ExportRequest
from tests.helpers.fabricate import fabricate


def test_writes_by_the_ending_and_replaces(tmp_path: Path) -> None:
    out = tmp_path / "clauses.PDF"
    out.write_bytes(b"old")
    with pytest.raises(BadInput, match=r"clauses\.PDF: already there; .*--force"):
        write(fabricate(3), None, ExportRequest(), out)
    assert out.read_bytes() == b"old"
    assert write(fabricate(3), None, ExportRequest(), out, overwrite=True) == out
    assert out.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["clauses.PDF"]


@pytest.mark.parametrize("name", ["clauses.xyz", "clauses", ".pdf"])
def test_an_unknown_ending_names_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"give a name that ends in .*\.pdf") as caught:
        write(fabricate(3), None, ExportRequest(), tmp_path / name)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        write(fabricate(3), None, ExportRequest(), tmp_path / "not there" / "clauses.pdf")


def test_a_failed_export_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "clauses.pdf"
    out.write_bytes(b"old")

    def fail(*_: object) -> bytes:
        raise RuntimeError("half way")

    monkeypatch.setitem(WRITERS, ".pdf", fail)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        write(fabricate(3), None, ExportRequest(), out, overwrite=True)
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["clauses.pdf"]


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    out = tmp_path / "clauses.pdf"
    out.mkdir()
    with pytest.raises(BadInput, match="cannot be written"):
        write(fabricate(3), None, ExportRequest(), out, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["clauses.pdf"]
