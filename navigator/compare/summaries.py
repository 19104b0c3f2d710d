"""Summaries of both versions beside each other, and those that the change has made stale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from navigator.compare.evidence import Touched, overlaps, without_common
from navigator.compare.redline import redline
from navigator.compare.tokens import tokens
from navigator.model.agreement import Agreement, Summary
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
    answer to each other."""
    to_old = {one: ids for ids, answers in pairs for one in answers}
    numbered = {id(summary): at for at, summary in enumerate(old.summaries)}
    taken: set[int] = set()
    found: list[AlignedSummary] = []
    for summary in new.summaries:
        votes: Counter[int] = Counter()
        for one in summary.beside:
            before = {
                numbered[id(old.summary_by_id[each])] for each in to_old.get(one, ()) if each in old.summary_by_id
            }
            votes.update(before - taken)
        at = min(votes, key=lambda at: (-votes[at], at)) if votes else None
        if at is not None:
            taken.add(at)
        found.append(_row(old, new, old.summaries[at] if at is not None else None, summary))
    left = [summary for at, summary in enumerate(old.summaries) if at not in taken]
    return found + [_row(old, new, summary, None) for summary in left]


def _row(old: Agreement, new: Agreement, before: Summary | None, after: Summary | None) -> AlignedSummary:
    old_text = plain_spans(old.text, [piece.span for piece in before.pieces]).text if before else ""
    new_text = plain_spans(new.text, [piece.span for piece in after.pieces]).text if after else ""
    line = redline(old_text, new_text)
    if before and after:
        status = Status.CHANGED if line.hunks else Status.UNCHANGED
    else:
        status = Status.ADDED if after else Status.REMOVED
    ids = before.beside if before else (), after.beside if after else ()
    return AlignedSummary(status, *ids, old_text, new_text, line.spans)


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
    placed_old, placed_new = row.figures()
    old = [
        place_figure for place_figure in placed_old if any(overlaps(place_figure[0], hunk.old) for hunk in row.hunks)
    ]
    new = [
        place_figure for place_figure in placed_new if any(overlaps(place_figure[0], hunk.new) for hunk in row.hunks)
    ]
    old, new = without_common(old, new, lambda placed: (placed[1].kind, placed[1].value))
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
