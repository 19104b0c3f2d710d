"""Adding agreements to the library, and taking them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from navigator import library as shelves
from navigator.library import Source, Understood
from navigator.model.catalogue import (
    AddReport,
    BadInput,
    CancelCheck,
    Change,
    ChangeKind,
    Engine,
    Outcome,
    ProgressSink,
)
from navigator.session.drafting import Drafting
from navigator.session.sources import read_source

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
        """Add files, and whatever folders hold of them. Each file has its own report, and so has each kind of file that
        a folder holds beside them and that is not read; one that fails never stops the rest. Cancelling keeps what is
        added by then: adding the same paths again goes on from there. Many files are understood by several processes at
        once: at most so many, as many as there are cores unless told."""
        from navigator.library.importing import Import
        from navigator.reading import ENDINGS

        there = {card.key: card for card in self.cards()}
        files = list(shelves.expand(paths, ENDINGS))
        named = frozenset(paths)

        def read(file: Path) -> Source:
            source = read_source(file)
            return source if file in named else replace(source, folder=shelves.in_words(file.parent.name))

        beside = shelves.passed_over(paths, ENDINGS)
        work = Import(
            self._library, files, there, read, self._analysed, self._noted, progress, cancelled, processes, beside
        )
        with self._index_for(0 if self._library.cards() else len(files)):
            work.run()
        self._mended(work.mended)
        changes = tuple(Change(ChangeKind.AGREEMENT_ADDED, card.key) for card in work.added)
        return Outcome(work.reports, changes)

    def remove(self, key: str) -> Outcome[None]:
        """Take one of the user's agreements out of the library."""
        if key in self._samples:
            raise BadInput(f"{key}: a sample that comes with the product; it cannot be removed")
        self._library.remove(key)
        self._analyses.forget(key)
        return Outcome(None, (Change(ChangeKind.AGREEMENT_REMOVED, key),))

    @contextmanager
    def _index_for(self, files: int) -> Iterator[None]:
        """A new index that so many files make a large one is one of the large kind from the beginning: to make the
        other first, and change later, takes longer than the whole import."""
        large = self._engine is Engine.AUTOMATIC and files >= _MANY
        if large:
            self._search.use(Engine.TANTIVY)
        try:
            yield
        finally:
            if large:
                self._search.use(self._engine)

    def _noted(self, found: Sequence[Understood]) -> None:
        self._search.note({row.card.key: row.documents for row in found})
