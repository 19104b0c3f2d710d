"""Adding agreements to the library, and taking them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from navigator import library as shelves
from navigator.library import Understood
from navigator.model.catalogue import (
    AddReport,
    BadInput,
    CancelCheck,
    Cancelled,
    Change,
    ChangeKind,
    Engine,
    Outcome,
    Progress,
    ProgressSink,
)
from navigator.session.drafting import Drafting
from navigator.session.sources import read_source

_RENEWED_AT_ONCE = 32
_MANY = 80
"""Files that have about the provisions from which on the index changes its engine."""


class Adding(Drafting):
    """What changes the library."""

    def add(
        self,
        paths: Sequence[Path],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        processes: int | None = None,
    ) -> Outcome[tuple[AddReport, ...]]:
        """Add files, and whatever folders hold of them. Each file has its own report; one that fails never stops the
        rest. Cancelling keeps what is added by then: adding the same paths again goes on from there. Many files are
        understood by several processes at once: at most so many, as many as there are cores unless told."""
        from navigator.library.importing import Import
        from navigator.reading import ENDINGS

        there = {card.key: card for card in self.cards()}
        files = list(shelves.expand(paths, ENDINGS))
        work = Import(
            self._library, files, there, read_source, self._analysed, self._noted, progress, cancelled, processes
        )
        with self._index_for(len(files)):
            work.run()
        changes = tuple(Change(ChangeKind.AGREEMENT_ADDED, card.key) for card in work.added)
        return Outcome(work.reports, changes)

    def remove(self, key: str) -> Outcome[None]:
        """Take one of the user's agreements out of the library."""
        if key in self._samples:
            raise BadInput(f"{key}: a sample that comes with the product; it cannot be removed")
        self._library.remove(key)
        self._analyses.forget(key)
        return Outcome(None, (Change(ChangeKind.AGREEMENT_REMOVED, key),))

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the library and its index on disk, one line each."""
        return self._library.verify() + self._search.check()

    @contextmanager
    def _index_for(self, files: int) -> Iterator[None]:
        """A new library that so many files make a large one has the index of a large one from the beginning: to make
        the other first, and change later, takes longer than the whole import."""
        large = self._engine is Engine.AUTOMATIC and files >= _MANY and not self._library.cards()
        if large:
            self._search.use(Engine.TANTIVY)
        try:
            yield
        finally:
            if large:
                self._search.use(self._engine)

    def rebuild_index(
        self, progress: ProgressSink | None = None, cancelled: CancelCheck | None = None
    ) -> tuple[str, ...]:
        """Make anew all that is derived from the sources: what the list says of each, its relations, and the index.
        Answers what could not be read, one line each."""
        cards = self._library.cards()
        for start in range(0, len(cards), _RENEWED_AT_ONCE):
            renewed: list[Understood] = []
            for at, card in enumerate(cards[start : start + _RENEWED_AT_ONCE], start):
                if cancelled is not None and cancelled():
                    raise Cancelled
                if progress is not None:
                    progress(Progress(at, len(cards), card.title))
                with suppress(BadInput):  # the index tells of it
                    renewed.append(shelves.understand(self._library.source(card.key)))
            self._library.renew(renewed)
        return super().rebuild_index(progress, cancelled)

    def _noted(self, found: Sequence[Understood]) -> None:
        self._search.note({row.card.key: row.documents for row in found})
