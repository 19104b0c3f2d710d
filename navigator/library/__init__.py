"""Agreements on disk: the bytes as they came, content-addressed, and one SQLite catalogue that lists them."""

from navigator.library.folders import expand
from navigator.library.identity import publisher_of
from navigator.library.shelf import Library, Source, card_of, key_of, with_earlier

__all__ = ["Library", "Source", "card_of", "expand", "key_of", "publisher_of", "with_earlier"]
