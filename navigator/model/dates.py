"""Dates as seventeen languages write them: "14 March 2025", "March 14, 2025", "3 juin 2025", "2025年3月14日"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_MONTH = {name: place for row in _MONTHS.values() for place, name in enumerate(row.split(), 1)}
_MONTH |= {name[:3]: place for place, name in enumerate(_MONTHS["en"].split(), 1)} | {"sept": 9, "jänner": 1}
MONTH_NAMES = frozenset(_MONTH)
"""The names of months in small letters, in the languages above."""
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
DATE = re.compile(
    rf"(?P<mdy>(?<![^\W\d_])(?P<m1>{_NAMES})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}}))"
    rf"|(?P<dmy>(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?\s*(?:de\s+|of\s+|"
    rf"day of\s+)?(?P<m2>{_NAMES})\.?,?\s+(?:de\s+|del\s+)?(?P<y2>\d{{4}}))"
    r"|(?P<iso>(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?!\d))"
    r"|(?P<num>(?P<a4>\d{1,2})[./-](?P<b4>\d{1,2})[./-](?P<y4>\d{4}))"
    r"|(?P<ja>(?P<y5>\d{4})\s*[年년]\s*(?P<m5>\d{1,2})\s*[月월]\s*(?P<d5>\d{1,2})\s*[日일])",
    re.IGNORECASE,
)


def in_words(day: date) -> str:
    """14 February 2023: unmistakable on either side of the Atlantic, whatever the machine's language."""
    return f"{day.day} {_MONTHS['en'].split()[day.month - 1].title()} {day.year}"


_YEAR = re.compile(r"(?<!\d)\d{4,8}(?!\d)")  # perhaps with the mark of a footnote behind it: "20251"
_BEFORE_YEAR, _AFTER_YEAR = 48, 24
"""How far a date reaches from the start and end of its year: "14th day of September, " and "年12月31日" with room to
spare."""


def find_dates(text: str) -> Iterator[re.Match[str]]:
    """Every date of a text, in order, as matches for `parse_date`. Each has a year of four digits, so that only the
    surroundings of such numbers are searched."""
    at = 0
    for year in _YEAR.finditer(text):
        if year.start() >= at:
            found = DATE.search(text, max(at, year.start() - _BEFORE_YEAR), year.end() + _AFTER_YEAR)
            if found is not None:
                yield found
                at = found.end()


def parse_date(found: re.Match[str], language: str) -> date | None:
    """The date of a match of the date pattern in a text of that language (BCP 47), or None where there is no such day
    or nobody can tell which one is meant: "08/12/2026" in English is August to an American and December to others. With
    dots the day comes first everywhere, and in the other languages with any sign."""
    group = found.groupdict()
    try:
        if group["mdy"]:
            return date(int(group["y1"]), _MONTH[group["m1"].lower()], int(group["d1"]))
        if group["dmy"]:
            return date(int(group["y2"]), _MONTH[group["m2"].lower()], int(group["d2"]))
        if group["iso"]:
            return date(int(group["y3"]), int(group["m3"]), int(group["d3"]))
        if group["ja"]:
            return date(int(group["y5"]), int(group["m5"]), int(group["d5"]))
        first, second, year = int(group["a4"]), int(group["b4"]), int(group["y4"])
        if second > 12:
            first, second = second, first
        elif first <= 12 and first != second and language.startswith("en") and "." not in group["num"]:
            return None
        return date(year, second, first)
    except (ValueError, KeyError):
        return None
