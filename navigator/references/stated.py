"""References that the document itself resolves, as formats with marked-up references do: what it says is taken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from navigator.model.agreement import Agreement
from navigator.model.links import Reference, Resolved


def with_stated(agreement: Agreement, found: Sequence[Reference]) -> tuple[Reference, ...]:
    """The references that were found, resolved as the document says where it does, and those that it marks besides
    ("see **above**"), in reading order."""
    outline = agreement.text.outline
    if outline is None or not outline.references:
        return tuple(found)
    rows = list(found)
    places = sorted((row.span.start, at) for at, row in enumerate(rows))
    longest = max((len(row.span) for row in rows), default=0)
    made: list[Reference] = []
    for span, target in outline.references:
        identity = agreement.provisions[target].id
        first = bisect_left(places, (span.start - longest, 0))
        last = bisect_right(places, (span.end, -1))
        over = [at for _, at in places[first:last] if rows[at].span.overlaps(span)]
        for at in over:
            row = rows[at]
            if not isinstance(row.resolution, Resolved) and (row.span in span or span in row.span):
                rows[at] = replace(row, resolution=Resolved(identity))
        place = agreement.place(span.start) if not over else None
        if place is not None:
            made.append(Reference(*place, span, agreement.text.at(span), None, Resolved(identity)))
    if not made:
        return tuple(rows)
    order = agreement.order
    return tuple(sorted([*rows, *made], key=lambda row: (order[row.provision], row.layer, row.span)))
