"""The search page: narrowed at the side, kept searches, clauses side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from navigator.model.catalogue import Clause, Facet, FacetValue, Filters, HitLayer, SearchResult
from navigator.model.topics import Topic
from navigator.settings import Settings
from tests.ui.search.test_results import hit
from ui.panel import Current
from ui.search.kept import KeptSearches, Search, read
from ui.search.page import SearchPage

FACETS = (
    Facet("layers", "Text", (FacetValue("binding", "Binding text", 2), FacetValue("summary", "Summaries", 1))),
    Facet("topics", "Kind of clause", tuple(FacetValue(topic, topic.title(), 9) for topic in Topic)),
)


@pytest.fixture
def kept(tmp_path: Path) -> KeptSearches:
    return KeptSearches(Settings(tmp_path / "settings.json"))


@pytest.fixture
def page(qtbot: QtBot, kept: KeptSearches) -> SearchPage:
    made = SearchPage(Current(), kept)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def result(query: str = "thirty", **more: object) -> SearchResult:
    return SearchResult(query, "whoosh", 2, 3.0, (hit("terms", "1"), hit("policy", "2")), **more)  # type: ignore[arg-type]


def test_a_choice_at_the_side_asks_again_with_it(page: SearchPage, qtbot: QtBot) -> None:
    page.box.setText("thirty")
    page.show_result(result(), FACETS)
    with qtbot.waitSignal(page.wanted) as asked:
        page.narrowing._boxes["layers", "summary"].setChecked(True)
    words, filters = asked.args
    assert (words, filters.layers) == ("thirty", frozenset({HitLayer.SUMMARY}))
    with qtbot.waitSignal(page.wanted) as asked:
        page.narrowing._boxes["topics", "termination"].setChecked(True)
    assert asked.args[1].topics == {"termination"}
    with qtbot.waitSignal(page.wanted) as asked:
        page.narrowing._clear()
    assert asked.args[1] == Filters(limit=asked.args[1].limit)


def test_what_was_read_otherwise_and_what_was_meant_are_told(page: SearchPage, qtbot: QtBot) -> None:
    page.show_result(result("(thrity", notes=("A bracket is not closed.",), suggestion="(thirty", fuzzy=True), ())
    assert "A bracket is not closed." in page.notes.text()
    assert "words like them" in page.notes.text()
    with qtbot.waitSignal(page.wanted) as asked:
        page._meant.itemAt(0).widget().click()
    assert asked.args[0] == "(thirty"


def test_a_search_is_saved_shown_and_forgotten(page: SearchPage, kept: KeptSearches) -> None:
    page.open_with(Search("thirty", {"topics": ("termination",)}))
    page.show_result(result(), FACETS)
    page.save_search.click()
    assert kept.saved() == [Search("thirty", {"topics": ("termination",)})]
    assert page.save_search.text() == "Saved"
    assert not page.save_search.isEnabled()
    page._forget(kept.saved()[0])
    assert kept.saved() == []
    assert page.save_search.isEnabled()


def test_many_clauses_come_a_few_at_a_time(page: SearchPage, qtbot: QtBot) -> None:
    """The window does not wait for all of them, and in the end all are there, in their order."""
    clauses = tuple(
        Clause("terms", "Terms", None, f"sec_{at}", str(at), "Ending", "Words.", None, "Harbour") for at in range(40)
    )
    page.open_clauses(Topic.TERMINATION)
    page.show_clauses(clauses, ())
    assert 0 < len(page.view._cards) < 40
    qtbot.waitUntil(lambda: len(page.view._cards) == 40)
    assert [card.accessibleName() for card in page.view._cards][38:] == ["Harbour, 38 Ending", "Harbour, 39 Ending"]
    page.show_clauses(clauses[:1], ())
    assert len(page.view._cards) == 1


def test_tab_goes_from_the_side_to_its_choices_and_down_from_the_box_to_the_results(
    page: SearchPage, qtbot: QtBot
) -> None:
    page.box.setText("thirty")
    page.show_result(result(), FACETS)
    page.narrowing.setFocus()
    qtbot.waitUntil(page.narrowing.hasFocus)
    qtbot.keyClick(page.narrowing, Qt.Key.Key_Tab)
    assert page.narrowing._boxes["layers", "binding"].hasFocus()
    page.box.setFocus()
    qtbot.waitUntil(page.box.hasFocus)
    qtbot.keyClick(page.box, Qt.Key.Key_Down)
    assert page.list.hasFocus()


def test_clauses_stand_side_by_side_and_lead_into_the_text(page: SearchPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.clauses_wanted) as asked:
        page.open_clauses(Topic.TERMINATION)
    assert asked.args[0] is Topic.TERMINATION
    words = "It ends with the season."
    clause = Clause("terms", "Terms", None, "sec_3", "3", "Ending", words, False, "Harbour · Terms")
    page.show_clauses((clause, clause), FACETS)
    assert page.pages.currentWidget() is page.view
    assert page.about.text() == "2 clauses · 1 agreement"
    assert page.export.isEnabled()
    with qtbot.waitSignal(page.chosen) as chosen:
        page.view.chosen.emit(clause)
    assert chosen.args == [clause]


def test_a_bare_heading_is_told_from_a_clause_with_words(page: SearchPage) -> None:
    page.open_clauses(Topic.TERMINATION)
    page.show_clauses((Clause("terms", "Terms", None, "sec_3", "3", "Ending", "", None, "Harbour · Terms"),), FACETS)
    assert any("heading alone" in label.text() for label in page.view.findChildren(QLabel))


def test_kept_searches_are_bounded_and_what_is_no_search_is_passed_over(kept: KeptSearches) -> None:
    for number in range(20):
        kept.visited(Search(f"words {number}"))
    kept.visited(Search("words 19", {"layers": ("binding",)}))
    kept.visited(Search("   "))
    assert [search.words for search in kept.recent()] == [f"words {number}" for number in range(19, 11, -1)]
    assert kept.recent()[0].name == "words 19 · 1 narrowed"
    for line in ("", "{}", "[1]", '["a", 3]', "[" * 9999):
        assert read(line) is None
