"""A document as the fields of an index, the same for every engine: text analysed by `search.words`, values parted by
spaces.

Words stand as printed (folded) and in order, in the fields `…_word`:
    text   number, heading and words: what decides whether a row matches
    head   heading alone: what the filter "heading" and the field heading: search
    entry  defined terms and their meaning: what the filter "definition" searches
    name   defined terms alone: the field term:
    party  who a provision speaks of: the field party:
`…_joined` holds hyphenated words written as one. A search for a word in any of its forms asks for each of them; which
they are stands in `inflected`, which each engine fills from the words of its agreements. (Stems beside the words would
make the index a third larger and slower to build.) The other fields are keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

import orjson

from navigator.model.address import number_part
from navigator.model.catalogue import HitLayer
from navigator.search.engine import Document, Entry, Row
from navigator.search.words import LONGEST, compounds, key, spaced, term_key

_Forms = tuple[str, tuple[str, ...]]  # the words of a text with spaces between them, and its compounds
BREAK = " | "  # between parts of one field: no phrase reaches across it, and no word is it
BASES = ("text", "head", "entry", "name", "party")
KEYS = (
    "agreement", "side", "language", "within", "under", "number", "heading", "term", "topic", "conditional",
    "inflected",
)  # fmt: skip
COUNTED = ("agreement", "side", "topic")
"""Those of the keys that facets count."""


def rows(agreement: str, documents: Iterable[Document]) -> list[dict[str, Any]]:
    """The documents of an agreement for an index: of each every field that is not empty, with what is kept of it in
    `row`."""
    held = list(documents)
    texts = list(dict.fromkeys(text for document in held for text in _texts(document)))
    forms: dict[str, _Forms] = dict(zip(texts, zip(spaced(texts), map(compounds, texts), strict=True), strict=True))
    return [_fields(agreement, document, forms) for document in held]


def _texts(document: Document) -> Iterator[str]:
    """Every text of a document that is searched by its words."""
    yield document.text
    yield document.number or ""
    yield document.heading or ""
    yield from document.parties
    for entry in document.entries:
        yield from entry.names
        yield entry.meaning


def _fields(agreement: str, document: Document, forms: Mapping[str, _Forms]) -> dict[str, Any]:
    language = document.language
    found: dict[str, Any] = {"agreement": agreement, "side": document.side.value, "language": language}
    if document.within:
        found["within"] = " ".join(document.within)
    if document.sections:
        found["under"] = " ".join(map(_part, document.sections))
    if document.topics:
        found["topic"] = " ".join(document.topics)
    if document.conditional:
        found["conditional"] = place(agreement, document.provision)
    if document.number:
        found["number"] = _part(document.number)
    if document.heading:
        found["heading"] = _heading(document.heading)
    text = [document.text]
    if document.side is HitLayer.BINDING:
        head = [document.heading] if document.heading else []
        _put(found, "head", head, forms)
        text = [*([document.number] if document.number else []), *head, *text]
    _put(found, "text", text, forms)
    if document.parties:
        _put(found, "party", document.parties, forms)
    if document.entries:
        names = [name for entry in document.entries for name in entry.names]
        _put(found, "name", names, forms)
        _put(found, "entry", [*names, *(entry.meaning for entry in document.entries)], forms)
        found["term"] = " ".join(term(name, language) for name in names if key(name))
    found["row"] = stored(agreement, document)
    return found


def stored(agreement: str, document: Document) -> bytes:
    """What the index keeps of a document: all of it, so that an index can be made from another one. The words stand
    as they are behind a line of JSON, which has no line break: most of it needs no reading."""
    kept: list[Any] = [
        agreement,
        document.provision,
        document.side.value,
        document.number,
        document.heading,
        document.language,
        [[entry.names, entry.meaning] for entry in document.entries],
        document.conditional,
        document.within,
        document.sections,
        document.parties,
        document.topics,
        document.opening,
    ]
    return b"%b\n%b" % (orjson.dumps(kept), document.text.encode())


def row(kept: bytes) -> Row:
    """The row that `stored` wrote."""
    rest, _, text = kept.partition(b"\n")
    found = orjson.loads(rest)
    found.insert(5, text.decode())
    return cast(Row, found)


def restored(row: Row) -> Document:
    """The document that a row was made from."""
    _, provision, side, number, heading, text, language, entries, conditional, within, sections, parties = row[:12]
    topics, opening = row[12:]
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
        opening=opening,
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


def _put(found: dict[str, Any], base: str, texts: Iterable[str], forms: Mapping[str, _Forms]) -> None:
    parts: list[str] = []
    joined: list[str] = []
    for text in texts:
        words, compounds = forms[text]
        if words and not words.isspace():
            parts.append(words)
        joined += compounds
    if parts:
        found[f"{base}_word"] = BREAK.join(parts)
    if joined:
        found[f"{base}_joined"] = " ".join(joined)
