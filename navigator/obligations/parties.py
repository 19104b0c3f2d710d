"""What an agreement calls its sides, read from its definitions, its preamble and its contracting entities.

("you", "your", or "Customer")                       customer: you, Customer
Widget Inc. ("Widget", "we" or "us")                 provider: Widget, we, us
"Supplier" means the party that sells …              provider: Supplier
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from navigator.model.agreement import ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.obligations import Parties
from navigator.model.rules import Fact
from navigator.model.terms import Definition

_YOU = frozenset({"you", "your", "yours", "yourself"})
_WE = frozenset({"we", "us", "our", "ours"})
# A role tells the side only where the agreement gives it to one of its parties, or lets it act.
_CUSTOMER_ROLE = re.compile(
    r"customer|client|user|subscriber|licensee|member|developer|merchant|buyer|purchaser|account holder|creator|"
    r"advertiser|lessee|tenant|borrower|(?:customer|client|user|subscriber|licensee|member|merchant|buyer|advertiser)s",
    re.IGNORECASE,
)
_PROVIDER_ROLE = re.compile(
    r"provider|vendor|supplier|licensor|seller|service provider|lessor|landlord|lender", re.IGNORECASE
)
_OTHER_ROLE = re.compile(
    r"employer|employee|worker|executive|consultant|contractor|company|discloser|recipient|partner|participant|guarantor|"
    r"indemnitor|indemnitee|agent|controller|processor|data exporter|data importer|contributor|grantor|grantee|"
    r"assignor|assignee|insurer|insured|policyholder|distributor|reseller|franchisor|franchisee|publisher|author|principal|"
    r"disclosing party|receiving party|organi[sz]er|operator|promoter|sponsor|exhibitor|host|guest|carrier|shipper|"
    r"consignee|trustee|beneficiary|surety|pledgor|bank|issuer|holder|investor|shareholder|administrator|registrar|"
    r"registrant|artist|photographer|performer|speaker|architect|broker|manager|owner|university|school|club",
    re.IGNORECASE,
)
# "Provider will …", "the Employee shall …": a role that acts. What stands before the name is looked at after its first
# letter, so that a search leaps from capital to capital.
_ACTS = re.compile(
    r"(?P<name>[A-Z](?<![\w-][A-Z])[a-z]+(?: [A-Z][a-z]+)?) (?:\(\w{1,4}\) )?"
    r"(?:will|shall|must|may|agrees to|warrants|represents)\b"
)
_OFTEN = 2
_PLAIN = re.compile(
    r"customers?|clients?|users|subscriber|licensee|provider|service provider|vendor|supplier|licensor"
    r"|borrower|lender|lessee|lessor|tenant|landlord",
    re.IGNORECASE,
)
"""Roles that tell the side though they act but once: `Customer shall pay each invoice.`"""
_REACH = 4_000
"""How much of a meaning is looked at, in characters: a text without full stops is one sentence."""
_FORM = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|B\.?V|S\.?A\.?S?|S\.?p\.?A|AG|K\.?K|G\.?K|LLP|PLC|Pte|Pty|Company|"
    r"Foundation|Unlimited Company|ULC|SARL|Sàrl|S\.à r\.l|entity)\b\.?"
)
_PARTY_MEANING = re.compile(
    r"\b(?:the (?:party|entity|person|company|individual|organi[sz]ation)|any (?:person|entity)|(?:a|each) party)\b",
    re.IGNORECASE,
)
_COMPANY_BEFORE = re.compile(rf"{_FORM.pattern}[^()]{{0,3}}\s\([^()]{{0,6}}\Z")
# “Alder”) and Birch Labs LLC (“Birch”), with at most the place of the second between
_AND_COMPANY = re.compile(r"[”\"][^()]{0,3}\)[^()]{0,120}?\b(?:and|with)\s[^()]{3,160}\(")
_THEMSELVES = re.compile(
    r"(?:agreement|(?:\w+ )?terms(?: (?:of|and) \w+)?|contract|(?:\w+ )?polic(?:y|ies)|services?|site|website|platform|"
    r"content|app)",
    re.IGNORECASE,
)


def find_parties(analysis: Analysis) -> Parties:
    """The names of both sides. "you" is the customer and "we" the provider in every agreement that uses them."""
    customer: dict[str, None] = dict.fromkeys(["you"])
    provider: dict[str, None] = dict.fromkeys(["we", "us"])
    other: dict[str, None] = {}
    peers = _peers(analysis)
    for definition in analysis.definitions:
        names = (definition.term, *definition.aliases)
        side = _side(analysis, definition, names)
        if side is not None and definition.term in peers:
            other[definition.term] = None
        elif side is not None:
            kept = customer if side == "customer" else provider
            kept.update(dict.fromkeys(name for name in names if not _is_pronoun(name)))
    for name in _entities(analysis):
        provider.setdefault(name)
    for name in _acting(analysis):
        for role, names_of in ((_CUSTOMER_ROLE, customer), (_PROVIDER_ROLE, provider), (_OTHER_ROLE, other)):
            if role.fullmatch(name) and name not in customer and name not in provider:
                names_of[name] = None
    return Parties(tuple(customer), tuple(name for name in provider if name not in customer), tuple(other))


def _peers(analysis: Analysis) -> frozenset[str]:
    """Companies between which an agreement is made on a level: Alder GmbH (“Alder”) and Birch LLC (“Birch”), none of
    them "we" or a customer. Nobody can tell which of them is which side."""
    text = analysis.agreement.text.text
    named = [
        row
        for row in analysis.definitions
        if row.style == "inline"
        and not row.aliases
        and _COMPANY_BEFORE.search(text, max(0, row.span.start - 40), row.span.start)
    ]
    for first, second in pairwise(named):
        between = text[first.span.end : second.span.start]
        if first.provision == second.provision and _AND_COMPANY.match(between) and "“we”" not in between:
            return frozenset({first.term, second.term})
    return frozenset()


def _acting(analysis: Analysis) -> list[str]:
    """Capitalised words that more than once are what must or may act; plain roles and defined ones once."""
    counts = Counter(found["name"].removeprefix("The ") for found in _ACTS.finditer(analysis.agreement.text.text))
    defined = {definition.term for definition in analysis.definitions}
    return [name for name, count in counts.items() if count >= _OFTEN or name in defined or _PLAIN.fullmatch(name)]


def _side(analysis: Analysis, definition: Definition, names: tuple[str, ...]) -> str | None:
    """The side that a definition names: by a pronoun in the same breath, by a company's name before it, by a role."""
    said = {name.lower() for name in names}
    if any(_THEMSELVES.fullmatch(name) for name in names):
        return None
    if said & _YOU:
        return "customer"
    if said & _WE:
        return "provider"
    before = analysis.agreement.text.text[max(0, definition.span.start - 60) : definition.span.start]
    if re.search(r"\b(?:each|one|other|a) party\b", before, re.IGNORECASE):
        return None  # each party (“Licensor”): a role that both have
    meaning = analysis.agreement.text.at(definition.meaning)[:_REACH]
    if _CUSTOMER_ROLE.fullmatch(definition.term) and _PARTY_MEANING.search(meaning):
        return "customer"
    if _PROVIDER_ROLE.fullmatch(definition.term) and _PARTY_MEANING.search(meaning):
        return "provider"
    if definition.style == "inline" and definition.term[:1].isupper():
        company = _FORM.search(before)
        # Widget Inc. (“Widget”): a short name of the company before it
        first = definition.term.split()[0]
        known = (
            analysis.agreement.by_id[definition.provision].kind is ProvisionKind.PREAMBLE
            or first in analysis.agreement.title.split()
            or any(rule.fact is Fact.ENTITY and rule.value.split()[0].strip(",") == first for rule in analysis.rules)
        )
        if known and company and re.search(rf"\b{re.escape(definition.term.split()[0])}\b", before):
            return "provider"
    return None


def _entities(analysis: Analysis) -> Iterator[str]:
    """The contracting entities, and the name that they share with the agreement's title."""
    title = analysis.agreement.title.split()
    for rule in analysis.rules:
        if rule.fact is Fact.ENTITY:
            if rule.value[:1].isalpha():
                yield rule.value
            brand = rule.value.split()[0].strip(",")
            if brand in title:
                yield brand


def _is_pronoun(name: str) -> bool:
    return name.lower() in _YOU | _WE | {"my", "me", "i"}
