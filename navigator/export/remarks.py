"""The reader's own notes on the provisions, as they are set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from navigator.export.inlines import printable, words
from navigator.export.manuscript import Paragraph, Remark
from navigator.model.notes import NoteKind, PlacedNote

_KINDS = {NoteKind.NOTE: "Note", NoteKind.BOOKMARK: "Bookmark", NoteKind.SUMMARY: "Team summary"}


def remarks(notes: Iterable[PlacedNote]) -> Mapping[str, tuple[Remark, ...]]:
    """Notes by provision, in the order given. A note whose provision has changed since says so."""
    found: dict[str, tuple[Remark, ...]] = {}
    for placed in notes:
        note = placed.note
        who = f" by {printable(note.author)}" if note.author else ""
        since = ", on words that have changed since" if placed.changed else ""
        label = f"{_KINDS[note.kind]}{who}, {note.changed:%Y-%m-%d}{since} — not part of the agreement"
        said = tuple(Paragraph(words(line)) for line in note.text.splitlines() if line.strip())
        remark = Remark(label, said, printable(note.author).strip(), note.changed.date())
        found[placed.provision] = (*found.get(placed.provision, ()), remark)
    return found
