"""Notes, bookmarks and team summaries: how they are kept, exchanged, and found again in another version."""

from navigator.notes.anchoring import anchor_at, place
from navigator.notes.ground import LONGEST, Ground
from navigator.notes.merging import Merge, digest, following, merged
from navigator.notes.shelf import NotesShelf
from navigator.notes.writing import LONGEST_TEXT, MOST_BYTES, About, NotesFile, clean, clean_tags, read_file, written

__all__ = [
    "LONGEST",
    "LONGEST_TEXT",
    "MOST_BYTES",
    "About",
    "Ground",
    "Merge",
    "NotesFile",
    "NotesShelf",
    "anchor_at",
    "clean",
    "clean_tags",
    "digest",
    "following",
    "merged",
    "place",
    "read_file",
    "written",
]
