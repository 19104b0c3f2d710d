"""The kinds of clause that agreements share, by which the same clause is found in every one of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """`value` is kept in the index and taken by filters, `label` is for people."""

    value: str
    label: str


TOPICS = (
    Topic("definitions", "Definitions"),
    Topic("payment", "Fees and payment"),
    Topic("term", "Term and renewal"),
    Topic("termination", "Termination"),
    Topic("confidentiality", "Confidentiality"),
    Topic("data-protection", "Data protection"),
    Topic("security", "Security"),
    Topic("intellectual-property", "Intellectual property"),
    Topic("warranty", "Warranties and disclaimers"),
    Topic("indemnity", "Indemnity"),
    Topic("liability", "Limitation of liability"),
    Topic("governing-law", "Governing law"),
    Topic("courts", "Courts"),
    Topic("arbitration", "Arbitration"),
    Topic("force-majeure", "Force majeure"),
    Topic("assignment", "Assignment"),
    Topic("notices", "Notices"),
    Topic("changes", "Changes to the agreement"),
    Topic("acceptable-use", "Acceptable use"),
    Topic("service-levels", "Service levels and support"),
    Topic("entire-agreement", "Entire agreement"),
    Topic("severability", "Severability"),
    Topic("survival", "Survival"),
)
"""In the order in which agreements usually have them."""
LABELS = {topic.value: topic.label for topic in TOPICS}
