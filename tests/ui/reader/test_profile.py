"""The profile layer: what is replaced, what does not apply, and the text as published when nothing is chosen."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from navigator.consolidation import applicable_definitions, consolidate
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
from navigator.model.text import Span
from tests.helpers.fabricate import fabricate
from ui.reader import ReaderView
from ui.reader.card_content import card_of
from ui.reader.content import Role, State
from ui.reader.layout import Layout
from ui.reader.notice import BUTTON, LINK
from ui.reader.overlay import Overlay
from ui.reader.switch import ReadsSwitch
from ui.reads import Reads
from ui.theme import LIGHT

TARGET, SOURCE, OTHER = "sec_1__subsec_1-2", "sec_2__subsec_2-1", "sec_2__subsec_2-3"
TOUCHED, ENDED = "sec_1__subsec_1-6", "sec_1__subsec_1-7"


def reads(analysis: Analysis, answer: Applicability) -> Reads:
    """How an agreement reads for an answer."""
    return Reads(answer, consolidate(analysis, answer), partial(applicable_definitions, analysis, answer))


def amended() -> tuple[Analysis, Applicability]:
    """2.1 replaces 1.2 for Brazil and adds to 1.6; 2.3 applies elsewhere, 2.5 ends 1.7; a value stands in 1.4."""
    analysis = fabricate(40, seed=9, words=20)
    by_id = analysis.agreement.by_id
    condition = Condition("if domiciled in Brazil", countries=CountrySet(frozenset({"BR"})))
    amendment = Amendment(
        SOURCE, Action.REPLACE, TARGET, condition, by_id[SOURCE].body[0].span, by_id[SOURCE].body, whole=True
    )
    add = Amendment(SOURCE, Action.ADD, TOUCHED, condition, by_id[SOURCE].body[0].span)
    end = Amendment(SOURCE, Action.DISAPPLY, ENDED, condition, by_id[SOURCE].body[0].span, whole=True)
    special = (SpecialTerms(SOURCE, condition), SpecialTerms(OTHER, condition))
    value = by_id["sec_1__subsec_1-4"].body[0].span
    answer = Applicability(
        Profile("BR"),
        {Fact.GOVERNING_LAW: Answer("Brazil", certain=True, why=None, provision="sec_1__subsec_1-4", value_span=value)},
        (SpecialTermsAnswer(SOURCE, "2.1", "Clause 2.1", "domiciled in Brazil"),),
        (Replacement(TARGET, "1.2", SOURCE, "2.1"),),
        disapplied=(Replacement(ENDED, "1.7", SOURCE, "2.1"),),
    )
    return replace(analysis, amendments=(amendment, add, end), special_terms=special), answer


@pytest.fixture
def view(qtbot: QtBot) -> ReaderView:
    made = ReaderView(LIGHT)
    qtbot.addWidget(made)
    made.resize(880, 900)
    made.show()
    analysis, answer = amended()
    made.show_analysis(analysis, reads(analysis, answer))
    return made


def states(view: ReaderView, provision: str) -> list[State]:
    layout = view.sight().layout
    return [s.state for row in layout.rows.rows_of(provision) for s in layout.content("binding", row).segments]


def test_a_replaced_provision_is_struck_with_its_replacement_in_place(view: ReaderView) -> None:
    assert states(view, TARGET)[:2] == [State.PLAIN, State.STRUCK]
    assert states(view, TARGET)[-1] is State.INSERTED
    layout = view.sight().layout
    notice = layout.notice(layout.rows.row_of[TARGET], 0)
    assert (notice.text, notice.by_number) == ("Replaced for customers domiciled in Brazil by", "2.1")
    group = layout.rows.rows[layout.rows.row_of[TARGET]].group
    assert layout.content("summary", group).segments[0].words == "Describes text that does not apply to you"


def test_terms_for_others_are_dimmed_and_ours_are_not(view: ReaderView) -> None:
    assert set(states(view, OTHER)) == {State.DIMMED}
    assert set(states(view, SOURCE)) == {State.PLAIN}
    assert view.sight().layout.overlay.own


def part(view: ReaderView, provision: str, name: str) -> QPoint:
    """Where the link or the button of a provision's notice stands."""
    rows = view.sight().layout.rows.rows
    found = (t for t in view.sight().targets() if t.part == name and rows[t.index].provision.id == provision)
    return next(found).rects[0].center().toPoint()


