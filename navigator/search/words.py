"""Words as the search sees them: one tokeniser for texts and queries, whichever engine holds the index.

Case, accents and the form of apostrophes make no difference ("Résiliation" is "resiliation", "don’t" is "don't"); a
possessive is its owner ("Customer’s" is "customer"); a number is one word whatever its separators ("1,000" is "1000",
"9.6" stays "9.6"); a hyphenated word is its parts in order and also the whole ("e-mail" is found by "email"); a soft
hyphen is not there at all; each ideograph, kana or Hangul syllable is a word, since those scripts do not space
their words, or not what is added to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

T = TypeVar("T")
LONGEST = 200
"""Code points that are kept of a word: what is longer is no word, and both engines bound the length of a term."""
_HYPHENS = "-‐‑–"
_SIGN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"  # kana, ideographs, Hangul
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+"  # "9.6", "10.2.8", "1,000.50"
    rf"|[{_SIGN}]"
    rf"|[^\W_{_SIGN}]+(?:['’ʼ＇\u00ad][^\W_{_SIGN}]+)*"
)
_POSSESSIVE = re.compile(r"'s$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CURLY = str.maketrans({**dict.fromkeys("’ʼ＇`´", "'"), **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060|", "")})
_TYPOGRAPHIC = "“”—–•‘…§®™€°\u00a0«»„‚†"  # what most texts have beside ASCII and the apostrophe: no word has it
_ACCENTED = "éèêëàâäáãåçñíìîïóòôöõøúùûüýÿæßÉÈÊËÀÂÄÁÃÅÇÑÍÎÏÓÔÖÕØÚÛÜÆ"  # the letters of western European languages
_PART = "\x01"  # between texts that are folded together
_KEPT_SIGNS = {"\x02": ".", "\x03": ",", "\x04": "'"}
"""Signs inside a word that is folded already, while the text around it is not."""
_AS_MARKS = str.maketrans({sign: mark for mark, sign in _KEPT_SIGNS.items()})
_WITHOUT_MARKS = str.maketrans(dict.fromkeys((_PART, *_KEPT_SIGNS), " "))
_FOLDED = bytes(
    ord(_KEPT_SIGNS.get(sign, sign.lower() if sign.isalnum() or sign in (_PART, "'") else " "))
    for sign in map(chr, range(128))
) + bytes(range(128, 256))  # what is beyond ASCII by now is part of a folded word
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_IN_NUMBER = re.compile(r"\.(?=[0-9])"), re.compile(r",(?=[0-9])")  # "9.6", "1,000"; each begins with the rare sign
_OUTSIDE_WORDS = re.compile(  # apostrophes that belong to no word, and the ending of a possessive
    r"'(?:(?<=[^\W_]')[sS](?!'?[^\W_])|(?<![^\W_]')|(?![^\W_]))"
)
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


class Token(NamedTuple):
    """One word: its folded form, and where it stands in the text (code points). A compound is several words that
    hyphens join, written as one."""

    text: str
    start: int
    end: int
    compound: bool = False


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A word without case, accents and the form of its apostrophes; of a sign such as "㈠" its letter or digit."""
    if text.isascii():
        return "".join(text.translate(_CURLY).lower().split())
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.translate(_CURLY)).casefold())
    return "".join(c for c in bare if c.isalnum() or c in "'.,")


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, each compound straight after its last part."""
    parts: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = Token(_NORMAL[match.group()], match.start(), match.end())
        if not token.text:
            continue
        yield token
        hyphenated = bool(parts) and token.start - parts[-1].end == 1 and text[parts[-1].end] in _HYPHENS
        if not hyphenated:
            parts = []
        parts.append(token)
        ends = token.end + 1 >= len(text) or text[token.end] not in _HYPHENS or not text[token.end + 1].isalnum()
        if hyphenated and ends:
            yield Token("".join(part.text for part in parts)[:LONGEST], parts[0].start, token.end, True)


def spans(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their places, compounds left out: `tokens` where time counts."""
    normal = _NORMAL
    return [(word, match.start(), match.end()) for match in _TOKEN.finditer(text) if (word := normal[match.group()])]


