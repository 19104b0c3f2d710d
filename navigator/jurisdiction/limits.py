"""Words that limit a statement in a way that no profile settles: one subject only, or a condition of another kind.

"Any claims arising from fraud go to the courts of Lima."                       one subject
"If the seller is Northwind GmbH, German law applies."                          not about the customer
"The Standard Contractual Clauses are governed by the laws of Ireland."         other terms than these
"""

from __future__ import annotations

import re
from dataclasses import replace

from navigator.jurisdiction.companies import NAME
from navigator.jurisdiction.conditions import ROLE, Reading
from navigator.jurisdiction.passages import Passage
from navigator.model.rules import Condition, Fact
from navigator.model.text import Span, plain

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
_CLAUSES = re.compile(
    r"\b(?:(?:EU\s+|UK\s+)?Standard\s+Contractual\s+Clauses|(?:EU\s+|UK\s+|Swiss\s+)?SCCs|Model\s+Clauses"
    r"|UK\s+(?:Transfer\s+)?Addendum|International\s+Data\s+Transfer\s+(?:Addendum|Agreement)|IDTA"
    r"|(?<![Oo]ut\s)(?<![Ff]orth\s)(?<![Pp]rovided\s)(?<![Ss]tated\s)(?<![Dd]escribed\s)(?:[Ii]n|[Oo]f|[Uu]nder|(?<![Ss]ubject\s)[Tt]o|"
    r"[Ff]or(?:\s+the)?\s+purposes?\s+of)\s+[Cc]lauses?\s+1[78]\b(?!\.\d))"
)
"""`In Clause 17 of the Standard Contractual Clauses the law of Ireland governs`: not the law of the agreement."""
_WITH_SOME = re.compile(
    rf"\b(?:disputes?|claims?|actions?)\s+(?:with|by|of|against|involving)\s+(?:(?:an?|any|all)\s+)?(?-i:(?!The\b)[A-Z]\w+)\s+{ROLE}\b",
    re.I,
)
"""`Disputes with Excluded Customers go to the courts of Lima`"""
DISPUTES_WITH = re.compile(
    rf"\b(?:disputes?|claims?|actions?|Streitigkeiten|litiges?)\s+(?:with|against|mit|gegen|avec|contre)\s+(?:the\s+|der\s+|la\s+)?{NAME}"
    rf"|\b(?:Verträgen?|[Cc]ontracts?|[Pp]urchases?|[Cc]ontrats?|[Cc]ontratos?)\s+(?:with|from|mit|avec|con)\s+(?:the\s+|der\s+|la\s+)?{NAME}"
    rf"|\bfor\s+(?:the\s+)?{ROLE}\s+of\s+{NAME}|\b(?:venue|jurisdiction|forum|courts?)\s+for\s+{NAME}"
)
"""`The courts of Ulm have jurisdiction over disputes with Northwind GmbH`: of several companies with one."""
_VENUE_FOR = re.compile(rf"\b(?:venue|jurisdiction|forum|courts?)\s+for\s+{NAME}")
"""`The venue for Northwind GmbH is Ulm.`"""
FALLBACK = re.compile(
    r"\b(?:is|are|be|being)\s+(?:found|held|deemed|determined)\s+(?:to\s+be\s+)?(?:unenforceable|invalid|void|inapplicable)\b",
    re.I,
)
"""`If that choice is found to be unenforceable, the laws of your home country apply`: not the law that was chosen."""
_OPTED_OUT = re.compile(
    r"\b(?:if|where|when|once)\s+you\s+(?:have\s+|has\s+|validly\s+|properly\s+|timely\s+|choose\s+to\s+|decide\s+to\s+)*"
    r"(?:opt(?:ed)?(?:\s+|-)out|reject(?:ed)?)\b[^,;]{0,160}",
    re.I,
)
"""`If you opt out of arbitration, the courts of Lima have jurisdiction`: for those who do, and for them alone."""
_OTHER_PAPER = re.compile(
    r"\b(?:our|the|that|such|an?|any)\s+(?:[A-Z][\w-]*\s+){1,4}(?:Addendum|Policy|Annex|Schedule|Exhibit|Supplement|Rider)\b"
    r"[^.;]{0,60}?\bgoverned\b[^.;]*$"
)
"""`If you are a bank, our Banking Addendum applies and is governed by the laws of Peru`: not this agreement's law"""
_PARTY_IS = re.compile(r"\W*[Ii]f\s+[^.;,]{2,80}?\bis\s+the\s+contracting\s+(?:entity|party)\b[^,;]{0,40}")
"""`If Northwind GmbH is the contracting entity, … . All disputes go to …`: the paragraph goes on about that case."""
_IF = re.compile(
    r"^\W*(?:(?:and|or|but|however|otherwise),?\s+)?"
    r"(?P<words>(?:if|where|when|in\s+case|in\s+the\s+event)\b[^;]*?|for\s+[^,;]{3,120}"
    rf"|except\s+(?:for|with)\s+(?-i:[A-Z]\w+)\s+{ROLE}),(?!\s+(?:Inc|LLC|Ltd|Limited|Corp|LLP|S\.A|GmbH)\b)",
    re.I,
)
"""`If the seller is Northwind GmbH, German law applies.`, `Except for Excluded Customers, disputes are arbitrated.`"""
_FOR = re.compile(
    r"^\W*(?P<words>[Ff]or\s+[^,;.]{3,80}?)\s+(?=your\s+(?:agreement|contract)\b|you\s+(?:are\s+contracting|contract|agree)\b)"
)
"""`For the Payments Service your agreement is with Northwind Payments Ltd.`"""
_IF_AFTER = re.compile(
    r"(?<!even)(?<!as)(?<!what)\s+(?P<words>(?:if|in\s+case|provided\s+that)\b(?:[^.;]|\.(?=[\w,]))*)", re.I
)
_FOR_SOME = re.compile(
    r"^\W*(?P<words>[Ff]or\s+(?:carriage|transport\w*|travel|flights?|purchases?|orders?|shipments?|deliver\w+|bookings?|transactions?"
    r"|subscriptions?|loans?|cards?)\b[^,;.]{3,80}?)\s+(?:the\s+)?$"
)
"""`For carriage to Canada the laws of Ontario apply`"""
_TELLING = re.compile(
    r"^if\s+we\s+(?:bring|sue|file|start|commence|take|make)\b"
    r"|\b(?:under|over|exceed\w*|less\s+than|more\s+than|below|above|up\s+to|at\s+least)\s+(?:[A-Z]{3}\s?)?[$€£]?\d",
    re.I,
)
"""`If we bring the claim, the courts of Oslo have jurisdiction`: not for the claims of the other side.
`Where the value of a claim is under EUR 5,000, …`: not for the others."""
_NEVER = re.compile(r"(?!)")
_ARBITRATION = (Fact.ARBITRATION_SEAT, Fact.ARBITRATION_RULES)
_LIMITED = (Fact.COURTS, Fact.GOVERNING_LAW, Fact.ENTITY, *_ARBITRATION)
_NO_CONDITION = re.compile(
    r"""\b(?:disput\w+|claims?|controvers\w+|arbitrat\w+|litigat\w+|proceedings?|actions?|suits?|lawsuits?|courts?|complain\w*
        |disagree\w*|questions?|invalid|unenforceable|illegal|void|conflicts?|inconsisten\w+|permitted|allowed|required
        |applicable|possible|necessary|agree[ds]?|clarity|avoidance|purposes?|more|further|example|instance|details?
        |information|any\s+reason|convenience|matters?|breach\w*|enforce\w*|legal|notices?|resol\w+|otherwise|relief
        |jurisdiction|mediat\w*|negotiat\w*|amicabl\w*|settle\w*|fails?|cannot|unable|within|defendant|plaintiff|residence|reside[sd]?|live|located|domiciled|they|it)\b""",
    re.I | re.X,
)
"""Clauses that begin like a condition and are none on the customer: "If you have a dispute with us, …"."""


