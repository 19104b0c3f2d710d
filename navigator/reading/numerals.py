"""Numbers as lists print them: 4 -> "4", "d", "D", "iv", "IV", "Fourth", …; for web pages and office files."""

from __future__ import annotations

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_KANJI = "〇一二三四五六七八九"
_LARGEST = 100_000


def roman(value: int) -> str:
    """4 -> "iv"; values that roman numbers do not reach come as digits."""
    if not 0 < value < 4000:
        return str(value)
    found = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        found.append(letters * count)
    return "".join(found)


def letters(value: int) -> str:
    """1 -> "a", 26 -> "z", 27 -> "aa" as browsers count (Word counts "bb" after "aa": see `word_letters`)."""
    if not 0 < value < _LARGEST:
        return str(value)
    found = ""
    while value > 0:
        value, rest = divmod(value - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def word_letters(value: int) -> str:
    """1 -> "a", 27 -> "aa", 28 -> "bb", as Word and OpenDocument count."""
    if not 0 < value < _LARGEST // 26:
        return str(value)
    repeats, rest = divmod(value - 1, 26)
    return chr(ord("a") + rest) * (repeats + 1)


def cardinal(value: int) -> str:
    """21 -> "twenty-one"; digits from 100 on."""
    if not 0 <= value < 100:
        return str(value)
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def ordinal(value: int) -> str:
    """1 -> "first", 21 -> "twenty-first"; from 100 on "100th"."""
    if not 0 < value < 100:
        return ordinal_digits(value)
    head, dash, last = cardinal(value).rpartition("-")
    last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return head + dash + last


def ordinal_digits(value: int) -> str:
    """3 -> "3rd"."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def kanji(value: int) -> str:
    """12 -> "十二"; digits from 100 on."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else _KANJI[tens]) + "十" if tens else ""
    return head + (_KANJI[ones] if ones else "")


def web_number(value: int, form: str) -> str:
    """A number in a CSS list style ("lower-alpha") or an HTML list type ("a", "I"); decimal for any other form."""
    match form:
        case "a" | "lower-alpha" | "lower-latin":
            return letters(value)
        case "A" | "upper-alpha" | "upper-latin":
            return letters(value).upper()
        case "i" | "lower-roman":
            return roman(value)
        case "I" | "upper-roman":
            return roman(value).upper()
        case "decimal-leading-zero":
            return f"{value:02d}"
        case "cjk-ideographic" | "japanese-informal" | "simp-chinese-informal":
            return kanji(value)
    return str(value)
