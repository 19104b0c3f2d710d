"""Telling a heading from a sentence by its words."""

from __future__ import annotations

import re

# "부칙", "附則": the supplementary provisions that close Korean, Japanese and Chinese terms
SUPPLEMENT = re.compile(r"부\s?칙|附\s?(?:則|则)")
_ASKED = r"^(?!(?:What|How|When|Where|Who|Why|Which)\b).*\b"  # "How we may change the terms" is a title
# "You pay in advance", "Fees are due in advance"
_SENTENCE = re.compile(
    r"^(?:You|We|It|They|Each|Either|There|This|These)\b|"
    rf"{_ASKED}(?:shall|will|must|is|are|was|were|cannot|agrees?|has|have)\b"
)
# "Things you should know", "Members may cancel"
_MODAL = re.compile(rf"{_ASKED}(?:may|can|do|does|should|means?)\b")
MAX_WORDS = 16
"""The longest heading known to us has 14 words; a sentence is rarely shorter than that without a full stop."""

_SMALL = frozenset(
    "a an the and or nor but of to in on at by for with from as per via vs into under over your our its their "
    "this that these those it if so not no is are be"
    " de la le les du des et à au aux en sur par pour un une der die das und von zu zur zum im in mit für el los "
    "las y o e il i"
    " gli dei del della delle dello degli al alla allo alle con su sul nel nella ed e van het een en op voor met aan"
    " bij tot uit über unter bei nach vor auf aus dem den des einer eines als da do das dos em com para por no na ao"
    " aos sobre dans avec för och av på med till om w z na do o i oraz dla ze".split()
)
CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_TITLE = re.compile(r"[；：，、;]$|[\uac00-\ud7af](?:다|요)\.?$")  # "하여야 합니다": a sentence
_WORD = re.compile(r"(?<!\w)(?<!\w[’'])[^\W\d_][\w’'&./()-]*")
_RUN_IN_END = re.compile(r"[.:](?=\s|$)|\.(?=[\u2028])|\s[–—-]\s")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|no|nos|vs|inc|ltd|co|art|sec|mr|ms|st|u\.s|u\.k|[A-Z])\.?)$", re.IGNORECASE
)


def reads_as_sentence(text: str, *, modal: bool) -> bool:
    """Whether the words of a short line make a sentence and no title; `modal`: also where one of "may", "can",
    "should", "do" or "means" alone says so, which titles have too."""
    return _SENTENCE.search(text) is not None or (modal and _MODAL.search(text) is not None)


def looks_like_title(text: str, *, strict: bool = True) -> bool:
    """Whether words read as a title: "Provision of the Services", "LIMITATION OF LIABILITY". `strict`: every word that
    is not a small word begins with a capital; otherwise only the first must, as in French or German or sentence case.
    """
    if "。" in text or _NO_TITLE.search(text) or (len(text) > 30 and CASELESS.search(text)):
        return False  # scripts without capitals: a heading is short and has no full stop
    found = _WORD.findall(text)
    if not found or len(found) > MAX_WORDS or "“" in text[:1] or '"' in text[:1]:
        return False
    if not (found[0][0].isupper() or not found[0][0].islower()):
        return False
    if not strict:
        return True
    big = [word for word in found if word.lower() not in _SMALL]
    capital = sum(1 for word in big if not word[0].islower())
    return bool(big) and capital == len(big)


def run_in_end(text: str, start: int = 0) -> tuple[int, int] | None:
    """Where a run-in heading that begins at `start` could end: (end of its words, start of the text after it).

    'Provision of the Services.  We will …' -> the first full stop, colon or dash that is followed by space or the end,
    abbreviations passed over. None where there is none within reach.
    """
    for found in _RUN_IN_END.finditer(text, start):
        head = text[start : found.start()]
        if len(head.split()) > MAX_WORDS:
            return None
        if found.group() == "." and _ABBREVIATION.search(head):
            continue
        end = found.end()
        while end < len(text) and (text[end].isspace() or text[end] in "–—"):
            end += 1
        return found.start(), end
    return None
