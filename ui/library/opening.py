"""What the window says while an agreement is being read, and where it could not be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from navigator.model.catalogue import Progress
from ui.library.commands import LibraryCommands
from ui.main_window import MainWindow
from ui.panel import Current
from ui.tasks import Tasks

_NOTICEABLE_MS = 150
"""Most agreements are there before one could read that they are being read."""


class Opening(QObject):
    """`show` puts in the middle what the window is about: the open agreement, or the library."""

    def __init__(
        self,
        current: Current,
        tasks: Tasks,
        library: LibraryCommands,
        window: MainWindow,
        show: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._current, self._tasks, self._library = current, tasks, library
        self._window, self._show = window, show
        self._what = ""
        self._slow = QTimer(self, singleShot=True, interval=_NOTICEABLE_MS)
        self._slow.timeout.connect(self._say)
        library.loading.connect(self._begin)
        library.opened.connect(self._end)
        library.failed.connect(self._failed)
        library.unreadable.connect(self._unreadable)

    def close(self) -> None:
        """Nothing is said any more."""
        self._slow.stop()

    def _begin(self, what: str) -> None:
        self._what = what
        self._slow.start()

    def _say(self) -> None:
        if not self._tasks.busy("open"):
            return
        if self._current.analysis is None:
            self._window.state.show_loading(self._what, self._stop)
            self._window.show_page(self._window.state)
        else:
            self._window.messages.progress(Progress(0, 0, f"Reading {self._what}"), self._stop)

    def _stop(self) -> None:
        self._tasks.cancel("open")
        self._slow.stop()
        self._show()

    def _end(self) -> None:
        self._slow.stop()
        if self._window.messages.in_progress:
            self._window.messages.clear()

    def _failed(self, what: str, why: str) -> None:
        self._end()
        acts = [("Back to the library", self._library.close), ("Open another…", self._library.ask_open)]
        self._trouble(f"{what} could not be read", why, acts)

    def _unreadable(self, why: str) -> None:
        """The library itself."""
        self._trouble("The library could not be read", why, [("Try again", self._again)])

    def _trouble(self, title: str, why: str, acts: list[tuple[str, Callable[[], object]]]) -> None:
        """An agreement that is open stays open; else the middle says it, and what can be done."""
        if self._current.analysis is not None:
            self._window.messages.tell(why, "bad")
            return
        self._window.state.show_error(title, why, acts)
        self._window.show_page(self._window.state)

    def _again(self) -> None:
        self._show()
        self._library.refresh()
