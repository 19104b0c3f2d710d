"""A reference to a provision that the agreement does not have: "as set forth in Section 15.15", where 15 ends at 15.9.

Only where the numbering that it would belong to is there: a document of which the numbers were not printed, or that
numbers its parts otherwise ("Article 40" of a statute, in terms that number sections), says nothing about it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from navigator.checks.passages import Parts
from navigator.model.agreement import Provision
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.links import Broken, External, Reference

RULE = "broken-reference"
_WORD = re.compile(r"\s*(?:this\s+)?([A-Za-zÀ-ÿ§]+)")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_PRINTED = re.compile(r"(?<![\d.])\d+(?:\.\d+)+")
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
    broken = [
        row for row in analysis.references if isinstance(row.resolution, Broken) and not row.is_self and row.number
    ]
    if not broken:
        return
    kinds = _kinds(analysis)
    numbers = _Numbers(analysis)
    for reference in broken:
        if not isinstance(reference.resolution, Broken) or _outside(analysis, reference, kinds):
            continue
        if not numbers.lack(reference):
            continue
        yield Finding(
            RULE,
            Severity.ERROR,
            reference.provision,
            reference.span,
            f"“{' '.join(reference.text.split())}” is cited, and {reference.resolution.why}",
            "Nobody can tell which provision the words rely on.",
        )


def _kinds(analysis: Analysis) -> set[str]:
    """The words for parts ("section", "article") with which references reach a provision of this agreement."""
    found: set[str] = set()
    for other in analysis.references:
        if other.target and not other.is_self and not isinstance(other.resolution, External):
            word = _WORD.match(other.text)
            if word:
                found.add(word[1].lower().rstrip("s"))
    return found


def _outside(analysis: Analysis, reference: Reference, kinds: set[str]) -> bool:
    """Whether the words may well cite another document: a word for parts that this one does not use, or a statute or
    another document named near it."""
    text = analysis.agreement.text.text
    start, end = reference.span.start, reference.span.end
    if _STATUTE.search(text[max(0, start - 200) : end + 120]) or _ELSEWHERE.match(text, end):
        return True
    word = _WORD.match(reference.text)
    kind = word[1].lower().rstrip("s") if word and not word[1].isdigit() else None
    return kind not in (None, "section", "§", "clause", "paragraph") and kind not in kinds


class _Numbers:
    """The numbers that the agreement prints: those of its provisions by part, and any others outside references."""

    def __init__(self, analysis: Analysis) -> None:
        self._agreement = analysis.agreement
        self._parts = Parts(analysis.agreement)
        self._by_depth: Counter[tuple[str | None, int]] = Counter()
        self._plain: dict[str | None, set[int]] = {}
        for provision in analysis.agreement.provisions:
            home, dots = self._parts[provision], _dots(provision)
            self._by_depth[home, dots] += 1
            if dots == 0:
                self._plain.setdefault(home, set()).add(int(provision.full_number or "0"))
        self._printed = _printed(analysis)

    def lack(self, reference: Reference) -> bool:
        """Whether the series of numbers that the cited one would belong to is printed without it: "13" in a part with
        sections 1 to 12; "15.15" where the part has numbers of that kind and prints this one nowhere."""
        number = reference.number or ""
        if not _DOTTED.fullmatch(number):
            return False
        home = self._parts[self._agreement.by_id[reference.provision]]
        if "." in number:
            return self._by_depth[home, number.count(".")] >= _FEW and number not in self._printed
        series = self._plain.get(home) or self._plain.get(None) or set()
        return len(series) >= _FEW and series == set(range(1, len(series) + 1)) and int(number) not in series


def _dots(provision: Provision) -> int:
    """How many dots its number has; -1 where it is no plain dotted number."""
    number = provision.full_number or ""
    return number.count(".") if _DOTTED.fullmatch(number) else -1


def _printed(analysis: Analysis) -> set[str]:
    """Every dotted number that stands anywhere but in references, a clause in running text included, with the numbers
    above it ("5.4" for "5.4.1")."""
    cited = sorted(row.span for row in analysis.references)
    starts = [span.start for span in cited]
    found: set[str] = set()
    for match in _PRINTED.finditer(analysis.agreement.text.text):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() in cited[at]:
            continue
        pieces = match[0].split(".")
        found.update(".".join(pieces[:n]) for n in range(1, len(pieces) + 1))
    return found
