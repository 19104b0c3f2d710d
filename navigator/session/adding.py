"""Adding agreements to the library, and taking them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from navigator import library as shelves
from navigator.model.analysis import Analysis
from navigator.model.catalogue import (
    AddReport,
    AddStatus,
    AgreementCard,
    BadInput,
    CancelCheck,
    Change,
    ChangeKind,
    Outcome,
    Progress,
    ProgressSink,
)
from navigator.session.searching import Searching
from navigator.session.sources import key_of, read_source, understand

_INDEXED_AT_ONCE = 8  # fewer than the analyses that are kept, so that none is made twice


class Adding(Searching):
    """What changes the library."""

    def add(
        self,
        paths: Sequence[Path],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> Outcome[tuple[AddReport, ...]]:
        """Add files, and whatever folders hold of them. Each file has its own report; one that fails never stops the
        rest. Cancelling keeps what is added by then: adding the same paths again goes on from there."""
        from navigator.reading import ENDINGS

        files = list(shelves.expand(paths, ENDINGS))
        reports: list[AddReport] = []
        changes: list[Change] = []
        unindexed: dict[str, Analysis] = {}
        there = {card.key: card for card in self.cards()}
        for at, file in enumerate(files):
            if cancelled is not None and cancelled():
                break
            if progress is not None:
                progress(Progress(at, len(files), file.name))
            report, card = self._add(file, there)
            reports.append(report)
            if card is not None:
                there[card.key] = card
                changes.append(Change(ChangeKind.AGREEMENT_ADDED, card.key))
                unindexed[card.key] = self.analysis(card.key)
            if len(unindexed) == _INDEXED_AT_ONCE:
                self._search.note(unindexed)
                unindexed = {}
        self._search.note(unindexed)
        if progress is not None:
            progress(Progress(len(files), len(files), ""))
        return Outcome(tuple(reports), tuple(changes))

    def remove(self, key: str) -> Outcome[None]:
        """Take one of the user's agreements out of the library."""
        if key in self._samples:
            raise BadInput(f"{key}: a sample that comes with the product; it cannot be removed")
        self._library.remove(key)
        self._analyses.forget(key)
        return Outcome(None, (Change(ChangeKind.AGREEMENT_REMOVED, key),))

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the library on disk, one line each."""
        return self._library.verify()

    def _add(self, file: Path, there: dict[str, AgreementCard]) -> tuple[AddReport, AgreementCard | None]:
        """One file: its report, and its card where it is new."""
        try:
            source = read_source(file)
            key = key_of(source)
            if key in there:
                title = there[key].title
                return AddReport(str(file), key, AddStatus.ALREADY_THERE, f"already there as {title}", title), None
            analysis = self._analyses.get(key, lambda: understand(source))
            card = self._library.add(source, analysis)
        except BadInput as error:
            return AddReport(str(file), None, AddStatus.FAILED, str(error)), None
        left_out = sum(row.words for row in analysis.agreement.coverage.left_out)
        message = f"{card.title}: {card.provisions} provisions, {card.words} words"
        doubts = analysis.agreement.text.notes + analysis.agreement.doubts
        report = AddReport(str(file), key, AddStatus.ADDED, message, card.title, card.provisions, left_out, doubts)
        return report, card
