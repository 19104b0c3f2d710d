"""Boxes to choose in: Enter opens them, and long words end in an ellipsis."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter
from pytestqt.qtbot import QtBot

from ui.frame.inputs import ComboBox


@pytest.fixture
def box(qtbot: QtBot) -> ComboBox:
    made = ComboBox()
    qtbot.addWidget(made)
    made.addItems(["Evidence of everything that was promised", "Short"])
    made.resize(120, 32)
    made.show()
    return made


def test_enter_opens_the_list(box: ComboBox, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(ComboBox, "showPopup", lambda _box: opened.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
        qtbot.keyClick(box, key)
    assert len(opened) == 2


def test_words_without_room_end_in_an_ellipsis(box: ComboBox, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []

    def draw(_painter: QStylePainter, _element: QStyle.ControlElement, option: QStyleOptionComboBox) -> None:
        painted.append(option.currentText)

    monkeypatch.setattr(QStylePainter, "drawControl", draw)
    box.grab()
    assert painted[-1].startswith("Evid")
    assert painted[-1].endswith("…")
    assert box.currentText() == "Evidence of everything that was promised"
