"""Relations between agreements: what the words of one state of another, and which agreement of the library that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from navigator.library.identity import folded
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard
from navigator.model.library import Relation, RelationKind, Stated

_NAME = r"(?P<name>(?:[A-Z][\w’'&.-]*|\d+)(?:\s+(?:(?:of|and|for|to|the|on)\s+)?(?:[A-Z][\w’'&.-]*|\d+)){0,9})"
# "Second Amendment to the Lantern Terms of Service", "Addendum No. 2 to Hosting Agreement"
_AMENDING_TITLE = re.compile(
    r"^(?:\w+\s+)?(?:amendment|addendum|supplement|rider|modification)(?:\s+(?:agreement|no\.?\s*\d+|\d+))?\s+to\s+"
    r"(?:the\s+)?(?P<name>.{4,120})$",
    re.IGNORECASE,
)
# "This Amendment amends the Hosting Agreement between the parties"
_AMENDS = re.compile(
    r"\b(?:This|These)\s+(?:[A-Z]\w+\s+){1,4}?(?:hereby\s+)?(?:amends?|modif(?:y|ies)|supplements?)\s+(?:and\s+\w+s?\s+)?"
    r"(?:the|our|that certain)\s+" + _NAME
)
# "These Terms replace the Lantern Reseller Terms", "This Policy supersedes and replaces our Guest Rules"
_REPLACES = re.compile(
    r"\b(?:This|These)\s+(?:[A-Z]\w+\s+){1,4}?(?:hereby\s+)?(?:supersedes?|replaces?)"
    r"(?:\s+and\s+(?:supersedes?|replaces?))?\s+(?:the|our|that certain)\s+"
    r"(?:(?:prior|previous|earlier|former|existing)\s+)?" + _NAME
)
# The last word of what is a document: "the Acme Platform" is none.
_DOCUMENT = re.compile(
    r"(?:agreements?|terms|conditions|polic(?:y|ies)|addend(?:um|a)|amendments?|guidelines|rules|eula|dpa|sla|tos|"
    r"statement|notice|contract|licen[cs]e|use|service|services|sale)$",
    re.IGNORECASE,
)
_OPENING = 12
"""Provisions at the beginning that tell what a document is for; further on such words tell of some clause."""


def stated_relations(analysis: Analysis) -> tuple[Stated, ...]:
    """What an agreement says of other documents, each relation once, in reading order. A clause that replaces "all
    prior agreements" names none."""
    from navigator.precedence import read_precedence

    agreement = analysis.agreement
    found: dict[tuple[RelationKind, str], Stated] = {}

    def note(kind: RelationKind, named: str, url: str | None, provision: str | None) -> None:
        name = named.strip(' ,.;:“”"()')
        if folded(name) and folded(name) != folded(agreement.title):
            found.setdefault((kind, folded(name)), Stated(kind, name, url, provision))

    title = _AMENDING_TITLE.match(agreement.title)
    if title is not None:
        note(RelationKind.AMENDS, title["name"], None, None)
    for provision in agreement.provisions[:_OPENING]:
        text = agreement.binding_text(provision.id)
        for kind, words in ((RelationKind.AMENDS, _AMENDS), (RelationKind.REPLACES, _REPLACES)):
            for match in words.finditer(text):
                if _DOCUMENT.search(match["name"].rstrip(".")):
                    note(kind, match["name"].rstrip("."), None, provision.id)
    for document in read_precedence(analysis).documents:
        kind = RelationKind.INCORPORATES if document.incorporated else RelationKind.NAMES
        note(kind, document.name, document.url, document.provisions[0] if document.provisions else None)
    return tuple(found.values())


def resolved(
    stated: Mapping[str, tuple[Stated, ...]], cards: Iterable[AgreementCard], addresses: Mapping[str, str]
) -> tuple[Relation, ...]:
    """Which agreement each statement means. `addresses` are the web addresses that sources came from, by key.

    An agreement is meant whose source came from the address that the words give; else one of the same publisher that
    has the name as its title, with the publisher's name before it or without; else one whose whole title, with a
    publisher's name in it, is the name. Of several versions it is the newest.
    """
    cards = tuple(cards)
    older = {key for card in cards for key in card.earlier}
    by_key = {card.key: card for card in cards}
    current = [card for card in cards if card.key not in older]
    at: dict[str, list[str]] = {}
    named: dict[tuple[str, str], list[str]] = {}
    for card in current:
        if card.key in addresses:
            at.setdefault(_address(addresses[card.key]), []).append(card.key)
        publisher, title = folded(card.publisher or ""), folded(card.title)
        if not publisher:  # many publishers call theirs "Privacy Policy"
            continue
        for name in {title, title.removeprefix(publisher).strip()}:
            named.setdefault((publisher, name), []).append(card.key)
        if title.startswith(publisher):
            named.setdefault(("", title), []).append(card.key)
    newest = {key: card.key for card in current for key in (card.key, *card.earlier)}
    found: list[Relation] = []
    for key, rows in stated.items():
        speaker = by_key.get(key)
        if speaker is None:
            continue
        publisher = folded(speaker.publisher or "")
        for row in rows:
            name = folded(row.named)
            meant = at.get(_address(row.url), []) if row.url else []
            meant = meant or (named.get((publisher, name), []) if publisher else []) or named.get(("", name), [])
            found.append(Relation(key, row, tuple(each for each in dict.fromkeys(meant) if each != newest[key])))
    return tuple(found)


def _address(url: str) -> str:
    """A web address without what does not tell pages apart: scheme, "www.", a slash or fragment at the end."""
    return re.sub(r"^https?://(?:www\.)?", "", url.strip().casefold()).partition("#")[0].rstrip("/")
