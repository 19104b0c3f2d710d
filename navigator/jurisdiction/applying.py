"""What applies to a profile: each fact's answer, the special terms, what replaces what, and what stays open.

Order of precedence, as agreements of this kind are read:
1. A provision that is replaced or does not apply for the profile states nothing any more.
2. A rule in special terms that apply goes before a rule in the main terms (the special before the general), and one
   in special terms that say that they prevail over the rest of the agreement before both.
3. A rule under a condition that holds goes before one without a condition.
What is left must agree; where it does not, or where a condition is open, the answer is uncertain and says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from navigator.jurisdiction.regions import name_of
from navigator.jurisdiction.replacements import cite, number, prevailing, replacements
from navigator.jurisdiction.values import is_blank
from navigator.jurisdiction.verdicts import holds, reason
from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.rules import (
    UNSETTLED,
    Answer,
    Applicability,
    Fact,
    Profile,
    Replacement,
    Rule,
    SpecialTermsAnswer,
    Truth,
    Verdict,
)

_NAMES = {
    Fact.ENTITY: "contracting entity",
    Fact.GOVERNING_LAW: "governing law",
    Fact.COURTS: "courts",
    Fact.ARBITRATION_SEAT: "seat of arbitration",
    Fact.ARBITRATION_RULES: "arbitration rules",
    Fact.CURRENCY: "currency",
    Fact.ARBITRATION_LANGUAGE: "language of the arbitration",
    Fact.NOTICE_ADDRESS: "address for notices",
}


_FIRST, _SPECIAL, _CONDITIONAL, _ALWAYS = range(4)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A rule with its verdict for the profile and its rank (see the order above)."""

    rule: Rule
    verdict: Verdict
    rank: int


def applies(analysis: Analysis, profile: Profile) -> Applicability:
    """The answers for one profile. Nothing chosen gives the agreement as published: rules without a condition answer,
    the others ask for a country."""
    reading = _Reading(analysis, profile)
    answers = {fact: reading.answer(fact) for fact in Fact}
    special_terms = _special_answers(analysis, profile)
    warnings = tuple(dict.fromkeys(reading.warnings))
    changed = reading.replaced
    return Applicability(profile, answers, special_terms, changed.sure, warnings, changed.disapplied)


def answer_for(analysis: Analysis, profile: Profile, fact: Fact) -> Answer | None:
    """The answer to one fact alone."""
    return _Reading(analysis, profile).answer(fact)


class _Reading:
    """What is the same for every fact of one profile; `warnings` grow with the answers."""

    def __init__(self, analysis: Analysis, profile: Profile) -> None:
        agreement = analysis.agreement
        self.analysis = analysis
        self.profile = profile
        self.replaced = replacements(analysis, profile)
        beaten = {row.by for row, _ in self.replaced.beaten}
        ended = {row.target for row in self.replaced.sure}
        self.gone = _with_below(agreement, ended | beaten) | _without_own(agreement, self.replaced.disapplied)
        self.in_doubt = _with_below(
            agreement, {row.target for row in (*self.replaced.possible, *self.replaced.may_end)}
        )
        self.special = _special(analysis)
        self.in_doubt |= _with_below(agreement, _reworded(analysis, profile))
        self.warnings = self.replaced.warnings(agreement)

    def answer(self, fact: Fact) -> Answer | None:
        candidates = [
            _Candidate(
                rule,
                _verdict(rule, self.profile, self.replaced.unsettled),
                _rank(self.analysis, rule, self.special),
            )
            for rule in self.analysis.rules
            if rule.fact is fact and rule.provision not in self.gone
        ]
        found = _answer(self.analysis.agreement, fact, candidates, self.profile, self.warnings)
        return _unsettled_by(found, self.in_doubt)


def _verdict(rule: Rule, profile: Profile, twice: Mapping[str, str]) -> Verdict:
    """Whether the rule's condition holds; open where its provision competes with another for the same place."""
    verdict = holds(rule.condition, profile)
    if verdict.truth is Truth.YES and rule.provision in twice:
        return Verdict(Truth.OPEN, twice[rule.provision])
    return verdict


