"""Export from the window: what is asked for, where it goes, how it prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from navigator.model.exporting import ExportRequest
from ui.export.commands import file_name
from ui.export.printing import paint_pages
from ui.shell import Shell


def test_the_popover_asks_for_what_is_chosen(shell: Shell) -> None:
    agreement = shell.current.analysis.agreement  # type: ignore[union-attr]
    by_number = {row.full_number: row.id for row in agreement.provisions}
    shell.current.set_provision(by_number["2.1"])
    shell.actions["file.export"].trigger()
    panel = shell.exports._panel
    assert panel is not None
    assert panel.request().provisions == (by_number["2.1"],)  # type: ignore[union-attr]
    panel.section.click()
    assert panel.request().provisions == tuple(by_number[number] for number in ("2", "2.1", "2.2"))  # type: ignore[union-attr]
    panel.some.click()
    assert panel.request() is None
    panel.tree.activated_provision.emit(by_number["3"])
    assert panel.request().provisions == tuple(by_number[number] for number in ("3", "3.1", "3.2"))  # type: ignore[union-attr]
    panel.all.click()
    assert panel.request().provisions == ()  # type: ignore[union-attr]


def test_a_pdf_is_written_and_its_place_is_told(shell: Shell, settle: Callable[[Shell], None], tmp_path: Path) -> None:
    analysis = shell.current.analysis
    assert analysis is not None
    out = tmp_path / file_name(analysis, ExportRequest())
    shell.exports.save(analysis, ExportRequest(), out)
    settle(shell)
    assert out.read_bytes().startswith(b"%PDF")
    assert shell.window.messages.text() == f"Saved {out.name}."
    assert shell.window.messages.button.text() == "Show in folder"


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
