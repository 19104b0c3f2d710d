"""The answers for many countries side by side."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from navigator.model.rules import Profile
from navigator.model.text import Span


class Topic(StrEnum):
    """A column of the matrix; the value is its head."""

    ENTITY = "Contracting entity"
    GOVERNING_LAW = "Governing law"
    COURTS = "Courts"
    DISPUTES = "Disputes"  # seat and rules of arbitration
    CURRENCY = "Currency"
    SPECIAL_TERMS = "Special terms"
    REPLACED = "Replaced"


@dataclass(frozen=True, slots=True)
class MatrixSource:
    """A provision that an answer is read from: its short name ("§ 9.6"), how it is cited, and the words."""

    name: str
    citation: str
    provision: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """An answer in words, "" where the agreement is silent; `settled` False where it leaves the answer open, and `why`
    says so."""

    words: str = ""
    sources: tuple[MatrixSource, ...] = ()
    settled: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country (ISO 3166-1 alpha-2 and English short name) with its answers."""

    country: str
    name: str
    cells: dict[Topic, MatrixCell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries by topic, for customers who are otherwise like `profile`."""

    profile: Profile
    rows: tuple[MatrixRow, ...]

    def table(self, only: Collection[str] | None = None) -> list[list[str]]:
        """Head and rows as text, for a table that people keep: each topic with its sources, and what is not settled.
        `only` some of the countries."""
        head = ["Country", "Code", *(words for topic in Topic for words in (topic.value, f"Source: {topic.value}"))]
        rows = [_line(row) for row in self.rows if only is None or row.country in only]
        return [[*head, "Not settled"], *rows]


def _line(row: MatrixRow) -> list[str]:
    line, doubts = [row.name, row.country], []
    for topic in Topic:
        cell = row.cells[topic]
        line += [cell.words, "; ".join(source.citation for source in cell.sources)]
        if not cell.settled:
            doubts.append(f"{topic.value}: {cell.why}")
    return [*line, " ".join(doubts)]
