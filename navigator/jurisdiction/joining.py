"""Two conditions at once."""

from __future__ import annotations

from navigator.jurisdiction.sets import intersection
from navigator.model.rules import Condition, CountrySet


def conjoin(outer: Condition | None, inner: Condition) -> Condition | None:
    """Both conditions at once; None where no profile can meet both."""
    if outer is None:
        return inner
    countries = inner.countries
    if outer.countries is not None:
        countries = outer.countries if countries is None else intersection(outer.countries, countries)
        if inner.countries is not None and _opposite(outer.countries, inner.countries, countries):
            return None
    kinds = outer.organisations & inner.organisations or outer.organisations | inner.organisations
    joined = outer.programmes & inner.programmes or outer.programmes | inner.programmes
    if outer.organisations and inner.organisations and not outer.organisations & inner.organisations:
        return None
    text = "; ".join(part for part in dict.fromkeys((outer.text, inner.text)) if part)
    return Condition(text, inner.span or outer.span, countries, kinds, joined, outer.unread or inner.unread)


def _opposite(outer: CountrySet, inner: CountrySet, both: CountrySet) -> bool:
    """True where two sets share only what is open in each: "in X" and "outside X", with X's own doubtful edges."""
    return not both.inside and all(code in outer.open and code in inner.open for code in both.open)
