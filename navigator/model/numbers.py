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
SPELLED = rf"(?:an? (?=hundred|thousand|million))?{_NUMBER}(?:(?:-(?:and-)?|,? (?:and )?){_NUMBER}){{0,14}}"
"""Matches a number in words; use it with `re.IGNORECASE`."""


_FOREIGN = {
    "de": (
        "1 ein eine einem einen einer eines 2 zwei 3 drei 4 vier 5 fünf 6 sechs 7 sieben 8 acht 9 neun 10 "
        "zehn 12 zwölf 14 vierzehn 15 fünfzehn 18 achtzehn 20 zwanzig 21 einundzwanzig 24 vierundzwanzig 30 "
        "dreißig dreissig 36 sechsunddreißig 45 fünfundvierzig 48 achtundvierzig 60 sechzig 90 neunzig 120 "
        "hundertzwanzig"
    ),
    "fr": (
        "1 un une 2 deux 3 trois 4 quatre 5 cinq 6 six 7 sept 8 huit 9 neuf 10 dix 12 douze 14 quatorze 15 "
        "quinze 18 dix-huit 20 vingt 21 vingt-et-un 24 vingt-quatre 30 trente 36 trente-six 45 quarante-cinq "
        "48 quarante-huit 60 soixante 90 quatre-vingt-dix 120 cent-vingt"
    ),
    "es": (
        "1 un una 2 dos 3 tres 4 cuatro 5 cinco 6 seis 7 siete 8 ocho 9 nueve 10 diez 12 doce 14 catorce 15 "
        "quince 18 dieciocho 20 veinte 21 veintiún 24 veinticuatro 30 treinta 60 sesenta 90 noventa"
    ),
    "it": (
        "1 un uno una 2 due 3 tre 4 quattro 5 cinque 6 sei 7 sette 8 otto 9 nove 10 dieci 12 dodici 14 "
        "quattordici 15 quindici 18 diciotto 20 venti 21 ventuno 24 ventiquattro 30 trenta 36 trentasei 45 "
        "quarantacinque 48 quarantotto 60 sessanta 90 novanta 120 centoventi"
    ),
    "nl": (
        "1 een één 2 twee 3 drie 4 vier 5 vijf 6 zes 7 zeven 8 acht 9 negen 10 tien 12 twaalf 14 veertien 15 "
        "vijftien 18 achttien 20 twintig 21 eenentwintig 24 vierentwintig 30 dertig 36 zesendertig 48 "
        "achtenveertig 60 zestig 90 negentig"
    ),
    "pt": (
        "1 um uma 2 dois duas 3 três 4 quatro 5 cinco 6 seis 7 sete 8 oito 9 nove 10 dez 12 doze 14 catorze "
        "quatorze 15 quinze 18 dezoito 20 vinte 24 vinte-e-quatro 30 trinta 60 sessenta 90 noventa"
    ),
}


def foreign_numbers(language: str) -> dict[str, int]:
    """The number words of a language other than English that durations are written with: {'dreißig': 30, …}."""
    found: dict[str, int] = {}
    value = 0
    for word in _FOREIGN.get(language[:2], "").split():
        if word.isdigit():
            value = int(word)
        else:
            found[word] = value
    return found


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
