"""The words around a match, with the matching words marked."""

from __future__ import annotations

import re
from collections import Counter
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
        match part:
            case Phrase():
                rows += [Place(number, start, end) for start, end in _phrases(part, plain, text)]
            case Prefix(beginning, unending):
                also = stem(beginning) if unending else None
                rows += [
                    Place(number, row.start, row.end)
                    for row in found
                    if row.text.startswith(beginning) or stem(row.text) == also
                ]
            case Word(word):
                wanted = stem(word)
                rows += [Place(number, row.start, row.end) for row in found if stem(row.text) == wanted]
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


def _phrases(part: Phrase, plain: list[Token], text: str) -> Iterable[tuple[int, int]]:
    length = len(part.words)
    for at in range(len(plain) - length + 1):
        run = plain[at : at + length]
        exact = part.words[:-1] if part.prefix else part.words
        if all(token.text == word for token, word in zip(run, exact, strict=False)) and (
            not part.prefix or run[-1].text.startswith(part.words[-1])
        ):
            yield run[0].start, _with_bracket(text, run[0].start, run[-1].end)


def _with_bracket(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes one inside: "2.1(c" goes on to "2.1(c)"."""
    inside = text[start:end]
    return end + 1 if text[end : end + 1] == ")" and inside.count("(") > inside.count(")") else end


def _window(rows: list[Place], text: str, width: int) -> tuple[int, int]:
    """The stretch to show: from a little before the first of the places that stand closest together."""
    if len(text) <= width:
        return 0, len(text)
    best, start, last, ahead = (0, 0), 0, 0, 0
    inside: Counter[int] = Counter()
    for at, row in enumerate(rows):
        while ahead < len(rows) and (ahead <= at or rows[ahead].end <= row.start + width * 3 // 4):
            inside[rows[ahead].part] += 1
            ahead += 1
        score = (len(inside), ahead - at)
        if score > best:
            best, start, last = score, row.start, rows[ahead - 1].end
        inside[row.part] -= 1
        if not inside[row.part]:
            del inside[row.part]
    start = _word_start(text, start - width // 4) if last > width * 9 // 10 else 0
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
