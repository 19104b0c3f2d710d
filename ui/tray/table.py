"""A table of places in the text: sorted by any column, filtered, each line leads to its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from navigator.model.text import Span
from ui.frame.painting import elided, pill
from ui.frame.rows import RowsTable
from ui.frame.words import tip
from ui.panel import Current
from ui.theme import scaled, ui_font

Index = QModelIndex | QPersistentModelIndex
_X, _Y = 10, 5
_LEAST = 130
"""Pixels of a column that shares what is left over, before others are left out."""
_LINE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `cells` are words for each column, `keys` what each column sorts by; `detail` stands small below the
    widest cell; `tone` colours the first cell as a pill ("good", "warn", "bad", "accent"); `hint` is the tool tip."""

    cells: tuple[str, ...]
    keys: tuple[Any, ...]
    provision: str
    span: Span | None
    detail: str = ""
    tone: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the width that is left over; 0 takes `width` pixels. A `spare` one is left out where there is little
    room."""

    name: str
    width: int = 0
    share: int = 0
    spare: bool = False


def filter_row(*widgets: QWidget | None) -> QHBoxLayout:
    """What filters a list and acts on it, in one row above it; None stands for the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(12, 8, 12, 4)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            if isinstance(widget, QLabel):
                widget.setMinimumWidth(1)  # gives way first
            elif not isinstance(widget, QLineEdit):
                widget.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            row.addWidget(widget)
    return row


class Lines(QAbstractTableModel):
    """The lines as Qt's model."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].name
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        found = self.lines[index.row()]
        words = found.cells[index.column()]
        if role == _LINE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(found.hint or f"{words}\n{found.detail}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{self.columns[index.column()].name}: {words}"
            return f"{said}. {found.detail}" if self.columns[index.column()].share and found.detail else said
        return None


class _Shown(QSortFilterProxyModel):
    """Lines that a filter keeps, sorted by their keys; equal ones stay in reading order."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(lines)
        self._lines = lines
        self._keep: Callable[[Line], bool] = lambda _line: True
        self.setSourceModel(lines)

    def filter(self, keep: Callable[[Line], bool]) -> None:
        self._keep = keep
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        return self._keep(self._lines.lines[row])

    def lessThan(self, left: Index, right: Index) -> bool:
        at = left.column()
        first, second = self._lines.lines[left.row()].keys[at], self._lines.lines[right.row()].keys[at]
        return bool(first < second) if first != second else left.row() < right.row()


class _Delegate(QStyledItemDelegate):
    def __init__(self, current: Current, table: LinesTable) -> None:
        super().__init__(table)
        self._current, self._table = current, table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._table.line_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._current.theme, option.rect
        found: Line = index.data(_LINE)
        column = self._table.columns[index.column()]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.accent_soft))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        room = box.adjusted(_X, _Y, -_X, -_Y)
        small = ui_font(theme, small=True)
        words = str(index.data() or "")
        if index.column() == 0 and found.tone:
            wide = QFontMetrics(small).horizontalAdvance(words) + 16
            middle = room.top() + QFontMetrics(ui_font(theme)).height() / 2
            pill(painter, theme, words, found.tone, room.left() + wide, middle, small)
        else:
            painter.setFont(ui_font(theme))
            painter.setPen(QColor(theme.text))
            elided(painter, room, words)
            if column.share and found.detail:
                down = painter.fontMetrics().height() + 1
                painter.setFont(small)
                painter.setPen(QColor(theme.text_muted))
                elided(painter, room.adjusted(0, down, 0, 0), found.detail)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


class LinesTable(RowsTable):
    """`go` asks for a provision and the span to mark there."""

    go = Signal(str, object)

    def __init__(self, current: Current, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._nothing = ""
        self.columns = tuple(columns)
        self.rows = Lines(columns, self)
        self.shown = _Shown(self.rows)
        self.show_model(name, self.shown, [column.width for column in self.columns])
        self.setItemDelegate(_Delegate(current, self))
        self.taken.connect(self._go)
        self.clicked.connect(self._go)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines, in reading order until a head is clicked."""
        self.rows.show_lines(lines)
        self.verticalHeader().setDefaultSectionSize(self.line_height())
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.shown.sort(-1)

    def say(self, words: str) -> None:
        """What stands in the place of lines where there is none; a screen reader says it too."""
        self._nothing = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def filter(self, keep: Callable[[Line], bool]) -> None:
        """Shows only some of the lines."""
        self.shown.filter(keep)

    def visible(self) -> list[Line]:
        """The lines in sight, in their order."""
        return [self.shown.index(row, 0).data(_LINE) for row in range(self.shown.rowCount())]

    def line_at(self, index: Index) -> Line | None:
        """The line at an index; None for an invalid one."""
        found: Line | None = index.data(_LINE) if index.isValid() else None
        return found

    def line_height(self) -> int:
        """Pixels of one line: two rows of words where any line has a detail."""
        high = QFontMetrics(ui_font(self._current.theme)).height() + 2 * _Y
        if any(row.detail for row in self.rows.lines):
            high += QFontMetrics(ui_font(self._current.theme, small=True)).height() + 1
        return high

    def resizeEvent(self, event: QResizeEvent) -> None:
        fixed = sum(scaled(column.width) for column in self.columns)
        need = fixed + scaled(_LEAST) * sum(bool(column.share) for column in self.columns)
        for at, column in enumerate(self.columns):
            if column.spare:
                self.setColumnHidden(at, self.viewport().width() < need)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        words = self._nothing if not self.rows.lines else "" if self.shown.rowCount() else "Nothing fits the filter."
        if words:
            painter = QPainter(self.viewport())
            painter.setFont(ui_font(self._current.theme))
            painter.setPen(QColor(self._current.theme.text_muted))
            room = self.viewport().rect().adjusted(16, 20, -16, -8)
            place = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(place), words)
            painter.end()

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            found: Line = index.data(_LINE)
            self.go.emit(found.provision, found.span)
