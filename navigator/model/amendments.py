"""Provisions that change other provisions for some readers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from navigator.model.agreement import Piece
from navigator.model.rules import Condition
from navigator.model.text import Span


class Action(StrEnum):
    """What an instruction does to its target."""

    REPLACE = "replace"  # deleted in its entirety and replaced with the following
    ADD = "add"  # Taxes, as defined in Section 3.2.1, will include …
    DISAPPLY = "disapply"  # Section 7 does not apply
    QUALIFY = "qualify"  # will apply to the extent permitted by law


@dataclass(frozen=True, slots=True)
class Amendment:
    """One instruction: the provision that gives it, what it does to which target, and for whom.

    span         the words of the instruction
    replacement  the binding text that takes the target's place (REPLACE only)
    whole        True where the whole target is replaced; only then is it applied to the text
    """

    provision: str
    action: Action
    target: str | None
    condition: Condition
    span: Span
    replacement: tuple[Piece, ...] = ()
    whole: bool = False
