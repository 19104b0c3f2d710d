"""The words around a match, with the matching words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import NamedTuple

from navigator.search.tree import Leaf, Near, Node, Phrase, Prefix, Word, positive
from navigator.search.words import Kept, Token, piece_keys, plainer, spans, stemmer, tokens

WIDTH = 160
_PIECES_BETWEEN = 3  # without a word, such as a dash, that a phrase may reach across
_SHORT, _OFTEN = 3, 4  # code points of a word that says little by itself where it is as frequent
_ARTICLES = frozenset("the and for der die das und les des las los".split())
_FAR = 1000
_KEPT = 512  # texts that an answer and the next one, a letter later, have in common
_PIECES_KEPT = 16_384  # what stands between two spaces, in these texts
_HEADING = 80  # code points: what is shorter is a heading or a name, and returns
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s")
Spans = Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are offsets into `text`, in order, none overlapping another."""

    text: str
    marks: tuple[tuple[int, int], ...]


Place = tuple[Leaf, int, int, bool]
"""One place where a leaf of the query matches: from where to where, and whether in the very form that was typed. The
same leaf is the same object in all places of one text. (Answers hold tens of thousands: a class of its own costs.)"""


def leaves(tree: Node | None) -> tuple[Leaf, ...]:
    """The leaves that are marked, each once."""
    return tuple(dict.fromkeys(positive(tree)))


class Marker:
    """Finds the leaves of a query in texts of one language. What stands between two spaces is looked at once, however
    many texts have it."""

    def __init__(self, wanted: Sequence[Leaf], language: str) -> None:
        self._stem = stemmer(language)
        self._all = tuple(wanted)
        self._language = language
        self._loose = tuple(leaf for leaf in wanted if isinstance(leaf, Word | Prefix))
        self._near = tuple(leaf for leaf in wanted if isinstance(leaf, Near))
        self._phrases = tuple(leaf for leaf in wanted if isinstance(leaf, Phrase))
        inflected = {leaf: self._stem(leaf.text) for leaf in self._loose if isinstance(leaf, Word) or leaf.unending}
        self._wanted = tuple((leaf, inflected.get(leaf), isinstance(leaf, Prefix)) for leaf in self._loose)
        self._stems = frozenset(inflected.values())
        self._beginnings = tuple(leaf.text for leaf in self._loose if isinstance(leaf, Prefix))
        self._tells = Kept(self._may_hold)
        self._pieces = Kept(self._in)
        self._spans = Kept(spans)
        self._returning = Kept(self._places)

    def places(self, text: str) -> Sequence[Place]:
        """Where the leaves stand in a text, in order."""
        return self._returning[text] if len(text) < _HEADING else self._places(text)

    def telling(self, rows: Sequence[Place]) -> Sequence[Place]:
        """The places, or none of them where all are of words that say nothing by themselves ("of") and the query has
        others: a stretch around such a word shows nobody why it was found."""
        if all(map(_says_nothing, self._all)) or not all(_says_nothing(leaf) for leaf, *_ in rows):
            return rows
        return ()

    def _places(self, text: str) -> list[Place]:
        rows: list[Place] = []
        if self._loose:
            read, inside = _read(text), self._pieces
            for number in compress(count(), map(self._tells.__getitem__, read.keys)):
                at = read.lengths[number] + number
                for leaf, start, end, exact in inside[read.pieces[number]]:
                    rows.append((leaf, at + start, at + end, exact))
        if not self._phrases and not self._near:
            return rows
        for phrase in self._phrases:
            rows += self._in_order(phrase, text)
        if self._near:
            words = spans(text)
            for near in self._near:
                left, right = self._stem(near.left), self._stem(near.right)
                found = _near(left, right, near.distance, words, self._language)
                rows += [(near, start, end, False) for start, end in found]
        return sorted(rows, key=_in_reading_order)

    def _may_hold(self, words: str) -> bool:
        """Whether one of the leaves may stand between two spaces, where these are the words."""
        return self._stem(words) in self._stems or words.startswith(self._beginnings) or " " in words

    def _in(self, piece: str) -> list[Place]:
        """The words between two spaces that are one of the leaves, compounds among them."""
        found: list[Place] = []
        for word, start, end, _ in _tokens(piece):
            stem = self._stem(word)
            found += [
                (leaf, start, end, inflected is not None and word == leaf.text)
                for leaf, inflected, begins in self._wanted
                if inflected == stem or (begins and word.startswith(leaf.text))
            ]
        return sorted(found, key=_in_reading_order)

    def _in_order(self, phrase: Phrase, text: str) -> Iterator[Place]:
        """Where a phrase stands: word by word, after each space from which on it may stand."""
        for at in _beginnings(phrase, text):
            end = text.find(" ", at)
            first = end = end if end >= 0 else len(text)
            words = [(word, at + start, at + stop) for word, start, stop in self._spans[text[at:end]]]
            enough = len(words) + len(phrase.words) - 1
            for _ in range(2 * len(phrase.words) + _PIECES_BETWEEN - 1):
                if len(words) >= enough or end == len(text):
                    break
                after, end = end + 1, text.find(" ", end + 1)
                end = end if end >= 0 else len(text)
                words += [(word, after + start, after + stop) for word, start, stop in self._spans[text[after:end]]]
            for start, stop in _phrases(phrase, words, text):
                if start < first:
                    yield phrase, start, stop, False


