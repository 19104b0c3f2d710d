"""The one format of notes, on the shelf and between colleagues: JSON with a schema of its own, read with suspicion."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from navigator.model.agreement import Layer
from navigator.model.catalogue import BadInput
from navigator.model.notes import Anchor, Note, NoteKind
from navigator.notes.ground import LONGEST

SCHEMA = "contract-navigator/notes"
VERSION = 1
MOST_BYTES = 32 * 1024 * 1024
MOST_NOTES = 50_000
LONGEST_TEXT = 50_000
LONGEST_TAG = 80
MOST_TAGS = 50
_LONGEST_NAME = 2_000
_LONGEST_CONTEXT = 10_000
_MOST_ANCHORS = 50
_MOST_EARLIER = 50
_ID = re.compile(r"[0-9a-f]{32}\Z")
_KEY = re.compile(r"[0-9a-f]{16}\Z")


@dataclass(frozen=True, slots=True)
class About:
    """The agreement that a file of notes is about; `key` is that of the version that the notes were kept for."""

    key: str
    title: str
    publisher: str | None
    version: date | None


@dataclass(frozen=True, slots=True)
class NotesFile:
    """A file of notes as read. `faults` names, one line each, the notes in it that cannot be read."""

    about: About
    notes: tuple[Note, ...]
    faults: tuple[str, ...] = ()


class NewerNotes(BadInput):
    """A file of a newer product: it is in order, only not to be read or written here."""


class _Fault(Exception):
    """A value that is not what it should be, in words."""


def written(about: About, notes: Iterable[Note]) -> bytes:
    """A file of notes, the same bytes for the same notes."""
    rows = sorted(notes, key=lambda note: (note.created, note.id))
    made = {
        "schema": SCHEMA,
        "schemaVersion": VERSION,
        "agreement": {
            "key": about.key,
            "title": about.title,
            "publisher": about.publisher,
            "version": about.version.isoformat() if about.version else None,
        },
        "notes": [_note_json(note) for note in rows],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def read_file(data: bytes, name: str) -> NotesFile:
    """A file of notes. Raises `BadInput` for what is none at all, is too large, or is of a newer product."""
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name}: larger than {MOST_BYTES // 2**20} MB; export fewer notes at once")
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{name}: not a file of notes ({_short(error)}); export it again") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise BadInput(f"{name}: not a file of notes; choose one that Contract Navigator has exported")
    version = found.get("schemaVersion")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadInput(f"{name}: does not say which schema it follows; export it again")
    if version > VERSION:
        raise NewerNotes(f"{name}: made by a newer Contract Navigator; update this one, then open it again")
    rows = found.get("notes")
    if not isinstance(rows, list) or len(rows) > MOST_NOTES:
        raise BadInput(f"{name}: has no list of at most {MOST_NOTES:,} notes; export it again")
    try:
        about = _about(found.get("agreement"))
    except _Fault as fault:
        raise BadInput(f"{name}: agreement: {fault}; export it again") from fault
    notes: list[Note] = []
    faults: list[str] = []
    for place, row in enumerate(rows, 1):
        try:
            notes.append(_note(row))
        except _Fault as fault:
            faults.append(f"note {place}: {fault}")
    return NotesFile(about, tuple(notes), tuple(faults))


def clean(words: str) -> str:
    """Words as typed or received, without control characters (line ends and tabs stay) and lone surrogates."""
    ends = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = (char for char in ends if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})
    return "".join(kept).strip()


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without white space at their ends or doubled in them, each once whatever its case, none empty."""
    found: dict[str, str] = {}
    for tag in tags:
        words = " ".join(clean(tag).replace(",", " ").split())[:LONGEST_TAG]
        if words:
            found.setdefault(words.casefold(), words)
    return tuple(found.values())[:MOST_TAGS]


def _note_json(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "kind": note.kind.value,
        "text": note.text,
        "tags": list(note.tags),
        "author": note.author,
        "created": note.created.astimezone(UTC).isoformat(),
        "changed": note.changed.astimezone(UTC).isoformat(),
        "earlier": list(note.earlier),
        "anchors": [_anchor_json(anchor) for anchor in note.anchors],
    }


