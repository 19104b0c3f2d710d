"""The contents pane: follows the reading, goes where one chooses."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QToolButton, QTreeView, QVBoxLayout, QWidget

from ui.frame.labels import heading
from ui.outline.delegate import OutlineDelegate
from ui.outline.model import ENTRY_ROLE, OutlineModel
from ui.outline.tick_bar import TickBar
from ui.panel import Current, Panel
from ui.theme import icon

_FOLD = 30
"""Pixels at the end of a line that fold and unfold it."""


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
        delegate = self.itemDelegate()
        if isinstance(delegate, OutlineDelegate) and delegate.on_box(index, event.position()):
            return  # that ticks it
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wanted_beside.emit(index.data(ENTRY_ROLE).provision)
        elif self._at_end(event.position().x()) and self.model().hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self._go(index)

    def _at_end(self, x: float) -> bool:
        """Whether a place is that of the mark which folds a line."""
        model = self.model()
        mirrored = isinstance(model, OutlineModel) and model.right_to_left
        return x < _FOLD if mirrored else x > self.viewport().width() - _FOLD

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
    beside the text. Its lines can be ticked, to `export` or to `collect` the provisions that they stand for."""

    go = Signal(str)
    beside = Signal(str)
    export = Signal()
    collect = Signal(list)

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
        self.tick = QToolButton(self)
        self.tick.setProperty("role", "square")
        self.tick.setCheckable(True)
        self.tick.setAccessibleName("Tick provisions")
        self.tick.setToolTip("Tick provisions, to export or collect them")
        self.tick.toggled.connect(self._turn)
        self.bar = TickBar(self)
        self.bar.export.clicked.connect(lambda _checked=False: self.export.emit())
        self.bar.collect.clicked.connect(lambda _checked=False: self.collect.emit(self.ticked_provisions()))
        self.bar.clear.clicked.connect(lambda _checked=False: self.current.set_ticked(frozenset()))
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 2)
        head.addWidget(heading("Contents", self), 1)
        head.addWidget(self.tick)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.tree, 1)
        box.addWidget(self.bar)
        self.model.ticked.connect(current.set_ticked)
        self.setFocusProxy(self.tree)
        self.track(current.agreement_changed, self._agreement)
        self.track(current.applicability_changed, self._applicability)
        self.track(current.provision_changed, self._follow)
        self.track(current.ticked_changed, self._ticked)
        self.track(current.theme_changed, self._theme)
        self._theme()
        self._agreement()

    def _agreement(self) -> None:
        self._opened.clear()
        self.model.show_analysis(self.current.analysis)
        self.tick.setEnabled(self.current.analysis is not None)
        self._applicability()
        self._follow()
        self._ticked()

    def start_ticking(self) -> None:
        """Shows the boxes, or hides them, with the keyboard on the line being read."""
        self.tick.setChecked(not self.tick.isChecked())
        self.tree.setFocus()

    def ticked_provisions(self) -> list[str]:
        """The provisions that the ticked lines stand for, in reading order."""
        analysis = self.current.analysis
        return self.model.provisions(analysis.agreement, self.current.ticked) if analysis is not None else []

    def _turn(self, on: bool) -> None:
        self.model.set_checkable(on)
        self.tree.setAccessibleDescription("Space ticks a line, with all below it" if on else "")
        self._ticked()

    def _ticked(self) -> None:
        """Lines are ticked here, or on the export page."""
        self.model.set_checked(self.current.ticked)
        self.bar.show_count(len(self.current.ticked))
        self.bar.setVisible(self.tick.isChecked())
        self.tree.viewport().update()

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
        self.tick.setIcon(icon("check-square", self.current.theme.text))
        self.tree.viewport().update()
