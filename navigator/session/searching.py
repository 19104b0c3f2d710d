"""Finding provisions in all agreements of the library."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from navigator import library as shelves
from navigator.model.catalogue import CancelCheck, Clause, Engine, Facet, Filters, ProgressSink, SearchResult
from navigator.model.topics import Topic
from navigator.session.agreements import Agreements
from navigator.session.places import spare_index

if TYPE_CHECKING:
    from navigator.search.finder import Finder


class Searching(Agreements):
    """The search of a session, and the index that it needs."""

    def __init__(self, library: Path) -> None:
        super().__init__(library)
        self._finder_lock = threading.Lock()
        self._finder: Finder | None = None
        self._engine = Engine.AUTOMATIC

    def search(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - immutable
        cancelled: CancelCheck | None = None,
        *,
        as_you_type: bool = False,
    ) -> SearchResult:
        """Ranked provisions. With `as_you_type` the last word of the query may be unfinished. The first search brings
        the index up to date, which takes a moment for each new agreement (see `prepare_search`)."""
        return self._search.search(query, filters, self.cards(), as_you_type=as_you_type, cancelled=cancelled)

    def facets(self, query: str, filters: Filters, cancelled: CancelCheck | None = None) -> tuple[Facet, ...]:
        """The ways to narrow a search, with the rows that each would leave."""
        return self._search.facets(query, filters, self.cards(), cancelled)

    def clauses(
        self,
        topic: Topic,
        filters: Filters = Filters(),  # noqa: B008 - immutable
        cancelled: CancelCheck | None = None,
    ) -> tuple[Clause, ...]:
        """The same kind of clause in every agreement that the filters leave; their layers and topics do not count."""
        return self._search.clauses(topic, filters, self.cards(), cancelled)

    def use_engine(self, engine: Engine) -> None:
        """What holds the index from the next search on."""
        self._engine = engine
        with self._finder_lock:
            if self._finder is not None:
                self._finder.use(engine)

    def prepare_search(
        self, progress: ProgressSink | None = None, cancelled: CancelCheck | None = None
    ) -> tuple[str, ...]:
        """Bring the index up to date; answers what could not be indexed, one line each."""
        return self._search.prepare(self.cards(), progress, cancelled)

    def close(self) -> None:
        """Let go of the index's files. The session may be used again afterwards."""
        with self._finder_lock:
            if self._finder is not None:
                self._finder.close()
                self._finder = None

    def _mended(self, keys: Sequence[str]) -> None:
        """The bytes of these agreements were damaged, and are whole again: what failed on them may be tried again."""
        for key in keys:
            self._analyses.forget(key)
        if keys:
            self._search.try_again()

    @property
    def _search(self) -> Finder:
        with self._finder_lock:
            if self._finder is None:
                from navigator.search.finder import Finder

                folder = self._library.folder
                spare = spare_index(folder)
                self._finder = Finder(folder / "index", self.analysis, self.applies, shelves.stamp(), spare)
                self._finder.use(self._engine)
            return self._finder
