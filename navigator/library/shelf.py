"""The user's own agreements: add, read back, remove, verify."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from navigator.library.catalogue import Catalogue, Row
from navigator.library.identity import identity, publisher_of
from navigator.library.store import Store, digest
from navigator.library.trouble import told
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput

_KEY_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source and the file name (never a path) that they came under."""

    name: str
    data: bytes


class Library:
    """One library folder. Nothing is created before the first agreement is added; a folder that cannot be written to
    can still be read. Each refusal of the disk is a `BadInput` that names the folder. Safe to use from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder / "sources")
        self._catalogue = Catalogue(folder / "catalogue.sqlite")

    def cards(self) -> tuple[AgreementCard, ...]:
        """Every agreement, oldest addition first; `earlier` is left empty (see `with_earlier`)."""
        return tuple(_card(row) for row in self._rows())

    def source(self, key: str) -> Source:
        """The bytes of an agreement, checked against their hash. Raises `BadInput` where the key is unknown or the
        stored bytes are gone or damaged."""
        row = self._row(key)
        with told(self.folder):
            return Source(row.source_name, self._store.get(row.sha256))

    def add(self, source: Source, analysis: Analysis) -> AgreementCard:
        """Keep a source and list it: the bytes first, whole and flushed, then the row in one transaction. Adding the
        same bytes again renews the row and keeps the day they were first added."""
        sha256 = digest(source.data)
        key = key_of(sha256)
        before = next((row for row in self._rows() if row.key == key), None)
        if before is not None and before.sha256 != sha256:
            raise BadInput(f"{source.name}: its key {key} is taken by {before.title}; remove that agreement first")
        card = card_of(source, analysis, added=before.added if before else datetime.now(UTC))
        with told(self.folder):
            self._store.put(source.data)
            self._catalogue.put(_row(card, analysis.agreement.text.source.media_type))
        return card

    def remove(self, key: str) -> None:
        """Take an agreement off the list, then its bytes off the disk."""
        row = self._row(key)
        with told(self.folder):
            self._catalogue.remove(key)
            self._store.discard(row.sha256)

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the catalogue and the stored bytes, one line each; nothing where all is well."""
        with told(self.folder):
            found = [f"catalogue: {words}" for words in self._catalogue.check()]
        rows = self._rows()
        for row in rows:
            try:
                self.source(row.key)
            except BadInput as error:
                found.append(f"{row.title} ({row.key}): {error}")
        strays = self._store.strays(frozenset(row.sha256 for row in rows))
        found.extend(f"{path}: belongs to no agreement in the catalogue; it can be deleted" for path in strays)
        return tuple(found)

    def _rows(self) -> tuple[Row, ...]:
        with told(self.folder):
            if self.folder.exists() and not self.folder.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "not a folder")
            return self._catalogue.rows()

    def _row(self, key: str) -> Row:
        for row in self._rows():
            if row.key == key:
                return row
        raise BadInput(f"{key}: no such agreement in the library; library list shows what is there")


def key_of(sha256: str) -> str:
    """The key of an agreement in the library and in its index."""
    return sha256[:_KEY_DIGITS]


def card_of(source: Source, analysis: Analysis, *, added: datetime, sample: bool = False) -> AgreementCard:
    """What the list shows of an agreement."""
    agreement = analysis.agreement
    sha256 = digest(source.data)
    return AgreementCard(
        key=key_of(sha256),
        title=agreement.title,
        publisher=publisher_of(analysis),
        version=agreement.last_updated,
        language=agreement.language,
        source_name=source.name,
        sha256=sha256,
        added=added,
        provisions=len(agreement.provisions),
        words=agreement.coverage.placed_words,
        has_summaries=bool(agreement.summaries),
        sample=sample,
    )


def with_earlier(cards: Iterable[AgreementCard]) -> tuple[AgreementCard, ...]:
    """The same cards in the same order, each with the keys of its earlier versions: the same title and publisher and
    an earlier date (of the agreement itself; where two have the same date or none, of their addition). An agreement of
    an unknown publisher has none: many publishers call theirs "Privacy Policy"."""
    cards = tuple(cards)
    versions: dict[str, list[AgreementCard]] = {}
    for card in cards:
        if card.publisher is not None:
            versions.setdefault(identity(card.title, card.publisher), []).append(card)
    earlier: dict[str, tuple[str, ...]] = {}
    for rows in versions.values():
        rows.sort(key=lambda card: (card.version or date.min, card.added, card.key))
        for place, card in enumerate(rows):
            earlier[card.key] = tuple(row.key for row in reversed(rows[:place]))
    return tuple(replace(card, earlier=earlier.get(card.key, ())) for card in cards)


def _row(card: AgreementCard, media_type: str) -> Row:
    return Row(
        key=card.key,
        sha256=card.sha256,
        title=card.title,
        publisher=card.publisher,
        version=card.version,
        language=card.language,
        source_name=card.source_name,
        media_type=media_type,
        added=card.added,
        provisions=card.provisions,
        words=card.words,
        has_summaries=card.has_summaries,
    )


def _card(row: Row) -> AgreementCard:
    return AgreementCard(
        key=row.key,
        title=row.title,
        publisher=row.publisher,
        version=row.version,
        language=row.language,
        source_name=row.source_name,
        sha256=row.sha256,
        added=row.added,
        provisions=row.provisions,
        words=row.words,
        has_summaries=row.has_summaries,
    )
