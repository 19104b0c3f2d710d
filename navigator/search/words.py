"""Words as the search sees them: one tokeniser for texts and queries, whichever engine holds the index.

Case, accents and the form of apostrophes make no difference ("Résiliation" is "resiliation", "don’t" is "don't"); a
possessive is its owner ("Customer’s" is "customer"); a number is one word whatever its separators ("1,000" is "1000",
"9.6" stays "9.6"); a hyphenated word is its parts in order and also the whole ("e-mail" is found by "email"); a soft
hyphen is not there at all; each ideograph or kana is a word, since those scripts do not space their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

T = TypeVar("T")
LONGEST = 200
"""Code points that are kept of a word: what is longer is no word, and both engines bound the length of a term."""
_HYPHENS = "-‐‑–"
_SIGN = "぀-ヿ㐀-䶿一-鿿豈-﫿"
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+"  # "9.6", "10.2.8", "1,000.50"
    rf"|[{_SIGN}]"
    rf"|[^\W_{_SIGN}]+(?:['’ʼ＇\u00ad][^\W_{_SIGN}]+)*"
)
_POSSESSIVE = re.compile(r"'s$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CURLY = str.maketrans({**dict.fromkeys("’ʼ＇`´", "'"), **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060|", "")})
_MOST_KEPT = 400_000  # words of a large library, several times over
_LONGEST_PIECE = 40
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""Languages (ISO 639-1) of which Tantivy has the Snowball stemmer."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its folded form, and where it stands in the text (code points). A compound is several words that
    hyphens join, written as one."""

    text: str
    start: int
    end: int
    compound: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """A text as an index takes it: its words as printed (folded), in order and each with a space behind it; and the
    compounds in it, which stand in no order."""

    words: str
    compounds: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents and the form of apostrophes taken away."""
    if text.isascii():
        return "".join(text.translate(_CURLY).lower().split())
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.translate(_CURLY)).casefold())
    return "".join(c for c in bare if not unicodedata.combining(c) and not c.isspace())


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, each compound straight after its last part."""
    parts: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = Token(_NORMAL[match.group()], match.start(), match.end())
        if not token.text:
            continue
        yield token
        hyphenated = bool(parts) and token.start - parts[-1].end == 1 and text[parts[-1].end] in _HYPHENS
        parts = [*parts, token] if hyphenated else [token]
        ends = token.end + 1 >= len(text) or text[token.end] not in _HYPHENS or not text[token.end + 1].isalnum()
        if hyphenated and ends:
            yield Token("".join(part.text for part in parts)[:LONGEST], parts[0].start, token.end, True)


def spans(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their places, compounds left out: `tokens` where time counts."""
    normal = _NORMAL
    return [(word, match.start(), match.end()) for match in _TOKEN.finditer(text) if (word := normal[match.group()])]


def forms(text: str, pieces: set[str]) -> Forms:
    """A text for an index. No word reaches across a space, so that what stands between two spaces is analysed once;
    it joins `pieces`, from which `inflections` are made."""
    found = text.split()
    pieces.update(found)
    return Forms("".join(map(_spaced().__getitem__, found)), _compounds_of(text))


def inflections(pieces: Iterable[str], language: str) -> str:
    """The words in some pieces of text that are other than their stem, each as an index keeps it: behind
    `inflected(stem, language)`. With them a search for a stem asks for the words that have it."""
    return " ".join(set(map(_inflections(language).__getitem__, pieces)) - {""})


def inflected(stem: str, language: str) -> str:
    """What every inflection of a stem begins with in an index."""
    return f"{language}:{stem}="


def _compounds_of(text: str) -> tuple[str, ...]:
    """The compounds of a text, looked for only between spaces that have a hyphen between them."""
    joined: set[str] = set()
    for hyphen in _HYPHENS:
        at = text.find(hyphen)
        while at >= 0:
            end = text.find(" ", at)
            end = end if end >= 0 else len(text)
            joined.update(_COMPOUNDS[text[text.rfind(" ", 0, at) + 1 : end]].split())
            at = text.find(hyphen, end)
    return tuple(joined)


def key(text: str) -> str:
    """A heading or term as it is compared as a whole: its folded words, one space apart."""
    return " ".join(filter(None, map(_words().__getitem__, text.split())))


def piece_keys(pieces: Iterable[str]) -> list[str]:
    """`key` for each of what stands between two spaces, where time counts."""
    return list(map(_words().__getitem__, pieces))


def term_key(text: str, language: str) -> str:
    """A defined term as it is compared as a whole: `key` with each word in its stem, so that "Affiliates" asks for the
    term "Affiliate"."""
    return " ".join(map(stemmer(language), key(text).split()))


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """The Snowball stemmer of a language (BCP 47 tag), or none at all where there is no such stemmer. It is given
    folded words, so that a query without accents meets a text with them."""
    name = _SNOWBALL.get(language.split("-")[0].lower())
    if name is None:
        return lambda word: word
    analyse = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer(name)).build().analyze
    return Kept(lambda word: analyse(word)[0] if word.isalpha() else word).__getitem__


class Kept(dict[str, T]):
    """A function of words that remembers: looking up is several times faster than a call."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        if len(self) > _MOST_KEPT:
            self.clear()
        made = self[word] = self._make(word)
        return made


class _Pieces(Kept[str]):
    """`Kept` for what stands between two spaces: long pieces, as scripts without spaces have them, never return."""

    def __missing__(self, piece: str) -> str:
        if len(piece) > _LONGEST_PIECE:
            return self._make(piece)
        return super().__missing__(piece)


@cache
def _words() -> _Pieces:
    return _Pieces(lambda piece: " ".join(filter(None, map(_NORMAL.__getitem__, _TOKEN.findall(piece)))))


@cache
def _spaced() -> _Pieces:
    """The words of a piece, each with a space behind it."""
    words = _words()
    return _Pieces(lambda piece: "".join(f"{word} " for word in words[piece].split()))


@cache
def _inflections(language: str) -> _Pieces:
    """The words of a piece that are other than their stem, as an index keeps them."""
    words, stem = _words(), stemmer(language)
    return _Pieces(
        lambda piece: " ".join(
            f"{inflected(of, language)}{word}" for word in words[piece].split() if (of := stem(word)) != word
        )
    )


def _normal(raw: str) -> str:
    """A word as `_TOKEN` finds it, in the form that is compared."""
    if raw[0].isdigit() and ("," in raw or "." in raw):
        return fold(_THOUSANDS.sub("", raw))[:LONGEST]
    return _POSSESSIVE.sub("", fold(raw))[:LONGEST]


_NORMAL = Kept(_normal)
_COMPOUNDS = _Pieces(lambda piece: " ".join(token.text for token in tokens(piece) if token.compound))