def _says_nothing(leaf: Leaf) -> bool:
    return isinstance(leaf, Word) and (len(leaf.text) < _SHORT or leaf.text in _ARTICLES)


def _beginnings(phrase: Phrase, text: str) -> Iterator[int]:
    """The places after a space (or none) from which on a phrase may stand, each once and in order."""
    word, plain = phrase.words[0], plainer(text)
    if plain.isascii() and word.isascii() and word.isalpha():  # then the word stands there as it is but for its case
        plain = plain.lower()
        found, past = plain.find(word), 0
        while found >= 0:
            yield max(past, text.rfind(" ", past, found) + 1)
            past = text.find(" ", found) + 1
            found = plain.find(word, past) if past else -1
        return
    read = _read(text)
    for number in (number for number, words in enumerate(read.keys) if word in words):
        yield read.lengths[number] + number


class _Pieces(NamedTuple):
    """What stands between the spaces of a text, the words of each as `words.key` has them, and how long all before it
    are together."""

    pieces: list[str]
    keys: list[str]
    lengths: list[int]


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> _Pieces:
    pieces = text.split(" ")
    return _Pieces(pieces, piece_keys(pieces), list(accumulate(map(len, pieces), initial=0)))


@lru_cache(maxsize=_PIECES_KEPT)
def _tokens(piece: str) -> tuple[Token, ...]:
    return tuple(tokens(piece))


def _in_reading_order(place: Place) -> tuple[int, int]:
    """By the start; where two begin together, the longer one first."""
    return place[1], -place[2]


def places(wanted: Sequence[Leaf], text: str, language: str) -> Sequence[Place]:
    """Where the leaves of a query stand in one text, in order."""
    return Marker(wanted, language).places(text)


def snippet(tree: Node | None, text: str, language: str, width: int = WIDTH) -> Snippet:
    """The stretch of about `width` code points that holds the most leaves of the query, cut between words; the opening
    of the text where it holds none."""
    return cut(places(leaves(tree), text, language), text, width)


def cut(rows: Sequence[Place], text: str, width: int = WIDTH) -> Snippet:
    """`snippet`, where the places are known; in one line."""
    start, end = _window(rows, text, width)
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    shown = [(first, last) for _, first, last, _ in _telling(rows) if start <= first and last <= end]
    shift = len(before) - start
    words = _SPACE.sub(" ", text[start:end])
    return Snippet(before + words + after, tuple((a + shift, b + shift) for a, b in _apart(shown)))


