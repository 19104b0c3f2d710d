"""The user's own words beside an agreement: notes, bookmarks and summaries of the team, and where they belong.

None of them is part of the agreement and none is binding. A note is anchored by an address and by quoted words with
their context (the W3C Web Annotation Data Model's TextQuoteSelector), so that it can be found again in another version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from navigator.model.agreement import Layer
from navigator.model.text import Span


class NoteKind(StrEnum):
    """NOTE: a remark; BOOKMARK: a place to come back to; SUMMARY: a provision in the team's plain language."""

    NOTE = "note"
    BOOKMARK = "bookmark"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note belongs, in words that outlive the version it was written on.

    version    key of the version that the anchor was taken from
    provision  id of the provision there, with its `number` and `heading` as printed (None where it has none)
    layer      whether the quoted words bind or are the publisher's summary
    whole      True for a note on the provision as such, False for one on some of its words
    exact      the words, white space collapsed; for a whole provision its heading and its own binding text
    prefix     what stands before and after them in the same layer, numbers of provisions left off: at least 32 code
    suffix     points where there are as many, and as many more as it takes to tell the words from the same elsewhere
    alone      True where the words stood but once in that version
    """

    version: str
    provision: str
    number: str | None
    heading: str | None
    layer: Layer
    whole: bool
    exact: str
    prefix: str
    suffix: str
    alone: bool

    @property
    def label(self) -> str:
        """'9.6 Governing Law', as printed where the anchor was taken."""
        return " ".join(part for part in (self.number, self.heading) if part) or "Unnumbered provision"


@dataclass(frozen=True, slots=True)
class Note:
    """One note, bookmark or team summary.

    id       32 hex digits, the same wherever the note travels
    text     the user's words; "" for a bookmark without a remark
    anchors  newest first: the place where it was written, then those that a user gave it in other versions
    earlier  digests of the states that this one has replaced, newest first: they tell a newer state from a conflict
    """

    id: str
    kind: NoteKind
    text: str
    tags: tuple[str, ...]
    author: str
    created: datetime
    changed: datetime
    anchors: tuple[Anchor, ...]
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note at its place in one version. `spans` are the quoted words in its text, several where they go over more
    than one block; `changed` says that the provision still has its number and heading, but no longer the same words."""

    note: Note
    provision: str
    spans: tuple[Span, ...]
    whole: bool
    changed: bool = False


@dataclass(frozen=True, slots=True)
class UnplacedNote:
    """A note whose place this version does not have, and why in words. It is kept; only a user gives it a new place."""

    note: Note
    why: str


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes of one version, those of its earlier versions included. `placed` is in reading order; `troubles` says
    in one line each what of the stored notes could not be read, and where it is kept."""

    placed: tuple[PlacedNote, ...] = ()
    unplaced: tuple[UnplacedNote, ...] = ()
    troubles: tuple[str, ...] = ()

    def of(self, provision: str | None) -> tuple[PlacedNote, ...]:
        """The notes on one provision."""
        return tuple(row for row in self.placed if row.provision == provision)

    @property
    def tags(self) -> tuple[str, ...]:
        """Every tag in use, in the order of the alphabet."""
        notes = [row.note for row in self.placed] + [row.note for row in self.unplaced]
        return tuple(sorted({tag for note in notes for tag in note.tags}, key=lambda tag: (tag.casefold(), tag)))


@dataclass(frozen=True, slots=True)
class NotesImport:
    """What became of a file of notes: `added` are new here, `renewed` newer than the same notes here, `known` were here
    already, and of `conflicts` both states are kept."""

    added: int = 0
    renewed: int = 0
    known: int = 0
    conflicts: int = 0
