"""The reading view as its user meets it: reading, jumping, returning, selecting, finding."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from pytestqt.qtbot import QtBot

from navigator.model.analysis import Analysis
from tests.helpers.fabricate import fabricate
from ui.reader import ReaderView
from ui.reader.formats import FormatBook
from ui.reader.layout import KEPT, Layout
from ui.reader.sight import Sight
from ui.theme import DARK, LIGHT


def opened(qtbot: QtBot, analysis: Analysis, width: int = 880, height: int = 700) -> ReaderView:
    view = ReaderView(LIGHT)
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    view.show_analysis(analysis)
    return view


def seen(view: ReaderView) -> Sight:
    sight = view.sight()
    assert sight is not None
    return sight


def tops(view: ReaderView) -> dict[int, int]:
    sight = seen(view)
    return {row: sight.row_box(row).top() for row in sight.rows()}


def test_ten_thousand_provisions_lay_out_only_what_is_near(qtbot: QtBot) -> None:
    view = opened(qtbot, fabricate(10_000, words=40))
    layout = seen(view).layout
    assert sum(layout.measured(row) for row in range(len(layout.rows))) < 40
    for _ in range(300):
        view.scroll_by(400)
    assert len(layout._documents) <= KEPT


def test_rows_that_come_later_stand_as_if_all_had_come_at_once(qtbot: QtBot) -> None:
    analysis = fabricate(900)
    view = opened(qtbot, analysis)
    layout = seen(view).layout
    assert not layout.complete
    before, height = tops(view), view.verticalScrollBar().maximum()
    at_once = Layout(analysis, FormatBook(LIGHT), layout.columns.view)
    while not at_once.complete:
        at_once.grow()
    qtbot.waitUntil(lambda: layout.complete)
    assert tops(view) == before
    assert view.verticalScrollBar().maximum() == pytest.approx(height, rel=0.1)
    for guessed in (layout, at_once):
        for row in range(len(guessed.rows)):
            guessed.measure(row)
    rows = range(len(at_once.rows))
    assert [layout.heights[row] for row in rows] == [at_once.heights[row] for row in rows]


def test_the_last_provision_can_be_gone_to_before_its_row_was_made(qtbot: QtBot) -> None:
    analysis = fabricate(900)
    last = analysis.agreement.provisions[-1].id
    view = opened(qtbot, analysis)
    view.go_to(last)
    assert view.current() == last
    assert tops(view)[seen(view).layout.rows.row_of[last]] == 0
    view.back()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert seen(view).layout.complete


def test_what_is_in_sight_stays_where_it_stands_while_heights_are_corrected(qtbot: QtBot) -> None:
    view = opened(qtbot, fabricate(400))
    view.go_to("sec_20__subsec_20-5")
    for step in (-60, -60, -300, 90, 700, -900):
        before, at = tops(view), view.verticalScrollBar().value()
        view.scroll_by(step)
        after = tops(view)
        shared = before.keys() & after.keys()
        assert {row: after[row] for row in shared} == {row: before[row] - step for row in shared}, at
        layout = seen(view).layout
        assert all(layout.measured(row) for row in after)


def test_a_jump_puts_the_provision_at_the_top_and_back_restores_the_place_exactly(qtbot: QtBot) -> None:
    view = opened(qtbot, fabricate(300))
    view.scroll_by(1234)
    left, before = view.current(), tops(view)
    for target in ("sec_25__subsec_25-4", "sec_30__subsec_30-9", "sec_3"):
        view.go_to(target)
        assert view.current() == target
        assert tops(view)[seen(view).layout.rows.row_of[target]] == 0
    view.back()
    assert view.current() == "sec_30__subsec_30-9"
    view.back()
    view.back()
    assert (view.current(), tops(view)) == (left, before)
    assert not view.can_go_back()
    assert view.can_go_forward()
    view.forward()
    assert view.current() == "sec_25__subsec_25-4"


def test_the_reader_keeps_the_place_through_width_zoom_and_theme(qtbot: QtBot) -> None:
    view = opened(qtbot, fabricate(300))
    view.go_to("sec_12__subsec_12-3")
    view.resize(700, 600)
    view.zoom(2)
    view.set_theme(DARK)
    view.zoom(None)
    assert view.current() == "sec_12__subsec_12-3"
    assert min(abs(top) for top in tops(view).values()) == 0


def test_current_follows_the_scrolling(qtbot: QtBot) -> None:
    view = opened(qtbot, fabricate(60))
    told: list[str] = []
    view.current_changed.connect(told.append)
    while view.verticalScrollBar().value() < view.verticalScrollBar().maximum():
        view.scroll_by(40)
    order = seen(view).layout.analysis.agreement.order
    places = [order[identity] for identity in told]
    assert places == sorted(places)
    assert told[-1] == seen(view).layout.analysis.agreement.provisions[-1].id


def test_find_walks_every_place_in_order_and_around(qtbot: QtBot) -> None:
    analysis = fabricate(50)
    view = opened(qtbot, analysis)
    assert view.find("OUR   pages")
    assert view.find_place() == (1, 45)
    first = view._found
    assert view.find("OUR   pages", backwards=True)
    assert view.find_place() == (45, 45)
    assert view.find("OUR   pages")
    assert view._found == first
    assert not view.find("no such words here")
    assert view.set_find_marks("") == 0


def test_a_drag_selects_binding_words_only_and_copies_them_with_citation(qtbot: QtBot) -> None:
    analysis = fabricate(30, seed=2)
    view = opened(qtbot, analysis)
    view.go_to("sec_1__subsec_1-2", highlight=False)
    sight = seen(view)
    first, second = (sight.layout.rows.row_of[f"sec_1__subsec_1-{n}"] for n in (2, 3))
    start, end = sight.binding(first), sight.binding(second)
    viewport = view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start.origin + QPoint(0, 4))
    for y in (20, 60, 120):
        move(view, start.origin + QPoint(40, y))
    move(view, end.origin + QPoint(end.document.width, end.document.height + 18))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end.origin + QPoint(0, end.document.height + 18))
    words = view.selected_text()
    agreement = analysis.agreement
    for identity in ("sec_1__subsec_1-2", "sec_1__subsec_1-3"):
        assert agreement.binding_text(identity).split(" • ")[0][:60] in " ".join(words.split())
    assert words.startswith("1.2 Clause 1.2.")
    assert not any(agreement.summary_text(summary) in words for summary in agreement.summaries)
    view.copy_with_citation()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("“1.2 Clause 1.2.")
    assert copied.endswith(
        "” — Made-up Terms of Service, Section 1.2 (Clause 1.2) to Section 1.3 (Clause 1.3), "
        "version of 14 March 2025, binding text"
    )
    assert agreement.last_updated == date(2025, 3, 14)


def move(view: ReaderView, point: QPoint) -> None:
    """A mouse move with the left button held, which qtbot cannot make."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    held = Qt.MouseButton.LeftButton
    place = QPointF(view.viewport().mapToGlobal(point))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), place, held, held, Qt.KeyboardModifier.NoModifier)
    QGuiApplication.sendEvent(view.viewport(), event)