def _answer(
    agreement: Agreement, fact: Fact, candidates: Sequence[_Candidate], profile: Profile, warnings: list[str]
) -> Answer | None:
    if not candidates:
        return None
    blank = next((each for each in candidates if is_blank(each.rule.value) and each.verdict.truth is Truth.YES), None)
    if blank is not None:
        why = f"{UNSETTLED}the text leaves the {_NAMES[fact]} to be filled in: “{blank.rule.value}”."
        return Answer(None, False, why, blank.rule.provision)
    holding = [each for each in candidates if each.verdict.truth is Truth.YES]
    possible = [each for each in candidates if each.verdict.truth is Truth.OPEN]
    if not holding:
        return _not_settled(agreement, fact, candidates, possible, profile)
    best = min(each.rank for each in holding)
    chosen = _narrowest([each.rule for each in holding if each.rank == best])
    if not _agree(chosen):
        told = " and ".join(f"“{rule.value}” ({cite(agreement, rule.provision)})" for rule in chosen)
        warnings.append(f"Two rules on the {_NAMES[fact]} hold at once: {told}.")
        return Answer(None, False, f"The agreement gives {told} for the same case.", chosen[0].provision, None)
    rule = max(chosen, key=lambda each: len(each.value))
    over = [each for each in possible if _goes_before(each, rule, best) and not _agree([each.rule, rule])]
    if over and not (profile.country is None and all(each.rule.condition.countries for each in over)):
        first = over[0]
        where = cite(agreement, first.rule.provision)
        why = f"“{first.rule.value}” may apply instead ({where}): {first.verdict.why}"
        return Answer(rule.value, False, why, rule.provision, rule.value_span)
    return Answer(rule.value, True, _why(agreement, rule, best, holding), rule.provision, rule.value_span)


def _goes_before(open_one: _Candidate, rule: Rule, rank: int) -> bool:
    """Whether a rule whose condition is open would go before one that holds: it ranks higher, or is for this kind of
    customer where the other is for all kinds."""
    own = open_one.rule.condition
    narrower = own.unread and bool(own.organisations) and not rule.condition.organisations
    return open_one.rank < rank or (open_one.rank == rank and narrower)


def _why(agreement: Agreement, rule: Rule, rank: int, holding: Sequence[_Candidate]) -> str | None:
    """Which words decide, and which general rule they go before."""
    words = f"{cite(agreement, rule.provision)}: {reason(rule.condition)}" if rule.condition.text else None
    general = next((each.rule for each in holding if each.rank > rank and not _agree([each.rule, rule])), None)
    if words and general:
        return f"{words}. It goes before {cite(agreement, general.provision)} (“{general.value}”)."
    return words


def _not_settled(
    agreement: Agreement, fact: Fact, candidates: Sequence[_Candidate], possible: Sequence[_Candidate], profile: Profile
) -> Answer | None:
    first = possible[0].rule.provision if possible else candidates[0].rule.provision
    if profile.country is None and possible:
        if all(each.rank <= _SPECIAL for each in possible):
            return None  # the main terms are silent, and special terms for a country are not in play without one
        return Answer(None, False, f"Choose a country: the agreement gives the {_NAMES[fact]} by country.", first)
    if possible:
        told = "; ".join(
            f"“{each.rule.value}” ({cite(agreement, each.rule.provision)}) if “{reason(each.rule.condition)}”"
            for each in possible[:4]
        )
        why = "; ".join(dict.fromkeys(each.verdict.why or "" for each in possible))
        return Answer(None, False, f"{UNSETTLED}{why}. It could be {told}.", first)
    if all(each.rank <= _SPECIAL for each in candidates):
        return None
    who = name_of(profile.country) if profile.country else "this profile"
    return Answer(
        None, False, f"The agreement names the {_NAMES[fact]} for other cases only; none takes in {who}.", first
    )


