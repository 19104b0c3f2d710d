"""Acts of the split view: a second text beside the first, closed again, another agreement in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.frame.message_bar import MessageBar
from ui.panel import Current
from ui.reads import Reads, reads_for
from ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.text import Span
    from navigator.session import Session
    from ui.frame.room import ReadingRoom
    from ui.reader import ReaderView

_CHANNEL = "beside"


class SideCommands(QObject):
    """`room` gives the reading room, `show` puts it in sight."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        messages: MessageBar,
        room: Callable[[], ReadingRoom],
        show: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks, self._messages = session, current, tasks, messages
        self._room, self._show = room, show
        current.profile_changed.connect(self._profile)
        current.applicability_changed.connect(self._profile)
        current.library_changed.connect(self._cards)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {"view.split": self.toggle, "view.other-side": self.turn}

    def wire(self, room: ReadingRoom) -> None:
        """Listens to a reading room that has been built."""
        room.beside.connect(self.open)
        room.sides.wanted.connect(self.read)
        room.sides.left.connect(self.close)

    def toggle(self) -> None:
        """The place being read once more beside it; a second time closes that side."""
        room, analysis = self._room(), self._current.analysis
        if room.sides.is_split and room.isVisible():
            self.close()
        elif analysis is not None:
            self._show()
            self.open(self._current.provision, None)

    def turn(self) -> None:
        """The keyboard goes to the other side."""
        sides = self._room().sides
        readers = sides.readers()
        if len(readers) > 1:
            readers[1 - readers.index(sides.active)].setFocus()
        else:
            self._messages.tell("There is one side only; split the view first.")

    def open(self, provision: str | None, span: Span | None = None) -> None:
        """Shows a place beside the text: of the agreement on the active side."""
        sides = self._room().sides
        analysis = sides.active.analysis or self._current.analysis
        if analysis is None:
            return
        other = sides.first.reader if sides.second is not None and sides.active is sides.second.reader else None
        reader = other or sides.split()
        if reader.analysis is not analysis and other is None:
            self._fill(reader, analysis, self._reads(analysis))
        elif reader.analysis is not analysis:
            self._messages.tell("The other side shows another agreement; open it here by its link.")
            return
        if provision is not None:
            reader.go_to(provision, span=span)
        reader.setFocus()

    def close(self) -> None:
        """One side again."""
        self._tasks.cancel(_CHANNEL)
        self._room().sides.unsplit()

    def read(self, key: str) -> None:
        """Another agreement of the library on the second side, read in a worker."""
        profile = self._current.profile

        def work(_job: Job) -> tuple[Analysis, Reads | None]:
            session = self._session()
            analysis = session.analysis(key)
            return analysis, reads_for(session, analysis, profile)

        def done(found: tuple[Analysis, Reads | None]) -> None:
            reader = self._room().sides.split()
            self._fill(reader, *found)
            reader.setFocus()

        self._tasks.run(_CHANNEL, work, done, failed=lambda why: self._messages.tell(why, "bad"))

    # --- Within ---

    def _fill(self, reader: ReaderView, analysis: Analysis, reads: Reads | None) -> None:
        reader.show_analysis(analysis, reads)
        self._cards()
        self._room().sides.changed.emit()

    def _reads(self, analysis: Analysis) -> Reads | None:
        return self._current.reads if analysis is self._current.analysis else None

    def _cards(self) -> None:
        room = self._room_there()
        if room is not None and room.sides.second is not None:
            room.sides.second.show_cards(self._current.library)

    def _profile(self) -> None:
        """The second side reads for the same profile as the first."""
        room = self._room_there()
        second = room.sides.second if room is not None else None
        analysis = second.reader.analysis if second is not None else None
        if second is None or analysis is None:
            return
        reader, profile = second.reader, self._current.profile
        if analysis is self._current.analysis:
            reader.set_reads(self._current.reads)
            return

        def done(reads: Reads | None) -> None:
            if reader.analysis is analysis:
                reader.set_reads(reads)

        self._tasks.run(_CHANNEL, lambda _job: reads_for(self._session(), analysis, profile), done)

    def _room_there(self) -> ReadingRoom | None:
        """The reading room, where it has been built; whoever only follows does not build it."""
        return self._room() if self._current.analysis is not None else None
