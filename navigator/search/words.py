"""Words as the search sees them: one tokeniser for texts and queries, so that both always agree.

Case, accents and the form of apostrophes make no difference ("Résiliation" is "resiliation", "don’t" is "don't"); a
possessive is its owner ("Customer’s" is "customer"); a number is one word whatever its separators ("1,000" is "1000",
"9.6" stays "9.6"); a hyphenated word is its parts in order and also the whole ("e-mail" is found by "email"); each
ideograph or kana is a word, since those scripts do not space their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from whoosh.lang import NoStemmer, stemmer_for_language

BREAK = "\x1e"  # between parts of one field: no phrase reaches across it
_GAP = 100
_HYPHENS = "-‐‑–"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)+)"  # "9.6", "10.2.8", "1,000.50"
    rf"|(?P<sign>[぀-ヿ㐀-䶿一-鿿豈-﫿])"
    rf"|(?P<word>[^\W_぀-ヿ㐀-䶿一-鿿豈-﫿]+(?:['’ʼ＇][^\W_]+)*)"
    rf"|(?P<break>{BREAK})"
)
_POSSESSIVE = re.compile(r"'s$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CURLY = str.maketrans(dict.fromkeys("’ʼ＇`´", "'"))


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its folded form, where it stands in the text (code points), and its place in the order of words. A
    compound stands at the place of its first part."""

    text: str
    start: int
    end: int
    place: int
    compound: bool = False


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents and the form of apostrophes taken away."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.translate(_CURLY)).casefold())
    return "".join(c for c in bare if not unicodedata.combining(c) and not c.isspace())


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, each compound straight after its last part."""
    place = 0
    parts: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "break":
            place += _GAP
            parts = []
            continue
        token = Token(_normal(match), match.start(), match.end(), place)
        if not token.text:
            continue
        place += 1
        yield token
        hyphenated = bool(parts) and token.start - parts[-1].end == 1 and text[parts[-1].end] in _HYPHENS
        parts = [*parts, token] if hyphenated else [token]
        ends = token.end + 1 >= len(text) or text[token.end] not in _HYPHENS or not text[token.end + 1].isalnum()
        if hyphenated and ends:
            yield Token("".join(part.text for part in parts), parts[0].start, token.end, parts[0].place, True)


def key(text: str) -> str:
    """A heading or term as it is compared as a whole: its folded words, one space apart."""
    return " ".join(token.text for token in tokens(text) if not token.compound)


def term_key(text: str, language: str) -> str:
    """A defined term as it is compared as a whole: `key` with each word in its stem, so that "Affiliates" asks for the
    term "Affiliate"."""
    return " ".join(map(stemmer(language), key(text).split()))


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """The Snowball stemmer of a language (BCP 47 tag or name), or none at all where there is no such stemmer. It is
    given folded words, so that a query without accents meets a text with them."""
    try:
        stem: Callable[[str], str] = stemmer_for_language(language.split("-")[0].lower())  # type: ignore[no-untyped-call]
    except (NoStemmer, KeyError, ValueError):
        return lambda word: word
    return lru_cache(maxsize=65536)(lambda word: stem(word) if word.isalpha() else word)


def _normal(match: re.Match[str]) -> str:
    if match.lastgroup == "number":
        return fold(_THOUSANDS.sub("", match.group()))
    return _POSSESSIVE.sub("", fold(match.group()))
