"""Looking at the uses of one defined term: marked, walked through, and where wanted nothing else in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from navigator.model.terms import TermUse
from ui.frame.stepping import following
from ui.panel import Current

if TYPE_CHECKING:
    from ui.frame.room import ReadingRoom
    from ui.reader import ReaderView
    from ui.terms.bar import TermBar
    from ui.terms.panel import TermsPanel


class TermCommands(QObject):
    """`room` gives the reading room."""

    def __init__(self, current: Current, room: Callable[[], ReadingRoom], window: QWidget) -> None:
        super().__init__(window)
        self._current, self._room = current, room
        self._bar: TermBar | None = None
        self._uses: list[TermUse] = []
        self._at: int | None = None
        self._reader: ReaderView | None = None
        current.agreement_changed.connect(self._agreement)

    def make_panel(self) -> TermsPanel:
        """The list of all terms, for the tray."""
        from ui.terms.panel import TermsPanel

        made = TermsPanel(self._current)
        made.table.go.connect(self._room().look_at)
        made.uses.connect(self.show_uses)
        return made

    def show_uses(self, number: int) -> None:
        """Shows only the provisions that use a definition (by its number in the analysis), their uses marked."""
        analysis = self._current.analysis
        if analysis is None:
            return
        self._uses = sorted((use for use in analysis.uses if number in use.definitions), key=lambda use: use.span)
        self._at = None
        bar = self._made()
        bar.show_term(analysis.definitions[number].term, len(self._uses), len(self._provisions()))
        bar.show_only(True)
        self._reader = self._room().sides.showing(analysis)
        self._reader.set_used(use.span for use in self._uses)
        self._only(True)

    def step(self, backwards: bool) -> None:
        """To the next use, from the provision being read on, and round."""
        analysis = self._current.analysis
        if analysis is None or not self._uses:
            return
        order = analysis.agreement.order
        places = [order.get(use.provision, 0) for use in self._uses]
        self._at = following(places, order.get(self._current.provision or "", 0), self._at, backwards=backwards)
        use = self._uses[self._at]
        self._room().look_at(use.provision, use.span)

    def _provisions(self) -> frozenset[str]:
        return frozenset(use.provision for use in self._uses)

    def _only(self, only: bool) -> None:
        if self._reader is not None:
            self._reader.show_only(self._provisions() if only and self._uses else None)

    def _agreement(self) -> None:
        self._uses, self._at, self._reader = [], None, None
        if self._bar is not None:
            self._bar.hide()

    def _made(self) -> TermBar:
        if self._bar is None:
            from ui.terms.bar import TermBar

            bar = TermBar(self._current.theme)
            bar.step.connect(self.step)
            bar.only.connect(self._only)
            bar.closed.connect(self._close)
            self._current.theme_changed.connect(lambda: bar.set_theme(self._current.theme))
            room = self._room()
            room.reader.filter_left.connect(lambda: bar.show_only(False))
            room.sides.made.connect(lambda reader: reader.filter_left.connect(lambda: bar.show_only(False)))
            room.take_bar(bar)
            self._bar = bar
        return self._bar

    def _close(self) -> None:
        if self._reader is not None:
            self._reader.set_used(())
            self._reader.show_only(None)
            self._reader.setFocus()
