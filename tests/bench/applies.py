"""Changing the profile while reading, against a QTextBrowser that is given the same text anew.

What is measured is the reader's share: from the answer for another profile to the repainted window, at several places
of the text. The peer shows the agreement as it would have to be set again for each profile, as one rich text.
"""

import os
import sys
from functools import partial
from pathlib import Path

from tests.bench.measure import Row, median_and_p95, milliseconds

DEFAULT = 60
_SIZE = (900, 860)
_PROFILES = (("BR", ()), ("DE", ()), ("JP", ()), (None, ()), ("US", ("us-federal",)), ("FR", ("microenterprise",)))
_FILE = "twilio-terms-of-service.md"


def run(size: int | None) -> list[Row]:
    """Changes the profile `size` times; real terms where the shared corpus is at hand, else the sample's."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.theme import LIGHT, apply

    app = QApplication.instance() or QApplication(sys.argv[:1])
    apply(app, LIGHT)
    times = size or DEFAULT
    analysis, answers = _read()
    count = len(analysis.agreement.provisions)
    working_out, repaint = _ours(analysis, answers, times)
    theirs = _theirs(analysis, times)
    rows = median_and_p95("repaint for another profile", count, repaint, "ms", "QTextBrowser set anew", theirs)
    return rows + median_and_p95("what applies, worked out in a worker", count, working_out, "ms")


def _read():
    """The analysis, and a function for each profile that works out how it reads, without any cache."""
    import corpus
    from navigator.model.rules import Organisation, Profile
    from navigator.pipeline import analyse

    shared = Path(__file__).resolve().parents[3] / "shared" / "corpus" / _FILE
    if shared.is_file():
        analysis = analyse(shared.read_bytes(), shared.name)
    else:
        sample = next(iter(corpus.samples()))
        analysis = analyse(sample.data, sample.name)
    profiles = [Profile(code, frozenset(map(Organisation, kinds))) for code, kinds in _PROFILES]
    return analysis, [lambda profile=profile: _reads(analysis, profile) for profile in profiles]


def _reads(analysis, profile):
    from navigator.consolidation import applicable_definitions, consolidate
    from navigator.jurisdiction import applies
    from ui.reads import Reads

    answer = applies(analysis, profile)
    return Reads(answer, consolidate(analysis, answer), partial(applicable_definitions, analysis, answer))


def _ours(analysis, answers, times: int) -> tuple[list[float], list[float]]:
    from PySide6.QtWidgets import QApplication

    from ui.reader import ReaderView
    from ui.theme import LIGHT

    view = ReaderView(LIGHT)
    view.resize(*_SIZE)
    view.show()
    view.show_analysis(analysis)
    QApplication.processEvents()
    targets = [row.target for row in analysis.amendments if row.target] or [analysis.agreement.provisions[-1].id]
    working_out, repaint = [], []
    for turn in range(times):
        view.go_to(targets[turn // len(answers) % len(targets)], highlight=False, record=False)
        QApplication.processEvents()
        found = []
        working_out.append(milliseconds(lambda: found.append(answers[turn % len(answers)]())))  # noqa: B023
        repaint.append(milliseconds(lambda: (view.set_reads(found[0]), view.viewport().repaint())))  # noqa: B023
    view.hide()
    view.deleteLater()
    return working_out, repaint


def _theirs(analysis, times: int) -> list[float]:
    from PySide6.QtWidgets import QApplication, QTextBrowser

    from tests.bench.reading import page

    text = page(analysis)
    view = QTextBrowser()
    view.resize(*_SIZE)
    view.show()
    QApplication.processEvents()
    found = [milliseconds(lambda: (view.setHtml(text), view.viewport().repaint())) for _ in range(min(times, 10))]
    view.hide()
    view.deleteLater()
    return found
