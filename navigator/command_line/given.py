"""What the user names on the command line: a profile, a country, an agreement."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput
from navigator.model.rules import Profile
from navigator.session import Session


def profile_of(session: Session, given: argparse.Namespace) -> Profile:
    """The profile that the options give."""
    country = _country(session, given.country) if given.country else None
    return Profile(country, frozenset(given.organisation), frozenset(given.programme))


def understood(session: Session, name: str) -> Analysis:
    """A file, or an agreement of the library by its key or title."""
    path = Path(name)
    return session.inspect(path) if path.exists() else session.analysis(card_of(session, name).key)


def _country(session: Session, text: str) -> str:
    """A code, checked; a name is refused with the code that it has."""
    codes = dict(session.countries())
    if text.upper() in codes:
        return text.upper()
    # ISO 3166-1 reserves these two for the United Kingdom and (European Commission) Greece; people write them.
    reserved = {"UK": "GB", "EL": "GR"}.get(text.upper())
    by_name = {name.casefold(): code for code, name in codes.items()}
    near = get_close_matches(text.casefold(), by_name, 1, 0.5) if len(text) > 2 else []
    code = reserved or (by_name[near[0]] if near else None)
    hint = f"did you mean {code} ({codes[code]})?" if code else "for example BR or DE"
    raise BadInput(f"--country {text}: not an ISO 3166-1 alpha-2 code; {hint}")


def card_of(session: Session, name: str, *, part: bool = True) -> AgreementCard:
    """One agreement of the library: its key, its title, or with `part` the beginning of its key or a part of its title
    that no other has. A title that several versions share is the newest of them."""
    cards = session.cards()
    wanted = name.casefold()
    exactly: list[Callable[[AgreementCard], bool]] = [
        lambda card: card.key == wanted,
        lambda card: card.title.casefold() == wanted,
    ]
    partly: list[Callable[[AgreementCard], bool]] = [
        lambda card: len(wanted) > 3 and card.key.startswith(wanted),
        lambda card: wanted in card.title.casefold(),
    ]
    for suits in exactly + partly if part else exactly:
        found = [card for card in cards if suits(card)]
        older = {key for card in found for key in card.earlier}
        newest = [card for card in found if card.key not in older]
        if len(newest) == 1:
            return newest[0]
        if newest:
            names = ", ".join(f"{card.key} ({card.title})" for card in newest[:4])
            raise BadInput(f"{name}: more than one agreement is called that; give a key: {names}")
    near = get_close_matches(name, [card.title for card in cards], 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else "library list shows what is there"
    raise BadInput(f"{name}: no such file, and no such agreement in the library; {hint}")
