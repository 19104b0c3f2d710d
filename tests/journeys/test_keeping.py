"""Notes kept, clauses gathered and tables saved, by somebody who never touches the mouse."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.conftest import ROOT
from tests.journeys.user import User

SAMPLE = ROOT / "corpus" / "halyard-terms-of-service.md"


def _go(user: User, number: str) -> None:
    user.press("Ctrl+Shift+P")
    user.type(number)
    user.press("Return")
    assert user.reading == number


def test_a_note_is_found_again_in_a_newer_version(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _go(user, "3.3")
    user.press("Ctrl+N")
    user.type("Ask for thirty days")
    user.press("Ctrl+Return")
    words = SAMPLE.read_text("utf-8").replace("14 March 2025", "1 September 2025")
    newer = tmp_path / "halyard-terms-of-service-september.md"
    newer.write_text(words.replace("within fourteen (14) days after its date", "within ten (10) days after its date"))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(newer)], ""))
    user.press("Ctrl+O")
    assert user.sees("Version of 1 September 2025")
    user.press("F2")
    assert user.reading == "3.3"
    assert user.sees("Ask for thirty days")
    user.press("Ctrl+Shift+N", "Down")
    assert "Ask for thirty days" in user.hears


def test_three_clauses_are_gathered_and_go_into_a_word_file(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("7.2", "9.3", "9.4"):
        _go(user, number)
        user.press("Ctrl+Shift+K")
    assert user.message.endswith("which has 3 provisions.")
    out = tmp_path / "for-the-board.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    user.press("Ctrl+Shift+P")
    user.type("Collection")
    user.press("Return")
    user.tab_to("PDF (.pdf)")
    user.type("Word")
    user.tab_to("Save as Word…")
    user.press("Space")
    assert user.message.startswith("Saved for-the-board.docx.")
    said = " ".join(ET.fromstring(ZipFile(out).read("word/document.xml")).itertext())
    assert all(heading in said for heading in ("Liability Cap", "Governing Law", "Disputes"))


def test_every_governing_law_clause_goes_into_a_table(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "law.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    user.press("Ctrl+Shift+P")
    user.type("Clauses side by side")
    user.press("Return")
    user.type("Governing")
    user.tab_to("Export…")
    user.press("Space")
    user.tab_to("PDF (.pdf)")
    user.type("CSV")
    user.tab_to("Save as CSV…")
    user.press("Space")
    assert user.message == "Saved law.csv."
    head, *rows = csv.reader(StringIO(out.read_text("utf-8-sig")))
    assert {row[head.index("Heading")].rstrip(".") for row in rows} == {"Governing Law"}
    assert len(rows) == 4
