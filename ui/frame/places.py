"""Places in the text as links name them: "provision", or "provision#start-end" for a span to mark there."""

from __future__ import annotations

from navigator.model.agreement import Agreement
from navigator.model.text import Span


def target(provision: str, span: Span | None = None) -> str:
    """A link's target."""
    return provision if span is None else f"{provision}#{span.start}-{span.end}"


def place_of(link: str) -> tuple[str, Span | None]:
    """What `target` wrote: the provision, and the span to mark there."""
    provision, _, place = link.partition("#")
    start, _, end = place.partition("-")
    return provision, Span(int(start), int(end)) if start and end else None


def place_name(agreement: Agreement, provision: str) -> str:
    """'§ 9.3', or the heading, or the part's name: how a small link names a provision."""
    found = agreement.by_id.get(provision)
    if found is None:
        return "source"
    number = found.full_number or found.number
    return f"§\u00a0{number}" if number else (found.heading or found.kind.value)
