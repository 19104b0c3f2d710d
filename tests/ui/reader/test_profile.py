"""The profile layer: what is replaced, what does not apply, and the text as published when nothing is chosen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from navigator.model.amendments import Action, Amendment
from navigator.model.analysis import Analysis
from navigator.model.rules import (
    Answer,
    Applicability,
    Condition,
    CountrySet,
    Fact,
    Profile,
    Replacement,
    SpecialTerms,
    SpecialTermsAnswer,
)
from tests.helpers.fabricate import fabricate
from ui.reader import ReaderView
from ui.reader.content import State
from ui.theme import LIGHT

TARGET, SOURCE, OTHER = "sec_1__subsec_1-2", "sec_2__subsec_2-1", "sec_2__subsec_2-3"


def amended() -> tuple[Analysis, Applicability]:
    """2.1 replaces 1.2 for Brazil; 2.3 applies elsewhere; a value stands in 1.4."""
    analysis = fabricate(40, seed=9, words=20)
    by_id = analysis.agreement.by_id
    condition = Condition("if domiciled in Brazil", countries=CountrySet(frozenset({"BR"})))
    amendment = Amendment(
        SOURCE, Action.REPLACE, TARGET, condition, by_id[SOURCE].body[0].span, by_id[SOURCE].body, whole=True
    )
    special = (SpecialTerms(SOURCE, condition), SpecialTerms(OTHER, condition))
    value = by_id["sec_1__subsec_1-4"].body[0].span
    answer = Applicability(
        Profile("BR"),
        {Fact.GOVERNING_LAW: Answer("Brazil", certain=True, why=None, provision="sec_1__subsec_1-4", value_span=value)},
        (SpecialTermsAnswer(SOURCE, "2.1", "Clause 2.1", "domiciled in Brazil"),),
        (Replacement(TARGET, "1.2", SOURCE, "2.1"),),
    )
    return replace(analysis, amendments=(amendment,), special_terms=special), answer


@pytest.fixture
def view(qtbot: QtBot) -> ReaderView:
    made = ReaderView(LIGHT)
    qtbot.addWidget(made)
    made.resize(880, 900)
    made.show()
    analysis, answer = amended()
    made.show_analysis(analysis, answer)
    return made


def states(view: ReaderView, provision: str) -> list[State]:
    layout = view.sight().layout
    return [s.state for row in layout.rows.rows_of(provision) for s in layout.content("binding", row).segments]


def test_a_replaced_provision_is_struck_with_its_replacement_in_place(view: ReaderView) -> None:
    assert states(view, TARGET)[:2] == [State.PLAIN, State.STRUCK]
    assert states(view, TARGET)[-1] is State.INSERTED
    layout = view.sight().layout
    notice = layout.notice(layout.rows.row_of[TARGET]).notice
    assert (notice.text, notice.by_number) == ("Replaced for customers domiciled in Brazil by", "2.1")
    group = layout.rows.rows[layout.rows.row_of[TARGET]].group
    assert layout.content("summary", group).segments[0].words == "Describes text that does not apply to you"


def test_terms_for_others_are_dimmed_and_ours_are_not(view: ReaderView) -> None:
    assert set(states(view, OTHER)) == {State.DIMMED}
    assert set(states(view, SOURCE)) == {State.PLAIN}
    assert view.sight().layout.overlay.own


def test_the_original_can_be_shown_and_the_source_followed(view: ReaderView, qtbot: QtBot) -> None:
    view.go_to(TARGET)
    parts = {target.part: target for target in view.sight().targets()}
    click = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.viewport(), click, pos=parts["notice-button"].rects[0].center().toPoint())
    assert set(states(view, TARGET)) == {State.PLAIN}
    parts = {target.part: target for target in view.sight().targets()}
    qtbot.mouseClick(view.viewport(), click, pos=parts["notice-button"].rects[0].center().toPoint())
    assert State.STRUCK in states(view, TARGET)
    qtbot.mouseClick(view.viewport(), click, pos=parts["notice-link"].rects[0].center().toPoint())
    assert view.current() == SOURCE


def test_copied_words_say_what_does_not_apply_and_for_whom(view: ReaderView) -> None:
    view.go_to(TARGET)
    view.copy_with_citation()
    copied = QGuiApplication.clipboard().text()
    assert "[does not apply: " in copied
    assert copied.endswith("binding text, replaced for customers domiciled in Brazil by 2.1")


def test_nothing_chosen_shows_the_text_as_published_to_the_letter(view: ReaderView, qtbot: QtBot) -> None:
    view.set_applicability(None)
    plain = ReaderView(LIGHT)
    qtbot.addWidget(plain)
    plain.resize(880, 900)
    plain.show()
    plain.show_analysis(view.sight().layout.analysis)
    ours, published = view.sight().layout, plain.sight().layout
    assert [ours.content("binding", row) for row in range(len(ours.rows))] == [
        published.content("binding", row) for row in range(len(published.rows))
    ]
    assert view.grab().toImage() == plain.grab().toImage()


def test_a_card_of_a_replaced_provision_shows_what_applies(view: ReaderView) -> None:
    from ui.reader.card_content import card_of

    layout = view.sight().layout
    card = card_of(TARGET, layout)
    assert card.note == "Replaced for customers domiciled in Brazil by 2.1; this is the text that applies"
    shown = [segment.span for segment in card.content.segments]
    assert shown[0] in layout.analysis.agreement.by_id[SOURCE].body[0].span
