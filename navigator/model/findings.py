"""Findings: what a careful reader would query in an agreement's drafting, with the rule that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from navigator.model.text import Span


class Severity(StrEnum):
    """How much hangs on it."""

    ERROR = "error"  # the words cannot be followed as they stand
    WARNING = "warning"  # they can be read in two ways, or point past what they mean
    NOTE = "note"  # untidy, without effect on what is agreed


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    rule      id of the rule ("broken-reference"), see `navigator.checks.RULES`
    span      the words that it is about, with the provision that holds them
    words     what is wrong, naming the words, in one sentence
    why       why it matters to somebody who relies on the agreement, in one sentence
    related   another provision that it is about: the heading cited wrongly, the earlier definition
    """

    rule: str
    severity: Severity
    provision: str
    span: Span
    words: str
    why: str
    related: str | None = None
