"""Search results as rows, and the one line that a snippet has."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from navigator.model.catalogue import Hit, HitLayer, SearchResult
from ui.search.delegate import window_of
from ui.search.model import ResultsModel, spoken, status


def hit(agreement: str, number: str, layer: HitLayer = HitLayer.BINDING, **more: object) -> Hit:
    row = {"score": 1.0, "snippet": "thirty days", "marks": ((0, 6),), **more}
    row.setdefault("called", agreement.title())
    return Hit(agreement, agreement.title(), date(2024, 5, 3), f"sec_{number}", number, "Fees", layer, **row)  # type: ignore[arg-type]


def result(*hits: Hit) -> SearchResult:
    return SearchResult("thirty", "whoosh", len(hits), 3.0, hits)


def test_hits_are_grouped_by_agreement_and_headings_cannot_be_chosen() -> None:
    model = ResultsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_result(result(hit("terms", "1"), hit("policy", "2"), hit("terms", "3")))
    numbers = [found.full_number if (found := model.hit(row)) else None for row in range(model.rowCount())]
    assert numbers == [None, "1", "3", None, "2"]
    assert model.next_hit(-1, 0) == 1
    assert model.next_hit(2, 1) == 4
    assert model.next_hit(1, -6) == 1
    assert model.next_hit(4, 6) == 4
    assert model.row_of(hit("policy", "2")) == 4
    assert model.row_of(hit("policy", "9")) == -1
    model.show_result(None)
    assert model.next_hit(-1, 1) == -1


def test_the_pill_says_binding_status_first_what_takes_its_place() -> None:
    assert status(hit("terms", "1")) == ("binding", "accent")
    assert status(hit("terms", "1", HitLayer.SUMMARY)) == ("summary", "good")
    assert status(hit("terms", "1", applies=False)) == ("does not apply", "warn")
    assert status(hit("terms", "1", applies=False, replaced_by="10.2.1")) == ("replaced by 10.2.1", "warn")
    assert "summary, not binding" in spoken(hit("terms", "1", HitLayer.SUMMARY))


@given(st.text("ab ", max_size=300), st.integers(0, 299), st.integers(5, 80))
def test_a_snippet_begins_so_that_its_first_mark_is_in_sight(text: str, mark: int, room: int) -> None:
    mark = min(mark, len(text))
    start = window_of(text, mark, room)
    assert 0 <= start <= mark
    if start:
        assert start == mark or text[start - 1] == " "
