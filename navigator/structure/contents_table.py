"""Tables of contents: lists of the headings that come later. They are left out, never read as provisions."""

from __future__ import annotations

import re

from navigator.structure.units import Draft, Role, Unit

_HEADING = re.compile(
    r"^\W*(?:table of contents|contents|in this (?:document|agreement|policy)|on this page|quick links|index|inhalt(?:sverzeichnis)?|"
    r"sommaire|table des matières|índice|contenido|conteúdo|sumário|sommario|indice|inhoud(?:sopgave)?|目次)\W*$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"[\s.…·_]*\d{0,3}\s*$")
REASON = "table of contents"
_LEAST = 3


def find_contents_tables(draft: Draft) -> None:
    """Leave out each run of three or more lines that are links into the page or repeat headings that come later."""
    units = draft.units
    later = _last_places(units)
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and _is_entry(units[end], end, later):
            end += 1
        entries = [u for u in units[at:end] if u.role is Role.BODY]
        if len(entries) >= _LEAST:
            for unit in entries:
                unit.leave_out(REASON)
            before = next((u for u in reversed(units[:at]) if u.role is not Role.RULE and u.role is not Role.LEFT_OUT), None)
            if before is not None and before.role is Role.BODY and _HEADING.match(before.text):
                before.leave_out(REASON)
        at = max(end, at + 1)


def _is_entry(unit: Unit, place: int, later: dict[str, int]) -> bool:
    if unit.role is Role.RULE:
        return False
    if unit.role is not Role.BODY or unit.words > 20 or not unit.words:
        return False
    inside = [run.href for run in unit.source.all_runs() if run.href]
    own_section = unit.is_heading_block and unit.linked > 0.8
    if unit.linked >= 0.9 and inside and all("#" in href for href in inside) and not own_section:
        return True
    return not unit.is_heading_block and later.get(_key(unit.text), -1) > place + 2


def _last_places(units: list[Unit]) -> dict[str, int]:
    """Last place of each short line, and of the opening words of each longer one up to its first full stop."""
    found: dict[str, int] = {}
    for place, unit in enumerate(units):
        if unit.role is Role.BODY and unit.words:
            found[_key(unit.text if unit.words <= 20 else unit.text.split(". ", 1)[0])] = place
            if unit.words > 20:
                head = re.match(r"\s*(?:\d+\.)+\s*[^.]{2,80}\.", unit.text)
                if head:
                    found[_key(head.group())] = place
    return found


def _key(text: str) -> str:
    """Letters and digits of a line without its page number: '1.  Definitions ..... 4' -> '1 definitions'."""
    return " ".join(re.findall(r"\w+", _PAGE_NUMBER.sub("", text).lower() if re.search(r"[.…·_]{3,}\s*\d+\s*$", text) else text.lower()))
