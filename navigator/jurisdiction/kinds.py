"""Kinds of organisation and programmes that conditions name."""

from __future__ import annotations

import re

from navigator.model.rules import Organisation, Programme

_US = r"(?:United\s+States|U\.?S\.?A?\.?)"
_BODY = (
    r"(?:government(?:al)?\s+|public\s+)?(?:entit(?:y|ies)|agenc(?:y|ies)|government|department|bod(?:y|ies)"
    r"|customer|end\s+user|institution)"
)

BUSINESSES = frozenset(
    {Organisation.COMPANY, Organisation.MICROENTERPRISE, Organisation.SMALL_ENTERPRISE, Organisation.NOT_FOR_PROFIT}
)
PUBLIC_BODIES = frozenset({Organisation.US_FEDERAL, Organisation.US_STATE, Organisation.US_TRIBAL})

_ORGANISATIONS: tuple[tuple[re.Pattern[str], frozenset[Organisation]], ...] = tuple(
    (re.compile(pattern, re.I), kinds)
    for pattern, kinds in (
        # "a United States federal entity", "the U.S. federal government", "a federal, state, or local agency"
        (rf"{_US}\s+federal\s+{_BODY}", frozenset({Organisation.US_FEDERAL})),
        (rf"\bfederal\s+{_BODY}", frozenset({Organisation.US_FEDERAL})),
        # "an agency of the U.S. Government"
        (
            rf"\b(?:agency|agencies|departments?|instrumentality)\s+of\s+the\s+{_US}\s+(?:federal\s+)?government",
            frozenset({Organisation.US_FEDERAL}),
        ),
        (
            rf"\bfederal,\s+state,?\s+(?:or|and)\s+(?:local|municipal)\s+{_BODY}",
            frozenset({Organisation.US_FEDERAL, Organisation.US_STATE}),
        ),
        # "a United States state entity", "a U.S. city, county, or state government entity", "a state or local agency"
        (rf"{_US}\s+state\s+(?:or\s+local\s+)?{_BODY}", frozenset({Organisation.US_STATE})),
        (rf"\bstate\s+(?:or|and)\s+local\s+{_BODY}", frozenset({Organisation.US_STATE})),
        (rf"\bcity,\s+county,?\s+(?:or|and)\s+state\s+{_BODY}", frozenset({Organisation.US_STATE})),
        # "a federally recognized tribal entity", "a tribal government"
        (rf"\btribal\s+(?:nation|{_BODY})|\bIndian\s+tribe", frozenset({Organisation.US_TRIBAL})),
        # "a public sector body of the United States"
        (
            rf"public\s+(?:sector\s+)?(?:bod(?:y|ies)|entit(?:y|ies)|institutions?)\s+(?:of|in)\s+the\s+{_US}",
            PUBLIC_BODIES,
        ),
        (
            rf"{_US}\s+(?:public\s+sector|government)\s+(?:bod(?:y|ies)|entit(?:y|ies)|customers?|end\s+users?|agenc(?:y|ies))",
            PUBLIC_BODIES,
        ),
        # "a microenterprise", "small and medium-sized enterprises", "a not-for-profit organisation"
        (r"\bmicro[-\s]?(?:enterprises?|business(?:es)?|entit(?:y|ies))", frozenset({Organisation.MICROENTERPRISE})),
        (
            r"\bsmall[-\s](?:(?:and|or)[-\s]medium[-\s](?:sized\s+)?)?(?:enterprises?|business(?:es)?|compan(?:y|ies))",
            frozenset({Organisation.SMALL_ENTERPRISE}),
        ),
        (
            r"\bnot[-\s]for[-\s]profit|\bnon[-\s]?profit|\bcharit(?:y|ies|able)",
            frozenset({Organisation.NOT_FOR_PROFIT}),
        ),
        # "a state agency", "a public university", "a state government entity", "a municipality"
        (
            rf"\bstate\s+{_BODY}|\b(?:public|state)\s+(?:college|universit(?:y|ies)|school|institution\s+of\s+higher)|\bmunicipalit(?:y|ies)|\blocal\s+(?:government|authorit(?:y|ies))",
            frozenset({Organisation.US_STATE}),
        ),
        # "a consumer", "a natural person"
        (r"\bconsumers?\b|\bnatural\s+persons?\b|\bindividuals?\b", frozenset({Organisation.INDIVIDUAL})),
        # "on behalf of a business", "a business user"
        (
            r"\b(?:are|is)\s+an?\s+(?:business|trader|merchant|company|entrepreneur)\b(?!\s+or\s+(?:an?\s+)?consumer)|\b(?:in|during)\s+the\s+course\s+of\s+(?:an?\s+|your\s+)?(?:business|trade)\b",
            BUSINESSES,
        ),
        (
            r"\b(?:as|on\s+behalf\s+of|for)\s+(?:a|an|your)\s+(?:business|company)\b|\bbusiness\s+(?:users?|customers?)\b|\bfor\s+(?:a\s+)?(?:business|commercial)(?:\s+or\s+\w+)?\s+purposes?\b",
            BUSINESSES,
        ),
    )
)
_PROGRAMMES: tuple[tuple[re.Pattern[str], Programme], ...] = (
    # "joining any Northwind partner program", "enrolled in our Partner Programme"
    (re.compile(r"\bpartner(?:ship)?\s+program(?:me)?s?\b", re.I), Programme.PARTNER),
    # "take part in a private beta", "Private Beta Offerings"
    (
        re.compile(r"\b(?:private|closed|non-public)\s+(?:\w+\s+)?beta\b|\bbeta\s+program(?:me)?\b", re.I),
        Programme.PRIVATE_BETA,
    ),
)
_NEGATED = re.compile(r"\b(?:not|other\s+than|except)\s+(?:an?\s+)?$", re.I)
_EVERY = frozenset(Organisation)


def organisations(words: str) -> frozenset[Organisation]:
    """The kinds that the words of a condition name, any of which satisfies it; "not a …" gives all the other kinds.

    An empty set means that none is named.
    """
    found: set[Organisation] = set()
    read: list[range] = []
    for pattern, kinds in _ORGANISATIONS:
        for match in pattern.finditer(words):
            if any(match.start() in each for each in read):
                continue
            read.append(range(match.start(), match.end()))
            found |= _EVERY - kinds if _NEGATED.search(words[: match.start()]) else kinds
    return frozenset(found)


def programmes(words: str) -> frozenset[Programme]:
    """The programmes that the words of a condition name."""
    return frozenset(kind for pattern, kind in _PROGRAMMES if pattern.search(words))