def with_subject(reading: Reading, subject: Reading) -> Reading:
    """A condition with the subject added: open for every profile."""
    text = f"{reading.condition.text}; {subject.condition.text}"
    return replace(reading, condition=replace(reading.condition, text=text, unread=True))


def subject(part: Passage, end: int, fact: Fact, before: str) -> Reading | None:
    """The one subject that courts or a law named at `end` are for, as a condition that no profile settles.
    `before` are the words of the paragraph before the sentence."""
    match = DISPUTES_WITH.search(part.text, end) if fact is Fact.COURTS else None
    match = match or (_VENUE_FOR.search(part.text, 0, end) if fact is Fact.COURTS else None)
    if match is not None:
        return Reading(match.start(), match.end(), Condition(plain(match[0]), part.span(*match.span()), unread=True))
    match = _CLAUSES.search(part.text) if fact in (Fact.COURTS, Fact.GOVERNING_LAW) else None
    if match is None and fact in (Fact.COURTS, Fact.GOVERNING_LAW) and (carried := _before(part, before)):
        return carried
    if match is None and fact in (Fact.COURTS, *_ARBITRATION, Fact.ARBITRATION_LANGUAGE):
        match = _WITH_SOME.search(part.text, 0, end)
    if match is None and fact is Fact.COURTS:
        match = next((each for each in _PARTICULAR.finditer(part.text, 0, end)), None)
        match = None if match is not None and _NOT_PARTICULAR.search(part.text[: match.start()]) else match
    if match is None:
        return None
    condition = Condition(plain(match[0]), part.span(*match.span()), unread=True)
    return Reading(match.start(), match.end(), condition)


