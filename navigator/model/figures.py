"""Figures in binding text: durations, amounts, percentages, dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
