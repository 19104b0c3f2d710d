"""The redline: two versions beside each other or as one text, laid out only near what is in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from ui.compare.area import RedlineArea
from ui.compare.finding import Finder, Place
from ui.compare.layout import Cell
from ui.compare.lines import Key, Kind, Line, Lines
from ui.compare.painting import paint
from ui.compare.pointer import Pointer
from ui.compare.selection import Picked, words_of
from ui.reader.document import Mark
from ui.reader.marks import mark_format
from ui.reader.spoken import announce
from ui.theme.tokens import Theme


class CompareView(RedlineArea):
    """Shows one comparison. Tab walks the bars in sight and Enter follows them; a click does both."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._focus: Key | None = None
        self._finder: Finder | None = None
        self._found: Place | None = None
        self.picked: Picked | None = None
        self._pointer = Pointer(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Redline")
        self.viewport().setMouseTracking(True)

    def show_lines(self, lines: Lines | None) -> None:
        """Shows a comparison from its beginning; None for an empty view."""
        self._focus = self.picked = self._finder = self._found = None
        super().show_lines(lines)

    def set_beside(self, beside: bool) -> None:
        """Both versions beside each other, or as one text; the place on screen stays."""
        self.picked = None
        super().set_beside(beside)
        if self._finder is not None:  # its places are in other cells now
            self.set_find_marks(self._finder.words, anew=True)

    # --- Find ----------------------------------------------------------------------------------------------------

    def set_find_marks(self, text: str, *, anew: bool = False) -> int:
        """Marks every place of some words; returns how many there are. "" takes the marks away."""
        layout = self._layout
        self._found = None
        if layout is None or not text.strip():
            self._finder = None
        elif anew or self._finder is None or self._finder.words != text:
            self._finder = Finder(layout.lines, layout.sides, text)
        self.viewport().update()
        return len(self._finder.places) if self._finder is not None else 0

    def find(self, text: str, backwards: bool = False) -> bool:
        """Goes to the next place of some words (or the one before) from the one found last, else from what is in
        sight; False where there is none."""
        last = self._found
        if not self.set_find_marks(text) or self._finder is None:
            return False
        finder = self._finder
        here, _ = self._held()
        found = finder.begin(here, backwards=backwards) if last is None else finder.next(last, backwards=backwards)
        assert found is not None
        self._found = found
        if not self._in_sight(found):
            self.go_to(found.key)
            if not self._in_sight(found):
                self.scroll_by(self._top_of(found) - self.viewport().height() // 3)
        self.viewport().update()
        return True

    def find_place(self) -> tuple[int, int]:
        """(which, of how many); (0, 17) before the first step."""
        places = self._finder.places if self._finder is not None else ()
        return places.index(self._found) + 1 if self._found is not None else 0, len(places)

    def _top_of(self, place: Place) -> int:
        """Where the first line of found words stands in the window; far below where its line is folded away."""
        cell = self.cell_of(place.key, place.side)
        rects = [r for part in cell.document.ranges(place.spans[0]) for r in cell.document.rects(*part)] if cell else []
        return round(cell.origin.y() + rects[0].top()) if cell and rects else 1 << 30

    def _in_sight(self, place: Place) -> bool:
        return 0 <= self._top_of(place) <= self.viewport().height() - 2 * self.fontMetrics().height()

    def _marks(self, key: Key, cell: Cell) -> list[Mark]:
        """What is painted over the words of a cell: those found, those selected."""
        theme = self._theme
        made: list[Mark] = []
        for place in self._finder.of(key, cell.side) if self._finder is not None else ():
            here = place == self._found
            form = mark_format(theme.accent if here else theme.mark_bg, theme.on_accent if here else theme.mark_text)
            made += [Mark(*part, form) for span in place.spans for part in cell.document.ranges(span)]
        layout = self._layout
        part = self.picked.within(key, cell, layout.lines.place) if self.picked and layout is not None else None
        if part is not None:
            made.append(Mark(*part, mark_format(theme.selection_bg, theme.selection_text)))
        return made

    # --- Acts ----------------------------------------------------------------------------------------------------

    def follow(self, line: Line) -> None:
        """What choosing a bar does: folds, unfolds, or goes where it leads."""
        layout = self._layout
        if layout is None:
            return
        if line.kind is Kind.FOLD:
            held, offset = self._held()
            layout.lines.toggle(line)
            self._folded(held, offset)
            announce(self, layout.lines.words(line))
        elif (key := layout.lines.leads_to(line)) is not None:
            self.go_to(key)
            self._focus = None

    def copy(self) -> None:
        """Puts the selected words on the clipboard, else the line being looked at with both versions: what was removed
        and added is named."""
        layout = self._layout
        words = words_of(self.picked, layout) if self.picked and layout is not None else ""
        if words:
            QGuiApplication.clipboard().setText(words)
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
        paint(painter, layout, self.verticalScrollBar().value(), self.viewport().rect(), chosen, focus, self._marks)
