"""A term that the agreement defines twice, in different words: which meaning applies is open.

Definitions that are meant to differ are none: in another schedule, in special terms or replacement text, "for the
purposes of this Section"; nor is an entry that only points to the definition, or an abbreviation given again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.checks.passages import QUOTED_ONLY, Parts, name
from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.rules import Fact
from navigator.model.terms import Definition

RULE = "defined-twice"
_SCOPED = re.compile(
    r"\b(?:(?:for (?:the )?purposes? of|in|under|within) th(?:is|e following) "
    r"(?:section|clause|paragraph|article|schedule|exhibit|annex|appendix|chapter|part|subsection|provision|table)|"
    r"as used (?:here|in this)|here(?:in)? means)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:has|have|having|with|shall have) the (?:same )?meanings?\b|\bas defined\b|"
    r"\bdefined (?:in|under|within|above|below|by)\b|\bsee the definition\b",
    re.IGNORECASE,
)
# “Software” also includes …: more of the same
_ADDS = re.compile(r"[”\"»]?\s*(?:shall |will )?(?:also )?includ(?:es?|ing)\b", re.IGNORECASE)
_REACH = 4_000
"""How much of a meaning is looked at, in characters: a text without full stops is one sentence."""
_ACRONYM = re.compile(r"[A-Z0-9&-]{2,8}s?")


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for the second definition and each later one that differs from the first."""
    agreement = analysis.agreement
    special = _special(analysis)
    entities = {
        rule.provision for rule in analysis.rules if rule.fact is Fact.ENTITY
    }  # a party of its own for each country
    parts = Parts(agreement)
    firsts: dict[tuple[str | None, str], Definition] = {}
    for definition in analysis.definitions:
        provision = agreement.by_id[definition.provision]
        meaning = agreement.text.at(definition.meaning)[:_REACH]
        if definition.provision in special or definition.style == "pointer" or not _is_name(definition.term):
            continue
        if QUOTED_ONLY.search(_before(agreement, definition, 60)) or definition.provision in entities:
            continue
        if _SCOPED.search(meaning) or _POINTS.search(meaning) or _ACRONYM.fullmatch(definition.term):
            continue
        key = (parts[provision], definition.term.lower())
        first = firsts.setdefault(key, definition)
        if first is not definition and _differ(agreement, first, definition):
            yield Finding(
                RULE,
                Severity.WARNING,
                definition.provision,
                definition.span,
                f"“{definition.term}” is defined again; {name(agreement.by_id[first.provision])} defines it otherwise",
                "Which of the two meanings applies is open.",
                first.provision,
            )


def _special(analysis: Analysis) -> set[str]:
    """Provisions of special terms and amendments, with all below them."""
    found = {terms.provision for terms in analysis.special_terms} | {row.provision for row in analysis.amendments}
    return found | {below.id for identity in found for below in analysis.agreement.descendants(identity)}


def _is_name(term: str) -> bool:
    return term[:1].isupper() and term.lower() not in {
        "you",
        "your",
        "we",
        "us",
        "our",
        "i",
        "this",
        "it",
        "party",
        "parties",
    }


def _differ(agreement: Agreement, first: Definition, second: Definition) -> bool:
    """Whether two definitions say different things: neither holds nearly all the words of the other."""
    inline = first.style == second.style == "inline"
    if first.meaning.overlaps(second.meaning) or (inline and first.provision == second.provision):
        return False
    if _ADDS.match(agreement.text.text, second.span.end):
        return False
    if _lead(agreement, first) == _lead(agreement, second):
        return False
    one, other = _content(agreement, first), _content(agreement, second)
    return bool(one and other) and len(one & other) < 0.8 * min(len(one), len(other))


def _lead(agreement: Agreement, definition: Definition) -> object:
    """The last words before the brackets of “a temporary suspension (a “Time Out”)”: they are the meaning. An entry has
    none, and is like no other."""
    if definition.style != "inline":
        return definition.span
    words = re.findall(r"\w+", _before(agreement, definition, 60).rpartition("(")[0].lower())
    return tuple(words[-2:])


def _before(agreement: Agreement, definition: Definition, characters: int) -> str:
    return agreement.text.text[max(0, definition.span.start - characters) : definition.span.start]


def _content(agreement: Agreement, definition: Definition) -> set[str]:
    return set(re.findall(r"\w{3,}", agreement.text.at(definition.meaning)[:_REACH].lower()))
