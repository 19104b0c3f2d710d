"""What the user asks to export."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from navigator.model.rules import Profile


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "us-letter"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which provisions to export, for whom and how.

    provisions  ids in any order; empty means the whole agreement
    summaries   False: binding text only; True: side by side with the summaries, labelled not binding
    on          the date of export that the document prints (and the only date in its bytes)
    """

    provisions: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    summaries: bool = False
    paper: Paper = Paper.A4
    on: date | None = None
