"""What the command line prints: the JSON objects of its specification, and the same for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AddReport, AddStatus, AgreementCard, Clause, Hit, HitLayer, SearchResult
from navigator.model.findings import Finding
from navigator.model.library import Draft, Verified
from navigator.model.rules import FACT_NAMES, Answer, Applicability, Fact, Profile
from navigator.model.text import plain

_FACTS = tuple(fact for fact in Fact if fact not in (Fact.ARBITRATION_LANGUAGE, Fact.NOTICE_ADDRESS))
"""Those that the specification of the JSON names."""


# --- JSON ---


def applies_json(answer: Applicability) -> dict[str, Any]:
    """The specification's `applies` object."""
    profile = answer.profile
    return {
        "profile": {
            "country": profile.country,
            "organisations": sorted(profile.organisations),
            "programmes": sorted(profile.programmes),
        },
        **{fact.value: _answer_json(answer.answers.get(fact)) for fact in _FACTS},
        "special_terms": [
            {
                "provision": row.provision,
                "number": row.number,
                "heading": row.heading,
                "why": row.why,
                "certain": row.certain,
            }
            for row in answer.special_terms
        ],
        "replaced": [
            {"target": row.target, "target_number": row.target_number, "by": row.by, "by_number": row.by_number}
            for row in answer.replaced
        ],
        "warnings": list(answer.warnings),
    }


def check_json(analysis: Analysis, findings: Sequence[Finding]) -> dict[str, Any]:
    """What `check` found: one row for each finding, in reading order."""
    return {"title": analysis.agreement.title, "findings": [_finding_json(analysis, row) for row in findings]}


def _finding_json(analysis: Analysis, finding: Finding) -> dict[str, Any]:
    agreement = analysis.agreement
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "provision": finding.provision,
        "full_number": agreement.by_id[finding.provision].full_number,
        "text": plain(agreement.text.at(finding.span)),
        "words": finding.words,
        "why": finding.why,
        "related": finding.related,
    }


def search_json(result: SearchResult) -> dict[str, Any]:
    """The specification's `search` object."""
    return {
        "query": result.query,
        "engine": result.engine,
        "total": result.total,
        "milliseconds": round(result.milliseconds, 3),
        "notes": list(result.notes),
        "suggestion": result.suggestion,
        "fuzzy": result.fuzzy,
        "hits": [_hit_json(hit) for hit in result.hits],
    }


def report_json(report: AddReport) -> dict[str, Any]:
    """What became of one file that was added."""
    return {
        "source": report.source,
        "key": report.key,
        "status": report.status.value,
        "message": report.message,
        "title": report.title,
        "provisions": report.provisions,
        "left_out_words": report.left_out,
        "doubts": list(report.doubts),
    }


def draft_json(draft: Draft) -> dict[str, Any]:
    """What was read, before it is kept."""
    return {
        "title": draft.title,
        "address": draft.origin.address,
        "retrieved": draft.origin.retrieved.isoformat() if draft.origin.retrieved else None,
        "source": draft.name,
        "version": _version(draft.card),
        "provisions": draft.card.provisions,
        "words": draft.card.words,
        "left_out": [{"words": row.words, "reason": row.reason} for row in draft.left_out],
        "doubts": list(draft.doubts),
        "known_as": draft.known_as,
    }


def card_json(card: AgreementCard) -> dict[str, Any]:
    """One agreement of the library."""
    return {
        "key": card.key,
        "title": card.title,
        "publisher": card.publisher,
        "version": _version(card),
        "language": card.language,
        "source": card.source_name,
        "folder": card.folder,
        "sha256": card.sha256,
        "added": card.added.isoformat(),
        "provisions": card.provisions,
        "words": card.words,
        "has_summaries": card.has_summaries,
        "sample": card.sample,
        "earlier": list(card.earlier),
    }


def _answer_json(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {"value": answer.value, "certain": answer.certain, "why": answer.why, "provision": answer.provision}


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "agreement": hit.agreement_title,
        "called": hit.called,
        "key": hit.agreement,
        "version": _version(hit) or "",
        "provision": hit.provision,
        "full_number": hit.full_number,
        "heading": hit.heading,
        "layer": hit.layer.value,
        "score": hit.score,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "heading_marks": [list(mark) for mark in hit.title_marks],
        "applies": hit.applies,
        "replaced_by": hit.replaced_by,
    }


def _version(dated: AgreementCard | Hit | Clause) -> str | None:
    return dated.version.isoformat() if dated.version else None


