"""A row that was found, as it is shown: its layer, its snippet, its marks."""

from __future__ import annotations

from navigator.model.catalogue import HitLayer
from navigator.search.query import Query
from navigator.search.ranking import Found, holds_all
from navigator.search.snippets import Snippet, cut
from navigator.search.tree import Area, areas


def shown(query: Query, layers: frozenset[HitLayer], row: Found) -> tuple[HitLayer, Snippet]:
    """The layer is where the words stand: in the heading or in a defined term where they all do (and the filter allows
    it), else in the binding words or in the summary."""
    if row.side is HitLayer.SUMMARY:
        return row.side, cut(row.places, row.text)
    if row.whole and Area.HEADING in areas(query.tree):
        return HitLayer.HEADING, _opening(row)
    binding_allowed = not layers or HitLayer.BINDING in layers
    if (not layers or HitLayer.DEFINITION in layers) and not (row.jump and binding_allowed):
        meaning = _defined(query, row, named=binding_allowed)
        if meaning is not None:
            return HitLayer.DEFINITION, _cut(row, meaning or row.text)
    if (not layers or HitLayer.HEADING in layers) and (row.jump or row.whole or not binding_allowed):
        return HitLayer.HEADING, _opening(row)
    return HitLayer.BINDING, _opening(row)


def _defined(query: Query, row: Found, *, named: bool) -> str | None:
    """The meaning of the term that the query names: that very term before one that has its words among others. Unless
    it must be `named`, an entry whose meaning holds the words will do."""
    if row.named >= 0:
        return str(row.entries[row.named][1])
    for names, meaning in row.entries:
        if any(holds_all(query, row.marker, name) for name in names):
            return str(meaning)
    for names, meaning in row.entries if not named else ():
        if holds_all(query, row.marker, " ".join((*names, meaning))):
            return str(meaning)
    return None


def _opening(row: Found) -> Snippet:
    """The provision's words around the match, their beginning where the match is in the heading alone; those below it
    where it has none. The heading itself is shown above them (`title_marks`)."""
    return cut(row.marker.telling(row.places), row.text) if row.text else _cut(row, row.opening)


def title_marks(row: Found) -> tuple[tuple[int, int], ...]:
    """Where the query stands in the heading, as offsets into it."""
    heading = row.heading or ""
    return cut(row.marker.telling(row.marker.places(heading)), heading, len(heading)).marks if heading else ()


def _cut(row: Found, text: str) -> Snippet:
    return cut(row.marker.telling(row.marker.places(text)), text)
