"""Offsets: Python counts code points, Qt counts UTF-16 units. This module alone converts between the two."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # for example 𝒜, 🇧🇷: one code point, two UTF-16 units
_UNSAFE = re.compile("[\x00\r\n\u2029\ud800-\udfff\ufdd0\ufdd1]")
_SHOWN = {"\n": "\u2028", "\u2029": "\u2028", "\r": " "}


class Positions:
    """Converts offsets into one text, which is read once and only as far as it is asked for; each conversion is a
    binary search."""

    __slots__ = ("_points", "_read", "_stretch", "_text", "_units")

    def __init__(self, text: str, stretch: int = 50_000) -> None:
        """`stretch` is the least that is read at a time."""
        self._text, self._stretch = text, stretch
        self._read = len(text) if text.isascii() else 0
        self._points: list[int] = []
        self._units: list[int] = []

    def to_qt(self, offset: int) -> int:
        """UTF-16 units before the code point at `offset`."""
        self._read_to(offset)
        return offset + bisect_left(self._points, offset)

    def from_qt(self, units: int) -> int:
        """The code point at a UTF-16 offset; one inside a surrogate pair answers the character that it cuts."""
        self._read_to(units)
        return units - bisect_left(self._units, units)

    def _read_to(self, offset: int) -> None:
        if offset > self._read:
            end = max(offset, self._read + self._stretch)
            for found in _ASTRAL.finditer(self._text, self._read, end):
                self._units.append(found.start() + len(self._points))
                self._points.append(found.start())
            self._read = end

    def length(self, start: int, end: int) -> int:
        """UTF-16 units that the code points `start` to `end` take."""
        return self.to_qt(end) - self.to_qt(start)


def shown(text: str) -> str:
    """The text as a Qt document may hold it within one paragraph, unit for unit.

    Line breaks become line separators; what Qt reserves for itself (its frame marks U+FDD0 and U+FDD1, NUL, halves of
    surrogate pairs) becomes the replacement character. Nothing changes length, so offsets hold.
    """
    return _UNSAFE.sub(lambda found: _SHOWN.get(found[0], "\ufffd"), text)


def units(text: str) -> int:
    """UTF-16 code units of some words, which is how Qt counts them."""
    return len(text.encode("utf-16-le")) // 2
