"""The collection: what was gathered while reading, in an order of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from navigator.model.exporting import Collected
from ui.frame.buttons import IconButton
from ui.frame.keys import keys_of
from ui.frame.labels import link_button, muted
from ui.frame.words import tip
from ui.panel import Current
from ui.theme import scaled

_ROW = Qt.ItemDataRole.UserRole
_HOW = f"{keys_of('collection.add')} adds the provision that you are reading, or those with selected words."


class CollectionList(QWidget):
    """`changed` carries the rows as the user has left them: moved, removed, or none."""

    changed = Signal(tuple)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = current
        self.list = QListWidget(self)
        self.list.setAccessibleName("Collection")
        self.list.setProperty("role", "boxed")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setFixedHeight(scaled(170))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.model().rowsMoved.connect(lambda *_: self.changed.emit(self.rows()))
        self.says = muted(_HOW, self)
        self.up = IconButton("arrow-up", "Move up (Alt+Up)", lambda: self.move_chosen(-1), self)
        self.down = IconButton("arrow-down", "Move down (Alt+Down)", lambda: self.move_chosen(1), self)
        self.away = IconButton("trash", "Remove from the collection (Delete)", self.remove_chosen, self)
        self.clear = link_button("Clear", lambda: self.changed.emit(()), self)
        self.buttons = QWidget(self)
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.up, self.down, self.away):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.clear)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self.list, self.buttons, self.says):
            box.addWidget(widget)
        current.theme_changed.connect(self._theme)
        self._theme()

    def show_rows(self, rows: Sequence[Collected]) -> None:
        """Shows the collection; those of other agreements than the open one name theirs."""
        here = self.current.card.key if self.current.card is not None else ""
        at = self.list.currentRow()
        self.list.clear()
        for row in rows:
            words = row.label if row.agreement == here else f"{row.label} — {row.title}"
            item = QListWidgetItem(words)
            item.setData(_ROW, row)
            item.setToolTip(tip(f"{row.label}\n{row.title}"))
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(at, 0), len(rows) - 1))
        self.list.setVisible(bool(rows))
        self.buttons.setVisible(bool(rows))
        self.says.setVisible(not rows)

    def rows(self) -> tuple[Collected, ...]:
        return tuple(self.list.item(at).data(_ROW) for at in range(self.list.count()))

    def move_chosen(self, steps: int) -> None:
        """Moves the chosen row up or down."""
        rows, at = list(self.rows()), self.list.currentRow()
        if 0 <= at < len(rows) and 0 <= at + steps < len(rows):
            rows.insert(at + steps, rows.pop(at))
            self.list.setCurrentRow(at + steps)
            self.changed.emit(tuple(rows))

    def remove_chosen(self) -> None:
        rows, at = list(self.rows()), self.list.currentRow()
        if 0 <= at < len(rows):
            del rows[at]
            self.changed.emit(tuple(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Delete:
            self.remove_chosen()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_chosen(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _theme(self) -> None:
        for button in (self.up, self.down, self.away):
            button.set_theme(self.current.theme)
