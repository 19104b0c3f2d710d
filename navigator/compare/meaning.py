"""Words that stayed and mean something else: references under which the numbers moved on.

Nothing is told of a reference that either version leaves unread: each row of this list has both of its targets (or the
reader's own word that there is none), and both stand in the comparison with their words.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from navigator.compare.evidence import Facts, Place, placed_references
from navigator.compare.rows import Row
from navigator.compare.tokens import tokens
from navigator.compare.weighing import short
from navigator.model.agreement import Agreement
from navigator.model.comparison import Redirect, Status, WordOp, plain_text
from navigator.model.links import Ambiguous, Broken, External, Reference, Resolved

_FIRST_WORDS = 50


@dataclass(frozen=True, slots=True)
class Sides:
    """Both versions, their facts, and in which row each of their provisions stands."""

    old: Agreement
    new: Agreement
    facts: tuple[Facts, Facts]
    rows: Sequence[Row]
    row_of_old: Mapping[str, int]
    row_of_new: Mapping[str, int]

    @classmethod
    def of(cls, old: Facts, new: Facts, rows: Sequence[Row]) -> Sides:
        """Indexes the rows of a comparison."""
        return cls(
            old.analysis.agreement,
            new.analysis.agreement,
            (old, new),
            rows,
            {one: at for at, row in enumerate(rows) for one in row.old},
            {one: at for at, row in enumerate(rows) for one in row.new},
        )

    def called(self, identity: str, *, new: bool) -> str:
        """`9.2 Insurance`; without a heading its first words: `9.2 (“The Supplier keeps …”)`."""
        agreement = self.new if new else self.old
        provision = agreement.by_id[identity]
        if provision.heading:
            return provision.label
        words = short(plain_text(agreement, [identity]).text, _FIRST_WORDS)
        number = provision.full_number or provision.number or ""
        return f"{number} (“{words}”)".strip() if words else number or "unnumbered"

    def became(self, identity: str) -> str:
        """What became of a provision of the old version: `now 9.3`, `removed`; "" where it kept its number."""
        row = self.rows[self.row_of_old[identity]]
        if row.status is Status.REMOVED:
            return "removed"
        one, other = self.old.by_id[identity], self.new.by_id[row.new[0]]
        if one.full_number == other.full_number:
            return ""
        return f"now {other.label or 'unnumbered'}" if one.heading != other.heading else f"now {other.full_number}"


def redirects(sides: Sides) -> tuple[Redirect, ...]:
    """Every reference in words that both versions share which names other provisions than it did."""
    return tuple(found for at, row in enumerate(sides.rows) if row.is_pair for found in _in_row(sides, at, row))


def _in_row(sides: Sides, at: int, row: Row) -> Iterator[Redirect]:
    old, new = sides.facts
    ours = placed_references(old, row.old, row.old_text)
    theirs = placed_references(new, row.new, row.new_text) if ours else []
    for one, other in _unchanged(row, ours, theirs):
        found = _redirect(sides, at, one, other)
        if found is not None:
            yield found


Placed = tuple[Place, Reference]


def _unchanged(row: Row, ours: Sequence[Placed], theirs: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """The same reference in both versions, where its words lie in one equal stretch of the redline."""
    if not theirs:
        return
    for span in row.line.spans:
        if span.op is not WordOp.EQUAL:
            continue
        waiting: dict[tuple[object, ...], deque[Placed]] = defaultdict(deque)
        for other in theirs:
            if span.new_start <= other[0][0] and other[0][1] <= span.new_end:
                waiting[_printed(other[1])].append(other)
        for one in ours:
            if span.old_start <= one[0][0] and one[0][1] <= span.old_end and (alike := waiting[_printed(one[1])]):
                yield one, alike.popleft()


def _printed(reference: Reference) -> tuple[object, ...]:
    words = tuple(token.key for token in tokens(reference.text))
    return words, reference.number, reference.subparagraph, reference.range_to


def _redirect(sides: Sides, at: int, one: Placed, other: Placed) -> Redirect | None:
    before, now = one[1].resolution, other[1].resolution
    if External in (type(before), type(now)) or isinstance(before, Ambiguous):
        return None
    if one[1].is_self and one[1].number is None:  # "this Section": it moves with the words around it
        return None
    if isinstance(before, Broken) and not isinstance(now, Resolved):
        return None
    named, names = sides.facts[0].named(one[1]), sides.facts[1].named(other[1])
    gone, came = _without_same(sides, named, names, whole=one[1].range_to is None)
    if not gone and not came:
        return None
    certain = not isinstance(now, Ambiguous)
    text = " ".join(other[1].text.split())
    is_range = one[1].range_to is not None and isinstance(before, Resolved) and isinstance(now, Resolved)
    if is_range:
        words = _range_words(sides, text, gone, came)
    else:
        words = _words(sides, text, gone, came, certain=certain)
    return Redirect(at, text, one[0], other[0], gone, came, certain, is_range, words)


def _without_same(
    sides: Sides, named: Sequence[str], names: Sequence[str], *, whole: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is named on one side only, rows of the comparison taken as the same provision, and so what was rewritten
    under its number and heading. Of a range the provisions that were removed within it are no news (`whole` False)."""
    ours, theirs = {sides.row_of_old[one] for one in named}, {sides.row_of_new[one] for one in names}
    if ours == theirs:
        return (), ()
    labels = [{_label(each.by_id[one].label) for one in ids} for each, ids in ((sides.old, named), (sides.new, names))]
    gone = [one for one in named if sides.row_of_old[one] not in theirs]
    came = [one for one in names if sides.row_of_new[one] not in ours]
    gone = [one for one in gone if not _is_same(sides.old, one, labels[1])]
    came = [one for one in came if not _is_same(sides.new, one, labels[0])]
    if whole and len(gone) < len(named):  # one of several candidates is what it always named
        return (), ()
    if not whole:
        gone = [one for one in gone if sides.rows[sides.row_of_old[one]].is_pair]
    return tuple(gone), tuple(came)


def _is_same(agreement: Agreement, identity: str, labels: set[str]) -> bool:
    provision = agreement.by_id[identity]
    return bool(provision.heading) and _label(provision.label) in labels


def _label(label: str) -> str:
    return " ".join(token.key for token in tokens(label) if token.is_word)


def _words(sides: Sides, text: str, gone: Sequence[str], came: Sequence[str], *, certain: bool) -> str:
    """`“Section 9.2” now means 9.2 Insurance; it meant 9.2 Liability cap (now 9.3)`"""
    now = " or ".join(sides.called(one, new=True) for one in came)
    if not gone:
        return f"“{text}” now means {now}; it named nothing before"
    meant = f"it meant {_listed(sides, gone)}"
    if not came:
        return f"“{text}” names nothing any more; {meant}"
    return f"“{text}” {'now means' if certain else 'could now mean'} {now}; {meant}"


def _range_words(sides: Sides, text: str, gone: Sequence[str], came: Sequence[str]) -> str:
    """`“Sections 9 to 12” now takes in 10 Audits and no longer takes in 12 Survival (now 13)`"""
    parts = []
    if came:
        parts.append("now takes in " + ", ".join(sides.called(one, new=True) for one in came))
    if gone:
        parts.append(f"no longer takes in {_listed(sides, gone)}")
    return f"“{text}” {' and '.join(parts)}"


def _listed(sides: Sides, gone: Sequence[str]) -> str:
    said = ((sides.called(one, new=False), sides.became(one)) for one in gone)
    return ", ".join(f"{called} ({became})" if became else called for called, became in said)
