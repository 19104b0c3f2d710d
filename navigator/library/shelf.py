"""The user's own agreements: keep, read back, remove, verify."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from navigator.library.catalogue import Catalogue, Change, Row
from navigator.library.identity import identity
from navigator.library.relations import resolved
from navigator.library.stamp import stamp
from navigator.library.store import Store, digest
from navigator.library.trouble import told
from navigator.library.understood import Source, Understood, key_of
from navigator.model.catalogue import (
    AddReport,
    AgreementCard,
    BadInput,
    CancelCheck,
    Cancelled,
    Progress,
    ProgressSink,
)
from navigator.model.library import ImportReport, Origin, Relation, Stated


class Library:
    """One library folder. Nothing is created before the first agreement is added; a folder that cannot be written to
    can still be read. Each refusal of the disk is a `BadInput` that names the folder. Safe to use from any thread and
    from several programs at once.

    Every change is one transaction: an end at any moment leaves the library as before it or as after it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder)
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._cards: tuple[tuple[Row, ...], tuple[AgreementCard, ...]] | None = None
        self._by_key: tuple[tuple[Row, ...], dict[str, Row]] | None = None

    # --- What is there ---

    def cards(self) -> tuple[AgreementCard, ...]:
        """Every agreement, oldest addition first; `earlier` is left empty (see `with_earlier`). The very same tuple
        while nothing has changed: every search asks for it."""
        rows = self._rows()
        if self._cards is None or self._cards[0] is not rows:
            self._cards = (rows, tuple(_card(row) for row in rows))
        return self._cards[1]

    def source(self, key: str) -> Source:
        """The bytes of an agreement, checked against their hash. Raises `BadInput` where the key is unknown or the
        stored bytes are gone or damaged."""
        row = self._row(key)
        with told(self.folder):
            data = self._store.get(row.sha256)
        return _source(row, data)

    def origins(self) -> dict[str, Origin]:
        """Key -> where its source came from."""
        return {row.key: row.origin for row in self._rows()}

    def relations(
        self, cards: Iterable[AgreementCard], samples: Mapping[str, tuple[Stated, ...]]
    ) -> tuple[Relation, ...]:
        """Every relation that the agreements state, each with the agreements that it may mean. `cards` are those of
        the library and the samples, with their earlier versions; `samples` is what the samples state."""
        addresses = {key: origin.address for key, origin in self.origins().items() if origin.address}
        with told(self.folder):
            stated = dict(self._catalogue.relations())
        return resolved({**samples, **stated}, cards, addresses)

    def imports(self) -> tuple[ImportReport, ...]:
        """The reports of the last imports, newest first."""
        with told(self.folder):
            if not self._catalogue.is_there:
                return ()
            with self._catalogue.reading() as change:
                return change.imports()

    # --- Changes ---

    def holds(self, keys: Iterable[str]) -> frozenset[str]:
        """Which of these agreements are there now, whoever added them."""
        with told(self.folder):
            if not self._catalogue.is_there:
                return frozenset()
            with self._catalogue.reading() as change:
                return frozenset(key for key in keys if change.row(key) is not None)

    def begin_import(self, total: int) -> int:
        """The number of a new import of so many files."""
        with self._changing() as change:
            return change.begin_import(total)

    def keep(
        self,
        entries: Sequence[tuple[Source, Understood]],
        number: int | None = None,
        lines: Iterable[tuple[int, AddReport]] = (),
    ) -> tuple[AgreementCard, ...]:
        """Keep sources and list them, and note the `lines` of the import `number`, all in one transaction. The same
        bytes again renew what is kept of them, and keep the day they were first added."""
        cards: list[AgreementCard] = []
        with self._changing() as change:
            for source, understood in entries:
                before = change.row(understood.card.key)
                if before is not None and before.sha256 != understood.card.sha256:
                    taken = f"its key {before.key} is taken by {before.title}"
                    raise BadInput(f"{source.name}: {taken}; remove that agreement first")
                card = replace(understood.card, added=before.added if before else understood.card.added)
                self._store.stage(source.data)
                change.put(_entry(card, understood.media_type, source), understood.relations)
                cards.append(card)
            if number is not None:
                change.report(number, lines)
        return tuple(cards)

    def restore(self, source: Source) -> bool:
        """Put the bytes of an agreement back where they are missing or damaged; whether they were."""
        row = self._listed().get(source.key)
        if row is None or row.sha256 != digest(source.data):
            return False
        with told(self.folder):
            if self._store.intact(row.sha256):
                return False
        with self._changing() as change:
            if change.listed(row.sha256):  # and not taken out meanwhile
                self._store.stage(source.data)
        return True

    def end_import(self, number: int, *, cancelled: bool) -> None:
        """Nothing more comes of an import."""
        with self._changing() as change:
            change.end_import(number, cancelled=cancelled)

    def renew(self, understood: Iterable[Understood]) -> None:
        """What this version of the product understands of sources that are kept, in place of what an older one did."""
        with self._changing() as change:
            for row in understood:
                before = change.row(row.card.key)
                if before is not None:
                    card = replace(row.card, added=before.added)
                    change.put(_entry(card, row.media_type, _source(before, b"")), row.relations)

    def remove(self, key: str) -> None:
        """Take an agreement off the list and its bytes off the disk."""
        row = self._row(key)
        with self._changing() as change:
            self._store.retire(row.sha256)
            change.remove(key)

    # --- Care ---

    def entries(self) -> dict[str, tuple[Row, tuple[Stated, ...]]]:
        """Key -> all that is kept of a source besides its bytes and its index."""
        rows = self._rows()
        with told(self.folder):
            stated = self._catalogue.relations()
        return {row.key: (row, stated.get(row.key, ())) for row in rows}

    def verify(self, progress: ProgressSink | None = None, cancelled: CancelCheck | None = None) -> tuple[str, ...]:
        """What is wrong with the catalogue and the stored bytes, one line each; nothing where all is well. What an
        interrupted change left on its way is settled first, where the folder can be written to. Raises `Cancelled`."""
        with suppress(OSError, sqlite3.Error):
            self._settle()
        with told(self.folder):
            found = [f"catalogue: {words}" for words in self._catalogue.check()]
            stored = self._store.listing()
        rows = self._rows()  # after the listing: what another program adds meanwhile is no stray
        for at, row in enumerate(rows):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(Progress(at, len(rows), f"Checking the bytes of {row.title}"))
            if row.key != key_of(row.sha256):
                found.append(f"{row.title} ({row.key}): its key does not fit its source {row.sha256}")
            try:
                self._store.get(row.sha256)
            except (BadInput, OSError) as error:
                if row in self._rows():  # and not taken out meanwhile
                    found.append(f"{row.title} ({row.key}): {error}")
        listed = frozenset(row.sha256 for row in rows)
        strays = (path for path in stored if path.name not in listed and path.exists())
        found.extend(f"{path}: belongs to no agreement in the catalogue; it can be deleted" for path in strays)
        return tuple(found)

    @contextmanager
    def _changing(self) -> Iterator[Change]:
        """One transaction over catalogue and sources. First and last it settles what is pending: what an interruption
        left, and its own."""
        with told(self.folder):
            try:
                with self._catalogue.writing() as change:
                    self._store.settle(change.listed)
                    yield change
                    if self._store.unsettled():
                        self._store.flush()
            except BaseException:
                with suppress(OSError, sqlite3.Error):
                    self._settle()
                raise
            self._settle()

    def _settle(self) -> None:
        """Where nothing is pending, no lock is asked for."""
        if self._store.unsettled():
            with self._catalogue.writing() as change:
                self._store.settle(change.listed)

    def _rows(self) -> tuple[Row, ...]:
        with told(self.folder):
            if self.folder.exists() and not self.folder.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "not a folder")
            return self._catalogue.rows()

    def _row(self, key: str) -> Row:
        row = self._listed().get(key)
        if row is None:
            raise BadInput(f"{key}: no such agreement in the library; library list shows what is there")
        return row

    def _listed(self) -> dict[str, Row]:
        """By key; made once while nothing has changed."""
        rows, kept = self._rows(), self._by_key
        if kept is None or kept[0] is not rows:
            kept = self._by_key = (rows, {row.key: row for row in rows})
        return kept[1]


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
    return tuple(
        card if card.earlier == (known := earlier.get(card.key, ())) else replace(card, earlier=known) for card in cards
    )


def _entry(card: AgreementCard, media_type: str, source: Source) -> Row:
    return Row(
        key=card.key,
        sha256=card.sha256,
        title=card.title,
        chosen=source.title is not None,
        publisher=card.publisher,
        version=card.version,
        language=card.language,
        source_name=source.name,
        media_type=media_type,
        added=card.added,
        provisions=card.provisions,
        words=card.words,
        has_summaries=card.has_summaries,
        origin=source.origin,
        folder=source.folder,
        charset=source.charset,
        made_by=stamp(),
    )


def _source(row: Row, data: bytes) -> Source:
    title = row.title if row.chosen else None
    return Source(row.source_name, data, row.origin, title, row.folder, row.charset)


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
        folder=row.folder,
    )
