"""The library page over a real session: welcome and shelf, filter and sort, details, adding from web and clipboard."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from navigator.model.catalogue import AgreementCard, BadInput
from navigator.session import Session
from tests.helpers.pages import Pages, page, serving
from tests.navigator.agreements import LANTERN, OLDER_LANTERN
from tests.navigator.test_adding import WEB
from ui.library.table import ADDED, PROVISIONS, TITLE, VERSION, AgreementsTable
from ui.panel import Current
from ui.shell import Shell

Settle = Callable[[Shell], None]
Make = Callable[[], Shell]


def card(number: int, **given: object) -> AgreementCard:
    fields = {
        "key": f"{number:016x}",
        "title": f"Terms {number}",
        "publisher": f"Publisher {number % 7}",
        "version": date(2020, 1, 1) + timedelta(days=number),
        "language": "en",
        "source_name": f"file-{number}.md",
        "sha256": f"{number:064x}",
        "added": datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=number),
        "provisions": (number * 37) % 101,
        "words": 100,
        "has_summaries": False,
    }
    return AgreementCard(**(fields | given))  # type: ignore[arg-type]


@pytest.fixture
def filled(make_shell: Make, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A window over a library of two versions of one agreement."""
    monkeypatch.setattr("corpus.samples", lambda: ())
    for name, text in (("old.md", OLDER_LANTERN), ("new.md", LANTERN)):
        (tmp_path / name).write_text(text, "utf-8")
    session = Session(library)
    session.add([tmp_path / "old.md", tmp_path / "new.md"])
    session.close()
    return make_shell()


@pytest.fixture
def serve() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


def titles(table: AgreementsTable) -> list[str]:
    return [table.shown.index(row, TITLE).data() for row in range(table.shown.rowCount())]


# --- The table ---


def test_many_agreements_are_filtered_and_sorted(qtbot: QtBot) -> None:
    table = AgreementsTable(Current())
    qtbot.addWidget(table)
    table.show_cards([card(number) for number in range(600)] + [card(600, earlier=(card(3).key,))])
    assert table.summary() == "600 agreements"  # one of them is an earlier version of the last
    table.filter("publisher  FILE-51 terms")
    assert titles(table) == [f"Terms {number}" for number in (51, *range(510, 520))]
    assert table.summary() == "11 of 600 agreements"
    table.filter("FILE-599")
    assert titles(table) == ["Terms 599"]
    table.filter("")
    table.sortByColumn(PROVISIONS, Qt.SortOrder.DescendingOrder)
    assert int(table.shown.index(0, PROVISIONS).data()) == 100
    table.sortByColumn(VERSION, Qt.SortOrder.DescendingOrder)
    assert titles(table)[0] == "Terms 600"
    table.sortByColumn(ADDED, Qt.SortOrder.AscendingOrder)
    assert titles(table)[0] == "Terms 600"
    table.choose(card(7).key)
    table.filter("terms 7")
    chosen = table.current_card()
    assert chosen is not None
    assert chosen.title == "Terms 7"
    table.filter("nothing like it")
    assert table.summary() == "0 of 600 agreements"


# --- Welcome and shelf ---


def test_the_shelf_comes_with_the_first_agreement_and_leaves_with_the_last(
    filled: Shell, settle: Settle, qtbot: QtBot
) -> None:
    library = filled.window.library
    assert library.shelf is not None
    assert library.stack.currentWidget() is library.shelf
    assert titles(library.shelf.table) == ["Lantern Terms of Service"]
    for card in filled.current.library:
        filled.library.remove(card)
        filled.window.messages.button.click()
        settle(filled)
    assert library.shelf is None
    assert library.stack.currentWidget() is library.welcome


def test_details_tell_versions_and_lead_to_them(filled: Shell, settle: Settle, qtbot: QtBot) -> None:
    shelf = filled.window.library.shelf
    assert shelf is not None
    qtbot.waitUntil(lambda: shelf.details._details is not None)
    said = [label.accessibleName() for label in shelf.details._body.findChildren(type(filled.window.messages.label))]
    assert "Version: 14 March 2025 · newest" in said
    assert "Version: 2 April 2024" in said
    older = filled.current.library[0].earlier or filled.current.library[1].earlier
    shelf.details._follow(f"{older[0]}/")
    settle(filled)
    assert filled.current.card is not None
    assert filled.current.card.key == older[0]


