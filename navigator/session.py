"""The façade: the only door between the front ends and the core. Queries return values, mutations an `Outcome`.

Every method may be called from any thread. What the user gave and cannot be used raises `BadInput`; work that the
caller's `cancelled` stops raises `Cancelled`, save `add`, which answers with what it has added by then.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from navigator import library as shelves
from navigator.library import Library, Source
from navigator.model.address import number_part
from navigator.model.analysis import Analysis
from navigator.model.catalogue import (
    AddReport,
    AddStatus,
    AgreementCard,
    BadInput,
    CancelCheck,
    Change,
    ChangeKind,
    Filters,
    Outcome,
    Progress,
    ProgressSink,
    SearchResult,
)
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability
from navigator.questions import Kept, Questions

if TYPE_CHECKING:
    from navigator.search.finder import Finder

T = TypeVar("T")

APPLICATION = "contract-navigator"
INDEX_VERSION = 1
"""Raised when the stages or the index change so that older indexes no longer fit."""

_INDEXED_AT_ONCE = 8  # fewer than the analyses that are kept, so that none is made twice

# A version of a sample does not change while the product does not.
_SAMPLES_ADDED = datetime(2025, 1, 1, tzinfo=UTC)


def default_library() -> Path:
    """Where the library of this user is kept."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "library"