def test_the_original_can_be_shown_and_the_source_followed(view: ReaderView, qtbot: QtBot) -> None:
    view.go_to(TARGET)
    click = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.viewport(), click, pos=part(view, TARGET, BUTTON))
    assert set(states(view, TARGET)) == {State.PLAIN}
    qtbot.mouseClick(view.viewport(), click, pos=part(view, TARGET, BUTTON))
    assert State.STRUCK in states(view, TARGET)
    qtbot.mouseClick(view.viewport(), click, pos=part(view, TARGET, LINK))
    assert view.current() == SOURCE


def test_an_addition_is_shown_where_it_adds_and_leads_to_its_source(view: ReaderView) -> None:
    layout = view.sight().layout
    row = layout.rows.row_of[TOUCHED]
    segments = layout.content("binding", row).segments
    said = [segment.words for segment in segments if segment.role is Role.TRACE]
    assert said == ["For customers domiciled in Brazil,", "2.1", "adds:"]
    assert segments[-1].state is State.INSERTED
    assert segments[-1].span in layout.analysis.agreement.by_id[SOURCE].body[0].span
    view.go_to(TOUCHED)
    link = next(t for t in view.sight().targets() if t.anchor and t.anchor.link.words("") == "2.1" and t.index == row)
    view.activate(link)
    assert view.current() == SOURCE


def test_what_does_not_apply_is_struck_whole_with_nothing_in_its_place(view: ReaderView) -> None:
    assert set(states(view, ENDED)[1:]) == {State.STRUCK}
    notice = view.sight().layout.overlay.notice(ENDED)
    assert notice.said == "Does not apply to customers domiciled in Brazil: 2.1"
    assert card_of(ENDED, view.sight().layout).note == notice.said


def test_the_switch_shows_the_text_as_published_and_a_new_profile_turns_it_back(view: ReaderView) -> None:
    before = states(view, TARGET)
    published, for_me = view.findChildren(ReadsSwitch)[0].buttons
    published.click()
    assert view.as_published
    assert set(states(view, TARGET)) == {State.PLAIN}
    assert not view.sight().layout.overlay.notices
    for_me.click()
    assert states(view, TARGET) == before
    published.click()
    analysis, answer = amended()
    view.set_reads(reads(analysis, replace(answer, profile=Profile("AR"))))
    assert not view.as_published


def test_whoever_seeks_a_replaced_provision_lands_on_the_text_that_applies(view: ReaderView) -> None:
    view.resize(880, 300)
    view.land_on(TARGET)
    assert view.current() == TARGET
    layout = view.sight().layout
    inserted = layout.analysis.agreement.by_id[SOURCE].body[0].span
    cell = view.sight().binding(layout.row_with(TARGET, inserted))
    tops = [cell.origin.y() + rect.top() for at in cell.document.ranges(inserted) for rect in cell.document.rects(*at)]
    assert 0 <= tops[0] < view.viewport().height()


def test_no_word_is_lost_and_none_invented(view: ReaderView) -> None:
    def words(layout: Layout) -> dict[str, list[Span]]:
        kept = (State.PLAIN, State.STRUCK, State.DIMMED)
        return {
            row.provision.id: [
                segment.span
                for paragraph in layout.content("binding", at).paragraphs()
                if not paragraph.echo
                for segment in paragraph.segments
                if segment.words is None and segment.state in kept
            ]
            for at, row in enumerate(layout.rows.rows)
            if row.provision is not None
        }

    layout = view.sight().layout
    for_me = words(layout)
    layout.set_overlay(Overlay(), set())
    assert for_me == words(layout)


def test_copied_words_say_what_does_not_apply_and_for_whom(view: ReaderView) -> None:
    view.go_to(TARGET)
    view.copy_with_citation()
    copied = QGuiApplication.clipboard().text()
    assert "[does not apply: " in copied
    assert "[2.1]" in copied
    assert copied.endswith("binding text, replaced for customers domiciled in Brazil by 2.1")


def test_nothing_chosen_shows_the_text_as_published_to_the_letter(view: ReaderView, qtbot: QtBot) -> None:
    view.set_reads(None)
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
    layout = view.sight().layout
    card = card_of(TARGET, layout)
    assert card.note == "Replaced for customers domiciled in Brazil by 2.1; this is the text that applies"
    shown = [segment.span for segment in card.content.segments]
    assert shown[0] in layout.analysis.agreement.by_id[SOURCE].body[0].span
