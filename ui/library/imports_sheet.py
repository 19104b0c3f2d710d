"""The sheet *What was added*: the last imports, file by file, what failed first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from navigator.model.catalogue import AddReport, AddStatus
from navigator.model.dates import in_words
from navigator.model.library import ImportReport
from ui.frame.inputs import ComboBox
from ui.frame.labels import muted
from ui.frame.painting import pill
from ui.frame.words import counted, tip
from ui.panel import Current
from ui.sheets.sheet import Sheet
from ui.theme import scaled, ui_font

Index = QModelIndex | QPersistentModelIndex
_LINE = int(Qt.ItemDataRole.UserRole) + 1
_TONES = {
    AddStatus.ADDED: "good",
    AddStatus.ALREADY_THERE: "accent",
    AddStatus.FAILED: "bad",
    AddStatus.PASSED_OVER: "warn",
}
_ORDER = (AddStatus.FAILED, AddStatus.PASSED_OVER, AddStatus.ADDED, AddStatus.ALREADY_THERE)
_PILL = 104
_ROWS = 9


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[AddReport] = []

    def show_lines(self, lines: Sequence[AddReport]) -> None:
        self.beginResetModel()
        self.lines = sorted(lines, key=lambda line: _ORDER.index(line.status))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = 0) -> object:
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.status.value}: {line.title or PurePath(line.source).name}. {_about(line)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join((line.source, line.message, *line.doubts)))
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, current: Current, view: QListView) -> None:
        super().__init__(view)
        self._current = current

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, row_height(self._current))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, line = self._current.theme, index.data(_LINE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.accent_soft))
        small = ui_font(theme, small=True)
        words = line.status.value
        wide = QFontMetrics(small).horizontalAdvance(words) + 16
        pill(painter, theme, words, _TONES[line.status], box.left() + 4 + wide, box.center().y(), small)
        left = box.left() + scaled(_PILL)
        for font, colour, text, top in (
            (ui_font(theme), theme.text, line.title or PurePath(line.source).name, 6.0),
            (small, theme.text_muted, _about(line), 6.0 + QFontMetrics(ui_font(theme)).height() + 1),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            room = QRectF(left, box.top() + top, box.right() - left - 8, painter.fontMetrics().height())
            fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.restore()


def row_height(current: Current) -> int:
    """Pixels of one line: title and what became of it."""
    theme = current.theme
    return QFontMetrics(ui_font(theme)).height() + QFontMetrics(ui_font(theme, small=True)).height() + 13


def _about(line: AddReport) -> str:
    if line.status is not AddStatus.ADDED:
        return line.message
    parts = [_place(line.source), counted(line.provisions, "provision")]
    if line.left_out:
        parts.append(f"{counted(line.left_out, 'word')} left out")
    if line.doubts:
        parts.append(counted(len(line.doubts), "doubt"))
    return " · ".join(parts)


def _place(source: str) -> str:
    """A file with the folder that it lies in: many folders have a "Privacy Policy.md"."""
    path = PurePath(source)
    return source if "://" in source else " / ".join(filter(None, (path.parent.name, path.name)))


class ImportsSheet(Sheet):
    """`opened` asks for an agreement that was added."""

    opened = Signal(str)

    def __init__(self, host: QWidget, current: Current) -> None:
        super().__init__(host, current, "What was added", width=720, scrolls=False)
        self._reports: tuple[ImportReport, ...] = ()
        self.choice = ComboBox(self.body)
        self.choice.setAccessibleName("Import")
        self.choice.currentIndexChanged.connect(self._choose)
        self.counts = muted("", self.body)
        self._lines = _Lines(self)
        self.list = QListView(self.body)
        self.list.setModel(self._lines)
        self.list.setItemDelegate(_Delegate(current, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Files of the import")
        self.list.activated.connect(self._open)
        for widget in (self.choice, self.counts):
            self.column.addWidget(widget)
        self.column.addWidget(self.list, 1)

    def show_reports(self, reports: tuple[ImportReport, ...]) -> None:
        """Opens it with the last imports, newest first."""
        self._reports = reports
        self.choice.blockSignals(True)
        self.choice.clear()
        for report in reports:
            began = report.began.astimezone()
            files = counted(report.total, "file")
            self.choice.addItem(f"{in_words(began.date())}, {began:%H:%M} – {files}{_end(report)}")
        self.choice.blockSignals(False)
        self.choice.setVisible(bool(reports))
        self.list.setVisible(bool(reports))
        self.list.setMinimumHeight(_ROWS * row_height(self.current))
        self._choose(0)
        self.open(self.list if reports else self.close_button)

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self._reports):
            self.counts.setText("Nothing has been added yet.")
            return
        report = self._reports[place]
        counts = {status: sum(line.status is status for line in report.lines) for status in _ORDER}
        said = [f"{count:,} {status.value}" for status, count in counts.items() if count]
        missing = report.total - len(report.lines)
        if missing > 0:
            said.append(f"{missing:,} not reached")
        if report.ended is not None:
            said.append(f"in {_span((report.ended - report.began).total_seconds())}")
        go_on = ". Add the same files again to go on." if missing > 0 else ""
        self.counts.setText(", ".join(said) + go_on)
        self._lines.show_lines(report.lines)

    def _open(self, index: QModelIndex) -> None:
        line: AddReport = index.data(_LINE)
        if line.key is not None:
            self.close_up(give_back=False)
            self.opened.emit(line.key)


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 90 else counted(max(1, round(seconds)), "second")


def _end(report: ImportReport) -> str:
    if report.ended is None:
        return ", cut off"
    return ", stopped" if report.cancelled else ""
