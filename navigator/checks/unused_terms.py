"""A term that is defined and never used: "… until it ends (“Term”)", and "Term" nowhere else.

A use is any other place in the agreement with the term in singular, plural or possessive, summaries included. An
abbreviation given with a name is no term. Capitals count only where the agreement keeps them for its terms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from navigator.checks.passages import QUOTED_ONLY, WordPlaces, term_pattern
from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.terms import Definition
from navigator.model.text import Span

RULE = "unused-term"
_FEW = 3  # an agreement with fewer definitions quotes words rather than defines terms
_BREATH = 30
# a label ("Suppression: such as …"), a word for one sentence ("“Control,” for purposes of this definition"), a gloss on
# another word ("(traffic flood (“Denial”) protection)")
_PASSING = re.compile(
    r"\s*:|[,”\"\s]*(?:as used in|for (?:the )?purposes? of) this (?:definition|sentence|paragraph)|[”\"]\) \w+\)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?:[A-Z][A-Za-z]{0,3}[A-Z0-9&][\w&-]*\s?)+")
_SPLIT = re.compile(r"\s*(?:/|,|\bor\b|\band/or\b|[()])\s*")
_PRONOUN = re.compile(r"(?:you|your|yours|we|us|our|ours|i|me|my|part(?:y|ies))", re.IGNORECASE)
_OWN_KIND = re.compile(
    r"(?:agreement|terms|terms of (?:service|use)|conditions|policy|privacy policy|contract|addendum|guidelines|notice|"
    r"user guidelines|terms and conditions|developer terms|program terms|rules|dpa|eula)",
    re.IGNORECASE,
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each definition of which no name is used anywhere else."""
    terms = [row for row in analysis.definitions if row.term[:1].isupper()]
    if len(terms) < _FEW:
        return
    by_term: dict[str, list[Definition]] = {}
    for row in terms:
        by_term.setdefault(row.term.lower(), []).append(row)
    strict = _keeps_capitals(analysis)
    words = WordPlaces(analysis.agreement.text.text, analysis.agreement.language)
    for same in by_term.values():
        first = same[0]
        if _is_candidate(analysis, first) and not _used(analysis, same, strict, words):
            yield Finding(
                RULE,
                Severity.NOTE,
                first.provision,
                first.span,
                f"“{first.term}” is defined and never used",
                "Either a provision that should use it does not, or the definition is left over.",
            )


def _keeps_capitals(analysis: Analysis) -> bool:
    """Whether the agreement uses most of its terms, at least eight of them, with their capitals."""
    terms = {place for place, row in enumerate(analysis.definitions) if row.term[:1].isupper()}
    used = {place for use in analysis.uses if use.layer is Layer.BINDING for place in use.definitions} & terms
    return len(used) >= 8 and len(used) >= 0.75 * len(terms)


def _is_candidate(analysis: Analysis, definition: Definition) -> bool:
    """Whether it is a term of this agreement: no pronoun, no name of the document, no title cited, no example."""
    agreement = analysis.agreement
    term = definition.term
    before = agreement.text.text[max(0, definition.span.start - 60) : definition.span.start]
    if len(term) < 2 or len(term.split()) > 6 or definition.style in ("table", "pointer"):
        return False
    if _PRONOUN.fullmatch(term) or _OWN_KIND.fullmatch(term) or _in_title(agreement.title, term):
        return False
    if any(_PRONOUN.fullmatch(alias) for alias in definition.aliases):
        return False  # "the Customer" or "you": the pronoun stands for it
    if _ABBREVIATION.fullmatch(term) or not _titled(term):
        return False
    after = agreement.text.text[definition.span.end : definition.span.end + 60]
    return QUOTED_ONLY.search(before) is None and _PASSING.match(after) is None


def _in_title(title: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", title, re.IGNORECASE) is not None


def _titled(term: str) -> bool:
    """Whether its words are written as a name: capitals on all but the small ones."""
    return all(word[:1].isupper() or len(word) <= 3 for word in re.findall(r"[^\W\d_]+", term))


def _used(analysis: Analysis, same: list[Definition], strict: bool, words: WordPlaces) -> bool:
    names = tuple(
        dict.fromkeys(
            part
            for row in same
            for each in (row.term, *row.aliases)
            for part in (each, *_SPLIT.split(each))
            if len(part) > 1
        )
    )
    single = all(" " not in each for each in names)
    exact = single and strict
    pattern = term_pattern(names, analysis.agreement.language, ignore_case=not exact)
    own = {row.span for row in same}
    title = analysis.agreement.title.lower()
    headings = sorted(p.heading_span for p in analysis.agreement.provisions if p.heading_span is not None and exact)
    text = analysis.agreement.text.text
    for found in words.matches(pattern, names):
        where = Span(*found.span())
        if any(where.overlaps(each) or _leads_to(text, where, each) for each in own) or _in_breath(
            analysis, where, same
        ):
            continue
        if _within(where, headings) or analysis.agreement.place(where.start) is None:
            continue
        if exact and _is_other_word(analysis, found, same[0].term, title):
            continue
        return True
    return False


def _within(where: Span, spans: list[Span]) -> bool:
    """Whether one of some spans, in order and apart from each other, holds a place."""
    at = bisect_right(spans, where.start, key=lambda span: span.start) - 1
    return at >= 0 and where in spans[at]


def _leads_to(text: str, where: Span, definition: Span) -> bool:
    """Whether a place is the words just before the brackets: applicable disclosure laws (“Disclosure Laws”)."""
    between = text[where.end : definition.start] if where.end <= definition.start <= where.end + _BREATH else ""
    return "(" in between and "." not in between


def _in_breath(analysis: Analysis, where: Span, same: list[Definition]) -> bool:
    """Whether a place is another name given with the definition: “API” (an “Application Interface”)."""
    if not any(row.span.end <= where.start <= row.span.end + 120 and row.aliases for row in same):
        return False
    text = analysis.agreement.text.text
    return text[where.start - 1 : where.start] in ("“", '"', "„", "«") and text[where.end : where.end + 1] in '”",“».'


def _is_other_word(analysis: Analysis, found: re.Match[str], term: str, title: str) -> bool:
    """Whether a capital is there for another reason: part of the agreement's name ("Terms of Service"), all of a
    passage in capitals with the word in another number, or the only word at the start of a heading."""
    text = analysis.agreement.text.text
    words = found.group()
    around = text[found.start() : found.end() + 15].lower()
    if re.match(rf"{re.escape(words.lower())} (?:of|and) (?:service|use|conditions)", around):
        return True
    if words.lower() == "terms" and len(term) == 4:
        return True  # the terms of an agreement are not its term
    return words.isupper() and len(words) > 4 and words.lower() in title
