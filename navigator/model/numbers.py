"""Numbers in English words, as agreements write them before the figure ("two hundred and fifty thousand"), and in
Chinese signs."""

from __future__ import annotations

import re

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {word: value for value, word in enumerate(_ONES.split(), 1)} | {
    word: value * 10 for value, word in enumerate(_TENS.split(), 2)
}
"""Number words below a hundred and what they say."""
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_UNIT = rf"(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
_NUMBER = rf"(?:{_UNIT}|hundred|{'|'.join(_SCALES)})"
SPELLED = rf"(?:an? (?=hundred|thousand|million))?{_NUMBER}(?:(?:-|,? (?:and )?){_NUMBER}){{0,14}}"
"""Matches a number in words; use it with `re.IGNORECASE`."""


def spelled_value(words: str) -> int:
    """'two hundred and fifty' -> 250, 'twenty-one' -> 21, 'one million two hundred thousand' -> 1200000; any case."""
    total = group = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0
        else:
            group += NUMBER_WORDS.get(word, 0)
    return total + group


def east_asian_number(text: str) -> str:
    """'二十一' -> '21', '百二' -> '102', '３' -> '3'; what is no number in such signs stays as it is."""
    if not text or not set(text) <= set("〇一二三四五六七八九十百"):
        return text.translate(_WIDE_DIGITS)
    digits = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
    total = ones = 0
    for sign in text:
        if sign in digits:
            ones = ones * 10 + digits[sign]
        else:
            total += (ones or 1) * (100 if sign == "百" else 10)
            ones = 0
    return str(total + ones)


_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
