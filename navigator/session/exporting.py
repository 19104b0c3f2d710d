"""Writing what is read to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from navigator.model.analysis import Analysis
from navigator.model.catalogue import Outcome
from navigator.model.comparison import Comparison
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability
from navigator.session.agreements import Agreements


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

    def page_images(self, analysis: Analysis, request: ExportRequest) -> list[bytes]:
        """The pages of that PDF as PNG, for the preview and the print dialog."""
        from navigator import export

        return export.write_page_images(analysis, self._for_export(analysis, request), request)

    def _for_export(self, analysis: Analysis, request: ExportRequest) -> Applicability | None:
        return None if request.reader.is_empty else self.applies(analysis, request.reader)
