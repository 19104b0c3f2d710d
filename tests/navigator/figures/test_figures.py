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
        ("We keep widgets for a year.", FigureKind.DURATION, "P1Y"),
        ("It lasts two quarters.", FigureKind.DURATION, "P6M"),
        ("Sous trente jours: 30 jours ouvrés.", FigureKind.DURATION, "P30D"),
        ("Claims under two thousand dollars ($2,000 USD) wait.", FigureKind.AMOUNT, "USD 2000"),
        ("The cap is €1.5 million.", FigureKind.AMOUNT, "EUR 1500000"),
        ("The deposit is GBP 12.50.", FigureKind.AMOUNT, "GBP 12.5"),
        ("The deposit is ₹2,00,000.", FigureKind.AMOUNT, "INR 200000"),
        ("The fee is $1,234.567 in all.", FigureKind.AMOUNT, "USD 1234.567"),
        ("The price is $12345678901.25 in all.", FigureKind.AMOUNT, "USD 12345678901.25"),
        ("They hold more than fifty percent (50%) of it.", FigureKind.PERCENTAGE, "50%"),
        ("Interest is 1.5% per month.", FigureKind.PERCENTAGE, "1.5%"),
        ("The limit is NZ$500.", FigureKind.AMOUNT, "NZD 500"),
        ("The price is 1 500,00 € in all.", FigureKind.AMOUNT, "EUR 1500"),
        ("It costs 1.500,00 Euro.", FigureKind.AMOUNT, "EUR 1500"),
        ("Keep it for one-hundred-and-twenty days.", FigureKind.DURATION, "P120D"),
        ("Hold twenty-five per cent of it back.", FigureKind.PERCENTAGE, "25%"),
        ("It ends on 3 June 2026.", FigureKind.DATE, "2026-06-03"),
    ],
)
def test_normal_forms(words: str, kind: FigureKind, value: str) -> None:
    figures = analyse(f"# Widget Agreement\n\n1. Scope. {words}".encode(), "figures.md").figures
    assert [(figure.kind, figure.value) for figure in figures] == [(kind, value)]


@pytest.mark.parametrize(
    ("title", "words", "value"),
    [
        ("Allgemeine Bedingungen für die Nutzung", "Die Frist beträgt dreißig (30) Tage.", "P30D"),
        ("Allgemeine Bedingungen für die Nutzung", "Der Vertrag läuft drei Monate.", "P3M"),
        ("Conditions générales pour les utilisateurs", "Le délai est de quinze jours.", "P15D"),
        ("Condiciones de uso para los usuarios", "El contrato dura dos años.", "P2Y"),
        ("Condizioni per gli utenti del servizio", "Il contratto dura dodici mesi.", "P12M"),
        ("Voorwaarden voor de gebruikers van de dienst", "De termijn is zestig (60) dagen.", "P60D"),
        ("Termos de uso para os usuários do serviço", "O prazo é de três semanas.", "P3W"),
    ],
)
def test_durations_in_words_of_other_languages(title: str, words: str, value: str) -> None:
    figures = analyse(f"# {title}\n\n1. {words}".encode(), "figures.md").figures
    assert [figure.value for figure in figures] == [value]


def test_numbers_that_are_no_figures() -> None:
    text = "# Widget Agreement\n\n1. Scope. See Section 30, Widget No. 12345 and version 2.1. Pay $1,5,5 or $1.5.5."
    assert [f.value for f in analyse(text.encode(), "figures.md").figures] == []
