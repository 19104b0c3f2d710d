"""Looking after the library: checking that it is whole, and making the index anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from navigator.model.catalogue import Progress
from ui.frame.message_bar import MessageBar
from ui.frame.words import counted
from ui.panel import Current
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.model.library import Verified
    from navigator.session import Session
    from ui.library.care_sheet import CareSheet

_BEGUN = Progress(0, 0, "begun")
"""Shown at once: the processes that read take a moment to begin."""


class CareCommands(QObject):
    """Both read every source anew, in a worker, with progress and Cancel."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        messages: MessageBar,
        refresh: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._messages, self._refresh, self._window = messages, refresh, window
        self._sheet: CareSheet | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {"library.verify": self.verify, "library.rebuild": self.rebuild}

    def verify(self) -> None:
        """Checks every source, the list and the index."""
        self._show("Checking the library", _BEGUN)
        self._tasks.run(
            "care",
            lambda job: self._session().verify(job.progress, job.cancelled),
            self._verified,
            failed=lambda why: self._messages.tell(why, "bad"),
            progress=lambda progress: self._show("Checking the library", progress),
        )

    def rebuild(self) -> None:
        """Makes anew all that is derived from the sources."""

        def done(troubles: tuple[str, ...]) -> None:
            if troubles:
                more = f" And {len(troubles) - 1} more." if len(troubles) > 1 else ""
                self._messages.tell(f"Not everything was made anew: {troubles[0]}.{more}", "bad")
            else:
                self._messages.tell("Every agreement was read anew, and the search index made from that.", "good")

        self._show("Making the index anew", _BEGUN)
        self._tasks.run(
            "care",
            lambda job: self._session().rebuild_index(job.progress, job.cancelled),
            done,
            failed=lambda why: self._messages.tell(why, "bad"),
            progress=lambda progress: self._show("Making the index anew", progress),
            ended=self._refresh,
        )

    def _show(self, what: str, progress: Progress) -> None:
        if progress.what:
            place = f" ({min(progress.done + 1, progress.total)} of {progress.total})" if progress.total > 1 else ""
            self._messages.progress(Progress(progress.done, progress.total, f"{what}{place}"), self._stop)

    def _stop(self) -> None:
        self._tasks.cancel("care")
        self._messages.tell("Stopped. Nothing is lost; the search makes up what is missing.", "info")

    def _verified(self, found: Verified) -> None:
        checked = counted(found.agreements, "agreement")
        act = lambda: self._tell(found)  # noqa: E731
        if found.wrong:
            words = f"{counted(len(found.wrong), 'thing')} wrong in {checked}: {found.wrong[0]}"
            self._messages.tell(words, "bad", action="Report", act=act)
        elif found.notes:
            words = f"The library is whole: {checked} checked. An earlier version of this program read some otherwise."
            self._messages.tell(words, "good", action="Report", act=act, stays=True)
        else:
            self._messages.tell(f"The library is whole: bytes, list and index of {checked} checked.", "good")

    def _tell(self, found: Verified) -> None:
        if self._sheet is None:
            from ui.library.care_sheet import CareSheet

            self._sheet = CareSheet(self._window, self._current)
        self._sheet.show_found(found)
