"""What a query says, as a small tree that both engines execute and that marks the words in a snippet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """Where words are looked for: the fields of the query language."""

    HEADING = "heading"
    SUMMARY = "summary"
    TERM = "term"
    PARTY = "party"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms; `text` is folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`, folded; with `unending`, which was not asked for with "*" but may still be typed,
    also the forms of the word that it may be already ("notices" finds "notice")."""

    text: str
    unending: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order and form; with `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two different words, in any of their forms and in either order, at most `distance` words apart (1: side by
    side)."""

    left: str
    right: str
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Within:
    """Words in one area. The area AGREEMENT is the caller's matter: see `replaced`."""

    area: Area
    part: Node


@dataclass(frozen=True, slots=True)
class Under:
    """Provisions of a section, itself among them, by its number in the form of `model.address.number_part`."""

    number: str


@dataclass(frozen=True, slots=True)
class Held:
    """Everything in these agreements, by key."""

    agreements: frozenset[str]


Leaf = Word | Prefix | Phrase | Near
Node = Leaf | And | Or | Not | Within | Under | Held


def positive(node: Node | None) -> Iterator[Leaf]:
    """The words that a match must or may have, those under NOT left out: what a snippet marks."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from positive(part)
        case Within(area, part) if area not in {Area.AGREEMENT, Area.PARTY}:
            yield from positive(part)
        case Word() | Prefix() | Phrase() | Near():
            yield node


def every(node: Node) -> Iterator[Leaf]:
    """All the words of a tree, those under NOT as well."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from every(part)
        case Not(part) | Within(_, part):
            yield from every(part)
        case Word() | Prefix() | Phrase() | Near():
            yield node


def areas(node: Node | None) -> frozenset[Area]:
    """The fields that a tree asks for, those under NOT left out."""
    match node:
        case And(parts) | Or(parts):
            return frozenset().union(*map(areas, parts))
        case Within(area, part):
            return areas(part) | {area}
    return frozenset()


def holds(node: Node, found: frozenset[Leaf]) -> bool:
    """Whether a tree holds of a short text in which these leaves were found; what is no word counts as held."""
    match node:
        case And(parts):
            return all(holds(part, found) for part in parts)
        case Or(parts):
            return any(holds(part, found) for part in parts)
        case Not(part):
            return not holds(part, found)
        case Within(_, part):
            return holds(part, found)
        case Word() | Prefix() | Phrase() | Near():
            return node in found
    return True


def replaced(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with each node changed, the innermost first."""
    match node:
        case And(parts):
            return change(And(tuple(replaced(part, change) for part in parts)))
        case Or(parts):
            return change(Or(tuple(replaced(part, change) for part in parts)))
        case Not(part):
            return change(Not(replaced(part, change)))
        case Within(area, part):
            return change(Within(area, replaced(part, change)))
    return change(node)
