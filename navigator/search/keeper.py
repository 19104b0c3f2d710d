"""The index on disk: which engine holds it, how it follows the library, and what happens when it must be made anew.

Each index is a folder of its own inside the index folder, named after its engine, the fields it has, and the version of
the product whose understanding it holds. A new one is built beside the old one, which answers until the new one is
whole; then the old one is deleted. A build that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput, CancelCheck, Cancelled, Engine, Progress, ProgressSink
from navigator.search.documents import documents
from navigator.search.engine import Document, SearchEngine

SWITCH_AT = 2000
"""Provisions in the library from which on Tantivy holds the index: where the slowest twentieth of the queries that are
asked as one types takes Whoosh about 0.1 s, the longest that feels immediate. Measured with
`python -m tests.bench search --size 3000`: Whoosh needs 0.14 s there, five times what Tantivy needs, and its time
grows with the library."""
_ENGINES = (Engine.WHOOSH.value, Engine.TANTIVY.value)
_FIELDS = "5"  # of `search.fields`: another number, and this version cannot read the index
_WHOLE = "whole"  # a file in an index that has once held the whole library
_PATIENCE = 0.3  # seconds that a search waits for an index that is being brought up to date


class Keeper:
    """The index of one library, kept in `folder`, or in memory where that folder cannot be written to.

    analysis  key -> the agreement, understood
    stamp     changes whenever an index made before would no longer fit what this version understands of a text
    choice    the engine; AUTOMATIC goes by the number of provisions
    """

    def __init__(self, folder: Path, analysis: Callable[[str], Analysis], stamp: str) -> None:
        self.choice = Engine.AUTOMATIC
        self._folder = folder
        self._analysis = analysis
        self._stamp = hashlib.sha256(stamp.encode()).hexdigest()[:8]
        self._updating = threading.RLock()  # held while an index is written
        self._opening = threading.RLock()  # held for a moment; taken last
        self._engine: SearchEngine | None = None
        self._name = ""  # of its folder
        self._settled = ""  # the one that was last known to be whole and alone
        self._followed: tuple[Mapping[str, AgreementCard], frozenset[str], Engine] | None = None
        self._in_memory = False
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    def prepare(
        self,
        cards: Mapping[str, AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> tuple[str, ...]:
        """Make the index hold exactly these agreements, in the engine that is wanted for them: what is missing is
        added, what is gone is dropped. Answers the agreements that could not be read, one line each. Raises
        `Cancelled`; what was indexed by then stays."""
        with self._updating:
            try:
                return self._prepare(cards, progress, cancelled)
            except OSError:  # a full disk or a read-only folder: what cannot be kept is still found
                self.close()
                with self._opening:
                    self._in_memory = True
                return self._prepare(cards, progress, cancelled)

    def note(self, found: Mapping[str, Sequence[Document]]) -> None:
        """Index agreements whose documents are at hand, by key. What fails here is made good by `prepare`."""
        if found:
            with self._updating, suppress(OSError, BadInput, Cancelled):
                engine = self.engine()
                engine.update(found)
                if self.choice is Engine.AUTOMATIC and engine.name == "whoosh" and engine.size() >= SWITCH_AT:
                    self._switch(self._name_of("tantivy"), dict.fromkeys(engine.keys(), ""))

    def rebuild(
        self,
        cards: Mapping[str, AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        found: Iterable[tuple[str, Sequence[Document]]] = (),
    ) -> tuple[str, ...]:
        """Throw the index away and make it anew: of the documents that are `found`, by key, and of the analyses of the
        other agreements. Answers and raises as `prepare`."""
        with self._updating:
            self.close()
            with suppress(OSError):
                shutil.rmtree(self._folder)
            with suppress(OSError):  # `prepare` does what is left to do
                self.engine(cards).fill(found)
            return self.prepare(cards, progress, cancelled)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the index on disk, one line each: whether all that it holds of every agreement can be
        read. An index that is not there, or behind the library, is not wrong: the next search brings it up to date."""
        if not self._names():
            return ()
        mend = "library rebuild-index makes it anew"
        try:
            engine = self.engine()
            empty = [key for key in sorted(engine.keys()) if not engine.documents(key)]
        except (BadInput, Cancelled):
            raise
        except Exception as error:  # noqa: BLE001 - a damaged index fails in as many ways as it can be damaged
            return (f"index: damaged ({type(error).__name__}: {error}); {mend}",)
        return tuple(f"index: holds nothing of {key}; {mend}" for key in empty)

    def current(
        self, cards: Mapping[str, AgreementCard], cancelled: CancelCheck | None, *, at_once: bool
    ) -> tuple[SearchEngine, bool]:
        """The engine to ask, brought up to date, and whether it is: not where that is under way elsewhere and takes its
        time, nor with `at_once` where an index is to be made anew while an older one can answer."""
        until = time.monotonic() + (0 if at_once else _PATIENCE)
        while not self._updating.acquire(timeout=0.05):
            if cancelled is not None and cancelled():
                raise Cancelled
            if self._engine is not None and time.monotonic() > until:
                return self.engine(), False
        try:
            engine = self.engine(cards)
            kept = self._followed
            if kept is not None and kept[0] is cards and kept[1] is engine.keys() and kept[2] is self.choice:
                return engine, True  # nothing has changed since
            if at_once and self._name != self._wanted(cards) and engine.size():
                return engine, False
            try:
                self.prepare(cards, cancelled=cancelled)
            except BadInput:  # another program brings it up to date
                if not self.engine().size():
                    raise
                return self.engine(), False
            return self.engine(), True
        finally:
            self._updating.release()

    def engine(self, cards: Mapping[str, AgreementCard] | None = None) -> SearchEngine:
        """The engine that answers now: the wanted one where it is whole, else any that this version can read."""
        with self._opening:
            if self._engine is None:
                wanted = self._wanted(cards or {})
                whole = [wanted] if self._is_whole(wanted) else [name for name in self._names() if self._is_whole(name)]
                try:
                    self._take((whole or [wanted])[0])
                except OSError:
                    self._take(wanted, anew=True)
            assert self._engine is not None
            return self._engine

    def successor(self, engine: SearchEngine) -> SearchEngine | None:
        """The engine that answers since another one took the place of this one; None where none did."""
        with self._opening:
            return self._engine if self._engine is not engine else None

    def close(self) -> None:
        """Let go of the index. A search that is under way ends with `Cancelled`."""
        with self._updating, self._opening:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            self._settled = ""
            self._followed = None
            if self._copy is not None:
                self._copy.cleanup()
                self._copy = None

    def _prepare(
        self, cards: Mapping[str, AgreementCard], progress: ProgressSink | None, cancelled: CancelCheck | None
    ) -> tuple[str, ...]:
        old, wanted = self.engine(cards), self._wanted(cards)
        titles = {key: card.title for key, card in cards.items()}
        if self._name == wanted:
            troubles = self._follow(old, titles, progress, cancelled)
        else:
            troubles = self._switch(wanted, titles, progress, cancelled)
        if self._settled != wanted and not self._in_memory:
            self._settled = wanted
            if not self._is_whole(wanted):
                (self._folder / wanted / _WHOLE).touch()
            self._tidy(wanted)
        self._followed = (cards, self.engine().keys(), self.choice) if not troubles else None
        return troubles

    def _switch(
        self,
        wanted: str,
        titles: Mapping[str, str],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> tuple[str, ...]:
        """Build another index beside the one that answers, then let it answer. What was understood by this version is
        taken over from the old one."""
        old = self.engine()
        made = self._made(wanted)
        try:
            source = old if self._name.endswith(f"-{_FIELDS}-{self._stamp}") else None
            troubles = self._follow(made, titles, progress, cancelled, source)
        except BaseException:
            made.close()
            raise
        with self._opening:
            self._engine, self._name = made, wanted
        old.close()
        return troubles

    def _follow(
        self,
        engine: SearchEngine,
        titles: Mapping[str, str],
        progress: ProgressSink | None,
        cancelled: CancelCheck | None,
        source: SearchEngine | None = None,
    ) -> tuple[str, ...]:
        have = engine.keys()
        known = source.keys() if source is not None else frozenset()
        missing = [key for key in titles if key not in have]
        gone = [key for key in have if key not in titles]
        if gone:
            engine.update({}, gone)
        troubles: list[str] = []

        def found() -> Iterator[tuple[str, Iterable[Document]]]:
            for at, key in enumerate(missing):
                if cancelled is not None and cancelled():
                    raise Cancelled
                if progress is not None:
                    progress(Progress(at, len(missing), titles[key]))
                now = engine.keys()
                if key in now:  # another program was quicker
                    continue
                try:
                    if source is not None and key in known:
                        yield key, source.documents(key)
                    else:
                        yield key, list(documents(self._analysis(key)))
                except BadInput as error:
                    troubles.append(str(error))

        if missing:
            engine.fill(found())
        return tuple(troubles)

    def _wanted(self, cards: Mapping[str, AgreementCard]) -> str:
        """The name of the index that these agreements should have. One that is there is kept while the library is about
        as large as where the engines change, so that they do not change to and fro."""
        kind = self.choice.value
        if self.choice is Engine.AUTOMATIC:
            size = sum(card.provisions for card in cards.values())
            least = SWITCH_AT * 3 // 4 if self._name.startswith("tantivy") else SWITCH_AT
            kind = "tantivy" if size >= least else "whoosh"
        return self._name_of(kind)

    def _name_of(self, kind: str) -> str:
        return f"{kind}-{_FIELDS}-{self._stamp}"

    def _names(self) -> list[str]:
        """The indexes that are there and can be read, those of this version first."""
        with suppress(OSError):
            found = [path.name for path in self._folder.iterdir() if path.is_dir()]
            kept = [name for name in found if name.split("-")[0] in _ENGINES and name.split("-")[1:2] == [_FIELDS]]
            return sorted(kept, key=lambda name: (not name.endswith(self._stamp), name))
        return []

    def _is_whole(self, name: str) -> bool:
        with suppress(OSError):
            return (self._folder / name / _WHOLE).exists()
        return False

    def _take(self, name: str, *, anew: bool = False) -> None:
        if anew:
            with suppress(OSError):
                shutil.rmtree(self._folder / name)
        try:
            self._engine = self._made(name)
        except OSError:
            if not anew and (not self._is_whole(name) or os.access(self._folder / name, os.W_OK)):
                raise
            self._engine = self._made_in_memory(name) if anew else self._made_from_copy(name)
        self._name = name

    def _made_in_memory(self, name: str) -> SearchEngine:
        self._in_memory = True
        return self._made(name)

    def _made_from_copy(self, name: str) -> SearchEngine:
        """Of an index that cannot be written to, in which Tantivy cannot set the lock that it reads under."""
        self._copy = tempfile.TemporaryDirectory(prefix="contract-navigator-")
        for file in (self._folder / name).iterdir():
            shutil.copyfile(file, Path(self._copy.name) / file.name)
        return self._in(Path(self._copy.name), name)

    def _made(self, name: str) -> SearchEngine:
        return self._in(None if self._in_memory else self._folder / name, name)

    def _in(self, folder: Path | None, name: str) -> SearchEngine:
        if name.startswith("tantivy"):
            from navigator.search.tantivy_engine import TantivyEngine

            return TantivyEngine(folder)
        from navigator.search.whoosh_engine import WhooshEngine

        return WhooshEngine(folder)

    def _tidy(self, wanted: str) -> None:
        """Delete every other index; where the user chose the engine, the other engine's of this version is kept."""
        for path in self._folder.iterdir():
            mine = self.choice is not Engine.AUTOMATIC and path.name.endswith(f"-{_FIELDS}-{self._stamp}")
            if path.name == wanted or mine:
                continue
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