def test_a_summary_is_copied_as_not_binding(qtbot: QtBot) -> None:
    analysis = fabricate(30, seed=2)
    view = opened(qtbot, analysis)
    sight = seen(view)
    group = sight.groups()[0]
    place = sight.summary(group)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.origin + QPoint(6, 8))
    assert view.selected_text() == analysis.agreement.summary_text(sight.layout.rows.groups[group].summary).split()[0]
    view.copy_with_citation()
    assert QGuiApplication.clipboard().text().endswith("plain-language summary, not binding")


def test_select_all_takes_the_provision_being_read(qtbot: QtBot) -> None:
    analysis = fabricate(30, seed=4)
    view = opened(qtbot, analysis)
    view.go_to("sec_2__subsec_2-1")
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = " ".join(QGuiApplication.clipboard().text().split())
    assert copied.startswith("2.1 Clause 2.1. ")
    assert copied.endswith(analysis.agreement.binding_text("sec_2__subsec_2-1")[-40:])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_columns_stand_where_the_language_reads_from(qtbot: QtBot, language: str) -> None:
    view = opened(qtbot, fabricate(20, language=language))
    sight = seen(view)
    row = next(row for row in sight.rows() if sight.layout.rows.rows[row].group >= 0)
    group = sight.layout.rows.rows[row].group
    summary_left = sight.summary(group).origin.x() < sight.binding(row).origin.x()
    assert summary_left is (language == "en")


def test_without_summaries_there_is_one_column_of_fair_measure(qtbot: QtBot) -> None:
    view = opened(qtbot, fabricate(20, summaries=False), width=1400)
    columns = seen(view).layout.columns
    book = seen(view).layout.book
    assert columns.summary == 0
    assert columns.binding_text <= 76 * book.serif_advance
    assert abs(2 * columns.left + columns.width - columns.view) <= columns.gutter + 1  # halves of pixels


def test_a_screen_reader_finds_the_cells_in_sight_with_their_binding_status(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    analysis = fabricate(60)
    view = opened(qtbot, analysis)
    interface = QAccessible.queryAccessibleInterface(view.viewport())
    children = [interface.child(at) for at in range(interface.childCount())]
    said = [child.text(QAccessible.Text.Name) for child in children]
    assert said[:2] == ["Made-up Terms of Service", "1 Part 1"]
    assert said[2].startswith("Plain-language summary, not binding: ")
    assert said[3].startswith("1.1 Binding text: Clause 1.1. ")
    assert {child.role() for child in children} == {QAccessible.Role.StaticText}
    view.go_to("sec_4")
    assert view._spoken.cells[0].text() == "4 Part 4"
    assert view.accessibleDescription() == "At 4 Part 4"


def test_an_agreement_without_any_provision_can_be_shown(qtbot: QtBot) -> None:
    view = opened(qtbot, fabricate(0))
    view.go_to("sec_1")
    view.to_end()
    view.zoom(1)
    assert view.current() is None
    assert not view.grab().isNull()