def _anchor_json(anchor: Anchor) -> dict[str, Any]:
    return {
        "version": anchor.version,
        "provision": anchor.provision,
        "number": anchor.number,
        "heading": anchor.heading,
        "layer": anchor.layer.value,
        "whole": anchor.whole,
        "alone": anchor.alone,
        "selector": {
            "type": "TextQuoteSelector",
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        },
    }


def _about(row: object) -> About:
    found = _mapping(row)
    version = _maybe(found, "version", 10)
    try:
        day = date.fromisoformat(version) if version else None
    except ValueError:
        raise _Fault("version is no date") from None
    key = _text(found, "key", 16)
    if not _KEY.match(key):
        raise _Fault("key is not 16 hex digits")
    return About(key, _text(found, "title", _LONGEST_NAME), _maybe(found, "publisher", _LONGEST_NAME), day)


def _note(row: object) -> Note:
    found = _mapping(row)
    identity = _text(found, "id", 32)
    if not _ID.match(identity):
        raise _Fault("id is not 32 hex digits")
    try:
        kind = NoteKind(_text(found, "kind", 40))
    except ValueError:
        raise _Fault("kind is none that is known here") from None
    anchors = tuple(_anchor(anchor) for anchor in _list(found, "anchors", _MOST_ANCHORS))
    if not anchors:
        raise _Fault("has no anchor")
    return Note(
        id=identity,
        kind=kind,
        text=_text(found, "text", LONGEST_TEXT),
        tags=clean_tags(_word(tag, LONGEST_TAG) for tag in _list(found, "tags", MOST_TAGS)),
        author=_text(found, "author", _LONGEST_NAME),
        created=_time(found, "created"),
        changed=_time(found, "changed"),
        anchors=anchors,
        earlier=tuple(_word(state, 32) for state in _list(found, "earlier", _MOST_EARLIER)),
    )


def _anchor(row: object) -> Anchor:
    found = _mapping(row)
    quoted = _mapping(found.get("selector"))
    if quoted.get("type") != "TextQuoteSelector":
        raise _Fault("its selector is no TextQuoteSelector")
    try:
        layer = Layer(_text(found, "layer", 40))
    except ValueError:
        raise _Fault("layer is none that is known here") from None
    whole, alone = found.get("whole"), found.get("alone")
    if not isinstance(whole, bool) or not isinstance(alone, bool):
        raise _Fault("whole and alone must be true or false")
    return Anchor(
        version=_text(found, "version", 16),
        provision=_text(found, "provision", _LONGEST_NAME),
        number=_maybe(found, "number", _LONGEST_NAME),
        heading=_maybe(found, "heading", LONGEST),
        layer=layer,
        whole=whole,
        exact=_quoted(quoted, "exact", LONGEST),
        prefix=_quoted(quoted, "prefix", _LONGEST_CONTEXT),
        suffix=_quoted(quoted, "suffix", _LONGEST_CONTEXT),
        alone=alone,
    )


def _mapping(row: object) -> dict[str, object]:
    if not isinstance(row, dict):
        raise _Fault("not a JSON object")
    return row


def _list(row: dict[str, object], name: str, most: int) -> list[object]:
    found = row.get(name)
    if not isinstance(found, list) or len(found) > most:
        raise _Fault(f"{name} is not a list of at most {most}")
    return found


def _text(row: dict[str, object], name: str, most: int) -> str:
    found = row.get(name)
    if not isinstance(found, str) or len(found) > most:
        raise _Fault(f"{name} is not a text of at most {most:,} characters")
    return clean(found)


def _quoted(row: dict[str, object], name: str, most: int) -> str:
    """A quotation stays as it is, white space at its ends included: it is compared, character by character."""
    found = row.get(name)
    if not isinstance(found, str) or len(found) > most:
        raise _Fault(f"{name} is not a text of at most {most:,} characters")
    if any("\ud800" <= char <= "\udfff" for char in found):
        raise _Fault(f"{name} is not Unicode text")
    return found


def _maybe(row: dict[str, object], name: str, most: int) -> str | None:
    return None if row.get(name) is None else _text(row, name, most)


def _word(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise _Fault(f"a list holds something else than texts of at most {most} characters")
    return clean(value)


def _time(row: dict[str, object], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(_text(row, name, 40))
    except ValueError:
        raise _Fault(f"{name} is no point in time") from None
    if found.tzinfo is None:
        raise _Fault(f"{name} has no time zone")
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise _Fault(f"{name} is no point in time") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:100]
