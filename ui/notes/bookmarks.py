"""The bookmarks below the contents: a click or Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from navigator.model.notes import NoteKind, PlacedNote
from ui.frame.labels import heading, line
from ui.frame.words import tip
from ui.notes.words import quoted
from ui.panel import Current, Panel
from ui.reader.card_content import label as name_of
from ui.theme import scaled

_ROW = 28
_MOST_ROWS = 6
_BOOKMARK = int(Qt.ItemDataRole.UserRole)


class BookmarksPanel(Panel):
    """Hidden while there are none. `go` asks for a provision and the span to mark there."""

    go = Signal(str, object)
    edit = Signal(object)
    delete = Signal(object)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self.list = QListWidget(self)
        self.list.setObjectName("bookmarks")
        self.list.setAccessibleName("Bookmarks")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._go)
        title = heading("Bookmarks", self)
        title.setContentsMargins(14, 10, 14, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 6)
        box.setSpacing(0)
        box.addWidget(line(self))
        box.addWidget(title)
        box.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.track(current.agreement_changed, self._refresh)
        self.track(current.notes_changed, self._refresh)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.list.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(item)
        elif item is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete.emit(item.data(_BOOKMARK).note)
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        analysis = self.current.analysis
        rows = [row for row in self.current.notes.placed if row.note.kind is NoteKind.BOOKMARK]
        at = self.list.currentRow()
        self.list.clear()
        for row in rows if analysis is not None else ():
            assert analysis is not None
            provision = analysis.agreement.by_id[row.provision]
            label = f"§\u00a0{provision.label}" if provision.full_number or provision.number else provision.label
            words = row.note.text or quoted(row.note)
            item = QListWidgetItem(f"{label} {words}".strip() or name_of(analysis.agreement, provision))
            item.setToolTip(tip(f"{label}\n{words}".strip()))
            item.setData(_BOOKMARK, row)
            self.list.addItem(item)
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        if at < 0:
            self.list.clearSelection()
        self.list.setFixedHeight(max(1, min(self.list.count(), _MOST_ROWS)) * scaled(_ROW) + 4)
        self.setVisible(bool(rows))

    def _go(self, item: QListWidgetItem) -> None:
        row: PlacedNote = item.data(_BOOKMARK)
        self.go.emit(row.provision, row.spans[0] if not row.whole and row.spans else None)
