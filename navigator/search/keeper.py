"""The index of one library: which engine holds it, how it follows the library, and what happens when it must be made
anew.

A new index is built beside the old one, which answers until the new one is whole; then the old one is deleted
(`search.places` says where they lie). A build that was stopped goes on where it was, save one that was asked for.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput, CancelCheck, Cancelled, Engine, ProgressSink
from navigator.search.engine import Document, SearchEngine
from navigator.search.following import Following
from navigator.search.intact import damaged, record
from navigator.search.places import At, Places, delete

SWITCH_AT = 2000
"""Provisions in the library from which on Tantivy holds the index: where the slowest twentieth of the queries that are
asked as one types takes Whoosh about 0.1 s, the longest that feels immediate. Measured with
`python -m tests.bench search --size 3000`: Whoosh needs 0.14 s there, five times what Tantivy needs, and its time
grows with the library."""
_FIELDS = "9"  # of `search.fields`: another number, and this version cannot read the index
_PATIENCE = 0.3  # seconds that a search waits for an index that is being brought up to date
_MEND = "library rebuild-index makes it anew"
T = TypeVar("T")


class Keeper:
    """The index of one library, kept in `folder`, in `spare` where that cannot be written to, else in memory.

    analysis  key -> the agreement, understood
    stamp     changes whenever an index made before would no longer fit what this version understands of a text
    choice    the engine; AUTOMATIC goes by the number of provisions
    """

    def __init__(
        self, folder: Path, analysis: Callable[[str], Analysis], stamp: str, spare: Path | None = None
    ) -> None:
        self.choice = Engine.AUTOMATIC
        self._following = Following(analysis)
        self._places = Places(folder, spare, _FIELDS, hashlib.sha256(stamp.encode()).hexdigest()[:8])
        self._updating = threading.RLock()  # held while an index is written
        self._opening = threading.RLock()  # held for a moment; taken last
        self._engine: SearchEngine | None = None
        self._at: At | None = None  # of the engine, the last one where it is closed
        self._settled: At | None = None  # the one that was last known to be whole and alone
        self._was_whole = False  # the index of the engine, when it was last looked at
        self._followed: tuple[Mapping[str, AgreementCard], frozenset[str], Engine] | None = None
        self._mended: set[Path] = set()  # where a damaged index was dropped once

    def prepare(
        self,
        cards: Mapping[str, AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        *,
        again: bool = False,
    ) -> tuple[str, ...]:
        """Make the index hold exactly these agreements, in the engine that is wanted for them: what is missing is
        added, what is gone is dropped. Answers the agreements that could not be read, one line each; those that could
        not be read before are tried `again` or not. Raises `Cancelled`; what was indexed by then stays."""
        with self._updating:
            if again:
                self._following.try_again()
            return self._mending(lambda: self._prepare(cards, progress, cancelled))

    def note(self, found: Mapping[str, Sequence[Document]]) -> None:
        """Index agreements whose documents are at hand, by key. What fails here is made good by `prepare`."""
        if not found:
            return
        with self._updating, suppress(OSError, BadInput, Cancelled):
            try:
                engine = self.engine()
                engine.update(found)
                self._record()
                if self.choice is Engine.AUTOMATIC and engine.name == "whoosh" and engine.size() >= SWITCH_AT:
                    due = self._places.due(self._places.name("tantivy"))
                    with self._places.making(due):
                        self._switch(due, dict.fromkeys(engine.keys(), ""))
            except (OSError, BadInput, Cancelled):
                raise
            except Exception:
                if not self._exchanged() and not self._dropped():
                    raise

    def rebuild(
        self,
        cards: Mapping[str, AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        found: Iterable[tuple[str, Sequence[Document]]] = (),
    ) -> tuple[str, ...]:
        """Make the index anew: of the documents that are `found`, by key, and of the analyses of the other agreements.
        The old one answers meanwhile, and stays where this does not come to its end. Answers and raises as `prepare`;
        `BadInput` where the disk refuses."""
        with self._updating:
            self._following.try_again()
            self.engine(cards)
            made = self._places.another(self._wanted(cards))
            try:
                with self._places.making(made):
                    self._switch(made, _titles(cards), progress, cancelled, found)
                    self._settle(cards)
            except BaseException as error:
                if made.path is not None:
                    delete(made.path)
                if isinstance(error, OSError):
                    mend = "free some space or check the disk; the old index stays as it was"
                    raise BadInput(f"{refusal(error)}; {mend}") from error
                raise
            return tuple(self.unread.values())

    def try_again(self) -> None:
        """Let the next search try what could not be read: its source may have been mended."""
        with self._updating:
            self._following.try_again()
            self._followed = None

    @property
    def unread(self) -> Mapping[str, str]:
        """The agreements that could not be read, by key, and why."""
        return self._following.unread

    def check(self) -> tuple[str, ...]:
        """What is wrong with the index on disk, one line each: whether its files are as they were written, and all
        that it holds of every agreement can be read. An index that is not there, or behind the library, is not wrong:
        the next search brings it up to date."""
        kept = self._places.whole("") or self._places.all()
        if not kept:
            return ()
        wrong = damaged(kept[0].path) if kept[0].path is not None else None
        if wrong is not None:
            return (f"index: {wrong}; {_MEND}",)
        try:
            engine = self.engine()
            empty = [key for key in sorted(engine.keys()) if not engine.documents(key)]
        except (BadInput, Cancelled):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what somebody who checks wants to know
            return (f"index: damaged ({type(error).__name__}: {error}); {_MEND}",)
        return tuple(f"index: holds nothing of {key}; {_MEND}" for key in empty)

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
            return self._mending(lambda: self._current(cards, cancelled, at_once=at_once))
        finally:
            self._updating.release()

    def engine(self, cards: Mapping[str, AgreementCard] | None = None) -> SearchEngine:
        """The engine that answers now: the wanted one where it is whole, else any that this version can read."""
        with self._opening:
            if self._engine is None:
                self._at, self._engine = self._opened(self._wanted(cards or {}))
                self._was_whole = self._places.is_whole(self._at)
            return self._engine

    def successor(self, engine: SearchEngine) -> SearchEngine | None:
        """The engine that answers since another one took the place of this one; None where none did."""
        with self._opening:
            return self._engine if self._engine is not engine else None

    def instead_of(
        self, engine: SearchEngine, cards: Mapping[str, AgreementCard], cancelled: CancelCheck | None
    ) -> SearchEngine | None:
        """The engine to ask where this one failed: the one that took its place meanwhile, or a new one where its index
        is damaged. None where its index is as it was written: then the failure has another reason."""
        with self._updating:
            if self.successor(engine) is None and not self._exchanged() and not self._dropped():
                return None
            self.prepare(cards, cancelled=cancelled)
            return self.engine(cards)

    def close(self) -> None:
        """Let go of the index. A search that is under way ends with `Cancelled`."""
        with self._updating, self._opening:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
            self._settled = None
            self._was_whole = False
            self._followed = None

    def _current(
        self, cards: Mapping[str, AgreementCard], cancelled: CancelCheck | None, *, at_once: bool
    ) -> tuple[SearchEngine, bool]:
        self._exchanged()
        engine = self.engine(cards)
        kept = self._followed
        if kept is not None and kept[0] is cards and kept[1] is engine.keys() and kept[2] is self.choice:
            return engine, True  # nothing has changed since
        assert self._at is not None
        if at_once and self._at.made_as != self._wanted(cards) and engine.size():
            return engine, False
        try:
            self.prepare(cards, cancelled=cancelled)
        except BadInput:  # another program brings it up to date
            if not self.engine().size():
                raise
            return self.engine(), False
        return self.engine(), True

    def _prepare(
        self, cards: Mapping[str, AgreementCard], progress: ProgressSink | None, cancelled: CancelCheck | None
    ) -> tuple[str, ...]:
        engine, wanted, titles = self.engine(cards), self._wanted(cards), _titles(cards)
        assert self._at is not None
        missing, gone = self._following.behind(engine, titles)
        stays = self._at.made_as == wanted and self._places.can_stay(self._at, changes=bool(missing or gone))
        to = self._at if stays else self._places.due(wanted)
        with self._places.making(to):
            if stays:
                self._following.follow(engine, titles, progress, cancelled)
                self._record()
            else:
                self._switch(to, titles, progress, cancelled)
            self._settle(cards)
        return tuple(self.unread.values())

    def _settle(self, cards: Mapping[str, AgreementCard]) -> None:
        """The index that answers now is the wanted one, and holds these agreements."""
        assert self._at is not None
        if self._settled != self._at:
            self._places.finish(self._at, keep_other_engine=self.choice is not Engine.AUTOMATIC)
            self._settled = self._at
            self._was_whole = self._places.is_whole(self._at)
        self._followed = (cards, self.engine().keys(), self.choice)

    def _switch(
        self,
        to: At,
        titles: Mapping[str, str],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        found: Iterable[tuple[str, Sequence[Document]]] | None = None,
    ) -> None:
        """Build another index beside the one that answers, then let it answer. What is `found` goes in first; where
        nothing is, what was understood by this version is taken over from the old one."""
        old = self.engine()
        assert self._at is not None
        at, made = self._places.open(to)
        try:
            source = old if found is None and self._places.holds_the_same(self._at) else None
            self._following.follow(made, titles, progress, cancelled, source, found or ())
            with self._opening:
                self._engine, self._at, self._was_whole = made, at, False
        except BaseException:
            made.close()
            raise
        self._record()
        old.close()

    def _wanted(self, cards: Mapping[str, AgreementCard]) -> str:
        """The name of the index that these agreements should have. One that is there is kept while the library is about
        as large as where the engines change, so that they do not change to and fro."""
        kind = self.choice.value
        if self.choice is Engine.AUTOMATIC:
            size = sum(card.provisions for card in cards.values())
            least = SWITCH_AT * 3 // 4 if self._at is not None and self._at.kind == "tantivy" else SWITCH_AT
            kind = "tantivy" if size >= least else "whoosh"
        return self._places.name(kind)

    def _opened(self, wanted: str) -> tuple[At, SearchEngine]:
        """The best index that can be opened; a new one where none can be."""
        for at in self._places.whole(wanted):
            try:
                return self._places.open(at)
            except OSError:
                self._places.drop(at)
        while True:
            try:
                return self._places.open(self._places.due(wanted))
            except OSError:
                if not self._places.give_up():
                    raise

    def _mending(self, work: Callable[[], T]) -> T:
        """What some work answers. Where it fails because its index is damaged, or the disk refuses, it is done again on
        another index; each such time the index moves on to the next place, or is dropped for the first time there, so
        that this ends."""
        while True:
            try:
                return work()
            except (BadInput, Cancelled):
                raise
            except Exception as error:
                if self._exchanged() or self._dropped():
                    continue
                if not isinstance(error, OSError):
                    raise
                self.close()
                if not self._places.give_up():
                    raise

    def _dropped(self) -> bool:
        """Whether the index that answers is damaged; it is not used again then."""
        at = self._at
        if at is None or at.folder is None or damaged(at.folder / at.name) is None:
            return False
        self.close()
        if at.folder in self._mended and self._places.at_home(at):  # nothing lasts there
            self._places.give_up()
        self._mended.add(at.folder)
        self._places.drop(at)
        return True

    def _exchanged(self) -> bool:
        """Whether another program has put another index in the place of the one that answered, which is let go. Where
        that is one of another version, this one makes its own elsewhere: else they would do so in turns for ever."""
        at = self._at
        if at is None or at.folder is None or not self._was_whole or self._places.is_whole(at):
            return False
        self.close()
        if self._places.at_home(at) and not any(map(self._places.holds_the_same, self._places.whole(at.made_as))):
            self._places.give_up()
        return True

    def _record(self) -> None:
        if self._at is not None and self._at.path is not None:
            with suppress(OSError):
                record(self._at.path)


def refusal(error: OSError) -> str:
    """What an index or its disk refuses, for people."""
    words = str(error)
    return words if words.startswith("search index") else f"search index: {words}"


def _titles(cards: Mapping[str, AgreementCard]) -> dict[str, str]:
    return {key: card.title for key, card in cards.items()}
