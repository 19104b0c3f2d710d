"""A term that is used with capitals like a defined one and never defined: "each Renewal Term", in an agreement that
keeps capitals for what it defines.

Names are written with capitals too. A term gives itself away by taking "any", "each", "such" or "a", which a name does
not; by coming more than once; and by being made of words that the agreement also writes without capitals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from navigator.checks.passages import binding
from navigator.model.agreement import Agreement, Layer
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.text import Span

RULE = "undefined-term"
_CONVENTION = 6
"""An agreement with fewer terms in use does not say by its capitals what is defined."""
_USES, _USES_OF_ONE_WORD = 2, 4
_WORD = r"[A-Z][a-z]+(?:-[A-Za-z]+)?"
_PHRASE = re.compile(
    rf"(?<![\w“\"‘'’/.@-]){_WORD}(?: {_WORD}){{0,3}}(?=’s|'s|\b)(?![\w/-]|[.]\w| [A-Z0-9(“]| of [A-Z]| and [A-Z]| & )"
)
_BEFORE = re.compile(
    r"\b(?:(?P<kind>an?|any|each|every|such|no|all|other|another|applicable|either|multiple|new)|the|your|"
    r"this|these|those|its|their|his)\s+\Z"
)
# "Capitalised words not defined here have the meaning …"; fields of a cover page that stands elsewhere
_DEFINED_ELSEWHERE = re.compile(
    r"\bcapitali[sz]ed\b[^.]{0,60}\b(?:not|without)\b[^.]{0,40}\bdefin|"
    r"\b(?:not|un)\s?(?:otherwise )?defined (?:herein|in this|in these|here)\b|\bterms (?:defined|used) in the [A-Z]|"
    r"\bhighlighted\b[^.]{0,40}\bcapitali[sz]ed\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:Internet|Web|Member States?|State|Court|Federal|Government|Board|Directors?|Officer|President|English|"
    r"French|German|Spanish|American|European|British|Irish|Japanese|Brazilian|Indian|Chinese|Canadian|Australian|God|Earth|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Section|Sections|Article|Clause|Schedule|Exhibit|Annex|Appendix|"
    r"Paragraph|Part|Chapter|Act|Regulation|Directive|Law|Code|Rules?|Convention|Treaty|Constitution)\b"
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding at the first use of each undefined term."""
    agreement = analysis.agreement
    if not _keeps_capitals(analysis) or _DEFINED_ELSEWHERE.search(agreement.text.text):
        return
    known = _known(analysis)
    closed = _closed(analysis)
    places: dict[str, list[tuple[str, Span, bool]]] = defaultdict(list)
    for provision, span in binding(agreement):
        for where, kind in _phrases(agreement, span):
            if not any(where.overlaps(other) for other in closed.get(provision.id, ())):
                places[agreement.text.at(where)].append((provision.id, where, kind))
    small = set(re.findall(r"(?<![\w’'./@#-])[a-z][a-z’'-]+(?![\w./@]*\.(?:com|org))", agreement.text.text))
    for phrase, found in places.items():
        if (
            len(found) >= (_USES if " " in phrase else _USES_OF_ONE_WORD)
            and any(kind for *_, kind in found)
            and _is_term(phrase, known, small)
        ):
            identity, where, _ = found[0]
            yield Finding(
                RULE,
                Severity.WARNING,
                identity,
                where,
                f"“{phrase}” is written like a defined term and never defined ({len(found)} uses)",
                "What it takes in is left to argument.",
            )


def _keeps_capitals(analysis: Analysis) -> bool:
    """Whether enough terms are in use with their capitals, and most of those that are defined."""
    terms = {place for place, row in enumerate(analysis.definitions) if row.term[:1].isupper()}
    used = {place for use in analysis.uses if use.layer is Layer.BINDING for place in use.definitions} & terms
    return len(used) >= _CONVENTION and len(used) >= 0.7 * len(terms)


def _known(analysis: Analysis) -> set[str]:
    """The names of all definitions in small letters and the singular, word by word."""
    names = [name for row in analysis.definitions for name in (row.term, *row.aliases)]
    names += [p.heading for p in analysis.agreement.provisions if p.heading]
    names += re.findall(r"[“\"]([^”\"]{2,60})[,.]?[”\"]", analysis.agreement.text.text)
    names.append(analysis.agreement.title)
    return {_singular(re.sub(r"^(?:the|an?|each) ", "", name, flags=re.IGNORECASE)) for name in names}


def _singular(words: str) -> str:
    return " ".join(re.sub(r"(?<=\w{2})(?:ies|y|es|s|’s|'s)$", "", word) for word in words.lower().split())


def _closed(analysis: Analysis) -> dict[str, list[Span]]:
    """Where capitals have another reason: uses of defined terms, citations, links, definitions."""
    found: dict[str, list[Span]] = defaultdict(list)
    for use in analysis.uses:
        found[use.provision].append(use.span)
    for reference in analysis.references:
        found[reference.provision].append(reference.span)
    for link in analysis.hyperlinks:
        found[link.provision].append(link.span)
    for definition in analysis.definitions:
        found[definition.provision].append(definition.span)
    return found


def _phrases(agreement: Agreement, span: Span) -> Iterator[tuple[Span, bool]]:
    """Capitalised phrases with a determiner before them, and whether it is one that a name does not take."""
    text = agreement.text.text
    for found in _PHRASE.finditer(text, span.start, span.end):
        before = _BEFORE.search(text, max(span.start, found.start() - 14), found.start())
        if before is not None:
            yield Span(*found.span()), before["kind"] is not None


def _is_term(phrase: str, known: set[str], small: set[str]) -> bool:
    words = phrase.split()
    ordinary = all(word.lower() in small or word.lower().rstrip("s") in small for word in words)
    return ordinary and not _NAMES.search(phrase) and _singular(phrase) not in known
