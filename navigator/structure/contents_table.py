"""Tables of contents: lists of the headings that come later. They are left out, never read as provisions."""

from __future__ import annotations

import re
from bisect import bisect_right

from navigator.structure.units import Draft, Role, Unit

_HEADING = re.compile(
    r"^\W*(?:table of contents|contents|in this (?:document|agreement|policy)|on this page|quick links|index|"
    r"inhalt(?:sverzeichnis)?|"
    r"sommaire|table des matières|índice|contenido|conteúdo|sumário|sommario|indice|inhoud(?:sopgave)?|目次|目录|"
    r"目錄|목차|"
    r"(?:auf dieser|inhalt der) seite|inhaltsübersicht|sur cette page|en esta página|nesta página|in questa pagina|"
    r"op deze pagina|in this article|jump to(?: section)?|page contents|spis treści|innehåll|المحتويات|"
    r"جدول المحتويات)\W*$",
    re.IGNORECASE,
)
# "Clause                    Page": what the columns of the list are
_COLUMNS = re.compile(
    r"(?:clause|section|article|schedule|heading|item)s?(?: no\.?)?\s+page(?: no\.?)?|page", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"(?<!\d)\d{1,3}\Z")
_BARE_PAGE = re.compile(r"(?<=\S)\s+\d{1,3}\s*\Z")
_DOTS = ".…·_"
_FEWEST_DOTS = 3
_LETTERS = re.compile(r"\w+")
# "3. Fees and …", "Article IV Term": the number and first words of a paragraph, which may be its heading
_NUMBERED = re.compile(
    r"\s*(?:(?:Arti[^\W\d]++|Art\.|Section|§+|Cl[aá]u[^\W\d]++|Chapter|Kapitel|Abschnitt|Schedule|"
    r"Annex)\s*)?[\dIVX]+(?:\.\d+)*[.):]?\s+[^.]{2,80}"
)
_NUMBER = re.compile(r"^\W*[\dA-Z]{1,3}(?:\.\d+)*[.)]\s+")
# "3. 2. Fees": the counter of a list before the number that it prints
_COUNTED = re.compile(r"\d{1,3}\.\s+(?=(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s)")
_LEADING = re.compile(r"\W*((?:\d{1,3}|[A-Z])(?:\.\d{1,3})*)")  # "2.1" of "2.1 Store Owner"
REASON = "table of contents"
_LEAST = 3
_LONGEST = 24
_LONGEST_NAME = 6
"""Words of the longest heading of a table of contents, with room to spare."""


def find_contents_tables(draft: Draft) -> None:
    """Leave out each run of three or more lines that repeat, in order, headings that come later. Links into the page
    that match no heading count only under a heading "Contents" or before the first paragraph."""
    units = draft.units
    _leave_out_marked(units)
    keys = [_key(unit.text) if unit.role is Role.BODY and unit.words <= _LONGEST else "" for unit in units]
    headings = _headings(units, keys)
    _without_bare_pages(units, keys, headings)
    prose = next(
        (i for i, u in enumerate(units) if u.role is Role.BODY and u.words > 25 and u.linked < 0.5), len(units)
    )
    at = 0
    while at < len(units):
        unit = units[at]
        body = unit.role is Role.BODY
        named = body and unit.words <= _LONGEST_NAME and _HEADING.match(unit.text) is not None
        heads = [at] if named else []
        if named and at + 1 < len(units) and _COLUMNS.fullmatch(units[at + 1].text):
            heads.append(at + 1)
        start = at + len(heads)
        short = body and 0 < unit.words <= _LONGEST
        if not named and not (short and (at < prose or keys[at] in headings)):
            at += 1  # as most lines are: no entry begins here
            continue
        end, entries = _run(units, keys, start, headings, loose=named or start < prose, named=named)
        if len(entries) >= _LEAST:
            for place in heads + entries:
                units[place].leave_out(REASON)
        at = max(end, at + 1)


def _without_bare_pages(units: list[Unit], keys: list[str], headings: dict[str, list[int]]) -> None:
    """Take the page number off the keys of lines that close with one and no leader, where the rest is a heading further
    down: "3. Fees 12" before "3. Fees"."""
    for place, unit in enumerate(units):
        if keys[place][-1:].isdigit() and _first_after(headings.get(keys[place]), place) is None:
            bare = _key(_BARE_PAGE.sub("", unit.text))
            if _first_after(headings.get(bare), place) is not None:
                keys[place] = bare


def _leave_out_marked(units: list[Unit]) -> None:
    """Leave out what the source itself marks as its table of contents, as word processors and pages do."""
    for place, unit in enumerate(units):
        if "toc" in unit.source.containers and unit.role is Role.BODY:
            before = units[place - 1] if place else unit
            if before.role is Role.BODY and _HEADING.match(before.text):
                before.leave_out(REASON)
            unit.leave_out(REASON)


