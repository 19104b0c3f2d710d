"""Whether a subject and its modal verb make a statement: they stand in a main clause, and an act follows.

None are: "if you may …", "the rights that you may have", "the tools you can use", "notice to you will …", "who you may
meet", "API Clients may" (a longer name), "You will receive an invoice" (the future), "You are not eligible" (a state).
"""

from __future__ import annotations

import re

# what a verb of no will tells: the future, a state, a release
_NOT_AN_ACT = re.compile(
    r"\s*(?:not\s+)?(?:(?:then|also|automatically|still)\s+)?(?:be\s+(?:able|deemed|liable|responsible|subject|available|bound|charged|billed|notified|considered|"
    r"(?:reasonably\s+)?expected|eligible|exposed|given|asked|redirected|prompted|effective|sent|found|shown|unable|entitled|required|obligated|obliged|treated|exempt|"
    r"licensed\s+to|granted|presented|transferred|"
    r"the\b|an?\b|in\b)|continue\s+(?:owning|to\s+(?:own|be|have|apply)|in\b)|receive|encounter|experience|lose|see\b|find|wait\b|become|incur|have\s+(?:no|any)\b|apply\b|mean\b|constitute|limit\b|affect)",
    re.IGNORECASE,
)
_NO_PROMISE = re.compile(r"\s*(?:\w+ly\s+)?(?:guarantee|promise|warrant|ensure|assure|control)\b", re.IGNORECASE)
"""`We cannot guarantee that …`: no prohibition"""
_TITLE = re.compile(r"\s*\w+\)")
"""`7 (Things You Cannot Do), 8 (Fees)`: a heading in brackets"""
_OF_IT = re.compile(r"(?:has|have|needs?)\s+to\b")
_JOINS = frozenset({"and", "or", "but", "then", "so", "because", "where", "when", "case", "unless", "also", "which"})
"""Words that may stand before the subject of "you have to pay". After a noun it is a relative clause: "the options you
have to pay"."""
_HAVE = re.compile(r"\s*(?:have|wish|need|owe|choose\s+from)\b", re.IGNORECASE)
_IN_WORD = re.compile(r"[\w'-]")
_DETERMINERS = frozenset("the such any each every all a an our your their its other both multiple only".split())
_BARE = re.compile(r"[\w’']+")
_OBJECT = frozenset(
    "to for with by of from between than on about through via against under into without regarding towards".split()
)
_CONDITION = frozenset(
    "if unless whether how why while although though before whenever wherever until hope think which who whom "
    "whose what".split()
)
_RELATIVE = frozenset("that as where when so because".split())
"""After these "you may …" and "you are required to …" tell no more than a circumstance."""
_SAYING = re.compile(
    r"\b(?:agree|acknowledge|understand|accept|confirm|represent|warrant|covenant|undertake|provided|provide|state|ensure|"
    r"and|or|but)s?(?:\s+(?:and\s+\w+s?\s+)?that|,\s+that)\s+(?:the\s+|each\s+|such\s+)?\Z",
    re.IGNORECASE,
)
"""`You agree that we may …`: the statement is what is agreed."""
_VOUCHING = re.compile(r"represent|warrant|confirm|state|covenant")
_IS = re.compile(r"\b(?:is|are|has|have)\b")
"""`You warrant that you are authorised to …`: no right"""
_STATES = frozenset("agree agrees acknowledge acknowledges understand understands means ensure confirm".split())
"""After these a "that" is left out: "you agree we may …"."""
_PRONOUNS = frozenset({"you", "we", "us"})
_CLAUSE = re.compile(r"[.;:!?,()–—•\n\u2028]")
_LEADERS = frozenset(
    "in under to for if after when where with at during by upon on from unless once as absent until within before "
    "except without notwithstanding subject following prior should because since given despite pursuant via "
    "throughout whenever depending through regardless and or but then".split()
)
"""Words that begin what stands before a main clause without a comma: "In some cases you may …"."""
_ADVERBS = frozenset(
    "instead however otherwise thereafter moreover furthermore remember note thus hence further later now today "
    "sometimes often therefore nevertheless nonetheless afterwards here again".split()
)
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_REACH, _NEAR = 200, 40
_ALLOWED = re.compile(r"\b(?:permitted|allowed|authori[sz]ed|entitled|prohibited)\b", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"\b(?:responsible|liable|required|obliged|obligated)\b", re.IGNORECASE)


def is_statement(text: str, low: str, found: re.Match[str]) -> bool:
    """Whether `found` in `low`, the small letters of `text`, is a statement. Its groups: the subject, and one of right,
    prohibition, obligation for the verb."""
    start, end = found.span()
    if start and _IN_WORD.match(low, start - 1):
        return False  # inside a word
    word, beside = _before(low, start)
    granted = found["right"] or _RESPONSIBLE.search(found.group()) or _ALLOWED.search(found.group())
    if word in _OBJECT or word in _CONDITION:
        return False
    if word in _RELATIVE and granted:
        saying = _SAYING.search(low, max(0, start - 60), start)
        vouched = saying is not None and _VOUCHING.match(saying.group()) and _IS.search(found.group())
        if saying is None or (vouched and not found["obligation"]):
            return False
    if _TITLE.match(low, end) and low.rfind("(", 0, start) > low.rfind(")", 0, start):
        return False
    if word and _joined(text, found, word, beside):
        return False
    if found["prohibition"] and "n" in found["prohibition"] and _NO_PROMISE.match(low, end):
        return "can" not in found["prohibition"]
    if _RESPONSIBLE.search(found.group()):
        return True
    return _NOT_AN_ACT.match(low, end) is None and not (found["right"] and _HAVE.match(low, end))


def _before(low: str, start: int) -> tuple[str, bool]:
    """The word before a subject and its articles, "" where a sign stands there, and whether it is right beside it."""
    words = low[max(0, start - _NEAR) : start]
    if not words[-1:].isspace():
        return "", False
    row = words.split()
    count = len(row)
    while row and row[-1] in _DETERMINERS:
        row.pop()
    word = row[-1] if row and _BARE.fullmatch(row[-1]) else ""
    return word, len(row) == count


def _joined(text: str, found: re.Match[str], word: str, beside: bool) -> bool:
    """Whether the word before the subject makes it part of a relative clause ("the tools you can use") or of a longer
    name ("API Clients"); `beside`: no article stands between."""
    start, subject = found.start(), found["subject"]
    if _OF_IT.search(found.group()) and word not in _JOINS:
        return True
    if not beside:
        return False
    pronoun = subject in _PRONOUNS
    if pronoun and (word in _JOINS or word in _STATES or word in _RELATIVE or word.endswith("ly")):
        return False
    printed = text[max(0, start - _NEAR) : start].split()[-1]
    if not pronoun and not printed[0].isupper():
        return False
    clause = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    first = _LETTERS.search(clause)
    if not pronoun:
        acronym = len(printed) > 1 and printed.isupper()
        alone = first is None or clause.strip() == printed
        return (not alone or acronym) and not text[start : start + 4].isupper()
    opening = first.group().lower() if first is not None else ""
    return first is not None and opening not in _LEADERS and opening not in _ADVERBS
