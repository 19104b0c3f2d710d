"""Where arbitration sits, under whose rules, and in which currency fees are payable."""

from __future__ import annotations

import re

from navigator.jurisdiction.values import Range, place_end

_SEAT = re.compile(
    r"""\b(?:
        (?:the|its)\s+(?:legal\s+)?seat\s+(?:is|(?:shall|will)\s+be)
      | (?:seat|place|venue|location|situs)(?:,?\s+or\s+(?:the\s+)?legal\s+(?:place|seat),?|,?\s+and\s+(?:venue|place))?
        \s+of\s+(?:the\s+|any\s+)?(?:arbitration|arbitral\s+proceedings)\s+(?:will|shall|is|must)(?:\s+be)?
      | arbitrat(?:ion|or)[^.;]{0,80}?\s(?:(?:will|shall|must|to)\s+(?:take\s+place|occur|be\s+(?:held|conducted
      |seated|initiated|located))|takes\s+place|occurs|seated)
        (?:\s+in\s+the\s+\w+\s+language|\s+exclusively|\s+by\s+a\s+sole\s+arbitrator)?
      | (?:agree[ds]?|resolved|settled|determined|decided|submitted|referred|subject)\b[^.;]{0,80}?\barbitration
        (?:\s+to\s+be)?(?:\s+(?:held|conducted|seated))?(?=\s+in\s)
    )\s+(?:in\s+)?(?:the\s+)?""",
    re.I | re.X,
)
_HOME_SEAT = re.compile(
    r"(?:county|city|state|country|province|place)\s+(?:(?:where|in\s+which)\s+you\s+(?:reside|live|are\s+\w+)|of\s+your\s+\w+)",
    re.I,
)
_SEAT_LEAD = re.compile(
    r"(?:arbitrat|proceedings)[^.;]*\b(?:take\s+place|be\s+(?:held|conducted|seated|located))\b[^.;]*\bin\s*:?\s*$"
    r"|seat[^.;]*\bof\b[^.;]*arbitrat[^.;]*\b(?:be|is)\s*:?\s*$",
    re.I,
)
_RULES = re.compile(
    r"""\b(?:under|pursuant\s+to|in\s+accordance\s+with|according\s+to|by|with|apply)\s+(?:the\s+|its\s+|their\s+)?(?:(?:then[-\s])?(?:current|prevailing|applicable)\s+)?
        (?P<value>(?:(?!Section|Clause|Article|This|These)[A-Z][\w’'.&-]*,?\s+|(?:of|for|and)\s+(?:the\s+)?|&\s+|\([A-Z]+\)\s+){0,9}?
        Rules(?:\s+(?:and|&)\s+Procedures)?(?:\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'.&-]*(?:\s+(?:of|for|and|the|on)\s+(?:the\s+)?(?=[A-Z]))?\s*)+)?)""",
    re.X,
)
_BODY = re.compile(
    r"\b(?:(?:administered|conducted|arbitrated)\s+by|arbitrat\w+[^.;]{0,60}?\s(?:through|before))\s+(?:the\s+)?(?P<value>(?:[A-Z][\w’'.&-]*(?:,?\s+(?:(?:of|for|and)\s+(?:the\s+)?)?(?=[A-Z(]))?)+(?:\(?“?[A-Z]{2,8}”?\)?)?)"
)
_MONEY = (
    r"(?:(?:United\s+States|U\.?S\.?|Australian|Canadian|Singapore|New\s+Zealand|Hong\s+Kong)\s+[Dd]ollars?|USD|US\$|[Ee]uros?|EUR|GBP|"
    r"(?:British\s+)?[Pp]ounds?\s+[Ss]terling|(?:Japanese\s+)?[Yy]en|JPY|Brazilian\s+[Rr]ea(?:is|l)|BRL|Swiss\s+[Ff]rancs?|CHF|Indian\s+[Rr]upees?|INR|"
    r"(?:Chinese\s+)?[Rr]enminbi|CNY|RMB|AUD|CAD|SGD|Swedish\s+[Kk]ron(?:or|a)|SEK|Norwegian\s+[Kk]roner|NOK|Danish\s+[Kk]roner|DKK|Mexican\s+[Pp]esos?|MXN)"
)
_CURRENCY = re.compile(
    rf"\b(?i:fees?|charges?|amounts?|payments?|prices?|invoices?|sums?)\b[^.;]{{0,140}}?\b(?i:payable|paid|pay|made|quoted|stated|invoiced|billed|denominated|due|expressed|are|be|is)\b"
    rf"[^.;]{{0,60}}?\bin\s+(?:the\s+)?(?P<value>{_MONEY})(?![\w])"
    rf"|\b(?i:you|[a-z]+s)\b[^.;]{{0,80}}?\b(?i:pay|pays|(?:is|are|will\s+be)\s+(?:billed|charged|invoiced))\s+in\s+(?P<whose>{_MONEY})(?![\w])"
    rf"|\b(?i:they|it)\s+(?i:is|are|will\s+be)\s+(?i:payable|paid|invoiced|billed|charged)\s+in\s+(?P<they>{_MONEY})(?![\w])"
    rf"|\b(?i:pay|payable|invoiced?|billed?|charged?)\b[^.;]{{0,60}}?\b(?i:fees?|charges?|amounts?|invoices?|sums?)\b[^.;]{{0,40}}?\bin\s+(?:the\s+)?(?P<other>{_MONEY})(?![\w])"
)


