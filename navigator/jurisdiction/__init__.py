"""Jurisdiction: who the other party is and whose law and courts apply, read from the agreement's own words.

Rules are for how agreements are written, not for any one of them. What the words leave open stays open, with a reason.
"""

from __future__ import annotations

from navigator.jurisdiction.applying import applies
from navigator.jurisdiction.instructing import conditioned_sentences
from navigator.jurisdiction.matrix import answers_by_country, example_countries, matrix
from navigator.jurisdiction.regions import countries as _countries
from navigator.jurisdiction.rules import read_rules

__all__ = [
    "answers_by_country",
    "applies",
    "conditioned_sentences",
    "countries",
    "example_countries",
    "matrix",
    "read_rules",
]


def countries() -> tuple[tuple[str, str], ...]:
    """Every country of ISO 3166-1 as (alpha-2 code, English short name), sorted by name."""
    return tuple(sorted(((c.code, c.name) for c in _countries()), key=lambda row: row[1].casefold()))
