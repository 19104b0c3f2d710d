"""The reading room: contents and library at the left, the text in the middle, the inspector at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from navigator.model.analysis import Analysis
from navigator.model.text import Span
from ui.frame.find_bar import FindBar
from ui.frame.sides import Sides
from ui.inspector.panel import InspectorPanel
from ui.library.switcher import LibrarySwitcher
from ui.notes.bookmarks import BookmarksPanel
from ui.outline.panel import OutlinePanel
from ui.panel import Current
from ui.reader import ReaderView
from ui.reader.history import Spot
from ui.reader.noted import noted
from ui.theme import scaled

if TYPE_CHECKING:
    from ui.tray.panel import Tray

_LEFT, _RIGHT = 262, 300
_TRAY = 300
_ROOM_FOR_INSPECTOR = 1060
"""Pixels below which the text needs the inspector's room; F7 brings it back."""


class ReadingRoom(QSplitter):
    """Built when the first agreement is read. Keeps the panes in step with the reading position."""

    moved = Signal()
    """The history has changed."""
    beside = Signal(str, object)
    """A provision is to be read beside the text, and a span of it marked there (or None)."""

    def __init__(
        self,
        current: Current,
        choose: Callable[[], object],
        doors: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.current = current
        self._chosen: set[QWidget] = set()
        self._places: dict[str, Spot] = {}
        """Where each agreement was left, by the SHA-256 of its source."""
        self.outline = OutlinePanel(current)
        self.bookmarks = BookmarksPanel(current)
        self.switcher = LibrarySwitcher(current)
        self.find_bar = FindBar(current.theme)
        self.reader = ReaderView(current.theme)
        self.sides = Sides(self.reader, current)
        self.inspector = InspectorPanel(current, choose, doors)
        self.left = self._column("left-pane", self.outline, self.bookmarks, self.switcher)
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        self._centre = self._column("centre", self.find_bar, self.sides)
        middle.addWidget(self._centre)
        self._middle = middle
        self.tray: Tray | None = None
        self.right = self._column("right-pane", self.inspector)
        self.left.setMinimumWidth(scaled(190))
        self.right.setMinimumWidth(scaled(240))
        middle.setMinimumWidth(360)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, widget in enumerate((self.left, middle, self.right)):
            self.addWidget(widget)
            self.setStretchFactor(place, 1 if widget is middle else 0)
        self.setSizes([scaled(_LEFT), 878, scaled(_RIGHT)])
        self.outline.go.connect(lambda provision: self.go_to(provision))
        self.outline.beside.connect(lambda provision: self.beside.emit(provision, None))
        self.bookmarks.go.connect(self.go_to)
        self.inspector.go.connect(self.go_to)
        self._take_reader(self.reader)
        self.sides.made.connect(self._take_reader)
        self.sides.changed.connect(self._side_changed)
        current.agreement_changed.connect(self._agreement)
        current.applicability_changed.connect(self._applicability)
        current.theme_changed.connect(self._theme)
        current.notes_changed.connect(self._noted)
        self._agreement()

    def go_to(self, provision: str, span: Span | None = None) -> None:
        """Brings a provision to the reading line, marks it, and gives the text the keyboard."""
        analysis = self.current.analysis
        if analysis is not None and provision in analysis.agreement.by_id:
            reader = self.sides.showing(analysis)
            reader.go_to(provision, span=span)
            reader.setFocus()

    def land_on(self, provision: str) -> None:
        """The same, for somebody who wants the text that applies in the place of the provision."""
        analysis = self.current.analysis
        if analysis is not None and provision in analysis.agreement.by_id:
            reader = self.sides.showing(analysis)
            reader.land_on(provision)
            reader.setFocus()

    def look_at(self, provision: str, span: Span | None = None) -> None:
        """The same, but the keyboard stays where it is: in a list that one works through."""
        analysis = self.current.analysis
        if analysis is not None and provision in analysis.agreement.by_id:
            self.sides.showing(analysis).go_to(provision, span=span)

    def take_bar(self, bar: QWidget) -> None:
        """Puts a bar above the text, below the find bar."""
        layout = self._centre.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, bar)

    def take_tray(self, tray: Tray) -> None:
        """Puts the tray below the text."""
        self.tray = tray
        self._middle.addWidget(tray)
        self._middle.setStretchFactor(0, 1)
        self._middle.setStretchFactor(1, 0)
        below = min(scaled(_TRAY), self.height() // 2)  # in a low window the text keeps half of it
        self._middle.setSizes([self.height() - below, below])

    def toggle(self, pane: QWidget) -> None:
        """Shows or hides a side pane; from then on the window's width has no say in it."""
        self._chosen.add(pane)
        pane.setVisible(not pane.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two sides, or a narrow window, need the inspector's room."""
        if self.right not in self._chosen:
            self.right.setVisible(self.width() >= scaled(_ROOM_FOR_INSPECTOR) and not self.sides.is_split)

    def panes(self) -> list[QWidget]:
        """What F6 goes round, those in sight."""
        panes = [self.outline.tree, self.bookmarks.list, self.switcher.list, *self.sides.readers()]
        if self.tray is not None:
            panes.append(self.tray.stack.currentWidget())
        panes.append(self.inspector.area)
        return [pane for pane in panes if pane.isVisible()]

    def hold(self, analysis: Analysis, provision: str) -> None:
        """Shows a provision beside the text."""
        self._chosen.add(self.right)
        self.right.show()
        self.inspector.hold(analysis, provision)

    def show_notes(self) -> None:
        """Brings the notes on the provision being read into sight, with the keyboard on the first of them."""
        self._chosen.add(self.right)
        self.right.show()
        self.inspector.show_notes()

    def _take_reader(self, reader: ReaderView) -> None:
        """Another reading view of this room."""
        reader.pin_requested.connect(lambda provision: self._pin(reader, provision))
        reader.beside_requested.connect(self.beside)
        reader.history_changed.connect(self.moved)
        reader.current_changed.connect(lambda provision: self._reading(reader, provision))
        for action in self.reader.actions():
            reader.addAction(action)

    def _reading(self, reader: ReaderView, provision: str) -> None:
        """The provision being read is that of the active side, where it shows the open agreement."""
        analysis = self.current.analysis
        if analysis is not None and reader is self.sides.showing(analysis):
            self.current.set_provision(provision)

    def _side_changed(self) -> None:
        self.find_bar.close_up()
        self._fit()
        self._noted()
        analysis = self.current.analysis
        if analysis is not None:
            self.current.set_provision(self.sides.showing(analysis).current())
        self.moved.emit()

    def _noted(self) -> None:
        """The notes show wherever the open agreement does."""
        for reader in self.sides.readers():
            if reader.analysis is self.current.analysis:
                reader.set_noted(noted(self.current.notes))

    def _pin(self, reader: ReaderView, provision: str) -> None:
        if reader.analysis is not None:
            self.hold(reader.analysis, provision)

    def _agreement(self) -> None:
        if self.current.analysis is not None:
            self.find_bar.close_up()
            left = self.reader.analysis
            if left is not None:
                self._places[left.agreement.text.source.sha256] = self.reader.spot()
            self.reader.show_analysis(self.current.analysis, self.current.reads)
            spot = self._places.get(self.current.analysis.agreement.text.source.sha256)
            if spot is not None:
                self.reader.return_to(spot)
            self.current.set_provision(self.reader.current())

    def _applicability(self) -> None:
        if self.current.analysis is not None:
            self.reader.set_reads(self.current.reads)

    def _theme(self) -> None:
        self.sides.set_theme()
        self.find_bar.set_theme(self.current.theme)

    @staticmethod
    def _column(name: str, *widgets: QWidget) -> QWidget:
        holder = QWidget()
        holder.setObjectName(name)
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for place, widget in enumerate(widgets):
            box.addWidget(widget, 0 if (place and name == "left-pane") or isinstance(widget, FindBar) else 1)
        return holder
