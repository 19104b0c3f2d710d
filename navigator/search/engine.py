"""What the product asks of a search engine, and what it hands to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from navigator.model.catalogue import CancelCheck, Filters, HitLayer
from navigator.search.query import Query

Accepts = Callable[[str, str], bool]
"""(agreement key, provision id) -> whether a match there is wanted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One defined term of a provision: the term with its aliases, and the words that define it."""

    names: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Document:
    """One side of one provision: what is searched, ranked and shown as one row.

    side      BINDING or SUMMARY
    text      its own words, white space collapsed, number and heading left off
    within    the provision's id and those of everything above it
    entries   terms that the provision defines (binding side only)
    """

    provision: str
    side: HitLayer
    text: str
    language: str
    within: tuple[str, ...]
    number: str | None = None
    heading: str | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One row found. `marks` are offsets into `snippet`, in code points."""

    agreement: str
    provision: str
    full_number: str | None
    heading: str | None
    layer: HitLayer
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`total` counts every row that matches; `matches` holds the best of them, best first."""

    total: int
    matches: tuple[Match, ...]


class SearchEngine(Protocol):
    """An index of agreements by key. Safe to use from any thread; an update is seen whole or not at all."""

    name: str

    def keys(self) -> frozenset[str]:
        """The agreements that the index holds."""

    def update(self, added: Mapping[str, Iterable[Document]], removed: Iterable[str] = ()) -> None:
        """Index the documents of some agreements, in place of what it held of them, and forget others."""

    def search(
        self,
        query: Query,
        filters: Filters,
        *,
        without: frozenset[str] = frozenset(),
        accepts: Accepts | None = None,
        cancelled: CancelCheck | None = None,
    ) -> Found:
        """The best `filters.limit` rows, none of them from the agreements `without`. The profile in `filters` is the
        caller's matter (through `accepts`). Raises `Cancelled`; no query is an error."""

    def close(self) -> None:
        """Let go of files and memory; what is asked afterwards raises `Cancelled`."""
