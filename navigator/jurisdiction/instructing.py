"""Sentences that change another provision under a condition of their own, outside special terms.

    "If Customer is a federal agency, Section 4.2 is deleted. If Customer is a university, the following replaces it: …"

Those that merely say for whom another provision does not apply are in `exclusions`.

A provision that holds several such sentences is special terms of none of them, so the condition is the sentence's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from navigator.jurisdiction.conditions import conditions
from navigator.jurisdiction.own_regions import own_regions
from navigator.jurisdiction.passages import paragraphs, sentences
from navigator.jurisdiction.vocabulary import reading
from navigator.model.agreement import Agreement
from navigator.model.rules import Condition, SpecialTerms
from navigator.model.text import Span

_CHANGED = ("replaced", "deleted", "superseded", "amended", "substituted", "replaces", "supersedes", "in place of",
            "instead of")  # fmt: skip
_CITED = re.compile(r"\b(?:sections?|clauses?|articles?|paragraphs?)\s+\d")
_BEFORE, _AFTER = 160, 40
"""How far from the word of change the provision may be cited, in characters."""


def _changes(text: str) -> bool:
    """A cheap look: False where a text changes no other provision. Words are looked for first, as the sooner found."""
    lower = text.lower()
    for word in _CHANGED:
        at = lower.find(word)
        while at >= 0:
            if _CITED.search(lower, max(0, at - _BEFORE), at + _AFTER):
                return True
            at = lower.find(word, at + 1)
    return False


def conditioned_sentences(agreement: Agreement, terms: Sequence[SpecialTerms]) -> tuple[tuple[Span, Condition], ...]:
    """The sentences, each with its condition, in reading order. What stands in special terms (`terms`) has theirs."""
    special = {each.provision for each in terms}
    special |= {below.id for each in special for below in agreement.descendants(each)}
    if not _changes(agreement.text.text):
        return ()
    rows = list(paragraphs(agreement))
    told = [row for row in rows if row.provision not in special and _changes(row.text)]
    with reading(agreement.language, {}):
        regions = own_regions(rows)
    found: list[tuple[Span, Condition]] = []
    with reading(agreement.language, regions):
        for row in told:
            for sentence in sentences(row):
                read = conditions(sentence.text, sentence.start) if _changes(sentence.text) else []
                if len(read) == 1 and read[0].others is None and not read[0].condition.unread:
                    found.append((sentence.span(0, len(sentence.text)), read[0].condition))
    return tuple(found)
