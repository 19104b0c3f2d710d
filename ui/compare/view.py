"""The redline: two versions beside each other or as one text, laid out only near what is in sight."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from navigator.model.comparison import Change
from ui.compare.layout import PAD, Cell, Layout
from ui.compare.lines import Kind, Line, Lines
from ui.compare.painting import paint
from ui.compare.pointer import Picked, Pointer
from ui.reader.area import ZOOMS
from ui.reader.formats import FormatBook
from ui.reader.rolling import RollingArea, in_window
from ui.reader.spoken import Spoken, announce
from ui.theme.fonts import ui_font
from ui.theme.tokens import Theme

Key = tuple[Kind, int]


class VersionHeads(QWidget):
    """A strip with the name of each version above its column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None

    def show_layout(self, layout: Layout) -> None:
        """Follows the columns below."""
        self._layout = layout
        self.setAccessibleName("Columns: " + "; ".join(self.words()))
        self.update()

    def words(self) -> tuple[str, ...]:
        """What each column is, from the left."""
        if self._layout is None:
            return ()
        old, new = self._layout.versions()
        return (old, new) if self._layout.beside else (f"{old} → {new}, removed words struck, added words underlined",)

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layout is None:
            return
        theme = self._layout.book.theme
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface_alt))
        painter.setPen(QColor(theme.text_muted))
        painter.setFont(ui_font(theme, small=True, strong=True))
        for side, words in zip(self._layout.sides, self.words(), strict=True):
            left, width = self._layout.column(side)
            first = Line(Kind.PROVISION, 0)
            x = self._layout.text_left(first, side) if not self._layout.book.rtl else left + PAD
            room = QRect(x, 0, max(20, left + width - x - 8), self.height() - 1)
            fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), fitted)


class CompareView(RollingArea):
    """Shows one comparison. Tab walks the bars in sight and Enter follows them; a click does both."""

    chosen = Signal(object)
    """Another line is the one being looked at: its key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._zoom, self._beside = theme, ZOOMS.index(1.0), True
        self._layout: Layout | None = None
        self._chosen: Key | None = None
        self._focus: Key | None = None
        self._heads = VersionHeads(self)
        self._spoken = Spoken(self.viewport())
        self.picked: Picked | None = None
        self._pointer = Pointer(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Redline")
        self.viewport().setMouseTracking(True)
        self._place_heads()

    # --- What is shown -------------------------------------------------------------------------------------------

    def show_lines(self, lines: Lines | None) -> None:
        """Shows a comparison from its beginning; None for an empty view."""
        self._chosen = self._focus = self._layout = self.picked = None
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
        self._beside, self.picked = beside, None
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

    @property
    def shows_everything(self) -> bool:
        return self._layout is not None and not self._layout.lines.folded

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

    # --- Acts ----------------------------------------------------------------------------------------------------

    def follow(self, line: Line) -> None:
        """What choosing a bar does: folds, unfolds, or goes to the other place of what moved."""
        layout = self._layout
        if layout is None:
            return
        if line.kind is Kind.FOLD:
            held, offset = self._held()
            layout.lines.toggle(line)
            self._folded(held, offset)
            announce(self, layout.lines.words(line))
        else:
            self.go_to((Kind.LEFT if line.kind is Kind.CAME else Kind.PROVISION, line.at))
            self._focus = None

    def copy(self) -> None:
        """Puts the selected words on the clipboard, else the line being looked at with both versions: what was removed
        and added is named."""
        layout = self._layout
        cell = self.cell_of(self.picked) if self.picked else None
        if self.picked and cell is not None:
            QGuiApplication.clipboard().setText(self.picked.words(cell))
            return
        if layout is None or self._chosen not in layout.lines.place:
            return
        line = layout.lines.shown[layout.lines.place[self._chosen]]
        old, new = layout.versions()
        cited = f"{layout.comparison.new.title}, {old} compared with {new}"
        QGuiApplication.clipboard().setText(f"{layout.said(line)}\n— {cited}")

    def _bar_step(self, steps: int) -> bool:
        layout, top = self._layout, self.verticalScrollBar().value()
        if layout is None:
            return False
        keys = [layout.lines.shown[row].key for row in layout.bars(top, self.viewport().height())]
        at = keys.index(self._focus) + steps if self._focus in keys else (0 if steps > 0 else len(keys) - 1)
        self._focus = keys[at] if 0 <= at < len(keys) else None
        self.viewport().update()
        if self._focus is None:
            return False
        announce(self, layout.bar(layout.lines.shown[layout.lines.place[self._focus]]))
        return True

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return self._bar_step(1 if forwards else -1) or super().focusNextPrevChild(forwards)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus = None
        self.viewport().update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        layout = self._layout
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and layout is not None and self._focus is not None:
            row = layout.lines.place.get(self._focus)
            if row is not None:
                self.follow(layout.lines.shown[row])
        elif not self.scroll_key(event):
            super().keyPressEvent(event)

    def row_at(self, point: QPoint) -> int | None:
        """The line under a point of the viewport."""
        layout, y = self._layout, self.verticalScrollBar().value() + point.y()
        if layout is None or not len(layout.heights) or y >= layout.heights.total:
            return None
        return layout.heights.at(y)

    def choose_at(self, point: QPoint) -> None:
        """A click: follows a bar, or makes a line the one being looked at."""
        row = self.row_at(point)
        if row is not None and self._layout is not None:
            line = self._layout.lines.shown[row]
            self.follow(line) if line.kind.is_bar else self._choose(line.key)

    def pick(self, picked: Picked | None) -> None:
        """Selects words, or none."""
        self.picked = picked
        self.viewport().update()

    def cell_of(self, picked: Picked) -> Cell | None:
        """The cell in which words are selected; None where its line is folded away."""
        layout = self._layout
        row = layout.lines.place.get(picked.key) if layout is not None else None
        if layout is None or row is None:
            return None
        cells = layout.cells(row, self.verticalScrollBar().value())
        return next((cell for cell in cells if cell.side is picked.side), None)

    def viewportEvent(self, event: QEvent) -> bool:
        return (isinstance(event, QMouseEvent) and self._pointer.handle(event)) or super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        layout = self._layout
        if layout is None:
            painter.fillRect(event.rect(), QColor(self._theme.surface_alt))
            return
        place = layout.lines.place
        chosen = place.get(self._chosen) if self._chosen is not None else None
        focus = place.get(self._focus) if self._focus is not None else None
        paint(painter, layout, self.verticalScrollBar().value(), self.viewport().rect(), chosen, focus, self.picked)

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
