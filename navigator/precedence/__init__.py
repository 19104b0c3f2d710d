"""Order of precedence among documents (`ladders`), and the documents that an agreement takes in (`documents`)."""

from __future__ import annotations

from navigator.model.analysis import Analysis
from navigator.model.precedence import Precedence
from navigator.precedence.documents import find_documents
from navigator.precedence.ladders import find_ladders


def read_precedence(analysis: Analysis) -> Precedence:
    """The ladders and documents of an agreement; needs its definitions, references and web links."""
    return Precedence(find_ladders(analysis), find_documents(analysis))


__all__ = ["read_precedence"]
