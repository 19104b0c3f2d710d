"""Commands as Qt's actions: ids and words from `navigator.commands`, what they do from the handlers given here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from navigator.commands import COMMANDS, MENUS, Command
from ui.frame.keys import keys_of

_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "file.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
_FREE = frozenset(
    {
        "file.open",
        "file.add",
        "file.add-folder",
        "file.add-web",
        "file.paste",
        "file.imports",
        "file.library",
        "library.verify",
        "library.rebuild",
        "file.settings",
        "file.quit",
        "edit.copy",
        "find.in-agreement",
        "find.next",
        "find.previous",
        "view.zoom-in",
        "view.zoom-out",
        "view.zoom-reset",
        "view.theme",
        "view.full-screen",
        "search.focus",
        "search.results",
        "search.clauses",
        "go.next-agreement",
        "go.previous-agreement",
        "go.link",
        "compare.versions",
        "compare.next-change",
        "compare.previous-change",
        "compare.beside",
        "collection.show",
        "file.export",
        "file.print",
        "compare.export",
        "pane.next",
        "pane.previous",
        "profile.choose",
        "profile.clear",
        "help.show",
        "help.commands",
        "help.about",
        "help.links",
    }
)
"""Acts that make sense without an open agreement."""


class Actions(Mapping[str, QAction]):
    """One action for each command. A command without a handler, or a handler without a command, is a mistake."""

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> None:
        known = {command.id for command in COMMANDS}
        if known != handlers.keys():
            raise LookupError(f"commands and handlers differ: {sorted(known ^ handlers.keys())}")
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            self._actions[command.id] = self._make(window, command, handlers[command.id])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def __len__(self) -> int:
        return len(self._actions)

    def set_reading(self, reading: bool) -> None:
        """Enables what needs an open agreement, or disables it."""
        for name, action in self._actions.items():
            if name not in _FREE:
                action.setEnabled(reading)

    def fill(self, window: QMainWindow, compact: QMenu) -> None:
        """Fills the compact menu, and on a Mac the menu bar, which there belongs to the system."""
        for name in MENUS:
            commands = [command for command in COMMANDS if command.menu == name]
            menus = [compact.addMenu(name)]
            if sys.platform == "darwin":
                menus.append(window.menuBar().addMenu(name))
            for menu in menus:
                menu.setToolTipsVisible(True)
                menu.addActions([self._actions[command.id] for command in commands])

    @staticmethod
    def _make(window: QMainWindow, command: Command, act: Callable[[], object]) -> QAction:
        action = QAction(command.title + ("…" if command.asks else ""), window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        keys = keys_of(command.id)
        action.setToolTip(f"{command.help} ({keys})" if keys else command.help)
        action.setStatusTip(command.help)
        action.setMenuRole(_ROLES.get(command.id, QAction.MenuRole.NoRole))
        action.triggered.connect(lambda _checked=False: act())
        window.addAction(action)
        return action
