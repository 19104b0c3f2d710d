"""The window and everything behind it, built and wired: used by the app, by its pictures and by the tests."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from navigator.model.catalogue import Engine
from navigator.settings import SETTINGS, Settings
from ui import theme as look
from ui.actions import Actions
from ui.compare.commands import CompareCommands
from ui.export.choices import Scope
from ui.export.commands import ExportCommands
from ui.frame.duties import DutyCommands
from ui.frame.links import LinkCommands
from ui.frame.side_commands import SideCommands
from ui.frame.window_commands import WindowCommands
from ui.jurisdiction.atlas_commands import AtlasCommands
from ui.jurisdiction.commands import ProfileCommands, saved_profile
from ui.library.adding import AddingCommands
from ui.library.care import CareCommands
from ui.library.commands import LibraryCommands
from ui.library.opening import Opening
from ui.main_window import MainWindow
from ui.notes.commands import NoteCommands
from ui.panel import Current, Panel
from ui.search.commands import SearchCommands
from ui.tasks import Tasks
from ui.terms.commands import TermCommands
from ui.tray.commands import TrayCommands

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.text import Span
    from navigator.session import Session
    from ui.frame.page import Page
    from ui.frame.reading import ReadingCommands
    from ui.frame.room import ReadingRoom

_MOST_RECENT = 12
_WAYS = ("file.add", "file.add-folder", "file.add-web", "file.paste")
"""The acts that add agreements, as the library page offers them."""
_log = logging.getLogger(__name__)


class Shell(QObject):
    """One window over one session, which is opened when it is first wanted: not before the first paint.

    `close` leaves nothing behind.
    """

    def __init__(self, open_session: Callable[[], Session], settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self._open_session, self._opening = open_session, Lock()
        self._session: Session | None = None
        self._kept = self._values()
        self.tasks = Tasks(self)
        self.current = Current(look.of_settings(settings), self)
        self.current.profile = saved_profile(settings)
        look.apply(_app(), self.current.theme)
        self.room: ReadingRoom | None = None
        self._reading: ReadingCommands | None = None
        self._pages: list[Page] = []
        self.window = MainWindow(self.current, lambda: self.windows.show_report())
        self._closed = False
        self._make_commands()
        self._wire()
        self.window.restore(settings.text("window.geometry"))

    def session(self) -> Session:
        """The session; any thread may ask."""
        with self._opening:
            if self._session is None:
                self._session = self._open_session()
                self._session.use_engine(Engine(self.settings.text("search.engine")))
            return self._session

    def start(self) -> None:
        """What may come after the first paint: the library's cards, the names of countries, the search index."""
        self.library.refresh()
        if self.current.profile.country is not None:
            self.profiles.load_names()

    def prepare_room(self) -> None:
        """Has the reading room ready before an agreement is chosen: its code is loaded in a worker, which takes longer
        than building it."""

        def load(_job: object) -> None:
            import ui.frame.reading
            import ui.frame.room  # noqa: F401

        self.tasks.run("room", load, lambda _none: self.make_room())

    def make_room(self) -> ReadingRoom:
        """The reading room, built when it is first wanted."""
        if self.room is None:
            from ui.frame.reading import ReadingCommands
            from ui.frame.room import ReadingRoom

            doors = [self.actions[name] for name in ("profile.map", "profile.matrix", "profile.compare")]
            self.room = ReadingRoom(self.current, self.profiles.choose, doors)
            self.room.moved.connect(self._history)
            self.room.outline.export.connect(lambda: self.exports.show(Scope.TICKED))
            self.room.outline.collect.connect(self.exports.collect)
            self.notes.wire(self.room)
            self.room.switcher.open_agreement.connect(self.library.open)
            self.room.switcher.add_files.connect(self.library.ask_add)
            for name in (
                "edit.copy",
                "edit.copy-citation",
                "note.add",
                "note.bookmark",
                "note.summary",
                "collection.add",
                "file.export-provision",
                "file.print",
                "find.in-agreement",
            ):
                self.room.reader.addAction(self.actions[name])
            self.sides.wire(self.room)
            state = self.settings.text("window.splitter")
            if state:
                self.room.restoreState(QByteArray.fromBase64(state.encode("ascii", "ignore")))
            self._reading = ReadingCommands(
                self.room.sides, self.current, self.room.find_bar, self.window.messages, self.settings, self
            )
        return self.room

    def go_to(self, provision: str, span: Span | None = None) -> None:
        """Reads a provision of the open agreement."""
        if self.room is not None:
            self.window.show_page(self.room)
            self.room.go_to(provision, span)

    def show_page(self, page: Page) -> None:
        """Puts a page over the whole width in the place of the text, until one leaves it."""
        if page not in self._pages:
            self._pages.append(page)
            page.left.connect(self._leave_page)
            page.go.connect(self.go_to)
        self.window.show_page(page)

    def _leave_page(self) -> None:
        self.window.show_page(self.make_room() if self.current.analysis is not None else self.window.library)
        if self.room is not None and self.current.analysis is not None:
            self.room.sides.active.setFocus()

    def settled(self) -> bool:
        """Whether nothing is under way or about to be: what a picture waits for."""
        inspecting = self.room is not None and self.room.inspector.pending
        return not (self.tasks.busy() or self.search.pending or self.exports.pending or inspecting)

    def close(self) -> None:
        """Stops the work, keeps the settings, lets go of the session."""
        if self._closed:
            return
        self._closed = True
        self.opening.close()
        self.tasks.close()
        self.notes.finish()
        for panel in self.window.findChildren(Panel):
            panel.release()
        self._keep_settings()
        if self._session is not None:
            self._session.close()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _make_commands(self) -> None:
        window, current, tasks, messages = self.window, self.current, self.tasks, self.window.messages
        session, settings, bar = self.session, self.settings, self.window.top_bar
        self.library = LibraryCommands(session, current, tasks, messages, window)
        self.library.visited = list(settings.many("recent"))
        self.care = CareCommands(session, current, tasks, messages, self.library.refresh, window)
        self.adding = AddingCommands(session, current, tasks, settings, messages, self.library, window)
        self.profiles = ProfileCommands(session, current, tasks, settings, messages, bar.chip, window)
        self.search = SearchCommands(
            session,
            current,
            tasks,
            settings,
            bar.search,
            window,
            self.library.open,
            self._hold,
            self.show_page,
            lambda found: self.exports.show_found(found),
        )
        self.exports = ExportCommands(
            session,
            current,
            tasks,
            settings,
            messages,
            self.show_page,
            lambda: self.room.reader.selected_provisions() if self.room is not None else (),
            lambda: self.search.found(),
            window,
        )
        self.atlas = AtlasCommands(
            session,
            current,
            tasks,
            messages,
            self.show_page,
            self.profiles.apply,
            self.profiles.choose,
            self.exports.ask_save_table,
            window,
        )
        self.notes = NoteCommands(session, current, tasks, settings, messages, self.make_room, self._leave_page, window)
        self.terms = TermCommands(current, self.make_room, window)
        self.trays = TrayCommands(
            session,
            current,
            tasks,
            self.make_room,
            self._leave_page,
            self.exports.ask_save_table,
            self.library.open,
            {"notes": self.notes.make_panel, "terms": self.terms.make_panel},
            window,
        )
        self.compare = CompareCommands(session, current, tasks, messages, self.show_page, window)
        self.sides = SideCommands(session, current, tasks, messages, self.make_room, self._leave_page, window)
        self.notes.list_notes = lambda: self.trays.open("notes")
        self.duties = DutyCommands(current, self.make_room, self._leave_page, window)
        self.links = LinkCommands(session, current, tasks, messages, bar.search, self.library, window)
        self.windows = WindowCommands(
            window,
            current,
            settings,
            lambda: self.room,
            self._retheme,
            self.go_to,
            self.library.open,
            self.search.search,
        )
        reading = (
            "edit.copy edit.copy-citation find.in-agreement find.next find.previous view.zoom-in view.zoom-out "
            "view.zoom-reset view.as-published go.back go.forward go.next-provision go.previous-provision"
        ).split()
        handlers: dict[str, Callable[[], object]] = {}
        for name in reading:
            handlers[name] = partial(self._read, name)
        for commands in (
            self.library, self.adding, self.care, self.profiles, self.search, self.exports, self.atlas, self.trays,
            self.duties, self.links, self.compare, self.sides, self.notes, self.windows,
        ):  # fmt: skip
            handlers.update(commands.handlers())
        self.actions = Actions(window, handlers)
        self.windows.actions = self.actions
        window.take_actions(self.actions)

    def _wire(self) -> None:
        window, library = self.window, self.library
        window.library.open_agreement.connect(library.open)
        window.library.open_file.connect(library.ask_open)
        window.library.removing.connect(library.remove)
        window.library.wanted.connect(lambda key: library.ask_details(key, window.library.show_details))
        window.library.take_ways([self.actions[name] for name in _WAYS])
        library.report_wanted.connect(self.adding.show_imports)
        window.dropped.connect(lambda paths: library.add(paths, read=len(paths) == 1 and paths[0].is_file()))
        window.dropped_address.connect(self.adding.ask_web)
        window.closing.connect(self.close)
        self.opening = Opening(self.current, self.tasks, library, window, self._agreement)
        library.opened.connect(self._opened)
        self.current.agreement_changed.connect(self._agreement)
        self.tasks.failed.connect(lambda why: window.messages.tell(why, "bad"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self._agreement()
        self.windows.take_motion()
        for warning in self.settings.warnings:
            window.messages.tell(warning, "warn")

    def _read(self, name: str) -> None:
        """An act on the text; without a text there is nothing to act on."""
        if any(page.isVisible() and page.takes(name) for page in self._pages):
            return
        if self.current.analysis is not None:
            self.make_room()
            assert self._reading is not None
            self._reading.handlers()[name]()
        else:
            self.window.messages.tell("Open an agreement first.")

    def _hold(self, analysis: Analysis, provision: str) -> None:
        self.make_room().hold(analysis, provision)

    def _opened(self, provision: str | None, span: Span | None) -> None:
        if provision is not None and span is None and self.room is not None:
            self.window.show_page(self.room)
            self.room.land_on(provision)  # a hit on text that is replaced leads to what applies
        elif provision is not None:
            self.go_to(provision, span)
        elif self.room is not None and not self.window.top_bar.search.hasFocus():
            self.room.reader.setFocus()

    def _agreement(self) -> None:
        reading = self.current.analysis is not None
        self.actions.set_reading(reading)
        if reading:
            self.window.show_page(self.make_room())
        else:
            self.window.show_page(self.window.library)
            self.window.library.take_focus()
        self._history()

    def _history(self) -> None:
        reader = self.room.sides.active if self.room is not None and self.current.analysis is not None else None
        self.actions["go.back"].setEnabled(reader is not None and reader.can_go_back())
        self.actions["go.forward"].setEnabled(reader is not None and reader.can_go_forward())

    # -- theme and settings -------------------------------------------------------------------------------------------

    def _retheme(self) -> None:
        theme = look.of_settings(self.settings)
        if theme != self.current.theme:
            look.apply(_app(), theme)
            self.current.set_theme(theme)

    def _system_changed(self) -> None:
        if self.settings.text("theme") == "system":
            self._retheme()

    def _values(self) -> list[object]:
        return [self.settings.get(setting.key) for setting in SETTINGS]

    def _keep_settings(self) -> None:
        self.settings.set("recent", tuple(self.library.visited[-_MOST_RECENT:]))
        self.settings.set("window.geometry", self.window.geometry_text())
        if self.room is not None:
            self.settings.set("window.splitter", self.room.saveState().toBase64().toStdString())
        if self._values() == self._kept:
            return
        try:
            self.settings.save()
        except OSError as error:
            _log.warning("settings could not be saved: %s", error)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
