"""Main-content detection: the agreement inside a saved page, and the menus, banners and footers around it.

Nothing is dropped: what lies outside is left out with its reason and stays in the report. Where in doubt a block is
kept, since a reader can skip a stray menu line but cannot miss a clause that is not shown.
"""

from __future__ import annotations

import re
from itertools import islice

from navigator.model.text import BlockKind
from navigator.structure.numbering import parse_numeral
from navigator.structure.page_parts import surrounds, tail
from navigator.structure.titles import looks_like_title
from navigator.structure.units import Draft, Role, Unit

_KINDS = re.compile(
    r"\b(?:terms|agreement|polic(?:y|ies)|conditions|addendum|licen[cs]e|contract|notice|guidelines|rules|"
    r"statement|eula|dpa|"
    r"contrat|politique|charte|mentions|cgu|cgv|bedingungen|nutzungsbedingungen|agb|vertrag|"
    r"datenschutz|richtlinien?|"
    r"términos|condiciones|contrato|política|termos|condições|termini|condizioni|contratto|informativa|"
    r"voorwaarden|overeenkomst|beleid)\w*"
    r"|(?:bedingungen|vertrag|vereinbarung|erklärung|voorwaarden|overeenkomst)\b|"
    r"\b(?:lease|deed|memorandum|undertaking|waiver|charter|code|guarantee|bylaws|statute|warrant)\b|規約|契約|"
    r"ポリシー|条項|协议|協議|条款|條款|合同|政策|약관|계약|방침|규정|regulamin|umow[ay]|соглашение|договор|оферта|"
    r"политика|условия|smlouv|podmínk|avtal|villkor|vilkår|sözleşme|điều khoản|hợp đồng|perjanjian|ketentuan",
    re.IGNORECASE,
)
_PAGE_CONTROL = re.compile(
    r"^\W*(?:print(?: this page)?|back to (?:the )?top|top|skip to (?:main )?content|share|close|menu|fermer.*|"
    r"nach oben|drucken|haut de page|zurück nach oben|retour en haut|"
    r"volver arriba|torna su|ページ(?:の)?(?:トップ|先頭)(?:へ|に)?(?:戻る)?|download pdf|expand all|collapse all|"
    r"was this (?:page|article|information|content) (?:helpful|useful)|war dies(?:er artikel|e seite) hilfreich)\W*$",
    re.IGNORECASE,
)
# "© Larch Ltd", "(c) 2024 Larch Ltd", "(c) Larch Ltd 2024", but not the last item "(c) the keys of the shed."
_COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)\s+(?:copyright\b|(?-i:(?:[A-Z]\S*\s+){0,6})(?:19|20)\d{2}\b)|copyright\b|all rights reserved)"
    r"|©\s*\d{4}",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:accept|consent|agree|settings|preferences|(?:zu)?stimm\w*|akzeptier\w*|einwillig\w*|consent\w*|accepte\w*|refuser|"
    r"acepta\w*|configura\w*|aceita\w*|accett\w*|akkoord|zgod\w*|akceptuj\w*)\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(r"\b(?:accept|reject) (?:all )?cookies\b", re.IGNORECASE)
_BROKEN_LINK = re.compile(r"\]\((?:https?:|javascript:|/|#)[^)\s]*")
_OUTSIDE = {
    "nav": "site navigation",
    "header": "page header",
    "footer": "page footer",
    "aside": "side bar of the page",
    "form": "form of the page",
}

_LONGEST_CONTENTS = 2000
"""Entries of the longest table of contents between a title and its text."""
_MARK = re.compile(r"(?:EXHIBIT|EX[-.]|EXECUTION|CONFIDENTIAL|DRAFT)\b", re.IGNORECASE)
_AHEAD, _TITLE_WORDS = 3, 10

BEFORE = "site navigation before the agreement"
AFTER = "site navigation after the agreement"
_BARE = frozenset({"application/akn+xml"})
"""Formats that hold the document and nothing of a page around it."""


def find_content(draft: Draft) -> None:
    """Leave out what surrounds the agreement; set the title where a title heading is found."""
    units = draft.units
    for unit in units:
        for container in unit.source.containers:
            if container in _OUTSIDE:
                unit.leave_out(_OUTSIDE[container])
    _leave_out_rows(units)
    start = _find_start(draft)
    if draft.text.source.media_type in _BARE:
        return
    menu = any(
        u.linked >= 0.5 or _BROKEN_LINK.search(u.text) or _PAGE_CONTROL.match(u.text)
        for u in units[:start]
        if u.role is not Role.LEFT_OUT  # what the page itself marks as its menu says nothing of the rest
    )
    for unit in units[:start]:
        if unit.role is not Role.LEFT_OUT and menu:
            unit.leave_out(BEFORE)
    _leave_out_menus(units, start)
    for find in (tail, _find_end):
        for unit in units[find(units, start) :]:
            if unit.role is not Role.LEFT_OUT:
                unit.leave_out(AFTER)
    _leave_out_controls(units)


