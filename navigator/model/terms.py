"""Defined terms and the places that use them."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.agreement import Layer
from navigator.model.text import Span


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the agreement defines.

    span     where the defined words stand (inside the quotation marks)
    meaning  the sentence or entry that defines it, to show on a card
    aliases  other names given in the same breath: "you", "your", "yours", or "Customer"
    style    "entry" ("Affiliate" means …), "inline" ((the "Services")), "table", "pointer" (has the meaning given in …)
    """

    term: str
    provision: str
    span: Span
    meaning: Span
    style: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermUse:
    """One use of a defined term; `definitions` index `Analysis.definitions` (more than one where defined twice)."""

    provision: str
    layer: Layer
    span: Span
    definitions: tuple[int, ...]
