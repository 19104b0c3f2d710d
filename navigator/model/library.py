"""What the library knows of an agreement besides its text: where it came from, what it relates to, how it was added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from navigator.model.agreement import LeftOut
from navigator.model.catalogue import AddReport, AgreementCard


class RelationKind(StrEnum):
    """NAMES is all that can be said where an agreement names another document without saying that it takes it in."""

    INCORPORATES = "incorporates"
    AMENDS = "amends"
    REPLACES = "replaces"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation to another document, as an agreement's own words state it.

    named      the document as the agreement calls it: "Acceptable Use Policy"
    url        where the agreement says that it is; None where it does not
    provision  where it says so
    """

    kind: RelationKind
    named: str
    url: str | None
    provision: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two agreements: `agreement` (its key) says it of another one.

    candidates  keys of the agreements in the library that the words may mean: one where that is settled, several where
                it is not, none where no such agreement is in the library
    """

    agreement: str
    stated: Stated
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a source came from: the web address that its bytes were served at, and when. Both None for a file."""

    address: str | None = None
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """All that the library page tells of one version.

    versions  every version of the agreement in the library, newest first; the card itself is one of them
    says      relations that it states itself, in reading order
    said_of   relations that others state of it
    """

    card: AgreementCard
    origin: Origin
    versions: tuple[AgreementCard, ...]
    says: tuple[Relation, ...] = ()
    said_of: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One import, file by file. `ended` is None where it was cut off (the program was ended, the power failed);
    `cancelled` where the user stopped it. What its lines say was added is in the library in every case."""

    began: datetime
    ended: datetime | None
    cancelled: bool
    total: int
    lines: tuple[AddReport, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Something read, not kept yet: what the user sees before it becomes part of the library.

    name      a file name for the bytes
    title     what it will be called; `chosen` where the user said so
    opening   numbers and headings of its first provisions, in reading order
    known_as  the title under which the very same bytes are in the library already; None where they are not
    """

    data: bytes
    name: str
    origin: Origin
    card: AgreementCard
    title: str
    chosen: bool
    opening: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[str, ...]
    known_as: str | None = None

    @property
    def left_out_by_reason(self) -> tuple[tuple[str, int], ...]:
        """Each reason with the words that were left out for it, the most first."""
        words: Counter[str] = Counter()
        for row in self.left_out:
            words[row.reason] += row.words
        return tuple(words.most_common())


@dataclass(frozen=True, slots=True)
class PublicTerms:
    """Well-known terms that anybody may read: who published them, what they are called, where they are."""

    publisher: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a library when it was checked.

    wrong       what is damaged, with the mend, one line each
    notes       what is sound and would be understood otherwise by the program as it is now, one line each
    agreements  so many were checked
    quick       whether the sources were not read anew
    """

    wrong: tuple[str, ...]
    notes: tuple[str, ...]
    agreements: int
    quick: bool = False
