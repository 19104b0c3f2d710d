"""Export from the window: what is asked for, where it goes, how it prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from navigator.model.exporting import Collected, ExportRequest, Gathering, Paper
from navigator.session import Session
from ui.export.choices import Scope
from ui.export.page import ExportPage
from ui.export.printing import paint_pages
from ui.shell import Shell


def numbers(shell: Shell) -> dict[str | None, str]:
    assert shell.current.analysis is not None
    return {row.full_number: row.id for row in shell.current.analysis.agreement.provisions}


def opened(shell: Shell, settle: Callable[[Shell], None], name: str = "file.export") -> ExportPage:
    shell.actions[name].trigger()
    settle(shell)
    assert shell.exports.page is not None
    return shell.exports.page


def chosen(page: ExportPage) -> tuple[str, ...] | None:
    request = page.request()
    return request.provisions if request is not None else None


def test_the_page_asks_for_what_is_chosen(shell: Shell, settle: Callable[[Shell], None]) -> None:
    by_number = numbers(shell)
    shell.current.set_provision(by_number["2.1"])
    page = opened(shell, settle, "file.export-provision")
    assert chosen(page) == (by_number["2.1"],)
    page.scope.take(Scope.SECTION)
    assert chosen(page) == tuple(by_number[number] for number in ("2", "2.1", "2.2"))
    page.scope.take(Scope.TICKED)
    assert chosen(page) is None
    assert not page.save_button.isEnabled()
    page.scope.tree.activated_provision.emit(by_number["3"])
    assert chosen(page) == tuple(by_number[number] for number in ("3", "3.1", "3.2"))
    page.scope.take(Scope.ALL)
    assert chosen(page) == ()
    settle(shell)


def test_the_pages_are_shown_as_they_will_be(shell: Shell, settle: Callable[[Shell], None]) -> None:
    page = opened(shell, settle)
    before = list(page.preview.pages)
    assert before
    assert QImage.fromData(before[0]).height() > QImage.fromData(before[0]).width()
    page.deadlines.setChecked(True)
    page.paper.setCurrentIndex(page.paper.findData(Paper.LETTER))
    settle(shell)
    assert list(page.preview.pages) != before
    image = QImage.fromData(page.preview.pages[0])
    assert round(image.height() / image.width(), 2) == round(279.4 / 215.9, 2)
    page.grab()


def test_selected_words_and_hits_can_be_exported(shell: Shell, settle: Callable[[Shell], None]) -> None:
    assert shell.room is not None
    by_number = numbers(shell)
    shell.room.go_to(by_number["2.2"])
    shell.room.reader.select_provision()
    page = opened(shell, settle)
    assert page.scope.scope is Scope.SELECTION
    assert chosen(page) == (shell.current.provision,)


def test_a_collection_is_gathered_put_in_order_and_kept(
    shell: Shell, settle: Callable[[Shell], None], library: Path
) -> None:
    by_number = numbers(shell)
    for number in ("3.1", "2.1", "3.1"):
        shell.current.set_provision(by_number[number])
        shell.actions["collection.add"].trigger()
        settle(shell)
    assert "has 2 provisions" in shell.window.messages.text()
    page = opened(shell, settle, "collection.show")
    assert page.scope.scope is Scope.COLLECTION
    assert chosen(page) == (by_number["3.1"], by_number["2.1"])
    page.scope.collection.list.setCurrentRow(1)
    page.scope.collection.move_chosen(-1)
    settle(shell)
    assert chosen(page) == (by_number["2.1"], by_number["3.1"])
    assert [row.provision for row in Session(library).collection()] == [by_number["2.1"], by_number["3.1"]]
    page.scope.collection.list.setCurrentRow(0)
    page.scope.collection.remove_chosen()
    settle(shell)
    assert chosen(page) == (by_number["3.1"],)
    page.scope.collection.clear.click()
    settle(shell)
    assert chosen(page) is None


def test_lines_ticked_beside_the_text_are_those_of_the_page(
    shell: Shell, settle: Callable[[Shell], None], qtbot: QtBot
) -> None:
    assert shell.room is not None
    by_number, contents = numbers(shell), shell.room.outline
    assert not contents.bar.isVisible()
    shell.actions["contents.tick"].trigger()
    contents.tree.setCurrentIndex(contents.model.index_of(by_number["2"]))
    qtbot.keyClick(contents.tree, Qt.Key.Key_Space)
    assert shell.current.ticked == {by_number[number] for number in ("2", "2.1", "2.2")}
    contents.tree.expandAll()
    box = contents.delegate.box_of(contents.model.index_of(by_number["2.1"]))
    before = shell.current.provision
    qtbot.mouseClick(contents.tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert shell.current.ticked == {by_number["2.2"]}
    assert shell.current.provision == before
    contents.bar.export.click()
    settle(shell)
    page = shell.exports.page
    assert page is not None
    assert (page.scope.scope, chosen(page)) == (Scope.TICKED, (by_number["2.2"],))
    page.scope.tree.activated_provision.emit(by_number["3"])
    assert shell.current.ticked >= {by_number["2.2"], by_number["3"]}
    contents.bar.collect.click()
    settle(shell)
    assert "4 provisions" in shell.window.messages.text()
    contents.bar.clear.click()
    assert chosen(page) is None
    settle(shell)


def test_what_was_found_in_several_agreements_is_one_document(
    shell: Shell, settle: Callable[[Shell], None], tmp_path: Path
) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Other Terms\n\n## 1. Fees\n\nFees are due on the last day of each month.\n", "utf-8")
    session = shell.session()
    session.add([other])
    mine = shell.current.card
    assert mine is not None
    found = Gathering("Fees", "found by the search “fees”", tuple((card.key, ("sec_1",)) for card in session.cards()))
    shell.exports.show_found(found)
    settle(shell)
    page = shell.exports.page
    assert page is not None
    assert page.scope.buttons[Scope.FOUND].text() == "All found (2 provisions of 2 agreements)"
    assert page.scope.gathering() == found
    assert page.preview.pages
    request = page.request()
    assert request is not None
    shell.exports.save(found, request, tmp_path / "out.txt")
    settle(shell)
    assert "Other Terms" in (tmp_path / "out.txt").read_text("utf-8")
    rows = [Collected(key, "sec_1", "", "1") for key, _ in found.chosen]
    page.scope.show_collection(rows)
    page.scope.take(Scope.COLLECTION)
    assert page.scope.gathering() is not None
    page.scope.show_collection([row for row in rows if row.agreement == mine.key])
    assert (page.scope.gathering(), chosen(page)) == (None, ("sec_1",))
    shell.actions["file.close"].trigger()
    settle(shell)
    shell.actions["file.export"].trigger()
    settle(shell)
    assert page.isVisible()
    assert page.scope.buttons[Scope.ALL].isHidden()


def test_a_pdf_is_written_and_its_place_is_told(shell: Shell, settle: Callable[[Shell], None], tmp_path: Path) -> None:
    analysis = shell.current.analysis
    assert analysis is not None
    out = tmp_path / shell.session().suggest_name(analysis, ExportRequest(), ".pdf")
    shell.exports.save(analysis, ExportRequest(), out)
    settle(shell)
    assert out.read_bytes().startswith(b"%PDF")
    assert shell.window.messages.text() == f"Saved {out.name}."
    assert shell.window.messages.button.text() == "Show in folder"


def test_a_cancelled_export_writes_nothing(shell: Shell, settle: Callable[[Shell], None], tmp_path: Path) -> None:
    analysis = shell.current.analysis
    assert analysis is not None
    shell.exports.save(analysis, ExportRequest(), tmp_path / "out" / "a.pdf")
    settle(shell)
    assert "no such folder" in shell.window.messages.text()
    (tmp_path / "out").mkdir()
    shell.exports.save(analysis, ExportRequest(), tmp_path / "out" / "a.pdf")
    shell.tasks.cancel("export")
    settle(shell)
    assert list((tmp_path / "out").iterdir()) == []


def test_pages_are_printed_one_to_a_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(210, 297, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert paint_pages([data.data()] * 3, printer) is None
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page\n") == 3
