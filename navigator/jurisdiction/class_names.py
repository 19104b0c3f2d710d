"""The names of classes of customers that an agreement defines, and where its sentences use them (see `own_classes`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from navigator.jurisdiction.sets import union
from navigator.model.rules import Condition
from navigator.model.text import Span, plain

_MOST = 40
"""More uses than any sentence has."""
CLASS_ROLE = (
    r"(?:Customers?|Users?|Consumers?|Clients?|Subscribers?|Licensees?|Members?|Sellers?|Merchants?|Buyers?|Purchasers?|Developers?"
    r"|Advertisers?|Publishers?|Resellers?|Partners?|Bod(?:y|ies)|Entit(?:y|ies)|Residents?)"
)
"""What a defined class of them is called in its last word: `Andean Customers`."""


def singular(term: str) -> str:
    """“Andean Customers” -> “Andean Customer”."""
    words = " ".join(term.split())
    return words[:-3] + "y" if words.endswith("ies") else words.removesuffix("s")


def uses(names: Sequence[str]) -> re.Pattern[str] | None:
    """Matches where a sentence says that it is for classes of these names; None without names."""
    if not names:
        return None
    ordered = sorted(names, key=len, reverse=True)
    name = "|".join(_plural(each).replace(r"\ ", r"\s+") for each in ordered)
    article = r"(?:(?:all|any|each|every|our|the|an?)\s+)?"
    named = rf"[“\"]?(?:{name})[”\"]?(?![\w’'-])"
    return re.compile(
        rf"(?P<words>(?:\b(?:[Ii]f|[Ww]here|[Ww]hen|[Uu]nless)\s+[^,.;:]{{1,60}}?\s(?:is|are|qualif\w+\s+as|constitutes?)\s+{article}"
        rf"|\b(?:(?:[Ee]xcept|[Ss]ave|[Oo]ther\s+than)\s+)?(?:[Ff]or|[Tt]o|[Ww]ith|[Bb]y|[Aa]gainst|[Oo]f|[Ii]nvolving)\s+{article}|(?:^|(?<=[.;:])\s+)\W*(?:(?:[Aa]ll|[Aa]ny|[Ee]ach|[Aa]n?|[Tt]he)\s+)?)"
        rf"(?P<names>{named}(?:(?:,|,?\s+(?:and|or))\s+{article}{named})*))"
        r"(?![”\"*_]*,?\s+(?:means?|refers?|(?:shall|will)\s+mean|(?:is|are)\s+(?:an?|any|all)\b))"
    )


def used(
    text: str, offset: int, classes: Mapping[str, Condition], use: re.Pattern[str]
) -> Iterator[tuple[int, int, Condition, bool]]:
    """Where a text speaks of its classes: start, end, who belongs to them, and whether it says "unless"."""
    for found in islice(use.finditer(text), _MOST):
        words = " ".join(found["names"].split())
        named = [each for name, each in classes.items() if re.search(rf"\b{_plural(name)}\b", words)]
        start, end = found.span("words")
        start += len(found["words"]) - len(found["words"].lstrip(' \n*_(“"'))
        span = Span(offset + start, offset + end)
        unless = text[start:end].casefold().startswith(("unless", "except", "save", "other than"))
        yield start, end, _any_of(named, plain(text[start:end]), span), unless


def _plural(name: str) -> str:
    return rf"{re.escape(name[:-1])}(?:y|ies)" if name.endswith("y") else rf"{re.escape(name)}s?"


def _any_of(classes: Sequence[Condition], words: str, span: Span) -> Condition:
    """The condition of belonging to one of several classes; open where they are not all by place, or all by kind."""
    unread = any(each.unread for each in classes) or not classes
    places = [each.countries for each in classes if each.countries is not None]
    kinds = [each.organisations for each in classes if each.organisations]
    if len(classes) > 1 and (kinds or len(places) != len(classes)):
        unread = True
    countries = union(places) if places else None
    return Condition(words, span, countries, frozenset().union(*kinds), frozenset(), unread)