def _run(
    units: list[Unit], keys: list[str], start: int, headings: dict[str, list[int]], *, loose: bool, named: bool
) -> tuple[int, list[int]]:
    """The places of the entries from a place on, and where they end. Each repeats a heading further down than the one
    before. Under a heading "Contents" (`named`) they may be set as headings themselves."""
    entries: list[int] = []
    last = start
    at = start
    while at < len(units):
        unit = units[at]
        if unit.role is Role.RULE or unit.role is Role.LEFT_OUT:
            at += 1
            continue
        if unit.role is not Role.BODY or not unit.words or unit.words > _LONGEST:
            break
        if unit.is_heading_block and not named:
            break
        target = _first_after(headings.get(keys[at]), max(last, at + 1))
        if target is not None:
            last = target
        elif unit.is_heading_block or not (
            loose and (_links_into_page(unit) or (named and _pages_on(unit, entries, units)))
        ):
            break
        entries.append(at)
        at += 1
    repeated = [_first_after(headings.get(keys[entry]), entry) for entry in entries]
    if entries and entries[-1] >= min((place for place in repeated if place is not None), default=len(units)):
        return at, []  # the lines run into the headings they repeat: that is the agreement itself
    real = sum(1 for entry in entries if keys[entry] in headings)
    return at, entries if loose or real >= _LEAST else []


def _pages_on(unit: Unit, entries: list[int], units: list[Unit]) -> bool:
    """Whether an entry that repeats no heading word for word is one by its page: not before that of the entry above."""
    above = _BARE_PAGE.search(units[entries[-1]].text) if len(entries) >= _LEAST else None
    own = _BARE_PAGE.search(unit.text) if above is not None else None
    return own is not None and above is not None and int(own.group()) >= int(above.group())


def _first_after(places: list[int] | None, least: int) -> int | None:
    """The first of some places in order that is greater than `least`."""
    at = bisect_right(places, least) if places else 0
    return places[at] if places and at < len(places) else None


def _links_into_page(unit: Unit) -> bool:
    inside = [run.href for run in unit.source.all_runs() if run.href]
    all_linked = unit.words * (1 - unit.linked) < 1.5  # all but its number
    return all_linked and bool(inside) and all("#" in href for href in inside)


def _headings(units: list[Unit], keys: list[str]) -> dict[str, list[int]]:
    """Places of every line that could be a heading, by its words; of a numbered paragraph its first words count."""
    found: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        if unit.role is not Role.BODY or not unit.words:
            continue
        numbered = _NUMBERED.match(unit.text)
        if unit.is_heading_block or (unit.words <= 20 and (unit.bold or numbered) and _stands_over_text(units, place)):
            own = keys[place] or _key(unit.text)
            found.setdefault(own, []).append(place)
            bare = _key(_NUMBER.sub("", unit.text))
            if bare != own:
                found.setdefault(bare, []).append(place)
        if numbered and (unit.words > 20 or unit.text.startswith(". ", numbered.end())):  # "3.2 Fees. Fees are …"
            found.setdefault(_key(numbered.group()), []).append(place)
    return found


def _stands_over_text(units: list[Unit], place: int) -> bool:
    """Whether a short line has text or a heading after it; an entry of a table of contents has the next entry."""
    after = next((u for u in units[place + 1 : place + 4] if u.role is Role.BODY and u.words), None)
    if after is None:
        return False
    own, next_one = _LEADING.match(units[place].text), _LEADING.match(after.text)
    below = own and next_one and next_one[1].startswith((f"{own[1]}.", f"{own[1]}("))
    titled = units[place].text[-1:].isalnum() and _NUMBERED.match(units[place].text) and after.text[-1] in ".:;。："
    return after.words > 12 or after.is_heading_block or bool(below) or bool(titled)


def _key(text: str) -> str:
    """Letters and digits of a line without its page number: '1.  Definitions ..... 4' -> '1 definitions'."""
    text = _without_page(text)
    if text[:1].isdigit():
        text = _COUNTED.sub("", text)
    return " ".join(_LETTERS.findall(text.lower()))


def _without_page(text: str) -> str:
    """A line without the page number that closes it after dots or a tab."""
    whole = text.rstrip()
    page = _PAGE_NUMBER.search(whole, max(0, len(whole) - 4)) if whole[-1:].isdigit() else None
    if page is None:
        return text
    at = page.start()
    while at and (text[at - 1] in _DOTS or text[at - 1].isspace()):
        at -= 1
    return text[:at] if page.start() - at >= _FEWEST_DOTS or text[page.start() - 1] == "\t" else text
