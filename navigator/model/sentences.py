"""Which full stops end a sentence: not those of abbreviations ("Widget Inc. may …", "z. B. Waren") nor of ordinal
dates ("zum 31. Dezember"). Each stage has its own pattern for where a sentence may end; what it finds is asked here."""

from __future__ import annotations

import re

from navigator.model.dates import MONTH_NAMES

# Abbreviations after which a capital goes on with the sentence, whatever word it begins
_NEVER = frozenset(
    "mr mrs ms messrs dr prof hon vs e.g i.e viz bzw vgl ggf inkl zzgl ziff lit abs sog gem mme mlle".split()
)
# Those that end a sentence too: they do where the next word often begins one ("by Widget Inc. You may …")
_PERHAPS = frozenset(
    "inc ltd corp co bros etc cf al civ cal art arts sec para paras nr nos no núm n ed eds vol st jr sr sra srta dept "
    "rev approx ext tel str ca usw gmbh pty pte llc plc jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)*[^\W\d_]")  # "U.S", "S.p.A", "B": initials and single letters
_LETTER_BEFORE = re.compile(r"\W?[a-zäöü]\.")
# What an ordinal number counts in German: "am 3. Werktag", "zum 1. Quartal"
_COUNTED = ("werktag", "kalendertag", "bankarbeitstag", "tag", "monat", "quartal", "kalenderjahr", "halbjahr", "jahr")
_BEGINNERS = frozenset(
    "the this these those that you your we our us if in for any all each every either neither when where upon no it "
    "its such unless except to by as a an at on from with without and but however please they there customer client "
    "supplier provider licensee licensor user users section sections clause article subject both nothing he she his "
    "her their what who how do is "
    "der die das ein eine sie wir er es ihr bei im für wenn soweit sofern dies diese dem den des auf mit nach "
    "le la les l un une vous nous il elle ils elles si en ce cette ces toute tout pour sauf "
    "el los las una usted este esta estos para por cuando con se lo o os".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 16


def ends_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the mark at `stop` ends a sentence; `after` is where the words behind it begin."""
    if text[stop] != ".":
        return True
    left = text[max(0, stop - _LONGEST) : stop].split()
    word = re.split("[’'(“\"„«‘\\[]", left[-1])[-1] if left else ""
    low = word.lower()
    if low in _NEVER:
        return False
    if word.isdecimal():
        return len(word) > 2 or not _is_counted(text, after)
    if low not in _PERHAPS and _DOTTED.fullmatch(word) is None:
        return True
    following = _WORD.match(text, after)
    inner = len(left) > 1 and _LETTER_BEFORE.fullmatch(left[-2]) is not None
    if following is None or (len(word) == 1 and (word.islower() or inner)):
        return False  # Widget Inc. (“Widget”), z. B. Ihr Name
    return following.group().lower() in _BEGINNERS


def _is_counted(text: str, after: int) -> bool:
    """Whether a month, or a word that German counts with ordinal numbers, stands there."""
    following = _WORD.match(text, after)
    if following is None:
        return False
    low = following.group().lower()
    return low in MONTH_NAMES or low.startswith(_COUNTED)
