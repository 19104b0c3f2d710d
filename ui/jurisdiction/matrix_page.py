"""The matrix: chosen countries by topic, each cell with its source."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from navigator.model.matrix import Matrix, MatrixCell, MatrixRow, Topic
from ui.frame.page import Page
from ui.frame.words import counted, tip
from ui.jurisdiction.countries import CountryPicker
from ui.jurisdiction.matrix_cells import CELL, CellDelegate
from ui.panel import Current
from ui.theme import scaled

Index = QModelIndex | QPersistentModelIndex
TOPICS = tuple(Topic)
_COUNTRY, _LEAST = 132, 860
"""Pixels of the country, and those that the topics need between them: below that the table is scrolled sideways."""
_SHARES = (15, 14, 22, 20, 11, 15, 12)
"""How much of the width each topic takes."""


class MatrixModel(QAbstractTableModel):
    """Lines of a matrix; column 0 is the country."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[MatrixRow, ...] = ()

    def show_lines(self, lines: tuple[MatrixRow, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1 + len(TOPICS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return ("Country", *(topic.value for topic in TOPICS))[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row = self.lines[index.row()]
        if index.column() == 0:
            return row.name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        cell = row.cells[TOPICS[index.column() - 1]]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.why)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = cell.words or "nothing said"
            sources = ", ".join(source.name for source in cell.sources)
            return f"{row.name}, {TOPICS[index.column() - 1].value}: {said}. {cell.why} {sources}".strip()
        return None


class _Table(QTableView):
    def __init__(self, page: MatrixPage) -> None:
        super().__init__(page)
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._page.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._page.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.follow(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._page.fit()


class MatrixPage(Page):
    """`wanted` asks for the answers for some countries, which come by `show_matrix`; `save` hands the table over to be
    written; `copied` says that it is on the clipboard."""

    wanted = Signal(list)
    save = Signal(list)
    copied = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, "Countries by topic", parent)
        self._matrix: Matrix | None = None
        self.chosen: list[str] | None = None
        self._new: str | None = None
        self._picker: CountryPicker | None = None
        self.add_button = self._button("Add a country…", self._pick)
        self.remove_button = self._button("Remove", self.remove)
        self.copy_button = self._button("Copy", self.copy)
        self.save_button = self._button("Export…", lambda: self.save.emit(self._table()))
        self.model = MatrixModel(self)
        self.table = _Table(self)
        self.table.setObjectName("matrix")
        self.table.setModel(self.model)
        self.delegate = CellDelegate(current, self.table)
        self.delegate.follow.connect(lambda found: self.go.emit(found.provision, found.span))
        self.table.setItemDelegate(self.delegate)
        self.table.setAccessibleName("Countries by topic")
        self.table.setMouseTracking(True)
        self.table.setTabKeyNavigation(False)  # Tab leaves the table; the arrows go from cell to cell
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        self.column.addWidget(self.table)
        self.track(current.theme_changed, self.fit)

    def show_matrix(self, matrix: Matrix) -> None:
        """The answers have been worked out: for the countries chosen so far, else for examples of every answer."""
        self._matrix = matrix
        self.model.show_lines(matrix.rows)
        shown = counted(len(matrix.rows), "country", "countries")
        self.about.setText(shown if self.chosen is not None else f"{shown}: examples of every answer")
        self.fit()
        at = next((row for row, line in enumerate(matrix.rows) if line.country == self._new), None)
        if at is not None:
            self.table.selectRow(at)
            self.table.scrollTo(self.model.index(at, 0))
        self._new = None

    def show_countries(self, codes: Sequence[str]) -> None:
        """The countries to show, in this order."""
        self.chosen = list(codes)
        self.wanted.emit(self.chosen)

    def copy(self) -> None:
        """Puts the table (or the selected lines of it) on the clipboard, parted by tabs."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        made = io.StringIO()
        only = [self.model.lines[row].country for row in rows] or None
        csv.writer(made, dialect="excel-tab", lineterminator="\n").writerows(self._table(only))
        QGuiApplication.clipboard().setText(made.getvalue())
        self.copied.emit()

    def remove(self) -> None:
        """Takes the selected countries out."""
        rows = {index.row() for index in self.table.selectedIndexes()}
        if rows:
            self.show_countries([line.country for at, line in enumerate(self.model.lines) if at not in rows])

    def follow(self, index: QModelIndex) -> None:
        """To the first source of a cell."""
        cell: MatrixCell | None = index.data(CELL) if index.isValid() else None
        if cell is not None and cell.sources:
            self.go.emit(cell.sources[0].provision, cell.sources[0].span)

    def fit(self) -> None:
        """Shares the width out, and gives every line the height of its words."""
        free = max(scaled(_LEAST), self.table.viewport().width() - scaled(_COUNTRY))
        self.table.setColumnWidth(0, scaled(_COUNTRY))
        total = sum(_SHARES)
        for column, share in enumerate(_SHARES, start=1):
            self.table.setColumnWidth(column, free * share // total)
        self.table.resizeRowsToContents()

    def panes(self) -> list[QWidget]:
        return [self.table]

    def _table(self, only: Sequence[str] | None = None) -> list[list[str]]:
        return self._matrix.table(only) if self._matrix is not None else []

    def _pick(self) -> None:
        if self._picker is None:
            names = sorted(self.current.country_names.items(), key=lambda row: row[1].casefold())
            self._picker = CountryPicker(self.window(), self.add_button, names)
            self._picker.picked.connect(self._add)
        self._picker.show_picker()

    def _add(self, code: str) -> None:
        codes = [line.country for line in self.model.lines]
        self._new = code
        self.show_countries(codes if code in codes else [*codes, code])

    def _button(self, words: str, act: Any) -> QPushButton:
        made = QPushButton(words, self)
        made.clicked.connect(lambda _checked=False: act())
        self.head.addWidget(made)
        return made
