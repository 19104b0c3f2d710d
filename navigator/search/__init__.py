"""Search over binding text, summaries, headings and definitions: two engines, one behaviour."""

from navigator.search.documents import documents
from navigator.search.engine import Document

__all__ = ["Document", "documents"]
