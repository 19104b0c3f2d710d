"""Parts in which numbers and capitals open nothing: signature blocks, and quotations that replace text elsewhere."""

from __future__ import annotations

import re

from navigator.structure.numbering import parse_numeral
from navigator.structure.titles import MAX_WORDS
from navigator.structure.units import Draft, Unit

_SIGNATURES = re.compile(
    r"(?:IN WITNESS WHEREOF|AS WITNESS\b|EXECUTED (?:as|by|on)\b|SIGNED (?:by|for|on behalf)|"
    r"The parties have (?:executed|signed)|"
    r"Signed\W*$|/s/|By:\s*_{3,}|"
    r"Fait (?:à|en)\b|Unterschrift|Firmado|Assinad|Letto, confermato)",
    re.IGNORECASE,
)
# "DATA PROCESSING AGREEMENT" behind the signatures; not "SIGNATURE PAGE TO THE AGREEMENT"
_ANOTHER = re.compile(
    r"^(?!.*SIGNATURE).*\b(?:AGREEMENT|TERMS|CONDITIONS|ADDENDUM|POLICY|CONTRACT|CONTRAT|VERTRAG|CONTRATO)\b"
)
_NAME_LENGTH = 10


def signature_block(draft: Draft) -> range:
    """From "IN WITNESS WHEREOF" to the next schedule or the end: names and titles in capitals there are no headings."""
    start = next((i for i in draft.living() if _SIGNATURES.match(draft.units[i].text)), None)
    if start is None:
        return range(0)
    later = (
        i for i in range(start + 1, len(draft.units)) if _is_schedule(draft.units[i]) or _next_agreement(draft.units, i)
    )
    return range(start, next(later, len(draft.units)))


def _next_agreement(units: list[Unit], place: int) -> bool:
    """Whether another agreement of the same file begins at a place: its name in capitals, and running text below."""
    unit = units[place]
    named = unit.text.isupper() and unit.words <= _NAME_LENGTH and _ANOTHER.search(unit.text)
    return bool(named) and any(later.words >= _NAME_LENGTH for later in units[place + 1 : place + 4])


def _is_schedule(unit: Unit) -> bool:
    numeral = parse_numeral(unit.text, heading=True)
    return numeral is not None and numeral.device == "schedule" and unit.words <= MAX_WORDS


def quoted_units(draft: Draft) -> frozenset[int]:
    """Paragraphs inside a quotation that runs over several: “(i) If … / (A) for … / … severance.” Text that replaces
    text elsewhere keeps its own numbers, which number nothing here."""
    found: set[int] = set()
    start: int | None = None
    for place, unit in enumerate(draft.units):
        if unit.is_heading_block or (start is not None and place - start > 40):
            start = None
        depth = unit.text.count("“") - unit.text.count("”")
        if start is None and unit.text.startswith("“") and len(unit.text) > 1:
            found.add(place)
            start = place if depth > 0 else None
        elif start is not None:
            found.add(place)
            start = None if depth < 0 else start
    closed = start is None
    return frozenset(found if closed else {place for place in found if place < (start or 0)})
