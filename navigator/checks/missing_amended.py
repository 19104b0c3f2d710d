"""An instruction that changes a provision which is not there: "Section 9.17 is deleted in its entirety …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.links import Broken

RULE = "amends-nothing"
_INSTRUCTION = re.compile(
    r"(?:\s*\([^)]*\))?(?:\s+(?:of|in|to)\s+(?:this|these|the)\s+[\w\s]{3,40}?)?,?\s*(?:is|are|shall be|will be)\s+"
    r"(?:hereby\s+)?(?:deleted|removed|replaced|superseded|amended|disapplied)\b",
    re.IGNORECASE,
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each broken reference that an instruction follows."""
    text = analysis.agreement.text.text
    for reference in analysis.references:
        if isinstance(reference.resolution, Broken) and _INSTRUCTION.match(text, reference.span.end):
            yield Finding(
                RULE,
                Severity.ERROR,
                reference.provision,
                reference.span,
                f"“{' '.join(reference.text.split())}” is to be changed, and {reference.resolution.why}",
                "The change has nothing to take effect on.",
            )
