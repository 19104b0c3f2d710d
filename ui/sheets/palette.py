"""One box for every act, section and agreement, found by name: the command palette and the sheet of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeView, QWidget

from ui.panel import Current
from ui.sheets.entries import Entry, EntryModel, agreements, commands, found, provisions
from ui.sheets.sheet import Sheet

_ON_ROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class _Find(QLineEdit):
    def __init__(self, rows: QTreeView, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ON_ROWS:
            self._rows.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class Palette(Sheet):
    """Type to find an act, a section of the open agreement or another agreement; Enter does it or goes there."""

    def __init__(
        self,
        host: QWidget,
        current: Current,
        actions: Mapping[str, QAction],
        go_to: Callable[[str], object],
        open_agreement: Callable[[str], object],
        search: Callable[[str], object],
    ) -> None:
        super().__init__(host, current, "Commands, sections, agreements", scrolls=False)
        self._actions, self._go_to, self._open_agreement, self._search = actions, go_to, open_agreement, search
        self._commands = commands()
        self._places: list[Entry] = []
        self.shown = EntryModel()
        self.rows = QTreeView(self.body)
        self.rows.setObjectName("command-rows")
        self.rows.setModel(self.shown)
        self.rows.setRootIsDecorated(False)
        self.rows.setHeaderHidden(True)
        self.rows.setUniformRowHeights(True)
        self.rows.setAllColumnsShowFocus(True)
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setAccessibleName("Commands, sections and agreements found")
        header = self.rows.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        header.setMaximumSectionSize(420)
        self.rows.setMinimumHeight(440)
        self.rows.activated.connect(self._run)
        self.rows.clicked.connect(self._run)
        self.find_box = _Find(self.rows, self.body)
        self.find_box.setPlaceholderText("An act, a number or heading, an agreement…")
        self.find_box.setAccessibleName("Find a command, a section or an agreement")
        self.find_box.textEdited.connect(self._typed)
        self.find_box.returnPressed.connect(lambda: self._run())
        self.column.addWidget(self.find_box)
        self.column.addWidget(self.rows, 1)
        self._wide = 860

    def show_sheet(self) -> None:
        """Opens it with every command listed."""
        analysis = self.current.analysis
        self._places = provisions(analysis.agreement) if analysis is not None else []
        self._places += agreements(self.current.library)
        self.find_box.clear()
        self._typed("")
        self.open(self.find_box)

    def _typed(self, words: str) -> None:
        self.shown.show_entries(found(words, self._commands, self._places))
        if self.shown.rowCount():
            self.rows.setCurrentIndex(self.shown.index(0, 0))

    def _run(self, *_index: object) -> None:
        entry = self.shown.entry(self.rows.currentIndex().row())
        if entry is None:
            return
        self.close_up(give_back=entry.command is not None)
        if entry.command is not None:
            action = self._actions[entry.command]
            if action.isEnabled():
                action.trigger()
        elif entry.provision is not None:
            self._go_to(entry.provision)
        elif entry.agreement is not None:
            self._open_agreement(entry.agreement)
        elif entry.search is not None:
            self._search(entry.search)
