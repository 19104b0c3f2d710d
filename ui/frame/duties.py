"""The filter *Who must do what*: statements are chosen in the bar and brought forward in the reading view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.frame.stepping import following
from ui.panel import Current

if TYPE_CHECKING:
    from navigator.model.obligations import Statement
    from ui.frame.duty_bar import DutyBar
    from ui.frame.room import ReadingRoom


class DutyCommands(QObject):
    """`room` gives the reading room, `show` puts it in sight."""

    def __init__(
        self,
        current: Current,
        room: Callable[[], ReadingRoom],
        show: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._current, self._room, self._show = current, room, show
        self._bar: DutyBar | None = None
        self._last: Statement | None = None
        current.agreement_changed.connect(self._agreement)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {"view.obligations": self.toggle}

    def toggle(self) -> None:
        """Opens the bar; a second time closes it."""
        if self._bar is not None and self._bar.isVisible():
            self._bar.close_up()
            return
        self._show()
        self._open()

    def _agreement(self) -> None:
        self._last = None
        if self._bar is not None and not self._bar.isHidden():
            self._bar.close_up()

    def _open(self) -> None:
        analysis = self._current.analysis
        if analysis is not None:
            self._made().show_statements(analysis.statements, analysis.parties)
            self._emphasise()
            if not self._in_sight():
                self._step(False)

    def _in_sight(self) -> bool:
        """Whether any of what is brought forward can be seen where the text stands."""
        assert self._bar is not None
        analysis = self._current.analysis
        assert analysis is not None
        reader = self._room().sides.showing(analysis)
        return any(reader.shows(row.span) for row in self._bar.chosen())

    def _made(self) -> DutyBar:
        if self._bar is None:
            from ui.frame.duty_bar import DutyBar

            self._bar = DutyBar(self._current.theme)
            self._bar.changed.connect(self._emphasise)
            self._bar.step.connect(self._step)
            self._bar.closed.connect(self._close)
            self._current.theme_changed.connect(lambda: self._made().set_theme(self._current.theme))
            self._room().take_bar(self._bar)
            self._room().sides.changed.connect(self._side_changed)
        return self._bar

    def _emphasise(self) -> None:
        assert self._bar is not None
        # Of nothing chosen nothing is brought forward, and nothing steps back.
        spans = [row.span for row in self._bar.chosen()] or None
        for reader in self._room().sides.readers():
            reader.set_emphasis(spans if reader.analysis is self._current.analysis else None)

    def _side_changed(self) -> None:
        """A second side shows the same agreement in the same way."""
        if self._bar is not None and not self._bar.isHidden():
            self._emphasise()

    def _step(self, backwards: bool) -> None:
        """To the next statement that is brought forward, from the provision being read on, and round."""
        analysis = self._current.analysis
        assert self._bar is not None
        rows = self._bar.chosen()
        if analysis is None or not rows:
            return
        order = analysis.agreement.order
        places = [order.get(row.provision, -1) for row in rows]
        last = rows.index(self._last) if self._last in rows else None
        here = order.get(self._current.provision or "", -1)
        self._last = rows[following(places, here, last, backwards=backwards)]
        self._room().look_at(self._last.provision, self._last.span)

    def _close(self) -> None:
        sides = self._room().sides
        for side in (sides.first, sides.second):  # one that is hidden would come back so
            if side is not None:
                side.reader.set_emphasis(None)
        sides.active.setFocus()
