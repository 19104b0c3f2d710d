"""Lines set like headings that head nothing: an address, the mark of a filing, a title page, a name with an initial."""

from __future__ import annotations

import re
from itertools import pairwise

from navigator.model.text import plain
from navigator.structure.numbering import Form
from navigator.structure.titles import CASELESS
from navigator.structure.units import Draft, Role, Unit, number_is_bold, trim

# "12 Mill Street, 3rd Floor", "Springfield, ZZ 94104": an address set line by line
_ADDRESS_LINE = re.compile(
    r"\b\d{4,6}\b|\b(?:Street|Avenue|Road|Floor|Suite|P\.? ?O\.? Box|Boulevard|Stra(?:ß|ss)e|rue|calle)\b",
    re.IGNORECASE,
)
# "EXHIBIT 10.7", "Ex-10.1(b)", "exv10w55": what a filing calls the document
_FILING_MARK = re.compile(
    r"\W*(?:EXHIBIT|EX)[\s.-]*\d{1,3}(?:\.\d{1,3})*(?:\s?\(?[A-Z]{1,2}\)?)?\W*|ex[v-]?\d+\w*", re.IGNORECASE
)
# "AS SELLER", "BY AND BETWEEN", "DATED AS OF": a title page goes on
_TITLE_PAGE = re.compile(
    r"(?:AS|AND|BY AND|BETWEEN|AMONG|DATED|MADE|FOR|TO|WITH)\b|.*\b(?:TO|THE|OF|AND|FOR|WITH|BETWEEN)$"
)
_SENTENCE_END = re.compile(r"(?:\S+\s+){4}\S.*(?:[.;:]|\band)$")
_LEAST_NUMBERS = 3
_LEAST_LISTED = 2
_FIRST = 6
"""Units at the beginning among which the title may be said once more."""
_NAME = 2
"""Words of an initial and a name."""
_SHORT = 20
"""Words of the longest line on a title page."""


def drop_false_headings(draft: Draft) -> None:
    """Turn openers that only look like headings into text."""
    units = [draft.units[i] for i in draft.living()]
    _drop_listed(units)
    _drop_lead_ins(units)
    _drop_initials(units)
    _drop_repeats(units[:_FIRST], draft.title)
    _drop_bare_numbers(units)
    bold = [_is_unnumbered(unit) or _is_house_number(unit) for unit in units]
    _drop_addresses(units, bold)
    first = next(
        (place for place, unit in enumerate(units) if unit.role is Role.OPENER and not bold[place]), len(units)
    )
    _drop_filing_marks(units[: first + 1])
    if bold and bold[-1] and units[-1].role is Role.OPENER:
        _drop(units[-1])  # "GR-0226-A" at the very end heads nothing
    numbers = sum(1 for unit in units if unit.role is Role.OPENER and unit.numeral is not None)
    if numbers >= _LEAST_NUMBERS:
        _drop_title_page(units[: first + 1], draft.title)


def _is_unnumbered(unit: Unit) -> bool:
    return unit.role is Role.OPENER and unit.numeral is None and not unit.is_heading_block and unit.body is None


def _is_house_number(unit: Unit) -> bool:
    """ "12 Mill Street": a number without a full stop."""
    bare = unit.numeral is not None and unit.text[: unit.numeral.end].strip().isdecimal()
    return bare and unit.role is Role.OPENER and unit.bold and _ADDRESS_LINE.search(unit.text) is not None


def _drop(unit: Unit) -> None:
    unit.role, unit.heading, unit.numeral, unit.numeral_span, unit.body = Role.BODY, None, None, None, None


def _drop_repeats(units: list[Unit], title: str | None) -> None:
    """ "**Terms of Use**" in bold below the title "Terms of Use" heads nothing."""
    named = plain(title or "").casefold()
    for unit in units:
        if _is_unnumbered(unit) and plain(unit.text).casefold() == named:
            _drop(unit)


def _drop_listed(units: list[Unit]) -> None:
    """ "(1) 転貸する行為", "(2) 法令に違反する行為" below a sentence, with nothing below each: the items of a list, not
    headings. In scripts with capitals only after a lead-in, "for the following:"."""
    at = 0
    while at < len(units):
        end = at + 1
        if _is_bare_item(units[at]):
            while end < len(units) and _is_bare_item(units[end]) and _is_next(units[end - 1], units[end]):
                end += 1
            if at and end - at >= _LEAST_LISTED and _leads_in(units[at - 1], units[at]):
                for unit in units[at:end]:
                    unit.heading, unit.body = None, trim(unit, unit.numeral.end if unit.numeral else 0, len(unit.text))
        at = end


