"""The date of a version: "Last updated: 14 March 2025", in words of eight languages."""

from __future__ import annotations

import re
from datetime import date

from navigator.model.text import Span
from navigator.structure.units import Draft, Role

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_MONTH = {name: place for row in _MONTHS.values() for place, name in enumerate(row.split(), 1)}
_MONTH |= {name[:3]: place for place, name in enumerate(_MONTHS["en"].split(), 1)} | {"sept": 9, "jänner": 1}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DATE = re.compile(
    rf"(?P<mdy>(?P<m1>{_NAMES})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}}))"
    rf"|(?P<dmy>(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?\s*(?:de\s+|of\s+|"
    rf"day of\s+)?(?P<m2>{_NAMES})\.?,?\s+(?:de\s+|del\s+)?(?P<y2>\d{{4}}))"
    r"|(?P<iso>(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?!\d))"
    r"|(?P<num>(?P<a4>\d{1,2})[./-](?P<b4>\d{1,2})[./-](?P<y4>\d{4}))"
    r"|(?P<ja>(?P<y5>\d{4})\s*年\s*(?P<m5>\d{1,2})\s*月\s*(?P<d5>\d{1,2})\s*日)",
    re.IGNORECASE,
)
# What is said of the date, the strongest first. "Last updated: …", "Stand: …", "Dernière mise à jour : …"
_LABELS = (
    re.compile(
        r"last (?:updated|modified|revised|changed)|(?:date|most recent) (?:of )?(?:last )?(?:update|revision)|"
        r"updated(?: on)?|revised(?: on)?|"
        r"mise à jour|dernière modification|zuletzt (?:aktualisiert|geändert)|letzte (?:änderung|aktualisierung)|"
        r"\bstand\b|fassung vom|"
        r"última (?:actualización|atualização|modificación|revisão)|ultimo aggiornamento|ultima modifica|"
        r"laatst (?:bijgewerkt|gewijzigd)|"
        r"最終更新|改定|改訂",
        re.IGNORECASE,
    ),
    re.compile(
        r"effective|version|as of|in force|dated|posted|published|en vigueur|gültig ab|in kraft|vigente|vigencia|"
        r"em vigor|vigência|in vigore|"
        r"ingangsdatum|van kracht|施行|制定|発効",
        re.IGNORECASE,
    ),
)
_FRONT, _BACK = 30, 8


def parse_date(found: re.Match[str], *, month_first: bool = False) -> date | None:
    """The date of a match of the date pattern, or None where there is no such day. Pure numbers are read day first
    unless `month_first`; where only one order is possible, that one."""
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
        if second > 12 or (month_first and first <= 12):
            first, second = second, first
        return date(year, second, first)
    except (ValueError, KeyError):
        return None


def find_date(draft: Draft) -> None:
    """Set the version's date from the first or last lines of the agreement that say what their date is."""
    living = draft.living()
    for label in _LABELS:
        for place in living[:_FRONT] + living[-_BACK:]:
            unit = draft.units[place]
            said = label.search(unit.text)
            if unit.role is Role.TITLE or said is None or unit.words > 80:
                continue
            for found in _DATE.finditer(unit.text):
                near = found.start() - said.end() if found.start() >= said.end() else said.start() - found.end()
                when = parse_date(found)
                if when is not None and near <= 60:
                    draft.last_updated = when
                    draft.last_updated_span = Span(unit.span.start + found.start(), unit.span.start + found.end())
                    return
