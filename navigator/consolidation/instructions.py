"""Instructions that change other provisions: found at the reference that names what they change.

    "Section 4.2 (Term) of this Agreement is hereby deleted in its entirety and replaced with the following:"  REPLACE
    "Section 4.2 does not apply."                                                                             DISAPPLY
    "Section 4.2 will apply to the extent permitted by law."                                                  QUALIFY
    "Charges, as defined in Section 4.2, will include stamp duty."                                            ADD

Only an instruction that names a whole provision of this agreement replaces it; one about a sentence, a title or some
words of it is shown as a qualification, and one about another agreement has no target. Additions and qualifications
are read inside special terms, where they change the agreement for some readers; elsewhere they are ordinary drafting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from navigator.consolidation.replacing import replacement_after
from navigator.model.agreement import Agreement, Layer, Piece
from navigator.model.amendments import Action, Amendment
from navigator.model.links import External, Reference
from navigator.model.rules import Condition, SpecialTerms
from navigator.model.text import Span

_ALWAYS = Condition("")
_SENTENCE_END = re.compile(r"[.!?][”\")’]*\s+(?=[“\"(]?[A-ZÀ-Þ])|\n\s*\n")
_OF_THIS = r"(?:\s*\([^)]*\))?(?:\s+(?:of|in|to)\s+(?:this|these|the)\s+[\w\s]{3,40}?)?,?"

_REPLACED = re.compile(
    rf"""^{_OF_THIS}\s*(?:is|are|shall\s+be|will\s+be)\s+(?:hereby\s+)?
        (?:(?:(?:deleted|removed|struck)(?:\s+in\s+(?:its|their)\s+entirety)?\s*(?:,\s*)?and\s+)?(?:hereby\s+)?(?:replaced|superseded|substituted)
         |amended\s+and\s+restated|amended\s+to\s+read)
        (?:\s+in\s+(?:its|their)\s+entirety)?(?:\s+(?:with|by|as|to\s+read|so\s+as\s+to\s+read)\b)?""",
    re.I | re.X,
)
_REPLACING = re.compile(
    r"(?:\b(?:the\s+following|this\s+(?:section|clause)(?:\s+[\d.]+)?)\s+(?:terms\s+)?(?:replaces?|supersedes?"
    r"|substitutes?)|\b(?:in\s+place\s+of|instead\s+of|in\s+lieu\s+of))\s+(?:the\s+whole\s+of\s+)?$",
    re.I,
)
_BY_TITLE = re.compile(
    r"\b(?:replaces?|supersedes?)\s+(?:in\s+(?:its|their)\s+entirety\s+)?(?:the\s+)?(?:above\s+)?[“\"](?P<title>[^”\"]{3,80})[”\"]"
    r"\s+(?:section|clause|article)\b(?!\s+to\s+the\s+extent)",
    re.I,
)
"""`the terms of this Schedule replace the “Disputes” section`: the provision is named by its heading alone."""
_PART = re.compile(
    r"\b(?:titles?|headings?|words?|phrases?|sentences?|paragraphs?|definitions?|reference|terms?|portion|part|table|row|first|second|last|“[^”]*”|\"[^\"]*\")[^.;]{0,40}\s(?:of|in|to|from)\s+$",
    re.I,
)
_OTHER_AGREEMENT = re.compile(
    r"^(?:\s*\([^)]*\))*\s+(?:of|in|to|under)\s+(?:the|that|such|an?)\s+(?P<name>(?:[A-Z][\w’'-]*\s*){1,5})"
)
_DELETED = re.compile(
    rf"^{_OF_THIS}\s*(?:is|are|shall\s+be|will\s+be)\s+(?:hereby\s+)?(?:deleted|removed|disapplied|excluded)\b", re.I
)
_NOT_APPLY = re.compile(r"^[^.;]{0,120}?\b(?:does|do|shall|will)\s+not\s+apply\b\s*(?P<rest>\w*(?:\s+\w+){0,2})", re.I)
_NOT_SUBJECT = re.compile(r"\bnot\s+(?:be\s+)?(?:subject\s+to|limited\s+by)\b[^.;]{0,90}$", re.I)
_NARROWED = re.compile(
    r"^[^.;]{0,120}?\b(?:(?:does|do|shall|will)\s+not\s+(?:prohibit|prevent|limit|restrict|require)|(?:will|shall)\s+(?:only\s+)?apply\s+(?:only\s+)?to\s+the\s+extent|(?:applies|apply)\s+only)\b",
    re.I,
)
_NOTWITHSTANDING = re.compile(r"\b(?:notwithstanding|despite|by\s+way\s+of\s+derogation\s+from)\b[^.;]{0,60}$", re.I)
_ADDED_BEFORE = re.compile(
    r"\b(?:in\s+addition\s+to|supplements?|as\s+part\s+of\b[^.;]{0,80}(?:set\s+(?:forth|out)|described|defined)\s+in)\s*$",
    re.I,
)
_ADDED_AFTER = re.compile(r"^[^.;]{0,60}?\b(?:will|shall)\s+(?:also\s+)?include\b", re.I)
_DEFINED_IN = re.compile(r"\b(?:as\s+)?(?:defined|described|set\s+(?:forth|out))\s+in\s*$", re.I)
_CONDITIONAL = re.compile(r"^(?:where|to\s+the\s+extent|if|unless|except|in\s+case|when)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Place:
    """A reference with the words of its sentence before and after it, and the span of that sentence."""

    reference: Reference
    piece: Piece
    before: str
    after: str
    sentence: Span


def read_amendments(
    agreement: Agreement, references: Sequence[Reference], special_terms: Sequence[SpecialTerms]
) -> tuple[Amendment, ...]:
    """Every instruction, in reading order, with the condition of the special terms it stands in.

    `references` and `special_terms` are those of the same agreement.
    """
    conditions = _conditions(agreement, special_terms)
    found: dict[tuple[str, Action, str | None, int], Amendment] = {}
    for reference in references:
        if reference.layer is not Layer.BINDING or reference.is_self:
            continue
        place = _place(agreement, reference)
        if place is None:
            continue
        amendment = _instruction(agreement, place, conditions)
        if amendment is not None:
            key = (amendment.provision, amendment.action, amendment.target, amendment.span.start)
            found.setdefault(key, amendment)
    for amendment in _by_title(agreement, conditions):
        found.setdefault((amendment.provision, amendment.action, amendment.target, amendment.span.start), amendment)
    return tuple(sorted(found.values(), key=lambda row: row.span))


def _by_title(agreement: Agreement, conditions: dict[str, Condition]) -> list[Amendment]:
    """Replacements inside special terms that name their target by heading, where exactly one provision bears it."""
    found: list[Amendment] = []
    text = agreement.text.text
    for identity, condition in conditions.items():
        for piece in agreement.by_id[identity].body:
            for match in _BY_TITLE.finditer(text, piece.span.start, piece.span.end):
                title = match["title"].strip().casefold()
                targets = [p.id for p in agreement.provisions if (p.heading or "").strip().casefold() == title]
                if len(targets) == 1:
                    sentence = _sentence(text, piece, match.start(), match.end())
                    span, pieces = replacement_after(agreement, identity, piece, sentence.end, sentence)
                    whole = bool(pieces)
                    found.append(Amendment(identity, Action.REPLACE, targets[0], condition, span, pieces, whole))
    return found


def _conditions(agreement: Agreement, special_terms: Sequence[SpecialTerms]) -> dict[str, Condition]:
    """The condition of each provision in special terms: its own, or the nearest above it."""
    found = {terms.provision: terms.condition for terms in special_terms}
    for provision in agreement.provisions:
        if provision.id not in found and provision.parent in found:
            found[provision.id] = found[provision.parent]
    return found


def _place(agreement: Agreement, reference: Reference) -> _Place | None:
    provision = agreement.by_id[reference.provision]
    piece = next((piece for piece in provision.body if reference.span in piece.span), None)
    if piece is None:
        return None
    sentence = _sentence(agreement.text.text, piece, reference.span.start, reference.span.end)
    before = agreement.text.at(Span(sentence.start, reference.span.start))
    after = agreement.text.at(Span(reference.span.end, max(sentence.end, reference.span.end)))
    return _Place(reference, piece, before, after, sentence)


def _sentence(text: str, piece: Piece, start: int, end: int) -> Span:
    """The sentence of a paragraph around a range of its words."""
    ends = list(_SENTENCE_END.finditer(text[piece.span.start : start]))
    first = piece.span.start + (ends[-1].end() if ends else 0)
    stop = _SENTENCE_END.search(text, end, piece.span.end)
    return Span(first, stop.start() + 1 if stop else piece.span.end)


def _instruction(agreement: Agreement, place: _Place, conditions: dict[str, Condition]) -> Amendment | None:
    reference = place.reference
    replaced = _REPLACED.match(place.after)
    if replaced or _REPLACING.search(place.before):
        return _replacement(agreement, place, conditions, place.after[: replaced.end()] if replaced else "")
    condition = conditions.get(reference.provision)
    action = _lesser_action(place) if condition is not None else None
    if action is None or condition is None or reference.target is None:
        return None
    whole = action is Action.DISAPPLY and reference.item is None
    return Amendment(reference.provision, action, reference.target, condition, place.sentence, (), whole)


def _replacement(agreement: Agreement, place: _Place, conditions: dict[str, Condition], words: str) -> Amendment:
    reference = place.reference
    condition = conditions.get(reference.provision, _ALWAYS)
    part = reference.item is not None or _PART.search(place.before) is not None
    if part and reference.target is not None and not _other_agreement(agreement, place):
        return Amendment(reference.provision, Action.QUALIFY, reference.target, condition, place.sentence)
    target = None if _other_agreement(agreement, place) else reference.target
    after = reference.span.end + len(words)
    span, pieces = replacement_after(agreement, reference.provision, place.piece, after, place.sentence)
    return Amendment(
        reference.provision, Action.REPLACE, target, condition, span, pieces, whole=not part and bool(pieces)
    )


def _other_agreement(agreement: Agreement, place: _Place) -> bool:
    """ "Section 3 of the Supply Agreement": of another document. In an amendment "the Agreement" is another one too."""
    if isinstance(place.reference.resolution, External):
        return True
    named = _OTHER_AGREEMENT.match(place.after)
    if not named:
        return False
    name = named["name"].strip()
    own = (
        name in ("Agreement", "Terms", "Contract", "Terms of Service", "Terms of Use")
        or name.casefold() in agreement.title.casefold()
    )
    return not own or re.search(r"\bamendment\b", agreement.title, re.I) is not None


def _lesser_action(place: _Place) -> Action | None:
    """What a sentence in special terms does to the provision it names, short of replacing it."""
    if _DELETED.match(place.after):
        return Action.DISAPPLY
    if not_apply := _NOT_APPLY.match(place.after):
        return Action.QUALIFY if _CONDITIONAL.match(not_apply["rest"]) else Action.DISAPPLY
    if _NOT_SUBJECT.search(place.before):
        return Action.DISAPPLY
    if _NARROWED.match(place.after) or _NOTWITHSTANDING.search(place.before):
        return Action.QUALIFY
    if _ADDED_BEFORE.search(place.before) or (_DEFINED_IN.search(place.before) and _ADDED_AFTER.match(place.after)):
        return Action.ADD
    return None
