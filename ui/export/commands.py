"""Exporting, printing and collecting, in a worker; the message bar says where it went."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.model.catalogue import Outcome, Progress
from navigator.model.exporting import Collected, ExportRequest
from navigator.settings import Settings
from ui.frame.files import in_documents, tell_saved
from ui.frame.message_bar import MessageBar
from ui.frame.words import counted
from ui.panel import Current
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.session import Session
    from ui.export.page import ExportPage
    from ui.frame.page import Page

_SCREEN, _PRINTER = 110.0, 300.0
"""Pixels to the inch of the preview and of a printed page."""


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
    """Opens the page when it is first wanted. `selected` and `hits` name the provisions with selected words, and those
    of the open agreement that the last search found."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        settings: Settings,
        messages: MessageBar,
        show: Callable[[Page], object],
        selected: Callable[[], Sequence[str]],
        hits: Callable[[], Sequence[str]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._settings, self._messages, self._window = settings, messages, window
        self._show, self._selected, self._hits = show, selected, hits
        self.page: ExportPage | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "file.export": self.show,
            "file.export-provision": lambda: self.show(this=True),
            "file.print": lambda: self.show(printing=True),
            "collection.add": self.collect,
            "collection.show": lambda: self.show(collection=True),
        }

    @property
    def pending(self) -> bool:
        """Whether a preview is about to be asked for."""
        return self.page is not None and self.page.timer.isActive()

    def show(self, *, printing: bool = False, this: bool = False, collection: bool = False) -> None:
        """Opens the page for what was chosen last, for the provision being read, or for the collection."""
        if self._current.analysis is None:
            self._messages.tell("Open an agreement first; then export or print its provisions.")
            return
        from ui.export.scope import Scope

        page = self._made()
        page.scope.selection, page.scope.hits = self._selected(), self._hits()
        self._show(page)
        if this:
            page.scope.take(Scope.PROVISION)
        elif collection:
            page.scope.take(Scope.COLLECTION)
        elif page.scope.selection:
            page.scope.take(Scope.SELECTION)
        page.scope.say()
        page.refresh()
        self._read_collection()
        button = page.print_button if printing else page.save_button
        (button if button.isEnabled() else page.scope.buttons[page.scope.scope]).setFocus()

    def preview(self, request: ExportRequest) -> None:
        """Sets the pages in a worker; the newest request wins, and the former pages stay in sight, paler."""
        analysis, page = self._current.analysis, self._made()
        if analysis is None:
            return
        dated = self._dated(request)
        page.preview.show_words("Setting the pages…", keep=True)
        self._tasks.run(
            "preview",
            lambda _job: self._session().page_images(analysis, self._noted(analysis, dated), _SCREEN),
            page.preview.show_pages,
            failed=page.preview.show_words,
        )

    def ask_save(self, request: ExportRequest, ending: str = ".pdf") -> None:
        """The system's file dialog, then `save`."""
        analysis = self._current.analysis
        if analysis is None:
            return
        suggested = in_documents(self._session().suggest_name(analysis, request, ending))
        name, _ = QFileDialog.getSaveFileName(self._window, "Export", suggested, f"{ending[1:].upper()} (*{ending})")
        if name:
            self.save(analysis, request, Path(name if name.lower().endswith(ending) else name + ending))

    def save(self, analysis: Analysis, request: ExportRequest, out: Path) -> None:
        """Writes the file in a worker and says where it is, and what of the text it could not show."""
        dated = self._dated(request)
        told: list[str] = []
        self._begin(f"Writing {out.name}")

        def work(_job: object) -> Outcome[Path]:
            # The dialog has asked whether a file that is there may be replaced.
            noted = self._noted(analysis, dated)
            return self._session().export(analysis, noted, out, overwrite=True, told=told.append)

        self._tasks.run("export", work, lambda outcome: self._saved(outcome, told), failed=self._failed)

    def collect(self) -> None:
        """Adds the provisions with selected words, or the one being read, to the collection."""
        analysis, here = self._current.analysis, self._current.provision
        chosen = list(self._selected()) or ([here] if here is not None else [])
        if analysis is None or not chosen:
            self._messages.tell("Open an agreement first; then add its provisions to the collection.")
            return
        label = analysis.agreement.by_id[chosen[0]].label or "The provision"
        what = label if len(chosen) == 1 else counted(len(chosen), "provision")

        def done(outcome: Outcome[tuple[Collected, ...]]) -> None:
            self._take_collection(outcome)
            self._messages.tell(
                f"{what}: in the collection, which has {counted(len(outcome.value), 'provision')}.",
                "good",
                action="Show",
                act=lambda: self.show(collection=True),
            )

        self._tasks.run("collection", lambda _job: self._session().collect(analysis, chosen), done, failed=self._failed)

    def _set_collection(self, rows: tuple[Collected, ...]) -> None:
        self._tasks.run(
            "collection", lambda _job: self._session().set_collection(rows), self._take_collection, failed=self._failed
        )

    def _read_collection(self) -> None:
        self._tasks.run(
            "collection-read",
            lambda _job: Outcome(self._session().collection()),
            self._take_collection,
            failed=self._failed,
        )

    def _take_collection(self, outcome: Outcome[tuple[Collected, ...]]) -> None:
        if self.page is not None:
            self.page.scope.show_collection(outcome.value)
            self.page.refresh()

    def _made(self) -> ExportPage:
        if self.page is None:
            from ui.export.page import ExportPage, usual_paper

            page = ExportPage(self._current)
            page.summaries.setChecked(self._settings.flag("export.summaries"))
            page.paper.setCurrentIndex(page.paper.findData(usual_paper(self._settings.text("export.paper"))))
            page.save.connect(self.ask_save)
            page.print.connect(self.ask_print)
            page.wanted.connect(self.preview)
            page.scope.collection_changed.connect(self._set_collection)
            self.page = page
        return self.page

    def _dated(self, request: ExportRequest) -> ExportRequest:
        return replace(request, on=today().on)

    def _noted(self, analysis: Analysis, request: ExportRequest) -> ExportRequest:
        """With the reader's own notes where they are wanted. In a worker: they are read from disk."""
        if self.page is None or not self.page.with_notes:
            return request
        return replace(request, notes=self._session().notes(analysis).placed)

    def ask_save_table(self, what: str, rows: list[list[str]], *, of_agreement: bool = True) -> None:
        """The system's file dialog for a table of the open agreement (or of all of them); then it is written as CSV, or
        as a workbook."""
        analysis = self._current.analysis
        if of_agreement and analysis is None:
            return
        name = f"{what}.csv"
        if of_agreement and analysis is not None:
            name = file_name(analysis, ExportRequest()).replace(".pdf", f", {what}.csv")
        kinds = ("CSV (*.csv)", "Excel workbook (*.xlsx)")
        name, kind = QFileDialog.getSaveFileName(self._window, "Save the table", in_documents(name), ";;".join(kinds))
        if name:
            ending = ".xlsx" if kind == kinds[1] else ".csv"
            known = name.lower().endswith((".csv", ".xlsx"))
            self.save_table(rows, Path(name if known else name + ending))

    def save_table(self, rows: list[list[str]], out: Path) -> None:
        """Writes a table in a worker and says where it is."""

        def work(_job: object) -> Outcome[Path]:
            return self._session().export_rows(rows, out, overwrite=True)

        self._tasks.run("export", work, self._saved, failed=self._failed)

    def _saved(self, outcome: Outcome[Path], told: Sequence[str] = ()) -> None:
        tell_saved(self._messages, outcome.value, told)

    def ask_print(self, request: ExportRequest) -> None:
        """Sets the pages in a worker, then shows the system's print dialog."""
        analysis = self._current.analysis
        if analysis is None:
            return
        dated = self._dated(request)

        def done(pages: list[bytes]) -> None:
            from ui.export.printing import print_pages

            self._messages.clear()
            trouble = print_pages(pages, dated.paper, file_name(analysis, dated), self._window)
            if trouble:
                self._messages.tell(trouble, "bad")

        self._begin("Setting the pages")
        self._tasks.run(
            "export",
            lambda _job: self._session().page_images(analysis, self._noted(analysis, dated), _PRINTER),
            done,
            failed=self._failed,
        )

    def _begin(self, what: str) -> None:
        self._messages.progress(Progress(0, 0, what), lambda: self._tasks.cancel("export"))

    def _failed(self, why: str) -> None:
        self._messages.tell(why, "bad")
