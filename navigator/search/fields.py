"""A document as the fields of an index, the same for every engine: text analysed by `search.words`, values parted by
spaces.

Words stand in two forms, `…_stem` (tagged with the language, for words in any form and for near) and `…_word` (as
printed, for phrases and beginnings), each in order:
    text   number, heading and words: what decides whether a row matches
    head   heading alone: what the filter "heading" and the field heading: search
    entry  defined terms and their meaning: what the filter "definition" searches
    name   defined terms alone: the field term:
    party  who a provision speaks of: the field party:
`…_joined` holds hyphenated words written as one. The other fields are keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from navigator.model.address import number_part
from navigator.model.catalogue import HitLayer
from navigator.search.engine import Document, Entry, Row
from navigator.search.words import LONGEST, Forms, forms, key, term_key

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
BREAK = "|"  # between parts of one field: no phrase reaches across it, and no word is it
BASES = ("text", "head", "entry", "name", "party")
KEYS = ("agreement", "side", "language", "within", "under", "number", "heading", "term", "topic", "conditional")
COUNTED = ("agreement", "side", "topic")
"""Those of the keys that facets count."""


def fields(agreement: str, document: Document) -> dict[str, str]:
    """Every field that is not empty, `row` aside."""
    language = document.language
    binding = document.side is HitLayer.BINDING
    heading = document.heading or ""
    head = _short(heading, language)
    number = _short(document.number or "", language)
    text = forms(document.text, language)
    found = {
        "agreement": agreement,
        "side": str(document.side),
        "language": language,
        "within": " ".join(document.within),
        "under": " ".join(map(_part, document.sections)),
        "number": _part(document.number) if document.number else "",
        "heading": one_word(key(heading)),
        "topic": " ".join(document.topics),
        "conditional": place(agreement, document.provision) if document.conditional else "",
    }
    _put(found, "text", (number, head, text) if binding else (text,))
    if binding:
        _put(found, "head", (head,))
    if document.parties:
        _put(found, "party", [_short(name, language) for name in document.parties])
    if document.entries:
        names = [forms(name, language) for entry in document.entries for name in entry.names]
        _put(found, "name", names)
        _put(found, "entry", [*names, *(forms(entry.meaning, language) for entry in document.entries)])
        found["term"] = " ".join(
            term(name, language) for entry in document.entries for name in entry.names if key(name)
        )
    return {name: value for name, value in found.items() if value}


def stored(agreement: str, document: Document) -> str:
    """What the index keeps of a document, as text: all of it, so that an index can be made from another one."""
    kept: list[Any] = [
        agreement,
        document.provision,
        str(document.side),
        document.number,
        document.heading,
        document.text,
        document.language,
        [[entry.names, entry.meaning] for entry in document.entries],
        document.conditional,
        document.within,
        document.sections,
        document.parties,
        document.topics,
    ]
    return _as_json(kept)


def row(kept: str | bytes) -> Row:
    """The row that `stored` wrote."""
    found: Row = json.loads(kept)
    return found


def restored(row: Row) -> Document:
    """The document that a row was made from."""
    _, provision, side, number, heading, text, language, entries, conditional, within, sections, parties, topics = row
    return Document(
        provision=provision,
        side=HitLayer(side),
        text=text,
        language=language,
        within=tuple(within),
        number=number,
        heading=heading,
        entries=tuple(Entry(tuple(names), meaning) for names, meaning in entries),
        sections=tuple(sections),
        parties=tuple(parties),
        topics=tuple(topics),
        conditional=conditional,
    )


def place(agreement: str, provision: str) -> str:
    """A provision's name among all agreements."""
    return f"{agreement}/{provision}"


def one_word(words: str) -> str:
    """A key of several words as one, so that a field of keys is parted by spaces; no longer than a term may be."""
    return words.replace(" ", "_")[:LONGEST]


def term(name: str, language: str) -> str:
    """A defined term as the field `term` holds it."""
    return one_word(f"{language}:{term_key(name, language)}")


@lru_cache(maxsize=16384)
def _short(text: str, language: str) -> Forms:
    """`forms` for what returns often: names of parties, numbers, headings."""
    return forms(text, language)


_part = lru_cache(maxsize=16384)(number_part)


def _put(found: dict[str, str], base: str, parts: Iterable[Forms]) -> None:
    parts = [part for part in parts if part.words]
    apart = f" {BREAK} "
    found[f"{base}_word"] = apart.join(part.words for part in parts)
    found[f"{base}_stem"] = apart.join(part.stems for part in parts)
    found[f"{base}_joined"] = " ".join(word for part in parts for word in part.compounds)
