"""Where a file goes: endings, and no file replaced without the user's word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.files import ask_where

KINDS = (("CSV", ".csv"), ("Excel workbook", ".xlsx"))


def test_a_name_that_the_dialog_has_not_asked_about_comes_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    (tmp_path / "law.xlsx").write_bytes(b"old")
    asked: list[str] = []
    answers = [(str(tmp_path / "law"), "Excel workbook (*.xlsx)"), (str(tmp_path / "law.xlsx"), ""), ("", "")]

    def ask(_window: QWidget, _title: str, suggested: str, _filters: str) -> tuple[str, str]:
        asked.append(suggested)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    assert ask_where(window, "Save", "table.csv", KINDS) == tmp_path / "law.xlsx"
    assert Path(asked[0]).name == "table.csv"
    assert asked[1] == str(tmp_path / "law.xlsx")
    assert ask_where(window, "Save", "table.csv", KINDS) is None
    answers.append((str(tmp_path / "new"), "CSV (*.csv)"))
    assert ask_where(window, "Save", "table.csv", KINDS) == tmp_path / "new.csv"
