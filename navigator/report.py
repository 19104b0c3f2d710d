"""`inspect --json`: what was understood of one source, in the form of the command line's specification."""

from __future__ import annotations

from typing import Any

from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.rules import Fact
from navigator.model.text import plain

SCHEMA = "contract-navigator/inspect/1"


def inspect_json(analysis: Analysis) -> dict[str, Any]:
    """The specification's `inspect` object; plain values only, ready for `json.dumps`."""
    agreement = analysis.agreement
    at = agreement.text.at
    return {
        "schema": SCHEMA,
        "title": agreement.title,
        "last_updated": agreement.last_updated.isoformat() if agreement.last_updated else None,
        "language": agreement.language,
        "source": {
            "name": agreement.text.source.name,
            "media_type": agreement.text.source.media_type,
            "sha256": agreement.text.source.sha256,
            "characters": len(agreement.text.text),
        },
        "provisions": _provisions(agreement),
        "definitions": [
            {"term": d.term, "provision": d.provision, "aliases": list(d.aliases)} for d in analysis.definitions
        ],
        "references": _references(analysis),
        "amendments": [
            {"provision": a.provision, "action": a.action.value, "target": a.target, "applies_to": a.condition.text}
            for a in analysis.amendments
        ],
        "rules": [
            {"fact": r.fact.value, "condition": r.condition.text, "value": r.value, "provision": r.provision}
            for r in analysis.rules
            if r.fact not in (Fact.ARBITRATION_LANGUAGE, Fact.NOTICE_ADDRESS)  # not named by the specification
        ],
        "figures": [
            {"provision": f.provision, "kind": f.kind.value, "text": f.text, "value": f.value} for f in analysis.figures
        ],
        "links": [{"provision": h.provision, "text": plain(at(h.span)), "url": h.url} for h in analysis.hyperlinks],
        "coverage": _coverage(agreement),
        "doubts": list(agreement.doubts) + list(agreement.text.notes),
    }


def _provisions(agreement: Agreement) -> list[dict[str, Any]]:
    rows = []
    for provision in agreement.provisions:
        summary = agreement.summary_by_id.get(provision.id)
        rows.append(
            {
                "id": provision.id,
                "parent": provision.parent,
                "level": provision.level,
                "number": provision.number,
                "full_number": provision.full_number,
                "heading": provision.heading,
                "text": agreement.binding_text(provision.id),
                "summary": agreement.summary_text(summary) if summary else None,
                "summary_of": list(summary.beside) if summary else None,
            }
        )
    return rows


def _references(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "provision": r.provision,
            "layer": r.layer.value,
            "text": plain(r.text),
            "number": r.number,
            "subparagraph": r.subparagraph,
            "status": r.resolution.status,
            "target": r.target,
            "title_given": r.title_given,
            "title_matches": r.title_matches,
            "range_to": r.range_to,
            "self": r.is_self,
        }
        for r in analysis.references
    ]


def _coverage(agreement: Agreement) -> dict[str, Any]:
    coverage = agreement.coverage
    return {
        "source_words": coverage.source_words,
        "placed_words": coverage.placed_words,
        "left_out": [{"words": r.words, "reason": r.reason, "first_words": r.first_words} for r in coverage.left_out],
    }
