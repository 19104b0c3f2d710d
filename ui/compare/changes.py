"""The list of changes, the gravest first: filtered by what they are about and by words."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from navigator.model.comparison import Change, Comparison, Weight
from ui.frame.inputs import ComboBox
from ui.frame.labels import heading
from ui.frame.painting import pill
from ui.frame.words import counted, tip
from ui.panel import Current
from ui.theme import scaled, ui_font

Index = QModelIndex | QPersistentModelIndex
CHANGE = int(Qt.ItemDataRole.UserRole) + 1
_HEIGHT, _PAD = 58, 16
_TONES = {
    Weight.FIGURE: "bad",
    Weight.LAW_AND_COURTS: "bad",
    Weight.PARTY: "bad",
    Weight.OBLIGATION: "warn",
    Weight.DEFINITION: "warn",
    Weight.REDIRECTED: "warn",
    Weight.REMOVED: "warn",
    Weight.STALE: "warn",
    Weight.NEW: "good",
}


class Changes(QAbstractListModel):
    """The changes of one comparison as Qt's model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.changes: tuple[Change, ...] = ()

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        self.beginResetModel()
        self.changes = changes
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.changes)

    def data(self, index: Index, role: int = 0) -> object:
        change = self.changes[index.row()]
        if role == CHANGE:
            return change
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{change.weight.value}: {change.title}. {change.description}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{change.title}\n{change.description}")
        return None


class _Filter(QSortFilterProxyModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.weight: str | None = None
        self.words = ""

    def choose(self, weight: str | None, words: str) -> None:
        self.beginFilterChange()
        self.weight, self.words = weight, " ".join(words.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        change: Change = model.data(model.index(row, 0, parent), CHANGE)
        if self.weight is not None and change.weight != self.weight:
            return False
        return self.words in " ".join(f"{change.title} {change.description}".casefold().split())


class _Delegate(QStyledItemDelegate):
    """Title and weight in one line, what changed in the other."""

    def __init__(self, current: Current, parent: QWidget) -> None:
        super().__init__(parent)
        self._current = current

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(option.rect.width(), scaled(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._current.theme, option.rect
        change: Change = index.data(CHANGE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.surface_alt))
        small = ui_font(theme, small=True)
        tone = _TONES.get(change.weight, "accent")
        left = pill(painter, theme, change.weight.value, tone, rect.right() - 10, rect.top() + scaled(18), small)
        painter.setFont(ui_font(theme, strong=True))
        painter.setPen(QColor(theme.text))
        room = QRect(rect.left() + _PAD, rect.top() + scaled(7), int(left) - rect.left() - _PAD - 8, scaled(23))
        self._write(painter, room, change.title)
        painter.setFont(small)
        painter.setPen(QColor(theme.text_muted))
        self._write(
            painter,
            QRect(rect.left() + _PAD, rect.top() + scaled(30), rect.width() - _PAD - 10, scaled(20)),
            change.description,
        )
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, room: QRect, words: str) -> None:
        fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), fitted)


class _List(QListView):
    entered_text = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_text.emit()
        else:
            super().keyPressEvent(event)


class ChangeList(QWidget):
    """`looked_at` carries the change that was chosen; `wanted` asks for the keyboard in the text."""

    looked_at = Signal(object)
    wanted = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("left-pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = heading("Changes", self)
        self.weights = ComboBox(self)
        self.weights.setAccessibleName("Show changes of one kind")
        self.find_box = QLineEdit(self)
        self.find_box.setPlaceholderText("Filter by words")
        self.find_box.setAccessibleName("Filter the changes by words")
        self.find_box.setClearButtonEnabled(True)
        self.model = Changes(self)
        self.shown = _Filter(self)
        self.shown.setSourceModel(self.model)
        self.list = _List(self)
        self.list.setModel(self.shown)
        self.list.setItemDelegate(_Delegate(current, self.list))
        self.list.setAccessibleName("Changes, the gravest first")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.entered_text.connect(self.wanted)
        self.weights.currentIndexChanged.connect(lambda _at: self._filter())
        self.find_box.textChanged.connect(lambda _words: self._filter())
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 10)
        top.setSpacing(8)
        for widget in (self.count, self.weights, self.find_box):
            top.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Lists the changes of a comparison; none for None."""
        changes = comparison.changes if comparison is not None else ()
        self.model.show_changes(changes)
        numbers = {weight: sum(change.weight is weight for change in changes) for weight in Weight}
        blocked = self.weights.blockSignals(True)
        self.weights.clear()
        self.weights.addItem("Every kind of change", None)
        for weight, number in numbers.items():
            if number:
                self.weights.addItem(f"{weight.value.capitalize()} ({number})", weight)
        self.weights.blockSignals(blocked)
        self.weights.setEnabled(bool(changes))
        self._filter()

    def current(self) -> Change | None:
        """The change that is marked, if any."""
        index = self.list.currentIndex()
        return index.data(CHANGE) if index.isValid() else None

    def select(self, change: Change | None) -> None:
        """Marks a change as the one being looked at, without a word to anybody."""
        at = self.model.changes.index(change) if change is not None else -1
        index = self.shown.mapFromSource(self.model.index(at, 0)) if at >= 0 else QModelIndex()
        blocked = self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(index)
        self.list.selectionModel().blockSignals(blocked)
        if index.isValid():
            self.list.scrollTo(index)
        self.list.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.looked_at.emit(index.data(CHANGE))

    def _filter(self) -> None:
        selection = self.list.selectionModel()
        blocked = selection.blockSignals(True)
        self.shown.choose(self.weights.currentData(), self.find_box.text())
        selection.blockSignals(blocked)
        shown, every = self.shown.rowCount(), len(self.model.changes)
        words = f"{counted(every, 'change')}, by weight"
        if shown != every:
            words = f"{shown} of {words}"
        self.count.setText(words.upper())
        self.count.setAccessibleName(words)
        self.list.viewport().update()
