"""Agreements on disk: the bytes as they came, content-addressed, and one SQLite catalogue that lists them."""

from navigator.library.folders import expand
from navigator.library.identity import identity, publisher_of
from navigator.library.shelf import Library, with_earlier
from navigator.library.store import write_whole
from navigator.library.understood import Source, Understood, analyse, card_of, key_of, understand

__all__ = [
    "Library",
    "Source",
    "Understood",
    "analyse",
    "card_of",
    "expand",
    "identity",
    "key_of",
    "publisher_of",
    "understand",
    "with_earlier",
    "write_whole",
]
