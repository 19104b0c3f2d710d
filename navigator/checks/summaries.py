"""A summary that stands beside no clause, and a clause without a summary where nearly all have one."""

from __future__ import annotations

from collections.abc import Iterator

from navigator.checks.passages import anchor, name, quoted
from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity

ALONE = "summary-without-clause"
MISSING = "clause-without-summary"
_NEARLY_ALL = 0.9
_FEW = 8
_WORDS = 30  # a shorter clause hardly needs one


def summaries_alone(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each summary beside provisions without binding text, themselves or below them, in an agreement
    that gives summaries clause by clause."""
    agreement = analysis.agreement
    if len(agreement.summaries) < _FEW:
        return
    for summary in agreement.summaries:
        if not summary.pieces or any(_has_text(agreement, identity) for identity in summary.beside):
            continue
        home = summary.beside[0] if summary.beside else _before(agreement, summary.pieces[0].span.start)
        if home is not None:
            span = summary.pieces[0].span
            yield Finding(
                ALONE,
                Severity.WARNING,
                home,
                span,
                f"The summary {quoted(agreement, span)} stands beside no clause",
                "It summarises text that is not there, or belongs to another clause.",
            )


def clauses_without(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each numbered clause without a summary, or section of such clauses, where nine clauses in ten have
    one."""
    agreement = analysis.agreement
    clauses = [p for p in agreement.provisions if _is_clause(agreement, p)]
    covered = [p for p in clauses if _summarised(agreement, p)]
    if len(covered) < _FEW or len(covered) < _NEARLY_ALL * len(clauses):
        return
    bare = [_highest_without(agreement, p) for p in clauses if not _summarised(agreement, p)]
    for identity in dict.fromkeys(bare):
        provision = agreement.by_id[identity]
        if provision.spans:
            yield Finding(
                MISSING,
                Severity.NOTE,
                provision.id,
                anchor(provision),
                f"{name(provision)} has no summary; {len(covered)} of {len(clauses)} clauses have one",
                "Somebody who reads the summaries only does not learn of it.",
            )


def _is_clause(agreement: Agreement, provision: Provision) -> bool:
    own = provision.kind is ProvisionKind.SECTION and provision.full_number is not None
    return own and len(agreement.binding_text(provision.id).split()) >= _WORDS


def _summarised(agreement: Agreement, provision: Provision) -> bool:
    """By a summary of its own, of a provision above it, or of those below it."""
    line = (provision, *agreement.ancestors(provision.id))
    below = agreement.descendants(provision.id)
    return any(row.id in agreement.summary_by_id for row in (*line, *below))


def _highest_without(agreement: Agreement, provision: Provision) -> str:
    """The highest provision at or above this one that has no summary anywhere below it."""
    at = provision
    for above in agreement.ancestors(provision.id):
        if _summarised(agreement, above) or above.full_number is None:
            break
        at = above
    return at.id


def _has_text(agreement: Agreement, identity: str) -> bool:
    return any(row.body for row in (agreement.by_id[identity], *agreement.descendants(identity)))


def _before(agreement: Agreement, offset: int) -> str | None:
    """The provision that a summary without one follows."""
    earlier = [p for p in agreement.provisions if p.spans and p.spans[0].start <= offset]
    return earlier[-1].id if earlier else None
