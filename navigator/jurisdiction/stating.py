"""What a sentence states, whatever its condition: a law, courts, a company, a seat, arbitration rules, a currency.

`values`, `arbitration`, `companies` and `foreign` find the words of each; here it is decided whether the sentence is
about them: "You must comply with the laws of Peru" states no governing law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from navigator.jurisdiction import arbitration, companies, foreign, values
from navigator.model.rules import Fact

_GOVERNED = re.compile(
    r"\b(?:governing\s+law(?:\s+of\s+[^.;]{1,60}?)?\s+(?:is|are|(?:shall|will)\s+be)|law\s+applicable\s+to\s+[^.;]{1,60}?\s+(?:is|(?:shall|will)\s+be)|governed|governs|select|choose|construed|interpreted|enforced|determined|regulated|(?:agreement|terms|contract|conditions)\s+(?:is|are|will\s+be|"
    r"shall\s+be)\s+subject\s+to|(?:they\s+are|it\s+is)\s+subject\s+to)\b",
    re.I,
)
_NOT_GOVERNED = re.compile(
    r"\b(?:unless|prohibited|permitted|excluding|exclusion|registered|organi[sz]ed|incorporated|required|violat\w+|comply|"
    r"conflicts?|preempted|barred|to\s+the\s+extent|rights?\s+under|international\s+sale)\b[^.;]*$",
    re.I,
)
_GOVERNS = re.compile(
    r"""^[”\"*]*\s*(?:,?\s*(?:excluding|without|exclusive|except|other\s+than|regardless)\b[^.;]{0,140}?,|\([^)]{0,120}\),?)?\s*
        (?:,?\s*(?:will|shall|should|must|exclusively|also|solely|alone)\s+)*(?:governs?|appl(?:y|ies)|(?:is|are)\s+(?:exclusively\s+|solely\s+)?applicable|do(?:es)?(?=\s*(?:[.;]|$))|se\s+appliquent|s['’]applique|gilt|findet)\b""",
    re.I | re.X,
)
_IF_FORMED = re.compile(
    r"\bunless\b[^;]*?\bin\s+which\s+case\b|\b(?:if|where|when)\b[^,;]{0,80}\b(?:registered|organi[sz]ed|incorporated|licensed)\b[^,;]{0,160},",
    re.I,
)
"""`Where Reseller is incorporated in Peru, the laws of Peru apply`: the condition says nothing against the law"""
_ALLOWED = re.compile(
    r"^\W*(?:except\s+)?to\s+the\s+(?:\w+\s+)?extent\b[^,;]{0,120}?\b(?:pre-?empt\w*|permitted|allowed|required)\b[^,;]{0,80},",
    re.I,
)
"""`Except to the extent they are pre-empted by federal law, the laws of Peru govern these terms`"""
_SUBORDINATE = re.compile(
    r"\barbitration\s+(?:agreement|provision|clause)\b[^.;]{0,60}\bgoverned\b|\bmediations?\b[^.;]{0,60}\bgoverned\b",
    re.I,
)
_FORUM = re.compile(
    r"\b(?:jurisdiction|venue|forum|fora|brought|bring|resolv\w+|submit\w*|go(?:es)?\s+(?:to|before)|institut\w+|litigat\w+|settled?|heard|tried|adjudicat\w+|"
    r"commenced?|file[ds]?|prosecuted|proceedings?|gerichtsstand|zuständig\w*|litiges?|compéten\w+|juridictions?|jurisdicci\w+|competen\w+|controversi\w+|litigios?|somet\w+|"
    r"fuero|foro|geschil\w*|dirimir|bevoegd\w*)\b|裁判",
    re.I,
)
_NO_FORUM = re.compile(
    r"\binjuncti\w+|\bcompel\s+arbitration|\bjudgment\s+(?:on|upon)\b|\bsubpoena|\bcourt\s+orders?\b|\bcounter-?\s*notif\w+|\bgovernment(?:al)?\s+requests?\b"
    r"|\bmay\s+(?:also\s+)?(?:bring|file|commence|institute)\b[^.;]{0,120}\bagainst\s+you\b",
    re.I,
)
_REACH = 260
"""How far from "is governed by" the law may be named, in characters: one long sentence."""
_LAW_LEAD = re.compile(r"\b(?:governed|construed|interpreted)\b[^.;]*\b(?:by|to|with|under)\s*:?\s*$", re.I)
_LAWS_OF_LEAD = re.compile(
    r"\b(?:governed|construed|interpreted)\b[^.;]*\blaws?\s+(?:in\s+force\s+)?(?:of|in)\s*:?\s*$", re.I
)
"""`is governed by the laws of (a) Peru, if you live in Peru; (b) Chile, …`"""
_CONTRACTS_UNDER = re.compile(r"\bcontracts?\s+with\s[^.;]{3,80}\.?\s+under\s+(?:the\s+)?$", re.I)
"""`Customers in Peru contract with Northwind Ltd under Peruvian law`"""
_BY_AGAIN = re.compile(r"(?:^|[,;:])\s*(?:then\s+|and\s+|or\s+)?(?:by|under)\s+(?:the\s+)?$", re.I)
"""`(i) in Peru, this Agreement is governed by the laws of Peru; (ii) in Chile, by the laws of Chile`"""
_AFTER_PLACE = re.compile(r"^[^;:]{3,160}(?:,|:)\s+(?:the\s+)?$")
"""`(a) Peru, these terms are governed by the laws of Peru; (b) Chile, Chilean law`"""
_COMPANY_IF = re.compile(
    r"[\s,*_]*(?:\([^()]{0,200}\)\s*|an?\s+[^,;.()]{3,80},\s+)?(?:if|where|for|otherwise|in\s+(?:all|any|every)\s+other|wenn|falls|für|si|pour|se|per|als|voor|para)\b"
)
"""`(a) Northwind Inc. (12 Quay Street, Boston) if you live in …`, `(b) Northwind AG, a Swiss company, if …`"""
IF_CONDITIONAL = -1
"""Strength of "Northwind Ltd, if …": the strongest, and an entity clause only where the condition can be read."""


@lru_cache(maxsize=4096)  # the paragraphs and sentences of an agreement: several readers ask about each
def may_state(text: str, language: str) -> bool:
    """A cheap look at a paragraph or sentence: False where it can state no rule."""
    lower = text.lower()
    return (
        _may_state_law(lower, language)
        or (values.may_name_court(lower) and _FORUM.search(lower) is not None)
        or (not language.startswith("en") and foreign.may_state(lower, language))
        or "会社" in text
        or "rbitra" in lower
        or "proceedings" in lower
        or ("notice" in lower and any(word in lower for word in ("@", "address", "sent", "delivered", "mail")))
        or companies.may_name(text)
        or arbitration.may_state_currency(text)
    )


def _may_state_law(lower: str, language: str) -> bool:
    """A cheap look at words in lower case: False where they state no governing law."""
    if "law" in lower and any(word in lower for word in _LAW_WORDS):
        return True
    return not language.startswith("en") and foreign.may_state(lower, language)


_LAW_WORDS = ("govern", "applicable", "select", "choose", "construed", "interpreted", "enforced", "determined",
              "regulated", "subject", " under ", "apply", "applies", " do.", " does.")  # fmt: skip


_STATED_ALONE: dict[Fact, Callable[[str], list[values.Range]]] = {
    Fact.ARBITRATION_SEAT: arbitration.seats,
    Fact.ARBITRATION_RULES: arbitration.rules,
    Fact.CURRENCY: arbitration.currencies,
    Fact.ARBITRATION_LANGUAGE: arbitration.languages,
    Fact.NOTICE_ADDRESS: arbitration.notice_addresses,
}
"""Readers whose sentence alone shows that the fact is meant."""


def values_in(text: str, lead: str, language: str, said: str) -> Iterator[tuple[Fact, values.Range, int]]:
    """Every value that a sentence or list item states with its strength (see `companies`). `lead` is what introduces
    the item, `said` what its sentence has said so far."""
    for each in _governing_laws(text, lead, language, said):
        yield Fact.GOVERNING_LAW, each, 0
    if values.may_name_court(text.lower()) and _FORUM.search(lead + text) and not _NO_FORUM.search(text):
        for each in values.courts(text):
            yield Fact.COURTS, each, 0
    if not language.startswith("en"):
        for each in foreign.courts(text, language) if _FORUM.search(lead + text) else ():
            yield Fact.COURTS, each, 0
        for each in foreign.companies(text):
            yield Fact.ENTITY, each, companies.SHORT_NAME
    if arbitration.asks_for_seat(lead) and (end := values.place_end(text, 0)):
        yield Fact.ARBITRATION_SEAT, (0, end), 0
    for fact, read in _STATED_ALONE.items():
        for each in read(text):
            yield fact, each, 0
    for strength, each in companies.stated(text):
        yield Fact.ENTITY, each, strength
    first = companies.company_at_start(text)
    if first and _COMPANY_IF.match(text, first[1]):
        yield Fact.ENTITY, first, IF_CONDITIONAL


def _governing_laws(text: str, lead: str, language: str, said: str) -> Iterator[values.Range]:
    if not _may_state_law((lead + said + text).lower(), language):
        return
    yield from foreign.laws(text, language)
    yield from values.said_laws(text)
    the = re.match(r"(?:the\s+)?", text)
    if the and _LAWS_OF_LEAD.search(lead) and (end := values.place_end(text, the.end())) > the.end():
        yield the.end(), end
    named = values.laws(text)
    if not named or _SUBORDINATE.search(text):
        return
    for start, end in named:
        before = lead + text[:start] if _LAW_LEAD.search(lead) else text[:start]
        triggers = list(_GOVERNED.finditer(before))
        between = before[triggers[-1].end() :] if triggers else ""
        governed = bool(triggers) and len(between) < _REACH and not _NOT_GOVERNED.search(between)
        governed = governed or _CONTRACTS_UNDER.search(text[:start]) is not None
        before = _IF_FORMED.sub("", before)
        governed = governed or (
            not text[end:].strip(" .;")
            and said != ""
            and _AFTER_PLACE.search(text[:start]) is not None
            and _GOVERNED.search(said) is not None
        )
        governed = governed or (_BY_AGAIN.search(text[:start]) is not None and _GOVERNED.search(said) is not None)
        if governed or (_GOVERNS.match(text[end:]) and not _NOT_GOVERNED.search(_ALLOWED.sub("", before))):
            yield start, end
