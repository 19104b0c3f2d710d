"""Figures in binding text: durations, amounts, percentages, dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from navigator.model.obligations import Party
from navigator.model.text import Span


class FigureKind(StrEnum):
    DURATION = "duration"  # value: ISO 8601, "P30D"
    AMOUNT = "amount"  # value: "USD 200000"
    PERCENTAGE = "percentage"  # value: "1.5%"
    DATE = "date"  # value: "2023-02-14"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its normal form (see `FigureKind`) and the words it came from."""

    provision: str
    kind: FigureKind
    span: Span
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """One figure with what it governs, read from the sentence that it stands in.

    sentence  the sentence or list item
    party     whom it binds or entitles; None where the sentence names no side
    act       what must or may be done, in the text's own words, cut to a line: "notify the other party in writing"
    trigger   what it runs from or against: "of the date of the invoice", "prior written notice"; "" where none is given
    """

    figure: Figure
    sentence: Span
    party: Party | None
    act: str
    trigger: str = ""
