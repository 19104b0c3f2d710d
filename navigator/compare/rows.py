"""Aligned provisions with their redline and their status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navigator.compare.alignment import Alignment, Group
from navigator.compare.redline import Redline, Run, redline
from navigator.compare.sequences import increasing
from navigator.compare.tokens import Token
from navigator.compare.units import Unit, units, without_number
from navigator.model.agreement import Agreement
from navigator.model.comparison import PlainText, Status, plain_text

_EDGE_MARKS = (".", ":", ";", ",", "-")


@dataclass(frozen=True, slots=True)
class Row:
    """One aligned row on its way to an `AlignedProvision`. `hunks` are the changes that are more than typography;
    `reordered` says that it stands at another place among its neighbours, not only under another number."""

    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    old_text: PlainText
    new_text: PlainText
    line: Redline
    hunks: tuple[Run, ...]
    reordered: bool = False

    @property
    def is_pair(self) -> bool:
        return bool(self.old and self.new)

    @property
    def is_typography(self) -> bool:
        """The characters differ, the words do not."""
        return self.is_pair and not self.hunks and self.old_text.text != self.new_text.text


def rows(old: Agreement, new: Agreement) -> list[Row]:
    """Every provision of both versions in one row, in the order of the new version."""
    ours, theirs = units(old), units(new)
    groups = Alignment(ours, theirs).groups()
    moved = _reordered(groups, ours)
    return [_row(old, new, ours, theirs, group, at in moved) for at, group in enumerate(groups)]


def _row(old: Agreement, new: Agreement, ours: list[Unit], theirs: list[Unit], group: Group, reordered: bool) -> Row:
    ids = tuple(ours[at].id for at in group.old), tuple(theirs[at].id for at in group.new)
    texts = plain_text(old, ids[0]), plain_text(new, ids[1])
    line = redline(texts[0].text, texts[1].text)
    if not ids[0] or not ids[1]:
        return Row(Status.ADDED if ids[1] else Status.REMOVED, *ids, *texts, line, line.hunks)
    hunks = tuple(hunk for hunk in line.hunks if not _is_layout(line, hunk, texts))
    numbers = ours[group.old[0]].number, theirs[group.new[0]].number
    if None in numbers:
        moved = reordered
    else:
        moved = numbers[0] != numbers[1]
    if moved:
        status = Status.MOVED_AND_CHANGED if hunks else Status.MOVED
    else:
        status = Status.CHANGED if hunks else Status.UNCHANGED
    return Row(status, *ids, *texts, line, hunks, reordered)


def _reordered(groups: Sequence[Group], ours: list[Unit]) -> set[int]:
    """Groups outside the heaviest sequence that keeps its order: the fewest words count as moved."""
    pairs = [at for at, group in enumerate(groups) if group.old and group.new]
    weights = [1 + sum(len(ours[place].keys) for place in groups[at].old) for at in pairs]
    kept = increasing([groups[at].old[0] for at in pairs], weights)
    return {at for place, at in enumerate(pairs) if place not in kept}


def _is_layout(line: Redline, hunk: Run, texts: tuple[PlainText, PlainText]) -> bool:
    """True for what a version prints differently without saying anything else: the printed number of an item, the
    mark after a heading, the mark at the end of an item."""
    at_heading = _ends_heading(line.old, hunk.one[0], texts[0]) or _ends_heading(line.new, hunk.other[0], texts[1])
    for tokens, span in ((line.old, hunk.one), (line.new, hunk.other)):
        numbers = len(tokens) - len(without_number([token.key for token in tokens]))
        for at in range(*span):
            is_mark = tokens[at].exact in _EDGE_MARKS and (at_heading or at == len(tokens) - 1)
            if at >= numbers and not is_mark:
                return False
    return True


def _ends_heading(tokens: list[Token], at: int, text: PlainText) -> bool:
    """True where a heading (the first piece of a text) ends with the token before `at`."""
    return at > 0 and len(text.breaks) > 1 and tokens[at - 1].end == text.breaks[1] - 1
