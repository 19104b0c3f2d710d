"""Adding from the web and from the clipboard, and what the last imports did."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from navigator.settings import Settings
from ui.frame.message_bar import MessageBar
from ui.library.commands import LibraryCommands
from ui.panel import Current
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.model.catalogue import AddReport, Outcome
    from navigator.model.library import Draft
    from navigator.session import Session
    from ui.library.imports_sheet import ImportsSheet
    from ui.library.paste_sheet import PasteSheet
    from ui.library.web_sheet import WebSheet

_MOST_PASTED = 20_000_000
_ADDRESS = re.compile(r"https?://\S{3,2000}", re.IGNORECASE)


class AddingCommands(QObject):
    """Each way shows a draft first; `library` opens what was kept."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        settings: Settings,
        messages: MessageBar,
        library: LibraryCommands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._settings, self._messages, self._library, self._window = settings, messages, library, window
        self._web: WebSheet | None = None
        self._paste: PasteSheet | None = None
        self._imports: ImportsSheet | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {"file.add-web": self.ask_web, "file.paste": self.paste, "file.imports": self.show_imports}

    # -- the web ------------------------------------------------------------------------------------------------------

    def ask_web(self, address: str = "") -> None:
        """Opens the sheet that asks for an address, with one that the user has pasted or dropped."""
        if self._web is None:
            from ui.library.web_sheet import WebSheet

            self._web = WebSheet(self._window, self._current)
            self._web.fetch.connect(self._fetch)
            self._web.cancel.connect(lambda: self._tasks.cancel("web"))
            self._web.keep.connect(self._keep)
            self._tasks.run("terms", lambda _job: self._session().public_terms(), self._web.show_terms)
        self._web.ask(address)

    def _fetch(self, address: str) -> None:
        sheet, allow = self._web, self._settings.flag("web.allow-private")
        assert sheet is not None
        self._tasks.run(
            "web",
            lambda job: self._session().fetch(
                address, allow_private=allow, progress=job.progress, cancelled=job.cancelled
            ),
            sheet.show_draft,
            failed=sheet.show_trouble,
            progress=sheet.show_progress,
        )

    # -- the clipboard ------------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Files are added as if they had been dropped; words are shown under a title first."""
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if mime is None:  # an empty clipboard has none on some systems
            mime = QMimeData()
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
        if files:
            self._library.add(files, read=len(files) == 1)
            return
        words, html = _words(mime)
        if _ADDRESS.fullmatch(mime.text().strip()):
            self.ask_web(mime.text().strip())
        elif not words.strip():
            self._messages.tell("The clipboard holds no text and no files. Copy the agreement first.", "info")
        elif len(words) > _MOST_PASTED:
            self._messages.tell("The clipboard holds more than one agreement can be. Save it as a file.", "warn")
        else:
            read = lambda _job: self._session().paste(words, html=html)  # noqa: E731
            self._tasks.run("paste", read, self._pasted, failed=lambda why: self._messages.tell(why, "bad"))

    def _pasted(self, draft: Draft) -> None:
        if self._paste is None:
            from ui.library.paste_sheet import PasteSheet

            self._paste = PasteSheet(self._window, self._current)
            self._paste.keep.connect(self._keep)
        self._paste.show_draft(draft)

    def _keep(self, draft: Draft, title: str) -> None:
        def done(outcome: Outcome[AddReport]) -> None:
            self._library.told((outcome.value,))
            if outcome.value.key is not None:
                self._library.open(outcome.value.key)

        self._tasks.run(
            "keep",
            lambda _job: self._session().keep(draft, title),
            done,
            failed=lambda why: self._messages.tell(why, "bad"),
            ended=self._library.refresh,
        )

    # -- reports ------------------------------------------------------------------------------------------------------

    def show_imports(self) -> None:
        """The reports of the last imports."""
        if self._imports is None:
            from ui.library.imports_sheet import ImportsSheet

            self._imports = ImportsSheet(self._window, self._current)
            self._imports.opened.connect(self._library.open)
        self._tasks.run("imports", lambda _job: self._session().imports(), self._imports.show_reports)


def _words(mime: QMimeData) -> tuple[str, bool]:
    """The clipboard's words, and whether they are HTML: a copied page keeps its headings and lists that way."""
    if mime.hasHtml() and mime.html().strip():
        return mime.html(), True
    return mime.text(), False
