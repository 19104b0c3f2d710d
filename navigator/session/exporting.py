"""Writing what is read to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput, Change, ChangeKind, Outcome
from navigator.model.comparison import Comparison
from navigator.model.exporting import Collected, ExportRequest
from navigator.model.rules import Applicability
from navigator.session.agreements import Agreements

if TYPE_CHECKING:
    from navigator.export.collection import Collection


class Exporting(Agreements):
    """The exports of a session."""

    def export(
        self,
        analysis: Analysis,
        request: ExportRequest,
        out: Path,
        *,
        overwrite: bool = False,
        told: Callable[[str], None] | None = None,
    ) -> Outcome[Path]:
        """Write provisions to a file, in the format of its ending; whole or not at all. A file that is there already is
        replaced only with `overwrite`. `told` hears one line where the document cannot show all of the text."""
        from navigator import answers, export

        written = export.write(
            analysis,
            self._for_export(analysis, request),
            request,
            out,
            overwrite=overwrite,
            source=lambda: self._source(analysis),
            findings=lambda: answers.check_json(analysis, self.findings(analysis)),
            told=told,
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

    def suggest_name(self, analysis: Analysis, request: ExportRequest, ending: str) -> str:
        """A file name for an export that every system takes; `ending` with its dot."""
        from navigator import export

        return export.suggest_name(analysis, request, ending)

    def page_images(self, analysis: Analysis, request: ExportRequest, ppi: float = 144) -> list[bytes]:
        """The pages of that PDF as PNG, `ppi` pixels to the inch, for the preview and the printer."""
        from navigator import export

        return export.write_page_images(analysis, self._for_export(analysis, request), request, ppi)

    def collection(self) -> tuple[Collected, ...]:
        """The provisions that were gathered while reading, in the reader's order, of every agreement."""
        return self._collection.read()

    def collect(self, analysis: Analysis, provisions: Sequence[str]) -> Outcome[tuple[Collected, ...]]:
        """Put provisions of an agreement at the end of the collection; those in it already keep their place."""
        from navigator.library import key_of

        agreement = analysis.agreement
        key = key_of(agreement.text.source.sha256)
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

    def _for_export(self, analysis: Analysis, request: ExportRequest) -> Applicability | None:
        return None if request.reader.is_empty else self.applies(analysis, request.reader)
