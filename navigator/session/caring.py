"""Care of a library: whether it is whole, and all that is derived from its sources made anew."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from navigator import library as shelves
from navigator.library import Source, Understood
from navigator.model.catalogue import AgreementCard, BadInput, CancelCheck, Cancelled, Progress, ProgressSink
from navigator.model.library import Verified
from navigator.session.adding import Adding

if TYPE_CHECKING:
    from navigator.search import Document

_RENEWED_AT_ONCE = 32


class Caring(Adding):
    """What looks after the library."""

    def verify(
        self,
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        *,
        quick: bool = False,
    ) -> Verified:
        """Whether the library is whole: each source by its hash, and whether list and index are what a fresh reading of
        each source gives, which takes about as long as adding them all again. With `quick` nothing is read anew: the
        index is looked at by itself. Raises `Cancelled`."""
        wrong = list(self._library.verify(progress, cancelled))
        damaged = self._search.check()
        wrong += damaged
        if quick:
            return Verified(tuple(wrong), (), len(self._library.cards()), quick=True)
        cards = {card.key: card for card in self.cards()}
        entries = self._library.entries()
        if not damaged:  # first brought up to date, as every search does
            self._search.prepare(self.cards(), progress, cancelled, again=True)
            wrong += self._search.strangers(self.cards())
        notes: list[str] = []
        with closing(self._read_again(tuple(cards.values()), progress, cancelled)) as readings:
            for card, fresh in readings:
                if isinstance(fresh, BadInput):
                    if str(fresh) not in " ".join(wrong):  # damaged bytes have been told of
                        wrong.append(f"{card.title} ({card.key}): {fresh}")
                    continue
                if card.key in entries:
                    differs = shelves.difference(*entries[card.key], fresh)
                    if differs is not None:
                        same = entries[card.key][0].made_by == shelves.stamp()
                        line = shelves.difference_line(entries[card.key][0], differs, same_code=same)
                        (wrong if same else notes).append(line)
                lacks = None if damaged else self._search.lacks(card.key, fresh.documents)
                if lacks is not None and any(row.key == card.key for row in self.cards()):
                    wrong.append(f"index: of {card.title} ({card.key}) it {lacks}")
        return Verified(tuple(wrong), tuple(notes), len(entries))

    def rebuild_index(
        self, progress: ProgressSink | None = None, cancelled: CancelCheck | None = None
    ) -> tuple[str, ...]:
        """Make anew all that is derived from the sources: what the list says of each, its relations, and the index.
        Each source is understood once. Answers what could not be read, and whether the list could not be written, one
        line each. Raises `Cancelled`; the index stays as it was then, as it does while the new one is made."""
        cards = self._library.cards()
        refused: list[str] = []

        def renew(ready: list[Understood]) -> None:
            try:
                if ready and not refused:
                    self._library.renew(ready)
            except BadInput as error:  # read-only media, say: the index is kept elsewhere
                refused.append(f"{error} (the index is made anew; what the list says stays as it was)")

        def found() -> Generator[tuple[str, tuple[Document, ...]], None, None]:
            ready: list[Understood] = []
            for _, fresh in self._read_again(cards, progress, cancelled):
                if isinstance(fresh, BadInput):  # the index tells of it
                    continue
                yield fresh.card.key, fresh.documents
                ready.append(replace(fresh, documents=()))
                if len(ready) >= _RENEWED_AT_ONCE:
                    renew(ready)
                    ready = []
            renew(ready)

        with closing(found()) as fresh_documents:  # ends its processes, whatever happens
            troubles = self._search.rebuild(self.cards(), None, cancelled, fresh_documents)
        with suppress(BadInput):  # another program does the same
            troubles = self._search.prepare(self.cards(), None, cancelled)  # what was added or taken out meanwhile
        return (*refused, *troubles)

    def _read_again(
        self, cards: Sequence[AgreementCard], progress: ProgressSink | None, cancelled: CancelCheck | None
    ) -> Generator[tuple[AgreementCard, Understood | BadInput], None, None]:
        """Each agreement that is there with a fresh understanding of its source, as they get done. To be closed: it may
        have processes of its own."""
        from navigator.library.many import understand_many

        gone: list[tuple[AgreementCard, BadInput]] = []

        def sources() -> Iterator[tuple[int, Source]]:
            for place, card in enumerate(cards):
                if stopped():
                    return
                try:
                    yield place, self._samples.get(card.key) or self._library.source(card.key)
                except BadInput as error:
                    if any(row.key == card.key for row in self.cards()):  # and not taken out meanwhile
                        gone.append((card, error))

        def stopped() -> bool:
            return cancelled is not None and cancelled()

        with closing(understand_many(sources(), len(cards), shelves.analyse, stopped)) as done:
            for count, (place, _, fresh) in enumerate(done, 1):
                yield from gone
                gone.clear()
                yield cards[place], fresh
                if progress is not None:
                    progress(Progress(count, len(cards), f"Reading {cards[place].title}"))
        if stopped():
            raise Cancelled
        yield from gone
        if progress is not None:
            progress(Progress(len(cards), len(cards), ""))
