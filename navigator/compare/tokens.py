"""Words and marks of a text, and the two forms by which they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Scripts that write no spaces between words: each character is a token, or a whole sentence would be one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HIDDEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{_HIDDEN}\u0300-\u036f])"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>()"“”]*[^\s<>()"“”.,;:!?]      # https://northwind.example/terms
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                          # legal@northwind.example
    | [$€£¥]?\d+(?:[.,]\d+)*%?(?!{_LETTER})                 # $200,000   1.5%   9.6
    | {_LETTER}+(?:['’\-‐‑]{_LETTER}+)*                     # party’s   non-exclusive   1st
    | \.{{2,}}|…
    | \S
    """,
    re.X,
)
_FOLDED = str.maketrans(
    dict.fromkeys("‘’‚‛`´′", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("*_`\\|•▪◦●‣■□►·\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None)
)

ENUMERATOR = re.compile(r"(?:\d{1,3}|[a-z]|[ivxlc]{1,6})\Z", re.I)
"""What a printed number of an item looks like, its marks left off: `3`, `b`, `iv`."""

SMALL = frozenset(
    "a an the of to in on for by with and or as at from that this it its is are be been was were will not any all we "
    "you our your us if der die das und oder zu von le la les de des du et ou el los las y o en il e di per um uma da "
    "do dos das com".split()
)
"""Words that say little on their own."""


class Token(NamedTuple):
    """One word or mark: where it stands, its form with typography left aside, and that form in one case.

    'Section' and 'SECTION' differ in `exact` and agree in `key`; ’ and ' agree in both.
    """

    start: int
    end: int
    exact: str
    key: str

    @property
    def is_word(self) -> bool:
        return any(character.isalnum() for character in self.exact)


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, str]:
    exact = unicodedata.normalize("NFKC", word).translate(_FOLDED)
    return exact, exact.casefold()


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order; bullets, emphasis marks and invisible characters are none."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        exact, key = _forms(match.group())
        if exact and not exact.isspace():
            found.append(Token(match.start(), match.end(), exact, key))
    return found
