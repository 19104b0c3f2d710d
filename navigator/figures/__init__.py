"""Figures in binding text: durations, amounts, percentages and dates, each with its normal form.

within thirty (30) days -> P30D       the TWELVE (12) MONTH PERIOD -> P12M      two hundred thousand dollars ($200,000
USD) -> USD 200000      1.5% -> 1.5%      February 14, 2023 -> 2023-02-14
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from navigator.model.agreement import Agreement, Provision
from navigator.model.dates import find_dates, parse_date
from navigator.model.figures import Figure, FigureKind
from navigator.model.numbers import NUMBER_WORDS, SPELLED, foreign_numbers, spelled_value
from navigator.model.text import Span, small

# ISO 8601 designator -> words for the unit, in the languages of the reader
_UNITS = {
    "TM": "minute minutes minuten",
    "TH": "hour hours heure heures stunde stunden hora horas ora ore uur uren",
    "D": "day days jour jours tag tage tagen día días dia dias giorno giorni dag dagen",
    "W": "week weeks semaine semaines woche wochen semana semanas settimana settimane weken",
    "M": "month months mois monat monate monaten mes meses mese mesi mês maand maanden",
    "Q": "quarter quarters trimestre trimestres quartal",
    "Y": "year years an ans année années jahr jahre jahren año años anno anni ano anos jaar",
}
_DESIGNATOR = {word: designator for designator, words in _UNITS.items() for word in words.split()}
_UNIT = "|".join(sorted(_DESIGNATOR, key=len, reverse=True))
_QUALITY = (
    r"(?:(?:consecutive|calendar|business|working|full|further|additional|more|or more|jours?|ouvrés?|ouvrables?|"
    r"werk|kalender|arbeits|geschäfts|bankarbeits)[- ]?)*"
)
_DURATION = re.compile(
    rf"(?<![\w.,$€£])(?:(?P<spelled>{SPELLED})\s*(?:\(\s*(?P<figure>\d{{1,4}})\s*\))?|(?P<digits>\d{{1,4}}(?:\.\d+)?))"
    rf"[\s-]*{_QUALITY}\s*(?P<unit>{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"a (?:(?<=\bfor a )|(?<=\bwithin a )|(?<=\bafter a )|(?<=\bleast a ))(?:full |calendar )?"
    r"(?P<unit>year|month|week|quarter)\b(?!\s*\()",
    re.IGNORECASE,
)
"""`We keep it for a year`"""
_EACH = re.compile(r"\b(?:each|every|per)\s+(?P<unit>day|week|month|quarter|year)\b", re.IGNORECASE)
_PERIODS = ("day", "week", "month", "quarter", "year")
# The units that may follow a number in English words; "six" is French too
_SPELLED_UNIT = re.compile(
    "percent|per cent|day|month|year|hour|week|minut|quarter|jour|mois|six an|heur|semain|trimest"
)
_TELLING = frozenset(NUMBER_WORDS) | {"hundred", "thousand"} | {"each", "every", "per"}
_DIGITS = re.compile(r"\d+")
# Where a number in words may begin, in small letters; "a hundred" begins before its first word of number
_SPELLED_BEGIN = re.compile(
    "|".join(sorted({*NUMBER_WORDS, "hundred", "thousand", "million", "billion"}, reverse=True))
)
_ARTICLE = re.compile(r"\ban? \Z", re.IGNORECASE)
_SCALED = frozenset({"hundred", "thousand", "million"})
_RATE = re.compile(r"(?:%|percent|per cent)\s*\Z", re.IGNORECASE)
_CURRENCIES = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "SG$": "SGD",
    "MX$": "MXN",
    "R$": "BRL",
}
_CODES = "USD|EUR|GBP|JPY|AUD|CAD|BRL|CHF|INR|SGD|CNY|HKD|NZD|SEK|NOK|DKK|MXN|ZAR|KRW"
_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
"""`1 500,00`: groups of three with spaces between them."""
# "200,000", "200.000", "2,00,000" as in India
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_LONGEST_NUMBER = 18
_NAMES = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "franc": "CHF", "rupee": "INR"}
_AMOUNT = re.compile(
    rf"(?P<before>\b(?:US|AU?|CA?|NZ|HK|SG?|MX|R)\$|(?<![A-Za-z])\$|[€£¥₹]|\b(?:{_CODES})\s?\$?)\s?(?P<n1>{_GROUPED}|\d[\d,.]*\d|\d)(?:\s?(?P<scale1>million|"
    rf"billion|thousand|m\b|bn\b|k\b))?"
    rf"(?:\s?(?P<code>{_CODES})\b)?"
    rf"|(?<![\w.,])(?P<n2>{_GROUPED}|\d[\d,.]*\d|\d)\s?(?P<scale2>million|billion|thousand)?\s?(?P<after>€|£|"
    rf"\b(?:{_CODES})\b|(?:U\.?S\.? )?dollars?\b|[Ee]uros?\b|Swiss francs?\b|pounds?(?: sterling)?\b|yen\b)",
)
_MONEY = (*"$€£¥₹", "Euro", *_CODES.split("|"), *_NAMES)  # one of these in every amount
_PARTS = ("%", "cent", "prozent", "ciento")
_PERCENT = re.compile(
    r"(?P<n>\d(?<![\w.,]\d)\d{0,2}(?:[.,]\d+)?)\s?(?:%|percent\b|per cent\b|pour cent\b|prozent\b|por ciento\b)",
    re.IGNORECASE,
)
_SPELLED_PERCENT = re.compile(rf"\b(?P<n>{SPELLED})\s+per\s?cent\b(?!\s*\()", re.IGNORECASE)
"""`Fifteen percent of the price`, without the figure in brackets that usually follows."""
_SCALE = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "billion": 10**9, "bn": 10**9}


def find_figures(agreement: Agreement) -> tuple[Figure, ...]:
    """Every figure in the binding text of every provision, in reading order."""
    found: list[Figure] = []
    for provision in agreement.provisions:
        for piece in provision.body:
            found += sorted(
                _in_text(agreement, provision, piece.span), key=lambda figure: (figure.span.start, figure.span.end)
            )
    return tuple(found)


def _in_text(agreement: Agreement, provision: Provision, span: Span) -> Iterator[Figure]:
    text = agreement.text.at(span)

    def figure(kind: FigureKind, match: re.Match[str], value: str) -> Figure:
        where = Span(span.start + match.start(), span.start + match.end())
        return Figure(provision.id, kind, where, " ".join(match.group().split()), value)

    # Most paragraphs hold no figure: their words tell that faster than the patterns do.
    lower = small(text)
    digits = [found.start() for found in _DIGITS.finditer(text)]
    spelled = _spelled_abroad(text, agreement.language)
    for found in spelled:
        yield figure(FigureKind.DURATION, found, _foreign_duration(found, agreement.language))
    if not digits and (
        _SPELLED_UNIT.search(lower) is None
        or (
            _TELLING.isdisjoint(lower.replace("(", " ").replace("-", " ").split())
            and (" a " not in lower or _ONE.search(lower) is None)
        )
    ):
        return
    taken = [range(*found.span()) for found in spelled]
    for found, value in _periods(text, lower, digits):
        if not any(found.start() in each for each in taken):
            yield figure(FigureKind.DURATION, found, value)
    for found in _SPELLED_PERCENT.finditer(text) if "cent" in lower else ():
        yield figure(FigureKind.PERCENTAGE, found, f"{spelled_value(found['n'])}%")
    if not digits:
        return
    for found, value in _amounts(text):
        yield figure(FigureKind.AMOUNT, found, value)
    for found in _PERCENT.finditer(text) if any(map(lower.__contains__, _PARTS)) else ():
        yield figure(FigureKind.PERCENTAGE, found, found["n"].replace(",", ".") + "%")
    for found in find_dates(text):
        when = parse_date(found, agreement.language)
        if when is not None:
            yield figure(FigureKind.DATE, found, when.isoformat())


def _periods(text: str, lower: str, digits: list[int]) -> Iterator[tuple[re.Match[str], str]]:
    """The durations of a text with their values, "each month" among them."""
    for found in _durations(text, lower, digits):
        yield found, _duration(found)
    for found in _EACH.finditer(text) if any(map(lower.__contains__, _PERIODS)) else ():
        if not _RATE.search(text[max(0, found.start() - 10) : found.start()]):
            yield found, _iso("1", found["unit"])  # but "1.5% per month" is one figure, a rate
    for found in _ONE.finditer(text) if " a " in lower else ():
        yield found, _iso("1", found["unit"])


def _spelled_abroad(text: str, language: str) -> list[re.Match[str]]:
    """The durations whose number is a word of another language."""
    words = _foreign_durations(language)
    return list(words.finditer(text)) if words is not None else []


def _durations(text: str, lower: str, digits: list[int]) -> Iterator[re.Match[str]]:
    """The durations of a text, tried only where a number begins. `digits`: where one in figures does."""
    spelled = []
    for word in _SPELLED_BEGIN.finditer(lower):
        article = _ARTICLE.search(lower, max(0, word.start() - 3), word.start()) if word.group() in _SCALED else None
        spelled.append(article.start() if article else word.start())
    end = 0
    for start in sorted(digits + spelled):
        found = _DURATION.match(text, start) if start >= end else None
        if found is not None:
            yield found
            end = found.end()


@cache
def _foreign_durations(language: str) -> re.Pattern[str] | None:
    """Durations whose number is a word of another language; None for English."""
    numbers = foreign_numbers(language)
    if not numbers:
        return None
    words = "|".join(sorted(numbers, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<spelled>{words})\s*(?:\(\s*(?P<figure>\d{{1,4}})\s*\))?\s+{_QUALITY}(?P<unit>{_UNIT})(?!\w)",
        re.IGNORECASE,
    )


def _foreign_duration(found: re.Match[str], language: str) -> str:
    number = found["figure"] or str(foreign_numbers(language)[found["spelled"].lower()])
    return _iso(number, found["unit"])


def _duration(found: re.Match[str]) -> str:
    if found["digits"] or found["figure"]:
        return _iso(found["digits"] or found["figure"], found["unit"])
    return _iso(str(spelled_value(found["spelled"])), found["unit"])


def _iso(number: str, unit: str) -> str:
    """('30', 'days') -> 'P30D'; quarters become three months, hours 'PT24H'."""
    letter = _DESIGNATOR[unit.lower()]
    if letter == "Q":
        return f"P{float(number) * 3:g}M"
    return f"P{letter[0]}{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter}"


def _amounts(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The amounts of a text with their values."""
    for found in _AMOUNT.finditer(text) if any(map(text.__contains__, _MONEY)) else ():
        value = _amount(found)
        if value is not None:
            yield found, value


