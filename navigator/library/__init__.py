"""Agreements on disk: the bytes as they came, content-addressed, and one SQLite catalogue that lists them."""

from navigator.library.folders import expand
from navigator.library.identity import identity, publisher_of
from navigator.library.shelf import Library, Source, card_of, key_of, with_earlier
from navigator.library.store import write_whole

__all__ = [
    "Library",
    "Source",
    "card_of",
    "expand",
    "identity",
    "key_of",
    "publisher_of",
    "with_earlier",
    "write_whole",
]
