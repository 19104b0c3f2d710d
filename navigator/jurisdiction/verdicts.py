"""Whether a condition holds for a profile: yes, no, or not settled, with the reason."""

from __future__ import annotations

from navigator.jurisdiction.regions import name_of
from navigator.model.rules import Condition, Organisation, Profile, Truth, Verdict

_YES = Verdict(Truth.YES)
_NO = Verdict(Truth.NO)


def holds(condition: Condition, profile: Profile) -> Verdict:
    """Every part that the condition states must hold.

    A profile that names no kind of organisation is taken as a company, the ordinary customer of such agreements; one
    that names no programme takes part in none. Without a country, a condition on the country is open.
    """
    verdicts = [_country(condition, profile), _organisation(condition, profile), _programme(condition, profile)]
    if any(verdict.truth is Truth.NO for verdict in verdicts):
        return _NO
    if condition.unread:
        return Verdict(Truth.OPEN, f"whether “{reason(condition)}” holds for this profile is not settled")
    return next((verdict for verdict in verdicts if verdict.truth is Truth.OPEN), _YES)


def _country(condition: Condition, profile: Profile) -> Verdict:
    if condition.countries is None:
        return _YES
    if profile.country is None:
        return Verdict(Truth.OPEN, "it depends on the country: choose a country")
    if (
        profile.country.upper() not in condition.countries.inside
        and name_of(profile.country.upper()) == profile.country.upper()
    ):
        return Verdict(Truth.OPEN, f"“{profile.country}” is no country code of ISO 3166-1")
    return condition.countries.verdict(profile.country.upper())


def _organisation(condition: Condition, profile: Profile) -> Verdict:
    if not condition.organisations:
        return _YES
    own = profile.organisations or frozenset({Organisation.COMPANY})
    return _YES if own & condition.organisations else _NO


def _programme(condition: Condition, profile: Profile) -> Verdict:
    if not condition.programmes:
        return _YES
    return _YES if profile.programmes & condition.programmes else _NO


def reason(condition: Condition, limit: int = 160) -> str:
    """The condition's own words, cut at a word where they are long."""
    words = condition.text
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
