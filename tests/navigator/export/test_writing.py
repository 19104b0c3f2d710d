"""Writing an export to a file: whole or not at all, and one line that names the mend."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from navigator.__main__ import main
from navigator.export import WRITERS, suggest_name, write
from navigator.export.naming import safe_name
from navigator.jurisdiction import applies
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput, Cancelled
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Profile
from navigator.pipeline import analyse
from navigator.session import Session
from tests.helpers.fabricate import fabricate

ON = date(2026, 3, 4)


@cache
def sample() -> Analysis:
    return analyse(*next((row.data, row.name) for row in corpus.samples() if "acceptable" in row.name))


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


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "clauses.txt"
    out.write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match=r"clauses\.txt: cannot be written \(No space left"):
        write(fabricate(3), None, ExportRequest(), out, overwrite=True)
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["clauses.txt"]


@pytest.mark.parametrize("asked", [1, 2])
def test_a_cancelled_export_leaves_everything_as_it_was(tmp_path: Path, asked: int) -> None:
    """Cancelled before the file is written, and when it is written but not yet in its place."""
    out = tmp_path / "clauses.txt"
    out.write_bytes(b"old")
    answers = iter([False] * (asked - 1) + [True])
    with pytest.raises(Cancelled):
        write(fabricate(3), None, ExportRequest(), out, overwrite=True, cancelled=lambda: next(answers))
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["clauses.txt"]


def test_a_name_that_no_system_takes_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written") as caught:
        write(fabricate(3), None, ExportRequest(), tmp_path / f"{'a' * 300}.txt")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


class TestBundle:
    def test_the_source_untouched_and_every_hash(self, tmp_path: Path) -> None:
        found = sample()
        source = next(row.data for row in corpus.samples() if row.name == found.agreement.text.source.name)
        request = ExportRequest(on=ON)
        out = write(found, None, request, tmp_path / "a.zip", source=lambda: source, findings=lambda: {"findings": []})
        first = out.read_bytes()
        write(found, None, request, out, overwrite=True, source=lambda: source, findings=lambda: {"findings": []})
        assert out.read_bytes() == first
        with zipfile.ZipFile(out) as archive:
            assert {info.date_time for info in archive.infolist()} == {(2026, 3, 4, 0, 0, 0)}
            files = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(files.pop("manifest.json"))
        assert files[f"source/{found.agreement.text.source.name}"] == source
        assert json.loads(files["findings.json"]) == {"findings": []}
        assert {row["path"]: row["sha256"] for row in manifest["files"]} == {
            name: hashlib.sha256(data).hexdigest() for name, data in files.items()
        }
        endings = {name.rpartition(".")[2] for name in files if name.startswith("export/")}
        assert endings == {"pdf", "docx", "xlsx", "xml"}

    def test_another_source_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="SHA-256 differs"):
            write(fabricate(3), None, ExportRequest(), tmp_path / "a.zip", source=lambda: b"other")
        with pytest.raises(BadInput, match="needs the source"):
            write(fabricate(3), None, ExportRequest(), tmp_path / "a.zip")
        assert list(tmp_path.iterdir()) == []

    def test_the_session_finds_the_source_of_an_inspected_file(self, tmp_path: Path, library: Path) -> None:
        path = tmp_path / "own.md"
        path.write_text("# Own Terms\n\n1. **Fees.** Each party pays within 30 days.\n", "utf-8")
        session = Session(library)
        analysis = session.inspect(path)
        session.export(analysis, ExportRequest(on=ON), tmp_path / "own.zip")
        path.write_text("changed", "utf-8")
        with pytest.raises(BadInput, match="changed since it was read"):
            session.export(analysis, ExportRequest(on=ON), tmp_path / "again.zip")
        assert not (tmp_path / "again.zip").exists()
        session.close()


class TestNames:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Terms of Service", "Terms of Service.pdf"),
            ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.pdf"),
            ("..\u202e..hidden. ", "hidden.pdf"),
            ("CON", "_CON.pdf"),
            ("com1.terms", "_com1.terms.pdf"),
            ("-rf", "rf.pdf"),
            ("" , "Agreement.pdf"),
            ("\x00\n\t", "Agreement.pdf"),
            ("規約", "規約.pdf"),
        ],
    )  # fmt: skip
    def test_safe_on_every_system(self, name: str, expected: str) -> None:
        assert safe_name(name, ".pdf") == expected

    def test_an_ending_leads_nowhere(self) -> None:
        assert safe_name("terms", "./../../etc/passwd") == "terms.....etcpasswd"

    @given(st.text(max_size=300))
    def test_any_title(self, title: str) -> None:
        name = safe_name(title, ".docx")
        assert name.endswith(".docx")
        assert len(name.encode()) <= 180
        assert Path(name).name == name
        assert not set('<>:"/\\|?*') & set(name)
        assert name[0] not in ".-~ "

    def test_title_version_choice_and_country(self) -> None:
        analysis = fabricate(30)
        request = ExportRequest(("sec_2__subsec_2-4",), Profile("BR"))
        assert suggest_name(analysis, request, ".pdf") == (
            "Made-up Terms of Service - 2025-03-14 - Section 2.4 - BR.pdf"
        )


def test_the_command_line_asks_for_force(tmp_path: Path, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "terms.md"
    words = ["export", "Halyard Terms of Service", "-o", str(out), "--library", str(library), "--provision", "9"]
    assert main(words) == 0
    assert main(words) == 2
    assert "already there" in capsys.readouterr().err
    assert main([*words, "--force", "--definitions", "--cited", "--deadlines"]) == 0
    assert "Provisions cited" in out.read_text("utf-8")


def test_what_does_not_apply_is_struck_and_says_so() -> None:
    text = (
        "# Terms\n\n## 1 Fees\n\n1.1 Late Fees. A late payment costs five euros.\n\n## 2 Special Terms\n\n"
        "2.1 Chile. If you are domiciled in Chile, the following terms apply:\n\n"
        "2.1.1 Late Fees. Section 1.1 (Late Fees) does not apply.\n"
    )
    analysis = analyse(text.encode(), "terms.md")
    chile = Profile("CL")
    made = WRITERS[".txt"](analysis, applies(analysis, chile), ExportRequest(profile=chile, on=ON)).decode()
    said = " ".join(made.split())
    assert "Does not apply to" in said
    assert "The published text is struck through." in said
