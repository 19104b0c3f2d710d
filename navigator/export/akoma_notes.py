"""The reader's own notes in an Akoma Ntoso document: editorial notes in the metadata, referred to where they belong.

The standard keeps them out of the text: `note` in `meta/notes`, and an empty `noteRef` at its place. What they say is
there for any program to show. As data they go along once more, whole, in the one format that notes are exchanged in
(`proprietary`, which the standard leaves to each program): an import takes that and needs to guess nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from navigator.export.akoma_meta import OWN, SOURCE, append
from navigator.export.inlines import printable
from navigator.export.remarks import remarks
from navigator.model.agreement import Agreement
from navigator.model.notes import PlacedNote

_NOT_XML = re.compile("[\ufffe\uffff]")
"""Characters that JSON leaves as they are and XML cannot hold."""


def note_place(agreement: Agreement, placed: PlacedNote) -> int:
    """The code point that a note is referred to after: the end of its words, or of the heading of its provision."""
    if placed.spans and not placed.whole:
        return placed.spans[-1].end
    provision = agreement.by_id[placed.provision]
    return (provision.heading_span or provision.number_span or provision.spans[0]).end if provision.spans else 0


def write_notes(meta: Any, notes: Sequence[PlacedNote], file: bytes) -> None:
    """Adds the notes to a `meta` element, and the `file` of the same notes that an import reads."""
    if not notes:
        return
    held = append(meta, "notes", source=f"#{SOURCE}")
    for number, placed in enumerate(notes, 1):
        note = append(held, "note", eId=f"note_{number}")
        for remark in remarks([placed])[placed.provision]:
            append(note, "p", **{"class": "label"}).text = printable(remark.label)
        for line in placed.note.text.splitlines():
            if line.strip():
                append(note, "p").text = printable(line)
    if file:
        own = etree.SubElement(append(meta, "proprietary", source=f"#{SOURCE}"), f"{{{OWN}}}notes")
        own.text = _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", file.decode())