def spaced(texts: Sequence[str]) -> list[str]:
    """Texts as an index takes them: of each its words, folded, in order and with spaces between. The same words as
    `tokens` has, compounds left out, where time counts: what is plain ASCII is folded in one go, and only what stands
    between two spaces with something else in it is looked at by itself."""
    if not texts:
        return []
    joined = f" {_PART} ".join(texts)
    if joined.count(_PART) >= len(texts) or any(mark in joined for mark in _KEPT_SIGNS):
        joined = f" {_PART} ".join(text.translate(_WITHOUT_MARKS) for text in texts)
    joined = plainer(joined)
    if not joined.isascii():
        for letter, plain in _UNACCENTED:
            joined = joined.replace(letter, plain)
        parts = joined.split(_PART)
        joined = _PART.join(part if part.isascii() else _by_piece(_BEYOND_ASCII, part) for part in parts)
    joined = _by_piece(_IN_NUMBER[1], _by_piece(_IN_NUMBER[0], joined))
    joined = _OUTSIDE_WORDS.sub(" ", joined).encode().translate(_FOLDED).decode()
    if _has_longer(joined, LONGEST):
        joined = " ".join(word[:LONGEST] for word in joined.split(" "))
    return joined.split(_PART)


def _has_longer(text: str, length: int) -> bool:
    """Whether a text has more than `length` code points without a space."""
    at = 0
    while len(text) - at > length:
        space = text.rfind(" ", at, at + length + 1)
        if space < 0:
            return True
        at = space + 1
    return False


def plainer(text: str) -> str:
    """A text whose typographic signs are spaces and whose apostrophes are straight, as most texts are ASCII then; each
    word stays where it is."""
    if not text.isascii():
        text = text.replace("’", "'")
        for sign in _TYPOGRAPHIC:
            text = text.replace(sign, " ")
    return text


def _by_piece(pattern: re.Pattern[str], text: str) -> str:
    """A text with what stands between two spaces around each match in its folded words."""
    done: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        if match.start() < at:
            continue
        start = text.rfind(" ", at, match.start()) + 1 or at
        end = text.find(" ", match.end())
        end = end if end >= 0 else len(text)
        done += [text[at:start], _words()[text[start:end]].translate(_AS_MARKS)]
        at = end
    return "".join([*done, text[at:]]) if done else text


def inflections(words: Iterable[str], language: str) -> list[str]:
    """Those of some words that are other than their stem, each as an index keeps it: behind
    `inflected(stem, language)`. With them a search for a stem asks for the words that have it."""
    spelled = [word for word in words if word.isalpha()]
    stems = _analyse(language)(" ".join(spelled))
    return [f"{inflected(stem, language)}{word}" for word, stem in zip(spelled, stems, strict=True) if stem != word]


def inflected(stem: str, language: str) -> str:
    """What every inflection of a stem begins with in an index."""
    return f"{language}:{stem}="


def compounds(text: str) -> tuple[str, ...]:
    """The compounds of a text, each once and in no order; looked for only between spaces with a hyphen between them."""
    if "-" not in text and text.isascii():
        return ()
    joined: set[str] = set()
    for hyphen in "-" if text.isascii() else _HYPHENS:
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
    analyse = _analyse(language)
    return Kept(lambda word: analyse(word)[0] if word.isalpha() else word).__getitem__


@cache
def _analyse(language: str) -> Callable[[str], list[str]]:
    """The stem of each word of a text, parted by spaces."""
    builder = TextAnalyzerBuilder(Tokenizer.whitespace())
    name = _SNOWBALL.get(language.split("-")[0].lower())
    return (builder.filter(Filter.stemmer(name)) if name else builder).build().analyze


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


def _normal(raw: str) -> str:
    """A word as `_TOKEN` finds it, in the form that is compared."""
    if raw[0].isdigit() and ("," in raw or "." in raw):
        return fold(_THOUSANDS.sub("", raw))[:LONGEST]
    return _POSSESSIVE.sub("", fold(raw))[:LONGEST]


_NORMAL = Kept(_normal)
_UNACCENTED = [(letter, plain) for letter in _ACCENTED if (plain := fold(letter)).isascii()]
_COMPOUNDS = _Pieces(lambda piece: " ".join(token.text for token in tokens(piece) if token.compound))
