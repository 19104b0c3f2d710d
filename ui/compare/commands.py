"""Acts of the compare room: choosing two versions, comparing them in a worker, writing the changes to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.model.catalogue import Outcome, Progress
from ui.frame.files import AGREEMENTS, ask_where, tell_saved
from ui.frame.message_bar import MessageBar
from ui.panel import Current
from ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.comparison import Comparison
    from navigator.session import Session
    from ui.compare.lines import Lines
    from ui.compare.page import ComparePage
    from ui.frame.page import Page

_FORMATS = (("Word, tracked changes", ".docx"), ("Web page", ".html"), ("Excel", ".xlsx"), ("CSV", ".csv"))
_CHANNEL = "compare"


class CompareCommands(QObject):
    """`show` puts a page in the middle of the window."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        messages: MessageBar,
        show: Callable[[Page], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._messages, self._show, self._window = messages, show, window
        self.page: ComparePage | None = None
        self._sides: list[str | Path | None] = [None, None]
        self._open: Analysis | None = None
        current.library_changed.connect(self._fill)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "compare.versions": self.show,
            "compare.next-change": lambda: self._step(1),
            "compare.previous-change": lambda: self._step(-1),
            "compare.beside": self._turn_view,
            "compare.export": self.ask_save,
        }

    def show(self) -> None:
        """The open agreement beside the version before it, where the library has one."""
        page = self._made()
        if self._open is not self._current.analysis or not any(self._sides):
            self._open = self._current.analysis
            self._sides = self._usual()
            self._compare()
        self._fill()
        self._show(page)
        (page.view if page.comparison is not None else page.sides[0]).setFocus()

    def compare(self, old: str | Path, new: str | Path) -> None:
        """Two versions, each by its key in the library or as a file."""
        page = self._made()
        self._open = self._current.analysis
        self._sides = [old, new]
        self._fill()
        self._show(page)
        self._compare()

    def ask_save(self) -> None:
        """The system's file dialog, then `save`."""
        comparison = self.page.comparison if self.page is not None and self.page.isVisible() else None
        if comparison is None:
            self._messages.tell("Compare two versions first; then write their changes to a file.")
            return
        name = self._session().suggest_comparison_name(comparison, ".docx")
        out = ask_where(self._window, "Export the changes", name, _FORMATS)
        if out is not None:
            self.save(comparison, out)

    def save(self, comparison: Comparison, out: Path) -> None:
        """Writes the changes in a worker and says where they are."""

        def work(_job: Job) -> Outcome[Path]:
            return self._session().export_comparison(comparison, out, overwrite=True)

        def done(outcome: Outcome[Path]) -> None:
            tell_saved(self._messages, outcome.value)

        self._messages.progress(Progress(0, 0, f"Writing {out.name}"), lambda: self._tasks.cancel("export"))
        self._tasks.run("export", work, done, failed=lambda why: self._messages.tell(why, "bad"))

    # --- Within ---

    def _made(self) -> ComparePage:
        if self.page is None:
            from ui.compare.page import ComparePage

            self.page = ComparePage(self._current)
            self.page.chosen.connect(self._choose)
            self.page.swap.connect(self._swap)
            self.page.cancel.connect(self._cancel)
            self.page.save.connect(self.ask_save)
        return self.page

    def _usual(self) -> list[str | Path | None]:
        """The open agreement with its newest earlier version; an earlier version with the newest; else it alone."""
        card = self._current.card
        if card is None:
            return [None, None]
        later = [each for each in self._current.library if card.key in each.earlier]
        if later:
            return [card.key, max(later, key=lambda each: len(each.earlier)).key]
        return [card.earlier[0] if card.earlier else None, card.key]

    def _fill(self) -> None:
        if self.page is not None:
            from ui.compare.page import versions

            first = next((side for side in reversed(self._sides) if isinstance(side, str)), None)
            self.page.show_versions(versions(self._current.library, first), self._sides)

    def _choose(self, side: int, source: str | Path | None) -> None:
        if source is None:
            name, _ = QFileDialog.getOpenFileName(self._window, "Compare with a file", "", AGREEMENTS)
            if not name:
                self._fill()
                return
            source = Path(name)
        self._sides[side] = source
        self._fill()
        self._compare()

    def _swap(self) -> None:
        self._sides.reverse()
        self._fill()
        self._compare()

    def _cancel(self) -> None:
        self._tasks.cancel(_CHANNEL)
        assert self.page is not None
        self.page.show_waiting("Not compared", "Choose two versions above.", working=False)

    def _compare(self) -> None:
        page = self._made()
        old, new = self._sides
        self._tasks.cancel(_CHANNEL)
        if old is None or new is None:
            words = "Choose an earlier and a later version above, of one agreement or of two, or a file."
            page.show_waiting("Nothing to compare with yet", words, working=False)
            return
        page.show_waiting("Comparing", "Provisions are being aligned and their changes weighed.", working=True)

        def work(job: Job) -> Lines | None:
            from ui.compare.lines import Lines

            session = self._session()
            read = [session.inspect(side) if isinstance(side, Path) else session.analysis(side) for side in (old, new)]
            return None if job.cancelled() else Lines(session.compare(*read))

        def done(lines: Lines) -> None:
            page.show_lines(lines)
            if page.isVisible():
                page.view.setFocus()

        def failed(why: str) -> None:
            page.show_waiting("These could not be compared", why, working=False)

        self._tasks.run(_CHANNEL, work, done, failed=failed)

    def _step(self, steps: int) -> None:
        if self.page is not None and self.page.isVisible():
            self.page.step(steps)

    def _turn_view(self) -> None:
        page = self.page
        if page is not None and page.isVisible() and page.comparison is not None:
            page.views.take(1 if page.view.beside else 0)
            page.view.set_beside(not page.view.beside)
