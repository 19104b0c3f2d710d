"""The main window: where everything stands. What it does is the commands' affair."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from navigator.model.dates import in_words
from ui.actions import Actions
from ui.frame.keys import keys_of
from ui.frame.message_bar import MessageBar
from ui.frame.status_bar import StatusBar
from ui.frame.top_bar import TopBar
from ui.frame.words import counted
from ui.jurisdiction.words import chip, whole
from ui.library.page import LibraryPage
from ui.library.states import StatePage
from ui.panel import Current

TITLE = "Contract Navigator"


class MainWindow(QMainWindow):
    """Top bar, message bar, the middle (library, reading room, or a state), status bar."""

    dropped = Signal(list)
    """Paths of files that were dropped anywhere on the window."""
    dropped_address = Signal(str)
    """A web address that was dropped, out of a browser."""
    closing = Signal()
    painted = Signal()
    """The window has been painted for the first time."""

    def __init__(self, current: Current, show_report: Callable[[], object]) -> None:
        super().__init__()
        self.current = current
        self._painted = False
        self._at_key: QWidget | None = None
        """Who had the keyboard when a key went down."""
        self.setWindowTitle(TITLE)
        self.setMinimumSize(760, 480)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.top_bar = TopBar(current.theme)
        self.messages = MessageBar(current.theme)
        self.stack = QStackedWidget()
        self.library = LibraryPage(current)
        self.state = StatePage(current.theme)
        self.stack.addWidget(self.library)
        self.stack.addWidget(self.state)
        self.status = StatusBar(current, show_report)
        centre = QWidget()
        centre.setObjectName("centre")
        box = QVBoxLayout(centre)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self.top_bar, self.messages, self.stack, self.status):
            box.addWidget(widget, 1 if widget is self.stack else 0)
        self.setCentralWidget(centre)
        current.agreement_changed.connect(self._title)
        current.profile_changed.connect(self._profile)
        current.theme_changed.connect(self._theme)
        self._title()
        self._profile()

    def take_actions(self, actions: Actions) -> None:
        """Hangs the actions on the menu and the top bar."""
        menu = QMenu("Menu", self)
        actions.fill(self, menu)
        self.top_bar.wire(menu, actions["go.back"], actions["go.forward"], actions["view.outline"])
        self.top_bar.chip.clicked.connect(lambda _checked=False: actions["profile.choose"].trigger())
        self.top_bar.export.clicked.connect(lambda _checked=False: actions["file.export"].trigger())
        self.top_bar.search.set_hint(keys_of("search.focus").replace("+", " "))

    def show_page(self, page: QWidget) -> None:
        """Puts the library, the reading room or a state in the middle."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def geometry_text(self) -> str:
        """Place and size, for the settings."""
        return self.saveGeometry().toBase64().toStdString()

    def restore(self, geometry: str) -> None:
        """Back to where it was; anything unreadable is ignored."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))

    # -- events -------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event) or _address(event):
            event.acceptProposedAction()
            self.library.show_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.library.show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.library.show_drop(False)
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
        elif address := _address(event):
            event.acceptProposedAction()
            self.dropped_address.emit(address)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # comes before the key itself
            self._at_key = QApplication.focusWidget()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.messages.isHidden():
            self.messages.clear()
        elif event.key() == Qt.Key.Key_F10:
            self.top_bar.menu_button.showMenu()
        elif not self._presses(event):
            super().keyPressEvent(event)

    def _presses(self, event: QKeyEvent) -> bool:
        """Enter that nobody took presses the button with the keyboard: Qt itself has only the space bar do that. A
        button that has been given the keyboard by this very key (Enter closed what stood over it) is not meant."""
        focus = QApplication.focusWidget()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and plain and focus is self._at_key and isinstance(focus, QAbstractButton)):
            return False
        if not event.isAutoRepeat():
            focus.click()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()  # some work cannot be stopped at once; nobody has to watch a dead window meanwhile
        self.closing.emit()
        super().closeEvent(event)

    # -- what the top bar says ----------------------------------------------------------------------------------------

    def _title(self) -> None:
        analysis, card = self.current.analysis, self.current.card
        self.top_bar.show_reading(analysis is not None)
        if analysis is None:
            self.top_bar.say(TITLE, "")
            self.setWindowTitle(TITLE)
            return
        agreement = analysis.agreement
        parts = [f"Version of {in_words(agreement.last_updated)}" if agreement.last_updated else "Undated version"]
        if card is not None and card.earlier:
            parts.append(
                "one earlier version" if len(card.earlier) == 1 else counted(len(card.earlier), "earlier version")
            )
        if card is None:
            parts.append("not in the library")
        elif card.sample:
            parts.append("sample")
        self.top_bar.say(agreement.title, " · ".join(parts))
        self.setWindowTitle(f"{agreement.title} – {TITLE}")

    def _profile(self) -> None:
        profile, country = self.current.profile, self.current.country_name()
        self.top_bar.say_profile(chip(profile, country), f"Applies to: {whole(profile, country)}")

    def _theme(self) -> None:
        theme = self.current.theme
        for part in (self.top_bar, self.messages, self.state):
            part.set_theme(theme)


def _paths(event: QDropEvent) -> list[Path]:
    """The local files that are being dragged."""
    if not event.mimeData().hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _address(event: QDropEvent) -> str:
    """The web address that is being dragged, "" for none."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return next((url.toString() for url in urls if url.scheme() in ("http", "https")), "")
