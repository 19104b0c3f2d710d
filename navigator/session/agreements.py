"""Agreements as they are read: out of the library, out of the samples, or from a file that is only looked at."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from navigator import library as shelves
from navigator.library import Library, Source
from navigator.model.address import number_part
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput
from navigator.model.library import Details, ImportReport, Origin
from navigator.session.kept import Kept
from navigator.session.questions import Questions
from navigator.session.sampled import Sampled, sampled
from navigator.session.sources import read_source


class Agreements(Questions):
    """The agreements that there are, and what is understood of each."""

    def __init__(self, library: Path) -> None:
        super().__init__()
        self._library = Library(library)
        self._analyses: Kept[Analysis] = Kept(12)
        self._inspected: Kept[Path] = Kept(64)
        self._listed: tuple[tuple[AgreementCard, ...], tuple[AgreementCard, ...]] | None = None

    @property
    def library(self) -> Path:
        """The folder of the library; it may not be there yet."""
        return self._library.folder

    def cards(self) -> tuple[AgreementCard, ...]:
        """The user's agreements, newest addition first, then the samples; each with its earlier versions."""
        own = self._library.cards()
        kept = self._listed
        if kept is None or kept[0] is not own:
            there = {card.key for card in own}
            samples = tuple(row.card for key, row in self._sampled.items() if key not in there)
            kept = self._listed = (own, shelves.with_earlier((*reversed(own), *samples)))
        return kept[1]

    def details(self, key: str) -> Details:
        """All that the library knows of one version: its origin, the other versions, relations to other agreements."""
        cards = self.cards()
        by_key = {card.key: card for card in cards}
        if key not in by_key:
            raise BadInput(f"{key}: no such agreement in the library; library list shows what is there")
        stated = {sample: row.stated for sample, row in self._sampled.items()}
        relations = self._library.relations(cards, stated)
        card = by_key[key]
        newest = next((row for row in cards if key in row.earlier and not _is_earlier(row.key, cards)), card)
        versions = (newest, *(by_key[earlier] for earlier in newest.earlier))
        return Details(
            card,
            self._library.origins().get(key, Origin()),
            versions,
            tuple(row for row in relations if row.agreement == key),
            tuple(row for row in relations if newest.key in row.candidates),
        )

    def imports(self) -> tuple[ImportReport, ...]:
        """The reports of the last imports, newest first."""
        return self._library.imports()

    def analysis(self, key: str) -> Analysis:
        """An agreement of the library, or a file that was inspected, understood."""

        def make() -> Analysis:
            return shelves.analyse(self._held(key))

        return self._analyses.get(key, make)

    def inspect(self, path: Path) -> Analysis:
        """What is understood of a file, without adding it."""
        source = read_source(path)
        self._inspected.get(source.key, lambda: path.absolute())
        return self._analyses.get(source.key, lambda: shelves.analyse(source))

    def provision(self, analysis: Analysis, words: str) -> str | None:
        """The provision that somebody names by its id, its number ("9.6", "§ 2.1(a)") or its heading, in this order;
        None where there is none. Of several with one heading it is the first."""
        provisions = analysis.agreement.provisions
        number, heading = number_part(words), " ".join(words.casefold().split())
        for suits in (
            lambda row: row.id == words,
            lambda row: row.full_number is not None and number_part(row.full_number) == number,
            lambda row: row.heading is not None and " ".join(row.heading.casefold().split()) == heading,
        ):
            for row in provisions:
                if suits(row):
                    return row.id
        return None

    def inspect_json(self, path: Path) -> dict[str, Any]:
        """The same as the command line's JSON."""
        from navigator.report import inspect_json

        return inspect_json(self.inspect(path))

    # --- Within ---

    @cached_property
    def _samples(self) -> dict[str, Source]:
        import corpus

        sources = [Source(sample.name, sample.data) for sample in corpus.samples()]
        return {source.key: source for source in sources}

    @cached_property
    def _sampled(self) -> dict[str, Sampled]:
        return sampled(self._samples)

    def _source(self, analysis: Analysis) -> bytes:
        """The bytes that an analysis was made from: out of the library, or out of the file that was inspected."""
        info = analysis.agreement.text.source
        return self._held(shelves.key_of(info.sha256), Path(info.name)).data

    def _held(self, key: str, path: Path | None = None) -> Source:
        """The source with a key: a sample, one of the library, or the file that was inspected (at `path` where nobody
        remembers which one). BadInput where there is none."""
        if key in self._samples:
            return self._samples[key]
        if any(card.key == key for card in self._library.cards()):
            return self._library.source(key)
        place = self._inspected.peek(key) or path
        if place is None:
            return self._library.source(key)  # says that it has none
        source = read_source(place)
        if source.key != key:
            raise BadInput(f"{source.name}: changed since it was read; open it again and export then")
        return source


def _is_earlier(key: str, cards: tuple[AgreementCard, ...]) -> bool:
    return any(key in card.earlier for card in cards)
