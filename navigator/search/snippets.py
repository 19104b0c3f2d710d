"""The words around a match, with the matching words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from navigator.search.query import Node, Phrase, Prefix, Word, positive
from navigator.search.words import Token, stemmer, tokens

WIDTH = 160
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are offsets into `text`, in order, none overlapping another."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a part of the query matches: `part` numbers the part."""

    part: int
    start: int
    end: int


def places(tree: Node | None, text: str, language: str) -> list[Place]:
    """Where the words of a query stand in a text, in order."""
    stem = stemmer(language)
    found = list(tokens(text))
    plain = [token for token in found if not token.compound]
    rows: list[Place] = []
    for number, part in enumerate(positive(tree)):
        if isinstance(part, Phrase):
            rows += [Place(number, start, end) for start, end in _phrases(part, plain)]
        else:
            rows += [
                Place(number, token.start, token.end)
                for token in found
                if _matches(part, token, stem(token.text), stem)
            ]
    return sorted(rows, key=lambda row: (row.start, -row.end))


def snippet(tree: Node | None, text: str, language: str, width: int = WIDTH) -> Snippet:
    """The stretch of about `width` code points that holds the most parts of the query, cut between words; the opening
    of the text where it holds none."""
    rows = places(tree, text, language)
    start, end = _window(rows, text, width)
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    shown = [(row.start, row.end) for row in rows if start <= row.start and row.end <= end]
    shift = len(before) - start
    return Snippet(before + text[start:end] + after, tuple((a + shift, b + shift) for a, b in _apart(shown)))


def _matches(part: Word | Prefix, token: Token, stemmed: str, stem: object) -> bool:
    if isinstance(part, Prefix):
        return token.text.startswith(part.text)
    assert callable(stem)
    return token.text == part.text or stemmed == stem(part.text)


def _phrases(part: Phrase, plain: list[Token]) -> Iterable[tuple[int, int]]:
    length = len(part.words)
    for at in range(len(plain) - length + 1):
        run = plain[at : at + length]
        exact = part.words[:-1] if part.prefix else part.words
        if all(token.text == word for token, word in zip(run, exact, strict=False)) and (
            not part.prefix or run[-1].text.startswith(part.words[-1])
        ):
            yield run[0].start, run[-1].end


def _window(rows: list[Place], text: str, width: int) -> tuple[int, int]:
    """The stretch to show: from a little before the first of the places that stand closest together."""
    if len(text) <= width:
        return 0, len(text)
    best, start = (0, 0), 0
    for at, row in enumerate(rows):
        inside = [other for other in rows[at:] if other.end <= row.start + width * 3 // 4]
        score = (len({other.part for other in inside}), len(inside))
        if score > best:
            best, start = score, row.start
    start = _word_start(text, max(0, start - width // 4)) if start > width // 2 else 0
    return start, _word_end(text, start + width)


def _word_start(text: str, at: int) -> int:
    """The first start of a word from `at` on; `at` itself where there is no space nearby (scripts without spaces)."""
    if at == 0:
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