def _telling(rows: Sequence[Place]) -> Sequence[Place]:
    """The places without those of short words ("of"; "the", where it is frequent) that stand apart from every other
    word of the query."""
    often = Counter(id(leaf) for leaf, *_ in rows)
    if len(often) < 2:
        return rows
    kept: list[Place] = []
    for at, row in enumerate(rows):
        leaf, start, end, _ = row
        before = start - rows[at - 1][2] if at else _FAR
        after = rows[at + 1][1] - end if at + 1 < len(rows) else _FAR
        telling = end - start > _SHORT or (end - start == _SHORT and often[id(leaf)] < _OFTEN)
        if telling or min(before, after) <= 1:
            kept.append(row)
    return kept


def _phrases(part: Phrase, words: Spans, text: str) -> Iterable[tuple[int, int]]:
    length = len(part.words)
    for at in range(len(words) - length + 1):
        if words[at][0] != part.words[0] and (length > 1 or not part.prefix):
            continue
        run = words[at : at + length]
        exact = part.words[:-1] if part.prefix else part.words
        if all(found[0] == word for found, word in zip(run, exact, strict=False)) and (
            not part.prefix or run[-1][0].startswith(part.words[-1])
        ):
            yield run[0][1], _with_bracket(text, run[0][1], run[-1][2])


def _near(left: str, right: str, distance: int, words: Spans, language: str) -> Iterator[tuple[int, int]]:
    """The words of both stems that stand at most `distance` apart."""
    stem = stemmer(language)
    stems = [stem(word) for word, _, _ in words]
    ones = [at for at, found in enumerate(stems) if found == left]
    others = [at for at, found in enumerate(stems) if found == right]
    for these, those in ((ones, others), (others, ones)):
        for at in these:
            after = bisect_left(those, at - distance)
            if after < len(those) and those[after] <= at + distance:
                yield words[at][1], words[at][2]


def _with_bracket(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes one inside: "2.1(c" goes on to "2.1(c)"."""
    inside = text[start:end]
    return end + 1 if text[end : end + 1] == ")" and inside.count("(") > inside.count(")") else end


def _window(rows: Sequence[Place], text: str, width: int) -> tuple[int, int]:
    """The stretch to show: from a little before the first of the places that stand closest together."""
    if len(text) <= width:
        return 0, len(text)
    numbers = {each: number for number, each in enumerate(dict.fromkeys(id(leaf) for leaf, *_ in rows))}
    leaf_of = [numbers[id(leaf)] for leaf, *_ in rows]
    inside = [0] * len(numbers)  # how often each leaf stands in the stretch
    different = most = many = start = last = ahead = 0
    for at, (_, first, *_) in enumerate(rows):
        reach = first + width * 3 // 4
        while ahead < len(rows) and (ahead <= at or rows[ahead][2] <= reach):
            different += not inside[leaf_of[ahead]]
            inside[leaf_of[ahead]] += 1
            ahead += 1
        if different > most or (different == most and ahead - at > many):
            most, many, start, last = different, ahead - at, first, rows[ahead - 1][2]
        inside[leaf_of[at]] -= 1
        different -= not inside[leaf_of[at]]
    start = _word_start(text, start - width // 4) if last > width * 9 // 10 else 0
    return start, _word_end(text, start + width)


def _word_start(text: str, at: int) -> int:
    """The first start of a word from `at` on; `at` itself where there is no space nearby (scripts without spaces)."""
    if at <= 0:
        return 0
    space = _SPACE.search(text, at - 1, at + 30)
    return space.end() if space else at


def _word_end(text: str, at: int) -> int:
    """The last end of a word up to `at`."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - 30, at + 1)
    return space if space > 0 else at


def _apart(shown: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Overlapping and touching marks made one."""
    merged: list[tuple[int, int]] = []
    for start, end in shown:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