# --- Tables ---


def hit_rows(result: SearchResult) -> list[list[str]]:
    """Head and rows: where each hit is, its status and the words around it."""
    head = ["Agreement", "Version", "Number", "Heading", "Status", "Words", "Provision", "Key"]
    return [head, *(_hit_row(hit) for hit in result.hits)]


def _hit_row(hit: Hit) -> list[str]:
    where = [hit.called, _version(hit) or "", hit.full_number or "", hit.heading or ""]
    return [*where, _badge(hit), hit.snippet, hit.provision, hit.agreement]


# --- For people ---


def inspected(analysis: Analysis) -> str:
    """Title, outline, counts, and what was left out of one file."""
    agreement = analysis.agreement
    coverage = agreement.coverage
    facts = [
        ("Last updated", agreement.last_updated.isoformat() if agreement.last_updated else "not stated"),
        ("Language", agreement.language),
        ("Provisions", str(len(agreement.provisions))),
        ("Summaries", str(len(agreement.summaries)) if agreement.summaries else "none"),
        ("Definitions", str(len(analysis.definitions))),
        ("References", _statuses(analysis)),
        ("Words", f"{coverage.source_words}, of which {coverage.placed_words} placed"),
    ]
    lines = [agreement.title, "", *_aligned(facts), "", "Contents", *_outline(agreement)]
    if coverage.left_out:
        lines += ["", "Left out"]
        lines += _aligned([(f"{row.words} words", f"{row.reason}: {row.first_words}") for row in coverage.left_out])
    doubts = agreement.text.notes + agreement.doubts
    if doubts:
        lines += ["", "Not sure of", *(f"  {doubt}" for doubt in doubts)]
    return "\n".join(lines)


def applying(agreement: Agreement, answer: Applicability, countries: Mapping[str, str]) -> str:
    """What applies to a profile."""
    lines = [agreement.title, f"For {_profile(answer.profile, countries)}", ""]
    facts: list[tuple[str, str]] = []
    for fact, name in FACT_NAMES.items():
        row = answer.answers.get(fact)
        if row is not None:
            facts.append((name, _answer(agreement, row)))
    lines += _aligned(facts) or ["  The agreement does not say who the parties are or whose law applies."]
    if answer.special_terms:
        lines += ["", "Special terms"]
        special = [(f"{row.number} {row.heading}".strip(), row.why) for row in answer.special_terms]
        lines += _aligned([(name, why if row.certain else f"may apply: {why}")
                           for (name, why), row in zip(special, answer.special_terms, strict=True)])  # fmt: skip
    if answer.replaced:
        lines += ["", "Replaced", *(f"  {row.target_number} by {row.by_number}" for row in answer.replaced)]
    if answer.warnings:
        lines += ["", "Mind", *(f"  {warning}" for warning in answer.warnings)]
    return "\n".join(lines)


def found(result: SearchResult) -> str:
    """Search results under the agreement that they stand in, that of the best one first; the matching words in square
    brackets."""
    said = list(result.notes)
    if result.suggestion is not None:
        said.append(
            f"did you mean: {result.suggestion}" + ("; what has words like these is shown" if result.fuzzy else "")
        )
    if not result.hits:
        return "\n".join([*said, "nothing found"])
    by_agreement: dict[str, list[Hit]] = {}
    for hit in result.hits:
        by_agreement.setdefault(hit.agreement, []).append(hit)
    lines: list[str] = [*said, ""] if said else []
    for hits in by_agreement.values():
        lines.append(" · ".join(filter(None, (hits[0].called, _version(hits[0])))))
        for hit in hits:
            label = " ".join(filter(None, (hit.full_number, hit.heading))) or hit.provision
            lines.append(f"  {label}  [{_badge(hit)}]")
            if hit.snippet:
                lines.append(f"      {_marked(hit)}")
        lines.append("")
    count = f"{result.total} provisions" if result.total != 1 else "1 provision"
    more = f", the first {len(result.hits)} shown" if result.total > len(result.hits) else ""
    return "\n".join([*lines, f"{count}{more} · {result.milliseconds:.0f} ms"])


