"""Writing what is read to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from navigator import library as shelves
from navigator.model.analysis import Analysis
from navigator.model.catalogue import (
    BadInput,
    CancelCheck,
    Cancelled,
    Change,
    ChangeKind,
    Clause,
    Outcome,
    Progress,
    ProgressSink,
    SearchResult,
)
from navigator.model.comparison import Comparison
from navigator.model.exporting import Collected, ExportRequest, Gathering, NamedTable, gathered
from navigator.model.topics import LABELS, Topic
from navigator.session.annotating import Annotating

if TYPE_CHECKING:
    from navigator.export.collection import Collection
    from navigator.export.several import Part


class Exporting(Annotating):
    """The exports of a session. What is exported is one agreement, or a gathering of provisions of several."""

    def export(
        self,
        what: Analysis | Gathering,
        request: ExportRequest,
        out: Path,
        *,
        overwrite: bool = False,
        told: Callable[[str], None] | None = None,
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> Outcome[Path]:
        """Write provisions to a file, in the format of its ending; whole or not at all. A file that is there already is
        replaced only with `overwrite`. `told` hears one line where the document cannot show all of the text. The
        provisions of a gathering are those that it names; everything else of the request is for each of its agreements.
        """
        from navigator import export

        if isinstance(what, Gathering):
            parts = self._parts(what, request, told, progress, cancelled)
            written = export.write_gathering(what, parts, out, overwrite=overwrite, told=told, cancelled=cancelled)
            return Outcome(written)
        part = self._part(what, request)
        written = export.write(
            part.analysis,
            part.applicability,
            part.request,
            out,
            overwrite=overwrite,
            source=part.source,
            findings=part.findings,
            told=told,
            cancelled=cancelled,
        )
        return Outcome(written)

    def export_rows(self, rows: Sequence[Sequence[str]], out: Path, *, overwrite: bool = False) -> Outcome[Path]:
        """Write any table, head and rows, as CSV or Excel in which nothing can run; whole or not at all."""
        from navigator import export

        return Outcome(export.write_rows(rows, out, overwrite=overwrite))

    def export_comparison(self, comparison: Comparison, out: Path, *, overwrite: bool = False) -> Outcome[Path]:
        """Write what changed between two versions, in the format of the ending (.docx with tracked changes, .html,
        .xlsx, .csv); whole or not at all."""
        from navigator import export

        return Outcome(export.write_comparison(comparison, out, overwrite=overwrite))

    def suggest_comparison_name(self, comparison: Comparison, ending: str) -> str:
        """A file name for the changes between two versions; `ending` with its dot."""
        from navigator.export.changes import suggest_changes_name

        return suggest_changes_name(comparison, ending)

    def suggest_name(self, what: Analysis | Gathering, request: ExportRequest, ending: str) -> str:
        """A file name for an export that every system takes; `ending` with its dot."""
        from navigator import export

        if isinstance(what, Gathering):
            return export.safe_name(f"{what.title} - {len(what.chosen)} agreements", ending)
        return export.suggest_name(what, request, ending)

    def page_images(
        self,
        what: Analysis | Gathering,
        request: ExportRequest,
        ppi: float = 144,
        cancelled: CancelCheck | None = None,
    ) -> list[bytes]:
        """The pages of that PDF as PNG, `ppi` pixels to the inch, for the preview and the printer."""
        from navigator import export

        if isinstance(what, Gathering):
            return export.write_gathering_images(what, self._parts(what, request, cancelled=cancelled), ppi)
        part = self._part(what, request)
        return export.write_page_images(part.analysis, part.applicability, part.request, ppi)

    def gather_hits(self, result: SearchResult) -> Gathering:
        """What a search found, for one document; a workbook lists the hits too."""
        from navigator import answers

        chosen = gathered((hit.agreement, hit.provision) for hit in result.hits)
        hits = NamedTable("Search hits", tuple(tuple(row) for row in answers.hit_rows(result)))
        words = " ".join(result.query.split())
        return Gathering(f"Search: {words}"[:120], f"found by the search “{words}”", chosen, tables=(hits,))

    def gather_clauses(self, topic: Topic, clauses: Sequence[Clause]) -> Gathering:
        """The same kind of clause of several agreements, for one document."""
        chosen = gathered((clause.agreement, clause.provision) for clause in clauses)
        return Gathering(LABELS[topic], "the same kind of clause of each agreement", chosen, below=True)

    def collection(self) -> tuple[Collected, ...]:
        """The provisions that were gathered while reading, in the reader's order, of every agreement."""
        return self._collection.read()

    def collect(self, analysis: Analysis, provisions: Sequence[str]) -> Outcome[tuple[Collected, ...]]:
        """Put provisions of an agreement at the end of the collection; those in it already keep their place."""
        agreement = analysis.agreement
        key = shelves.key_of(agreement.text.source.sha256)
        added = []
        for identity in provisions:
            if identity not in agreement.by_id:
                raise BadInput(f"{identity}: no such provision in {agreement.title}; inspect lists its provisions")
            label = agreement.by_id[identity].label or identity
            added.append(Collected(key, identity, agreement.title, label))
        there = self.collection()
        known = {(row.agreement, row.provision) for row in there}
        return self.set_collection((*there, *(row for row in added if (row.agreement, row.provision) not in known)))

    def set_collection(self, rows: Sequence[Collected]) -> Outcome[tuple[Collected, ...]]:
        """Put another order, or fewer provisions, in the place of the collection; nothing clears it."""
        kept = self._collection.write(rows)
        return Outcome(kept, (Change(ChangeKind.COLLECTION_CHANGED, ""),))

    @cached_property
    def _collection(self) -> Collection:
        from navigator.export.collection import Collection

        return Collection(self.library)

    def _parts(
        self,
        gathering: Gathering,
        request: ExportRequest,
        told: Callable[[str], None] | None = None,
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> list[Part]:
        """Each agreement of a gathering, understood. What is no longer there is left out, and `told` hears of it.
        Raises Cancelled between two of them."""
        parts = []
        say = told or (lambda _line: None)
        for done, (key, wanted) in enumerate(gathering.chosen):
            if cancelled is not None and cancelled():
                raise Cancelled
            try:
                analysis = self.analysis(key)
            except BadInput as error:
                say(f"left out: {error}")
                continue
            agreement = analysis.agreement
            if progress is not None:
                progress(Progress(done, len(gathering.chosen), agreement.title))
            ids = [identity for identity in wanted if identity in agreement.by_id]
            if len(ids) < len(wanted):
                say(f"left out: {len(wanted) - len(ids)} of {len(wanted)} of {agreement.title}, no longer there")
            if gathering.below:
                ids += [row.id for identity in ids for row in agreement.descendants(identity)]
            if ids or not wanted:
                parts.append(self._part(analysis, replace(request, provisions=tuple(dict.fromkeys(ids)))))
        return parts

    def _part(self, analysis: Analysis, request: ExportRequest) -> Part:
        """What the writers need of one agreement: who publishes it, the notes where they are wanted, what applies."""
        from navigator import answers
        from navigator.export.several import Part

        key = shelves.key_of(analysis.agreement.text.source.sha256)
        card = next((row for row in self.cards() if row.key == key), None)
        publisher = card.publisher if card is not None else shelves.publisher_of(analysis)
        given = replace(request, publisher=request.publisher or publisher or "")
        if request.with_notes:
            placed = self.notes(analysis).placed
            chosen = [row.note for row in placed if not request.provisions or row.provision in request.provisions]
            given = replace(given, notes=placed, notes_file=self._notes_file(analysis, chosen))
        return Part(
            analysis,
            None if request.reader.is_empty else self.applies(analysis, request.reader),
            given,
            lambda: self._source(analysis),
            lambda: answers.check_json(analysis, self.findings(analysis)),
            card.called if card is not None else "",
        )
