"""What the user asks to export."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
    summaries    False: binding text only; True: side by side with the summaries, labelled not binding
    on           the date of export that the document prints (and the only date in its bytes)
    kind         AS_PUBLISHED sets the profile aside
    definitions  append the definitions that the chosen provisions use
    cited        append the provisions that the chosen ones refer to, with all below them
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

    @property
    def reader(self) -> Profile:
        """The profile that the text is written for; an empty one where it is written as published."""
        return Profile() if self.kind is ExportKind.AS_PUBLISHED else self.profile
