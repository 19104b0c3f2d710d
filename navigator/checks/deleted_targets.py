"""A reference to a provision that is there by number only: "4.3 Reserved.", "5. Intentionally omitted", or one that
an amendment deletes or replaces in its entirety for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.checks.passages import name
from navigator.model.agreement import Agreement, Layer
from navigator.model.amendments import Action, Amendment
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity

RULE = "reference-to-deleted"
_EMPTIED = re.compile(
    r"[\[(\s]*(?:(?:this )?(?:section|clause|paragraph)?\s*(?:is\s+)?(?:intentionally|deliberately)\s+"
    r"(?:left\s+blank|omitted|deleted)|reserved|deleted|omitted|not used|no longer in use|entfällt|sans objet|"
    r"reservado|omissis)[\])\s.]*",
    re.IGNORECASE,
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each reference, not by the instruction itself, to a provision without text of its own."""
    agreement = analysis.agreement
    gone = {row.target: row for row in analysis.amendments if row.target and _for_everybody(row)}
    for reference in analysis.references:
        target = reference.target
        if target is None or reference.layer is not Layer.BINDING or reference.is_self:
            continue
        amendment = gone.get(target)
        if amendment is not None and reference.provision not in (amendment.provision, target):
            how = f"{name(agreement.by_id[amendment.provision])} deletes in its entirety"
        elif is_emptied(agreement, target):
            how = "is there by its number only"
        else:
            continue
        yield Finding(
            RULE,
            Severity.ERROR,
            reference.provision,
            reference.span,
            f"“{' '.join(reference.text.split())}” points to {name(agreement.by_id[target])}, which {how}",
            "What the words rely on is no longer part of the agreement.",
            target,
        )


def is_emptied(agreement: Agreement, identity: str) -> bool:
    """Whether all that is left of a provision says that nothing is left."""
    provision = agreement.by_id[identity]
    words = " ".join(part for part in (provision.heading, agreement.binding_text(identity)) if part)
    return not agreement.children.get(identity) and _EMPTIED.fullmatch(words) is not None


def _for_everybody(amendment: Amendment) -> bool:
    condition = amendment.condition
    always = condition.countries is None and not (condition.organisations or condition.programmes or condition.unread)
    return always and amendment.whole and amendment.action in (Action.REPLACE, Action.DISAPPLY)
