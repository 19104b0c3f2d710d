"""Summaries of both versions beside each other, and those that the change has made stale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from navigator.compare.alignment import Alignment, Group
from navigator.compare.evidence import Touched, by_hunk, overlaps, touched_only, without_common
from navigator.compare.redline import redline
from navigator.compare.tokens import tokens
from navigator.compare.units import Unit, grams, telling
from navigator.model.agreement import Agreement
from navigator.model.comparison import AlignedSummary, Status, plain_spans
from navigator.model.figures import Figure, FigureKind
from navigator.model.rules import Fact

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNIT = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour", "TM": "minute"}
_DURATION = re.compile(r"P(?P<time>T?)(?P<number>\d+)(?P<unit>[A-Z])\Z")
_CURRENCY = {"USD": "dollars?", "EUR": "euros?", "GBP": "pounds?", "JPY": "yen"}
_NAMED = (Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS, Fact.ARBITRATION_SEAT, Fact.ARBITRATION_RULES)
_MODAL_VERB = re.compile(r"\b(?:we|you) (?:must|shall|will|may|can)(?: not)? [a-z]+", re.I)
"""`We may charge`, `you must not copy`: short, but nobody writes it by chance of the provision that says it."""


def align_summaries(
    old: Agreement, new: Agreement, pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[AlignedSummary]:
    """Every summary of both versions in one row, in the order of the new version; `pairs` are the provisions that
    answer to each other. By words, then by the provision that they stand beside: publishers move summaries about."""
    address = {one: answers[0] for ids, answers in pairs if answers for one in ids}
    ours = [_unit(old, at, address) for at in range(len(old.summaries))]
    theirs = [_unit(new, at, None) for at in range(len(new.summaries))]
    return [_row(old, new, group) for group in Alignment(ours, theirs).groups()]


def _unit(agreement: Agreement, at: int, address: Mapping[str, str] | None) -> Unit:
    """A summary as the alignment sees it: its number is the provision of the new version that it stands beside."""
    summary = agreement.summaries[at]
    words = telling(_text(agreement, [at]))
    beside = summary.beside[0] if summary.beside else ""
    number = beside if address is None else address.get(beside, "")
    return Unit(str(at), at, None, number or None, number, frozenset(), None, tuple(words), grams(words))


def _text(agreement: Agreement, places: Iterable[int]) -> str:
    return plain_spans(agreement.text, [piece.span for at in places for piece in agreement.summaries[at].pieces]).text


def _row(old: Agreement, new: Agreement, group: Group) -> AlignedSummary:
    old_text, new_text = _text(old, group.old), _text(new, group.new)
    line = redline(old_text, new_text)
    if group.old and group.new:
        status = Status.CHANGED if line.hunks else Status.UNCHANGED
    else:
        status = Status.ADDED if group.new else Status.REMOVED
    ids = _beside(old, group.old), _beside(new, group.new)
    return AlignedSummary(status, *ids, old_text, new_text, line.spans)


def _beside(agreement: Agreement, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for at in places for one in agreement.summaries[at].beside))


# --- Stale summaries ---


def stale(summary: str, rows: Iterable[Touched]) -> str | None:
    """What a summary of the new version still says although the provisions that it stands beside no longer do.

    Only words that prove it count: a figure, a name or an obligation that the change took out of the binding text,
    that stands nowhere in it now, and that the summary still gives while it does not give what took its place.
    """
    touched = list(rows)
    now = " ".join(row.row.new_text.text for row in touched)
    for row in touched:
        for reason in (
            *_stale_figures(summary, now, row),
            *_stale_names(summary, now, row),
            *_stale_duties(summary, now, row),
        ):
            return reason
    return None


def _stale_figures(summary: str, now: str, row: Touched) -> Iterator[str]:
    placed = row.figures()
    sides = by_hunk(placed[0], row.hunks, new=False), by_hunk(placed[1], row.hunks, new=True)
    old, new = without_common(touched_only(sides[0]), touched_only(sides[1]), lambda row: (row[1].kind, row[1].value))
    for _, figure in old:
        instead = [other for _, other in new if other.kind is figure.kind]
        said = _says(summary, figure)
        if said and instead and not _says(now, figure) and not any(_says(summary, other) for other in instead):
            yield f"still says “{said}”"


def _stale_names(summary: str, now: str, row: Touched) -> Iterator[str]:
    old, new = row.rules()
    for rule in old:
        value = rule.value
        gone = rule.fact in _NAMED and len(value) > 3 and not _names(now, value)
        replaced = any(other.fact is rule.fact for other in new)
        if gone and replaced and _names(summary, value):
            yield f"still names {value}"


def _stale_duties(summary: str, now: str, row: Touched) -> Iterator[str]:
    for hunk in row.hunks:
        start, end = max(0, hunk.old[0] - 10), hunk.old[1] + 20
        for found in _MODAL_VERB.finditer(row.row.old_text.text, start, end):
            words = found.group()
            touched = overlaps(found.span(), hunk.old)
            if touched and _names(summary, words) and not _names(now, words):
                yield f"still says “{words}”"


def _names(text: str, words: str) -> bool:
    """True where a text has these words in this order, whole, case and typography left aside."""
    there = " ".join(token.key for token in tokens(text))
    wanted = " ".join(token.key for token in tokens(words))
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", there) is not None


def _says(text: str, figure: Figure) -> str | None:
    """The words by which a text gives a figure, in digits or spelled: `30 days`, `thirty days`, `thirty (30) days`."""
    pattern = _pattern(figure)
    found = re.search(pattern, text, re.I) if pattern else None
    return found.group() if found else None


def _pattern(figure: Figure) -> str | None:
    if figure.kind is FigureKind.DURATION:
        found = _DURATION.match(figure.value)
        unit = _UNIT.get(("T" if found["time"] and found["unit"] == "M" else "") + found["unit"]) if found else None
        if found is None or unit is None:
            return None
        number = _number(int(found["number"]))
        return rf"(?<![\w.,]){number}(?:\s*\(\d+\))?[\s-]+(?:(?:business|working|calendar) )?{unit}s?\b"
    if figure.kind is FigureKind.PERCENTAGE:
        digits = figure.value.rstrip("%")
        words = _number(int(digits)) if digits.isdigit() else re.escape(digits)
        return rf"(?<![\w.,]){words}\s?(?:%|per\s?cent\b)"
    if figure.kind is FigureKind.AMOUNT:
        code, _, digits = figure.value.partition(" ")
        if not digits.isdigit():
            return None
        number = rf"(?:{int(digits):,}|{digits})(?![\d,.]*\d)"
        return rf"(?:(?:[$€£¥]|{code}) ?{number}|(?<![\w.,]){number} (?:{code}|{_CURRENCY.get(code, code)})\b)"
    return re.escape(" ".join(figure.text.split()))


def _number(value: int) -> str:
    """30 -> '(?:30|thirty)'"""
    spelled = _spelled(value)
    return rf"(?:{value}|{spelled})" if spelled else str(value)


def _spelled(value: int) -> str | None:
    if value < len(_ONES):
        return _ONES[value]
    if value < 100:
        tens = _TENS[value // 10 - 2]
        return rf"{tens}[\s-]{_ONES[value % 10]}" if value % 10 else tens
    if value < 1000 and value % 100 == 0:
        return f"{_ONES[value // 100]} hundred"
    return None
