"""Which condition a place in the text stands under: its special terms, and the part of the document it belongs to.

Some documents hold two agreements, one for each group of customers, told apart by an unnumbered heading ("Terms if you
live in Chile") or by a sentence near the top ("These Terms apply if you live outside Chile."). Everything from there
to the next such mark, or to the end of the section that holds it, stands under that condition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from navigator.jurisdiction.conditions import conditions
from navigator.jurisdiction.joining import conjoin
from navigator.jurisdiction.passages import Passage, sentences
from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.rules import Condition, SpecialTerms
from navigator.model.text import plain

APPLIES_ONLY = re.compile(
    r"""^[\s(*_]*(?:[A-Z][.)]\s+)?(?:(?:these|this|the\s+following|the)\s+(?:(?!not\b)[\w-]+\s+){0,6}?|it\s+)(?:only\s+)?(?:apply|applies|supplements?)\b
        [^.;]{0,40}?\b(?=if|where|to\s+(?:all\s+)?(?:you|users|customers|residents|consumers)\b|with\s+(?:users|customers|residents|consumers)\b|for)""",
    re.I | re.X,
)
_WHOLE_DOCUMENT = re.compile(
    r"^[\s(*_]*(?:[A-Z][.)]\s+)?(?:these|this)\s+(?:[\w-]+\s+){0,3}?(?:terms|agreement|conditions|contract|section)\b",
    re.I,
)
_DOCUMENT = re.compile(r"^[\s(*_]*(?:these|this)\s+(?:[\w-]+\s+){0,3}?(?:terms|agreement|conditions|contract)\b", re.I)
_FIRST = 2
"""`These Terms apply if you live in Peru.` in one of the first provisions is said of the whole document."""
_SECTION_ONLY = re.compile(
    r"^[\s(*_]*(?:[A-Z][.)]\s+)?this\s+section\s+applies\s+(?:to\s+you\s+)?only\b[^.;]{0,40}?\b(?=if|where|to\s+you|for)",
    re.I,
)
"""`A. THIS SECTION APPLIES TO YOU ONLY IF YOU LIVE IN PERU.`"""
_MARK_LENGTH = 400
_TITLE = re.compile(r"\b(?:terms|agreement|conditions|contract)\b", re.I)
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    condition: Condition


class Scopes:
    """The condition at a place, from the special terms around it and the part of the document it lies in."""

    def __init__(self, agreement: Agreement, terms: Sequence[SpecialTerms], passages: Sequence[Passage]) -> None:
        self._special = {each.provision: each.condition for each in terms}
        for provision in agreement.provisions:
            if provision.id not in self._special and provision.parent in self._special:
                self._special[provision.id] = self._special[provision.parent]
        self._parts = _parts(agreement, passages)

    def at(self, provision: str, offset: int) -> tuple[bool, Condition | None]:
        """(whether any profile can meet it, the condition or None for "always") at an offset of a provision."""
        own = self._special.get(provision)
        part = next((part.condition for part in reversed(self._parts) if part.start <= offset < part.end), None)
        if part is None or own is None:
            return True, part or own
        both = conjoin(part, own)
        return both is not None, both


def _parts(agreement: Agreement, passages: Sequence[Passage]) -> list[_Part]:
    marks = _title_mark(agreement) + _heading_marks(agreement) + _sentence_marks(agreement, passages)
    marks.sort(key=lambda part: part.start)
    found: list[_Part] = []
    for place, mark in enumerate(marks):
        following = [other.start for other in marks[place + 1 :] if other.start < mark.end]
        found.append(_Part(mark.start, min([mark.end, *following]), mark.condition))
    return found


def _title_mark(agreement: Agreement) -> list[_Part]:
    if agreement.title_span is None:
        return []
    title = agreement.text.at(agreement.title_span)
    for reading in conditions(title, agreement.title_span.start):
        if reading.others is None and not reading.condition.unread:
            return [_Part(agreement.title_span.start, len(agreement.text.text), reading.condition)]
    return []


def _heading_marks(agreement: Agreement) -> list[_Part]:
    found: list[_Part] = []
    for provision in agreement.provisions:
        if provision.number or not provision.heading or provision.heading_span is None:
            continue
        if not re.search(r"\bif\s+you\b", provision.heading, re.I):
            continue
        for reading in conditions(agreement.text.at(provision.heading_span), provision.heading_span.start):
            if reading.others is None and not reading.condition.unread:
                found.append(_Part(provision.heading_span.start, _part_end(agreement, provision), reading.condition))
                break
    return found


def _part_end(agreement: Agreement, mark: Provision) -> int:
    """Where the part that a heading opens ends: with what stands below it, or, where numbering starts anew right after
    that, with the next mark (the end of the document is given)."""
    family = (mark, *agreement.descendants(mark.id))
    after = agreement.order[family[-1].id] + 1
    following = agreement.provisions[after] if after < len(agreement.provisions) else None
    if following is not None and re.sub(r"\W", "", following.number or "") in ("1", "I", "A"):
        return len(agreement.text.text)
    return _end(agreement, mark.id)


def _sentence_marks(agreement: Agreement, passages: Sequence[Passage]) -> list[_Part]:
    found: list[_Part] = []
    whole: list[_Part] = []
    for place, passage in enumerate(passages):
        kind = agreement.by_id[passage.provision].kind
        opening = kind in (ProvisionKind.PREFACE, ProvisionKind.PREAMBLE)
        first = _mark_in(passage) or (_bare_mark(passage) if opening else None)
        reading = next(iter(conditions(first.text, first.start)), None) if first is not None else None
        if (
            first is None
            or reading is None
            or reading.others is not None
            or reading.condition.unread
            or reading.condition.countries is None
        ):
            continue
        titled = passage.start if first.start > passage.start else _title_before(passages[: place + 1])
        early = agreement.order[passage.provision] <= _FIRST and titled == passage.start
        opening = opening or (early and _DOCUMENT.match(first.text) is not None)
        start = first.start if opening or first.start > passage.start else titled
        if opening:
            end = len(agreement.text.text)
        elif start < passage.start:
            end = _part_end(agreement, agreement.by_id[passage.provision])
        else:
            end = _series_end(agreement, passage)
        (whole if opening else found).append(_Part(start, end, reading.condition))
    contrary = any(one.condition.countries != whole[0].condition.countries for one in whole)
    return found + (
        [replace(one, condition=replace(one.condition, unread=True)) for one in whole] if contrary else whole
    )


def _mark_in(passage: Passage) -> Passage | None:
    """The sentence of a paragraph that says for whom a part of the document is: a short paragraph begins with it; in a
    long one, which a page ran together, it speaks of "this section" and of nobody else."""
    if "appl" not in passage.text.lower():
        return None
    short = len(passage.text) <= _MARK_LENGTH
    if short and _WHOLE_DOCUMENT.match(passage.text) and APPLIES_ONLY.match(passage.text):
        return next((each for each in sentences(passage) if "appl" in each.text.lower()), None)
    return next((each for each in sentences(passage) if _SECTION_ONLY.match(each.text)), None)


def _bare_mark(passage: Passage) -> Passage | None:
    """A line under the title that is a condition and nothing else: "(For customers in Peru)"."""
    words = passage.text.strip(" ()*_\n")
    if len(words) > _MARK_LENGTH:
        return None
    whole = any(len(each.condition.text) >= len(plain(words)) - 1 for each in conditions(words)[:1])
    return passage if whole else None


def _series_end(agreement: Agreement, mark: Passage) -> int:
    """Where the section that a mark opens ends: with its provision. A mark in the midst of a provision belongs to a
    section whose own heading is lost; that ends where the numbers of what stands below begin anew. One between two rows
    of provisions is for the second row."""
    home = agreement.by_id[mark.provision]
    if home.parent is not None and not (home.number or home.heading or agreement.children.get(home.id)):
        return _end(agreement, home.parent)
    if home.body and home.body[0].span.start < mark.start:
        seen: set[str | None] = {None}
        for row in agreement.children.get(home.id, ()):
            begins = row.spans[0].start if row.spans else mark.start
            if row.number in seen and row.number is not None and begins > mark.start:
                return begins
            seen.add(row.number)
    return _end(agreement, mark.provision)


def _title_before(earlier: Sequence[Passage]) -> int:
    """A second agreement in one document begins with its title, which may stand as a paragraph above the mark."""
    mark = earlier[-1]
    for passage in reversed(earlier):
        if passage.provision != mark.provision:
            break
        words = passage.text.strip()
        if len(words) <= _TITLE_LENGTH and _TITLE.search(words) and words[-1] not in ".:;,":
            return passage.start
    return mark.start


def _end(agreement: Agreement, identity: str) -> int:
    """The last code point of a provision and everything below it."""
    family = (agreement.by_id[identity], *agreement.descendants(identity))
    return max((span.end for provision in family for span in provision.spans), default=0)
