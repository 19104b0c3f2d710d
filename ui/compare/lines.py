"""A comparison as lines: provisions, summaries, what moved away, and folds of what is unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from navigator.model.agreement import Agreement
from navigator.model.comparison import AlignedSummary, Change, Comparison, Status
from ui.frame.words import counted

_MOVED = (Status.MOVED, Status.MOVED_AND_CHANGED)


class Kind(StrEnum):
    PROVISION = "provision"
    SUMMARY = "summary"
    CAME = "came"  # above a provision: it stood elsewhere, and there one can go
    LEFT = "left"  # where a provision stood that stands elsewhere now
    MEANT = "meant"  # below a provision: what an unchanged reference in it named, and there one can go
    MEANS = "means"  # what the same reference names now
    FOLD = "fold"  # lines in which nothing changed; folded away, or under this line

    @property
    def is_bar(self) -> bool:
        """True for a line of our own words that can be chosen."""
        return self not in (Kind.PROVISION, Kind.SUMMARY)


Key = tuple[Kind, int]
"""Names a line whatever is folded."""


@dataclass(frozen=True, slots=True)
class Line:
    """`at` indexes the comparison's provisions (its summaries for SUMMARY, its redirects for MEANT and MEANS). A FOLD
    holds the lines from `first` up to `last`, as indexes of `Lines.every`, and is `open` where they are shown below."""

    kind: Kind
    at: int
    first: int = 0
    last: int = 0
    open: bool = False

    @property
    def key(self) -> Key:
        return self.kind, self.first if self.kind is Kind.FOLD else self.at


class Lines:
    """The lines of one comparison. `shown` are those in the view, folds among them."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.every = tuple(_every(comparison))
        self._folds = tuple(self._runs())
        self._open: set[int] = set()
        self.shown: list[Line] = []
        self.place: dict[Key, int] = {}
        self._lay()

    def changed(self, line: Line) -> bool:
        """Whether a line shows a change, in words or in what they mean; letters alone (quotes, dashes) are none."""
        if line.kind is Kind.PROVISION:
            changed = self.comparison.provisions[line.at].status is not Status.UNCHANGED
            return changed or line.at in self.comparison.redirects_in
        if line.kind is Kind.SUMMARY:
            row = self.comparison.summaries[line.at]
            return row.stale is not None or row.status is not Status.UNCHANGED
        return line.kind is not Kind.FOLD

    def toggle(self, fold: Line) -> None:
        """Shows what a fold holds, or folds it away again."""
        self._open ^= {fold.first}
        self._lay()

    def open_all(self, open_: bool) -> None:
        """Shows everything, or folds away whatever is unchanged."""
        self._open = {fold.first for fold in self._folds} if open_ else set()
        self._lay()

    def reveal(self, key: Key) -> int | None:
        """Where a line is shown; a fold that holds it is opened first. None for a line that there is not."""
        if key not in self.place:
            at = next((at for at, line in enumerate(self.every) if line.key == key), None)
            fold = next((fold for fold in self._folds if at is not None and fold.first <= at < fold.last), None)
            if fold is None:
                return None
            self.toggle(fold)
        return self.place[key]

    def of_change(self, change: Change) -> Key | None:
        """The line that a change in the list is about."""
        if change.summary is not None:
            return Kind.SUMMARY, change.summary
        return (Kind.PROVISION, change.rows[0]) if change.rows else None

    def leads_to(self, bar: Line) -> Key | None:
        """Where choosing a bar that is no fold goes: the other place of what moved, or what a reference names."""
        if bar.kind in (Kind.MEANT, Kind.MEANS):
            redirect = self.comparison.redirects[bar.at]
            rows, ids = self.comparison.row_of_new, redirect.names
            if bar.kind is Kind.MEANT:
                rows, ids = self.comparison.row_of_old, redirect.named
            return (Kind.PROVISION, rows[ids[0]]) if ids else None
        return (Kind.LEFT if bar.kind is Kind.CAME else Kind.PROVISION), bar.at

    def words(self, fold: Line) -> str:
        """What a fold says: '42 provisions unchanged'."""
        held = self.every[fold.first : fold.last]
        provisions = sum(line.kind is Kind.PROVISION for line in held)
        summaries = len(held) - provisions
        said = [counted(provisions, "provision")] if provisions else []
        if summaries:
            said.append(counted(summaries, "summary", "summaries"))
        rows = self.comparison.provisions
        other = sum(line.kind is Kind.PROVISION and rows[line.at].weight is not None for line in held)
        letters = f" ({other} with other quotes or dashes)" if other else ""
        return f"{' and '.join(said)} unchanged{letters}"

    # --- Within ---

    def _runs(self) -> Iterator[Line]:
        first = None
        for at, line in enumerate(self.every):
            if self.changed(line):
                if first is not None:
                    yield Line(Kind.FOLD, first, first, at)
                first = None
            elif first is None:
                first = at
        if first is not None:
            yield Line(Kind.FOLD, first, first, len(self.every))

    def _lay(self) -> None:
        self.shown = []
        at = 0
        for fold in self._folds:
            self.shown += self.every[at : fold.first]
            is_open = fold.first in self._open
            self.shown.append(Line(Kind.FOLD, fold.at, fold.first, fold.last, is_open))
            if is_open:
                self.shown += self.every[fold.first : fold.last]
            at = fold.last
        self.shown += self.every[at:]
        self.place = {line.key: place for place, line in enumerate(self.shown)}