def _drop_lead_ins(units: list[Unit]) -> None:
    """ "(2) Der Ausweis" over "1. ist nicht übertragbar," and "2. …": the beginning of a sentence, not a heading."""
    for unit, after in pairwise(units):
        if not _is_bare_item(unit) or unit.numeral is None or after.numeral is None or after.numeral.value != 1:
            continue
        numbered = unit.numeral.form is Form.DECIMAL and unit.numeral.bracket == "()"
        if numbered and after.numeral.key != unit.numeral.key and after.text[after.numeral.end :][:1].islower():
            unit.heading, unit.body = None, unit.heading


def _is_next(before: Unit, unit: Unit) -> bool:
    own, other = unit.numeral, before.numeral
    return own is not None and other is not None and own.key == other.key and own.value == (other.value or 0) + 1


def _is_bare_item(unit: Unit) -> bool:
    """Whether a number stands over a heading alone, in plain type."""
    numeral = unit.numeral
    return (
        unit.role is Role.OPENER
        and numeral is not None
        and numeral.device is None
        and unit.heading is not None
        and unit.body is None
        and not unit.is_heading_block
        and not unit.bold
    )


def _leads_in(before: Unit, first: Unit) -> bool:
    text = before.text.rstrip()
    if before.is_heading_block or first.numeral is None or first.numeral.value != 1:
        return False
    east_asian = CASELESS.search(first.text) is not None
    return text.endswith((":", "：")) or (east_asian and (before.body is not None or before.role is Role.BODY))


def _drop_initials(units: list[Unit]) -> None:
    """ "J. Miller" with no letter before or after it is a name; "K. Payment" after "J. Refunds" is none."""
    letters: list[tuple[Unit, str]] = []
    for unit in units:
        letter = unit.numeral.parts[0] if unit.numeral is not None and unit.role is Role.OPENER else ""
        if letter.isalpha() and not unit.is_heading_block and unit.text.startswith(f"{letter}."):
            letters.append((unit, letter))
    known = {letter for unit, letter in letters if unit.words > _NAME}
    for unit, letter in letters:
        beside = {chr(ord(letter[0]) - 1), chr(ord(letter[0]) + 1)}
        if unit.words <= _NAME and not unit.bold and len(letter) == 1 and not beside & known:
            _drop(unit)


def _drop_bare_numbers(units: list[Unit]) -> None:
    """ "12 Mill Street", "30 Days" in plain type: a number without a full stop counts only among others of its kind."""
    bare: list[tuple[Unit, int]] = []
    values: set[int] = set()
    for unit in units:
        if unit.role is Role.OPENER and unit.numeral is not None and not unit.is_heading_block:
            printed = unit.text[: unit.numeral.end].strip()
            if not printed.isdecimal() or not unit.text[unit.numeral.end : unit.numeral.end + 1].isupper():
                continue
            values.add(int(printed))
            if not unit.bold and not (unit.body and number_is_bold(unit, unit.numeral.end)):
                bare.append((unit, int(printed)))
    for unit, value in bare:
        if len(values) < _LEAST_NUMBERS or not {value - 1, value + 1} & values:
            _drop(unit)


def _drop_addresses(units: list[Unit], bold: list[bool]) -> None:
    """**Acorn Inc.** / **12 Mill Street** / **Springfield, ZZ 94104**: each line of the address in bold."""
    for place, unit in enumerate(units):
        if not bold[place] or unit.role is not Role.OPENER or not _ADDRESS_LINE.search(unit.text):
            continue
        first = place - 1 if place and bold[place - 1] else place
        last = place
        while last + 1 < len(units) and bold[last + 1]:
            last += 1
        for line in units[first : last + 1] if last > first else ():
            _drop(line)


def _drop_filing_marks(units: list[Unit]) -> None:
    """ "EXHIBIT 10.7" above the title of the agreement; Exhibit 2 behind an agreement opens a part of its own."""
    for unit in units:
        if unit.role is Role.OPENER and unit.words <= 3 and _FILING_MARK.fullmatch(unit.text):
            _drop(unit)


def _drop_title_page(units: list[Unit], title: str | None) -> None:
    """Before the first number: "AS SELLER" over a name and a date heads nothing, nor does the title said once more in
    capitals. What stands right over the first number, or over a paragraph, is a heading."""
    named = plain(title or "").lower()
    for place, unit in enumerate(units[:-1]):
        if not _is_unnumbered(unit) or unit.source.align != "center" or not unit.text.isupper():
            continue
        after = units[place + 1]
        repeats = len(named) > 0 and named.startswith(plain(unit.text).lower())
        goes_on = _TITLE_PAGE.match(unit.text) is not None
        name = after.role is Role.BODY and after.words <= _SHORT and not _SENTENCE_END.match(after.text)
        if repeats or goes_on or (name and place + 2 < len(units)):
            _drop(unit)
