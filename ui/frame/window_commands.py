"""Acts on the window itself: panes, themes, sheets, leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from navigator.settings import Settings
from ui.panel import Current

if TYPE_CHECKING:
    from ui.frame.room import ReadingRoom
    from ui.main_window import MainWindow


class WindowCommands(QObject):
    """`room` gives the reading room once there is one; `retheme` puts the theme of the settings on; `go_to` reads a
    provision of the open agreement, `open_agreement` an agreement of the library by its key; `search` searches all of
    them for words."""

    def __init__(
        self,
        window: MainWindow,
        current: Current,
        settings: Settings,
        room: Callable[[], ReadingRoom | None],
        retheme: Callable[[], object],
        go_to: Callable[[str], object],
        open_agreement: Callable[[str], object],
        search: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._window, self._current, self._settings = window, current, settings
        self._room, self._retheme = room, retheme
        self._go_to, self._open_agreement, self._search = go_to, open_agreement, search
        self._effects = QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        self._sheets: dict[str, Any] = {}
        self.actions: Mapping[str, QAction] = {}

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "file.settings": self._show_settings,
            "file.quit": self._window.close,
            "view.theme": self._turn_theme,
            "view.outline": self._toggle_outline,
            "contents.tick": self._tick_contents,
            "view.inspector": self._toggle_inspector,
            "view.full-screen": self._toggle_full_screen,
            "pane.next": lambda: self._turn_pane(1),
            "pane.previous": lambda: self._turn_pane(-1),
            "help.show": self._show_help,
            "help.commands": self._show_commands,
            "help.about": self._show_about,
        }

    def show_report(self) -> None:
        """The import report of the open agreement."""
        from ui.sheets.report import ReportSheet

        if self._current.analysis is not None:
            sheet = self._sheet("report", lambda: ReportSheet(self._window, self._current))
            sheet.show_report(self._current.analysis)

    def _show_settings(self) -> None:
        from ui.sheets.settings import SettingsSheet

        make = lambda: SettingsSheet(self._window, self._current, self._settings, self._setting_changed)  # noqa: E731
        self._sheet("settings", make).show_sheet()

    def _show_commands(self) -> None:
        from ui.sheets.palette import Palette

        def make() -> Palette:
            doors = self._go_to, self._open_agreement, self._search
            return Palette(self._window, self._current, self.actions, *doors)

        self._sheet("commands", make).show_sheet()

    def _show_help(self) -> None:
        from ui.sheets.help import HelpSheet

        self._sheet("help", lambda: HelpSheet(self._window, self._current)).show_sheet()

    def _show_about(self) -> None:
        from ui.sheets.about import AboutSheet

        self._sheet("about", lambda: AboutSheet(self._window, self._current)).focus_body()

    def _sheet(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._sheets:
            self._sheets[name] = make()
        return self._sheets[name]

    def _setting_changed(self, key: str) -> None:
        if key == "theme" or key.startswith("text."):
            self._retheme()
        elif key == "motion.reduced":
            self.take_motion()

    def take_motion(self) -> None:
        """Less motion, or as much as the system has: running bars are all that moves by itself but for Qt's own
        effects on menus, lists and tool tips."""
        still = self._settings.flag("motion.reduced")
        self._current.still = self._window.messages.still = self._window.state.still = still
        QApplication.setEffectEnabled(Qt.UIEffect.UI_General, self._effects and not still)

    def _turn_theme(self) -> None:
        self._settings.set("theme", "light" if self._current.theme.dark else "dark")
        self._retheme()

    def _toggle_outline(self) -> None:
        room = self._room()
        if room is not None:
            room.toggle(room.left)

    def _tick_contents(self) -> None:
        room = self._room()
        if room is not None:
            if not room.left.isVisible():
                room.toggle(room.left)
            room.outline.start_ticking()

    def _toggle_inspector(self) -> None:
        room = self._room()
        if room is not None:
            room.toggle(room.right)

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _turn_pane(self, step: int) -> None:
        from ui.frame.page import Page

        panes: list[QWidget] = [self._window.top_bar.search]
        room = self._room()
        shown = self._window.stack.currentWidget()
        if room is not None and room.isVisible():
            panes += room.panes()
        elif isinstance(shown, Page):
            panes += shown.panes()
        else:
            panes += self._window.library.panes()
        focus = QApplication.focusWidget()
        here = next(
            (
                place
                for place, pane in enumerate(panes)
                if focus is not None and (focus is pane or pane.isAncestorOf(focus))
            ),
            -1,
        )
        panes[(here + step) % len(panes)].setFocus(Qt.FocusReason.ActiveWindowFocusReason)
