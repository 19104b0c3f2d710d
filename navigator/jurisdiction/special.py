"""Special terms: provisions that apply only to some customers.

    "10.4 Chile. If you are domiciled in Chile, the following terms apply:"        the first sentence says so
    "Terms for customers in Peru" as a heading                                    the heading says so
    "Private Beta Offerings" as a heading, with a clause on what they are         a programme's own section

Nested special terms carry the conditions of those around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from navigator.jurisdiction.companies import may_name
from navigator.jurisdiction.conditions import Reading, conditions, may_begin
from navigator.jurisdiction.joining import conjoin
from navigator.jurisdiction.kinds import programmes
from navigator.jurisdiction.passages import Passage, items, sentences
from navigator.jurisdiction.place_headings import count_places, place_heading
from navigator.jurisdiction.scopes import APPLIES_ONLY
from navigator.jurisdiction.sets import union
from navigator.model.agreement import Agreement, Piece, Provision, ProvisionKind
from navigator.model.rules import Condition, SpecialTerms
from navigator.model.text import BlockKind, Span, plain

_FOLLOWING = re.compile(
    r"""\b(?:following|additional|special|below)\b[^.;]{0,60}?\b(?:terms|provisions?|conditions|clauses?|sections?|apply|applies)\b
       |\bthese\s+(?:[\w-]+\s+){0,2}(?:terms|provisions?|conditions|clauses?)\s+(?:also\s+|will\s+|shall\s+|only\s+)*(?:apply|applies)\b
       |\bthis\s+(?:section|clause|schedule|annex|article|part|addendum|appendix)\b[^.;]{0,40}?\b(?:applies|apply|supplements?|shall\s+apply|will\s+apply)
       |\bterms\s+(?:contained|set\s+out|set\s+forth)\s+(?:in|below)\b|\bas\s+follows\s*:?\s*$
       |\b(?:folgend\w*|suivant\w*|siguientes?|seguent\w*|volgende|seguintes?)\b""",
    re.I | re.X,
)


_INSTRUCTS = re.compile(
    r"""[\s,:]*(?:then\s+)?(?:sections?|clauses?|articles?|paragraphs?)\s+[\d.]+[^;]{0,120}?\s
        (?:(?:is|are|(?:shall|will)\s+be)\s+(?:hereby\s+)?(?:deleted|replaced|amended|supplemented|modified)|(?:do|does|shall|will)\s+not\s+apply)\b""",
    re.I | re.X,
)
"""`If Seller is established in Peru, Section 8.1 is deleted and replaced with: “…”. Section 8.2 is deleted.`"""
_PREVAILS = re.compile(
    r"""\b(?:conflicts?|inconsisten\w+|discrepanc\w+)\b(?:[^.;]|\.(?=\d)){0,240}?\b(?:this|these)\s+(?:[\w-]+\s+){0,3}?
          (?:section|clause|schedule|article|annex|addendum|part|terms)(?:\s+[\d.]*\d)?\s+(?:(?:will|shall)\s+)?(?:prevails?|controls?|governs?|takes?\s+precedence)\b
       |\bthis\s+(?:section|clause|schedule|article|annex|addendum|part)(?:\s+[\d.]*\d)?\s+(?:(?:will|shall)\s+)?(?:prevails?|takes?\s+precedence)\s+over\b""",
    re.I | re.X,
)
"""`If this Section 4.2 conflicts with another provision, this Section 4.2 prevails.`"""
_LEAD_REACH = 100
"""Within how many characters the condition must begin: words may stand before it, but few (see `_short_lead`)."""
_APPLIES_ONLY_LENGTH = 400
_TITLE_LENGTH, _TITLE_WORDS = 50, 6
_NOTHING = re.compile(r"\W*(?:nothing|none|no\s+part)\b", re.I)
_STATES = re.compile(
    r"\b(?:is|are|be|have|has|lies?|shall|will|may|must|can|governs?|appl(?:y|ies)|agree|pay|ist|sind|gilt|gelten|est|sont|rigen?|rige|è|sono|zijn|são)\b",
    re.I,
)
_ATTENTION = re.compile(r"^\W*(?:please|important|note)\b", re.I)


def special_terms(agreement: Agreement) -> tuple[SpecialTerms, ...]:
    """Every provision (with all below it) that applies only under a condition, in reading order."""
    found: dict[str, Condition] = {}
    beside: dict[str | None, list[Condition]] = {}
    visited: Counter[str | None] = Counter()
    named = count_places(agreement)
    for provision in agreement.provisions:
        siblings = beside.setdefault(provision.parent, [])
        own = _own(agreement, provision, siblings, named, visited[provision.parent] > len(siblings))
        visited[provision.parent] += 1
        outer = next((found[above.id] for above in agreement.ancestors(provision.id) if above.id in found), None)
        if own is None or not (own.countries or own.organisations or own.programmes) or _adds_nothing(own, outer):
            continue
        condition = conjoin(outer, own)
        if condition is not None:
            found[provision.id] = condition
            siblings.append(condition)
    return tuple(SpecialTerms(identity, found[identity], _prevails(agreement, identity)) for identity in found)


def _prevails(agreement: Agreement, identity: str) -> Span | None:
    """Where special terms say that they go before the rest of the agreement."""
    for each in _family(agreement, agreement.by_id[identity]):
        for piece in agreement.by_id[each].body:
            match = _PREVAILS.search(agreement.text.text, piece.span.start, piece.span.end)
            if match is not None:
                return Span(*match.span())
    return None


def _adds_nothing(own: Condition, outer: Condition | None) -> bool:
    """True for "Partner Programme Removal" as a heading inside the special terms of the partner programme."""
    only_programmes = own.countries is None and not own.organisations
    return outer is not None and only_programmes and own.programmes <= outer.programmes


def _own(
    agreement: Agreement, provision: Provision, siblings: list[Condition], named: Mapping[str | None, int], more: bool
) -> Condition | None:
    """Whom a provision is for, by its text or heading. `more`: not all before it beside it have a place that was read,
    so that "elsewhere" leaves out more than what is known."""
    stated = _from_text(agreement, provision, siblings) or _from_heading(agreement, provision)
    place = place_heading(agreement, provision, named) if stated is None else None
    if place is None:
        return stated
    rest = _without_siblings(place, siblings).condition
    return replace(rest, unread=True) if place.others is not None and more else rest


def _from_text(agreement: Agreement, provision: Provision, siblings: list[Condition]) -> Condition | None:
    """Its first sentence is a condition with "the following terms apply", or is all there is and begins with "If …"."""
    pieces = [p for p in provision.body if agreement.block_of(p).kind is not BlockKind.TABLE]
    if not pieces or _lists_cases(agreement, pieces):
        return None
    first = Passage(provision.id, pieces[0].span.start, agreement.text.at(pieces[0].span))
    if not APPLIES_ONLY.search(first.text) and not may_begin(first.text[:_LEAD_REACH]):
        return None
    rows = sentences(first)
    sentence = next(rows, None)
    if sentence is not None and _is_title(sentence.text):
        sentence = next(rows, None)  # a heading that runs into the text
    if sentence is None:
        return None
    applies_only = len(sentence.text) < _APPLIES_ONLY_LENGTH and APPLIES_ONLY.match(sentence.text) is not None
    if not applies_only and not may_begin(sentence.text[:_LEAD_REACH]):
        return None
    readings = conditions(sentence.text, sentence.start)
    if not readings or _is_list(sentence, readings[0]):
        return None
    reading = _without_siblings(readings[0], siblings)
    if applies_only:
        return reading.condition
    if sentence.text[: reading.start].strip(' *_“"(') and not _short_lead(sentence.text[: reading.start]):
        return None
    rest = sentence.text[reading.end :]
    if provision.kind in (ProvisionKind.PREFACE, ProvisionKind.PREAMBLE) and not rest.strip(" \n,:().*_"):
        return None  # "(For customers in Peru)" under the title: for whom the document is (see `scopes`)
    later = list(rows)
    if _INSTRUCTS.match(rest) and not any(conditions(row.text, row.start) for row in later):
        return reading.condition
    introduces = (_FOLLOWING.search(rest) is not None and not _NOTHING.match(rest)) or rest.strip(" \n,") in ("", ":")
    alone = len(readings) == 1 and len(pieces) == 1 and not later and not _restates(reading, rest)
    return reading.condition if introduces or alone else None


def _lists_cases(agreement: Agreement, pieces: Sequence[Piece]) -> bool:
    """True for a list whose items have conditions of their own: it is special terms of none of them."""
    if len(pieces) < 2 or agreement.block_of(pieces[0]).kind is not BlockKind.LIST_ITEM:
        return False
    heads = (agreement.text.at(piece.span)[:_LEAD_REACH] for piece in pieces)
    return sum(bool(conditions(head)) for head in heads if may_begin(head)) > 1


def _without_siblings(reading: Reading, siblings: list[Condition]) -> Reading:
    """ "… or any other country not listed above": everywhere that the special terms beside these leave."""
    if reading.others is None:
        return reading
    named = [each.countries for each in siblings if each.countries is not None]
    condition = reading.condition
    rest = [reading.others.resolve(union(named))] if named else []
    if condition.countries is not None:
        rest.append(condition.countries)
    return replace(reading, condition=replace(condition, countries=union(rest), unread=condition.unread or not named))


def _is_title(words: str) -> bool:
    """A heading that runs into the text, or a line that asks for attention: no statement of its own."""
    short = len(words.strip()) <= _TITLE_LENGTH and len(words.split()) <= _TITLE_WORDS and not may_begin(words)
    return short and (_ATTENTION.match(words) is not None or not _STATES.search(words))


def _is_list(sentence: Passage, reading: Reading) -> bool:
    """True for "If you are (i) in Peru, …; (ii) in Chile, …": each item has a condition of its own."""
    lead, _ = items(sentence)
    return (
        bool(lead) and reading.start < len(lead) < reading.end and not _FOLLOWING.search(sentence.text[reading.end :])
    )


def _short_lead(words: str) -> bool:
    """Words such as "Notwithstanding the above," before the condition; a term or a company there is a statement."""
    return (
        len(words) < 60
        and words.rstrip().endswith(",")
        and not re.search(r"[“”\"]", words)
        and not may_name(words)
        and not _STATES.search(words)
    )


def _restates(reading: Reading, rest: str) -> bool:
    """A one-sentence clause whose condition could not be read in full is an ordinary clause, not special terms."""
    return reading.condition.unread or len(plain(rest)) < 12


def _from_heading(agreement: Agreement, provision: Provision) -> Condition | None:
    if not provision.heading or provision.heading_span is None:
        return None
    heading, start = agreement.text.at(provision.heading_span), provision.heading_span.start
    for reading in conditions(heading, start) if may_begin(heading) else ():
        if reading.others is None and not reading.condition.unread:
            return reading.condition
    joined = programmes(heading)
    if joined and any(joined & programmes(agreement.binding_text(each)) for each in _family(agreement, provision)):
        return replace(Condition(plain(heading), provision.heading_span), programmes=joined)
    return None


def _family(agreement: Agreement, provision: Provision) -> list[str]:
    return [provision.id, *(below.id for below in agreement.descendants(provision.id))]
