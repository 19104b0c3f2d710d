"""Provisions that say for whom they, or others, do not apply.

    "This Section 10 does not apply to residents of Peru."            the section itself, under its own number
    "Sections 4.2 and 4.3 do not apply if you are a consumer."        others
    "This Section does not apply to you if you live in Chile."        the section that holds the sentence
    "Sections 9.2 to 9.4 apply only if you live in Peru."             others, for everybody else

Read as instructions on the whole provision under the condition that the sentence states. Where the sentence gives
further reasons ("… to claims under the Water Act") its condition is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from navigator.jurisdiction.conditions import Reading, conditions
from navigator.jurisdiction.negation import negations
from navigator.jurisdiction.passages import Passage, sentences
from navigator.model.agreement import Agreement
from navigator.model.amendments import Action, Amendment
from navigator.model.rules import SpecialTerms

_KIND = r"(?:sections?|clauses?|articles?|paragraphs?|parts?)"
_NUMBER = r"\d+[A-Z]?(?:\.\d+)*(?:\([a-z0-9]{1,4}\))*"
_NOT_APPLY = re.compile(
    rf"""\b(?:(?P<own>this)\s+|the\s+(?:\w+\s+){{0,4}}?(?:in|of|under)\s+(?P<within>this\s+)?|(?:the\s+provisions\s+of\s+)?)
        (?P<kind>{_KIND}|arbitration\s+(?:agreement|clause|provision)|dispute\s+resolution\s+(?:section|clause|agreement))
        (?:\s+(?P<numbers>{_NUMBER}(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+){_NUMBER})*))?
        (?:\s*\([^)]{{1,80}}\))?\s+(?:do|does|shall|will)\s+not\s+apply\b(?P<rest>.*)""",
    re.I | re.X | re.S,
)
_NOTHING = re.compile(
    rf"\bnothing\s+in\s+(?P<own>this)(?P<within>)\s+(?P<kind>{_KIND})(?:\s+(?P<numbers>{_NUMBER}))?\s+(?:applies|(?:shall|will)\s+apply)\b(?P<rest>.*)",
    re.I | re.S,
)
_ONLY = re.compile(
    rf"\b{_KIND}\s+(?P<numbers>{_NUMBER}(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|through)\s+|\s*[–-]\s*){_NUMBER})*)"
    r"(?:\s*\([^)]{1,80}\))?\s+(?:(?:shall|will)\s+)?(?:appl(?:y|ies)\s+only|only\s+appl(?:y|ies))\s+(?=if|where|to|for)",
    re.I,
)
_BUT = re.compile(r"\b(?:except|other\s+than|apart\s+from|save)\b", re.I)
_RANGE = re.compile(r"\d\s+(?:to|through)\s+\d|\d\s*[–-]\s*\d")
_LOOKS = ("not apply", "othing in this", "only appl", "apply only", "applies only")
_TO = re.compile(r"^\s+to(?=\s+(?!you\b|any\s+claim|claims))")
_NEGATIVE = re.compile(r"\b(?:unless|except|only|other\s+than)\b", re.I)
_LEAST = 3
"""How many words a sentence must leave in its provision for "this Section" to mean that provision and not the one
around it."""


def exclusions(
    agreement: Agreement, passages: Sequence[Passage], terms: Sequence[SpecialTerms]
) -> tuple[Amendment, ...]:
    """The instructions, in reading order. What stands in special terms is theirs: see `consolidation`."""
    special = {each.provision for each in terms}
    special |= {below.id for each in special for below in agreement.descendants(each)}
    numbers = {each.full_number: each.id for each in reversed(agreement.provisions) if each.full_number}
    found: list[Amendment] = []
    for passage in passages:
        if passage.provision in special or not any(map(passage.text.__contains__, _LOOKS)):
            continue
        for sentence in sentences(passage):
            found += _in_sentence(agreement, sentence, passage, numbers)
            found += _for_some_only(agreement, sentence, passage, numbers)
    return tuple(found)


def _for_some_only(
    agreement: Agreement, sentence: Passage, passage: Passage, numbers: dict[str, str]
) -> Iterator[Amendment]:
    """ "Sections 9.2 to 9.4 apply only if you live in Peru": they do not apply to anybody else."""
    match = _ONLY.search(sentence.text)
    read = conditions(sentence.text, sentence.start) if match is not None else []
    if match is None or len(read) != 1 or read[0].others is not None or read[0].start < match.end():
        return
    words = sentence.span(0, len(sentence.text))
    lead = sentence.text[: match.start()]
    kept = {numbers[each] for each in re.findall(_NUMBER, lead) if each in numbers} if _BUT.search(lead) else set()
    for target in _less(agreement, _cited(agreement, match["numbers"], numbers), kept):
        for condition in negations(read[0].condition, f"other than {read[0].condition.text}"):
            yield Amendment(passage.provision, Action.DISAPPLY, target, condition, words, (), True)


def _less(agreement: Agreement, targets: list[str], kept: set[str]) -> Iterator[str]:
    """Targets less the provisions that are kept: "Except for Section 9.4, this Section 9 applies only to …"."""
    for target in targets:
        below = agreement.children.get(target, ())
        if kept & {each.id for each in below}:
            yield from (each.id for each in below if each.id not in kept)
        elif target not in kept:
            yield target


def _cited(agreement: Agreement, words: str, numbers: dict[str, str]) -> list[str]:
    """The provisions that a list of numbers names, those between the ends of a range among them."""
    named = re.findall(_NUMBER, words)
    if len(named) == 2 and _RANGE.search(words) and all(each in numbers for each in named):
        first, last = (agreement.by_id[numbers[each]] for each in named)
        row = [each.id for each in agreement.children.get(first.parent, ())]
        if first.parent == last.parent and first.id in row and last.id in row:
            return row[row.index(first.id) : row.index(last.id) + 1]
    return [numbers[each] for each in named if each in numbers]


def _in_sentence(
    agreement: Agreement, sentence: Passage, passage: Passage, numbers: dict[str, str]
) -> Iterator[Amendment]:
    match = _NOT_APPLY.search(sentence.text) if "not apply" in sentence.text else _NOTHING.search(sentence.text)
    reading = _condition(sentence, match) if match is not None else None
    if match is None or reading is None:
        return
    named = re.findall(_NUMBER, match["numbers"] or "")
    targets = [numbers[each] for each in named if each in numbers]
    if not named and (match["own"] or match["within"] or " " in match["kind"]):
        targets = [_own(agreement, sentence)]
    for target in targets:
        condition = reading.condition
        yield Amendment(
            passage.provision, Action.DISAPPLY, target, condition, sentence.span(0, len(sentence.text)), (), True
        )


def _condition(sentence: Passage, match: re.Match[str]) -> Reading | None:
    """The condition of the sentence: before "this Section", or after "does not apply (to)"."""
    text = sentence.text
    if to := _TO.match(match["rest"]):  # "apply to residents of" is read as "for residents of", at the same place
        start = match.start("rest")
        text = text[: start - 1] + "for".rjust(to.end() + 1) + text[start + to.end() :]
    readings = conditions(text, sentence.start)
    if len(readings) != 1 or readings[0].others is not None:
        return _open(readings[0]) if readings else None
    words = sentence.text[readings[0].end :]
    if readings[0].start < match.start() and len(match["rest"].strip(" .,;:")) > len(" to you"):
        return _open(readings[0])
    if _NEGATIVE.search(text[match.start("rest") :]) or _more(words):
        return _open(readings[0])
    condition = readings[0].condition
    printed = sentence.text[readings[0].start : readings[0].end].strip(" ,.;:")
    return replace(readings[0], condition=replace(condition, text=printed))


def _more(words: str) -> bool:
    """True where the sentence goes on after its condition in a way that may limit it."""
    return re.search(r"\b(?:where|when|if|to\s+the\s+extent|with\s+respect|in\s+relation|insofar)\b", words) is not None


def _open(reading: Reading) -> Reading:
    return replace(reading, condition=replace(reading.condition, unread=True), others=None)


def _own(agreement: Agreement, sentence: Passage) -> str:
    """ "This Section": the provision that holds the sentence; the one around it where it holds nothing else."""
    provision = agreement.by_id[sentence.provision]
    left = len(agreement.binding_text(provision.id).split()) - len(sentence.text.split())
    alone = left < _LEAST and not agreement.children.get(provision.id)
    return provision.parent if alone and provision.parent is not None else provision.id