def test_typing_filters_and_enter_opens(filled: Shell, settle: Settle, qtbot: QtBot) -> None:
    shelf = filled.window.library.shelf
    assert shelf is not None
    qtbot.keyClick(shelf.table, "z")
    assert shelf.box.text() == "z"
    assert not shelf.none.isHidden()
    qtbot.keyClick(shelf.box, Qt.Key.Key_Escape)
    assert shelf.box.text() == ""
    qtbot.keyClick(shelf.table, Qt.Key.Key_Return)
    settle(filled)
    assert filled.current.analysis is not None


def test_a_library_that_cannot_be_read_says_so(
    make_shell: Make, library: Path, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Session, "cards", lambda _: (_ for _ in ()).throw(BadInput("its catalogue is damaged")))
        shell = make_shell()
        assert shell.window.stack.currentWidget() is shell.window.state
        assert "catalogue is damaged" in shell.window.state.accessibleName()
    monkeypatch.setattr("corpus.samples", lambda: ())
    shell.window.state._buttons[0].click()
    settle(shell)
    assert shell.window.stack.currentWidget() is shell.window.library


# --- Adding ---


def test_a_page_of_the_web_is_shown_and_then_kept(filled: Shell, settle: Settle, serve: Pages) -> None:
    at = serve({"/rules": page(WEB.encode())})
    filled.actions["file.add-web"].trigger()
    settle(filled)
    sheet = filled.adding._web
    assert sheet is not None
    assert sheet.shown.rowCount() > 5
    sheet.address.setText(f"{at}/rules")
    sheet.button.click()
    settle(filled)
    assert "a private or local address" in sheet.trouble.text()
    filled.settings.set("web.allow-private", True)
    sheet.button.click()
    settle(filled)
    assert sheet.view.title.text() == "Harbour Rules"
    before = len(filled.current.library)
    sheet.view.title.setText("Rules of the harbour")
    sheet.keep_button.click()
    settle(filled)
    assert len(filled.current.library) == before + 1
    assert filled.current.analysis is not None
    assert filled.current.analysis.agreement.title == "Rules of the harbour"


def test_pasted_words_are_shown_under_a_title_and_files_are_added(
    filled: Shell, settle: Settle, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setText("House rules\n\n1. Be kind.\n\n2. Be on time.\n")
    filled.actions["file.paste"].trigger()
    settle(filled)
    sheet = filled.adding._paste
    assert sheet is not None
    assert sheet.view.title.text() == "House rules"
    sheet.keep_button.click()
    settle(filled)
    assert filled.current.card is not None
    assert filled.current.card.title == "House rules"
    (tmp_path / "other.md").write_text(LANTERN.replace("Lantern", "Beacon"), "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "other.md"))])
    QGuiApplication.clipboard().setMimeData(mime)
    filled.actions["file.paste"].trigger()
    settle(filled)
    assert filled.current.card.title == "Beacon Terms of Service"
    QGuiApplication.clipboard().setText(" https://lantern.example/terms\n")
    filled.actions["file.paste"].trigger()
    settle(filled)
    assert filled.adding._web is not None
    assert filled.adding._web.address.text() == "https://lantern.example/terms"
    filled.adding._web.close_up()
    QGuiApplication.clipboard().clear()
    filled.actions["file.paste"].trigger()
    assert "clipboard holds no text" in filled.window.messages.text()


def test_the_report_of_an_import_lists_its_files(filled: Shell, settle: Settle, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1")
    (folder / "beacon.md").write_text(LANTERN.replace("Lantern", "Beacon"), "utf-8")
    (folder / "again.md").write_text(LANTERN, "utf-8")
    filled.library.add([folder], read=False)
    settle(filled)
    assert filled.window.messages.text().startswith("1 agreement added, 1 already there, 1 failed: ")
    filled.window.messages.button.click()
    settle(filled)
    sheet = filled.adding._imports
    assert sheet is not None
    assert sheet.counts.text().startswith("1 failed, 1 added, 1 already there, in ")
    assert [line.status.value for line in sheet._lines.lines] == ["failed", "added", "already there"]
    sheet._open(sheet._lines.index(1, 0))
    settle(filled)
    assert filled.current.card is not None
    assert filled.current.card.title == "Beacon Terms of Service"
