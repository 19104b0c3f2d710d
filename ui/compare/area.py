"""The scrolling part of the redline: which comparison is shown, where one is in it, and every way to get elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from navigator.model.comparison import Change
from navigator.model.redlined import Side
from ui.compare.heads import VersionHeads
from ui.compare.layout import Cell, Layout
from ui.compare.lines import Key, Kind, Lines
from ui.reader.area import ZOOMS
from ui.reader.formats import FormatBook
from ui.reader.rolling import RollingArea, in_window
from ui.reader.spoken import Spoken, announce
from ui.theme.tokens import Theme


class RedlineArea(RollingArea):
    """Scrolls one comparison. Subclasses draw it and answer to mouse and keys."""

    chosen = Signal(object)
    """Another line is the one being looked at: its key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._zoom, self._beside = theme, ZOOMS.index(1.0), True
        self._layout: Layout | None = None
        self._chosen: Key | None = None
        self._heads = VersionHeads(self)
        self._spoken = Spoken(self.viewport())
        self._place_heads()

    # --- What is shown -------------------------------------------------------------------------------------------

    def show_lines(self, lines: Lines | None) -> None:
        """Shows a comparison from its beginning; None for an empty view."""
        self._chosen = self._layout = None
        if lines is not None:
            book = FormatBook(self._theme, ZOOMS[self._zoom], rtl=lines.comparison.new.right_to_left)
            self._layout = Layout(lines, book, self.viewport().width(), beside=self._beside)
            self._start_growing()
        self._place_heads()
        self._settle(0)
        self._note_place()
        self.viewport().update()

    def set_beside(self, beside: bool) -> None:
        """Both versions beside each other, or as one text; the place on screen stays."""
        self._beside = beside
        self._restyle()

    @property
    def beside(self) -> bool:
        return self._beside

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._restyle()

    def zoom(self, steps: int | None) -> None:
        """Larger or smaller text by that many steps; None goes back to the usual size."""
        at = ZOOMS.index(1.0) if steps is None else self._zoom + steps
        self._zoom = min(max(at, 0), len(ZOOMS) - 1)
        self._restyle()

    def show_everything(self, everything: bool) -> None:
        """Unfolds all that is unchanged, or folds it away."""
        if self._layout is not None:
            held, offset = self._held()
            self._layout.lines.open_all(everything)
            self._folded(held, offset)

    def roll(self) -> Layout | None:
        return self._layout

    # --- Where one is --------------------------------------------------------------------------------------------

    def go_to_change(self, change: Change) -> None:
        """Brings a change of the list into sight and marks it."""
        if self._layout is not None and (key := self._layout.lines.of_change(change)) is not None:
            self.go_to(key)

    def go_to(self, key: Key) -> None:
        """Brings a line into sight and marks it; what it is folded into is opened. An unknown one does nothing."""
        layout = self._layout
        if layout is None:
            return
        shown = len(layout.lines.shown)
        row = layout.lines.reveal(key)
        if row is None:
            return
        if len(layout.lines.shown) != shown:
            layout.folded_anew()
        layout.reach(row)
        above = row - 1 if row and layout.lines.shown[row - 1].kind in (Kind.CAME, Kind.LEFT) else row
        self._settle(layout.heights.top(above), anchor=above)
        self._choose(key)

    def step(self, steps: int) -> bool:
        """To the next change (or the one before), from the one being looked at, else from the top of the window; False
        where there is none."""
        layout = self._layout
        if layout is None or not len(layout.heights):
            return False
        lines = layout.lines
        here = lines.place.get(self._chosen) if self._chosen is not None else None
        if here is None:
            here = layout.heights.at(self.verticalScrollBar().value()) - (1 if steps > 0 else 0)
        rows = range(here + 1, len(lines.shown)) if steps > 0 else range(here - 1, -1, -1)
        found = next(
            (row for row in rows if not lines.shown[row].kind.is_bar and lines.changed(lines.shown[row])), None
        )
        if found is None:
            return False
        self.go_to(lines.shown[found].key)
        return True

    def row_at(self, point: QPoint) -> int | None:
        """The line under a point of the viewport."""
        layout, y = self._layout, self.verticalScrollBar().value() + point.y()
        if layout is None or not len(layout.heights) or y >= layout.heights.total:
            return None
        return layout.heights.at(y)

    def cell_of(self, key: Key, side: Side) -> Cell | None:
        """The cell of a line; None where the line is folded away."""
        layout = self._layout
        row = layout.lines.place.get(key) if layout is not None else None
        if layout is None or row is None or row >= len(layout.heights):
            return None
        cells = layout.cells(row, self.verticalScrollBar().value())
        return next((cell for cell in cells if cell.side is side), None)

    def _choose(self, key: Key | None) -> None:
        if key != self._chosen:
            self._chosen = key
            self._note_place()
            self.chosen.emit(key)
        self.viewport().update()

    def _note_place(self) -> None:
        layout, said = self._layout, ""
        if layout is not None and self._chosen is not None and self._chosen in layout.lines.place:
            said = layout.said(layout.lines.shown[layout.lines.place[self._chosen]])
            announce(self, said)
        self.setAccessibleDescription(said)

    def _held(self) -> tuple[Key | None, int]:
        """The line at the top of the window, and how far it is scrolled out."""
        layout, top = self._layout, self.verticalScrollBar().value()
        if layout is None or not len(layout.heights):
            return None, 0
        row = layout.heights.at(top)
        return layout.lines.shown[row].key, top - layout.heights.top(row)

    # --- Layout --------------------------------------------------------------------------------------------------

    def _restyle(self) -> None:
        layout = self._layout
        if layout is not None:
            held, offset = self._held()
            book = FormatBook(self._theme, ZOOMS[self._zoom], rtl=layout.book.rtl)
            layout.restart(book, self.viewport().width(), beside=self._beside)
            self._place_heads()
            self._return_to(held, offset)
        self.viewport().update()

    def _folded(self, held: Key | None, offset: int) -> None:
        assert self._layout is not None
        self._layout.folded_anew()
        self._return_to(held, offset)

    def _return_to(self, held: Key | None, offset: int) -> None:
        layout = self._layout
        if layout is None or not len(layout.heights):
            return
        row = layout.lines.place.get(held) if held is not None else None
        if row is None:  # it is folded away now: the fold that holds it, or the nearest line before
            row, offset = self._fold_of(held), 0
        self._start_growing()
        layout.reach(row)
        self._settle(layout.heights.top(row), anchor=row)
        self._settle(layout.heights.top(row) + offset, anchor=row)

    def _fold_of(self, held: Key | None) -> int:
        assert self._layout is not None
        lines = self._layout.lines
        at = next((at for at, line in enumerate(lines.every) if line.key == held), 0)
        folds = (row for row, line in enumerate(lines.shown) if line.kind is Kind.FOLD and line.first <= at < line.last)
        return next(folds, 0)

    def _place_heads(self) -> None:
        height = self._heads.sizeHint().height()
        if self.viewportMargins().top() != height:
            self.setViewportMargins(0, height, 0, 0)
        self._heads.setGeometry(0, 0, self.width(), height)
        if self._layout is not None:
            self._heads.show_layout(self._layout)

    def _settled(self) -> None:
        self._spoken.follow(self._said())

    def _said(self) -> Iterator[tuple[QRect, str]]:
        layout, top = self._layout, self.verticalScrollBar().value()
        if layout is not None:
            for row in in_window(layout, top, self.viewport().height()):
                yield layout.box(row, top), layout.said(layout.lines.shown[row])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self._layout
        if layout is not None and self.viewport().width() != layout.width:
            held, offset = self._held()
            layout.restart(layout.book, self.viewport().width(), beside=self._beside)
            self._place_heads()
            self._return_to(held, offset)
        else:
            self._place_heads()
            self._settle(self.verticalScrollBar().value())
