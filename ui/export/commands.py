"""Writing the PDF and printing, in a worker; the message bar says where it went."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.model.catalogue import Outcome, Progress
from navigator.model.exporting import ExportRequest, Paper
from navigator.settings import Settings
from ui.frame.message_bar import MessageBar
from ui.panel import Current
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.session import Session
    from ui.export.panel import ExportPanel


def today() -> ExportRequest:
    """A request with nothing but the date that the document prints."""
    return ExportRequest(on=datetime.now().astimezone().date())


def file_name(analysis: Analysis, request: ExportRequest) -> str:
    """'Halyard Terms of Service 9.3.pdf': safe on every file system."""
    agreement = analysis.agreement
    first = agreement.by_id.get(request.provisions[0]) if request.provisions else None
    number = (first.full_number or first.heading or "") if first is not None else ""
    words = re.sub(r"[^\w.() -]+", " ", f"{agreement.title} {number}")
    return " ".join(words.split())[:120].strip(". ") + ".pdf"


class ExportCommands(QObject):
    """Opens the popover when it is first wanted."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        settings: Settings,
        messages: MessageBar,
        button: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._settings, self._messages, self._button, self._window = settings, messages, button, window
        self._panel: ExportPanel | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "file.export": self.show,
            "file.export-provision": lambda: self.show(this=True),
            "file.print": lambda: self.show(printing=True),
        }

    def show(self, *, printing: bool = False, this: bool = False) -> None:
        """Opens the popover; a second time closes it."""
        if self._current.analysis is None:
            self._messages.tell("Open an agreement first; then export or print its provisions.")
            return
        if self._panel is None:
            from ui.export.panel import ExportPanel

            panel = ExportPanel(self._window, self._button, self._current)
            panel.summaries.setChecked(self._settings.flag("export.summaries"))
            panel.paper.setCurrentIndex(panel.paper.findData(Paper(self._settings.text("export.paper"))))
            panel.save.connect(self.ask_save)
            panel.print.connect(self.ask_print)
            self._panel = panel
        if self._panel.isVisible():
            self._panel.close_up()
        else:
            self._panel.show_panel(printing=printing, this=this)

    def ask_save(self, request: ExportRequest) -> None:
        """The system's file dialog, then `save`."""
        analysis = self._current.analysis
        if analysis is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = str(Path(folder) / file_name(analysis, request))
        name, _ = QFileDialog.getSaveFileName(self._window, "Save as PDF", suggested, "PDF (*.pdf)")
        if name:
            self.save(analysis, request, Path(name if name.lower().endswith(".pdf") else name + ".pdf"))

    def save(self, analysis: Analysis, request: ExportRequest, out: Path) -> None:
        """Writes the PDF in a worker and says where it is."""
        dated = replace(request, on=today().on)

        self._begin(f"Writing {out.name}")

        def work(_job: object) -> Outcome[Path]:
            # The dialog has asked whether a file that is there may be replaced.
            return self._session().export(analysis, dated, out, overwrite=True)

        self._tasks.run("export", work, self._saved, failed=self._failed)

    def ask_save_table(self, what: str, rows: list[list[str]]) -> None:
        """The system's file dialog for a table of the open agreement; then it is written as CSV, or as a workbook."""
        analysis = self._current.analysis
        if analysis is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(folder) / file_name(analysis, ExportRequest()).replace(".pdf", f", {what}.csv")
        kinds = ("CSV (*.csv)", "Excel workbook (*.xlsx)")
        name, kind = QFileDialog.getSaveFileName(self._window, "Save the table", str(suggested), ";;".join(kinds))
        if name:
            ending = ".xlsx" if kind == kinds[1] else ".csv"
            known = name.lower().endswith((".csv", ".xlsx"))
            self.save_table(rows, Path(name if known else name + ending))

    def save_table(self, rows: list[list[str]], out: Path) -> None:
        """Writes a table in a worker and says where it is."""

        def work(_job: object) -> Outcome[Path]:
            return self._session().export_rows(rows, out, overwrite=True)

        self._tasks.run("export", work, self._saved, failed=self._failed)

    def _saved(self, outcome: Outcome[Path]) -> None:
        where = outcome.value
        self._messages.tell(
            f"Saved {where.name}.",
            "good",
            action="Show in folder",
            act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(where.parent))),
        )

    def ask_print(self, request: ExportRequest) -> None:
        """Sets the pages in a worker, then shows the system's print dialog."""
        analysis = self._current.analysis
        if analysis is None:
            return
        dated = replace(request, on=today().on)

        def done(pages: list[bytes]) -> None:
            from ui.export.printing import print_pages

            self._messages.clear()
            trouble = print_pages(pages, dated.paper, file_name(analysis, dated), self._window)
            if trouble:
                self._messages.tell(trouble, "bad")

        self._begin("Setting the pages")
        self._tasks.run("export", lambda _job: self._session().page_images(analysis, dated), done, failed=self._failed)

    def _begin(self, what: str) -> None:
        self._messages.progress(Progress(0, 0, what), lambda: self._tasks.cancel("export"))

    def _failed(self, why: str) -> None:
        self._messages.tell(why, "bad")
