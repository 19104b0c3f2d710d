"""The same kind of clause of every agreement, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from navigator.model.catalogue import Clause
from navigator.model.dates import in_words
from ui.frame.labels import link_button, muted, plain
from ui.frame.words import cells_apart, counted
from ui.theme import Theme, scaled

_NARROWEST = 330
_MOST = 120
"""Cards that are laid out; more would be read in the exported table."""
_AT_ONCE = 6
_OPENING = 900  # code points of a clause that a card shows


class ClausesView(QScrollArea):
    """As many columns as have room. `chosen` hands a clause over to be read."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Clauses side by side")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._clauses: Sequence[Clause] = ()
        self._cards: list[QFrame] = []
        self._columns = 0
        self._grid = QGridLayout()
        self._more = muted("", self)
        self._more.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._grow)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_clauses(self._clauses)

    def show_clauses(self, clauses: Sequence[Clause]) -> None:
        """The clauses, in their order: the first at once, the others a few at a time, so that the window never waits
        for all of them."""
        self._clauses = clauses
        body = QWidget()
        body.setObjectName("page")
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(18, 16, 18, 18)
        self._grid.setSpacing(14)
        self._cards = []
        self._more = muted("", body)
        if len(clauses) > _MOST:
            self._more.setText(f"{counted(len(clauses) - _MOST, 'clause')} more: export them to read all.")
        self._columns = 0
        self._lay()
        self._grow()
        self.setWidget(body)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _grow(self) -> None:
        """The next few cards."""
        body = self._grid.parentWidget()
        for clause in self._clauses[len(self._cards) : min(len(self._cards) + _AT_ONCE, _MOST)]:
            self._cards.append(self._card(clause, body))
            self._place(len(self._cards) - 1)
        if len(self._cards) < min(len(self._clauses), _MOST):
            self._later.start()
        else:
            self._close()

    def _lay(self) -> None:
        columns = max(1, min(4, self.viewport().width() // scaled(_NARROWEST)))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place in range(len(self._cards)):
            self._place(place)
        if self._cards and not self._later.isActive():
            self._close()

    def _place(self, place: int) -> None:
        self._grid.addWidget(self._cards[place], place // self._columns, place % self._columns)

    def _close(self) -> None:
        """What stands below the last card."""
        last = (len(self._cards) - 1) // self._columns + 1
        self._grid.addWidget(self._more, last, 0, 1, self._columns)
        self._grid.setRowStretch(last + 1, 1)

    def _card(self, clause: Clause, body: QWidget) -> QFrame:
        card = QFrame(body)
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 13, 16, 12)
        column.setSpacing(5)
        title = plain(clause.called, card, role="value")
        column.addWidget(title)
        version = in_words(clause.version) if clause.version is not None else "version not dated"
        column.addWidget(muted(version, card))
        where = " ".join(filter(None, (clause.full_number, clause.heading))) or "Unnumbered provision"
        column.addWidget(plain(where, card, role="value"))
        text = clause.text if len(clause.text) <= _OPENING else clause.text[:_OPENING].rsplit(" ", 1)[0] + "…"
        if text:
            words: QLabel = plain(cells_apart(text), card)
            words.setProperty("role", "clause")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        else:  # what follows a bare heading may be about anything
            column.addWidget(muted("The agreement has this heading alone, with no words below it.", card))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(link_button("Read it in place", lambda: self.chosen.emit(clause), card))
        foot.addStretch(1)
        if clause.applies is False:
            gone = plain("does not apply", card, wrap=False, role="state")
            gone.setProperty("tone", "warn")
            foot.addWidget(gone)
        column.addLayout(foot)
        card.setAccessibleName(f"{clause.called}, {where}")
        return card
