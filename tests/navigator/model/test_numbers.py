"""Numbers in words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from navigator.model.numbers import NUMBER_WORDS, SPELLED, spelled_value

_BELOW_TWENTY = {value: word for word, value in NUMBER_WORDS.items()}


def _spell(number: int) -> str:
    """As agreements write it: 'one hundred and twenty-five thousand'."""
    for value, word in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= value:
            rest = number % value
            join = " and " if value == 100 else " "
            return f"{_spell(number // value)} {word}" + (f"{join}{_spell(rest)}" if rest else "")
    tens = number - number % 10
    return _BELOW_TWENTY.get(number) or f"{_BELOW_TWENTY[tens]}-{_BELOW_TWENTY[number - tens]}"


@given(st.integers(1, 999_999_999))
def test_what_is_spelled_is_read(number: int) -> None:
    words = _spell(number)
    assert spelled_value(words) == number
    assert spelled_value(words.upper()) == number
    assert re.fullmatch(SPELLED, words, re.IGNORECASE)
