"""The list of changes: one line for each, the gravest first; what was added, removed or moved together is one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from navigator.compare.evidence import Finding
from navigator.compare.rows import Row
from navigator.compare.weighing import replaced, short
from navigator.model.agreement import Agreement, Provision
from navigator.model.comparison import AlignedSummary, AlteredTerm, Change, Redirect, Status, Weight, WordOp

_COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split()
_MOVED = (Status.MOVED, Status.MOVED_AND_CHANGED)


def list_changes(
    old: Agreement,
    new: Agreement,
    rows: Sequence[Row],
    findings: Sequence[tuple[Finding, ...]],
    summaries: Sequence[AlignedSummary],
    redirects: Sequence[Redirect],
    terms: Sequence[AlteredTerm],
) -> tuple[Change, ...]:
    """Every change of a comparison; `findings` go with `rows`."""
    lister = _Lister(old, new, rows)
    found = [*lister.changed(findings), *lister.together(), *lister.renumbered(), *lister.summaries(summaries)]
    found += [
        Change(Weight.DEFINITION, lister.title(rows[term.row]), term.words, (term.row,), term=at)
        for at, term in enumerate(terms)
    ]
    found += [
        Change(Weight.REDIRECTED, lister.title(rows[redirect.row]), redirect.words, (redirect.row,), redirect=at)
        for at, redirect in enumerate(redirects)
    ]
    found += [
        Change(Weight.TYPOGRAPHY, lister.title(row), "quotes, dashes, bullets or printed numbers only", (at,))
        for at, row in enumerate(rows)
        if row.is_typography and row.status is Status.UNCHANGED
    ]

    def order(change: Change) -> tuple[int, int]:
        return change.weight.rank, change.rows[0] if change.rows else len(rows) + (change.summary or 0)

    return tuple(sorted(found, key=order))


class _Lister:
    def __init__(self, old: Agreement, new: Agreement, rows: Sequence[Row]) -> None:
        self._old, self._new, self._rows = old, new, rows
        self._row_of_old = {one: at for at, row in enumerate(rows) for one in row.old}
        self._row_of_new = {one: at for at, row in enumerate(rows) for one in row.new}
        self._numbers = [Counter(each.full_number for each in side.provisions) for side in (old, new)]

    def changed(self, findings: Sequence[tuple[Finding, ...]]) -> Iterator[Change]:
        """Rows whose words changed."""
        for at, (row, found) in enumerate(zip(self._rows, findings, strict=True)):
            if found:
                words = "; ".join(finding.words for finding in found[:2])
                more = f"; {_count(len(found) - 2)} more" if len(found) > 2 else ""
                yield Change(found[0].weight, self.title(row), words + more, (at,))

    def together(self) -> Iterator[Change]:
        """What is new or removed, each section with all that is below it."""
        for weight, status, word in (
            (Weight.NEW, Status.ADDED, "new"),
            (Weight.REMOVED, Status.REMOVED, "removed"),
        ):
            for at, below in self._families(status).items():
                row = self._rows[at]
                if below:
                    words = f"{word}, with {_count(len(below))} {_noun(len(below))} below"
                else:
                    words = f"{word}: “{short(self._body(row), 90)}”" if self._body(row) else word
                yield Change(weight, self.title(row), words, (at, *below))

    def renumbered(self) -> Iterator[Change]:
        """What has another address and the same words: neighbours that moved alike are one line."""
        run: list[int] = []
        families = self._families(Status.MOVED)
        for at in families:
            if run and not self._continues(run[-1], at, families):
                yield self._moved(run, families)
                run = []
            run.append(at)
        if run:
            yield self._moved(run, families)

    def summaries(self, summaries: Sequence[AlignedSummary]) -> Iterator[Change]:
        """Stale summaries, and those that changed; one that came or went with its provision is told there."""
        for at, row in enumerate(summaries):
            agreement, ids, where = (
                (self._new, row.new, self._row_of_new) if row.new else (self._old, row.old, self._row_of_old)
            )
            title = f"Summary of {_short_name(agreement, agreement.by_id[ids[0]])}" if ids else "Summary"
            alone = all(not self._rows[where[one]].is_pair for one in ids)
            if row.stale:
                yield Change(Weight.STALE, title, row.stale, (), at)
            elif row.status is Status.CHANGED:
                yield Change(Weight.SUMMARY, title, _reworded(row), (), at)
            elif row.status is Status.ADDED and not alone:
                yield Change(Weight.SUMMARY, title, f"new: “{short(row.new_text, 90)}”", (), at)
            elif row.status is Status.REMOVED and not alone:
                yield Change(Weight.SUMMARY, title, f"removed: “{short(row.old_text, 90)}”", (), at)

    def title(self, row: Row) -> str:
        """'3.3 Payment', '6.1 → 6.2 Indemnity by Us'; without number or heading that of what it stands under."""
        one = self._old.by_id[row.old[0]] if row.old else None
        other = self._new.by_id[row.new[0]] if row.new else None
        if one and other and row.status in _MOVED and one.full_number and other.full_number:
            return f"{one.full_number} → {other.full_number} {other.heading or one.heading or ''}".rstrip()
        if other is not None:
            return _name(self._new, other) + self._part(other, new=True)
        assert one is not None
        return _name(self._old, one) + self._part(one, new=False)

    # --- Within ---

    def _families(self, status: Status) -> dict[int, list[int]]:
        """Rows of one status, each under the highest row above it that has that status too (for moved rows: or that
        moved and changed, which has a line of its own and takes them with it)."""
        heads: dict[int, int] = {}
        found: dict[int, list[int]] = {}
        for at, row in enumerate(self._rows):
            above = self._above(row)
            if status is Status.MOVED and above is not None and self._rows[above].status is Status.MOVED_AND_CHANGED:
                heads[at] = heads.get(above, above)
            if row.status is not status:
                continue
            head = heads.get(at, at if above is None else heads.get(above, at))
            heads[at] = head
            if head == at:
                found[at] = []
            elif head in found:
                found[head].append(at)
        return found

    def _above(self, row: Row) -> int | None:
        if row.status is Status.REMOVED:
            parent = self._old.by_id[row.old[0]].parent
            return self._row_of_old.get(parent) if parent else None
        parent = self._new.by_id[row.new[0]].parent
        return self._row_of_new.get(parent) if parent else None

    def _continues(self, last: int, at: int, families: dict[int, list[int]]) -> bool:
        before, row = self._rows[last], self._rows[at]
        if before.reordered or row.reordered or at != max([last, *families[last]]) + 1:
            return False
        return self._above(before) == self._above(row) and self._parent(before) == self._parent(row)

    def _parent(self, row: Row) -> str | None:
        return self._old.by_id[row.old[0]].parent

    def _moved(self, run: list[int], families: dict[int, list[int]]) -> Change:
        rows = tuple(sorted([*run, *(below for at in run for below in families[at])]))
        first, last = self._rows[run[0]], self._rows[run[-1]]
        below = sum(len(families[at]) for at in run)
        words = "unchanged words" + (f", with {_count(below)} {_noun(below)} below" if below else "")
        one, other = self._old.by_id[first.old[0]], self._new.by_id[first.new[0]]
        if len(run) > 1:
            ends = self._old.by_id[last.old[0]], self._new.by_id[last.new[0]]
            title = f"{_number(one)} to {_number(ends[0])} → {_number(other)} to {_number(ends[1])}"
        else:
            title = self.title(first)
            if not (one.full_number and other.full_number):
                words = "stands elsewhere, " + words
        return Change(Weight.MOVED, title, words, rows)

    def _part(self, provision: Provision, *, new: bool) -> str:
        """' (Annex 2)' where the version has two provisions of one number, and so needs the part that they stand in."""
        above = (self._new if new else self._old).ancestors(provision.id)
        alike = self._numbers[new][provision.full_number] if provision.full_number else 1
        return f" ({short(above[-1].heading)})" if alike > 1 and above and above[-1].heading else ""

    def _body(self, row: Row) -> str:
        text = row.new_text if row.new else row.old_text
        agreement, one = (self._new, row.new[0]) if row.new else (self._old, row.old[0])
        start = text.breaks[1] if agreement.by_id[one].heading_span is not None and len(text.breaks) > 1 else 0
        if not start and agreement.by_id[one].heading_span is not None:
            return ""
        return text.text[start:]


def _name(agreement: Agreement, provision: Provision) -> str:
    if provision.label:
        return provision.label
    above = next((each.label for each in agreement.ancestors(provision.id) if each.label), None)
    if above:
        return f"{above}, unnumbered"
    return {"preface": "Preface", "preamble": "Preamble", "conclusions": "Closing"}.get(
        provision.kind.value, "Unnumbered"
    )


def _reworded(row: AlignedSummary) -> str:
    """The largest change of a summary's words."""
    best, last = ("", ""), ""
    for span in row.words:
        old, new = row.old_text[span.old_start : span.old_end], row.new_text[span.new_start : span.new_end]
        pair = (last, new) if span.op is WordOp.INSERT else (old, "")
        last = old if span.op is WordOp.DELETE else ""
        if span.op is not WordOp.EQUAL and len("".join(pair)) >= len("".join(best)):
            best = pair
    return replaced(*best)


def _short_name(agreement: Agreement, provision: Provision) -> str:
    return provision.full_number or _name(agreement, provision)


def _number(provision: Provision) -> str:
    return provision.full_number or provision.label or "unnumbered"


def _noun(number: int) -> str:
    return "provision" if number == 1 else "provisions"


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)
