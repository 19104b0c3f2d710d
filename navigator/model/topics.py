"""The kinds of clause that agreements share, by which the same clause is found in every one of them."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """In the order in which agreements usually have them."""

    DEFINITIONS = "definitions"
    PAYMENT = "payment"
    TERM = "term"
    TERMINATION = "termination"
    CONFIDENTIALITY = "confidentiality"
    DATA_PROTECTION = "data-protection"
    SECURITY = "security"
    INTELLECTUAL_PROPERTY = "intellectual-property"
    WARRANTY = "warranty"
    INDEMNITY = "indemnity"
    LIABILITY = "liability"
    GOVERNING_LAW = "governing-law"
    COURTS = "courts"
    ARBITRATION = "arbitration"
    FORCE_MAJEURE = "force-majeure"
    ASSIGNMENT = "assignment"
    NOTICES = "notices"
    CHANGES = "changes"
    ACCEPTABLE_USE = "acceptable-use"
    SERVICE_LEVELS = "service-levels"
    ENTIRE_AGREEMENT = "entire-agreement"
    SEVERABILITY = "severability"
    SURVIVAL = "survival"


LABELS: dict[str, str] = {
    Topic.DEFINITIONS: "Definitions",
    Topic.PAYMENT: "Fees and payment",
    Topic.TERM: "Term and renewal",
    Topic.TERMINATION: "Termination",
    Topic.CONFIDENTIALITY: "Confidentiality",
    Topic.DATA_PROTECTION: "Data protection",
    Topic.SECURITY: "Security",
    Topic.INTELLECTUAL_PROPERTY: "Intellectual property",
    Topic.WARRANTY: "Warranties and disclaimers",
    Topic.INDEMNITY: "Indemnity",
    Topic.LIABILITY: "Limitation of liability",
    Topic.GOVERNING_LAW: "Governing law",
    Topic.COURTS: "Courts",
    Topic.ARBITRATION: "Arbitration",
    Topic.FORCE_MAJEURE: "Force majeure",
    Topic.ASSIGNMENT: "Assignment",
    Topic.NOTICES: "Notices",
    Topic.CHANGES: "Changes to the agreement",
    Topic.ACCEPTABLE_USE: "Acceptable use",
    Topic.SERVICE_LEVELS: "Service levels and support",
    Topic.ENTIRE_AGREEMENT: "Entire agreement",
    Topic.SEVERABILITY: "Severability",
    Topic.SURVIVAL: "Survival",
}
"""What people call them."""
