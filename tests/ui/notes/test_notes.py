"""Notes as their user meets them: written, found again, brought back, carried to a new version and to a colleague."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from navigator.model.notes import NoteKind
from navigator.model.rules import Profile
from navigator.session import Session
from tests.ui.agreement import TEXT
from tests.ui.test_window import words_in
from ui.notes.panel import NotesPanel
from ui.reader.noted import STALE, TEAM_LABEL, Sign
from ui.reader.selection import Caret, Selection
from ui.reader.sight import BINDING
from ui.reader.spoken import spoken
from ui.shell import Shell

Settle = Callable[[Shell], None]


def read_at(shell: Shell, number: str) -> str:
    """Reads a provision, by its number."""
    assert shell.current.analysis is not None
    assert shell.room is not None
    found = next(p for p in shell.current.analysis.agreement.provisions if p.full_number == number)
    shell.room.reader.go_to(found.id, highlight=False, record=False)
    return found.id


def written(shell: Shell, settle: Settle, qtbot: QtBot, act: str, text: str, tags: str = "") -> None:
    """By keyboard alone: the act's key, the words, Ctrl+Enter."""
    shell.actions[act].trigger()
    editor = shell.notes._editor
    assert editor is not None
    assert editor.box.hasFocus()
    qtbot.keyClicks(editor.box, text)
    qtbot.keyClick(editor.box, Qt.Key.Key_Tab)
    qtbot.keyClicks(editor.tags, tags)
    qtbot.keyClick(editor.tags, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert not editor.isVisible()


def listed(shell: Shell, settle: Settle) -> NotesPanel:
    shell.actions["view.notes"].trigger()
    settle(shell)
    assert shell.room is not None
    assert shell.room.tray is not None
    panel = shell.room.tray.stack.currentWidget()
    assert isinstance(panel, NotesPanel)
    return panel


def test_a_note_on_selected_words_is_marked_listed_and_deleted_and_comes_back(
    shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    room, identity = shell.room, read_at(shell, "2.1")
    assert room is not None
    assert shell.current.analysis is not None
    reader, text = room.reader, shell.current.analysis.agreement.text
    row = reader._layout.rows.row_of[identity]
    start = text.text.index("within twenty days")
    segment = next(at for at, s in enumerate(reader._layout.binding(row).content.segments) if start in s.span)
    reader.select(Selection(BINDING, Caret(row, segment, start), Caret(row, segment, start + 18)))
    written(shell, settle, qtbot, "note.add", "Ask counsel", "law, fees")
    placed = shell.current.notes.placed[0]
    assert [text.at(span) for span in placed.spans] == ["within twenty days"]
    assert reader._noted.spans == placed.spans
    assert reader._noted.signs == {identity: Sign(notes=1)}
    qtbot.waitUntil(lambda: "Ask counsel" in words_in(room.inspector.notes))
    panel = listed(shell, settle)
    assert panel.tags.findData("law") > 0
    panel.tags.setCurrentIndex(panel.tags.findData("fees"))
    assert [line.cells[1] for line in panel.table.visible()] == ["Ask counsel"]
    panel.words.setText("nothing like it")
    assert panel.table.visible() == []
    panel.words.clear()
    panel.table.setCurrentIndex(panel.table.shown.index(0, 0))
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    settle(shell)
    assert shell.current.notes.placed == ()
    shell.window.messages.button.click()
    settle(shell)
    assert [row.note for row in shell.current.notes.placed] == [placed.note]


def test_a_note_on_a_replaced_provision_quotes_its_own_words_alone(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    shell.profiles.apply(Profile("BR"))
    settle(shell)
    identity = read_at(shell, "3.2")
    assert shell.room is not None
    reader = shell.room.reader
    reader.select_provision()
    assert "sole arbitrator" in reader.selected_text()
    written(shell, settle, qtbot, "note.add", "Ask counsel")
    placed = shell.current.notes.placed[0]
    assert placed.provision == identity
    said = " ".join(shell.current.analysis.agreement.text.at(span) for span in placed.spans)
    assert said.startswith("Disputes")
    assert said.endswith("twenty days.")


def test_bookmarks_stand_below_the_contents_and_f2_walks_all_notes(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    room = shell.room
    assert room is not None
    assert room.bookmarks.isHidden()
    for number in ("3.1", "1.2"):
        read_at(shell, number)
        shell.actions["note.bookmark"].trigger()
        settle(shell)
    assert [room.bookmarks.list.item(row).text() for row in range(2)] == [
        "§\u00a01.2 Notice of change", "§\u00a03.1 Governing Law"
    ]  # fmt: skip
    read_at(shell, "1.1")
    seen = []
    for _ in range(3):
        shell.actions["note.next"].trigger()
        seen.append(shell.current.provision)
    assert seen[0] == seen[2] != seen[1]
    room.bookmarks.list.setCurrentRow(1)
    qtbot.keyClick(room.bookmarks.list, Qt.Key.Key_Return)
    assert shell.current.provision == seen[1]
    shell.actions["note.bookmark"].trigger()  # a second time takes it away
    settle(shell)
    assert room.bookmarks.list.count() == 1


def test_a_summary_of_the_team_stands_beside_its_clause_apart_from_the_publishers(
    shell: Shell, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, identity = shell.room, read_at(shell, "2.2")
    assert room is not None
    written(shell, settle, qtbot, "note.summary", "They may switch it off.")
    reader = room.reader
    read_at(shell, "2.2")
    sight = reader.sight()
    assert sight is not None
    row = reader._layout.rows.row_of[identity]
    group = reader._layout.rows.rows[row].group
    assert reader._layout.rows.groups[group].team
    shown = [segment.words for segment in reader._layout.summary(group).content.segments]
    assert shown == [TEAM_LABEL, "They may switch it off."]
    said = [words for _, words in spoken(sight)]
    assert f"{TEAM_LABEL} They may switch it off." in said
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=sight.summary(group).origin + QPoint(6, 8))
    assert shell.notes._editor is not None
    assert shell.notes._editor.box.toPlainText() == "They may switch it off."
    assert shell.notes._editor.subject.note is not None


def test_words_that_nobody_saved_wait_and_are_kept_when_the_window_closes(
    shell: Shell, settle: Settle, qtbot: QtBot, library: Path
) -> None:
    read_at(shell, "2.2")
    shell.actions["note.add"].trigger()
    editor = shell.notes._editor
    assert editor is not None
    qtbot.keyClicks(editor.box, "Not yet saved")
    qtbot.keyClick(editor.box, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert "not saved yet" in shell.window.messages.text()
    shell.window.messages.button.click()
    assert editor.isVisible()
    assert editor.box.toPlainText() == "Not yet saved"
    key = shell.current.card.key
    shell.close()
    session = Session(library)
    assert [row.note.text for row in session.notes(session.analysis(key)).placed] == ["Not yet saved"]
    session.close()


def test_notes_follow_a_new_version_and_those_without_a_place_are_listed(
    shell: Shell, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    for number, text in (("2.1", "on fees"), ("2.2", "on suspension"), ("3.2", "on disputes")):
        read_at(shell, number)
        written(shell, settle, qtbot, "note.add", text)
    read_at(shell, "1.2")
    written(shell, settle, qtbot, "note.summary", "They warn us.")
    newer = TEXT.replace("3 May 2024", "4 June 2025").replace("thirty (30)", "sixty (60)")
    newer = newer.replace("**2.2 Suspension.** Larkspur may suspend the Service while an invoice is overdue.\n\n", "")
    newer = newer.replace("**3.2 Disputes.**", "**3.2 Costs.** Each party bears its own costs.\n\n**3.3 Disputes.**")
    path = tmp_path / "newer.md"
    path.write_text(newer, encoding="utf-8")
    shell.library.add([path], read=True)
    settle(shell)
    notes, agreement = shell.current.notes, shell.current.analysis.agreement
    there = {row.note.text: (agreement.by_id[row.provision].full_number, row.changed) for row in notes.placed}
    assert there == {"on fees": ("2.1", False), "on disputes": ("3.3", False), "They warn us.": ("1.2", True)}
    assert [row.note.text for row in notes.unplaced] == ["on suspension"]
    assert shell.room is not None
    read_at(shell, "1.2")
    card = shell.room.inspector.notes
    qtbot.waitUntil(lambda: STALE in words_in(card) and "1 note has no place" in words_in(card))
    settle(shell)
    next(b for b in card.findChildren(QPushButton) if b.text() == "Still right" and b.isVisible()).click()
    settle(shell)
    assert not any(row.changed for row in shell.current.notes.placed)
    panel = listed(shell, settle)
    assert panel.table.visible()[0].cells[0] == "No place"
    read_at(shell, "2.1")
    panel.table.setCurrentIndex(panel.table.shown.index(0, 0))
    panel.place_button.click()
    settle(shell)
    assert shell.current.notes.unplaced == ()


def test_notes_go_to_a_colleague_and_come_in_once(
    shell: Shell, settle: Settle, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_at(shell, "2.1")
    written(shell, settle, qtbot, "note.add", "on fees")
    out = tmp_path / "notes"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    shell.actions["note.export"].trigger()
    settle(shell)
    assert out.with_suffix(".json").is_file()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out.with_suffix(".json")), ""))
    shell.notes.delete(shell.current.notes.placed[0].note)
    settle(shell)
    for told in ("1 note added.", "1 already here."):
        shell.actions["note.import"].trigger()
        settle(shell)
        assert shell.window.messages.text() == told
    assert len(shell.current.notes.placed) == 1
    out.with_suffix(".json").write_text("{")
    shell.actions["note.import"].trigger()
    settle(shell)
    assert "not a file of notes" in shell.window.messages.text()


def test_a_screen_reader_finds_names_and_roles_in_every_part(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    read_at(shell, "2.1")
    written(shell, settle, qtbot, "note.add", "on fees", "law")
    shell.actions["note.bookmark"].trigger()
    settle(shell)
    panel = listed(shell, settle)
    shell.actions["note.add"].trigger()
    assert shell.room is not None
    editor = shell.notes._editor
    parts = {
        panel.table: ("Notes", QAccessible.Role.Table),
        panel.words: ("Show notes with these words", QAccessible.Role.EditableText),
        panel.delete_button: ("Delete this note (Delete)", QAccessible.Role.Button),
        shell.room.bookmarks.list: ("Bookmarks", QAccessible.Role.List),
        editor.box: ("What should be remembered here?", QAccessible.Role.EditableText),
        editor.tags: ("Tags, parted by commas", QAccessible.Role.EditableText),
        editor.save_button: ("Save", QAccessible.Role.Button),
    }
    for widget, (name, role) in parts.items():
        interface = QAccessible.queryAccessibleInterface(widget)
        assert (interface.text(QAccessible.Text.Name), interface.role()) == (name, role)
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    # On Linux Qt gives a combo box the name of what is chosen in it.
    assert panel.tags.accessibleName() == "Show notes with one tag"
    editor.discard()
    for button in shell.room.inspector.notes.findChildren(QPushButton):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    first = panel.table.model().index(0, 1)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).startswith("What it says: ")
    # The sign in the gutter is a stop of the Tab key, and says what it is.
    reader = shell.room.reader
    reader.setFocus()
    read_at(shell, "2.1")
    told = []
    for _ in range(4):
        qtbot.keyClick(reader, Qt.Key.Key_Tab)
        told.append(reader.accessibleDescription())
    assert "Bookmarked, 1 note, button" in told
    assert QApplication.focusWidget() is not None


def test_the_publishers_own_summary_is_never_hidden(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    analysis = shell.current.analysis
    assert analysis is not None
    summarised = next(iter(analysis.agreement.summary_by_id))
    assert shell.room is not None
    shell.room.reader.go_to(summarised)
    written(shell, settle, qtbot, "note.summary", "Ours")
    assert shell.current.notes.placed[0].note.kind is NoteKind.SUMMARY
    assert "column on the right" in shell.window.messages.text()
    rows = shell.room.reader._layout.rows
    groups = [row.group for row in rows.rows if row.provision is not None and row.provision.id == summarised]
    assert not any(rows.groups[group].team for group in groups if group >= 0)