_MONEY_LOOK = re.compile(rf"in\s+(?:the\s+)?{_MONEY}")
"""What every match of _CURRENCY holds: "in euros". It is looked for first because it is found much sooner."""


_LANGUAGE_NAME = (
    r"(?:English|French|German|Spanish|Portuguese|Italian|Dutch|Swedish|Danish|Norwegian|Finnish|Polish|Czech|Turkish|Greek|"
    r"Russian|Ukrainian|Arabic|Hebrew|Hindi|Chinese|Mandarin|Japanese|Korean|Thai|Vietnamese|Indonesian|Malay)"
)
_LANGUAGE = re.compile(
    rf"""(?:\blanguage\s+of\s+(?:the\s+|any\s+|such\s+)?(?:arbitration|arbitral\s+proceedings|proceedings)(?:\s+proceedings?)?\s+
            (?:is|will\s+be|shall\s+be|must\s+be)\s+(?:in\s+)?
        |\barbitrat[^.]{{0,240}}?\b(?:the|its)\s+language\s+(?:is|(?:will|shall)\s+be)\s+
        |\b(?:arbitrations?|proceedings|hearings?)\b[^.;]{{0,160}}?\s(?:conducted|held|take\s+place)\s+(?:\w+\s+)?in\s+
        |\barbitrat[^.;]{{0,160}}?\bin\s+(?=the\s+\w+\s+language))
        (?:the\s+)?(?P<value>{_LANGUAGE_NAME}(?:(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:in\s+)?{_LANGUAGE_NAME})*)(?!\s+(?:law|courts?)\b)""",
    re.X,
)
_ADDRESS = (
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?=[^;\n]{12,220}?\d)[A-Z0-9][^;\n]{12,220}?(?=\.?\s*$|\.\s+[A-Z]\w*\s+[a-z]|;|,?\s+(?:or|and|with\s+a\s+copy)\s+(?:by|to|at)\b))"
)
_NOTICE = re.compile(
    rf"""(?:\b(?:send|address|deliver|give|mail|e-?mail)\s[^.;]{{0,40}}?\bnotices?\b[^.;]{{0,80}}?\b(?:to|at)\s*:?\s*(?=\S+@)
       |\b(?i:notices?)\b(?!\s+(?i:of\s+(?:(?:your|an?|any|the)\s+)?(?:claim|dispute|decision|infring\w+)))[^.;]{{0,120}}?
        \b(?:sent|send|addressed|delivered|mailed|e-?mailed|given|made|provided|goe?s?)\b[^.;:]{{0,60}}?\b(?:to|at)\s*:?\s*
        (?:(?:us|our)\s+(?:at|by\s+e-?mail\s+(?:to|at))\s*:?\s*)?(?:the\s+following\s+address:?\s*)?)(?P<value>{_ADDRESS})""",
    re.X,
)
_NO_NOTICE = re.compile(
    r"\bopt[-\s]?out|\binfring\w+|\bcopyright|\btakedown|\bcounter|\barbitrat\w+|\bwithdraw\w*|\bnotices?\s+to\s+(?:you|customer)\b",
    re.I,
)


def languages(text: str) -> list[Range]:
    """The language of the arbitration: "The language of the arbitration is English"."""
    if "rbitra" not in text and "roceedings" not in text:
        return []
    return [match.span("value") for match in _LANGUAGE.finditer(text)]


def notice_addresses(text: str) -> list[Range]:
    """Where notices reach the other party, by post or mail: "Notices to us must be sent to legal@lantern.example"."""
    if "otice" not in text or _NO_NOTICE.search(text):
        return []
    return [match.span("value") for match in _NOTICE.finditer(text)]


def may_state_currency(text: str) -> bool:
    """A cheap look: False where `currencies` would find nothing."""
    return _MONEY_LOOK.search(text) is not None


def seats(text: str) -> list[Range]:
    """Every seat that a sentence about arbitration names."""
    if "rbitra" not in text:
        return []
    found = []
    for match in _SEAT.finditer(text):
        home = _HOME_SEAT.match(text, match.end())
        end = home.end() if home else place_end(text, match.end())
        if end > match.end() and not re.fullmatch(_LANGUAGE_NAME, text[match.end() : end]):
            found.append((match.end(), end))
    return found


def asks_for_seat(lead: str) -> bool:
    """True for the words before a list of seats: "Any arbitration will take place in"."""
    return bool(lead) and _SEAT_LEAD.search(lead) is not None


def rules(text: str) -> list[Range]:
    """The arbitration rules, or the body that administers where the sentence names no rules."""
    if "rbitra" not in text:
        return []
    found = [
        match.span("value")
        for match in _RULES.finditer(text)
        if match["value"].strip() not in ("Rules", "Arbitration Rules", "Rules and Procedures")
    ]
    return [_trimmed(text, each) for each in found or [match.span("value") for match in _BODY.finditer(text)]]


def currencies(text: str) -> list[Range]:
    """The currency in which fees are payable."""
    if not may_state_currency(text):
        return []
    return [
        match.span(next(name for name in ("value", "whose", "they", "other") if match[name]))
        for match in _CURRENCY.finditer(text)
    ]


def _trimmed(text: str, found: Range) -> Range:
    words = re.sub(r"\s*\([^)]*$", "", text[found[0] : found[1]])
    return found[0], found[0] + len(words.rstrip(" ,.(“\n"))
