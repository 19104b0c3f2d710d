"""The status bar: how many provisions, whether every word is accounted for, where the text came from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from navigator.model.dates import in_words
from ui.frame.labels import link_button, plain
from ui.frame.words import counted, tip
from ui.panel import Current
from ui.theme import scaled


class StatusBar(QFrame):
    """Facts about the open agreement; `show_report` opens the import report."""

    def __init__(self, current: Current, show_report: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-bar")
        self.setFixedHeight(scaled(28))
        self._current = current
        self.count = plain("", self, wrap=False)
        self.coverage = plain("", self, wrap=False)
        self.report = link_button("show", show_report, self)
        self.source = plain("", self, wrap=False)
        self.offline = plain("Works offline", self, wrap=False)
        self.offline.setToolTip("Nothing that you open or search leaves this computer.")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(22)
        row.addWidget(self.count)
        together = QHBoxLayout()
        together.setSpacing(6)
        together.addWidget(self.coverage)
        together.addWidget(self.report)
        row.addLayout(together)
        row.addWidget(self.source)
        row.addStretch(1)
        row.addWidget(self.offline)
        current.agreement_changed.connect(self.refresh)
        current.library_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Says again what is true now."""
        analysis, card = self._current.analysis, self._current.card
        open_now = analysis is not None
        for widget in (self.coverage, self.report, self.source):
            widget.setVisible(open_now)
        if analysis is None:
            cards = self._current.library
            earlier = {key for card in cards for key in card.earlier}
            present = sum(card.key not in earlier for card in cards)
            words = [counted(present, "agreement")] + [counted(len(cards), "version")] * (present < len(cards))
            self.count.setText(" · ".join(words) if cards else "")
            return
        agreement = analysis.agreement
        self.count.setText(counted(len(agreement.provisions), "provision"))
        left_out = sum(row.words for row in agreement.coverage.left_out)
        doubts = len(agreement.doubts)
        words = "Every word of the source accounted for"
        if left_out:
            words = f"{counted(left_out, 'word')} left out, each with its reason"
        elif doubts:
            words += f" · {counted(doubts, 'doubt')}"
        self.coverage.setText(words)
        self.report.setVisible(bool(left_out or doubts))
        self.report.setAccessibleName(f"{words}: show the import report")
        sha = agreement.text.source.sha256
        added = " not added to the library"
        if card is not None:
            added = " comes with the app" if card.sample else f" imported {in_words(card.added.date())}"
        self.source.setText(f"Source {sha[:4]}…{sha[-3:]}{added}")
        self.source.setToolTip(tip(f"{agreement.text.source.name}\nSHA-256 {sha}"))
