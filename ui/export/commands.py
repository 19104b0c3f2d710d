"""Exporting, printing and collecting, in a worker; the message bar says where it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from navigator.model.catalogue import Outcome, Progress
from navigator.model.exporting import Collected, ExportRequest, Gathering
from navigator.settings import Settings
from ui.export.choices import Scope
from ui.frame.files import ask_where, tell_saved
from ui.frame.message_bar import MessageBar
from ui.frame.words import counted
from ui.panel import Current
from ui.tasks import Job, Tasks

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


class ExportCommands(QObject):
    """Opens the page when it is first wanted. `selected` names the provisions with selected words, `found` what the
    last search found in any agreement."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        settings: Settings,
        messages: MessageBar,
        show: Callable[[Page], object],
        selected: Callable[[], Sequence[str]],
        found: Callable[[], Gathering | None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._settings, self._messages, self._window = settings, messages, window
        self._show, self._selected, self._found = show, selected, found
        self.page: ExportPage | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "file.export": self.show,
            "file.export-provision": lambda: self.show(Scope.PROVISION),
            "file.print": lambda: self.show(printing=True),
            "collection.add": lambda: self.collect(),
            "collection.show": lambda: self.show(Scope.COLLECTION),
        }

    @property
    def pending(self) -> bool:
        """Whether a preview is about to be asked for."""
        return self.page is not None and self.page.timer.isActive()

    def show(self, scope: Scope | None = None, *, printing: bool = False) -> None:
        """Opens the page for what is asked for, for a selection, or for what was chosen last. Without an agreement
        there are what was found and the collection."""
        page = self._made()
        page.scope.selection = self._selected()
        page.scope.found = self._found()
        if self._current.analysis is None and scope is None:
            scope = Scope.FOUND if page.scope.found is not None else Scope.COLLECTION
        self._show(page)
        if scope is not None:
            page.scope.take(scope)
        elif page.scope.selection:
            page.scope.take(Scope.SELECTION)
        page.scope.say()
        page.refresh()
        self._read_collection()
        button = page.print_button if printing else page.save_button
        (button if button.isEnabled() else page.scope.buttons[page.scope.scope]).setFocus()

    def show_found(self, found: Gathering) -> None:
        """Opens the page for what was found in several agreements."""
        page = self._made()
        self.show()
        page.scope.found = found
        page.scope.take(Scope.FOUND)
        page.refresh()

    def preview(self, request: ExportRequest) -> None:
        """Sets the pages in a worker; the newest request wins, and the former pages stay in sight, paler."""
        what, page = self._what(), self._made()
        if what is None:
            return
        dated = self._dated(request)
        page.preview.show_words("Setting the pages…", keep=True)
        self._tasks.run(
            "preview",
            lambda job: self._session().page_images(what, dated, _SCREEN, job.cancelled),
            page.preview.show_pages,
            failed=page.preview.show_words,
        )

    def ask_save(self, request: ExportRequest, ending: str = ".pdf") -> None:
        """The system's file dialog, then `save`."""
        what = self._what()
        if what is None:
            return
        name = self._session().suggest_name(what, request, ending)
        out = ask_where(self._window, "Export", name, [(ending[1:].upper(), ending)])
        if out is not None:
            self.save(what, request, out)

    def save(self, what: Analysis | Gathering, request: ExportRequest, out: Path) -> None:
        """Writes the file in a worker and says where it is, and what of the text it could not show."""
        dated = self._dated(request)
        told: list[str] = []
        words = f"Writing {out.name}"
        self._begin(words)

        def work(job: Job) -> Outcome[Path]:
            # The dialog has asked whether a file that is there may be replaced.
            return self._session().export(
                what, dated, out, overwrite=True, told=told.append, progress=job.progress, cancelled=job.cancelled
            )

        self._tasks.run(
            "export",
            work,
            lambda outcome: self._saved(outcome, told),
            failed=self._failed,
            progress=lambda done: self._begin(words, done),
        )

    def collect(self, provisions: Sequence[str] = ()) -> None:
        """Adds provisions, those with selected words, or the one being read, to the collection."""
        analysis, here = self._current.analysis, self._current.provision
        chosen = list(provisions) or list(self._selected()) or ([here] if here is not None else [])
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
                act=lambda: self.show(Scope.COLLECTION),
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

    def _what(self) -> Analysis | Gathering | None:
        """What the page's request is about: the open agreement, or provisions of several."""
        gathering = self.page.scope.gathering() if self.page is not None else None
        return gathering or self._current.analysis

    def ask_save_table(self, what: str, rows: list[list[str]], *, of_agreement: bool = True) -> None:
        """The system's file dialog for a table of the open agreement (or of all of them); then it is written as CSV, or
        as a workbook."""
        analysis = self._current.analysis
        if of_agreement and analysis is None:
            return
        name = f"{what}.csv"
        if of_agreement and analysis is not None:
            name = self._session().suggest_name(analysis, ExportRequest(), f", {what}.csv")
        out = ask_where(self._window, "Save the table", name, [("CSV", ".csv"), ("Excel workbook", ".xlsx")])
        if out is not None:
            self.save_table(rows, out)

    def save_table(self, rows: list[list[str]], out: Path) -> None:
        """Writes a table in a worker and says where it is."""

        def work(_job: object) -> Outcome[Path]:
            return self._session().export_rows(rows, out, overwrite=True)

        self._tasks.run("export", work, self._saved, failed=self._failed)

    def _saved(self, outcome: Outcome[Path], told: Sequence[str] = ()) -> None:
        tell_saved(self._messages, outcome.value, told)

    def ask_print(self, request: ExportRequest) -> None:
        """Sets the pages in a worker, then shows the system's print dialog."""
        what = self._what()
        if what is None:
            return
        dated = self._dated(request)
        name = self._session().suggest_name(what, dated, ".pdf")

        def done(pages: list[bytes]) -> None:
            from ui.export.printing import print_pages

            self._messages.clear()
            trouble = print_pages(pages, dated.paper, name, self._window)
            if trouble:
                self._messages.tell(trouble, "bad")

        self._begin("Setting the pages")
        self._tasks.run(
            "export",
            lambda job: self._session().page_images(what, dated, _PRINTER, job.cancelled),
            done,
            failed=self._failed,
        )

    def _begin(self, what: str, done: Progress = Progress(0, 0, "")) -> None:  # noqa: B008 - immutable
        said = Progress(done.done, done.total, f"{what}: {done.what}" if done.what else what)
        self._messages.progress(said, lambda: self._tasks.cancel("export"))

    def _failed(self, why: str) -> None:
        self._messages.tell(why, "bad")
