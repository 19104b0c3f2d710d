"""What notes are called, and how a note is told in one line."""

from __future__ import annotations

from navigator.model.notes import Note, NoteKind
from ui.frame.words import short_day

KINDS = {NoteKind.NOTE: "Note", NoteKind.BOOKMARK: "Bookmark", NoteKind.SUMMARY: "Team summary"}
_QUOTED = 90


def quoted(note: Note) -> str:
    """The words that a note stands at, as far as one line holds them; "" for a note on a whole provision."""
    anchor = note.anchors[0]
    if anchor.whole:
        return ""
    words = anchor.exact if len(anchor.exact) <= _QUOTED else anchor.exact[:_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def signed(note: Note) -> str:
    """'12 May 2025 · Ada', the day on which it was last changed and who wrote it, where that is known."""
    when = short_day(note.changed.astimezone().date())
    return f"{when} · {note.author}" if note.author else when


def first_line(note: Note) -> str:
    """What a list shows of a note: its words in one line, or what it stands at."""
    return " ".join(note.text.split()) or quoted(note) or note.anchors[0].label
