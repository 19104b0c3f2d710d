"""A row that was found, as it is shown: its layer, its snippet, its marks."""

from __future__ import annotations

from navigator.model.catalogue import HitLayer
from navigator.search.query import Query
from navigator.search.ranking import Found, holds_all
from navigator.search.snippets import Snippet, cut, leaves, places, snippet


def shown(query: Query, layers: frozenset[HitLayer], row: Found) -> tuple[HitLayer, Snippet]:
    """The layer is where the words stand: in the heading or in a defined term where they all do (and the filter allows
    it), else in the binding words or in the summary."""
    if row.side is HitLayer.SUMMARY:
        return row.side, cut(row.places, row.text)
    binding_allowed = not layers or HitLayer.BINDING in layers
    if (not layers or HitLayer.DEFINITION in layers) and not (row.jump and binding_allowed):
        meaning = _defined(query, row, named=binding_allowed)
        if meaning is not None:
            return HitLayer.DEFINITION, snippet(query.tree, meaning or row.text, row.language)
    if (not layers or HitLayer.HEADING in layers) and (row.jump or row.whole or not binding_allowed):
        return HitLayer.HEADING, _opening(query, row)
    return HitLayer.BINDING, _opening(query, row)


def _defined(query: Query, row: Found, *, named: bool) -> str | None:
    """The meaning of the term that the query names: that very term before one that has its words among others. Unless
    it must be `named`, an entry whose meaning holds the words will do."""
    if row.named >= 0:
        return str(row.entries[row.named][1])
    for names, meaning in row.entries:
        if any(holds_all(query, name, row.language) for name in names):
            return str(meaning)
    for names, meaning in row.entries if not named else ():
        if holds_all(query, " ".join((*names, meaning)), row.language):
            return str(meaning)
    return None


def _opening(query: Query, row: Found) -> Snippet:
    """The provision's words around the match; led by its heading where the match is in the heading alone."""
    here = cut(row.places, row.text)
    if here.marks or not row.heading or not places(leaves(query.tree), row.heading, row.language):
        return here if row.text or not row.heading else snippet(query.tree, row.heading, row.language)
    led = f"{row.heading} — {row.text}" if row.text else row.heading
    return snippet(query.tree, led, row.language)
