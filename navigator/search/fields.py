"""A document as the fields of an index, the same for every engine: text analysed by `search.words`, values parted by
spaces.

Words stand as printed (folded) and in order, in the fields `…_word`:
    text   number, heading and words: what decides whether a row matches
    head   heading alone: what the filter "heading" and the field heading: search
    entry  defined terms and their meaning: what the filter "definition" searches
    name   defined terms alone: the field term:
    party  who a provision speaks of: the field party:
`…_joined` holds hyphenated words written as one. A search for a word in any of its forms asks for each of them; which
they are stands in `inflected`, once for each agreement, so that they go with it. (Stems beside the words would make
the index a third larger and slower to build.) The other fields are keys.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, cast

from navigator.model.address import number_part
from navigator.model.catalogue import HitLayer
from navigator.search.engine import Document, Entry, Row
from navigator.search.words import LONGEST, Forms, forms, inflections, key, term_key

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
BREAK = "|"  # between parts of one field: no phrase reaches across it, and no word is it
BASES = ("text", "head", "entry", "name", "party")
KEYS = (
    "agreement", "side", "language", "within", "under", "number", "heading", "term", "topic", "conditional",
    "inflected",
)  # fmt: skip
COUNTED = ("agreement", "side", "topic")
"""Those of the keys that facets count."""


def rows(agreement: str, documents: Iterable[Document]) -> Iterator[dict[str, str]]:
    """The documents of an agreement, each as every field that is not empty; in `row`, what is kept of it."""
    pieces: dict[str, set[str]] = defaultdict(set)
    made: dict[str, str] = {}
    for document in documents:
        if made:
            yield made
        made = _fields(agreement, document, pieces[document.language])
        made["row"] = stored(agreement, document)
    if made:  # the last one tells of all
        made["inflected"] = " ".join(inflections(found, language) for language, found in pieces.items())
        yield made


def _fields(agreement: str, document: Document, pieces: set[str]) -> dict[str, str]:
    language = document.language
    found = {"agreement": agreement, "side": str(document.side), "language": language}
    if document.within:
        found["within"] = " ".join(document.within)
    if document.sections:
        found["under"] = " ".join(map(_part, document.sections))
    if document.topics:
        found["topic"] = " ".join(document.topics)
    if document.conditional:
        found["conditional"] = place(agreement, document.provision)
    text = [forms(document.text, pieces)]
    if document.number:
        found["number"] = _part(document.number)
    if document.heading:
        found["heading"] = _heading(document.heading)
    if document.side is HitLayer.BINDING:
        head = [_short(document.heading, pieces)] if document.heading else []
        number = [_short(document.number, pieces)] if document.number else []
        _put(found, "head", head)
        text = [*number, *head, *text]
    _put(found, "text", text)
    if document.parties:
        _put(found, "party", [_short(name, pieces) for name in document.parties])
    if document.entries:
        names = [_short(name, pieces) for entry in document.entries for name in entry.names]
        _put(found, "name", names)
        _put(found, "entry", [*names, *(forms(entry.meaning, pieces) for entry in document.entries)])
        found["term"] = " ".join(
            term(name, language) for entry in document.entries for name in entry.names if key(name)
        )
    return found


def stored(agreement: str, document: Document) -> str:
    """What the index keeps of a document: all of it, so that an index can be made from another one. The words stand
    as they are behind a line of JSON, which has no line break: most of it needs no reading."""
    kept: list[Any] = [
        agreement,
        document.provision,
        str(document.side),
        document.number,
        document.heading,
        document.language,
        [[entry.names, entry.meaning] for entry in document.entries],
        document.conditional,
        document.within,
        document.sections,
        document.parties,
        document.topics,
    ]
    return f"{_as_json(kept)}\n{document.text}"


def row(kept: str) -> Row:
    """The row that `stored` wrote."""
    rest, _, text = kept.partition("\n")
    found = json.loads(rest)
    found.insert(5, text)
    return cast(Row, found)


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


_part = lru_cache(maxsize=16384)(number_part)


@lru_cache(maxsize=16384)
def _heading(text: str) -> str:
    return one_word(key(text))


@lru_cache(maxsize=16384)
def _returning(text: str) -> tuple[Forms, frozenset[str]]:
    pieces: set[str] = set()
    return forms(text, pieces), frozenset(pieces)


def _short(text: str, pieces: set[str]) -> Forms:
    """`forms` for what returns often: names of parties, numbers, headings."""
    made, found = _returning(text)
    pieces |= found
    return made


def _put(found: dict[str, str], base: str, parts: list[Forms]) -> None:
    words = [part.words for part in parts if part.words]
    if words:
        found[f"{base}_word"] = f"{BREAK} ".join(words).rstrip()
    if compounds := [word for part in parts for word in part.compounds]:
        found[f"{base}_joined"] = " ".join(compounds)
