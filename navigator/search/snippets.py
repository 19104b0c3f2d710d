"""The words around a match, with the matching words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import NamedTuple

from navigator.search.tree import Leaf, Near, Node, Phrase, Prefix, Word, positive
from navigator.search.words import Kept, piece_keys, plainer, spans, stemmer, tokens

WIDTH = 160
_PIECES_BETWEEN = 3  # without a word, such as a dash, that a phrase may reach across
_SHORT, _OFTEN = 3, 4  # code points of a word that says little by itself where it is as frequent
_FAR = 1000
_HEADING = 80  # code points: what is shorter is a heading or a name, and returns
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s")
Spans = Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are offsets into `text`, in order, none overlapping another."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Place(NamedTuple):
    """One place where a leaf of the query matches. The same leaf is the same object in all places of one text."""

    leaf: Leaf
    start: int
    end: int


def leaves(tree: Node | None) -> tuple[Leaf, ...]:
    """The leaves that are marked, each once."""
    return tuple(dict.fromkeys(positive(tree)))


class Marker:
    """Finds the leaves of a query in texts of one language. What stands between two spaces is looked at once, however
    many texts have it."""

    def __init__(self, wanted: Sequence[Leaf], language: str) -> None:
        self._stem = stemmer(language)
        self._language = language
        self._loose = tuple(leaf for leaf in wanted if isinstance(leaf, Word | Prefix))
        self._near = tuple(leaf for leaf in wanted if isinstance(leaf, Near))
        self._phrases = tuple(leaf for leaf in wanted if isinstance(leaf, Phrase))
        self._stems = frozenset(
            self._stem(leaf.text) for leaf in self._loose if isinstance(leaf, Word) or leaf.unending
        )
        self._beginnings = tuple(leaf.text for leaf in self._loose if isinstance(leaf, Prefix))
        self._looked_at: set[str] = set()
        self._telling: set[str] = set()
        self._pieces = Kept(self._in)
        self._spans = Kept(spans)
        self._returning = Kept(self._places)

    def places(self, text: str) -> Sequence[Place]:
        """Where the leaves stand in a text, in order."""
        return self._returning[text] if len(text) < _HEADING else self._places(text)

    def _places(self, text: str) -> list[Place]:
        rows: list[Place] = []
        if self._loose:
            pieces = text.split(" ")
            for number, at in _starts(pieces, self._told(piece_keys(pieces))):
                rows += [Place(leaf, at + start, at + end) for leaf, start, end in self._pieces[pieces[number]]]
        for phrase in self._phrases:
            rows += self._in_order(phrase, text)
        if self._near:
            words = spans(text)
            for near in self._near:
                left, right = self._stem(near.left), self._stem(near.right)
                rows += [Place(near, *at) for at in _near(left, right, near.distance, words, self._language)]
        if len(rows) > 1:
            rows.sort(key=lambda row: (row.start, -row.end))
        return rows

    def _told(self, keys: list[str]) -> Iterable[int]:
        """The numbers of those of the keys of a text where one of the leaves may stand."""
        stem, stems, beginnings = self._stem, self._stems, self._beginnings
        new = set(keys) - self._looked_at
        self._looked_at |= new
        self._telling.update(
            words for words in new if stem(words) in stems or words.startswith(beginnings) or " " in words
        )
        return compress(count(), map(self._telling.__contains__, keys))

    def _in(self, piece: str) -> tuple[Place, ...]:
        """The words between two spaces that are one of the leaves, compounds among them."""
        return tuple(
            Place(leaf, token.start, token.end)
            for token in tokens(piece)
            for leaf in self._loose
            if self._is(leaf, token.text)
        )

    def _is(self, leaf: Leaf, word: str) -> bool:
        if isinstance(leaf, Prefix):
            return word.startswith(leaf.text) or (leaf.unending and self._stem(word) == self._stem(leaf.text))
        return isinstance(leaf, Word) and self._stem(word) == self._stem(leaf.text)

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
                    yield Place(phrase, start, stop)


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
    pieces = text.split(" ")
    keys = piece_keys(pieces)
    telling = (number for number, key in enumerate(keys) if word in key)
    for _, at in _starts(pieces, telling):
        yield at


def _starts(pieces: Sequence[str], numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Some pieces of a text, by rising number: each with its place in the text."""
    before = at = 0
    for number in numbers:
        at += sum(map(len, pieces[before:number])) + number - before
        before = number
        yield number, at


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
    shown = [(row.start, row.end) for row in _telling(rows) if start <= row.start and row.end <= end]
    shift = len(before) - start
    words = _SPACE.sub(" ", text[start:end])
    return Snippet(before + words + after, tuple((a + shift, b + shift) for a, b in _apart(shown)))


def _telling(rows: Sequence[Place]) -> Sequence[Place]:
    """The places without those of short words ("of"; "the", where it is frequent) that stand apart from every other
    word of the query."""
    often = Counter(id(row.leaf) for row in rows)
    if len(often) < 2:
        return rows
    kept: list[Place] = []
    for at, row in enumerate(rows):
        before = row.start - rows[at - 1].end if at else _FAR
        after = rows[at + 1].start - row.end if at + 1 < len(rows) else _FAR
        length = row.end - row.start
        telling = length > _SHORT or (length == _SHORT and often[id(row.leaf)] < _OFTEN)
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
    best, start, last, ahead = (0, 0), 0, 0, 0
    inside: Counter[int] = Counter()
    for at, row in enumerate(rows):
        reach = row.start + width * 3 // 4
        while ahead < len(rows) and (ahead <= at or rows[ahead].end <= reach):
            inside[id(rows[ahead].leaf)] += 1
            ahead += 1
        score = (len(inside), ahead - at)
        if score > best:
            best, start, last = score, row.start, rows[ahead - 1].end
        leaf = id(row.leaf)
        inside[leaf] -= 1
        if not inside[leaf]:
            del inside[leaf]
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