def checked(analysis: Analysis, findings: Sequence[Finding]) -> str:
    """Findings under the provisions that they stand in."""
    if not findings:
        return f"{analysis.agreement.title}: nothing found"
    lines = [analysis.agreement.title]
    for finding in findings:
        where = analysis.agreement.by_id[finding.provision].label or finding.provision
        lines += [f"  {where}  [{finding.severity.value}: {finding.rule}]", f"      {finding.words}. {finding.why}"]
    count = f"{len(findings)} findings" if len(findings) != 1 else "1 finding"
    return "\n".join([*lines, "", count])


def added(reports: Sequence[AddReport]) -> str:
    """What became of each file that was not refused."""
    rows: list[str] = []
    for report in reports:
        if report.status is AddStatus.FAILED:
            continue
        if report.status is AddStatus.PASSED_OVER:
            rows.append(f"{report.status.value}  {report.message}")
            continue
        rows.append(f"{report.status.value}  {report.source}: {report.message}  ({report.key})")
        rows += [f"       not sure: {doubt}" for doubt in report.doubts]
    counts = {status: sum(report.status is status for report in reports) for status in AddStatus}
    return "\n".join([*rows, ", ".join(f"{count} {status.value}" for status, count in counts.items() if count)])


def drafted(draft: Draft) -> str:
    """What was read, before it is kept: title, size, where from, the first headings, what was left out."""
    facts = [
        ("From", draft.origin.address or draft.name),
        ("Last updated", _version(draft.card) or "not stated"),
        ("Provisions", str(draft.card.provisions)),
        ("Words", str(draft.card.words)),
        ("Left out", ", ".join(f"{words} words ({reason})" for reason, words in draft.left_out_by_reason) or "nothing"),
        ("Begins", "; ".join(draft.opening[:4]) or "without headings"),
    ]
    if draft.doubts:
        facts.append(("Not sure of", "; ".join(draft.doubts)))
    return "\n".join([draft.title, *_aligned(facts)])


def verified(found: Verified) -> str:
    """What is wrong with a library, what is worth knowing of it, and how much was looked at."""
    lines = [*found.wrong, *(f"note: {words}" for words in found.notes)]
    looked = "the bytes of" if found.quick else "bytes, list and index of"
    count = f"{found.agreements} agreements" if found.agreements != 1 else "1 agreement"
    end = "wrong, see above" if found.wrong else "the library is whole"
    return "\n".join([*lines, f"{end} ({looked} {count} checked)"])


def listed(cards: Sequence[AgreementCard]) -> str:
    """The library as a table."""
    if not cards:
        return "the library is empty; add files with: contract-navigator add FILE"
    head = ("KEY", "VERSION", "PROVISIONS", "TITLE")
    rows = [(c.key, _version(c) or "—", str(c.provisions), c.called + (" (sample)" if c.sample else "")) for c in cards]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(3)]
    return "\n".join(
        "  ".join((*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[3]))
        for row in (head, *rows)
    )


def _statuses(analysis: Analysis) -> str:
    counts: dict[str, int] = {}
    for reference in analysis.references:
        status = reference.resolution.status
        counts[status] = counts.get(status, 0) + 1
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "none"


def _outline(agreement: Agreement) -> Iterable[str]:
    for provision in agreement.provisions:
        if provision.label:
            summary = "  · summary" if provision.id in agreement.summary_by_id else ""
            yield f"{'  ' * provision.level}{provision.label}{summary}"


def _profile(profile: Profile, countries: Mapping[str, str]) -> str:
    country = countries.get(profile.country, profile.country) if profile.country else None
    parts = [country, *sorted(profile.organisations), *sorted(profile.programmes)]
    return " · ".join(part for part in parts if part) or "nobody in particular (give --country)"


def _answer(agreement: Agreement, answer: Answer) -> str:
    value = answer.value or "not settled by the agreement"
    provision = agreement.by_id.get(answer.provision) if answer.provision else None
    where = f"  ({provision.label})" if provision is not None and provision.label else ""
    unsure = "" if answer.certain or answer.value is None else "  not certain"
    return f"{value}{where}{unsure}" + (f": {answer.why}" if answer.why and not answer.certain else "")


def _badge(hit: Hit) -> str:
    if hit.replaced_by:
        return f"replaced by {hit.replaced_by}"
    layer = "binding" if hit.layer is HitLayer.HEADING else hit.layer.value
    return f"{layer}, does not apply" if hit.applies is False else layer


def _marked(hit: Hit) -> str:
    text = hit.snippet
    for start, end in reversed(hit.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _aligned(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Two columns."""
    width = max((len(name) for name, _ in rows), default=0)
    return [f"  {name.ljust(width)}  {value}" for name, value in rows]
