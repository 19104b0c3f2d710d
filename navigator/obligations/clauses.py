"""Whether a subject and its modal verb make a statement: they stand in a main clause, and an act follows.

None are: "if you may …", "the rights that you may have", "the tools you can use", "notice to you will …", "who you may
meet", "API Clients may" (a longer name), "You will receive an invoice" (the future), "You are not eligible" (a state).
"""

from __future__ import annotations

import re

# what a verb of no will tells: the future, a state, a release
_NOT_AN_ACT = re.compile(
    r"\s*(?:not\s+)?(?:be\s+(?:able|deemed|liable|responsible|subject|available|bound|charged|billed|notified|considered|"
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
_WORD_BEFORE = re.compile(
    r"([\w’']+)\s+(?:(?:the|such|any|each|every|all|an?|our|your|their|its|other|both|multiple|only)\s+)*\Z",
    re.IGNORECASE,
)
_OBJECT = frozenset(
    "to for with by of from between than on about through via against under into without regarding towards".split()
)
_CONDITION = frozenset(
    "if unless whether how why while although though before whenever wherever until hope think".split()
)
_RELATIVE = frozenset("that which as where when what who whom whose so because".split())
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
_REACH = 200
_ALLOWED = re.compile(r"\b(?:permitted|allowed|authori[sz]ed|entitled|prohibited)\b", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"\b(?:responsible|liable|required|obliged|obligated)\b", re.IGNORECASE)


def is_statement(text: str, low: str, found: re.Match[str]) -> bool:
    """Whether `found` in `low`, the small letters of `text`, is a statement. Its groups: the subject, and one of right,
    prohibition, obligation for the verb."""
    start, end = found.span()
    if start and _IN_WORD.match(low, start - 1):
        return False  # inside a word
    before = _WORD_BEFORE.search(low, max(0, start - 40), start)
    word = before[1] if before else ""
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
    if word and _joined(text, found, word):
        return False
    if found["prohibition"] and "n" in found["prohibition"] and _NO_PROMISE.match(low, end):
        return "can" not in found["prohibition"]
    if _RESPONSIBLE.search(found.group()):
        return True
    return _NOT_AN_ACT.match(low, end) is None and not (found["right"] and _HAVE.match(low, end))


def _joined(text: str, found: re.Match[str], word: str) -> bool:
    """Whether the word right before the subject makes it part of a relative clause ("the tools you can use") or of a
    longer name ("API Clients")."""
    start = found.start()
    if not text[start - 1].isspace():
        return False
    if _OF_IT.search(found.group()) and word not in _JOINS:
        return True
    last = _LETTERS.findall(text, max(0, start - _REACH), start)
    between = text[:start].rstrip()[-1:]
    if not last or not between.isalpha() or last[-1].lower() != word:
        return False
    clause = max((mark.end() for mark in _CLAUSE.finditer(text, max(0, start - _REACH), start)), default=0)
    first = _LETTERS.search(text, max(clause, start - _REACH), start)
    if found["subject"] not in _PRONOUNS:
        alone = first is None or first.group() == last[-1]
        acronym = len(last[-1]) > 1 and last[-1].isupper()
        return last[-1][0].isupper() and (not alone or acronym) and not text[start : start + 4].isupper()
    if word in _JOINS or word in _STATES or word in _RELATIVE or word.endswith("ly") or first is None:
        return False
    opening = first.group().lower()
    return opening not in _LEADERS and opening not in _ADVERBS
