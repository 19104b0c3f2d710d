"""Bringing an index up to what the library holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput, CancelCheck, Cancelled, Progress, ProgressSink
from navigator.search.documents import documents
from navigator.search.engine import Document, SearchEngine


class Following:
    """What an index lacks is added, what it holds too much is dropped.

    analysis  key -> the agreement, understood; raises `BadInput` where it cannot be read
    unread    agreements that could not be read, by key, and why: they are not tried again until somebody asks for it
    """

    def __init__(self, analysis: Callable[[str], Analysis]) -> None:
        self.unread: Mapping[str, str] = {}
        self._analysis = analysis

    def try_again(self) -> None:
        """Let what could not be read be tried once more."""
        self.unread = {}

    def behind(self, engine: SearchEngine, titles: Mapping[str, str]) -> tuple[list[str], list[str]]:
        """The agreements that an index lacks and could hold, and those that it holds and should not. `titles` are those
        that the library has, by key."""
        have = engine.keys()
        self.unread = {key: why for key, why in self.unread.items() if key in titles and key not in have}
        missing = [key for key in titles if key not in have and key not in self.unread]
        return missing, [key for key in have if key not in titles]

    def follow(
        self,
        engine: SearchEngine,
        titles: Mapping[str, str],
        progress: ProgressSink | None,
        cancelled: CancelCheck | None,
        source: SearchEngine | None = None,
        found: Iterable[tuple[str, Sequence[Document]]] = (),
    ) -> None:
        """Make an index hold exactly these agreements: what is `found` goes in first, then what another index, the
        `source`, has of them, then what is understood of the rest. Raises `Cancelled`; what came before stays."""
        missing, gone = self.behind(engine, titles)
        if gone:
            engine.update({}, gone)
        known = source.keys() if source is not None else frozenset()

        def added() -> Iterator[tuple[str, Iterable[Document]]]:
            given: set[str] = set()
            for key, held in found:
                given.add(key)
                yield key, held
            for at, key in enumerate(missing):
                if cancelled is not None and cancelled():
                    raise Cancelled
                if progress is not None:
                    progress(Progress(at, len(missing), titles[key]))
                now = engine.keys()
                if key in given or key in now:  # another program was quicker
                    continue
                try:
                    if source is not None and key in known:
                        yield key, source.documents(key)
                    else:
                        yield key, list(documents(self._analysis(key)))
                except BadInput as error:
                    self.unread = {**self.unread, key: str(error)}

        if missing:
            engine.fill(added())
