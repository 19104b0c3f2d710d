"""Deep links: copied for colleagues, opened from the clipboard, the search box or the command line. No network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from navigator.model.catalogue import BadInput
from navigator.model.deep_link import DeepLink, Landing, is_link, link_to, read_link
from ui.frame.message_bar import MessageBar
from ui.library.commands import LibraryCommands
from ui.panel import Current
from ui.search.box import SearchBox
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.session import Session


class LinkCommands(QObject):
    """What a link's reader has to know is told when its agreement is there."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        messages: MessageBar,
        box: SearchBox,
        library: LibraryCommands,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._current, self._tasks, self._messages = session, current, tasks, messages
        self._box, self._library = box, library
        self._notices: tuple[str, ...] = ()
        box.textEdited.connect(self._pasted)
        library.opened.connect(self._arrived)
        library.failed.connect(self._forget)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {"edit.copy-link": self.copy, "go.link": self._from_clipboard, "help.links": self._register}

    def copy(self) -> None:
        """Copies the link to the provision that is being read."""
        analysis = self._current.analysis
        if analysis is None:
            return
        link = link_to(analysis.agreement, self._current.provision)
        QGuiApplication.clipboard().setText(str(link))
        kept = "" if self._current.card is not None else " Whoever opens it needs this file in their library."
        self._messages.tell(f"Copied the link to this provision.{kept}", "good")

    def open(self, link: DeepLink) -> None:
        """Goes where a link leads, and says what has changed since it was made."""

        def there(landing: Landing) -> None:
            self._notices = landing.notices
            self._library.open(landing.key, landing.provision)

        self._tasks.run(
            "link",
            lambda _job: self._session().land(link),
            there,
            failed=lambda why: self._messages.tell(why, "bad"),
        )

    def _arrived(self) -> None:
        if self._notices:
            self._messages.tell(" ".join(self._notices), "warn")
        self._forget()

    def _forget(self) -> None:
        self._notices = ()

    def _from_clipboard(self) -> None:
        words = QGuiApplication.clipboard().text()
        if not is_link(words):
            self._messages.tell("The clipboard holds no link of this app; copy one first.")
            return
        try:
            self.open(read_link(words))
        except BadInput as error:
            self._messages.tell(str(error), "bad")

    def _register(self) -> None:
        def work(_job: object) -> None:
            from ui.frame.scheme import register

            register()

        self._tasks.run(
            "scheme",
            work,
            lambda _none: self._messages.tell("From now on this computer opens copied links with this app.", "good"),
            failed=lambda why: self._messages.tell(why, "bad"),
        )

    def _pasted(self, words: str) -> None:
        """A whole link in the search box is followed; while it is being typed it is no link yet."""
        if not is_link(words):
            return
        try:
            link = read_link(words)
        except BadInput:
            return
        self._box.clear()
        self._box.dismissed.emit()
        self.open(link)