def _unsettled_by(answer: Answer | None, doubtful: frozenset[str]) -> Answer | None:
    """An answer from a provision that may be replaced for this profile is not certain."""
    if answer is None or answer.provision not in doubtful or not answer.certain:
        return answer
    return Answer(
        answer.value,
        False,
        "The provision may be replaced or read otherwise for this profile.",
        answer.provision,
        answer.value_span,
    )


def _special_answers(analysis: Analysis, profile: Profile) -> tuple[SpecialTermsAnswer, ...]:
    if profile.is_empty:
        return ()
    agreement = analysis.agreement
    found: list[SpecialTermsAnswer] = []
    for terms in analysis.special_terms:
        verdict = holds(terms.condition, profile)
        only_place = not terms.condition.organisations and not terms.condition.programmes
        if verdict.truth is Truth.NO or (verdict.truth is Truth.OPEN and profile.country is None and only_place):
            continue
        certain = verdict.truth is Truth.YES
        words = reason(terms.condition)
        why = f"“{words}”" if certain else f"May apply: “{words}”. {verdict.why}"
        provision = agreement.by_id[terms.provision]
        found.append(
            SpecialTermsAnswer(
                terms.provision, number(agreement, terms.provision), provision.heading or "", why, certain
            )
        )
    return tuple(found)


def _special(analysis: Analysis) -> frozenset[str]:
    return _with_below(analysis.agreement, {terms.provision for terms in analysis.special_terms})


def _rank(analysis: Analysis, rule: Rule, special: frozenset[str]) -> int:
    if rule.provision in special:
        return _FIRST if prevailing(analysis, rule.provision) else _SPECIAL
    return _CONDITIONAL if rule.condition.text else _ALWAYS


def _agree(rules: Sequence[Rule]) -> bool:
    """True where all say the same: each value's words lie within the longest one's."""
    bags = [set(rule.value.casefold().replace(",", " ").replace(".", " ").split()) for rule in rules]
    widest = max(bags, key=len)
    return all(bag <= widest for bag in bags)


def _narrowest(rules: list[Rule]) -> list[Rule]:
    """Of rules that disagree, the one whose countries all lie within those of every other: the special one."""
    for rule in rules:
        own = rule.condition.countries
        others = [each.condition.countries for each in rules if each is not rule and each.value != rule.value]
        if own is not None and others and all(each is None or own.inside < each.inside for each in others):
            return [rule]
    return rules


_READ_AS = re.compile(
    r"\breferences?\s+(?:in|to)\b[^.;]{0,40}(?:\.\d[^.;]{0,40})*[^.;]{0,120}?\s(?:are|is|means?|(?:shall|will)\s+(?:be|mean))\s+"
    r"(?:to\s+be\s+)?(?:read|construed|references?|replaced|understood)\b",
    re.I,
)
"""`References in clause 20.1 to English law are references to Irish law.`: it says something else for some"""


def _reworded(analysis: Analysis, profile: Profile) -> set[str]:
    """The provisions whose words special terms that apply, or may, say are to be read as others."""
    agreement = analysis.agreement
    found: set[str] = set()
    for terms in analysis.special_terms:
        if profile.country is None or holds(terms.condition, profile).truth is Truth.NO:
            continue
        family = {terms.provision, *(below.id for below in agreement.descendants(terms.provision))}
        told = {each for each in family if _READ_AS.search(agreement.binding_text(each))}
        found |= {row.target for row in analysis.references if row.provision in told and row.target} - family
    return found


def _without_own(agreement: Agreement, rows: Sequence[Replacement]) -> frozenset[str]:
    """What does not apply. The provision that says so of the one around it, and tells what applies instead, stays."""
    found: set[str] = set()
    for row in rows:
        gone = _with_below(agreement, {row.target})
        found |= gone - _with_below(agreement, {row.by}) if row.by != row.target else gone
    return frozenset(found)


def _with_below(agreement: Agreement, identities: set[str]) -> frozenset[str]:
    """Provisions with everything below them."""
    found = set(identities)
    for identity in identities:
        found |= {below.id for below in agreement.descendants(identity)}
    return frozenset(found)
