"""Cards: they open after a pause or at once by key, stay, can be dismissed, and lead on (WCAG 2.2, 1.4.13)."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from navigator.model.links import Reference
from tests.helpers.fabricate import fabricate
from ui.reader import ReaderView
from ui.reader.layers import LinkKind
from ui.reader.sight import Target
from ui.theme import LIGHT


@pytest.fixture
def view(qtbot: QtBot) -> ReaderView:
    made = ReaderView(LIGHT)
    qtbot.addWidget(made)
    made.resize(880, 900)
    made.show()
    made.show_analysis(fabricate(80, seed=6))
    made.activateWindow()
    made.setFocus()
    qtbot.mouseMove(made.viewport(), QPoint(3, 3))  # away from where the last test left it
    return made


def link(view: ReaderView, kind: LinkKind) -> Target:
    """The first link of a kind, scrolled into sight."""
    for provision in view.sight().layout.analysis.agreement.provisions:
        view.go_to(provision.id, highlight=False, record=False)
        for target in view.sight().targets():
            if target.anchor is not None and target.anchor.link.kind is kind:
                return target
    raise AssertionError(kind)


def middle(target: Target) -> QPoint:
    return target.rects[0].center().toPoint()


def test_resting_on_a_reference_opens_its_card_and_leaving_closes_it(view: ReaderView, qtbot: QtBot) -> None:
    target = link(view, LinkKind.REFERENCE)
    qtbot.mouseMove(view.viewport(), middle(target))
    assert not view.cards.is_open
    qtbot.waitUntil(lambda: view.cards.is_open)
    assert isinstance(target.anchor.link.source, Reference)
    assert view.cards.content.target == target.anchor.link.source.target
    qtbot.mouseMove(view.viewport(), QPoint(3, 3))
    qtbot.waitUntil(lambda: not view.cards.is_open)


def test_passing_over_links_and_scrolling_open_nothing(view: ReaderView, qtbot: QtBot) -> None:
    target = link(view, LinkKind.REFERENCE)
    qtbot.mouseMove(view.viewport(), middle(target))
    qtbot.mouseMove(view.viewport(), QPoint(3, 3))
    qtbot.wait(500)
    assert not view.cards.is_open
    qtbot.mouseMove(view.viewport(), middle(target))
    view.scroll_by(30)
    qtbot.wait(500)
    assert not view.cards.is_open


def test_by_keyboard_alone_to_a_card_inside_it_and_there(view: ReaderView, qtbot: QtBot) -> None:
    link(view, LinkKind.REFERENCE)
    for _ in range(30):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        focused = view._keyboard.focused()
        if focused is not None and focused.anchor and focused.anchor.link.kind is LinkKind.REFERENCE:
            break
    qtbot.keyClick(view, Qt.Key.Key_Return)
    card = view.cards.content
    assert card is not None
    assert card.target is not None
    if view.cards.card.text.anchors():
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert view.cards.content is not card
        qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert view.cards.content is card
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not view.cards.is_open
    assert view.current() == card.target
    assert view.can_go_back()


def test_a_card_that_was_dismissed_stays_closed_until_the_pointer_has_left(view: ReaderView, qtbot: QtBot) -> None:
    target = link(view, LinkKind.REFERENCE)
    qtbot.mouseMove(view.viewport(), middle(target))
    qtbot.waitUntil(lambda: view.cards.is_open)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseMove(view.viewport(), middle(target) + QPoint(9, 0))
    qtbot.wait(500)
    assert not view.cards.is_open
    qtbot.mouseMove(view.viewport(), QPoint(3, 3))
    qtbot.mouseMove(view.viewport(), middle(target))
    qtbot.waitUntil(lambda: view.cards.is_open)


def test_escape_closes_and_control_enter_pins(view: ReaderView, qtbot: QtBot) -> None:
    target = link(view, LinkKind.REFERENCE)
    view.cards.open_at(target)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.cards.is_open
    view.cards.open_at(target)
    with qtbot.waitSignal(view.pin_requested) as pinned:
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pinned.args == [target.anchor.link.source.target]


def test_an_open_question_offers_its_candidates_and_a_broken_one_says_why(view: ReaderView, qtbot: QtBot) -> None:
    view.cards.open_at(link(view, LinkKind.AMBIGUOUS))
    card = view.cards.content
    assert len(card.choices) == 2
    assert "two provisions bear this number" in card.note
    assert card.target is None
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.current() == card.choices[0].provision
    view.cards.open_at(link(view, LinkKind.BROKEN))
    assert view.cards.content.note == "no provision bears this number"
    view.cards.open_at(link(view, LinkKind.EXTERNAL))
    assert (view.cards.content.title, view.cards.content.note) == ("the Sample Act", "Outside this agreement")


def test_a_term_shows_its_definition_and_where_it_stands(view: ReaderView) -> None:
    view.cards.open_at(link(view, LinkKind.TERM))
    card = view.cards.content
    assert card.title == "Service Plan"
    assert card.section == "Defined in 1.1"
    assert card.content.segments


def test_a_click_goes_to_a_provision_but_never_opens_a_web_page(view: ReaderView, qtbot: QtBot) -> None:
    target = link(view, LinkKind.WEB)
    with qtbot.waitSignal(view.link_activated) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(target))
    assert asked.args[0].startswith("https://example.org/")
    target = link(view, LinkKind.REFERENCE)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(target))
    assert view.current() == target.anchor.link.source.target
