"""What is kept of a source beside what a fresh reading of it gives."""

from __future__ import annotations

from navigator.library.catalogue import Row
from navigator.library.understood import Understood
from navigator.model.library import Stated

_REBUILD = "library rebuild-index"


def difference(row: Row, stated: tuple[Stated, ...], fresh: Understood) -> str | None:
    """How the list's entry differs from a fresh reading, in a few words; None where it does not."""
    card = fresh.card
    pairs = (
        ("title", row.title, row.title if row.chosen else card.title),
        ("publisher", row.publisher, card.publisher),
        ("version", row.version, card.version),
        ("language", row.language, card.language),
        ("kind of file", row.media_type, fresh.media_type),
        ("provisions", row.provisions, card.provisions),
        ("words", row.words, card.words),
        ("summaries", row.has_summaries, card.has_summaries),
        ("relations", len(stated), len(fresh.relations)),
    )
    found = [f"{name} {now if now is not None else 'none'}, not {kept if kept is not None else 'none'}"
             for name, kept, now in pairs if kept != now]  # fmt: skip
    if not found and stated != fresh.relations:
        found.append("other relations to other agreements")
    return "; ".join(found) or None


def difference_line(row: Row, differs: str, *, same_code: bool) -> str:
    """A difference as a line of the report: of one code it is damage, of two a step forward."""
    name = f"{row.title} ({row.key})"
    if same_code:
        return f"{name}: the list is not what its source says: {differs}; {_REBUILD} mends it"
    return f"{name}: was understood by an earlier version of this program; now: {differs}; {_REBUILD} renews it"
