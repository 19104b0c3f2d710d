"""Figures and their normal forms, in our own sentences."""

import pytest

from navigator.model.figures import FigureKind
from navigator.pipeline import analyse


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("Pay within thirty (30) days of delivery.", FigureKind.DURATION, "P30D"),
        ("A TWELVE (12) MONTH PERIOD passes.", FigureKind.DURATION, "P12M"),
        ("Tell us within forty-eight hours.", FigureKind.DURATION, "PT48H"),
        ("Widgets are sent each month.", FigureKind.DURATION, "P1M"),
        ("It lasts two quarters.", FigureKind.DURATION, "P6M"),
        ("Sous trente jours: 30 jours ouvrés.", FigureKind.DURATION, "P30D"),
        ("Claims under two thousand dollars ($2,000 USD) wait.", FigureKind.AMOUNT, "USD 2000"),
        ("The cap is €1.5 million.", FigureKind.AMOUNT, "EUR 1500000"),
        ("The deposit is GBP 12.50.", FigureKind.AMOUNT, "GBP 12.5"),
        ("They hold more than fifty percent (50%) of it.", FigureKind.PERCENTAGE, "50%"),
        ("Interest is 1.5% per month.", FigureKind.PERCENTAGE, "1.5%"),
        ("It ends on 3 June 2026.", FigureKind.DATE, "2026-06-03"),
    ],
)
def test_normal_forms(words: str, kind: FigureKind, value: str) -> None:
    figures = analyse(f"# Widget Agreement\n\n1. Scope. {words}".encode(), "figures.md").figures
    assert [(figure.kind, figure.value) for figure in figures] == [(kind, value)]


def test_numbers_that_are_no_figures() -> None:
    text = "# Widget Agreement\n\n1. Scope. See Section 30, Widget No. 12345 and version 2.1."
    assert [f.value for f in analyse(text.encode(), "figures.md").figures] == []
