"""A title given with a reference that is no longer the heading: "Section 3.2.2 (Surcharges)" where 3.2.2 is now headed
"Charges".

Words in brackets that say something else ("(the “Arbitration Agreement”)", "(to the extent …)") are no title; a title
that names the heading and the one above it, or only begins the heading, still leads to the right place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.checks.passages import name
from navigator.model.agreement import Agreement, Provision
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.links import Reference

RULE = "stale-title"
_SMALL = frozenset(
    "a an the of and or for to in on by with from as at its our your under via et de du des la le les l d und der "
    "die das zu von y el los las".split()
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each reference whose title and heading disagree."""
    agreement = analysis.agreement
    for reference in analysis.references:
        title, target = reference.title_given, reference.target
        if reference.title_matches is not False or title is None or target is None or reference.number is None:
            continue
        provision = agreement.by_id[target]
        if not _is_title(title) or reference.range_to or _agrees(agreement, title, provision):
            continue
        yield Finding(
            RULE,
            Severity.WARNING,
            reference.provision,
            reference.span,
            f"“{' '.join(reference.text.split())}” gives a title that {name(provision)} does not have"
            f"{_other(agreement, reference)}",
            "Number and title disagree: the wrong provision may be meant.",
            target,
        )


def _is_title(words: str) -> bool:
    """Capitals on its words, no quotation marks, no sentence."""
    content = [word for word in re.findall(r"[\w’'-]+", words) if word.lower() not in _SMALL]
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in content)
    return (
        bool(content) and words[:1].isupper() and capitals >= len(content) * 0.6 and not re.search(r"[“”\"„«]", words)
    )


def _agrees(agreement: Agreement, title: str, provision: Provision) -> bool:
    """Whether a title says the heading, with or without the heading above it, or the first words of it."""
    given = _content(title)
    heading = _content(provision.heading or "")
    line = heading + [word for above in agreement.ancestors(provision.id) for word in _content(above.heading or "")]
    begins = heading[: len(given)] == given or given[: len(heading)] == heading
    return not heading or not given or begins or (set(heading) <= set(given) <= set(line))


def _content(words: str) -> list[str]:
    """Its words without the small ones, in small letters and the singular."""
    found = re.findall(r"\w+", words.replace("’", "'").lower())
    return [re.sub(r"(?:ies|y|s)$", "", word) for word in found if word not in _SMALL and len(word) > 1]


def _other(agreement: Agreement, reference: Reference) -> str:
    """Where another provision has that title: it is probably the one meant."""
    title = _content(reference.title_given or "")
    holders = [p for p in agreement.provisions if p.heading and _content(p.heading) == title and p.full_number]
    return f"; {holders[0].full_number} has it" if len(holders) == 1 and holders[0].id != reference.target else ""
