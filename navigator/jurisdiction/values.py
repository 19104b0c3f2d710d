"""The words of an answer inside a sentence: a law, courts, a company, a seat, arbitration rules, a currency.

Each reader takes a text and gives ranges of it. A value is always a stretch of the printed words, never made up.
"""

from __future__ import annotations

import re

from navigator.jurisdiction.phrases import read_place

Range = tuple[int, int]

_NAME_WORD = (
    r"(?:(?:U\.S\.A?\.?|U\.K\.|D\.C\.|St\.|Ste\.|Mt\.)|[A-ZÀ-Þ][\w’'&-]*|\{[^{}]{1,60}\}|\[[^\[\]]{1,60}\]"
    r"|<[^<>]{1,60}>|_{3,})"
)
_STOP_WORDS = frozenset(
    "you your we our us and or any all each both party parties customer provider supplier company user users if "
    "this these "
    "that which waive hereby consent agree unless except without to for in as will shall is are be with under "
    "notwithstanding pursuant provided not only section the exclusive jurisdiction such other where venue proper "
    "competent appropriate general law original".split()
)
_CONNECT = re.compile(
    r"\s+(?:of|in|for)\s+(?:the\s+)?|,\s+(?:in\s+)?(?:the\s+)?|\s+(?:de|du|des|da|do|dos|del|la|le|las|los|von|der|den|am|an\s+der|ob\s+der|im|sur|upon|di|y)\s+|\s+"
)
_AND = re.compile(r",?\s+(?:and|&|or|und|et)\s+(?:the\s+)?")
_GENERIC = re.compile(
    r"(?:[A-Z][\w’'-]+\s+){0,2}(?:County|Counties|State|City|Province|Borough|District|Republic|Territory)\b"
)

_LAW = re.compile(
    r"""(?:the\s+)?(?P<value>(?:(?:substantive|domestic|internal|federal|national|civil|local|applicable)\s+)*
        [Ll]aws?(?:\s+(?:in\s+force|applicable|and\s+regulations))?\s+(?:of|in|for)\s+(?P<place>the\s+)?
        (?:(?:state|commonwealth|province|republic|country)\s+of\s+)?)(?=[A-Z{\[“"*<_]|the\s+[A-Z])""",
    re.X,
)
_LAW_MORE = re.compile(
    r"""\s*,?\s*(?:and|or|and/or)?,?\s*(?:to\s+the\s+extent\s+applicable,?|,?\s*where\s+applicable,?)?\s*(?:of\s+)?(?:the\s+)?
        (?:(?:applicable\s+)?(?:United\s+States\s+|U\.S\.\s+)?(?:federal\s+)?laws?\s+(?:of|applicable\s+in)\s+(?:the\s+)?)(?=[A-Z])""",
    re.X,
)
_THEREIN = re.compile(r"\s+applicable\s+therein")
_NATIONALITY = (
    r"(?:Scots|Czech|Greek|Thai|Manx|Saudi|Kuwaiti|Omani|Emirati|Bahraini|Iraqi|Pakistani|Bangladeshi"
    r"|[A-ZÀ-Þ][\w-]*(?:ish|ench|utch|wiss|elsh|[a-z]an|ese|[a-z]ic|ari|aeli))"
)
_NAMED_LAW = re.compile(
    rf"(?<![\w’'])(?:the\s+)?(?P<value>(?P<name>{_NATIONALITY}|(?:[A-ZÀ-Þ][\w’'.-]*\s+){{0,3}}?[A-ZÀ-Þ][\w’'.-]*)"
    r"(?:\s+(?:[Ff]ederal|[Ss]tate|substantive|civil))*\s+law)(?![\w’'])"
)
_FEDERAL_LAW = re.compile(
    r"(?P<value>(?:(?:United\s+States|U\.S\.)\s+)?[Ff]ederal\s+laws?(?:\s+of\s+the\s+United\s+States(?:\s+of\s+America)?)?)(?![\w’'])"
)
_HOME_LAW = re.compile(
    r"(?:the\s+)?(?P<value>(?:same\s+)?laws?\s+(?:that|which)\s+governs?\s+(?:the|that)\s+(?:[\w-]+\s+){0,3}?(?:agreement|contract|terms)\b"
    r"|laws?\s+of\s+that\s+(?:country|state|jurisdiction|place)\b"
    r"|laws?\s+of\s+the\s+(?:country|state|jurisdiction|place)\s+(?:in\s+which|where)\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3}?\s+(?:is|has\s+its)"
    r"\s+(?:incorporated|organi[sz]ed|established|registered(?:\s+(?:seat|office))?|located|domiciled|seat|(?:principal\s+)?place\s+of\s+business)\b"
    r"|laws?\s+of\s+(?:(?:your|their)\s+(?:\w+\s+)?(?:country|state|jurisdiction|province|territory|place)(?:\s+or\s+territory)?(?:\s+of\s+residence)?"
    r"|the\s+(?:country|state|jurisdiction|province|territory|place)(?:,?\s+(?:state|country|province)\s+or\s+\w+)?(?:\s+or\s+territory)?"
    r"\s+(?:of\s+(?:your\s+)?(?:\w+\s+)?residence|(?:in\s+which|where)\s+(?:you|it|the\s+customer|customer)\b[\w\s]*?"
    r"(?:live|reside|located|domiciled|established|resident|domicile|business)\b)))",
    re.I,
)

