"""Search over binding text, summaries, headings and definitions."""

from navigator.search.documents import documents
from navigator.search.engine import Accepts, Document, Entry, Found, Match, SearchEngine
from navigator.search.query import Query, parse
from navigator.search.standing import Standing

__all__ = [
    "Accepts",
    "Document",
    "Entry",
    "Found",
    "Match",
    "Query",
    "SearchEngine",
    "Standing",
    "documents",
    "parse",
]
