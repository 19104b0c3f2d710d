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

_CHANGES = re.compile(r"\b(?:replace[sd]?|deleted?|deletes|supersede[sd]?|amended|substituted?)\b", re.I)


def conditioned_sentences(agreement: Agreement, terms: Sequence[SpecialTerms]) -> tuple[tuple[Span, Condition], ...]:
    """The sentences, each with its condition, in reading order. What stands in special terms (`terms`) has theirs."""
    special = {each.provision for each in terms}
    special |= {below.id for each in special for below in agreement.descendants(each)}
    rows = list(paragraphs(agreement))
    told = [row for row in rows if row.provision not in special and _CHANGES.search(row.text)]
    if not told:
        return ()
    with reading(agreement.language, {}):
        regions = own_regions(rows)
    found: list[tuple[Span, Condition]] = []
    with reading(agreement.language, regions):
        for row in told:
            for sentence in sentences(row):
                read = conditions(sentence.text, sentence.start) if _CHANGES.search(sentence.text) else []
                if len(read) == 1 and read[0].others is None and not read[0].condition.unread:
                    found.append((sentence.span(0, len(sentence.text)), read[0].condition))
    return tuple(found)
