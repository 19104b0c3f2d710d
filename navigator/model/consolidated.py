"""The agreement as it reads for a profile: every piece of text with its status and the provision it comes from.

Nothing is written anew: each piece is a span of the canonical text. The published pieces and the struck ones together
are the agreement as published, to the letter; a replacement piece is a second look at words that stand elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from navigator.model.agreement import Piece
from navigator.model.amendments import Action
from navigator.model.rules import Answer, Fact, Profile
from navigator.model.terms import Definition
from navigator.model.text import Span


class PieceStatus(StrEnum):
    """What a piece of text is in the agreement as it reads for a profile."""

    PUBLISHED = "published"
    STRUCK = "struck"  # published, and not in force for this profile
    REPLACEMENT = "replacement"  # stands in the place of what is struck


class Standing(StrEnum):
    """What became of a provision."""

    PUBLISHED = "published"  # as published
    REPLACED = "replaced"  # another provision stands in its place
    DISAPPLIED = "disapplied"  # does not apply, and nothing stands in its place
    OPEN = "open"  # the agreement's words do not settle whether it is replaced or applies; shown as published
    OTHERS = "others"  # special terms for other customers; shown as published


@dataclass(frozen=True, slots=True)
class ConsolidatedPiece:
    """A piece of binding text (number and heading left off) with the provision that its words come from."""

    piece: Piece
    status: PieceStatus
    by: str
    note: str | None = None

    @property
    def span(self) -> Span:
        return self.piece.span


@dataclass(frozen=True, slots=True)
class Touch:
    """An addition, a qualification or a limited change: shown at the provision it touches, never applied to the text.

    by       the provision that makes it
    span     the words that make it
    certain  False where the words do not settle whether it applies to the profile
    """

    action: Action
    by: str
    span: Span
    certain: bool = True


@dataclass(frozen=True, slots=True)
class ConsolidatedProvision:
    """One provision as it reads for the profile.

    pieces       in order: its own text, then what stands in its place
    replaced_by  the provisions that replace or disapply it (or the one above it that they name)
    replaces     the provisions whose place this one takes
    notes        in words, for the reader
    """

    provision: str
    standing: Standing
    pieces: tuple[ConsolidatedPiece, ...]
    replaced_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    touched_by: tuple[Touch, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def reads(self) -> tuple[ConsolidatedPiece, ...]:
        """The pieces that are in force: everything but what is struck."""
        return tuple(piece for piece in self.pieces if piece.status is not PieceStatus.STRUCK)


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a reference lands for the profile: the provision whose text applies, or None where none does.

    instead_of  the provision that the reference names, where that is not where it lands
    note        why, in words; also where it is not settled
    """

    provision: str | None
    instead_of: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Consolidated:
    """Every provision of the agreement, in reading order, as it reads for a profile."""

    profile: Profile
    provisions: tuple[ConsolidatedProvision, ...]

    @cached_property
    def by_id(self) -> dict[str, ConsolidatedProvision]:
        return {row.provision: row for row in self.provisions}

    def lands_on(self, target: str) -> Landing:
        """Where a reference to a provision lands. An unknown provision lands on itself."""
        row = self.by_id.get(target)
        if row is None or row.standing in (Standing.PUBLISHED, Standing.OTHERS):
            return Landing(target)
        note = " ".join(row.notes) or None
        if row.standing is Standing.DISAPPLIED:
            return Landing(None, target, note)
        if row.standing is Standing.REPLACED and len(row.replaced_by) == 1:
            return Landing(row.replaced_by[0], target, note)
        return Landing(target, note=note)


@dataclass(frozen=True, slots=True)
class ApplicableDefinition:
    """A definition of a term for a profile.

    definition  None where an instruction only extends the term ("Charges … will include stamp duty")
    span        the words that define or extend it
    applies     True or False; None where the words do not settle it
    """

    provision: str
    span: Span
    definition: Definition | None
    applies: bool | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FactDifference:
    """One fact on which two profiles get different answers."""

    fact: Fact
    left: Answer | None
    right: Answer | None


@dataclass(frozen=True, slots=True)
class TextDifference:
    """One provision that reads differently for two profiles."""

    provision: str
    left: ConsolidatedProvision
    right: ConsolidatedProvision


@dataclass(frozen=True, slots=True)
class ProfileComparison:
    """What differs between two profiles; ids of provisions throughout.

    left_terms, right_terms  special terms that apply (or may) to that side alone
    texts                    provisions whose text in force, or what touches them, differs
    """

    left: Profile
    right: Profile
    facts: tuple[FactDifference, ...]
    left_terms: tuple[str, ...]
    right_terms: tuple[str, ...]
    texts: tuple[TextDifference, ...]
