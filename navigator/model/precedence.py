"""Which document prevails over which, and the documents that an agreement takes in."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.text import Span


@dataclass(frozen=True, slots=True)
class Rank:
    """One rung of a ladder: 1 prevails over all others.

    words     as printed, number left off: "the terms set forth in the body of this Agreement"
    document  the document that they name, without article and "applicable"
    own       True where it is this agreement, or a provision of it
    provision where it is a provision of this agreement ("this Section 10.2"), its id
    """

    rank: int
    words: str
    span: Span
    document: str
    own: bool = False
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """One statement of precedence: the provision, the words that state it, and the ranks, highest first."""

    provision: str
    span: Span
    ranks: tuple[Rank, ...]


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document beside this agreement that its binding text names and takes in.

    name         as defined, or as the link or the words before "available at" name it
    url          where the agreement says that it is; None where it does not
    span         the words that bring it in
    provisions   every provision that names it, in reading order
    incorporated True where the words say that it is part of the agreement ("incorporated by reference")
    """

    name: str
    url: str | None
    span: Span
    provisions: tuple[str, ...]
    incorporated: bool = False


@dataclass(frozen=True, slots=True)
class Precedence:
    """What an agreement says about itself among other documents."""

    ladders: tuple[Ladder, ...] = ()
    documents: tuple[OtherDocument, ...] = ()
