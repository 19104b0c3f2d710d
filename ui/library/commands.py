"""Opening, adding, removing agreements: everything that changes which agreement is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.model.catalogue import AddReport, AddStatus, AgreementCard, Outcome, Progress
from ui.frame.files import AGREEMENTS, READABLE
from ui.frame.message_bar import MessageBar
from ui.frame.words import counted, named
from ui.panel import Current
from ui.reads import reads_for
from ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.library import Details
    from navigator.model.text import Span
    from navigator.session import Session
    from ui.reads import Reads

    _Opened = tuple[AgreementCard | None, Analysis, Reads | None]

_LISTED_S = 3.0
_BEGUN_MS = 400


class LibraryCommands(QObject):
    """Loads in a worker; the window hears of it through `Current` and these signals."""

    loading = Signal(str)
    """The title (or file name) of the agreement that is being read."""
    opened = Signal(object, object)
    """A new agreement is in `Current`: the provision to go to (or None) and the span to mark there (or None)."""
    failed = Signal(str, str)
    """What could not be opened, and why in one line."""
    unreadable = Signal(str)
    """Why the library itself could not be read."""
    report_wanted = Signal()
    """The user wants to see what became of each file."""

    def __init__(
        self, session: Callable[[], Session], current: Current, tasks: Tasks, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._messages, self._window = messages, window
        self.visited: list[str] = []
        self._listed = 0.0
        self._begun = False  # nothing is read before the first paint
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._active)
        self._slow = QTimer(self, singleShot=True, interval=_BEGUN_MS)
        self._slow.timeout.connect(self._begun_adding)
        self._waiting: list[tuple[tuple[Path, ...], bool]] = []
        self._reported: tuple[AddReport, ...] = ()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "file.open": self.ask_open,
            "file.add": self.ask_add,
            "file.add-folder": self.ask_folder,
            "file.library": self.close,
            "file.close": self.close,
            "file.remove": self.remove,
            "go.next-agreement": lambda: self._turn(1),
            "go.previous-agreement": lambda: self._turn(-1),
        }

    # -- reading ------------------------------------------------------------------------------------------------------

    def _active(self, state: Qt.ApplicationState) -> None:
        """Back from another program, which may have been another window of this one over the same library."""
        if state is Qt.ApplicationState.ApplicationActive and self._begun and not self._tasks.busy("add"):

            def done(cards: tuple[AgreementCard, ...]) -> None:
                if cards is not self._current.library:  # the very same while nothing has changed
                    self._current.set_library(cards)

            self._tasks.run("look", lambda _job: self._session().cards(), done, failed=lambda _why: None)

    def refresh(self) -> None:
        """Reads the library's cards again."""
        self._begun = True
        self._tasks.run(
            "library", lambda _job: self._session().cards(), self._current.set_library, failed=self.unreadable.emit
        )

    def ask_details(self, key: str, show: Callable[[Details], object]) -> None:
        """What is known of an agreement besides its card, for `show`; nothing where it has gone since."""
        work = lambda _job: self._session().details(key)  # noqa: E731
        self._tasks.run("details", work, show, failed=lambda _why: None)

    def open(self, key: str, provision: str | None = None, span: Span | None = None) -> None:
        """Reads an agreement of the library; where it is open already, only goes to the provision."""
        card = self._current.card
        if card is not None and card.key == key:
            self._tasks.cancel("open")
            self.opened.emit(provision, span)
            return
        known = next((row for row in self._current.library if row.key == key), None)
        self._load(known.title if known else "the agreement", lambda: self._session().analysis(key), provision, span)

    def inspect(self, path: Path, provision: str | None = None) -> None:
        """Reads a file without adding it to the library."""
        self._load(path.name, lambda: self._session().inspect(path), provision, None)

    def close(self) -> None:
        """Back to the library."""
        self._tasks.cancel("open")
        self._current.set_agreement(None, None)

    def _load(self, what: str, read: Callable[[], Analysis], provision: str | None, span: Span | None) -> None:
        profile = self._current.profile

        def work(job: Job) -> _Opened:
            analysis = read()
            sha256 = analysis.agreement.text.source.sha256
            card = next((row for row in self._session().cards() if row.sha256 == sha256), None)
            if job.cancelled() or profile.is_empty:
                return card, analysis, None
            return card, analysis, reads_for(self._session(), analysis, profile)

        def done(found: _Opened) -> None:
            card, analysis, reads = found
            if card is not None and card.key not in self.visited:
                self.visited.append(card.key)
            fresh = self._current.profile == profile
            self._current.set_agreement(card, analysis, reads if fresh else None)
            if not fresh:
                self._current.profile_changed.emit()
            self.opened.emit(provision, span)

        self.loading.emit(what)
        self._tasks.run("open", work, done, failed=lambda why: self.failed.emit(what, why))

    def _turn(self, step: int) -> None:
        """Ctrl+Tab: the next of the agreements read in this window, the others of the library behind them."""
        there = [card.key for card in self._current.library]
        keys = [key for key in self.visited if key in there] + [key for key in there if key not in self.visited]
        if not keys:
            return
        here = self._current.card.key if self._current.card is not None else None
        place = keys.index(here) + step if here in keys else 0
        self.open(keys[place % len(keys)])

    # -- adding and removing ------------------------------------------------------------------------------------------

    def ask_open(self) -> None:
        """The system's file dialog; what is chosen is added and read."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open an agreement", "", AGREEMENTS)
        self.add([Path(name) for name in names], read=True)

    def ask_add(self) -> None:
        """The system's file dialog; what is chosen is added."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Add agreements to the library", "", AGREEMENTS)
        self.add([Path(name) for name in names], read=False)

    def ask_folder(self) -> None:
        """Adds every agreement of a folder."""
        name = QFileDialog.getExistingDirectory(self._window, "Add the agreements of a folder")
        self.add([Path(name)] if name else [], read=False)

    def add(self, paths: Sequence[Path], *, read: bool) -> None:
        """Adds files in a worker, with progress and Cancel; `read` opens the first of them afterwards. What is added
        while others are under way waits for its turn."""
        if not paths:
            return
        if self._tasks.busy("add"):
            self._waiting.append((tuple(paths), read))
            return

        def done(outcome: Outcome[tuple[AddReport, ...]]) -> None:
            self._messages.clear()
            self._reported += outcome.value
            if self._waiting:
                return
            self.told(self._reported)
            self._reported = ()
            keys = [row.key for row in outcome.value if row.key is not None]
            if read and keys:
                self.open(keys[0])
            self.index()

        self._slow.start()
        self._tasks.run(
            "add",
            lambda job: self._session().add(list(paths), job.progress, job.cancelled),
            done,
            failed=lambda why: self._messages.tell(why, "bad"),
            progress=self._adding,
            # What was added before a cancellation stays: the list says so.
            ended=self._added,
        )

    def _added(self) -> None:
        self.refresh()
        if self._waiting and not self._tasks.busy("add"):
            paths, read = self._waiting.pop(0)
            self.add(paths, read=read)

    def _adding(self, progress: Progress) -> None:
        if progress.what:
            place = f" ({min(progress.done + 1, progress.total)} of {progress.total})" if progress.total > 1 else ""
            words = Progress(progress.done, progress.total, f"Adding {progress.what}{place}{_pace(progress)}")
            self._messages.progress(words, self._stop_adding)
            if time.monotonic() - self._listed > _LISTED_S:  # the list grows while one looks at it
                self._listed = time.monotonic()
                self.refresh()

    def _begun_adding(self) -> None:
        """Says that it has begun where the first file takes a while: on a busy computer the readers alone may."""
        if self._tasks.busy("add") and not self._messages.in_progress:
            self._messages.progress(Progress(0, 0, "Getting ready to add…"), self._stop_adding)

    def _stop_adding(self) -> None:
        self._waiting, self._reported = [], ()
        self._tasks.cancel("add")
        words = "Stopped. What was added stays in the library; add the same files again to go on."
        self._messages.tell(words, "info", action="Report", act=self.report_wanted.emit, stays=True)

    def index(self) -> None:
        """Brings the search index up to date in the background, so that the first search finds it ready."""
        self._tasks.run("index", lambda job: self._session().prepare_search(None, job.cancelled), lambda _rows: None)

    def remove(self, card: AgreementCard | None = None) -> None:
        """Takes an agreement (the open one) out of the library; there is no undoing it, so the question names the
        file."""
        card = card or self._current.card
        if card is None:
            self._messages.tell("Open the agreement that you want to remove first.")
            return
        if card.sample:
            self._messages.tell("This is a sample that comes with the app; it cannot be removed.")
            return

        def done(_value: object) -> None:
            self.visited = [key for key in self.visited if key != card.key]
            if self._current.card is not None and self._current.card.key == card.key:
                self.close()
            self.refresh()
            self._messages.tell(
                f"{named(card.title)} was removed. Your own file {card.source_name} is untouched.", "good"
            )

        self._messages.tell(
            f"Remove {named(card.title)} from the library? Your own file {card.source_name} stays where it is, and "
            "notes on it are kept for when you add it again.",
            "warn",
            action="Remove",
            act=lambda: self._tasks.run("remove", lambda _job: self._session().remove(card.key), done),
        )

    def told(self, reports: tuple[AddReport, ...]) -> None:
        """Says what became of what was added; of several files the report tells more."""
        failed = [row for row in reports if row.status is AddStatus.FAILED]
        added = [row for row in reports if row.status is AddStatus.ADDED]
        over = [row for row in reports if row.status is AddStatus.PASSED_OVER]
        if len(over) == len(reports):
            self._messages.tell(f"No agreement found there: {READABLE}.", "warn")
        elif len(reports) == 1 and failed:
            self._messages.tell(failed[0].message, "bad")
        elif len(reports) == 1 and added:
            row = added[0]
            left = f", {counted(row.left_out, 'word')} left out" if row.left_out else ""
            doubts = f", {counted(len(row.doubts), 'doubt')}" if row.doubts else ""
            title = row.title or row.source
            self._messages.tell(f"Added {named(title)}: {counted(row.provisions, 'provision')}{left}{doubts}.", "good")
        elif len(reports) == 1:
            self._messages.tell("Already in the library.", "info")
        else:
            there = len(reports) - len(failed) - len(added) - len(over)
            parts = [f"{counted(len(added), 'agreement')} added"]
            parts += [f"{there:,} already there"] * bool(there)
            parts += [f"{counted(len(over), 'kind')} of file not read"] * bool(over)
            parts += [f"{len(failed):,} failed: {failed[0].message.rstrip('.')}"] if failed else []
            tone = "bad" if failed and not added else "warn" if failed else "good"
            self._messages.tell(", ".join(parts) + ".", tone, action="Report", act=self.report_wanted.emit)


def _pace(progress: Progress) -> str:
    """How fast it goes and how long it still takes: ' · 8.1 a second, 12 s left'."""
    if progress.rate is None or progress.seconds_left is None or progress.total < 8:
        return ""
    left = progress.seconds_left
    return f" · {progress.rate:.1f} a second, {f'{left / 60:.0f} min' if left >= 90 else f'{left:.0f} s'} left"
