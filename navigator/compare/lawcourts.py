"""Changes of the other party, of law, courts and arbitration: by the rules that were read from both versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.compare.evidence import Finding, Hunk, Touched
from navigator.compare.tokens import tokens
from navigator.model.comparison import Weight
from navigator.model.rules import Fact, Rule

_NAMES = {
    Fact.GOVERNING_LAW: "law",
    Fact.COURTS: "courts",
    Fact.ARBITRATION_SEAT: "seat of arbitration",
    Fact.ARBITRATION_RULES: "arbitration rules",
    Fact.ENTITY: "party",
    Fact.CURRENCY: "currency",
}
_EVERYWHERE = ""
_MANY = 3
_COMPANY = re.compile(
    r"\b(?:[A-Z](?:[^\W\d]|[&.’'-]){0,40} ){0,4}?[A-Z](?:[^\W\d]|[&.’'-]){0,40},? "
    r"(?:Inc\b\.?|LLC\b|L\.L\.C\.|Ltd\b\.?|Limited\b|Corp\b\.?|GmbH\b|"
    r"AG\b|B\.V\.|S\.A\.|G\.K\.|LLP\b|PLC\b|plc\b|Pte\. Ltd\.|Unlimited Company\b)"
)
"""Harbourlight Trading, Inc.   Northwind Europe Limited"""


def law_and_parties(touched: Touched, hunks: list[Hunk]) -> Iterator[Finding]:
    """`law for Japan: Singapore → Japan`"""
    if not hunks:
        return
    old, new = touched.rules()
    parties = False
    for fact, name in _NAMES.items():
        weight = Weight.PARTY if fact in (Fact.ENTITY, Fact.CURRENCY) else Weight.LAW_AND_COURTS
        ours, theirs = (_answers(rules, fact) for rules in (old, new))
        if not ours or not theirs:
            continue  # said elsewhere, or not read in one of the versions: no evidence of a change
        for words in _differences(name, ours, theirs):
            parties = parties or fact is Fact.ENTITY
            yield Finding(weight, words)
    if not parties:
        yield from _companies(touched, hunks)


def _answers(rules: list[Rule], fact: Fact) -> dict[str, str]:
    """Country -> value, the first rule that names it; the value without a condition stands for everywhere."""
    found: dict[str, str] = {}
    for rule in rules:
        if rule.fact is not fact or rule.condition.unread:
            continue
        countries = rule.condition.countries
        for country in countries.inside if countries is not None else (_EVERYWHERE,):
            found.setdefault(country, rule.value)
    return found


def _differences(name: str, old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    if _EVERYWHERE in old or _EVERYWHERE in new:
        one, other = old.get(_EVERYWHERE), new.get(_EVERYWHERE)
        if one and other and _words(one) != _words(other):
            yield f"{name}: {_bare(one)} → {_bare(other)}"
        return
    changed: dict[tuple[str, str], list[str]] = {}
    for country in sorted(old.keys() & new.keys()):
        if _words(old[country]) != _words(new[country]):
            changed.setdefault((old[country], new[country]), []).append(country)
    for (one, other), countries in changed.items():
        yield f"{name} for {_countries(countries)}: {_bare(one)} → {_bare(other)}"


def _bare(value: str) -> str:
    """`the laws of the State of Delaware` -> `State of Delaware`"""
    return re.sub(r"\A(?:the )?laws? of (?:the )?", "", value)


def _words(value: str) -> list[str]:
    return [token.key for token in tokens(value) if token.is_word and token.key != "the"]


def _countries(codes: list[str]) -> str:
    import pycountry  # takes a moment: only where a change has something to tell

    if len(codes) > _MANY:
        return f"{len(codes)} countries"
    found = [pycountry.countries.get(alpha_2=code) for code in codes]
    names = [
        str(getattr(row, "common_name", row.name)) if row else code for row, code in zip(found, codes, strict=True)
    ]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _companies(touched: Touched, hunks: list[Hunk]) -> Iterator[Finding]:
    """A company that only one of the versions names in this provision, with the one in its place."""
    whole = {_company(found) for found in _COMPANY.finditer(touched.row.old_text.text)}
    later = {_company(found) for found in _COMPANY.finditer(touched.row.new_text.text)}
    gone, came = sorted(whole - later), sorted(later - whole)
    if gone and came:
        yield Finding(Weight.PARTY, f"{gone[0]} → {came[0]}")
    elif gone or came:
        hunk_text = " ".join(hunk.old_text + " " + hunk.new_text for hunk in hunks)
        name = (gone or came)[0]
        if name.rstrip(".") in hunk_text:
            yield Finding(Weight.PARTY, f"no longer names {name}" if gone else f"names {name}")


def _company(found: re.Match[str]) -> str:
    return " ".join(found.group().split())