_COURT_KIND = (
    r"(?:exclusive|competent|appropriate|applicable|relevant|[Ss]tate|[Ff]ederal|[Pp]rovincial"
    r"|[Cc]ommercial|[Ll]ocal|ordinary|civil|U\.S\.|United\s+States|national|and|or|both|and/or|,|/)"
)
_COURTS = re.compile(
    rf"""(?:the\s+|a\s+|any\s+)?(?P<value>(?:{_COURT_KIND}[\s,/]+)*(?:[Cc]ourts?|COURTS?|[Tt]ribunals?)
        (?:\s+(?:located|sitting|situated|seated|having\s+jurisdiction|of\s+competent\s+jurisdiction|LOCATED|that\s+are\s+located))*
        \s+(?:in|of|at|for|within|IN|OF)\s+(?:the\s+)?(?:(?:city|canton|county|province|town)\s+of\s+)?)(?=[A-Z{{\[“"*<_]|the\s+[A-Z])""",
    re.X,
)
_NAMED_COURT = re.compile(
    r"""(?P<value>(?:(?:United\s+States|U\.S\.|Federal|[A-ZÀ-Þ][\w-]+)\s+){0,4}(?:District|High|Supreme|Superior|Commercial|Regional|Federal|Circuit)\s+
        Courts?(?P<more>\s+(?:for|of|in)\s+(?:the\s+)?)?)""",
    re.X,
)
_PLACELESS = re.compile(
    r"(?:(?:United\s+States|U\.S\.|Federal|District|High|Supreme|Superior|Commercial|Regional|Circuit)\s+)+Courts?(?:\s+(?:for|of|in)(?:\s+the)?)?"
)
_NATIONAL_COURTS = re.compile(
    r"(?<![\w’'])(?P<value>(?!The\b|State\b|Federal\b|Such\b|These\b|Those\b|Local\b|Any\b|All\b|No\b|Small\b|District\b|Appeals?\b)"
    r"[A-ZÀ-Þ][\w-]*(?:ish|ench|utch|wiss|elsh|[a-z]an|ese|[a-z]ic|aeli)\s+(?:state\s+|federal\s+)?courts?)\b"
)
_HOME_COURT = re.compile(
    r"(?P<value>(?:competent\s+)?courts?\s+(?:of|in)\s+(?:the|your)\s+(?:country|jurisdiction|place|state)\s+(?:where|in\s+which|of)\b(?:(?!\s(?:have|has|shall|will|may)\b)[^,.;()]){3,60})",
    re.I,
)
_HOME_VENUE = re.compile(
    r"\bvenue\s+(?:is|lies|(?:shall|will)\s+(?:be|lie))\s+(?P<value>where\s+(?:the\s+)?[\w’'-]+\s+(?:is\s+\w+|resides?|lives?))\b",
    re.I,
)
"""`For franchisees in Peru, venue lies where the franchisee is located.`"""
_VENUE = re.compile(
    r"""\b(?i:(?:place|venue|seat)\s+(?:of|for)\s+(?:the\s+)?jurisdiction|venue)\b(?![^.;:]{0,90}?(?i:arbitra))[^.;:]{0,80}?
        \b(?i:is|are|lies|(?:shall|will)\s+(?:be|lie))\s+(?i:exclusively\s+|solely\s+)?(?i:in|at)?\s*(?=[A-Z\[{<_])""",
    re.X,
)
"""`The exclusive place of jurisdiction is Bremen.`, `Venue lies in Reno, Nevada.`"""
_ARBITRAL = re.compile(r"\bArbitra(?:l|tion)\b")
"""`the Rules of the Lima Court of Commercial Arbitration`: a body of arbitration"""
_SMALL_CLAIMS = re.compile(r"\bsmall[-\s]claims?\s*$", re.I)
_LEADING_JOINT = re.compile(r"(?:(?:and/or|and|or|,|/)[\s,]*)+")
_COURT_OR = re.compile(
    r",?\s+(?:or|and)(?:,\s+[^,.;]{2,40},)?\s+(?:in\s+)?(?:a|an|the|any)?\s*(?=(?:[A-Z]\w+\s+)?(?:state|federal|[A-Z]\w+)\s+court|State\s+court|courts?\s)",
    re.I,
)


_BLANK = re.compile(
    r"\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|_{3,}|[●•]|\.{4,}|\bof\s+the\s+(?:State|Commonwealth|Province|Country|Territory)$"
)