def _leave_out_controls(units: list[Unit]) -> None:
    for unit in units:
        if unit.role is Role.BODY and unit.words <= 6 and _PAGE_CONTROL.match(_BROKEN_LINK.sub("", unit.text)):
            unit.leave_out("control of the page")


def _leave_out_rows(units: list[Unit]) -> None:
    """Trails, rows of controls and choices of a language before the first paragraph."""
    for unit in units:
        if _prose(unit):
            return
        reason = surrounds(unit)
        if reason is not None:
            unit.leave_out(reason)


def _leave_out_menus(units: list[Unit], start: int) -> None:
    """Link lists between the title and the first paragraph: languages, tabs and tools of a wiki page."""
    end = next((i for i in range(start + 1, len(units)) if _prose(units[i]) and units[i].words > 25), len(units))
    between = [u for u in units[start + 1 : end] if u.role is Role.BODY]
    linked = {
        u for u in between if u.linked >= 0.8 and not all("#" in (run.href or "#") for run in u.source.all_runs())
    }
    if len(linked) >= 6:
        for unit in between:
            if unit in linked or (unit.words <= 4 and not unit.is_heading_block and not unit.bold):
                unit.leave_out(BEFORE)


def _free(unit: Unit) -> float:
    """Words of a unit that are not links."""
    return 0.0 if "](" in unit.text and _BROKEN_LINK.search(unit.text) else unit.words * (1 - unit.linked)


def _prose(unit: Unit) -> float:
    """The words of a unit that only the agreement itself would have: a paragraph of sentences, or a table; else 0."""
    if unit.words < 8 or unit.role is Role.LEFT_OUT or unit.is_heading_block:
        return 0.0
    free = _free(unit)
    if unit.kind is BlockKind.TABLE:
        return free if free >= 8 else 0.0
    return free if free >= 12 and unit.linked < 0.5 and not _asks_for_cookies(unit.text) else 0.0


def _asks_for_cookies(text: str) -> bool:
    """ "We use cookies … your consent", "Reject all cookies"."""
    named = _COOKIES.search(text) if "ookie" in text else None
    return named is not None and (_ASKED.search(text, named.end()) is not None or _BUTTON.search(text) is not None)


def _find_start(draft: Draft) -> int:
    """Index of the title, or of the first unit of the agreement where it has no title of its own."""
    units = draft.units
    total = sum(map(_prose, units)) or 1.0
    best: tuple[float, int] | None = None
    before = under = 0.0  # words of text before a place, and before the best title so far
    for place, unit in enumerate(units):
        if before > 0.12 * total and before > 150:
            break
        score = _title_score(units, place, short=total < 300)
        section = best is not None and before > under and score > best[0] and _is_section(units, best[1], place)
        if score > 0 and (best is None or (score > best[0] and not section)):
            best, under = (score, place), before
        before += _prose(unit)
    if best is None:
        best = _named_above(units)
    if best is not None:
        title = units[best[1]]
        if _keeps_lead(units, best[1]):
            first = next(i for i, u in enumerate(units) if _prose(u))
            return _with_headings(units, first)
        title.role = Role.TITLE
        draft.title, draft.title_span = title.text, title.span
        return best[1]
    first = next((i for i, u in enumerate(units) if _prose(u)), 0)
    return _with_headings(units, first)


def _named_above(units: list[Unit]) -> tuple[float, int] | None:
    """The first line of a text without headings, where it is set as a title over text: "**HIRE OF A BOAT**"."""
    shown = [i for i, unit in enumerate(units) if unit.role is Role.BODY and unit.words][:_AHEAD]
    if len(shown) < _AHEAD or any(unit.is_heading_block for unit in units):
        return None
    first, after = units[shown[0]], units[shown[1]]
    set_apart = first.bold or (first.source.align == "center" and first.text.isupper())
    named = (
        first.kind is BlockKind.PARAGRAPH and set_apart and first.text[-1:].isalnum() and first.words <= _TITLE_WORDS
    )
    if not named or _MARK.match(first.text) or parse_numeral(first.text, heading=True):
        return None
    return (1.0, shown[0]) if parse_numeral(after.text) or _prose(after) else None


