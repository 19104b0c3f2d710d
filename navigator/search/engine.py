"""What the product asks of a search engine, and what it hands to one.

An engine finds the provisions that match, counts them, and hands over the best candidates by its own measure; what is
shown and in which order is decided by `search.ranking`, the same for every engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from navigator.model.catalogue import CancelCheck, HitLayer
from navigator.search.query import Query

Row = list[Any]
"""What the index keeps to show a row: see `fields.stored`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one sentence of a provision defines: its terms with their aliases, and its words."""

    names: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Document:
    """One side of one provision: what is searched, ranked and shown as one row.

    side         BINDING or SUMMARY
    text         its own words, white space collapsed, number and heading left off
    within       the provision's id and those of everything above it
    entries      terms that the provision defines (binding side only)
    sections     its full number and those of everything above it, as printed
    parties      who it speaks of: whom it obliges or entitles, and the contracting entity that it names
    topics       the kinds of clause that it is, see `search.topics`
    conditional  True where it may not apply to some profile: special terms, and what may be replaced
    opening      where it has no words of its own: the first words below it, with their number; shown, not searched
    """

    provision: str
    side: HitLayer
    text: str
    language: str
    within: tuple[str, ...]
    number: str | None = None
    heading: str | None = None
    entries: tuple[Entry, ...] = ()
    sections: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    conditional: bool = False
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One question to an engine; empty parts do not restrict, save `agreements`, where None does not.

    agreements  keys to look in
    without     keys to leave out
    section     a provision id, with all below it
    topics      kinds of clause, of which a row is at least one
    denied      places (see `fields.place`) to leave out
    """

    query: Query
    layers: frozenset[HitLayer] = frozenset()
    agreements: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    section: str | None = None
    topics: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: neither words nor a kind of clause."""
        return self.query.is_empty and not self.topics


@dataclass(frozen=True, slots=True)
class Candidates:
    """`total` counts every row that matches; `rows` holds the best of them by the engine's measure."""

    total: int
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the rows that match stand in which agreement (by key), on which side, and are of which topic."""

    agreements: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)


class SearchEngine(Protocol):
    """An index of agreements by key, which has no space in it. Safe to use from any thread; an update is seen whole or
    not at all."""

    name: str

    def keys(self) -> frozenset[str]:
        """The agreements that the index holds."""

    def size(self) -> int:
        """How many rows the index holds."""

    def update(self, added: Mapping[str, Iterable[Document]], removed: Iterable[str] = ()) -> None:
        """Index the documents of some agreements, in place of what it held of them, and forget others. Raises
        `OSError` where the disk refuses, and `BadInput` where another program keeps the index for itself."""

    def fill(self, agreements: Iterable[tuple[str, Iterable[Document]]]) -> None:
        """Index many agreements as they come, each of them seen whole or not at all and some before others. Where
        `agreements` raises `Cancelled`, what came before stays. Raises as `update` does; then, and after a crash, what
        came last may be missing."""

    def documents(self, agreement: str) -> list[Document]:
        """What was indexed of an agreement."""

    def search(self, wanted: Wanted, limit: int, cancelled: CancelCheck | None = None) -> Candidates:
        """All that match, counted, and `limit` candidates. Raises `Cancelled`; no query is an error."""

    def counts(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> Counts:
        """The facets of all that match."""

    def conditional(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> frozenset[str]:
        """The places of those that match and may not apply to some profile."""

    def vocabulary(self) -> Mapping[str, int]:
        """Every word of the texts as printed (folded), with the number of rows that have it."""

    def close(self) -> None:
        """Let go of files and memory; what is asked afterwards raises `Cancelled`."""
