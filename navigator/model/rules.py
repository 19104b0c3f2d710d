"""Who the other party is and whose law and courts apply: rules read from the agreement, and answers for a profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from navigator.model.text import Span, plain

UNSETTLED = "Not settled by the agreement’s words: "
"""How the reason of an answer without a value begins."""


class Fact(StrEnum):
    """What a rule tells. The last two are ours alone: the command line's JSON names the others."""

    ENTITY = "entity"
    GOVERNING_LAW = "governing_law"
    COURTS = "courts"
    ARBITRATION_SEAT = "arbitration_seat"
    ARBITRATION_RULES = "arbitration_rules"
    CURRENCY = "currency"
    ARBITRATION_LANGUAGE = "arbitration_language"
    NOTICE_ADDRESS = "notice_address"


FACT_NAMES = {
    Fact.ENTITY: "Contracting entity",
    Fact.GOVERNING_LAW: "Governing law",
    Fact.COURTS: "Courts",
    Fact.ARBITRATION_SEAT: "Seat of arbitration",
    Fact.ARBITRATION_RULES: "Arbitration rules",
    Fact.CURRENCY: "Currency",
    Fact.ARBITRATION_LANGUAGE: "Language of arbitration",
    Fact.NOTICE_ADDRESS: "Address for notices",
}
"""What people call them, in the order in which they are listed."""


class Organisation(StrEnum):
    """Kinds of organisation that agreements give special terms to; the values are the command line's."""

    COMPANY = "company"
    US_FEDERAL = "us-federal"
    US_STATE = "us-state"
    US_TRIBAL = "us-tribal"
    MICROENTERPRISE = "microenterprise"
    SMALL_ENTERPRISE = "small-enterprise"
    NOT_FOR_PROFIT = "not-for-profit"
    INDIVIDUAL = "individual"


class Programme(StrEnum):
    """Programmes that agreements give special terms to."""

    PARTNER = "partner"
    PRIVATE_BETA = "private-beta"


@dataclass(frozen=True, slots=True)
class Profile:
    """Who asks: ISO 3166-1 alpha-2 country (or None), kinds of organisation, programmes."""

    country: str | None = None
    organisations: frozenset[Organisation] = frozenset()
    programmes: frozenset[Programme] = frozenset()

    @property
    def is_empty(self) -> bool:
        return self.country is None and not self.organisations and not self.programmes


class Truth(StrEnum):
    """A three-valued answer: the agreement's words settle it either way, or do not settle it."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds for a profile; `why` gives the reason, always present where OPEN."""

    truth: Truth
    why: str | None = None


@dataclass(frozen=True, slots=True)
class CountrySet:
    """The countries that a phrase names, over ISO 3166-1 alpha-2.

    inside   settled by the words
    open     not settled by the words: code -> reason ("Asia-Pacific is not defined; UN M.49 puts Kazakhstan in …")
    Any other country is outside.
    """

    inside: frozenset[str]
    open: dict[str, str] = field(default_factory=dict)

    def verdict(self, country: str) -> Verdict:
        if country in self.inside:
            return Verdict(Truth.YES)
        if country in self.open:
            return Verdict(Truth.OPEN, self.open[country])
        return Verdict(Truth.NO)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be true of a profile. Empty parts do not restrict; the parts that are given must all hold.

    text           the words that state it, as printed ("If you are domiciled in Brazil")
    span           where they stand; None for "always"
    countries      where the customer must be domiciled (or served)
    organisations  any of these
    programmes     any of these
    unread         True where the words state a condition that could not be read: its verdict is OPEN
    """

    text: str
    span: Span | None = None
    countries: CountrySet | None = None
    organisations: frozenset[Organisation] = frozenset()
    programmes: frozenset[Programme] = frozenset()
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact under one condition, with the words that state both."""

    fact: Fact
    condition: Condition
    value: str
    value_span: Span
    provision: str


@dataclass(frozen=True, slots=True)
class SpecialTerms:
    """A provision (with all below it) that applies only under a condition: '10.4 Brazil. If you are domiciled …'.

    prevails   where it says that it goes before the rest of the agreement ("in a conflict this Section prevails")
    """

    provision: str
    condition: Condition
    prevails: Span | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one fact and one profile. `value` None with `certain` False: the words do not settle it."""

    value: str | None
    certain: bool
    why: str | None
    provision: str | None
    value_span: Span | None = None

    @property
    def said(self) -> str:
        """The value as a sentence begins: it is cut from running text; "" for none."""
        value = plain(self.value or "")
        return value[:1].upper() + value[1:]

    @property
    def reason(self) -> str:
        """Why it is left open, without the words that every reason begins with."""
        why = plain(self.why or "The agreement's words do not settle it.")
        return why.removeprefix(UNSETTLED)


@dataclass(frozen=True, slots=True)
class SpecialTermsAnswer:
    """A special-terms provision that applies (certain) or may apply (not certain), with the reason in words."""

    provision: str
    number: str
    heading: str
    why: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Replacement:
    """`target` reads as `by` says, for this profile; or does not apply, where `by` says that."""

    target: str
    target_number: str
    by: str
    by_number: str


@dataclass(frozen=True, slots=True)
class Applicability:
    """What applies to a profile; a fact that the agreement is silent on is None. `replaced` provisions have another
    text in their place, `disapplied` ones none."""

    profile: Profile
    answers: dict[Fact, Answer | None]
    special_terms: tuple[SpecialTermsAnswer, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    warnings: tuple[str, ...] = ()
    disapplied: tuple[Replacement, ...] = ()
