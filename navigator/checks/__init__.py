"""Checks: an ordered list of rules, one short file each, that find what a careful reader would query.

A rule is a function from an `Analysis` to findings. It reports only what the words settle: at most one finding in ten
on sound text may be wrong, so a rule that cannot be sure says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from navigator.checks import (
    blanks,
    broken_references,
    countries,
    deleted_targets,
    missing_amended,
    numbering,
    spelled_figures,
    stale_titles,
    summaries,
    terms_defined_twice,
    undefined_terms,
    unused_terms,
)
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One rule: its id in findings, a title for lists, and what it does."""

    id: str
    title: str
    find: Callable[[Analysis], Iterator[Finding]]


RULES: tuple[CheckRule, ...] = (
    CheckRule(missing_amended.RULE, "Changes a provision that does not exist", missing_amended.find),
    CheckRule(broken_references.RULE, "Broken reference", broken_references.find),
    CheckRule(deleted_targets.RULE, "Reference to a deleted provision", deleted_targets.find),
    CheckRule(blanks.RULE, "Left to be filled in", blanks.find),
    CheckRule(stale_titles.RULE, "Title that no longer matches", stale_titles.find),
    CheckRule(spelled_figures.RULE, "Word and figure differ", spelled_figures.find),
    CheckRule(countries.GAP, "Country without an answer", countries.gaps),
    CheckRule(countries.TWICE, "Country with two answers", countries.overlaps),
    CheckRule(terms_defined_twice.RULE, "Defined twice", terms_defined_twice.find),
    CheckRule(undefined_terms.RULE, "Used and never defined", undefined_terms.find),
    CheckRule(unused_terms.RULE, "Defined and never used", unused_terms.find),
    CheckRule(numbering.RULE, "Numbering", numbering.find),
    CheckRule(summaries.ALONE, "Summary without a clause", summaries.summaries_alone),
    CheckRule(summaries.MISSING, "Clause without a summary", summaries.clauses_without),
)
"""What runs, in this order. Where two rules find the same words, the first of them is kept."""


def find_findings(analysis: Analysis) -> tuple[Finding, ...]:
    """What the rules find, in reading order."""
    found: dict[tuple[str, int, int], Finding] = {}
    order = analysis.agreement.order
    for rule in RULES:
        for finding in rule.find(analysis):
            place = (finding.rule, finding.span.start, finding.span.end)
            instructed = (missing_amended.RULE, finding.span.start, finding.span.end)
            if finding.rule != broken_references.RULE or instructed not in found:
                found.setdefault(place, finding)
    return tuple(sorted(found.values(), key=lambda row: (order[row.provision], row.span, row.rule)))


__all__ = ["RULES", "CheckRule", "find_findings"]
