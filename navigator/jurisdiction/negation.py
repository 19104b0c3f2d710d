"""The opposite of a condition: what "otherwise" and "except if …" leave.

"Otherwise" after "if you are a consumer in Chile" is two conditions: every other kind of customer wherever it is, and
consumers elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from navigator.jurisdiction.joining import conjoin
from navigator.jurisdiction.sets import complement
from navigator.model.rules import Condition, Organisation

_EVERY = frozenset(Organisation)
_MOST = 12
"""More cases than any real list of exceptions leaves."""


def negations(condition: Condition, text: str = "") -> list[Condition]:
    """Conditions of which one holds for each profile that does not meet `condition`; open for whom it is open.

    A condition that restricts nothing which could be read gives a single one that no profile settles.
    """
    said = Condition(text or condition.text, condition.span)
    kinds = condition.organisations
    if condition.programmes or (condition.countries is None and not kinds):
        return [replace(said, unread=True)]
    found: list[Condition] = []
    if kinds and _EVERY - kinds:
        found.append(replace(said, organisations=_EVERY - kinds))
    if condition.countries is not None:
        found.append(replace(said, organisations=kinds, countries=complement(condition.countries)))
    if condition.unread:
        found.append(replace(said, organisations=kinds, countries=condition.countries, unread=True))
    return found


def remainder(condition: Condition, others: Iterable[Condition]) -> list[Condition]:
    """`condition` for whoever meets none of `others`."""
    left = [condition]
    for other in others:
        both = [conjoin(each, one) for each in left for one in negations(other, condition.text)]
        left = [replace(each, text=condition.text, span=condition.span) for each in both if each is not None]
        if len(left) > _MOST:
            return [replace(condition, unread=True)]
    return left