def _is_section(units: list[Unit], title: int, place: int) -> bool:
    """Whether a heading like "Terms", with text between, is one of several below the main heading of the page."""
    main, unit = units[title], units[place]
    if not (main.is_heading_block and main.source.level == 1 and unit.is_heading_block and unit.source.level > 1):
        return False
    later = (units[i] for i in range(place + 1, len(units)) if units[i].is_heading_block)
    return any(other.source.level == unit.source.level for other in later)


def _keeps_lead(units: list[Unit], title: int) -> bool:
    """Whether more than a banner stands before the heading that looks like a title."""
    lead = sum(map(_prose, units[:title]))
    return lead > 150 and not any(u.linked > 0.5 for u in units[:title] if u.role is not Role.LEFT_OUT)


def _with_headings(units: list[Unit], first: int) -> int:
    """Step back over the headings and short lines that belong to the first paragraph; menus stop it."""
    at = first
    while at > 0:
        unit = units[at - 1]
        if (
            unit.role is Role.LEFT_OUT
            or unit.linked >= 0.5
            or _BROKEN_LINK.search(unit.text)
            or _asks_for_cookies(unit.text)
        ):
            break
        if _PAGE_CONTROL.match(unit.text) or unit.kind is BlockKind.LIST_ITEM:
            break
        at -= 1
    return at


def _title_score(units: list[Unit], place: int, *, short: bool) -> float:
    """How much a unit looks like the title of an agreement that follows it; 0: not at all. Under the title of a `short`
    text every line counts as following, not only full paragraphs."""
    unit = units[place]
    if unit.role is not Role.BODY or unit.words > 20 or not unit.words or parse_numeral(unit.text, heading=True):
        return 0.0
    level = unit.source.level if unit.is_heading_block else 0
    lone = (
        unit.kind is BlockKind.PARAGRAPH
        and (unit.bold or unit.source.align == "center")
        and place < 8
        and not unit.text.endswith((":", ".", ","))
    )
    plain_title = place < 4 and unit.words <= 8 and unit.text[-1:].isalnum() and looks_like_title(unit.text)
    if not level and not lone and not (plain_title and _KINDS.search(unit.text)):
        return 0.0
    following, headings = 0.0, 0
    below = (units[at] for at in range(place + 1, min(len(units), place + _LONGEST_CONTENTS)))
    for later in islice((unit for unit in below if "toc" not in unit.source.containers), 39):
        if _prose(later) or (short and not later.is_heading_block):
            following += _free(later)
        if following >= (5 if short else 60):
            break
        if later.is_heading_block and later.linked < 0.5 and later.source.level <= (level or 1):
            headings += 1
    if following < (5 if short else 60) or headings > 2:
        return 0.0
    named = 2.0 if _KINDS.search(unit.text) else 0.0
    rank = {1: 2.5, 2: 1.0}.get(level, 0.4 if level else 0.8)
    return max(
        0.0,
        named + rank + (0.2 if looks_like_title(unit.text) else 0.0) - 0.004 * place if named or level == 1 else 0.0,
    )


def _find_end(units: list[Unit], start: int) -> int:
    """Index of the first unit after the agreement. The tail is cut only where it plainly is a page footer: several
    link lines, or a copyright line."""
    at = len(units)
    links = marks = 0
    cut = at
    while at > start + 1:
        unit = units[at - 1]
        footer_line = (
            unit.words <= 12 and not re.search(r"[.;!?]$", unit.text) and not re.match(r"\W*\d+[.)]", unit.text)
        )
        if unit.role is Role.LEFT_OUT or unit.kind is BlockKind.RULE:
            pass
        elif _COPYRIGHT.search(unit.text) and unit.words <= 30:
            marks += 1
            cut = at - 1
        elif (unit.linked >= 0.5 and "mailto:" not in _targets(unit)) or _BROKEN_LINK.search(unit.text):
            links += max(1, len({run.href for run in unit.source.all_runs() if run.href}))
            cut = at - 1
        elif not (footer_line and (links or marks)) or "@" in unit.text:
            break
        elif unit.is_heading_block or unit.kind is BlockKind.LIST_ITEM:
            cut = at - 1
        at -= 1
    led_in = at > start + 1 and units[at - 1].text.endswith(":")  # "Please read these documents, too:"
    if not marks and (links < 3 or led_in):
        return len(units)
    while cut > start + 1 and (units[cut - 1].is_heading_block or units[cut - 1].kind is BlockKind.RULE):
        cut -= 1  # a heading over nothing but the footer belongs to the footer
    return cut


def _targets(unit: Unit) -> str:
    return " ".join(run.href or "" for run in unit.source.all_runs())