def _every(comparison: Comparison) -> Iterator[Line]:
    """Provisions in the order of the new version, each with its summary after it and what stood there before it."""
    beside = _beside(comparison)
    left = _left(comparison)
    for gone in left.get(-1, ()):
        yield Line(Kind.LEFT, gone)
    for at, row in enumerate(comparison.provisions):
        if row.reordered and row.status in _MOVED:
            yield Line(Kind.CAME, at)
        yield Line(Kind.PROVISION, at)
        for redirect in comparison.redirects_in.get(at, ()):
            if comparison.redirects[redirect].named:
                yield Line(Kind.MEANT, redirect)
            if comparison.redirects[redirect].names:
                yield Line(Kind.MEANS, redirect)
        for summary in beside.get(at, ()):
            yield Line(Kind.SUMMARY, summary)
        for gone in left.get(at, ()):
            yield Line(Kind.LEFT, gone)


def _beside(comparison: Comparison) -> dict[int, list[int]]:
    """Row of a provision -> summaries that come after it: after the last one that each stands beside."""
    found: dict[int, list[int]] = {}
    for at, summary in enumerate(comparison.summaries):
        found.setdefault(_last_row(comparison, summary), []).append(at)
    return found


def _last_row(comparison: Comparison, summary: AlignedSummary) -> int:
    rows = [comparison.row_of_new[one] for one in summary.new if one in comparison.row_of_new]
    rows = rows or [comparison.row_of_old[one] for one in summary.old if one in comparison.row_of_old]
    return max(rows, default=len(comparison.provisions) - 1)


def _left(comparison: Comparison) -> dict[int, list[int]]:
    """Row after which provisions stood that now stand elsewhere; -1 for before all others."""
    found: dict[int, list[int]] = {}
    last = -1
    for provision in comparison.old.provisions:
        at = comparison.row_of_old.get(provision.id)
        if at is None or comparison.provisions[at].old[0] != provision.id:
            continue
        row = comparison.provisions[at]
        if row.reordered and row.status in _MOVED:
            found.setdefault(last, []).append(at)
        else:
            last = at
    return found


def name(agreement: Agreement, ids: tuple[str, ...]) -> str:
    """How our own words name provisions: '6.1 Indemnity by us'; '6.1 and 6.2'."""
    if len(ids) > 1:
        numbers = [agreement.by_id[one].full_number or agreement.by_id[one].label for one in ids]
        return " and ".join([", ".join(numbers[:-1]), numbers[-1]])
    provision = agreement.by_id[ids[0]]
    if provision.label:
        return provision.label
    above = next((each.label for each in agreement.ancestors(provision.id) if each.label), "")
    return f"{above}, unnumbered".lstrip(", ")
