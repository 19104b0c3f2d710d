"""Who must do what: statements of obligation, right and prohibition, and what an agreement calls its sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from navigator.model.text import Span


class Party(StrEnum):
    """The side that a statement binds or entitles."""

    CUSTOMER = "customer"
    PROVIDER = "provider"
    EITHER = "either"  # either, each, neither party
    OTHER = "other"  # a third party, or a side that the agreement does not tell


class StatementKind(StrEnum):
    OBLIGATION = "obligation"
    RIGHT = "right"
    PROHIBITION = "prohibition"


@dataclass(frozen=True, slots=True)
class Parties:
    """What the agreement calls each side, as printed: ("you", "Customer"), ("we", "Widget", "Widget Inc.").

    other  roles that are neither's for certain: "Employer" and "Employee", "Discloser", which each side may be
    """

    customer: tuple[str, ...] = ()
    provider: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    @property
    def called(self) -> dict[Party, str]:
        """What a table calls each side: "You", the provider by its name before "we", "Either", "Others"."""
        names = sorted(self.provider, key=lambda name: (not name[:1].isupper(), len(name)))
        provider = names[0] if names else "Provider"
        return {Party.CUSTOMER: "You", Party.PROVIDER: provider, Party.EITHER: "Either", Party.OTHER: "Others"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement.

    span     from its subject to the end of its clause, or one item of a list that its words lead into
    subject  who, as printed: "You", "Each party"
    act      what, without subject and modal verb: "pay all fees within thirty (30) days"
    words    the whole of it, white space collapsed
    """

    provision: str
    span: Span
    party: Party
    kind: StatementKind
    words: str
    subject: str
    act: Span
