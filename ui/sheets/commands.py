"""Every act and its keys, found by name: the command palette and the sheet of shortcuts are one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeView, QWidget

from navigator.commands import COMMANDS
from ui.panel import Current
from ui.sheets.sheet import Sheet

_ID = int(Qt.ItemDataRole.UserRole) + 1
_WORDS = _ID + 1
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


class CommandSheet(Sheet):
    """Type to find an act, Enter does it."""

    def __init__(self, host: QWidget, current: Current, actions: Mapping[str, QAction]) -> None:
        super().__init__(host, current, "Commands and keys", scrolls=False)
        self._actions = actions
        self._model = QStandardItemModel(self)
        for command in COMMANDS:
            keys = "  ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in command.keys)
            row = [QStandardItem(text) for text in (command.title, command.help, keys)]
            for item in row:
                item.setEditable(False)
                item.setData(command.id, _ID)
                item.setData(f"{command.title} {command.help} {command.id} {keys}", _WORDS)
            row[0].setData(f"{command.title}. {command.help} {keys}", int(Qt.ItemDataRole.AccessibleTextRole))
            self._model.appendRow(row)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self._model)
        self.shown.setFilterRole(_WORDS)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.rows = QTreeView(self.body)
        self.rows.setObjectName("command-rows")
        self.rows.setModel(self.shown)
        self.rows.setRootIsDecorated(False)
        self.rows.setHeaderHidden(True)
        self.rows.setUniformRowHeights(True)
        self.rows.setAllColumnsShowFocus(True)
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setAccessibleName("Commands")
        self.rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.rows.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.header().setStretchLastSection(False)
        self.rows.setMinimumHeight(440)
        self.rows.activated.connect(self._run)
        self.rows.clicked.connect(self._run)
        self.find_box = _Find(self.rows, self.body)
        self.find_box.setPlaceholderText("Find a command…")
        self.find_box.setAccessibleName("Find a command")
        self.find_box.textEdited.connect(self._typed)
        self.find_box.returnPressed.connect(lambda: self._run())
        self.column.addWidget(self.find_box)
        self.column.addWidget(self.rows, 1)
        self._wide = 820

    def show_sheet(self) -> None:
        """Opens it with everything listed."""
        self.find_box.clear()
        self._typed("")
        self.open(self.find_box)

    def _typed(self, words: str) -> None:
        self.shown.setFilterFixedString(words.strip())
        if self.shown.rowCount():
            self.rows.setCurrentIndex(self.shown.index(0, 0))

    def _run(self, *_index: object) -> None:
        index = self.rows.currentIndex()
        if index.isValid():
            action = self._actions[index.data(_ID)]
            self.close_up()
            if action.isEnabled():
                action.trigger()