def other_paper(part: Passage, start: int) -> bool:
    """Whether a law named at `start` is that of another document which the sentence names."""
    return _OTHER_PAPER.search(part.text, 0, start) is not None


def residual(part: Passage, start: int) -> Reading | None:
    """The condition under which courts named at `start` are those left over where arbitration falls away."""
    match = _OPTED_OUT.search(part.text, 0, start) or FALLBACK.search(part.text, 0, start)
    if match is None:
        return None
    begins = part.text.casefold().rfind("if ", 0, match.end()) if match.re is FALLBACK else match.start()
    begins = max(begins, 0)
    condition = Condition(plain(part.text[begins : match.end()]), part.span(begins, match.end()), unread=True)
    return Reading(begins, match.end(), condition)


def unread(part: Passage, start: int, end: int, fact: Fact) -> Reading | None:
    """A condition around a value (from `start` to `end`) that is about something else than where or what the customer
    is: no profile settles it. None where the sentence states none."""
    if fact not in _LIMITED:
        return None
    lead = part.text[:start]
    match = _IF.match(lead) or _FOR.match(lead) or _FOR_SOME.match(lead)
    telling = _TELLING
    if (
        fact in _ARBITRATION
    ):  # where it sits does not change with the sum; and "…, by three arbitrators if …" is no case
        telling = _NEVER
        match = None if match is not None and ";" in lead[match.end() :] else match
    elif match is None:
        match = _IF_AFTER.search(part.text, end)
    innocent = match is not None and _NO_CONDITION.search(match["words"]) and not telling.search(match["words"])
    if match is None or innocent:
        return None
    condition = Condition(plain(match["words"]), part.span(*match.span("words")), unread=True)
    return Reading(match.start("words"), match.end("words"), condition)


def _before(part: Passage, before: str) -> Reading | None:
    """What earlier sentences of the paragraph say that it is about: other terms, or one of several companies."""
    match = _CLAUSES.search(before) or _PARTY_IS.match(before)
    if match is None:
        return None
    start = part.start - len(before) + match.start()
    return Reading(0, 0, Condition(plain(match[0]), Span(start, start + len(match[0])), unread=True))
