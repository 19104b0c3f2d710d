"""The import report: every word that was left out with its reason, and every doubt."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from navigator.model.analysis import Analysis
from navigator.model.links import Ambiguous, Broken
from ui.frame.labels import clear, heading, line, muted, plain
from ui.frame.words import counted
from ui.panel import Current
from ui.sheets.sheet import Sheet


class ReportSheet(Sheet):
    """What was understood of the open agreement, and what was not."""

    def __init__(self, host: QWidget, current: Current) -> None:
        super().__init__(host, current, "Import report")

    def show_report(self, analysis: Analysis) -> None:
        """Writes the report of an agreement and opens it."""
        clear(self.column)
        agreement = analysis.agreement
        coverage = agreement.coverage
        self.title.setText(f"Import report: {agreement.title}")
        left = sum(row.words for row in coverage.left_out)
        placed = f"{counted(coverage.source_words, 'word')} in the source, {coverage.placed_words:,} placed"
        self._add(plain(f"{placed}, {left:,} left out.", self.body))
        parts = (
            counted(len(agreement.provisions), "provision"),
            counted(len(agreement.summaries), "summary", "summaries"),
            counted(len(analysis.definitions), "definition"),
            counted(len(analysis.references), "reference"),
        )
        source = agreement.text.source
        self._add(muted(f"{', '.join(parts)}. Source: {source.name}, SHA-256 {source.sha256}", self.body))
        self._section(
            "Left out",
            [(f"{counted(row.words, 'word')} — {row.reason}", f"“{row.first_words}…”") for row in coverage.left_out],
        )
        self._section("Doubts", [(doubt, "") for doubt in agreement.text.notes + agreement.doubts])
        self._section("References that lead nowhere, or to several places", _unsettled(analysis))
        self.column.addStretch(1)
        self.focus_body()

    def _section(self, title: str, rows: list[tuple[str, str]]) -> None:
        if not rows:
            return
        self.column.addSpacing(10)
        self._add(heading(f"{title} ({len(rows)})", self.body))
        for words, more in rows:
            self._add(line(self.body))
            self._add(plain(words, self.body))
            if more:
                self._add(muted(more, self.body))

    def _add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)


def _unsettled(analysis: Analysis) -> list[tuple[str, str]]:
    rows = []
    for reference in analysis.references:
        if isinstance(reference.resolution, Broken | Ambiguous):
            place = analysis.agreement.by_id[reference.provision]
            where = place.full_number or place.heading or place.kind.value
            rows.append((f"{where}: {' '.join(reference.text.split())}", reference.resolution.why))
    return rows
