"""Reading, finding, following, as somebody does who never touches the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.journeys.user import User


def _become(user: User, country: str) -> None:
    user.press("Ctrl+Shift+A")
    user.type(country)
    user.press("Return", "Escape")


def test_a_brazilian_company_reads_its_dispute_clause_and_returns(user: User) -> None:
    _become(user, "Brazil")
    assert user.sees("São Paulo")
    user.press("Ctrl+Shift+P")
    user.type("9.4")
    user.press("Return")
    assert user.reading == "9.4"
    user.tab_to("Replaced for customers domiciled in Brazil by 10.2.1, link")
    user.press("Return", "Return")
    assert user.reading == "10.2.1"
    user.press("Alt+Left")
    assert user.reading == "9.4"


def test_a_half_remembered_phrase_is_found_and_copied_with_its_citation(user: User) -> None:
    user.press("Ctrl+K")
    user.type("neither is the other agent")
    user.press("Return")
    assert user.reading == "9.6"
    user.press("Ctrl+Shift+C")
    assert user.clipboard.endswith("binding text")
    assert "Section 9.6 (Relationship and Subcontractors), version of" in user.clipboard


def test_three_references_are_followed_and_the_way_back_is_the_same(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.type("4.4.4")
    user.press("Return")
    places = [user.reading]
    for reference in ("Sections 9.3", "Section 3.2.1 (Late Payment)", "Section 3.3 (Payment)"):
        user.tab_to(f"{reference}, reference")
        user.press("Return", "Return")
        places.append(user.reading)
    assert len(set(places)) == 4, places
    for place in reversed(places[:-1]):
        user.press("Alt+Left")
        assert user.reading == place


def test_a_colleagues_link_opens_the_same_clause(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.type("7.")
    user.press("Return")
    place = user.reading
    user.press("Ctrl+Alt+C", "Ctrl+W")
    assert user.agreement == ""
    user.press("Ctrl+Alt+V")
    assert user.reading == place


def test_two_versions_are_compared_and_the_changes_go_to_a_colleague(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.press("Ctrl+Shift+R")
    while "thirty (30)" not in user.hears:
        before = user.hears
        user.press("Ctrl+J")
        assert user.hears != before, "the last change is reached"
    assert "[removed: thirty (30)] [added: fourteen (14)] days" in user.hears
    out = tmp_path / "for-a-colleague.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    user.press("Ctrl+Shift+P")
    user.type("Export the changes")
    user.press("Return")
    assert user.message == "Saved for-a-colleague.docx."
    assert out.stat().st_size > 0


def test_a_clause_is_read_beside_the_one_that_it_names(user: User) -> None:
    user.press("Ctrl+Shift+P")
    user.type("3.3")
    user.press("Return")
    user.tab_to("Section 3.2.1 (Late Payment), reference")
    user.press("Return", "Ctrl+Shift+Return")
    assert user.reading == "3.2.1"
    user.press("Ctrl+Alt+\\")
    assert user.reading == "3.3"
    user.press("Ctrl+\\")
    assert user.reading == "3.3"
