"""The library page: what the first start shows, and where one comes back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from navigator.model.library import Details
from ui.frame.labels import muted
from ui.library.welcome import Welcome
from ui.panel import Current, Panel

if TYPE_CHECKING:
    from ui.library.shelf import Shelf


class LibraryPage(Panel):
    """A welcome while nothing of the user's own is there, else the shelf; before either is known, a quiet line.

    `open_agreement` asks for an agreement and a provision of it (or None), `wanted` for the details of one, `removing`
    to take one out.
    """

    open_agreement = Signal(str, object)
    open_file = Signal()
    wanted = Signal(str)
    removing = Signal(object)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self._ways: list[QAction] = []
        self._known = False
        self.welcome = Welcome(current, self)
        self.welcome.open_agreement.connect(lambda key: self.open_agreement.emit(key, None))
        self.welcome.open_file.connect(self.open_file)
        self.shelf: Shelf | None = None
        self.waiting = muted("Reading the library…", self)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.waiting)
        self.stack.addWidget(self.welcome)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        self.track(current.library_changed, self._library)

    def take_ways(self, ways: Sequence[QAction]) -> None:
        """The acts that add agreements, the first of them from files."""
        self._ways = list(ways)
        self.welcome.take_ways(self._ways[1:])

    def show_drop(self, over: bool) -> None:
        """Shows while a file is held over the window that it may be dropped."""
        (self.shelf or self.welcome).show_drop(over)

    def show_details(self, details: Details) -> None:
        """The details that were wanted."""
        if self.shelf is not None:
            self.shelf.details.show_details(details)

    def take_focus(self) -> None:
        """Where the keyboard begins on this page."""
        self.panes()[-1 if self.shelf is None else 1].setFocus()

    def panes(self) -> list[QWidget]:
        """What F6 goes round on this page."""
        return [self.welcome.open_button] if self.shelf is None else self.shelf.panes()

    def _library(self) -> None:
        if any(not card.sample for card in self.current.library):
            shelf = self._made()
            shelf.show_cards(self.current.library)
            self.stack.setCurrentWidget(shelf)
        else:
            if self.shelf is not None:
                self.shelf.release()
                self.stack.removeWidget(self.shelf)
                self.shelf.deleteLater()
                self.shelf = None
            self.welcome.show_samples()
            self.stack.setCurrentWidget(self.welcome)
        if not self._known:
            self._known = True
            if self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
                self.take_focus()

    def _made(self) -> Shelf:
        """The shelf, built when it is first wanted: the first paint does not wait for it."""
        if self.shelf is None:
            from ui.library.shelf import Shelf

            self.shelf = Shelf(self.current, self._ways, self)
            self.shelf.opened.connect(self.open_agreement)
            self.shelf.details.wanted.connect(self.wanted)
            self.shelf.details.removing.connect(self.removing)
            self.stack.addWidget(self.shelf)
        return self.shelf
