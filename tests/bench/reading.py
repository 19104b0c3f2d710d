"""The reading view against a QTextBrowser that shows the same provisions as one table: first paint, scroll, resize.

The peer gets the same words in the same two columns as HTML; both are shown in a window of the same size.
"""

import html
import os
import statistics
import sys

from tests.bench.measure import Row, median_and_p95, milliseconds, p95

DEFAULT = 1000
_RUNS = 5
_STEPS = 80
_STEP = 78
_SIZES = ((900, 860), (780, 860))


def run(size: int | None) -> list[Row]:
    """Measures an agreement of `size` provisions (1,000 unless told)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tests.helpers.fabricate import fabricate
    from ui.theme import LIGHT, apply

    app = QApplication.instance() or QApplication(sys.argv[:1])
    apply(app, LIGHT)
    count = size or DEFAULT
    analysis = fabricate(count).ready()  # as the pipeline hands it over
    table = page(analysis)
    ours: dict[str, list[float]] = {"first paint": [], "scroll step": [], "resize": []}
    theirs: dict[str, list[float]] = {"first paint": [], "scroll step": [], "resize": []}
    _measure_ours(fabricate(20), {key: [] for key in ours})  # fonts and code are warm for both
    before = _peak()
    for _ in range(_RUNS):
        _measure_ours(analysis, ours)
    grown = _peak() - before
    for _ in range(_RUNS if count <= DEFAULT else 1):
        _measure_theirs(table, theirs)
    rows: list[Row] = []
    for what, values in ours.items():
        rows += median_and_p95(what, count, values, "ms", "QTextBrowser", theirs[what])
    rows.append(Row("memory over an open window (peak)", count, grown, "MB"))
    rows += _steady()
    return rows


def _steady() -> list[Row]:
    """First paint must not depend on the length: a tenfold agreement beside a short one."""
    from tests.helpers.fabricate import fabricate

    analyses = {count: fabricate(count).ready() for count in (1000, 10000)}
    figures: dict[int, dict[str, list[float]]] = {
        count: {"first paint": [], "scroll step": [], "resize": []} for count in analyses
    }
    for _ in range(_RUNS):
        for count, analysis in analyses.items():
            _measure_ours(analysis, figures[count])
    return [
        Row(f"{name} {what}", 10000, figure(figures[10000][what]), "ms", "ours at 1000", figure(figures[1000][what]))
        for what in figures[1000]
        for name, figure in (("median", statistics.median), ("p95", p95))
    ]


def _measure_ours(analysis: object, into: dict[str, list[float]]) -> None:
    from ui.reader import ReaderView
    from ui.theme import LIGHT

    view = ReaderView(LIGHT)
    _measure(view, lambda: view.show_analysis(analysis), into)


def _measure_theirs(table: str, into: dict[str, list[float]]) -> None:
    from PySide6.QtWidgets import QTextBrowser

    view = QTextBrowser()
    _measure(view, lambda: view.setHtml(table), into)


def _measure(view, show, into: dict[str, list[float]]) -> None:
    """Shows, scrolls and resizes one view; every figure ends with the pixels drawn."""
    from PySide6.QtWidgets import QApplication

    view.resize(*_SIZES[0])
    view.show()
    QApplication.processEvents()

    def draw() -> None:
        QApplication.processEvents()
        view.viewport().repaint()

    into["first paint"].append(milliseconds(lambda: (show(), draw())))
    bar = view.verticalScrollBar()
    for _ in range(_STEPS):
        into["scroll step"].append(milliseconds(lambda: (bar.setValue(bar.value() + _STEP), draw())))
    into["resize"].append(milliseconds(lambda: (view.resize(*_SIZES[1]), draw())))
    view.hide()
    view.deleteLater()
    QApplication.processEvents()


def page(analysis) -> str:
    """An agreement as one table of HTML: number, summary, binding text."""
    agreement = analysis.agreement
    rows = []
    for provision in agreement.provisions:
        summary = agreement.summary_by_id.get(provision.id)
        beside = agreement.summary_text(summary) if summary and summary.beside[0] == provision.id else ""
        words = f"<b>{html.escape(provision.heading or '')}</b> {html.escape(agreement.binding_text(provision.id))}"
        rows.append(f"<tr><td>{provision.number}</td><td>{html.escape(beside)}</td><td>{words}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def _peak() -> float:
    """The most memory that the process has held, in MB."""
    import resource  # not on Windows, where the rest of this works

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
