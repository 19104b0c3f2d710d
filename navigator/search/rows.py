"""A row of results from what the index keeps of a document: its layer, its snippet, its marks."""

from __future__ import annotations

from typing import Any

from navigator.model.address import number_part
from navigator.model.catalogue import HitLayer
from navigator.search.engine import Document, Match
from navigator.search.query import Query, positive
from navigator.search.snippets import Snippet, places, snippet
from navigator.search.words import key


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
    def allowed(layer: HitLayer) -> bool:
        return not layers or layer in layers

    if side is HitLayer.SUMMARY:
        return side, snippet(query.tree, text, language)
    jump = (bool(number) and number_part(number or "") in query.numbers) or key(heading or "") == query.heading != ""
    if allowed(HitLayer.DEFINITION) and not jump:
        for names, meaning in entries:
            named = any(_holds_all(query, name, language) for name in names)
            if named or (layers and HitLayer.BINDING not in layers and _holds_all(query, meaning, language)):
                return HitLayer.DEFINITION, snippet(query.tree, meaning or text, language)
    in_heading = jump or _holds_all(query, heading or "", language)
    only_heading = bool(layers) and HitLayer.BINDING not in layers
    if allowed(HitLayer.HEADING) and (in_heading or only_heading):
        return HitLayer.HEADING, _opening(query, heading, text, language)
    return HitLayer.BINDING, _opening(query, heading, text, language)


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
