"""A reference to a provision that the agreement does not have: "as set forth in Section 15.15", where 15 ends at 15.9.

Only where the numbering that it would belong to is there: a document of which the numbers were not printed, or that
numbers its parts otherwise ("Article 40" of a statute, in terms that number sections), says nothing about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.checks.passages import part
from navigator.model.agreement import Agreement, Provision
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.links import Broken, External, Reference

RULE = "broken-reference"
_WORD = re.compile(r"\s*(?:this\s+)?([A-Za-zÀ-ÿ§]+)")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_FEW = 3
_STATUTE = re.compile(
    r"\b(?:Act|Regulations?|Directive|Code|Law|GDPR|DSA|DMA|Clauses|Statutes?|Constitution|Declaration|Treaty|Rules)\b"
)
# "Section 2 of the Terms": of another document, whatever it is called
_ELSEWHERE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:of|in|to|under)\s+(?:the|our|that|such)\s+(?!agreement\b|terms\b)", re.I
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each reference that is broken for certain."""
    for reference in analysis.references:
        if not isinstance(reference.resolution, Broken) or reference.is_self or not reference.number:
            continue
        if _outside(analysis, reference) or not _numbering_is_there(analysis, reference):
            continue
        yield Finding(
            RULE,
            Severity.ERROR,
            reference.provision,
            reference.span,
            f"“{' '.join(reference.text.split())}” is cited, and {reference.resolution.why}",
            "Nobody can tell which provision the words rely on.",
        )


def _outside(analysis: Analysis, reference: Reference) -> bool:
    """Whether the words may well cite another document: a word for parts that this one does not use, or a statute or
    another document named near it."""
    text = analysis.agreement.text.text
    start, end = reference.span.start, reference.span.end
    if _STATUTE.search(text[max(0, start - 200) : end + 120]) or _ELSEWHERE.match(text, end):
        return True
    word = _WORD.match(reference.text)
    kind = word[1].lower().rstrip("s") if word and not word[1].isdigit() else None
    if kind in (None, "section", "§", "clause", "paragraph"):
        return False
    return not any(
        other.target
        and not other.is_self
        and (found := _WORD.match(other.text))
        and found[1].lower().rstrip("s") == kind
        for other in analysis.references
        if not isinstance(other.resolution, External)
    )


def _numbering_is_there(analysis: Analysis, reference: Reference) -> bool:
    """Whether the series of numbers that the cited one would belong to is printed without it: "13" in a part with
    sections 1 to 12; "15.15" where the part has numbers of that kind and prints this one nowhere."""
    agreement = analysis.agreement
    number = reference.number or ""
    if not _DOTTED.fullmatch(number):
        return False
    home = part(agreement, agreement.by_id[reference.provision])
    if "." in number:
        kin = sum(_dots(p) == number.count(".") for p in agreement.provisions if part(agreement, p) == home)
        return kin >= _FEW and not _printed(analysis, number)
    series = sorted(_plain_numbers(agreement, home) or _plain_numbers(agreement, None))
    return len(series) >= _FEW and series == list(range(1, len(series) + 1)) and int(number) not in series


def _dots(provision: Provision) -> int:
    """How many dots its number has; -1 where it is no plain dotted number."""
    number = provision.full_number or ""
    return number.count(".") if _DOTTED.fullmatch(number) else -1


def _printed(analysis: Analysis, number: str) -> bool:
    """Whether a number stands anywhere but in references, a clause in running text included."""
    text = analysis.agreement.text.text
    cited = [row.span for row in analysis.references]
    return any(
        not any(found.start() in span for span in cited)
        for found in re.finditer(rf"(?<![\d.]){re.escape(number)}(?![\d])", text)
    )


def _plain_numbers(agreement: Agreement, home: str | None) -> set[int]:
    """The undotted section numbers in one part of the document."""
    return {int(p.full_number or "0") for p in agreement.provisions if _dots(p) == 0 and part(agreement, p) == home}