def is_blank(value: str) -> bool:
    """True for a value that a template leaves to be filled in: "laws of [State]", "courts of ______"."""
    return _BLANK.search(value) is not None


def place_end(text: str, at: int) -> int:
    """Where the proper name of a place that begins at `at` ends; `at` itself where none begins.

    "San Francisco County, California, and each party" -> "San Francisco County, California".
    """
    word = re.compile(_NAME_WORD)
    opened = re.compile(r"[“\"*]*").match(text, at)
    end = at
    at = opened.end() if opened else at
    while found := word.match(text, at):
        if found[0].casefold().strip(".'’") in _STOP_WORDS:
            break
        end = found.end()
        follow = _AND.match(text, end)
        if follow and (_GENERIC.match(text, follow.end()) or read_place(text, follow.end()) is not None):
            at = follow.end()
            continue
        follow = _CONNECT.match(text, end)
        if not follow:
            break
        at = follow.end()
    return end


_SAID_LAW = re.compile(
    r"\b(?i:governing|applicable)\s+(?i:law)(?:\s+(?i:of|for)\s+[^.;:]{1,60}?)?\s*(?::|\b(?i:is|(?:will|shall)\s+be)\b)\s*(?=[A-Z])"
)
"""`The governing law is England and Wales.`, `Governing law: Peru`"""


def said_laws(text: str) -> list[Range]:
    """Places that a text says to be the governing law, the word "law" left out after them."""
    found: list[Range] = []
    for match in _SAID_LAW.finditer(text) if "law" in text.lower() else ():
        end = place_end(text, match.end())
        if read_place(text, match.end()) is not None and re.match(r"\s*(?:[.;,(]|$)", text[end:]):
            found.append((match.end(), end))
    return found


def laws(text: str) -> list[Range]:
    """Every system of law named: "laws of the State of Ohio", "Peruvian law", "law of your country"."""
    if "law" not in text.lower():
        return []
    found: list[Range] = [match.span("value") for match in _HOME_LAW.finditer(text)]
    for match in _LAW.finditer(text):
        end = place_end(text, match.end())
        if end > match.end():
            found.append((match.start("value"), _law_end(text, end)))
    for match in _NAMED_LAW.finditer(text):
        place = read_place(match["name"])
        if re.fullmatch(_NATIONALITY, match["name"]) or (place is not None and place.end == len(match["name"])):
            found.append(match.span("value"))
    found += [match.span("value") for match in _FEDERAL_LAW.finditer(text)]
    return _apart(found)


def _law_end(text: str, end: int) -> int:
    """Takes in "and the laws of Canada applicable therein"."""
    while more := _LAW_MORE.match(text, end):
        further = place_end(text, more.end())
        if further == more.end():
            break
        end = further
    therein = _THEREIN.match(text, end)
    return therein.end() if therein else end


def may_name_court(lower: str) -> bool:
    """A cheap look at a text in lower case: False where `courts` would find nothing."""
    return (
        "venue" in lower
        or "of jurisdiction" in lower
        or "cour" in lower
        or "tribuna" in lower
        or "gericht" in lower
        or "juridiction" in lower
    )


def courts(text: str) -> list[Range]:
    """Every court named by place or nationality, "or" and "and" alternatives joined into one range."""
    if not may_name_court(text.lower()):
        return []
    found: list[Range] = [match.span("value") for match in _HOME_COURT.finditer(text)]
    for match in _COURTS.finditer(text):
        end = place_end(text, match.end())
        if end > match.end() and not _SMALL_CLAIMS.search(text, 0, match.start("value")):
            joint = _LEADING_JOINT.match(text, match.start("value"))
            found.append((joint.end() if joint else match.start("value"), end))
    for match in _NAMED_COURT.finditer(text) if "Court" in text else ():
        end = place_end(text, match.end()) if match["more"] else match.end()
        if _PLACELESS.fullmatch(match["value"].strip()) and end == match.end():
            continue
        found.append(
            (match.start("value"), end if end > match.end() else match.end("value") - len(match["more"] or ""))
        )
    found += [match.span("value") for match in _NATIONAL_COURTS.finditer(text)]
    venues = ((match.end(), place_end(text, match.end())) for match in _VENUE.finditer(text))
    found += [(start, end) for start, end in venues if end > start]
    found += [match.span("value") for match in _HOME_VENUE.finditer(text)]
    found = [each for each in found if not _ARBITRAL.search(text, *each)]
    return _joined(text, _apart(found))


def _joined(text: str, ranges: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in ranges:
        between = _COURT_OR.match(text, joined[-1][1]) if joined else None
        if between and 0 <= start - between.end() <= 12 and joined:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _apart(ranges: list[Range]) -> list[Range]:
    """In order; of overlapping ranges the one that starts first, then the longest, stands."""
    kept: list[Range] = []
    for start, end in sorted(ranges, key=lambda each: (each[0], -each[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
