"""Tables of contents: lists of the headings that come later. They are left out, never read as provisions."""

from __future__ import annotations

import re

from navigator.structure.units import Draft, Role, Unit

_HEADING = re.compile(
    r"^\W*(?:table of contents|contents|in this (?:document|agreement|policy)|on this page|quick links|index|"
    r"inhalt(?:sverzeichnis)?|"
    r"sommaire|table des matières|índice|contenido|conteúdo|sumário|sommario|indice|inhoud(?:sopgave)?|目次)\W*$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"(?:[.…·_\s]{3,}|\t)\d{1,3}\s*$")
REASON = "table of contents"
_LEAST = 3


def find_contents_tables(draft: Draft) -> None:
    """Leave out each run of three or more lines that repeat, in order, headings that come later. Links into the page
    that match no heading count only under a heading "Contents" or before the first paragraph."""
    units = draft.units
    _leave_out_marked(units)
    headings = _headings(units)
    prose = next(
        (i for i, u in enumerate(units) if u.role is Role.BODY and u.words > 25 and u.linked < 0.5), len(units)
    )
    at = 0
    while at < len(units):
        named = units[at].role is Role.BODY and _HEADING.match(units[at].text) is not None
        start = at + 1 if named else at
        end, entries = _run(units, start, headings, loose=named or start < prose)
        if len(entries) >= _LEAST:
            for unit in ([units[at]] if named else []) + entries:
                unit.leave_out(REASON)
        at = max(end, at + 1)


def _leave_out_marked(units: list[Unit]) -> None:
    """Leave out what the source itself marks as its table of contents, as word processors and pages do."""
    for place, unit in enumerate(units):
        if "toc" in unit.source.containers and unit.role is Role.BODY:
            before = units[place - 1] if place else unit
            if before.role is Role.BODY and _HEADING.match(before.text):
                before.leave_out(REASON)
            unit.leave_out(REASON)


def _run(units: list[Unit], start: int, headings: dict[str, list[int]], *, loose: bool) -> tuple[int, list[Unit]]:
    """The entries from a place on, and where they end. Each repeats a heading further down than the one before."""
    entries: list[Unit] = []
    last = start
    at = start
    while at < len(units):
        unit = units[at]
        if unit.role is Role.RULE or unit.role is Role.LEFT_OUT:
            at += 1
            continue
        if unit.role is not Role.BODY or not unit.words or unit.words > 24 or unit.is_heading_block:
            break
        target = next((place for place in headings.get(_key(unit.text), ()) if place > max(last, at + 1)), None)
        if target is not None:
            last = target
        elif not (loose and _links_into_page(unit)):
            break
        entries.append(unit)
        at += 1
    real = sum(1 for unit in entries if _key(unit.text) in headings)
    if entries and units.index(entries[-1]) >= min(
        (p for e in entries for p in headings.get(_key(e.text), ()) if p > units.index(e)), default=len(units)
    ):
        return at, []  # the lines run into the headings they repeat: that is the agreement itself
    return at, entries if loose or real >= _LEAST else []


def _links_into_page(unit: Unit) -> bool:
    inside = [run.href for run in unit.source.all_runs() if run.href]
    all_linked = unit.words * (1 - unit.linked) <= 1  # all but its number
    return all_linked and bool(inside) and all("#" in href for href in inside)


def _headings(units: list[Unit]) -> dict[str, list[int]]:
    """Places of every line that could be a heading, by its words; of a numbered paragraph its first words count."""
    found: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        if unit.role is not Role.BODY or not unit.words:
            continue
        numbered = re.match(r"\s*(?:(?:Article|Section)\s+)?[\dIVX]+(?:\.\d+)*[.):]?\s+[^.]{2,80}", unit.text)
        if unit.is_heading_block or (unit.words <= 20 and (unit.bold or numbered) and _stands_over_text(units, place)):
            found.setdefault(_key(unit.text), []).append(place)
            bare = _key(re.sub(r"^\W*[\dA-Z]{1,3}(?:\.\d+)*[.)]\s+", "", unit.text))
            if bare != _key(unit.text):
                found.setdefault(bare, []).append(place)
        elif numbered and unit.words > 20:
            found.setdefault(_key(numbered.group()), []).append(place)
    return found


def _stands_over_text(units: list[Unit], place: int) -> bool:
    """Whether a short line has text or a heading after it; an entry of a table of contents has the next entry."""
    after = next((u for u in units[place + 1 : place + 4] if u.role is Role.BODY and u.words), None)
    return after is not None and (after.words > 12 or after.is_heading_block)


def _key(text: str) -> str:
    """Letters and digits of a line without its page number: '1.  Definitions ..... 4' -> '1 definitions'."""
    return " ".join(re.findall(r"\w+", _PAGE_NUMBER.sub("", text).lower()))
