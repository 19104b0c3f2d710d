"""The user's notes as a layer of the reading view: quoted words marked, signs in the gutter, the team's summaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from navigator.model.notes import NoteKind, Notes
from navigator.model.text import Span
from ui.reader.content import Content, Paragraph, Role, Segment

NOTE = "note"
"""What a target in sight leads to: the notes on its provision."""
TEAM_LABEL = "Your team’s summary · not binding"
STALE = "Written for an earlier wording of this provision"


@dataclass(frozen=True, slots=True)
class TeamSummary:
    """A summary by the user's team, and whether the provision has changed since it was written."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands in the gutter beside a provision."""

    notes: int = 0
    bookmarks: int = 0

    @property
    def said(self) -> str:
        """'Bookmarked, 2 notes', for a screen reader and tool tips."""
        parts = ["bookmarked"] if self.bookmarks else []
        parts += ["1 note" if self.notes == 1 else f"{self.notes} notes"] if self.notes else []
        return ", ".join(parts).capitalize()


@dataclass(frozen=True)
class Noted:
    """All of it, by provision id. `spans` are the words that notes quote."""

    spans: tuple[Span, ...] = ()
    signs: Mapping[str, Sign] = field(default_factory=dict)
    summaries: Mapping[str, TeamSummary] = field(default_factory=dict)


def team_content(summary: TeamSummary, notes: tuple[str, ...]) -> Content:
    """A summary by the user's team, under the label that says so; `notes` are our own remarks above it."""
    stale = (STALE,) if summary.changed else ()
    rows = [(TEAM_LABEL, Role.TEAM_LABEL), *((note, Role.NOTE) for note in (*stale, *notes))]
    rows += [(line.strip(), Role.TEAM) for line in summary.text.splitlines() if line.strip()]
    return Content(tuple(Paragraph((Segment(Span(0, 0), role, words=said),)) for said, role in rows))


def noted(notes: Notes | None) -> Noted:
    """What the reading view shows of some notes. Of several summaries of one provision the last written shows."""
    if notes is None:
        return Noted()
    spans: list[Span] = []
    signs: dict[str, Sign] = {}
    summaries: dict[str, TeamSummary] = {}
    for row in sorted(notes.placed, key=lambda row: row.note.changed):
        if row.note.kind is NoteKind.SUMMARY:
            summaries[row.provision] = TeamSummary(row.note.text, row.changed)
            continue
        if not row.whole:
            spans.extend(row.spans)
        sign = signs.get(row.provision, Sign())
        if row.note.kind is NoteKind.BOOKMARK:
            signs[row.provision] = Sign(sign.notes, sign.bookmarks + 1)
        else:
            signs[row.provision] = Sign(sign.notes + 1, sign.bookmarks)
    return Noted(tuple(sorted(spans)), signs, summaries)
