"""A country is found by the names that people have for it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.jurisdiction.countries import CountryMatches, CountryPicker

COUNTRIES = [("CH", "Switzerland"), ("CI", "Côte d'Ivoire"), ("DE", "Germany"), ("SE", "Sweden")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("swi", "CH"),
        ("schw", "CH"),
        ("suisse", "CH"),
        ("cote", "CI"),
        ("deutsch", "DE"),
        ("sverige", "SE"),
        ("se", "SE"),
    ],
)
def test_by_its_english_name_its_own_or_its_code(typed: str, code: str) -> None:
    matches = CountryMatches([code for code, _ in COUNTRIES], [name for _, name in COUNTRIES])
    matches.search(typed)
    assert [matches.code(matches.index(row, 0)) for row in range(matches.rowCount())] == [code]


def test_a_name_that_no_country_has_is_told(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 500)
    host.show()
    picker = CountryPicker(host, QPushButton(host), COUNTRIES)
    picker.show_picker()
    qtbot.keyClicks(picker.find_box, "Atlantis")
    assert picker.none.isVisible()
    picker.find_box.clear()
    qtbot.keyClicks(picker.find_box, "S")
    assert not picker.none.isVisible()
