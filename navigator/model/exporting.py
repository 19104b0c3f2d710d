"""What the user asks to export."""

from __future__ import annotations

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
    summaries    False: binding text only; True: side by side with the summaries, labelled not binding
    on           the date of export that the document prints (and the only date in its bytes)
    kind         AS_PUBLISHED sets the profile aside
    definitions  append the definitions that the chosen provisions use
    cited        append the provisions that the chosen ones refer to, with all below them
    notes        the user's own notes on them, set below each provision and labelled as no part of the agreement
    deadlines    append the durations, dates, amounts and percentages of the chosen provisions as a table
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
    notes: tuple[PlacedNote, ...] = ()

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
