"""A provision as the alignment sees it: its words, its address, and how alike two of them are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from navigator.compare.tokens import ENUMERATOR, SMALL, tokens
from navigator.model.address import number_part
from navigator.model.agreement import Agreement, ProvisionKind
from navigator.model.comparison import plain_text

_GRAM = 3
_PARTS = (ProvisionKind.PREFACE, ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSIONS)
_LONG = 1500
"""Tokens: above this the shared phrases alone say how alike two texts are."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One provision of one version. `place` is its reading order; `keys` its words without typography and case, a
    printed item number at their beginning left off; `heading` as printed and
    `title` its telling words without the plural; `grams` its phrases of three words (the whole of a shorter text)."""

    id: str
    place: int
    parent: str | None
    number: str | None
    heading: str
    title: frozenset[str]
    part: str | None
    keys: tuple[str, ...]
    grams: Counter[tuple[str, ...]]

    @property
    def is_empty(self) -> bool:
        return not self.keys

    @property
    def is_heading_only(self) -> bool:
        return " ".join(self.keys) == self.heading


def units(agreement: Agreement) -> list[Unit]:
    """Every provision of a version, in reading order."""
    found: list[Unit] = []
    for place, provision in enumerate(agreement.provisions):
        words = telling(plain_text(agreement, [provision.id]).text)
        heading = [token.key for token in tokens(provision.heading or "") if token.is_word]
        if heading and ENUMERATOR.fullmatch(heading[0]):
            heading = heading[1:]
        found.append(
            Unit(
                provision.id,
                place,
                provision.parent,
                number_part(provision.full_number) if provision.full_number else None,
                " ".join(heading),
                frozenset(word.rstrip("s") for word in heading if word not in SMALL),
                provision.kind.value if provision.kind in _PARTS else None,
                tuple(words),
                grams(words),
            )
        )
    return found


def telling(text: str) -> list[str]:
    """The words of a text as they are compared: marks, case and a printed item number left off."""
    keys = without_number([token.key for token in tokens(text)])
    return [key for key in keys if any(map(str.isalnum, key))]


def without_number(keys: Sequence[str]) -> Sequence[str]:
    """Words less a printed item number that the structure left in them: `b . Accounts .` -> `Accounts .`"""
    for length in (2, 3):
        if len(keys) > length and keys[length - 1] in (".", ")") and ENUMERATOR.fullmatch(keys[length - 2]):
            return keys[length:] if length == 2 or keys[0] == "(" else keys
    return keys


def grams(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """How often each phrase of three words stands in a text; a shorter text is one phrase."""
    if len(words) < _GRAM:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1))


def likeness(one: Unit, other: Unit) -> float:
    """How much of the words of two provisions is the same and in the same order, from 0 to 1."""
    if one.keys == other.keys:
        return 1.0
    size = len(one.keys) + len(other.keys)
    if not one.keys or not other.keys:
        return 0.0
    if max(len(one.keys), len(other.keys)) > _LONG:
        shared = (one.grams & other.grams).total()
        return 2 * shared / max(1, one.grams.total() + other.grams.total())
    return 2 * int(LCSseq.similarity(one.keys, other.keys)) / size


def title_likeness(one: Unit, other: Unit) -> float:
    """How much of the telling words of two headings is the same, from 0 to 1; 0 where one has no heading."""
    size = len(one.title) + len(other.title)
    return 2 * len(one.title & other.title) / size if one.title and other.title else 0.0


def contained(part: Unit, whole: Unit, without: Unit | None = None) -> float:
    """Which share of the phrases of one provision stands in another, those in `without` not counted."""
    there = whole.grams - without.grams if without is not None else whole.grams
    return (part.grams & there).total() / max(1, part.grams.total())
