"""Rules that stand in sentences and list items.

"These Terms are governed by the laws of Peru."                              always
"If you live in Chile, you are contracting with Northwind Chile Ltd."        under a condition
"(a) Lima, if you are domiciled in Peru; or (b) Bogotá, if …"                a list of seats
"Northwind Ltd, if you live anywhere else in the world"                      the rest of its list
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from navigator.jurisdiction import arbitration, companies, foreign, values
from navigator.jurisdiction.conditions import PARTY, Reading, conditions
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.passages import Passage, items, sentences
from navigator.jurisdiction.phrases import read_place
from navigator.model.rules import Condition, Fact
from navigator.model.text import BlockKind, plain

_GOVERNED = re.compile(
    r"\b(?:governed|governs|select|choose|construed|interpreted|enforced|determined|regulated|(?:agreement|terms|contract|conditions)\s+(?:is|are|will\s+be|"
    r"shall\s+be)\s+subject\s+to)\b",
    re.I,
)
_NOT_GOVERNED = re.compile(
    r"\b(?:unless|prohibited|permitted|excluding|exclusion|registered|organi[sz]ed|incorporated|required|violat\w+|comply|"
    r"conflicts?|preempted|barred|to\s+the\s+extent|rights?\s+under|international\s+sale)\b[^.;]*$",
    re.I,
)
_GOVERNS = re.compile(
    r"""^[”\"*]*\s*(?:,?\s*(?:excluding|without|exclusive|except|other\s+than|regardless)\b[^.;]{0,140}?,|\([^)]{0,120}\),?)?\s*
        (?:,?\s*(?:will|shall|should|must|exclusively|also|solely|alone)\s+)*(?:governs?|appl(?:y|ies)|se\s+appliquent|s['’]applique|gilt|findet)\b""",
    re.I | re.X,
)
_ALLOWED = re.compile(
    r"^\W*(?:except\s+)?to\s+the\s+(?:\w+\s+)?extent\b[^,;]{0,120}?\b(?:pre-?empt\w*|permitted|allowed|required)\b[^,;]{0,80},",
    re.I,
)
"""`Except to the extent they are pre-empted by federal law, the laws of Peru govern these terms`"""
_FALLBACK = re.compile(
    r"\b(?:is|are|be|being)\s+(?:found|held|deemed|determined)\s+(?:to\s+be\s+)?(?:unenforceable|invalid|void|inapplicable)\b",
    re.I,
)
"""`If that choice is found to be unenforceable, the laws of your home country apply`: not the law that was chosen."""
_SUBORDINATE = re.compile(
    r"\barbitration\s+(?:agreement|provision|clause)\b[^.;]{0,60}\bgoverned\b|\bmediations?\b[^.;]{0,60}\bgoverned\b",
    re.I,
)
_FORUM = re.compile(
    r"\b(?:jurisdiction|venue|forum|fora|brought|bring|resolv\w+|submit\w*|institut\w+|litigat\w+|settled?|heard|tried|adjudicat\w+|"
    r"commenced?|file[ds]?|prosecuted|proceedings?|gerichtsstand|zuständig\w*|litiges?|compéten\w+|juridictions?|jurisdicci\w+|competen\w+|controversi\w+|litigios?|somet\w+|"
    r"fuero|foro|geschil\w*|dirimir|bevoegd\w*)\b|裁判",
    re.I,
)
_NO_FORUM = re.compile(
    r"\binjuncti\w+|\bcompel\s+arbitration|\bjudgment\s+(?:on|upon)\b|\bsubpoena|\bcourt\s+orders?\b|\bcounter-?\s*notif\w+|\bgovernment(?:al)?\s+requests?\b"
    r"|\bmay\s+(?:also\s+)?(?:bring|file|commence|institute)\b[^.;]{0,120}\bagainst\s+you\b",
    re.I,
)
_PARTICULAR = re.compile(
    r"""(?:\b(?:any|all|each|every|such)\s+)?\b(?:claims?|disputes?|controvers(?:y|ies)|actions?|suits?)\b
        (?:,?\s+(?:or\s+|and\s+)?(?:claims?|disputes?|controvers(?:y|ies)|actions?|suits?))*\s+
        (?:(?:arising|that\s+arises?)\s+(?:from|out\s+of)|involving|concerning|alleging|based\s+(?:on|upon)|relat(?:ed|ing)\s+to|regarding|for|of)\s+
        (?:(?:the|an?|any|its|your|our|actual|alleged|threatened|(?:either|a)\s+party[’']s|or)\s+)*
        (?:fraud\w*|intellectual\s+property|infring\w+|misappropriat\w+|patents?|copyrights?|trademarks?|trade\s+secrets?
          |unpaid\s+\w+|non-?payment|collection\b)""",
    re.I | re.X,
)
"""`Any claims arising from fraud go to the courts of Lima`: courts for one subject only."""
_NOT_PARTICULAR = re.compile(
    r"\b(?:other\s+than|except(?:ing|ion\s+of)?|excluding|apart\s+from|save|includ\w+|without\s+limit\w+)\b[^.;]{0,60}$",
    re.I,
)
_REACH = 260
"""How far from "is governed by" the law may be named, in characters: one long sentence."""
_LAW_LEAD = re.compile(r"\b(?:governed|construed|interpreted)\b[^.;]*\b(?:by|to|with|under)\s*:?\s*$", re.I)
_INTRODUCES = re.compile(r"(?::|\b(?:then|that|with))$")


def prose_rules(passages: Sequence[Passage], language: str) -> list[RuleDraft]:
    """Every rule stated in a sentence or list item, in reading order. `passages` are the agreement's paragraphs."""
    found: list[RuleDraft] = []
    for passage, lead_in in _with_lead(passages):
        if not _may_state(passage.text, language):
            continue
        carried = _last_condition(lead_in)
        earlier: Reading | None = None
        for sentence in sentences(passage):
            if not _may_state(sentence.text, language):
                continue
            lead, parts = items(sentence)
            shared = _lead_condition(lead, sentence) or carried
            about_arbitration = "rbitra" in sentence.text
            for part in parts:
                place = _place_of(part, lead)
                drafts = _part_rules(part, lead, language, place or shared or (earlier if about_arbitration else None))
                found += [replace(draft, item=passage.start) for draft in drafts] if carried else drafts
            own = conditions(sentence.text, sentence.start) if about_arbitration and not lead else []
            earlier = own[0] if own else earlier
            if lead:
                found += _part_rules(Passage(sentence.provision, sentence.start, lead), "", language, carried)
    return found


def _may_state(text: str, language: str) -> bool:
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


_LAW_WORDS = ("govern", "select", "choose", "construed", "interpreted", "enforced", "determined",
              "regulated", "subject", "apply", "applies")  # fmt: skip


def _with_lead(passages: Sequence[Passage]) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    """Paragraphs, each list item with the paragraphs that introduce its list, the nearest last."""
    lead: tuple[Passage, ...] = ()
    holder = ""
    for passage in passages:
        item = passage.block is not None and passage.block.kind is BlockKind.LIST_ITEM
        if passage.provision != holder or not item:
            lead, holder = (), passage.provision
        yield passage, lead
        if _introduces(passage.text.rstrip()):
            lead = (*lead, passage)


def _introduces(words: str) -> bool:
    return words.endswith((":", "then", "that", "with")) and _INTRODUCES.search(words[-8:]) is not None


def _last_condition(lead: Sequence[Passage]) -> Reading | None:
    """The condition that the last sentence of the nearest paragraph states, of those whose last sentence states one."""
    for passage in reversed(lead):
        *_, last = sentences(passage) if passage.text.strip() else (passage,)
        if readings := conditions(last.text, last.start):
            return readings[0]
    return None


def _place_of(part: Passage, lead: str) -> Reading | None:
    """The place that an item begins with, where the words before the list ask for one."""
    asks = _PLACE_LEAD.search(lead)
    place = read_place(part.text, 0) if asks is not None else None
    if asks is None or place is None:
        return None
    words = f"{asks[0].rstrip(' :')} {part.text[: place.end]}"
    condition = Condition(plain(words), part.span(0, place.end), place.countries)
    return Reading(0, place.end, condition, place if place.others else None)


def _lead_condition(lead: str, sentence: Passage) -> Reading | None:
    return next(iter(conditions(lead, sentence.start)), None) if lead else None


def _part_rules(part: Passage, lead: str, language: str, carried: Reading | None) -> list[RuleDraft]:
    stated = list(_values(part.text, lead, language))
    readings = conditions(part.text, part.start) if stated else []
    found: list[RuleDraft] = []
    for fact, (start, end), strength in stated:
        if strength == _IF_CONDITIONAL and not readings:
            continue
        if fact is Fact.ENTITY and any(each.start < start < each.end and _asks_party(each) for each in readings):
            continue  # "if you contract with Northwind Ltd": a condition, no statement
        if fact in (Fact.GOVERNING_LAW, Fact.COURTS) and _FALLBACK.search(part.text, 0, start):
            continue
        starts = sorted(each[0] for other, each, _ in stated if other is fact)
        own = [each for each in readings if not _EXCEPT.search(part.text, end, max(end, each.start))]
        reading = _condition_of(start, end, own, starts) or carried
        if fact is Fact.ENTITY and strength == _RESPONSIBLE:
            reading = _region_served(part, end) or reading
        subject = _subject(part, start) if fact is Fact.COURTS else None
        if subject is not None:
            reading = subject if reading is None else _with_subject(reading, subject)
        span = part.span(start, end)
        draft = RuleDraft(fact, part.provision, span, reading, part.provision, max(strength, 0))
        found.append(replace(draft, particular=subject is not None))
    return found


def _asks_party(reading: Reading) -> bool:
    return reading.condition.unread and PARTY.search(reading.condition.text) is not None


def _with_subject(reading: Reading, subject: Reading) -> Reading:
    text = f"{reading.condition.text}; {subject.condition.text}"
    return replace(reading, condition=replace(reading.condition, text=text, unread=True))


def _subject(part: Passage, end: int) -> Reading | None:
    """The one subject that courts named at `end` are for, as a condition that no profile settles."""
    match = next((each for each in _PARTICULAR.finditer(part.text, 0, end)), None)
    if match is None or _NOT_PARTICULAR.search(part.text[: match.start()]):
        return None
    condition = Condition(plain(match[0]), part.span(*match.span()), unread=True)
    return Reading(match.start(), match.end(), condition)


_COMPANY_IF = re.compile(r"[\s,*_]*(?:\([^()]{0,200}\)\s*|an?\s+[^,;.()]{3,80},\s+)?(?:if|where|for)\b")
"""`(a) Northwind Inc. (12 Quay Street, Boston) if you live in …`, `(b) Northwind AG, a Swiss company, if …`"""
_PLACE_LEAD = re.compile(
    r"\b(?:if|where)\s+(?:you|your|the\s+customer|customer)\b[^.;:]{0,60}?\b(?:domiciled|resident|reside[sd]?|live|located|based|established)\s+in\s*:?\s*$",
    re.I,
)
"""`If you are domiciled in: (a) Peru, then the laws of Peru apply; (b) …`"""
_EXCEPT = re.compile(r"\b(?:except|save|unless|whereas)\b", re.I)
"""`Fees are payable in euros, except that customers in Chile pay in pesos`: the condition is not that of the euros."""
_IF_CONDITIONAL = -1
"""Strength of "Northwind Ltd, if …": the strongest, and an entity clause only where the condition can be read."""


_STATED_ALONE: dict[Fact, Callable[[str], list[values.Range]]] = {
    Fact.ARBITRATION_SEAT: arbitration.seats,
    Fact.ARBITRATION_RULES: arbitration.rules,
    Fact.CURRENCY: arbitration.currencies,
    Fact.ARBITRATION_LANGUAGE: arbitration.languages,
    Fact.NOTICE_ADDRESS: arbitration.notice_addresses,
}
"""Readers whose sentence alone shows that the fact is meant."""


def _values(text: str, lead: str, language: str) -> Iterator[tuple[Fact, values.Range, int]]:
    for each in _governing_laws(text, lead, language):
        yield Fact.GOVERNING_LAW, each, 0
    if values.may_name_court(text.lower()) and _FORUM.search(lead + text) and not _NO_FORUM.search(text):
        for each in values.courts(text):
            yield Fact.COURTS, each, 0
    if not language.startswith("en"):
        for each in foreign.courts(text, language) if _FORUM.search(lead + text) else ():
            yield Fact.COURTS, each, 0
        for each in foreign.companies(text):
            yield Fact.ENTITY, each, _SHORT_NAME
    if arbitration.asks_for_seat(lead) and (end := values.place_end(text, 0)):
        yield Fact.ARBITRATION_SEAT, (0, end), 0
    for fact, read in _STATED_ALONE.items():
        for each in read(text):
            yield fact, each, 0
    for strength, each in companies.stated(text):
        yield Fact.ENTITY, each, strength
    first = companies.company_at_start(text)
    if first and _COMPANY_IF.match(text, first[1]):
        yield Fact.ENTITY, first, _IF_CONDITIONAL


def _governing_laws(text: str, lead: str, language: str) -> Iterator[values.Range]:
    if not _may_state_law((lead + text).lower(), language):
        return
    yield from foreign.laws(text, language)
    named = values.laws(text)
    if not named or _SUBORDINATE.search(text):
        return
    for start, end in named:
        before = lead + text[:start] if _LAW_LEAD.search(lead) else text[:start]
        triggers = list(_GOVERNED.finditer(before))
        between = before[triggers[-1].end() :] if triggers else ""
        governed = bool(triggers) and len(between) < _REACH and not _NOT_GOVERNED.search(between)
        if governed or (_GOVERNS.match(text[end:]) and not _NOT_GOVERNED.search(_ALLOWED.sub("", before))):
            yield start, end


def _condition_of(start: int, end: int, readings: list[Reading], starts: list[int]) -> Reading | None:
    """The condition nearest before a value, or else the first after it. Where each of several values (which begin at
    `starts`) has its condition after it, that one: "by the laws of Chile if …, by the laws of Peru if …"."""
    if len(starts) > 1 and readings and starts[0] < readings[0].start:
        following = next((each for each in starts if each > start), None)
        between = [each for each in readings if end <= each.start and (following is None or each.start < following)]
        if between:
            return between[0]
    before = [reading for reading in readings if reading.end <= start]
    after = [reading for reading in readings if reading.start >= end]
    return before[-1] if before else after[0] if after else None


_RESPONSIBLE = 4
_SHORT_NAME = 5
"""Strengths of the wordings of `companies.STATEMENTS`."""


def _region_served(part: Passage, end: int) -> Reading | None:
    """ "The entity providing the Service in Peru is …": the region stands inside the statement."""
    for link in re.finditer(r"\b(?:(?=outside\b)|in\s+|within\s+)", part.text[:end]):
        place = read_place(part.text, link.end())
        if (
            place is not None
            and not place.others
            and place.end < end
            and re.match(r"[\s,)]*is\b", part.text[place.end :])
        ):
            span = part.span(link.start(), place.end)
            return Reading(
                link.start(), place.end, Condition(plain(part.text[link.start() : place.end]), span, place.countries)
            )
    return None


def notice_rules(passages: Sequence[Passage]) -> list[RuleDraft]:
    """Where nothing else names the other party: the company at whose address notices reach it."""
    for passage in passages:
        found = companies.noticed(passage.text)
        if found:
            return [RuleDraft(Fact.ENTITY, passage.provision, passage.span(*found), None, passage.provision, 99)]
    return []
