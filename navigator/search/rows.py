"""A row of results from what the index keeps of a document: its layer, its snippet, its marks."""

from __future__ import annotations

from typing import Any

from navigator.model.address import number_part
from navigator.model.catalogue import HitLayer
from navigator.search.engine import Document, Match
from navigator.search.query import Query, positive
from navigator.search.snippets import Snippet, places, snippet
from navigator.search.words import key, term_key


def stored(agreement: str, document: Document) -> tuple[Any, ...]:
    """What the index keeps to show a row: plain values only. The agreement and the provision stand first."""
    return (
        agreement,
        document.provision,
        str(document.side),
        document.number,
        document.heading,
        document.text,
        document.language,
        tuple((entry.names, entry.meaning) for entry in document.entries),
    )


def match(query: Query, layers: frozenset[HitLayer], row: tuple[Any, ...], score: float) -> Match:
    """The row to show. Its layer is where the words stand: in the heading or in a defined term where they all do (and
    the filter allows it), else in the binding words or in the summary."""
    agreement, provision, side, number, heading, text, language, entries = row
    layer, shown = _shown(query, layers, HitLayer(side), number, heading, text, language, entries)
    return Match(agreement, provision, number, heading, layer, round(score, 4), shown.text, shown.marks)


def _shown(
    query: Query,
    layers: frozenset[HitLayer],
    side: HitLayer,
    number: str | None,
    heading: str | None,
    text: str,
    language: str,
    entries: tuple[tuple[tuple[str, ...], str], ...],
) -> tuple[HitLayer, Snippet]:
    if side is HitLayer.SUMMARY:
        return side, snippet(query.tree, text, language)
    binding_allowed = not layers or HitLayer.BINDING in layers
    jump = (number is not None and number_part(number) in query.numbers) or _is_heading(query, heading)
    if (not layers or HitLayer.DEFINITION in layers) and not (jump and binding_allowed):
        meaning = _defined(query, entries, language, named=binding_allowed)
        if meaning is not None:
            return HitLayer.DEFINITION, snippet(query.tree, meaning or text, language)
    if not layers or HitLayer.HEADING in layers:
        in_heading = jump or _holds_all(query, heading or "", language)
        if in_heading or not binding_allowed:
            return HitLayer.HEADING, _opening(query, heading, text, language)
    return HitLayer.BINDING, _opening(query, heading, text, language)


def _defined(
    query: Query, entries: tuple[tuple[tuple[str, ...], str], ...], language: str, *, named: bool
) -> str | None:
    """The meaning of the term that the query names: that very term before one that has its words among others. Unless
    it must be `named`, an entry whose meaning holds the words will do."""
    whole = term_key(query.heading, language)
    for names, meaning in entries:
        if whole and any(term_key(name, language) == whole for name in names):
            return meaning
    for names, meaning in entries:
        if any(_holds_all(query, name, language) for name in names):
            return meaning
    for names, meaning in entries if not named else ():
        if _holds_all(query, " ".join((*names, meaning)), language):
            return meaning
    return None


def _is_heading(query: Query, heading: str | None) -> bool:
    """Whether the whole query is this heading, or the beginning of it while it is still being typed."""
    if not heading or not query.heading:
        return False
    whole = key(heading)
    return whole == query.heading or (query.unending and whole.startswith(query.heading))


def _holds_all(query: Query, text: str, language: str) -> bool:
    """Whether every part of the query stands in a short text."""
    wanted = len(list(positive(query.tree)))
    return wanted > 0 and len({place.part for place in places(query.tree, text, language)}) == wanted


def _opening(query: Query, heading: str | None, text: str, language: str) -> Snippet:
    """The provision's words around the match; led by its heading where the match is in the heading alone."""
    shown = snippet(query.tree, text, language)
    if shown.marks or not heading or not places(query.tree, heading, language):
        return shown if text or not heading else snippet(query.tree, heading, language)
    return snippet(query.tree, f"{heading} — {text}" if text else heading, language)
