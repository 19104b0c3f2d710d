"""What the library and its search hand to the front ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from navigator.model.rules import Profile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """One agreement (one version) in the library, without its text.

    key        stable name of this version in the library: the first 16 hex digits of the source's SHA-256
    sample     one of the agreements that come with the product
    earlier    keys of earlier versions of the same agreement, newest first
    folder     the name of the folder that the file lay in, where it was added with its folder; "" otherwise
    """

    key: str
    title: str
    publisher: str | None
    version: date | None
    language: str
    source_name: str
    sha256: str
    added: datetime
    provisions: int
    words: int
    has_summaries: bool
    sample: bool = False
    earlier: tuple[str, ...] = ()
    folder: str = ""

    @property
    def called(self) -> str:
        """The title with whose it is before it, unless it says so itself: many publishers call theirs "Privacy Policy".
        Where no publisher is known, the folder that the file lay in tells them apart, marked as such."""
        whose = self.publisher or self.folder
        if not whose or whose.casefold() in self.title.casefold():
            return self.title
        return f"{whose} · {self.title}" if self.publisher else f"{whose} / {self.title}"

    @property
    def file(self) -> str:
        """The file that it came from, with its folder where that is known."""
        return f"{self.folder} / {self.source_name}" if self.folder else self.source_name


class HitLayer(StrEnum):
    BINDING = "binding"
    SUMMARY = "summary"
    DEFINITION = "definition"
    HEADING = "heading"


class Engine(StrEnum):
    """What holds the search index; AUTOMATIC takes the faster one for large libraries."""

    AUTOMATIC = "automatic"
    WHOOSH = "whoosh"
    TANTIVY = "tantivy"


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions on a search; empty parts do not restrict.

    section     a provision id, with all below it
    publishers  of the agreement; "" for those whose publisher is not known
    languages   of the agreement (BCP 47)
    topics      kinds of clause (`model.topics.Topic`), of which a provision is at least one
    versions    "current" or "earlier"
    reading     the agreement that is open, which is searched even where it is a sample: the others step back once there
                is something else
    """

    agreements: frozenset[str] = frozenset()
    layers: frozenset[HitLayer] = frozenset()
    section: str | None = None
    publishers: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    versions: frozenset[str] = frozenset()
    applies_only: bool = False
    profile: Profile = field(default_factory=Profile)
    limit: int = 50
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked provision. `snippet` has words of the provision, of a heading alone the first words below it; `marks`
    are offsets into it, `title_marks` into `heading`; `applies` is None where no profile was given;
    `replaced_by` is the citation of the provision that takes its place for the profile; `called` is
    `AgreementCard.called`."""

    agreement: str
    agreement_title: str
    version: date | None
    provision: str
    full_number: str | None
    heading: str | None
    layer: HitLayer
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]
    applies: bool | None = None
    replaced_by: str | None = None
    called: str = ""
    title_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`total` counts all that match; `hits` holds the best `Filters.limit` of them.

    complete    False where some agreements are still being indexed: more may be found in a moment
    notes       how the query was read where it was not read as typed, and what could not be searched, one sentence each
    suggestion  the query as it was perhaps meant, where nothing was found for it as typed
    fuzzy       True where nothing was found for the query as typed, and the hits are those of words like its own
    """

    query: str
    engine: str
    total: int
    milliseconds: float
    hits: tuple[Hit, ...]
    complete: bool = True
    notes: tuple[str, ...] = ()
    suggestion: str | None = None
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One agreement's clause of a kind, with the words of everything below it. `applies` is None where no profile was
    given, or where the agreement leaves it open; `called` is `AgreementCard.called`."""

    agreement: str
    agreement_title: str
    version: date | None
    provision: str
    full_number: str | None
    heading: str | None
    text: str
    applies: bool | None = None
    called: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: `value` is what `Filters` takes, `count` the rows that match and have it; `note` tells it
    from others of the same name."""

    value: str
    name: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search. `key` names the field of `Filters`: agreements, publishers, languages, topics,
    layers, versions, applies_only. The values that most rows have come first."""

    key: str
    name: str
    values: tuple[FacetValue, ...]


class ChangeKind(StrEnum):
    AGREEMENT_ADDED = "agreement-added"
    AGREEMENT_REMOVED = "agreement-removed"
    NOTES_CHANGED = "notes-changed"
    COLLECTION_CHANGED = "collection-changed"


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutation changed, by key; each panel asks whether it is touched."""

    kind: ChangeKind
    key: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a mutation returns: its value, and what it changed."""

    value: T
    changes: tuple[Change, ...] = ()


class AddStatus(StrEnum):
    ADDED = "added"
    ALREADY_THERE = "already there"
    FAILED = "failed"
    PASSED_OVER = "passed over"
    """Files of a folder that are of a kind that is not read; one report stands for a kind."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of one file that the user wanted to add.

    source    the file, as the user named it
    key       of the agreement in the library; None where it failed
    message   one line for people: what was understood, or why it failed and how to mend it
    left_out  words of the source that are in no provision and no summary (the analysis names them)
    doubts    what the reader and the structure stage were not sure of, in words
    """

    source: str
    key: str | None
    status: AddStatus
    message: str
    title: str | None = None
    provisions: int = 0
    left_out: int = 0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is: `done` of `total` steps, and what it is at. Where it can be told, how many steps
    it does a second and how many seconds are left."""

    done: int
    total: int
    what: str
    rate: float | None = None
    seconds_left: float | None = None


class Cancelled(Exception):
    """The user cancelled the work."""


class BadInput(Exception):
    """Something the user gave cannot be used. The text names the file or option and the mend, in one line."""


ProgressSink = Callable[[Progress], None]
CancelCheck = Callable[[], bool]
