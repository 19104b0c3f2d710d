"""The language of a text, from its most frequent little words; enough to choose stemming and word lists."""

from __future__ import annotations

import re
from collections import Counter

_LITTLE_WORDS = {
    "en": "the of and to or in any for by you your is this that will not are with as be",
    "fr": "le la les de des du et à en que vous est un une pour dans sur par ne pas au aux",
    "de": "der die das und in zu den von mit für nicht oder wir sie ist ein eine auf im dem des",
    "es": "el la los las de y que en un una por para con no su se del al es o usted",
    "pt": "o a os as de e que em um uma por para com não seu se do da no na você",
    "it": "il lo la i gli le di e che in un una per con non del della si è o nel",
    "nl": "de het een en van in te dat op voor met niet of zijn wij u is aan door onze",
}
_SETS = {code: frozenset(row.split()) for code, row in _LITTLE_WORDS.items()}
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_HEBREW = re.compile(r"[\u0590-\u05ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SCRIPTS = ((_KANA, "ja"), (_HANGUL, "ko"), (_ARABIC, "ar"), (_HEBREW, "he"), (_CYRILLIC, "ru"), (_HAN, "zh"))
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
_BEYOND_LATIN = re.compile(r"[\u0400-\u06ff\u3040-\ud7af]+")
_SAMPLES, _LENGTH = 5, 2_000
"""How many stretches of a text are looked at, spread over all of it, and how many characters of each."""


def guess_language(text: str) -> str:
    """ISO 639-1 code; "en" where nothing speaks against it."""
    sample = _sample(text)
    foreign = "".join(_BEYOND_LATIN.findall(sample))
    letters = len("".join(_LETTERS.findall(sample))) if foreign else 0
    for pattern, code in _SCRIPTS if foreign else ():
        if len(pattern.findall(foreign)) > letters * (0.05 if code == "ja" else 0.3):
            return code
    counts = Counter(_LATIN.findall(sample.lower()))
    scores = {code: sum(counts[word] for word in known) for code, known in _SETS.items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] else "en"


def _sample(text: str) -> str:
    """Stretches of a text at even distances; a short text as a whole."""
    if len(text) <= _SAMPLES * _LENGTH:
        return text
    gap = (len(text) - _LENGTH) // (_SAMPLES - 1)
    return " ".join(text[at : at + _LENGTH] for at in range(0, gap * _SAMPLES, gap))


def settle_language(declared: str | None, text: str) -> str:
    """The language of a text whose source declares one. Pages and templates often declare English by default, so words
    of a language that `guess_language` knows have the last say; for others the declaration stands."""
    guess = guess_language(text)
    code = (declared or "").strip().replace("_", "-").split("-")[0].lower()
    if guess != "en" or not (len(code) == 2 and code.isalpha()) or code in _SETS:
        return guess
    return code
