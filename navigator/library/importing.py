"""Importing many files: read, understood on every core, kept in small transactions, reported file by file."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from navigator.library.folders import in_words
from navigator.library.many import understand_many
from navigator.library.shelf import Library
from navigator.library.understood import Source, Understood
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AddReport, AddStatus, AgreementCard, BadInput, CancelCheck, Progress, ProgressSink

_AT_ONCE = 16  # agreements for each transaction and each update of the index
_SECONDS = 1.5  # or what has come by then: an import that is cut off loses no more work than that
_TELLING = 5  # files from which on the pace tells something
_BEHIND = 3  # updates of the index that may wait: what they hold takes memory

MENDED = "its stored file was damaged or missing, and is mended"
Note = Callable[[Sequence[Understood]], None]
"""Told what was kept, after each transaction: the index follows."""


@dataclass(slots=True)
class Import:
    """One import. `run` does it; what came of it is in `reports` (in the order of the files), `added`, and `mended`:
    the keys of agreements whose stored files were damaged or missing, and are whole again.

    there      agreements that the library has already, by key
    beside     reports of what is no work for it: they stand after those of the files
    read       path -> the source; raises `BadInput`
    analyse    how a source is understood in this process
    processes  at most so many; None for as many as there are cores
    """

    library: Library
    files: Sequence[Path]
    there: Mapping[str, AgreementCard]
    read: Callable[[Path], Source]
    analyse: Callable[[Source], Analysis]
    note: Note
    progress: ProgressSink | None = None
    cancelled: CancelCheck | None = None
    processes: int | None = None
    beside: Sequence[AddReport] = ()
    added: list[AgreementCard] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    _lines: dict[int, AddReport] = field(default_factory=dict)
    _unsaved: list[int] = field(default_factory=list)
    _ready: list[tuple[int, Source, Understood]] = field(default_factory=list)
    _taken: dict[str, int] = field(default_factory=dict)
    _twins: dict[int, int] = field(default_factory=dict)
    _number: int | None = None
    _stopped: bool = False
    _troubled: bool = False
    _indexing: ThreadPoolExecutor = field(init=False)
    _notes: deque[Future[None]] = field(default_factory=deque)
    _began: float = 0.0
    _saved: float = 0.0

    @property
    def reports(self) -> tuple[AddReport, ...]:
        return tuple(self._lines[place] for place in sorted(self._lines))

    def run(self) -> None:
        """Import the files. Cancelling, and trouble with the library's disk, keep what was added by then; such trouble
        is the last report."""
        self._began = self._saved = time.monotonic()
        for place, line in enumerate(self.beside, start=len(self.files)):
            self._report(place, line)
        with ThreadPoolExecutor(1, "navigator-index") as self._indexing:
            self._run()
            while self._notes:
                self._notes.popleft().result()
        if self.progress is not None and not self._troubled:
            self.progress(Progress(len(self.files), len(self.files), ""))

    def _run(self) -> None:
        try:
            with closing(
                understand_many(self._new(), len(self.files), self.analyse, self._stop, self.processes)
            ) as done:
                for place, source, understood in done:
                    if isinstance(understood, BadInput):
                        self._report(place, _failed(self.files[place], understood))
                    else:
                        self._ready.append((place, source, understood))
                    if len(self._ready) >= _AT_ONCE or time.monotonic() - self._saved > _SECONDS:
                        self._save()
            for place, first in self._twins.items():
                if first in self._lines and self._lines[first].status is AddStatus.FAILED:
                    self._report(place, _failed(self.files[place], BadInput(self._lines[first].message)))
            self._save()
        except _LibraryTrouble as trouble:
            after = len(self.files) + len(self.beside)
            place = next((place for place in range(after) if place not in self._lines), after)
            self._lines[place] = AddReport(str(self.library.folder), None, AddStatus.FAILED, str(trouble))
            self._troubled = True
        finally:
            if self._number is not None:
                with suppress(BadInput):
                    self.library.end_import(self._number, cancelled=self._stopped)

    def _new(self) -> Iterator[tuple[int, Source]]:
        """The sources that the library does not have, each once; the others get their reports here."""
        for place, file in enumerate(self.files):
            if self._stop():
                return
            self._tell(in_words(file.name))
            try:
                source = self.read(file)
            except BadInput as error:
                self._report(place, _failed(file, error))
                continue
            key = source.key
            if key in self.there:
                self._report(place, self._known(file, source))
            elif key in self._taken:
                self._twins[place] = self._taken[key]
                words = f"the same as {in_words(self.files[self._taken[key]])}"
                self._report(place, AddReport(in_words(file), key, AddStatus.ALREADY_THERE, words))
            else:
                self._taken[key] = place
                yield place, source

    def _known(self, file: Path, source: Source) -> AddReport:
        """The report of a file that the library has: where what it has was damaged, it is mended with this one."""
        report = _there(file, source.key, self.there[source.key].title)
        try:
            if not self.library.restore(source):
                return report
        except BadInput as error:
            return _failed(file, error)
        self.mended.append(source.key)
        return replace(report, message=f"{report.message}; {MENDED}")

    def _save(self) -> None:
        """Keep what is ready, with the reports of it, in one transaction."""
        try:
            self._pass_over(self.library.holds(understood.card.key for _, _, understood in self._ready))
            if self._number is None and (self._ready or self._unsaved) and not self._nothing_new():
                self._number = self.library.begin_import(len(self.files) + len(self.beside))
            for place, _, understood in self._ready:
                self._report(place, added(in_words(self.files[place]), understood))
            if self._number is not None:
                entries = [(source, understood) for _, source, understood in self._ready]
                lines = [(place, self._lines[place]) for place in self._unsaved]
                self.added += self.library.keep(entries, self._number, lines)
        except BadInput as error:
            if not self._ready:  # only the report of what was there already cannot be kept
                self._unsaved = []
                return
            for place, _, _ in self._ready:
                self._lines.pop(place, None)
            raise _LibraryTrouble(str(error)) from error
        kept = [understood for _, _, understood in self._ready]
        self._ready, self._unsaved = [], []
        if kept:
            # Beside the rest, which goes on meanwhile. What fails there is made good when the index is next looked at.
            self._notes.append(self._indexing.submit(self.note, kept))
            while len(self._notes) > _BEHIND:
                self._notes.popleft().result()
        self._saved = time.monotonic()

    def _pass_over(self, there: frozenset[str]) -> None:
        """What another program has added meanwhile."""
        for place, _, understood in self._ready:
            if understood.card.key in there:
                self._report(place, _there(self.files[place], understood.card.key, understood.card.title))
        self._ready = [row for row in self._ready if row[2].card.key not in there]

    def _nothing_new(self) -> bool:
        """An import that adds nothing to a library makes no library."""
        return not self._ready and not self.library.cards()

    def _report(self, place: int, line: AddReport) -> None:
        self._lines[place] = line
        self._unsaved.append(place)

    def _stop(self) -> bool:
        self._stopped = self._stopped or (self.cancelled is not None and self.cancelled())
        return self._stopped

    def _tell(self, what: str) -> None:
        if self.progress is None:
            return
        done, total = len(self._lines) - len(self.beside) + len(self._ready), len(self.files)
        seconds = time.monotonic() - self._began
        rate = done / seconds if done >= _TELLING and seconds > 0 else None
        self.progress(Progress(done, total, what, rate, (total - done) / rate if rate else None))


class _LibraryTrouble(Exception):
    """The library refuses, whatever the file: its disk is full, or cannot be written to."""


def _failed(file: Path, error: BadInput) -> AddReport:
    return AddReport(in_words(file), None, AddStatus.FAILED, str(error))


def _there(file: Path, key: str, title: str) -> AddReport:
    return AddReport(in_words(file), key, AddStatus.ALREADY_THERE, f"already there as {title}", title)


def added(source: str, understood: Understood) -> AddReport:
    """The report of what was understood of a source, as the user named it."""
    card = understood.card
    message = f"{card.title}: {card.provisions} provisions, {card.words} words"
    return AddReport(
        source, card.key, AddStatus.ADDED, message, card.title, card.provisions, understood.left_out, understood.doubts
    )
