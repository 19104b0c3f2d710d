"""Instructions that change other provisions: found at the references that name what they change.

    "Section 4.2 (Term) is deleted in its entirety and replaced with the following:"                          REPLACE
    "Section 4.2 does not apply."                                                                             DISAPPLY
    "Section 4.2 will apply to the extent permitted by law."                                                  QUALIFY
    "Charges, as defined in Section 4.2, will include stamp duty."                                            ADD

Only an instruction on a whole provision of this agreement, which no further words limit, is `whole`; one about a
sentence, a title or some words of it is not, and one about another agreement has no target. What is short of a
replacement is read inside special terms, where it changes the agreement for some readers; elsewhere it is ordinary
drafting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from navigator.consolidation import wording
from navigator.consolidation.citing import Citing, citings, sentence_around, targets
from navigator.consolidation.replacing import replacement_after
from navigator.model.agreement import Agreement, Piece
from navigator.model.amendments import Action, Amendment
from navigator.model.links import External, Reference
from navigator.model.rules import Condition, SpecialTerms
from navigator.model.text import Span, plain

_ALWAYS = Condition("")
_INTRODUCTION = re.compile(r"^(?:then\s+)?(?:the\s+following|these)\b[^.;:]{0,60}:\s*", re.I)
"""`If you are domiciled in Peru, the following applies to you: Section 4.2 does not apply.`"""
_AND = re.compile(r",\s+|\s+(?:and|or)\s+(?=the\b|[A-Z])")


def read_amendments(
    agreement: Agreement,
    references: Sequence[Reference],
    special_terms: Sequence[SpecialTerms],
    conditioned: Sequence[tuple[Span, Condition]] = (),
) -> tuple[Amendment, ...]:
    """Every instruction, in reading order, one row for each provision that it names, with the condition of the special
    terms it stands in, or else of its sentence.

    `references`, `special_terms` and the sentences that are `conditioned` are those of the same agreement.
    """
    conditions = _conditions(agreement, special_terms)
    found: dict[tuple[str, Action, str | None, int], Amendment] = {}
    for citing in citings(agreement, references):
        condition = conditions.get(citing.provision) or _of_sentence(citing, conditioned)
        for row in _instructions(agreement, citing, condition):
            found.setdefault((row.provision, row.action, row.target, row.span.start), row)
    for row in _by_title(agreement, conditions):
        found.setdefault((row.provision, row.action, row.target, row.span.start), row)
    return tuple(sorted(found.values(), key=lambda row: row.span))


def _conditions(agreement: Agreement, special_terms: Sequence[SpecialTerms]) -> dict[str, Condition]:
    """The condition of each provision in special terms: its own, or the nearest above it."""
    found = {terms.provision: terms.condition for terms in special_terms}
    for provision in agreement.provisions:
        if provision.id not in found and provision.parent in found:
            found[provision.id] = found[provision.parent]
    return found


def _of_sentence(citing: Citing, conditioned: Sequence[tuple[Span, Condition]]) -> Condition | None:
    return next((condition for span, condition in conditioned if span.overlaps(citing.sentence)), None)


def _instructions(agreement: Agreement, citing: Citing, condition: Condition | None) -> Iterator[Amendment]:
    replaced = wording.REPLACED.match(citing.after)
    if replaced or wording.REPLACING.search(citing.before):
        words = citing.after[: replaced.end()] if replaced else ""
        yield from _replacements(agreement, citing, _limited(citing, condition or _ALWAYS), words)
        return
    lesser = (
        wording.lesser_action(_without(citing, condition), citing.after, citing.before)
        if condition is not None
        else None
    )
    if lesser is None or condition is None:
        return
    action, whole = lesser
    part = wording.PART.search(citing.before) is not None
    for reference in citing.references:
        for target in targets(agreement, reference):
            entire = whole and not part and reference.item is None
            yield Amendment(citing.provision, action, target, condition, citing.sentence, (), entire)


def _replacements(agreement: Agreement, citing: Citing, condition: Condition, words: str) -> Iterator[Amendment]:
    """One row for each provision that is replaced; the text that takes their place stands at the first."""
    after = max(reference.span.end for reference in citing.references) + len(words)
    span, pieces = replacement_after(agreement, citing.provision, citing.piece, after, citing.sentence)
    instead = wording.REPLACING.search(citing.before)
    inline = instead is not None and instead["instead"] is not None
    part = wording.PART.search(citing.before) is not None
    elsewhere = _other_agreement(agreement, citing)
    for n, reference in enumerate(citing.references):
        whole = not part and not inline and reference.item is None and bool(pieces) and not elsewhere
        for place, target in enumerate(targets(agreement, reference) or (None,)):
            text = pieces if n == 0 and place == 0 and not inline else ()
            yield Amendment(
                citing.provision,
                Action.REPLACE,
                None if elsewhere else target,
                condition,
                citing.sentence if inline else span,
                text,
                whole and target is not None,
            )


def _without(citing: Citing, condition: Condition) -> str:
    """The words before the instruction less those that state the condition of the special terms."""
    if condition.span is not None and condition.span.overlaps(citing.sentence):
        words = citing.before[max(0, condition.span.end - citing.sentence.start) :].lstrip(" ,:;")
        return _INTRODUCTION.sub("", words)
    return citing.before


def _limited(citing: Citing, condition: Condition) -> Condition:
    """The condition with the words before the instruction that limit it further: they are not read, and so open."""
    words = _without(citing, condition)
    if not wording.CONDITIONED.search(words):
        return condition
    text = "; ".join(part for part in (condition.text, plain(words).strip(" ,")) if part)
    return replace(condition, text=text, span=condition.span or citing.sentence, unread=True)


def _other_agreement(agreement: Agreement, citing: Citing) -> bool:
    """ "Section 3 of the Supply Agreement": of another document. In an amendment "the Agreement" is another one too."""
    if any(isinstance(reference.resolution, External) for reference in citing.references):
        return True
    named = wording.OTHER_AGREEMENT.match(citing.after)
    if not named:
        return False
    name = named["name"].strip()
    own = (
        name in ("Agreement", "Terms", "Contract", "Terms of Service", "Terms of Use")
        or name.casefold() in agreement.title.casefold()
    )
    return not own or re.search(r"\bamendment\b", agreement.title, re.I) is not None


def _by_title(agreement: Agreement, conditions: dict[str, Condition]) -> Iterator[Amendment]:
    """Replacements inside special terms that name their target by heading, where exactly one provision bears it."""
    text = agreement.text.text
    for identity, condition in conditions.items():
        for piece in agreement.by_id[identity].body:
            for match in wording.BY_TITLE.finditer(text, piece.span.start, piece.span.end):
                sentence = sentence_around(text, piece, Span(*match.span()))
                span, pieces = replacement_after(agreement, identity, piece, sentence.end, sentence)
                for target in _titled(agreement, match["title"]):
                    yield Amendment(identity, Action.REPLACE, target, condition, span, pieces, bool(pieces))
            yield from _instead_of_titles(agreement, identity, piece, condition)


def _instead_of_titles(agreement: Agreement, identity: str, piece: Piece, condition: Condition) -> Iterator[Amendment]:
    text = agreement.text.text
    for match in wording.INSTEAD_OF_TITLES.finditer(text, piece.span.start, piece.span.end):
        sentence = sentence_around(text, piece, Span(*match.span()))
        for title in _AND.split(match["titles"]):
            for target in _titled(agreement, re.sub(r"^the\s+", "", title)):
                yield Amendment(identity, Action.REPLACE, target, condition, sentence)


def _titled(agreement: Agreement, title: str) -> list[str]:
    """The provision that bears a heading; none where several do."""
    wanted = title.strip().casefold()
    found = [each.id for each in agreement.provisions if (each.heading or "").strip().casefold() == wanted]
    return found if len(found) == 1 else []
