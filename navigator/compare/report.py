"""What `compare` prints: JSON for programs, a list by weight for people."""

from __future__ import annotations

from typing import Any

from navigator.model.agreement import Agreement
from navigator.model.comparison import Comparison, Redirect, Weight, WordSpan

SCHEMA = "contract-navigator/compare/1"


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values, ready for `json.dumps`.

    provisions  one row for each pair (or split, or join), in the order of the new version. `old` and `new` are null
                where there is none; `ids` has more than one where a provision was split or several were joined. `text`
                is heading and binding words, white space collapsed, number left off.
    words       [op, old_start, old_end, new_start, new_end]: "equal", "delete" or "insert", offsets into the two texts
    summaries   likewise; `stale` says what the new summary still says although its binding text no longer does
    redirects   references whose own words stayed and that name another provision now: `row` indexes `provisions`,
                `start` and `end` are offsets into its texts; `provisions` are what was named and is named no longer
                (old) and what is named instead (new), each with the row that has its words and what became of it
    terms       definitions that changed or went while the words that use them stayed; `row` holds the old definition,
                `used_in` are rows
    changes     the list by weight; `rows` index `provisions`, `summary` indexes `summaries`, and so on
    """
    old, new = comparison.old, comparison.new
    return {
        "schema": SCHEMA,
        "old": _version(old),
        "new": _version(new),
        "same_source": comparison.same_source,
        "remarks": list(comparison.remarks),
        "counts": {status.value: count for status, count in comparison.counts.items()},
        "provisions": [
            {
                "status": row.status.value,
                "old": _side(old, row.old, row.old_text),
                "new": _side(new, row.new, row.new_text),
                "weight": row.weight.value if row.weight else None,
                "description": "; ".join(row.details) or None,
                "words": _words(row.words),
            }
            for row in comparison.provisions
        ],
        "summaries": [
            {
                "status": row.status.value,
                "old": {"summary_of": list(row.old), "text": row.old_text} if row.old else None,
                "new": {"summary_of": list(row.new), "text": row.new_text} if row.new else None,
                "stale": row.stale,
                "words": _words(row.words),
            }
            for row in comparison.summaries
        ],
        "redirects": [_redirect(comparison, redirect) for redirect in comparison.redirects],
        "terms": [
            {
                "term": term.term,
                "row": term.row,
                "old": term.old,
                "new": term.new or None,
                "used_in": list(term.used_in),
                "description": term.words,
            }
            for term in comparison.terms
        ],
        "changes": [
            {
                "weight": change.weight.value,
                "title": change.title,
                "description": change.description,
                "rows": list(change.rows),
                "summary": change.summary,
                "redirect": change.redirect,
                "term": change.term,
            }
            for change in comparison.changes
        ],
    }


def compared(comparison: Comparison) -> str:
    """The changes by weight, and how much is unchanged. Changes of typography are counted, not listed."""
    old, new = comparison.old, comparison.new
    lines = [f"{new.title}: {_named(old)} → {_named(new)}"]
    lines += [f"  mind: {remark}" for remark in comparison.remarks]
    shown = [change for change in comparison.changes if change.weight is not Weight.TYPOGRAPHY]
    last = None
    for change in shown:
        if change.weight is not last:
            lines += ["", change.weight.value.capitalize()]
            last = change.weight
        lines += [f"  {change.title}", f"      {change.description}"]
    return "\n".join([*lines, "", _totals(comparison, len(comparison.changes) - len(shown))])


def _totals(comparison: Comparison, typography: int) -> str:
    counts = [f"{count} {status.value}" for status, count in comparison.counts.items() if count]
    if typography:
        counts.append(f"{typography} with another typography only")
    stale = sum(row.stale is not None for row in comparison.summaries)
    if stale:
        counts.append("1 stale summary" if stale == 1 else f"{stale} stale summaries")
    if comparison.redirects:
        number = len(comparison.redirects)
        counts.append(f"{number} {'reference names' if number == 1 else 'references name'} another provision")
    return "Provisions: " + (", ".join(counts) or "none")


def _named(agreement: Agreement) -> str:
    when = agreement.last_updated
    return when.isoformat() if when else agreement.text.source.name


def _version(agreement: Agreement) -> dict[str, Any]:
    return {
        "title": agreement.title,
        "version": agreement.last_updated.isoformat() if agreement.last_updated else None,
        "language": agreement.language,
        "source": agreement.text.source.name,
        "sha256": agreement.text.source.sha256,
    }


def _side(agreement: Agreement, ids: tuple[str, ...], text: str) -> dict[str, Any] | None:
    if not ids:
        return None
    first = agreement.by_id[ids[0]]
    return {
        "id": first.id,
        "ids": list(ids),
        "number": first.full_number,
        "heading": first.heading,
        "text": text,
    }


def _redirect(comparison: Comparison, redirect: Redirect) -> dict[str, Any]:
    old, new = comparison.old, comparison.new
    return {
        "row": redirect.row,
        "text": redirect.text,
        "certain": redirect.certain,
        "range": redirect.is_range,
        "description": redirect.words,
        "old": {
            "start": redirect.old_place[0],
            "end": redirect.old_place[1],
            "provisions": [_named_in(old, one, comparison.row_of_old[one]) for one in redirect.named],
        },
        "new": {
            "start": redirect.new_place[0],
            "end": redirect.new_place[1],
            "provisions": [_named_in(new, one, comparison.row_of_new[one]) for one in redirect.names],
        },
    }


def _named_in(agreement: Agreement, identity: str, row: int) -> dict[str, Any]:
    provision = agreement.by_id[identity]
    return {"id": identity, "number": provision.full_number, "heading": provision.heading, "row": row}


def _words(spans: tuple[WordSpan, ...]) -> list[list[Any]]:
    return [[span.op.value, span.old_start, span.old_end, span.new_start, span.new_end] for span in spans]
