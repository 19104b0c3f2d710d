"""Acts on the text being read: history, steps, find, copy, zoom, web links."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from navigator.settings import Settings
from ui.frame.find_bar import FindBar
from ui.frame.finding import Finding
from ui.frame.message_bar import MessageBar
from ui.frame.sides import Sides
from ui.panel import Current
from ui.reader import ReaderView

_SCHEMES = ("http", "https", "mailto")


class ReadingCommands(QObject):
    """Passes the user's acts on to the reading view."""

    def __init__(
        self,
        sides: Sides,
        current: Current,
        find_bar: FindBar,
        messages: MessageBar,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sides, self._current = sides, current
        self._messages, self._settings = messages, settings
        self._finding = Finding(find_bar, lambda: sides.active, self)
        for reader in sides.readers():
            reader.link_activated.connect(self.open_link)
        sides.made.connect(lambda reader: reader.link_activated.connect(self.open_link))

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        reader = self._reader
        return {
            "edit.copy": reader.copy,
            "edit.copy-citation": self._copy_citation,
            "find.in-agreement": self._open_find,
            "find.next": lambda: self._finding.step(False),
            "find.previous": lambda: self._finding.step(True),
            "view.as-published": self._switch_reading,
            "view.zoom-in": lambda: reader.zoom(1),
            "view.zoom-out": lambda: reader.zoom(-1),
            "view.zoom-reset": lambda: reader.zoom(None),
            "go.back": reader.back,
            "go.forward": reader.forward,
            "go.next-provision": lambda: self._step(1),
            "go.previous-provision": lambda: self._step(-1),
        }

    @property
    def _reader(self) -> ReaderView:
        """The reading view of the active side."""
        return self._sides.active

    def open_link(self, url: str) -> None:
        """Opens a web or mail address, after asking where the settings say so; no other kind of address is opened."""
        address = QUrl(url, QUrl.ParsingMode.StrictMode)
        if address.scheme().lower() not in _SCHEMES or not address.isValid():
            self._messages.tell(f"This link is not a web or mail address and is not opened: {url[:200]}", "warn")
        elif self._settings.flag("links.ask"):
            self._messages.tell(
                f"Open {address.toDisplayString()[:300]} in your browser?",
                "info",
                action="Open",
                act=lambda: QDesktopServices.openUrl(address),
                stays=True,
            )
        else:
            QDesktopServices.openUrl(address)

    def _switch_reading(self) -> None:
        if self._current.reads is None:
            self._messages.tell("Nothing is chosen: you read the agreement as published.")
            return
        self._reader.set_as_published(not self._reader.as_published)

    def _open_find(self) -> None:
        if self._current.analysis is None:
            self._messages.tell("Open an agreement first; the search box above searches all of them.")
            return
        self._finding.open()

    def _copy_citation(self) -> None:
        if self._current.analysis is None:
            return
        self._reader.copy_with_citation()
        self._messages.tell("Copied with its citation, version and binding status.", "good")

    def _step(self, step: int) -> None:
        analysis, here = self._reader.analysis, self._reader.current()
        if analysis is None:
            return
        agreement = analysis.agreement
        place = agreement.order.get(here or "", -1) + step
        if 0 <= place < len(agreement.provisions):
            self._reader.go_to(agreement.provisions[place].id, highlight=False, record=False)