class Session(Questions):
    """One library with its search, for one front end; the questions to an agreement are `Questions`."""

    def __init__(self, library: Path | None = None) -> None:
        super().__init__()
        self._library = Library(library or default_library())
        self._analyses: Kept[Analysis] = Kept(12)
        self._inspected: Kept[Path] = Kept(64)
        self._finder_lock = threading.Lock()
        self._finder: Finder | None = None

    @property
    def library(self) -> Path:
        """The folder of the library; it may not be there yet."""
        return self._library.folder

    # --- The library ---

    def cards(self) -> tuple[AgreementCard, ...]:
        """The user's agreements, newest addition first, then the samples; each with its earlier versions."""
        own = tuple(reversed(self._library.cards()))
        there = {card.key for card in own}
        samples = tuple(card for card in self._sample_cards if card.key not in there)
        return shelves.with_earlier(own + samples)

    def analysis(self, key: str) -> Analysis:
        """An agreement of the library, understood."""

        def make() -> Analysis:
            source = self._samples.get(key) or self._library.source(key)
            return _analyse(source)

        return self._analyses.get(key, make)

    def inspect(self, path: Path) -> Analysis:
        """What is understood of a file, without adding it."""
        source = _read(path)
        self._inspected.get(_key(source), lambda: path.absolute())
        return self._analyses.get(_key(source), lambda: _analyse(source))

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

    # --- Search ---

    def search(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - immutable
        cancelled: CancelCheck | None = None,
        *,
        as_you_type: bool = False,
    ) -> SearchResult:
        """Ranked provisions. With `as_you_type` the last word of the query may be unfinished. The first search brings
        the index up to date, which takes a moment for each new agreement (see `prepare_search`)."""
        return self._search.search(query, filters, self.cards(), as_you_type=as_you_type, cancelled=cancelled)

    def prepare_search(
        self, progress: ProgressSink | None = None, cancelled: CancelCheck | None = None
    ) -> tuple[str, ...]:
        """Bring the index up to date; answers what could not be indexed, one line each."""
        return self._search.prepare(self.cards(), progress, cancelled)

    def rebuild_index(
        self, progress: ProgressSink | None = None, cancelled: CancelCheck | None = None
    ) -> tuple[str, ...]:
        """Make the index anew; answers as `prepare_search`."""
        return self._search.rebuild(self.cards(), progress, cancelled)

    # --- Export ---

    def export(
        self, analysis: Analysis, request: ExportRequest, out: Path, *, overwrite: bool = False
    ) -> Outcome[Path]:
        """Write provisions to a file, in the format of its ending; whole or not at all. A file that is there already is
        replaced only with `overwrite`."""
        from navigator import answers, export

        written = export.write(
            analysis,
            self._for_export(analysis, request),
            request,
            out,
            overwrite=overwrite,
            source=lambda: self._source(analysis),
            findings=lambda: answers.check_json(analysis, self.findings(analysis)),
        )
        return Outcome(written)

    def export_rows(self, rows: Sequence[Sequence[str]], out: Path, *, overwrite: bool = False) -> Outcome[Path]:
        """Write any table, head and rows, as CSV that no spreadsheet takes for formulas; whole or not at all."""
        from navigator import export

        return Outcome(export.write_rows(rows, out, overwrite=overwrite))

    def suggest_name(self, analysis: Analysis, request: ExportRequest, ending: str) -> str:
        """A file name for an export that every system takes; `ending` with its dot."""
        from navigator import export

        return export.suggest_name(analysis, request, ending)

    def page_images(self, analysis: Analysis, request: ExportRequest) -> list[bytes]:
        """The pages of that PDF as PNG, for the preview and the print dialog."""
        from navigator import export

        return export.write_page_images(analysis, self._for_export(analysis, request), request)

    def close(self) -> None:
        """Let go of the index's files. The session may be used again afterwards."""
        with self._finder_lock:
            if self._finder is not None:
                self._finder.close()
                self._finder = None

    # --- Within ---

    @cached_property
    def _samples(self) -> dict[str, Source]:
        import corpus

        sources = [Source(sample.name, sample.data) for sample in corpus.samples()]
        return {_key(source): source for source in sources}

    @cached_property
    def _sample_cards(self) -> tuple[AgreementCard, ...]:
        return tuple(
            shelves.card_of(source, self.analysis(key), added=_SAMPLES_ADDED, sample=True)
            for key, source in self._samples.items()
        )

    @property
    def _search(self) -> Finder:
        with self._finder_lock:
            if self._finder is None:
                from navigator.search.finder import Finder

                self._finder = Finder(self._library.folder / "index", self.analysis, self.applies, _stamp())
            return self._finder

    def _for_export(self, analysis: Analysis, request: ExportRequest) -> Applicability | None:
        return None if request.reader.is_empty else self.applies(analysis, request.reader)

    def _source(self, analysis: Analysis) -> bytes:
        """The bytes that an analysis was made from: out of the library, or out of the file that was inspected."""
        info = analysis.agreement.text.source
        key = shelves.key_of(info.sha256)
        if key in self._samples:
            return self._samples[key].data
        if any(card.key == key for card in self._library.cards()):
            return self._library.source(key).data
        source = _read(self._inspected.get(key, lambda: Path(info.name)))
        if _key(source) != key:
            raise BadInput(f"{source.name}: changed since it was read; open it again and export then")
        return source.data

    def _add(self, file: Path, there: dict[str, AgreementCard]) -> tuple[AddReport, AgreementCard | None]:
        """One file: its report, and its card where it is new."""
        try:
            source = _read(file)
            key = _key(source)
            if key in there:
                title = there[key].title
                return AddReport(str(file), key, AddStatus.ALREADY_THERE, f"already there as {title}", title), None
            analysis = self._analyses.get(key, lambda: _analyse(source))
            card = self._library.add(source, analysis)
        except BadInput as error:
            return AddReport(str(file), None, AddStatus.FAILED, str(error)), None
        left_out = sum(row.words for row in analysis.agreement.coverage.left_out)
        message = f"{card.title}: {card.provisions} provisions, {card.words} words"
        doubts = analysis.agreement.text.notes + analysis.agreement.doubts
        report = AddReport(str(file), key, AddStatus.ADDED, message, card.title, card.provisions, left_out, doubts)
        return report, card


def _key(source: Source) -> str:
    from hashlib import sha256

    return shelves.key_of(sha256(source.data).hexdigest())


def _analyse(source: Source) -> Analysis:
    """Understand a source. A fault of ours on one file must neither stop the import of a folder nor end the program: it
    is told like a file that cannot be read, with the fault as its cause."""
    from navigator.pipeline import analyse

    try:
        return analyse(source.data, source.name)
    except BadInput:
        raise
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"[:200]
        raise BadInput(
            f"{source.name}: the program failed on it ({fault}); please report this with the file"
        ) from error


def _stamp() -> str:
    """What an index must have been made by: this version of the product."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{version(APPLICATION)}/{INDEX_VERSION}"
    except PackageNotFoundError:  # run from its folder, without having been installed
        return f"source/{INDEX_VERSION}"


def _read(path: Path) -> Source:
    """The bytes of a file that the user names."""
    from navigator.reading import MAX_BYTES

    try:
        if path.is_dir():
            raise BadInput(f"{path}: a folder; name a file in it, or add the folder to the library")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # one more than a reader takes: it refuses that, and says why
    except FileNotFoundError:
        raise BadInput(f"{path}: no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(f"{path}: cannot be read ({reason}); check that it is a file that you may open") from error
    return Source(path.name, data)
