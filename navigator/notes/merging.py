"""Two states of one note: which is newer, and when neither is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import MutableMapping
from dataclasses import asdict, replace
from enum import StrEnum

from navigator.model.notes import Note

_REMEMBERED = 50


class Merge(StrEnum):
    """What became of a note that came in."""

    ADDED = "added"
    RENEWED = "renewed"
    KNOWN = "known"
    CONFLICT = "conflict"


def digest(note: Note) -> str:
    """Names what a note says and where: equal for two states that differ in dates and authors alone."""
    said = [note.kind, note.text, sorted(note.tags), [asdict(anchor) for anchor in note.anchors]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True, sort_keys=True).encode()).hexdigest()[:32]


def following(note: Note, before: Note) -> Note:
    """A note as the state that comes after `before`."""
    return replace(note, earlier=(digest(before), *before.earlier)[:_REMEMBERED])


def merged(notes: MutableMapping[str, Note], incoming: Note) -> tuple[Merge, Note]:
    """Takes a note in, among others by their ids; answers what became of it, and the state that holds.

    Each state names those that it has replaced. Where neither of two states has replaced the other, both are kept: the
    one that came in under an id made from its words, so that it is not taken in twice.
    """
    here = notes.get(incoming.id)
    if here is None:
        notes[incoming.id] = incoming
        return Merge.ADDED, incoming
    ours, theirs = digest(here), digest(incoming)
    if ours == theirs or theirs in here.earlier:
        return Merge.KNOWN, here
    if ours in incoming.earlier:
        notes[incoming.id] = incoming
        return Merge.RENEWED, incoming
    other = hashlib.sha256(f"{incoming.id}\n{theirs}".encode()).hexdigest()[:32]
    became, held = merged(notes, replace(incoming, id=other, earlier=()))
    return (Merge.CONFLICT if became is Merge.ADDED else became), held
