"""A number in words whose figure says something else: "within thirty (45) days", "two hundred thousand dollars
($20,000)", "five percent (15%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.checks.passages import binding, quoted
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.numbers import SPELLED, spelled_value
from navigator.model.text import Span

RULE = "word-and-figure"
_BOTH = re.compile(
    rf"(?<![\w.-])(?P<words>{SPELLED})(?:[ -](?:and no/100 )?(?:U\.?S\.? |United States |Canadian |Australian )?"
    r"(?P<unit>dollars|euros?|pounds(?: sterling)?|yen|percent|per cent|%))?\s?"
    r"\(\s?(?:US|A|C|R|USD|EUR|GBP|JPY)?\s?[$€£¥]?\s?(?P<figure>\d{1,3}(?:,\d{3})+|\d+)(?P<cents>\.\d+)?\s?"
    r"(?:%|percent|USD|EUR|GBP|JPY|US dollars|dollars|euros?)?\s?\)",
    re.IGNORECASE,
)

_FIGURE = re.compile(r"\(\s?[^\s()\d]{0,4}\s?\d")
_LONGEST = 120


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each number whose word and figure differ."""
    agreement = analysis.agreement
    for provision, span in binding(agreement):
        text = agreement.text.at(span)
        for found in _pairs(text):
            said, given = spelled_value(found["words"]), int(found["figure"].replace(",", ""))
            if said == given or (given <= 3 and not found["unit"] and f"({given + 1})" in text[found.end() :]):
                continue
            if found["cents"] and float(found["cents"]):
                continue  # "one and a half percent (1.5%)": the words go on before what was read
            where = Span(span.start + found.start(), span.start + found.end())
            yield Finding(
                RULE,
                Severity.ERROR,
                provision.id,
                where,
                f"{quoted(agreement, where)} says {said:,} in words and {given:,} in figures",
                "Two readings of one number; courts mostly follow the words.",
            )


def _pairs(text: str) -> Iterator[re.Match[str]]:
    """Numbers in words with their figure: looked for only before a bracket that opens on a figure."""
    at = 0
    for bracket in _FIGURE.finditer(text):
        window = _BOTH.finditer(text, max(at, bracket.start() - _LONGEST), bracket.end() + _LONGEST)
        found = next((match for match in window if match.end() > bracket.start()), None)
        if found is not None and found.start() < bracket.start():
            at = found.end()
            yield found
