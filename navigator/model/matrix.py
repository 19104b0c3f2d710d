"""The answers for many countries side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from navigator.model.rules import Answer, Organisation


class Topic(StrEnum):
    """A column of the matrix."""

    ENTITY = "entity"
    GOVERNING_LAW = "governing law"
    COURTS = "courts"
    DISPUTES = "disputes"  # seat and rules of arbitration
    CURRENCY = "currency"
    SPECIAL_TERMS = "special terms"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country (ISO 3166-1 alpha-2 and English short name) with its answers; None where the agreement is silent."""

    country: str
    name: str
    cells: dict[Topic, Answer | None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries by topic, for one kind of customer; `sources` names the provision of each answer as it is cited."""

    organisations: frozenset[Organisation]
    rows: tuple[MatrixRow, ...]
    sources: dict[str, str]
