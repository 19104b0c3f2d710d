"""Folders dropped onto the window: progress with the time left, stopped and gone on with, one after another; and the
library looked after from the window."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from navigator import library as shelves
from navigator.library import Source
from navigator.model.analysis import Analysis
from navigator.model.catalogue import Progress
from navigator.model.topics import Topic
from navigator.session import Session
from tests.navigator.agreements import LANTERN
from ui.library.commands import _pace
from ui.shell import Shell

Settle = Callable[[Shell], None]
Make = Callable[[], Shell]
_FILES = 6


@pytest.fixture
def shell(make_shell: Make, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A window over an empty library."""
    monkeypatch.setattr("corpus.samples", lambda: ())
    return make_shell()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Lantern"
    (made / "below").mkdir(parents=True)
    for number in range(_FILES):
        name = f"terms-{number}.md" if number % 2 else f"below/terms-{number}.md"
        (made / name).write_text(LANTERN.replace("thirty (30)", f"{number + 40} ({number + 40})"), "utf-8")
    return made


def drop(shell: Shell, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    over = QDragEnterEvent(QPointF(40, 40).toPoint(), *rest)
    shell.window.dragEnterEvent(over)
    assert over.isAccepted()
    shell.window.dropEvent(QDropEvent(QPointF(40, 40), *rest))


def test_a_dropped_folder_is_added_with_what_is_below_it(shell: Shell, folder: Path, settle: Settle) -> None:
    drop(shell, folder)
    settle(shell)
    assert len(shell.current.library) == _FILES
    assert {card.folder for card in shell.current.library} == {"Lantern", "below"}
    assert shell.window.messages.text() == f"{_FILES} agreements added."
    assert shell.current.card is None  # of many, none is opened
    shelf = shell.window.library.shelf
    assert shelf is not None
    assert shelf.table.hasFocus()  # the page that had the focus is gone
    assert shelf.table.currentIndex().row() == 0


def test_a_folder_goes_on_where_it_was_stopped(
    shell: Shell, folder: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand, going_on, seen = shelves.analyse, threading.Event(), []

    def slow(source: Source) -> Analysis:
        seen.append(source.name)
        if len(seen) == 4:
            assert going_on.wait(20)
        return understand(source)

    with monkeypatch.context() as patch:
        patch.setattr(shelves, "analyse", slow)
        drop(shell, folder)
        qtbot.waitUntil(lambda: len(seen) == 4)
        bar = shell.window.messages
        qtbot.waitUntil(lambda: bar.in_progress and f"(4 of {_FILES})" in bar.text())
        bar.button.click()
        going_on.set()
        settle(shell)
    assert bar.text().startswith("Stopped. What was added stays")
    there = len(shell.current.library)
    assert 0 < there < _FILES
    shell.adding.show_imports()
    settle(shell)
    assert shell.adding._imports is not None
    counts = shell.adding._imports.counts.text()
    assert f"{_FILES - there} not reached" in counts
    assert counts.endswith("Add the same files again to go on.")
    shell.adding._imports.close_up()
    drop(shell, folder)
    settle(shell)
    assert len(shell.current.library) == _FILES
    assert bar.text() == f"{_FILES - there} agreements added, {there} already there."


def test_what_is_dropped_meanwhile_waits_for_its_turn(
    shell: Shell, folder: Path, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "other.md").write_text(LANTERN.replace("Lantern", "Beacon"), "utf-8")
    drop(shell, folder)
    drop(shell, tmp_path / "other.md")
    settle(shell)
    assert len(shell.current.library) == _FILES + 1
    assert shell.window.messages.text() == f"{_FILES + 1} agreements added."


def test_what_another_window_adds_is_seen_on_coming_back(
    shell: Shell, folder: Path, settle: Settle, library: Path
) -> None:
    other = Session(library)
    other.add([folder / "terms-1.md"])
    other.close()
    shell.library._active(Qt.ApplicationState.ApplicationInactive)
    settle(shell)
    assert shell.current.library == ()
    shell.library._active(Qt.ApplicationState.ApplicationActive)
    settle(shell)
    (card,) = shell.current.library
    assert card.source_name == "terms-1.md"
    changes: list[None] = []
    shell.current.library_changed.connect(lambda: changes.append(None))
    shell.library._active(Qt.ApplicationState.ApplicationActive)
    settle(shell)
    assert changes == []


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(10, 100, "x", 8.14, 11.2), " · 8.1 a second, 11 s left"),
        (Progress(10, 1000, "x", 3.0, 330.0), " · 3.0 a second, 6 min left"),
        (Progress(2, 100, "x"), ""),
        (Progress(2, 5, "x", 1.0, 3.0), ""),
    ],
)
def test_the_pace_is_told_where_it_can_be_known(progress: Progress, words: str) -> None:
    assert _pace(progress) == words


def test_results_and_clauses_need_no_open_agreement(shell: Shell, folder: Path, settle: Settle) -> None:
    drop(shell, folder)
    settle(shell)
    shell.actions["search.clauses"].trigger()
    page = shell.search.page
    page.open_clauses(Topic.FORCE_MAJEURE)
    settle(shell)
    assert shell.window.stack.currentWidget() is page
    assert len(page.clauses) == _FILES
    shell.actions["search.results"].trigger()
    page.box.setText("storms")
    page.ask()
    settle(shell)
    assert page.about.text().startswith(f"{_FILES} provisions")
    page.left.emit()
    assert shell.window.stack.currentWidget() is shell.window.library


def test_the_library_is_checked_and_its_index_made_anew(shell: Shell, folder: Path, settle: Settle) -> None:
    drop(shell, folder)
    settle(shell)
    bar = shell.window.messages
    shell.actions["library.verify"].trigger()
    settle(shell)
    assert bar.text() == f"The library is whole: bytes, list and index of {_FILES} agreements checked."
    shell.actions["library.rebuild"].trigger()
    settle(shell)
    assert bar.text().startswith("Every agreement was read anew")
    source = next(iter((shell.session().library / "sources").iterdir()))
    source.write_bytes(b"damaged")
    shell.actions["library.verify"].trigger()
    settle(shell)
    assert bar.text().startswith(f"1 thing wrong in {_FILES} agreements: ")
    bar.button.click()
    sheet = shell.care._sheet
    assert sheet is not None
    assert sheet.isVisible()
