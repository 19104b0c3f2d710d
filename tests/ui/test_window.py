"""The window as its user meets it: opened, searched, asked whose law, left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from navigator.commands import COMMANDS
from navigator.model.rules import Profile
from ui.frame.duty_bar import DutyBar
from ui.shell import Shell

Settle = Callable[[Shell], None]


def words_in(widget: QWidget) -> str:
    """Every word that the labels of a pane show."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def reading(shell: Shell) -> str:
    assert shell.current.analysis is not None
    assert shell.current.provision is not None
    return shell.current.analysis.agreement.by_id[shell.current.provision].full_number or ""


def test_first_start_shows_the_samples_and_opens_one(make_shell: Callable[[], Shell], settle: Settle) -> None:
    shell = make_shell()
    assert shell.window.stack.currentWidget() is shell.window.library
    assert shell.current.library
    assert all(card.sample for card in shell.current.library)
    key = shell.current.library[0].key
    shell.window.library.welcome.open_agreement.emit(key)
    settle(shell)
    assert shell.window.stack.currentWidget() is shell.room
    assert shell.current.card is not None
    assert shell.current.card.key == key
    assert "provisions" in shell.window.status.count.text()


def test_a_dropped_file_is_added_and_read(
    make_shell: Callable[[], Shell], agreement_file: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.samples", lambda: ())
    shell = make_shell()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(agreement_file))])
    where, act = QPointF(40, 40), Qt.DropAction.CopyAction
    event = QDropEvent(where, act, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    shell.window.dropEvent(event)
    settle(shell)
    assert shell.current.card is not None
    assert shell.current.card.source_name == agreement_file.name
    assert not shell.current.card.sample


def test_a_file_that_cannot_be_read_is_named_with_the_mend(shell: Shell, settle: Settle, tmp_path: Path) -> None:
    shell.library.close()
    shell.library.add([tmp_path / "missing.md"], read=True)
    settle(shell)
    assert "missing.md" in shell.window.messages.text()
    shell.library.inspect(tmp_path / "gone.md")
    settle(shell)
    assert shell.window.stack.currentWidget() is shell.window.state
    assert "gone.md" in shell.window.state.accessibleName()


def test_search_shows_hits_and_enter_goes_there(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    shell.actions["search.focus"].trigger()
    box = shell.window.top_bar.search
    qtbot.keyClicks(box, "overdue")
    settle(shell)
    popup = shell.search.popup
    assert popup.isVisible()
    assert popup.model.hit(popup.list.currentIndex().row()) is not None
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle(shell)
    assert not popup.isVisible()
    assert shell.room is not None
    assert shell.room.reader.can_go_back()
    assert shell.window.focusWidget() is shell.room.reader


def test_words_that_nothing_has_are_told_above_what_is_like_them(shell: Shell, settle: Callable[[Shell], None]) -> None:
    """With a way to search for those; results and foot stay apart, and within the window."""
    shell.search.search("invoyce overdue")
    settle(shell)
    popup = shell.search.popup
    assert "Nothing has these words" in popup.remarks.words.text()
    assert popup.pages.geometry().bottom() < popup.foot.geometry().top()
    assert popup.geometry().bottom() <= shell.window.rect().bottom()
    (link,) = popup.remarks.findChildren(QAbstractButton)
    link.click()
    settle(shell)
    assert popup.box.text() == "invoice overdue"
    assert not popup.remarks.isVisible()


def test_search_for_nothing_says_so_and_escape_closes(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    shell.search.search("zzyzx")
    settle(shell)
    assert "Nothing found" in words_in(shell.search.popup)
    qtbot.keyClick(shell.window.top_bar.search, Qt.Key.Key_Escape)
    assert not shell.search.popup.isVisible()


def test_every_result_has_a_page_and_leads_back_into_the_text(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    qtbot.keyClicks(shell.window.top_bar.search, "overdue")
    settle(shell)
    shell.actions["search.results"].trigger()
    settle(shell)
    page = shell.search.page
    assert shell.window.stack.currentWidget() is page
    assert not shell.search.popup.isVisible()
    assert page.box.text() == "overdue"
    assert {facet.key for facet in page.narrowing._facets} >= {"agreements", "layers"}
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(shell)
    assert shell.window.stack.currentWidget() is shell.room
    assert shell.settings.many("search.recent")
    shell.actions["search.clauses"].trigger()
    settle(shell)
    assert shell.window.stack.currentWidget() is page
    assert page.side_by_side


def test_choosing_a_country_answers_at_once(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    assert shell.room is not None
    assert "as published" in words_in(shell.room.inspector.applies)
    shell.actions["profile.choose"].trigger()
    settle(shell)
    chooser = shell.profiles._chooser
    assert chooser is not None
    qtbot.keyClicks(chooser.find_box, "braz")
    qtbot.keyClick(chooser.find_box, Qt.Key.Key_Return)
    settle(shell)
    assert shell.window.top_bar.chip.text() == "Applies to: Brazil"
    card = shell.room.inspector.applies
    qtbot.waitUntil(lambda: "São Paulo" in words_in(card))
    assert "Brazil" in words_in(card)
    assert any(row.target_number == "3.2" for row in shell.current.applicability.replaced)  # type: ignore[union-attr]
    chooser.clear.click()
    settle(shell)
    assert shell.current.applicability is None
    assert shell.current.profile == Profile()


def test_the_contents_follow_the_reading_and_lead_there(shell: Shell, settle: Settle) -> None:
    assert shell.room is not None
    agreement = shell.current.analysis.agreement  # type: ignore[union-attr]
    suspension = next(row.id for row in agreement.provisions if row.full_number == "2.2")
    shell.room.outline.tree.activated_provision.emit(suspension)
    settle(shell)
    assert shell.room.reader.can_go_back()
    shell.current.set_provision(suspension)
    assert shell.room.outline.delegate.current == suspension
    assert shell.room.outline.tree.isExpanded(
        shell.room.outline.model.index_of(agreement.by_id[suspension].parent or "")
    )


def test_this_clause_tells_what_it_cites(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    assert shell.room is not None
    agreement = shell.current.analysis.agreement  # type: ignore[union-attr]
    payment = next(row.id for row in agreement.provisions if row.full_number == "2.1")
    shell.current.set_provision(payment)
    settle(shell)
    card = shell.room.inspector.clause
    qtbot.waitUntil(lambda: "THIS CLAUSE, 2.1" in words_in(card))
    assert "1.2 Notice of change" in words_in(card)


def test_every_command_has_a_handler_that_runs(shell: Shell, settle: Settle) -> None:
    assert set(shell.actions) == {command.id for command in COMMANDS}
    harmless = [name for name in shell.actions if not name.startswith("file.") or name == "file.settings"]
    for name in harmless:
        if name in {"note.export", "note.import"}:
            continue  # they open the system's file dialog
        shell.actions[name].trigger()
        settle(shell)
        for sheet in shell.windows._sheets.values():
            sheet.close_up()


def test_the_theme_changes_while_reading(shell: Shell, settle: Settle) -> None:
    assert not shell.current.theme.dark
    shell.actions["view.theme"].trigger()
    settle(shell)
    assert shell.current.theme.dark
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert shell.current.theme.surface in app.styleSheet()


def test_everything_that_takes_the_keyboard_has_a_name(shell: Shell) -> None:
    shell.windows.handlers()["file.settings"]()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in shell.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.isHidden()
        and isinstance(widget, QAbstractButton | QLineEdit)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_the_next_start_remembers(shell: Shell, make_shell: Callable[[], Shell], settle: Settle) -> None:
    shell.profiles.apply(Profile("JP"))
    settle(shell)
    shell.window.close()
    again = make_shell()
    assert again.current.profile == Profile("JP")
    assert again.window.top_bar.chip.text() == "Applies to: Japan"


def test_an_agreement_is_taken_up_where_it_was_left(
    shell: Shell, settle: Settle, agreement_file: Path, tmp_path: Path
) -> None:
    assert shell.room is not None
    place = next(row.id for row in shell.current.analysis.agreement.provisions if row.full_number == "2.2")
    shell.room.reader.go_to(place)
    key = shell.current.card.key
    other = tmp_path / "other.md"
    other.write_text(agreement_file.read_text("utf-8").replace("Larkspur", "Dunlin"), encoding="utf-8")
    shell.library.inspect(other)
    settle(shell)
    assert reading(shell) != "2.2"
    shell.library.open(key)
    settle(shell)
    assert reading(shell) == "2.2"


def test_enter_presses_the_button_with_the_keyboard(shell: Shell, qtbot: QtBot) -> None:
    shell.window.top_bar.contents.setFocus()
    assert shell.room is not None
    assert shell.room.left.isVisible()
    qtbot.keyClick(shell.window.top_bar.contents, Qt.Key.Key_Return)
    assert not shell.room.left.isVisible()
    shell.actions["find.in-agreement"].trigger()
    bar = shell.room.find_bar
    close = bar.findChildren(QAbstractButton)[-1]
    close.setFocus()
    qtbot.keyClick(close, Qt.Key.Key_Enter)
    assert bar.isHidden()


def test_who_must_do_what_begins_where_a_statement_is_in_sight(
    make_shell: Callable[[], Shell], tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.samples", lambda: ())
    told = "These terms are told at length before anything is asked of anybody. " * 60
    duty = "## 1. Fees\n\n**1.1 Payment.** You must pay each invoice within ten days.\n"
    path = tmp_path / "terms.md"
    path.write_text(f"# Wickham Terms\n\n{told}\n\n{duty}", encoding="utf-8")
    shell = make_shell()
    shell.library.inspect(path)
    settle(shell)
    shell.actions["view.obligations"].trigger()
    settle(shell)
    assert shell.room is not None
    bar = shell.room.findChild(DutyBar)
    assert bar is not None
    assert any(shell.room.reader.shows(row.span) for row in bar.chosen())