def _amount(found: re.Match[str]) -> str | None:
    """'USD 200000'; None where the digits are no number that could be meant: '$1,5,5'."""
    number = _plain_number(found["n1"] or found["n2"])
    if number is None:
        return None
    sign = (found["before"] or "").strip()
    said = (found["after"] or "").strip()
    code = found["code"] or _CURRENCIES.get(sign) or sign.strip(" $") or _CURRENCIES.get(said)
    if not code:
        code = (
            said
            if said.isupper() and len(said) == 3
            else next((c for n, c in _NAMES.items() if n in said.lower()), "USD")
        )
    value = number * _SCALE.get((found["scale1"] or found["scale2"] or "").lower(), 1)
    return f"{code} {value.normalize():f}"


def _plain_number(digits: str) -> Decimal | None:
    """'200,000', '200.000' and '2,00,000' -> 200000; '1,5' and '1.5' -> 1.5: groups of three, or of two before three as
    in India, are thousands, else decimals. None where it is neither, or longer than any sum of money."""
    digits = re.sub(r"[ \u00a0\u202f]", "", digits)
    if len(digits) > _LONGEST_NUMBER:
        return None
    point = max(digits.rfind(","), digits.rfind("."))
    whole, part = (digits, "0") if point < 0 or _THOUSANDS.fullmatch(digits) else (digits[:point], digits[point + 1 :])
    if not whole.isdecimal() and not _THOUSANDS.fullmatch(whole):
        return None
    return Decimal(f"{re.sub('[.,]', '', whole)}.{part}")
