"""Two versions of an agreement: provisions aligned by words and by address, redlined, and their changes weighed.

`compare` is the door. The steps, one file each: `units` and `alignment` (which provision answers to which), `redline`
(which words), `rows` (what became of each), `weighing` and `lawcourts` (what it is about), `meaning` and `altered`
(words that stayed and mean something else), `summaries`, `changes`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from navigator.compare.altered import altered_terms
from navigator.compare.changes import list_changes
from navigator.compare.evidence import Facts, Finding, Touched
from navigator.compare.meaning import Sides, redirects
from navigator.compare.rows import Row, rows
from navigator.compare.summaries import align_summaries, stale
from navigator.compare.weighing import weigh
from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.comparison import (
    AlignedProvision,
    AlignedSummary,
    Comparison,
    Status,
    Weight,
    WordOp,
    WordSpan,
    plain_text,
)

_FEW = 0.2

__all__ = ["compare"]


def compare(old: Analysis, new: Analysis) -> Comparison:
    """What changed from one version to another. Both are understood by the same stages; two readings of the same
    source (the same SHA-256) have no changes, however differently they were read."""
    if old.agreement.text.source.sha256 == new.agreement.text.source.sha256:
        return _same(old.agreement, new.agreement)
    found = rows(old.agreement, new.agreement)
    answers = {one: row.new[0] for row in found if row.is_pair for one in row.old}
    facts = Facts(old), Facts(new)
    sides = Sides.of(*facts, found)
    touched = [Touched(row, *facts) if row.is_pair and row.hunks else None for row in found]
    findings = [weigh(row, answers.get) if row is not None else () for row in touched]
    redirected, terms = redirects(sides), altered_terms(sides, touched)
    beyond: dict[int, list[Finding]] = defaultdict(list)
    for term in terms:
        beyond[term.row].append(Finding(Weight.DEFINITION, term.words))
    for redirect in redirected:
        beyond[redirect.row].append(Finding(Weight.REDIRECTED, redirect.words))
    by_new = {one: each for row, each in zip(found, touched, strict=True) if each for one in row.new}
    summaries = [
        replace(summary, stale=stale(summary.new_text, _beside(summary, by_new)))
        for summary in align_summaries(old.agreement, new.agreement, [(row.old, row.new) for row in found])
    ]
    return Comparison(
        old.agreement,
        new.agreement,
        tuple(_aligned(row, findings[at], beyond.get(at, [])) for at, row in enumerate(found)),
        tuple(summaries),
        list_changes(old.agreement, new.agreement, found, findings, summaries, redirected, terms),
        tuple(_remarks(old.agreement, new.agreement, found)),
        redirects=redirected,
        terms=terms,
    )


def _remarks(old: Agreement, new: Agreement, found: list[Row]) -> Iterator[str]:
    if old.language != new.language:
        yield f"the versions are in different languages ({old.language} and {new.language})"
    pairs = sum(row.is_pair for row in found)
    if pairs < _FEW * min(len(old.provisions), len(new.provisions)):
        yield "the versions have little in common: they may be two agreements, or one of them may be incomplete"


def _beside(summary: AlignedSummary, touched: dict[str, Touched]) -> list[Touched]:
    return list({id(touched[one]): touched[one] for one in summary.new if one in touched}.values())


def _aligned(row: Row, findings: tuple[Finding, ...], beyond: list[Finding]) -> AlignedProvision:
    """`findings` are about words that changed, `beyond` about those that stayed and mean something else."""
    weight: Weight | None = None
    if findings:
        weight = findings[0].weight
    elif row.status in (Status.ADDED, Status.REMOVED, Status.MOVED):
        weight = {Status.ADDED: Weight.NEW, Status.REMOVED: Weight.REMOVED}.get(row.status, Weight.MOVED)
    elif row.is_typography:
        weight = Weight.TYPOGRAPHY
    if row.is_pair:
        weight = min([finding.weight for finding in beyond] + ([weight] if weight else []), key=_rank, default=None)
    details = tuple(finding.words for finding in sorted([*findings, *beyond], key=lambda one: one.weight.rank))
    return AlignedProvision(
        row.status,
        row.old,
        row.new,
        row.old_text.text,
        row.new_text.text,
        row.line.spans,
        weight,
        details,
        row.reordered,
    )


def _rank(weight: Weight) -> int:
    return weight.rank


def _same(old: Agreement, new: Agreement) -> Comparison:
    """Every provision of the newer reading, unchanged."""
    found = []
    for provision in new.provisions:
        text = plain_text(new, [provision.id]).text
        words = (WordSpan(WordOp.EQUAL, 0, len(text), 0, len(text)),) if text else ()
        ids = (provision.id,)
        found.append(
            AlignedProvision(Status.UNCHANGED, ids if provision.id in old.by_id else (), ids, text, text, words)
        )
    return Comparison(old, new, tuple(found), remarks=("both are the same source",), same_source=True)
