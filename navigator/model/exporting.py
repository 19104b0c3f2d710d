"""What the user asks to export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from navigator.model.notes import PlacedNote
from navigator.model.rules import Profile


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "us-letter"


class ExportKind(StrEnum):
    """Whose text is written: what binds the profile (an empty one is anybody), or the text as it was published."""

    PROFILE = "profile"
    AS_PUBLISHED = "as published"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which provisions to export, for whom and how.

    provisions   ids in any order; empty means the whole agreement
    as_given     True keeps their order, as of a collection; False sets them in reading order
    summaries    False: binding text only; True: with the summaries, labelled not binding, beside the text or above it
    on           the date of export that the document prints (and the only date in its bytes)
    kind         AS_PUBLISHED sets the profile aside
    definitions  append the definitions that the chosen provisions use
    cited        append the provisions that the chosen ones refer to, with all below them
    with_notes   add the user's own notes on them, labelled as no part of the agreement
    deadlines    append the durations, dates, amounts and percentages of the chosen provisions as a table
    notes        those notes,
    notes_file   the same as the file that colleagues exchange, for formats that take data along, and
    publisher    who publishes the agreement ("" where that is not known): all three are filled in by the session
    """

    provisions: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    summaries: bool = False
    paper: Paper = Paper.A4
    on: date | None = None
    kind: ExportKind = ExportKind.PROFILE
    definitions: bool = False
    cited: bool = False
    deadlines: bool = False
    as_given: bool = False
    with_notes: bool = False
    notes: tuple[PlacedNote, ...] = ()
    notes_file: bytes = b""
    publisher: str = ""

    @property
    def reader(self) -> Profile:
        """The profile that the text is written for; an empty one where it is written as published."""
        return Profile() if self.kind is ExportKind.AS_PUBLISHED else self.profile


@dataclass(frozen=True, slots=True)
class Collected:
    """One provision that the user gathered while reading.

    agreement  the key of its agreement in the library
    title      the agreement's title, and `label` the provision's number and heading, both as they were then
    """

    agreement: str
    provision: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table for a sheet of its own: its name, and its rows, the head first."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """Provisions of several agreements, for one document.

    title   what the document is called: "Collection"
    how     how they came together, in words: "gathered while reading", "found by the search “liability cap”"
    chosen  key of an agreement in the library and ids of its provisions (none: all of it), each agreement once, in the
            order of the document
    below   take what stands below each provision too, as of a kind of clause
    tables  what else a workbook holds, such as the hits of the search with their words
    """

    title: str
    how: str
    chosen: tuple[tuple[str, tuple[str, ...]], ...]
    below: bool = False
    tables: tuple[NamedTable, ...] = ()

    @classmethod
    def collected(cls, rows: Iterable[Collected]) -> Gathering:
        """A collection as one document."""
        return cls("Collection", "gathered while reading", gathered((row.agreement, row.provision) for row in rows))

    @property
    def count(self) -> int:
        """How many provisions are named."""
        return sum(len(ids) for _, ids in self.chosen)


def gathered(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Keys and provisions in any order as `Gathering.chosen`: agreements by their first provision, each once."""
    found: dict[str, dict[str, None]] = {}
    for key, provision in rows:
        found.setdefault(key, {})[provision] = None
    return tuple((key, tuple(ids)) for key, ids in found.items())
