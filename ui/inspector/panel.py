"""The right pane: the cards one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from navigator.model.analysis import Analysis
from ui.frame.places import place_of
from ui.inspector.clause import ClauseCard
from ui.inspector.pinned import PinnedCards
from ui.jurisdiction.card import AppliesCard
from ui.notes.card import NotesCard
from ui.panel import Current, Panel

_SETTLE_MS = 60


class InspectorPanel(Panel):
    """What applies to you, this clause, its notes, what is held beside.

    `go` asks for a provision and the span to mark there.
    """

    go = Signal(str, object)

    def __init__(
        self,
        current: Current,
        choose: Callable[[], object],
        doors: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(current, parent)
        self.applies = AppliesCard(current, self._follow, choose, doors)
        self.clause = ClauseCard(current, self._follow)
        self.notes = NotesCard(current)
        self.pinned = PinnedCards(current, self._follow)
        body = QWidget()
        body.setObjectName("pane-body")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(18)
        for card in (self.applies, self.clause, self.notes, self.pinned):
            column.addWidget(card)
        column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("What applies to you, and this clause")
        self.area.setWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        # Scrolling passes many provisions: only where one stays is looked up.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._clause)
        self.track(current.agreement_changed, self._agreement)
        self.track(current.applicability_changed, self._all)
        self.track(current.theme_changed, self._all)
        self.track(current.provision_changed, self._settle.start)
        self.track(current.notes_changed, self.notes.refresh)
        self._all()

    @property
    def pending(self) -> bool:
        """Whether the clause card is about to be drawn again."""
        return self._settle.isActive()

    def hold(self, analysis: Analysis, provision: str) -> None:
        """Holds a provision beside the text, of the open agreement or of another."""
        if provision in analysis.agreement.by_id:
            self.pinned.hold(analysis, provision)
            self.area.ensureWidgetVisible(self.pinned)

    def show_notes(self) -> None:
        """Draws the notes now, brings them into sight and gives the first act on them the keyboard."""
        self._settle.stop()
        self._clause()
        self.area.ensureWidgetVisible(self.notes)
        first = next(iter(self.notes.findChildren(QPushButton)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agreement(self) -> None:
        if self.current.analysis is None:
            self.pinned.clear()
        self._all()

    def _clause(self) -> None:
        self.clause.refresh()
        self.notes.refresh()

    def _all(self) -> None:
        self.applies.refresh()
        self._clause()
        self.pinned.refresh()

    def _follow(self, link: str) -> None:
        self.go.emit(*place_of(link))
