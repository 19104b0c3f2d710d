"""The contents pane: follows the reading, goes where one chooses."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QVBoxLayout, QWidget

from ui.frame.labels import heading
from ui.outline.delegate import OutlineDelegate
from ui.outline.model import ENTRY_ROLE, OutlineModel
from ui.panel import Current, Panel


class ContentsTree(QTreeView):
    """A tree without branches of its own: a click goes there, and folds or unfolds a line that has more below."""

    activated_provision = Signal(str)
    wanted_beside = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        beside = QAction("Read beside the text", self)
        beside.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        beside.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        beside.triggered.connect(self._beside)
        self.addAction(beside)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wanted_beside.emit(index.data(ENTRY_ROLE).provision)
        elif event.position().x() > self.viewport().width() - 30 and self.model().hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self._go(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._go(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def _beside(self) -> None:
        if self.currentIndex().isValid():
            self.wanted_beside.emit(self.currentIndex().data(ENTRY_ROLE).provision)

    def _go(self, index: QModelIndex) -> None:
        self.activated_provision.emit(index.data(ENTRY_ROLE).provision)


class OutlinePanel(Panel):
    """Contents of the open agreement. `go` asks for a provision, `beside` (Ctrl with Enter or a click) for reading it
    beside the text."""

    go = Signal(str)
    beside = Signal(str)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self.model = OutlineModel()
        self.tree = ContentsTree(self)
        self.tree.setModel(self.model)
        self.tree.setAccessibleName("Contents")
        self.delegate = OutlineDelegate(current.theme, self.tree)
        self.tree.setItemDelegate(self.delegate)
        self.tree.activated_provision.connect(self.go)
        self.tree.wanted_beside.connect(self.beside)
        self._opened: list[str] = []
        title = heading("Contents", self)
        title.setContentsMargins(14, 12, 14, 6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(title)
        box.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)
        self.track(current.agreement_changed, self._agreement)
        self.track(current.applicability_changed, self._applicability)
        self.track(current.provision_changed, self._follow)
        self.track(current.theme_changed, self._theme)
        self._agreement()

    def _agreement(self) -> None:
        self._opened.clear()
        self.model.show_analysis(self.current.analysis)
        self._applicability()
        self._follow()

    def _applicability(self) -> None:
        self.model.set_reads(self.current.reads)

    def _follow(self) -> None:
        """Marks the line being read; unfolds the way to it and folds again what it had unfolded before."""
        provision = self.current.provision
        index = self.model.index_of(provision) if provision is not None else QModelIndex()
        self.delegate.current = index.data(ENTRY_ROLE).provision if index.isValid() else None
        if index.isValid():
            way = [index] if self.model.hasChildren(index) else []
            above = index.parent()
            while above.isValid():
                way.append(above)
                above = above.parent()
            self._fold_back({place.data(ENTRY_ROLE).provision for place in way})
            for place in way:
                if not self.tree.isExpanded(place):
                    self._opened.append(place.data(ENTRY_ROLE).provision)
                    self.tree.setExpanded(place, True)
            if not self.tree.hasFocus():
                self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        self.tree.viewport().update()

    def _fold_back(self, keep: set[str]) -> None:
        for identity in [opened for opened in self._opened if opened not in keep]:
            self._opened.remove(identity)
            index = self.model.index_of(identity)
            if index.isValid():
                self.tree.setExpanded(index, False)

    def _theme(self) -> None:
        self.delegate.set_theme(self.current.theme)
        self.tree.viewport().update()
