"""The structure that a document states of itself, as formats with a hierarchy of their own do (Akoma Ntoso).

What is stated is taken as given: the structure stage builds the provisions from it and infers only what is not said,
such as the number that a reference would cite. Like every other fact it is standoff: spans into the canonical text.
"""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.agreement import ProvisionKind
from navigator.model.text import Span


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the document, in reading order, parents before their children.

    id           as the document gives it, "" where it gives none (or one that no address can be)
    parent       place of the part that it stands in, in `Outline.parts`; None for the top
    kind         None where its number and heading have to tell
    number       the printed number, and heading the printed heading, the signs that close them included
    cited        the number that a reference would cite, where the document says it
    body         its own words, number and heading left off: one span for each block, a table whole
    alone        its number is cited alone whatever it stands in, as the articles of a code are through its chapters
    """

    id: str
    parent: int | None
    kind: ProvisionKind | None = None
    number: Span | None = None
    heading: Span | None = None
    cited: str | None = None
    body: tuple[Span, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A summary that the document marks as one: its words, its printed label ("In short:"), and the places in
    `Outline.parts` of what it stands beside."""

    body: tuple[Span, ...]
    beside: tuple[int, ...]
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """All that a document states.

    title       the words of its title, where they stand in the text
    references  words that cite a part, and its place in `parts`
    terms       words that the document marks as the place where they are defined
    """

    parts: tuple[Part, ...]
    summaries: tuple[Aside, ...] = ()
    title: Span | None = None
    references: tuple[tuple[Span, int], ...] = ()
    terms: tuple[Span, ...] = ()
