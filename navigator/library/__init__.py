"""Agreements on disk: the bytes as they came, content-addressed, and one SQLite catalogue that lists them."""

from navigator.library.folders import expand, in_words, passed_over
from navigator.library.identity import identity, publisher_of
from navigator.library.shelf import Library, with_earlier
from navigator.library.stamp import stamp
from navigator.library.store import write_whole
from navigator.library.understood import Source, Understood, analyse, card_of, key_of, understand
from navigator.library.verifying import difference, difference_line

__all__ = [
    "Library",
    "Source",
    "Understood",
    "analyse",
    "card_of",
    "difference",
    "difference_line",
    "expand",
    "identity",
    "in_words",
    "key_of",
    "passed_over",
    "publisher_of",
    "stamp",
    "understand",
    "with_earlier",
    "write_whole",
]
