"""The library page: what the first start shows, and where one comes back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui.frame.labels import muted
from ui.panel import Current, Panel

if TYPE_CHECKING:
    from navigator.model.library import Details
    from ui.library.shelf import Shelf
    from ui.library.welcome import Welcome


class LibraryPage(Panel):
    """A welcome while nothing of the user's own is there, else the shelf, each made when it is first wanted; before
    either is known, a quiet line: the first paint waits for nothing.

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
        self.welcome: Welcome | None = None
        self.shelf: Shelf | None = None
        self.waiting = muted("Reading the library…", self)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.waiting)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        self.track(current.library_changed, self._library)

    def take_ways(self, ways: Sequence[QAction]) -> None:
        """The acts that add agreements, the first of them from files."""
        self._ways = list(ways)

    def show_drop(self, over: bool) -> None:
        """Shows while a file is held over the window that it may be dropped."""
        shown = self.stack.currentWidget()
        if shown is not self.waiting:
            shown.show_drop(over)  # type: ignore[attr-defined]

    def show_details(self, details: Details) -> None:
        """The details that were wanted."""
        if self.shelf is not None:
            self.shelf.details.show_details(details)

    def take_focus(self) -> None:
        """Where the keyboard begins on this page."""
        if self.shelf is not None:
            self.shelf.setFocus()
        elif self.welcome is not None:
            self.welcome.setFocus()

    def panes(self) -> list[QWidget]:
        """What F6 goes round on this page."""
        if self.shelf is not None:
            return self.shelf.panes()
        return [] if self.welcome is None else [self.welcome.open_button]

    def _library(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        turned = self.stack.currentWidget()
        if any(not card.sample for card in self.current.library):
            self._leave(self.welcome)
            self.welcome = None
            self._show_shelf()
        else:
            self._leave(self.shelf)
            self.shelf = None
            self._show_welcome()
        if inside and turned is not self.stack.currentWidget():  # what had the focus is gone
            self.take_focus()
        if not self._known:
            self._known = True
            if self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
                self.take_focus()

    def _show_welcome(self) -> None:
        if self.welcome is None:
            from ui.library.welcome import Welcome

            self.welcome = Welcome(self.current, self)
            self.welcome.open_agreement.connect(lambda key: self.open_agreement.emit(key, None))
            self.welcome.open_file.connect(self.open_file)
            self.welcome.take_ways(self._ways[1:])
            self.stack.addWidget(self.welcome)
        self.welcome.show_samples()
        self.stack.setCurrentWidget(self.welcome)

    def _show_shelf(self) -> None:
        if self.shelf is None:
            from ui.library.shelf import Shelf

            self.shelf = Shelf(self.current, self._ways, self)
            self.shelf.opened.connect(self.open_agreement)
            self.shelf.details.wanted.connect(self.wanted)
            self.shelf.details.removing.connect(self.removing)
            self.stack.addWidget(self.shelf)
        self.shelf.show_cards(self.current.library)
        self.stack.setCurrentWidget(self.shelf)

    def _leave(self, panel: Panel | None) -> None:
        """Lets go of what is not shown any more."""
        if panel is not None:
            panel.release()
            self.stack.removeWidget(panel)
            panel.deleteLater()
