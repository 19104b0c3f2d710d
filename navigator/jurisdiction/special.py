"""Special terms: provisions that apply only to some customers.

    "10.4 Chile. If you are domiciled in Chile, the following terms apply:"        the first sentence says so
    "Terms for customers in Peru" as a heading                                    the heading says so
    "Private Beta Offerings" as a heading, with a clause on what they are         a programme's own section

Nested special terms carry the conditions of those around them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from navigator.jurisdiction.conditions import Reading, conditions, conjoin
from navigator.jurisdiction.kinds import programmes
from navigator.jurisdiction.passages import Passage, sentences
from navigator.model.agreement import Agreement, Provision
from navigator.model.rules import Condition, SpecialTerms
from navigator.model.text import BlockKind, plain

_FOLLOWING = re.compile(
    r"""\b(?:following|these|additional|special|below|provisions?)\b[^.;]{0,60}?\b(?:terms|provisions?|conditions|clauses?|sections?|apply|applies)\b
       |\bthis\s+(?:section|clause|schedule|annex|article|part|addendum|appendix)\b[^.;]{0,40}?\b(?:applies|apply|supplements?|shall\s+apply|will\s+apply)
       |\bterms\s+(?:contained|set\s+out|set\s+forth)\s+(?:in|below)\b|\bas\s+follows\s*:?\s*$""",
    re.I | re.X,
)
_APPLIES_ONLY = re.compile(
    r"""^[\s(*_]*(?:these|this|the\s+following|the)\s+(?:[\w-]+\s+){0,6}?(?:only\s+)?(?:apply|applies|supplements?)\b[^.;]{0,40}?\b(?=if|where|to\s+you|for)""",
    re.I | re.X,
)


def special_terms(agreement: Agreement) -> tuple[SpecialTerms, ...]:
    """Every provision (with all below it) that applies only under a condition, in reading order."""
    found: dict[str, Condition] = {}
    for provision in agreement.provisions:
        own = _own(agreement, provision)
        outer = next((found[above.id] for above in agreement.ancestors(provision.id) if above.id in found), None)
        if own is None or not (own.countries or own.organisations or own.programmes) or _adds_nothing(own, outer):
            continue
        condition = conjoin(outer, own)
        if condition is not None:
            found[provision.id] = condition
    return tuple(SpecialTerms(identity, condition) for identity, condition in found.items())


def _adds_nothing(own: Condition, outer: Condition | None) -> bool:
    """True for "Partner Programme Removal" as a heading inside the special terms of the partner programme."""
    only_programmes = own.countries is None and not own.organisations
    return outer is not None and only_programmes and own.programmes <= outer.programmes


def scopes(agreement: Agreement, terms: tuple[SpecialTerms, ...]) -> dict[str, Condition]:
    """The condition of each provision that stands in special terms, its own or the nearest above it."""
    own = {each.provision: each.condition for each in terms}
    found = dict(own)
    for provision in agreement.provisions:
        if provision.id not in own and provision.parent in found:
            found[provision.id] = found[provision.parent]
    return found


def _own(agreement: Agreement, provision: Provision) -> Condition | None:
    return _from_text(agreement, provision) or _from_heading(agreement, provision)


def _from_text(agreement: Agreement, provision: Provision) -> Condition | None:
    """Its first sentence is a condition with "the following terms apply", or is all there is and begins with "If …"."""
    pieces = [p for p in provision.body if agreement.block_of(p).kind is not BlockKind.TABLE]
    if not pieces:
        return None
    first = Passage(provision.id, pieces[0].span.start, agreement.text.at(pieces[0].span))
    rows = list(sentences(first))
    if not rows:
        return None
    sentence = rows[0]
    reading = next(iter(conditions(sentence.text, sentence.start)), None)
    if reading is None or reading.others is not None:
        return None
    if _APPLIES_ONLY.match(sentence.text) and len(sentence.text) < 400:
        return reading.condition
    if sentence.text[: reading.start].strip(" *_“\"(") and not _short_lead(sentence.text[: reading.start]):
        return None
    rest = sentence.text[reading.end :]
    introduces = _FOLLOWING.search(rest) is not None or rest.strip(" \n,") in ("", ":")
    alone = len(rows) == 1 and len(pieces) == 1 and not _restates(reading, rest)
    return reading.condition if introduces or alone else None


def _short_lead(words: str) -> bool:
    """Words such as "Notwithstanding the above," before the condition."""
    return len(words) < 60 and words.rstrip().endswith(",")


def _restates(reading: Reading, rest: str) -> bool:
    """A one-sentence clause whose condition could not be read in full is an ordinary clause, not special terms."""
    return reading.condition.unread or len(plain(rest)) < 12


def _from_heading(agreement: Agreement, provision: Provision) -> Condition | None:
    if not provision.heading or provision.heading_span is None:
        return None
    heading, start = agreement.text.at(provision.heading_span), provision.heading_span.start
    for reading in conditions(heading, start):
        if reading.others is None and not reading.condition.unread:
            return reading.condition
    joined = programmes(heading)
    if joined and any(joined & programmes(agreement.binding_text(each)) for each in _family(agreement, provision)):
        return replace(Condition(plain(heading), provision.heading_span), programmes=joined)
    return None


def _family(agreement: Agreement, provision: Provision) -> list[str]:
    return [provision.id, *(below.id for below in agreement.descendants(provision.id))]
