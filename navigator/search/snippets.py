"""The words around a match, with the matching words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from navigator.search.tree import Leaf, Near, Node, Phrase, Prefix, Word, positive
from navigator.search.words import piece_key, spans, stemmer, tokens

WIDTH = 160
_PIECES_BETWEEN = 3  # without a word, such as a dash, that a phrase may reach across
_SHORT, _OFTEN = 3, 4  # code points of a word that says little by itself where it is as frequent
_FAR = 1000
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s")
Spans = Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are offsets into `text`, in order, none overlapping another."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a leaf of the query matches."""

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
        self._pieces: dict[str, tuple[Place, ...]] = {}
        self._first: dict[str, bool] = {}

    def places(self, text: str) -> list[Place]:
        """Where the leaves stand in a text, in order."""
        rows: list[Place] = []
        if self._loose:
            known, at = self._pieces, 0
            for piece in text.split(" "):
                found = known.get(piece)
                if found is None:
                    found = known[piece] = self._in(piece)
                if found:
                    rows += [Place(place.leaf, at + place.start, at + place.end) for place in found]
                at += len(piece) + 1
        if self._phrases:
            rows += self._in_order(text)
        if self._near:
            words = spans(text)
            for near in self._near:
                left, right = self._stem(near.left), self._stem(near.right)
                rows += [Place(near, *at) for at in _near(left, right, near.distance, words, self._language)]
        if len(rows) > 1:
            rows.sort(key=lambda row: (row.start, -row.end))
        return rows

    def _in(self, piece: str) -> tuple[Place, ...]:
        """The words between two spaces that are one of the leaves, compounds among them."""
        words = piece_key(piece)
        if " " not in words and self._stem(words) not in self._stems and not words.startswith(self._beginnings):
            return ()
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

    def _in_order(self, text: str) -> Iterator[Place]:
        """The phrases: looked for only where the first word of one stands."""
        pieces, at = text.split(" "), 0
        for place, piece in enumerate(pieces):
            first = self._first.get(piece)
            if first is None:
                first = self._first[piece] = self._begins(piece)
            if first:
                for leaf in self._phrases:
                    here = " ".join(pieces[place : place + 2 * len(leaf.words) + _PIECES_BETWEEN])
                    for start, end in _phrases(leaf, spans(here), here):
                        if start < len(piece):
                            yield Place(leaf, at + start, _with_bracket(text, at + start, at + end))
            at += len(piece) + 1

    def _begins(self, piece: str) -> bool:
        """Whether a phrase may begin between two spaces."""
        words = piece_key(piece).split()
        return any(
            word.startswith(leaf.words[0]) if leaf.prefix and len(leaf.words) == 1 else word == leaf.words[0]
            for leaf in self._phrases
            for word in words
        )


def places(wanted: Sequence[Leaf], text: str, language: str) -> list[Place]:
    """Where the leaves of a query stand in one text, in order."""
    return Marker(wanted, language).places(text)


def snippet(tree: Node | None, text: str, language: str, width: int = WIDTH) -> Snippet:
    """The stretch of about `width` code points that holds the most leaves of the query, cut between words; the opening
    of the text where it holds none."""
    return cut(places(leaves(tree), text, language), text, width)


def cut(rows: list[Place], text: str, width: int = WIDTH) -> Snippet:
    """`snippet`, where the places are known; in one line."""
    start, end = _window(rows, text, width)
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    shown = [(row.start, row.end) for row in _telling(rows) if start <= row.start and row.end <= end]
    shift = len(before) - start
    words = _SPACE.sub(" ", text[start:end])
    return Snippet(before + words + after, tuple((a + shift, b + shift) for a, b in _apart(shown)))


def _telling(rows: list[Place]) -> list[Place]:
    """The places without those of short words ("of"; "the", where it is frequent) that stand apart from every other
    word of the query."""
    often = Counter(row.leaf for row in rows)
    if len(often) < 2:
        return rows
    kept: list[Place] = []
    for at, row in enumerate(rows):
        before = row.start - rows[at - 1].end if at else _FAR
        after = rows[at + 1].start - row.end if at + 1 < len(rows) else _FAR
        length = row.end - row.start
        telling = length > _SHORT or (length == _SHORT and often[row.leaf] < _OFTEN)
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


def _window(rows: list[Place], text: str, width: int) -> tuple[int, int]:
    """The stretch to show: from a little before the first of the places that stand closest together."""
    if len(text) <= width:
        return 0, len(text)
    best, start, last, ahead = (0, 0), 0, 0, 0
    inside: Counter[Leaf] = Counter()
    for at, row in enumerate(rows):
        while ahead < len(rows) and (ahead <= at or rows[ahead].end <= row.start + width * 3 // 4):
            inside[rows[ahead].leaf] += 1
            ahead += 1
        score = (len(inside), ahead - at)
        if score > best:
            best, start, last = score, row.start, rows[ahead - 1].end
        inside[row.leaf] -= 1
        if not inside[row.leaf]:
            del inside[row.leaf]
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
