"""What the user names on the command line: a profile, a country, an agreement."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from navigator.library import key_of
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput, Filters
from navigator.model.exporting import Gathering
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


def exported(session: Session, given: argparse.Namespace) -> tuple[Analysis | Gathering, tuple[str, ...]]:
    """What `export` is to write: an agreement with the provisions of `--provision`, or a gathering of several."""
    if given.collection:
        if given.what:
            raise BadInput(f"--collection: holds its own agreements; leave {given.what[0]} out")
        gathering = Gathering.collected(session.collection())
        return _some(gathering, given, "--collection: it is empty; add provisions to it in the app first")
    if given.search is not None or given.clauses is not None:
        return _found(session, given)
    if not given.what:
        raise BadInput("WHAT: name an agreement, or give --collection, --search or --clauses; export --help tells more")
    analyses = [understood(session, name) for name in given.what]
    if len(analyses) > 1:
        keys = dict.fromkeys(key_of(analysis.agreement.text.source.sha256) for analysis in analyses)
        titles = {analysis.agreement.title for analysis in analyses}
        title = titles.pop() if len(titles) == 1 else "Agreements"
        return _some(Gathering(title, "", tuple((key, ()) for key in keys)), given, "")
    analysis = analyses[0]
    chosen: list[str] = []
    for words in given.provision:
        found = session.provision(analysis, words)
        if found is None:
            raise BadInput(f"--provision {words}: not in {analysis.agreement.title}; inspect lists its numbers")
        chosen += [found, *(below.id for below in analysis.agreement.descendants(found))]
    return analysis, tuple(dict.fromkeys(chosen))


def publisher_of(session: Session, name: str) -> str:
    """A publisher of the library, however it is written; one that is not there is refused with the nearest one."""
    known = {card.publisher.casefold(): card.publisher for card in session.cards() if card.publisher}
    if name.casefold() in known:
        return known[name.casefold()]
    near = get_close_matches(name.casefold(), known, 1, 0.5)
    hint = f"did you mean {known[near[0]]}?" if near else "library list shows what is there"
    raise BadInput(f"--publisher {name}: nobody of that name published an agreement here; {hint}")


def _found(session: Session, given: argparse.Namespace) -> tuple[Gathering, tuple[str, ...]]:
    """What a search finds, or a kind of clause, in the agreements that are named or in all."""
    filters = Filters(
        agreements=frozenset(card_of(session, name).key for name in given.what),
        profile=profile_of(session, given),
        limit=given.limit,
    )
    if given.clauses is not None:
        clauses = session.clauses(given.clauses, filters)
        missing = f"--clauses {given.clauses}: no agreement has such a clause; library list shows what is there"
        return _some(session.gather_clauses(given.clauses, clauses), given, missing)
    result = session.search(given.search, filters)
    missing = f"--search {given.search}: nothing found; try fewer or other words"
    return _some(session.gather_hits(result), given, missing)


def _some(gathering: Gathering, given: argparse.Namespace, otherwise: str) -> tuple[Gathering, tuple[str, ...]]:
    if given.provision:
        raise BadInput(f"--provision {given.provision[0]}: for one agreement only; leave it out or name one")
    if not gathering.chosen:
        raise BadInput(otherwise)
    return gathering, ()


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
    """One agreement of the library: its key, its title (with its publisher or folder where that is needed, as the list
    shows it), or with `part` the beginning of its key or a part of its title that no other has. A title that several
    versions share is the newest of them."""
    cards = session.cards()
    wanted = name.casefold()
    exactly: list[Callable[[AgreementCard], bool]] = [
        lambda card: card.key == wanted,
        lambda card: wanted in (card.title.casefold(), card.called.casefold()),
    ]
    partly: list[Callable[[AgreementCard], bool]] = [
        lambda card: len(wanted) > 3 and card.key.startswith(wanted),
        lambda card: wanted in card.called.casefold(),
    ]
    for suits in exactly + partly if part else exactly:
        found = [card for card in cards if suits(card)]
        older = {key for card in found for key in card.earlier}
        newest = [card for card in found if card.key not in older]
        if len(newest) == 1:
            return newest[0]
        if newest:
            names = ", ".join(f"{card.key} ({card.called})" for card in newest[:4])
            raise BadInput(f"{name}: more than one agreement is called that; give a key: {names}")
    near = get_close_matches(name, [card.called for card in cards], 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else "library list shows what is there"
    raise BadInput(f"{name}: no such file, and no such agreement in the library; {hint}")
