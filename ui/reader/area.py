"""The scrolling part of the reading view: what is shown, where the reader is, and every way to get elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from navigator.model.analysis import Analysis
from navigator.model.text import Span
from ui.reader.formats import FormatBook
from ui.reader.heads import ColumnHeads
from ui.reader.history import History, Spot
from ui.reader.layout import Layout
from ui.reader.noted import Noted
from ui.reader.overlay import overlay
from ui.reader.rolling import RollingArea
from ui.reader.sight import Sight
from ui.reads import Reads
from ui.theme.tokens import Theme

READING_LINE = 28
"""Pixels below the window's top: the provision that crosses this line is the one being read."""
ARRIVAL = 1800
"""Milliseconds that the place of arrival stays marked."""
ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.4, 3.0)


class ReadingArea(RollingArea):
    """Scrolls the layout of one analysis. Subclasses draw it and answer to mouse and keys."""

    current_changed = Signal(str)
    """The provision being read is another one."""
    history_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._zoom = theme, ZOOMS.index(1.0)
        self._layout: Layout | None = None
        self._reads: Reads | None = None
        self._as_published = False
        self._originals: set[str] = set()
        self._noted = Noted()
        self._only: frozenset[str] | None = None
        self._current: str | None = None
        self._gone_to: tuple[str, int] | None = None
        self._history = History()
        self._arrived_rows: frozenset[int] = frozenset()
        self._arrived_span: Span | None = None
        self._arrival = QTimer(self, singleShot=True, interval=ARRIVAL)
        self._arrival.timeout.connect(self._forget_arrival)
        self._heads = ColumnHeads(self)
        self._heads.switch.chosen.connect(self.set_as_published)
        self._place_heads()

    # --- What is shown -------------------------------------------------------------------------------------------

    def show_analysis(self, analysis: Analysis, reads: Reads | None = None) -> None:
        """Shows an agreement from its beginning, as it reads for a profile where one is chosen."""
        self._take(reads)
        self._noted, self._only = Noted(), None
        self._history.clear()
        self._forget_arrival()
        book = FormatBook(self._theme, self.zoom_factor, rtl=analysis.agreement.right_to_left)
        self._layout = Layout(analysis, book, self.viewport().width())
        if self.reads is not None:
            self._layout.set_overlay(overlay(analysis, self.reads), self._originals)
        self._gone_to = self._current = None
        self._laid_out()
        self._settle(0)
        self.history_changed.emit()

    def set_reads(self, reads: Reads | None) -> None:
        """Shows the same agreement for another profile, or as published for None; the place on screen stays."""
        self._take(reads)
        self._overlay_again()

    @property
    def reads(self) -> Reads | None:
        """For whom the text is shown; None where it is shown as published."""
        return None if self._as_published else self._reads

    @property
    def as_published(self) -> bool:
        """Whether the text is shown as published although a profile is chosen."""
        return self._as_published and self._reads is not None

    def set_as_published(self, published: bool) -> None:
        """Shows the text as published, to the letter, or as it reads for the profile; the place on screen stays."""
        if published != self._as_published:
            self._as_published, self._originals = published, set()
            self._overlay_again()
        self._heads.switch.show_state(self._reads is not None, published)

    def _take(self, reads: Reads | None) -> None:
        """Another profile is one that the reader wants to see at work."""
        if reads is None or self._reads is None or reads.profile != self._reads.profile:
            self._as_published = False
        self._reads, self._originals = reads, set()
        self._heads.switch.show_state(reads is not None, self._as_published)

    def toggle_original(self, target: str) -> None:
        """Shows a replaced provision as published, or as replaced again."""
        self._originals ^= {target}
        self._overlay_again()

    def set_noted(self, noted: Noted) -> None:
        """Shows the user's notes; the place on screen stays."""
        if noted == self._noted:
            return
        same = noted.summaries == self._noted.summaries
        self._noted = noted
        if self._layout is None:
            return
        if same:
            self._layout.noted = noted
            self._settled()
            self.viewport().update()
        else:
            self._made_anew()

    def show_only(self, provisions: frozenset[str] | None) -> None:
        """Shows some provisions alone, under the headings that they stand under; None shows all of them again."""
        if self._layout is not None and provisions != self._only:
            self._only = provisions
            self._made_anew()

    def _made_anew(self) -> None:
        """Other rows for the same text. What is in sight stays there, as far as it still has rows."""
        old = self._layout
        assert old is not None
        spot, current = self.spot(), self._current
        self._layout = Layout(old.analysis, old.book, self.viewport().width(), self._noted, self._only)
        if self.reads is not None:
            self._layout.set_overlay(overlay(old.analysis, self.reads), self._originals)
        self._gone_to = None
        self._laid_out()
        if spot.provision is None or self._layout.has(spot.provision):
            self.return_to(spot)
            return
        order = old.analysis.agreement.order
        near = [row for row in self._only or () if order[row] >= order.get(current or "", 0)]
        self._settle(0)
        if near:
            self.go_to(min(near, key=lambda row: order[row]), highlight=False, record=False)

    def _overlay_again(self) -> None:
        if self._layout is None:
            return
        spot = self.spot()
        self._layout.set_overlay(overlay(self._layout.analysis, self.reads), self._originals)
        self._laid_out()
        self.return_to(spot)

    def set_theme(self, theme: Theme) -> None:
        """Draws everything in another theme."""
        self._theme = theme
        self._restyle()

    def zoom(self, steps: int | None) -> None:
        """Larger or smaller text by that many steps; None goes back to the usual size."""
        at = ZOOMS.index(1.0) if steps is None else self._zoom + steps
        self._zoom = min(max(at, 0), len(ZOOMS) - 1)
        self._restyle()

    @property
    def zoom_factor(self) -> float:
        """1.0 is the usual size."""
        return ZOOMS[self._zoom]

    def _restyle(self) -> None:
        if self._layout is not None:
            spot = self.spot()
            book = FormatBook(self._theme, self.zoom_factor, rtl=self._layout.book.rtl)
            self._layout.restart(book, self.viewport().width())
            self._laid_out()
            self.return_to(spot)
        self.viewport().update()

    def _laid_out(self) -> None:
        """The layout was made or made anew; whatever hangs on rows or places is out of date."""
        self._start_growing()
        self._place_heads()

    # --- Where the reader is -------------------------------------------------------------------------------------

    def current(self) -> str | None:
        """The provision at the reading line; None before anything is shown."""
        return self._current

    def go_to(self, provision: str, *, span: Span | None = None, highlight: bool = True, record: bool = True) -> None:
        """Brings a provision (and a span of it) into sight and marks it for a moment. An unknown id does nothing."""
        layout = self._layout
        if layout is None or not layout.has(provision):
            return
        if record:
            self._history.left(self.spot())
        rows = layout.rows.rows_of(provision)
        row = layout.row_with(provision, span)
        self._settle(layout.heights.top(row), anchor=row)
        top = layout.heights.top(row)
        if span is not None:
            top += self._depth(row, span)
            self._settle(top, anchor=row)
        self._gone_to = (provision, self.verticalScrollBar().value())
        self._note_current()
        if highlight:
            self._arrived_rows = frozenset(rows) if span is None else frozenset()
            self._arrived_span = span
            self._arrival.start()
        if record:
            self.history_changed.emit()
        self.viewport().update()

    def land_on(self, provision: str) -> None:
        """Brings the text that applies in the place of a provision into sight: its own, or what replaces it."""
        inserted = self._layout.overlay.replacing(provision) if self._layout is not None else ()
        shown = self._layout is not None and self._layout.overlay.struck.get(provision) not in self._originals
        pieces = [piece for each in inserted for piece in each.pieces]
        self.go_to(provision, span=pieces[0].span if pieces and shown else None)

    def take_up(self, provision: str) -> None:
        """Makes a provision in sight the one being read, where it stands."""
        self._gone_to = (provision, self.verticalScrollBar().value())
        self._note_current()

    def _depth(self, row: int, span: Span) -> int:
        """How far below a row's top to begin so that a span deep inside it is in sight."""
        layout = self._layout
        assert layout is not None
        y = layout.depth(row, span)
        return 0 if y < 0.7 * self.viewport().height() else int(y - 0.3 * self.viewport().height())

    def back(self) -> None:
        """To where the last jump came from, exactly as it stood on screen."""
        self._move(self._history.back(self.spot()) if self._history.can_go_back else None)

    def forward(self) -> None:
        """Takes the last `back` back."""
        self._move(self._history.forward(self.spot()) if self._history.can_go_forward else None)

    def can_go_back(self) -> bool:
        """True where `back` leads somewhere."""
        return self._history.can_go_back

    def can_go_forward(self) -> bool:
        """True where `forward` leads somewhere."""
        return self._history.can_go_forward

    def _move(self, spot: Spot | None) -> None:
        if spot is not None:
            self._forget_arrival()
            self.return_to(spot)
            self.history_changed.emit()

    def spot(self) -> Spot:
        """What is at the window's top, to come back to."""
        layout, top = self._layout, self.verticalScrollBar().value()
        if layout is None or not len(layout.rows):
            return Spot(None, 0, 0, None)
        row = layout.heights.at(top)
        held = layout.rows.rows[row].provision
        part = row - layout.rows.row_of[held.id] if held is not None else row
        return Spot(held.id if held is not None else None, part, top - layout.heights.top(row), self._current)

    def return_to(self, spot: Spot) -> None:
        """Brings what stood at the window's top back there; nothing where it has no rows any more."""
        layout = self._layout
        if layout is None:
            return
        if spot.provision is not None and not layout.has(spot.provision):
            return
        row = spot.part + (layout.rows.row_of[spot.provision] if spot.provision is not None else 0)
        if row >= len(layout.heights):
            return
        self._settle(layout.heights.top(row), anchor=row)
        self._settle(layout.heights.top(row) + spot.offset, anchor=row)
        if spot.current is not None:
            self._gone_to = (spot.current, self.verticalScrollBar().value())
        self._note_current()

    def _note_current(self) -> None:
        layout = self._layout
        if layout is None or not len(layout.rows):
            return
        top = self.verticalScrollBar().value()
        if self._gone_to is not None and self._gone_to[1] == top:
            found: str | None = self._gone_to[0]
        else:
            self._gone_to = None
            row = layout.heights.at(top + READING_LINE)
            rows = layout.rows.rows
            provision = next((rows[at].provision for at in range(row, len(rows)) if rows[at].provision), None)
            found = provision.id if provision else None
        if found is not None and found != self._current:
            self._current = found
            label = layout.analysis.agreement.by_id[found].label
            self.setAccessibleDescription(f"At {label}" if label else "")
            self.current_changed.emit(found)

    def _forget_arrival(self) -> None:
        self._arrival.stop()
        self._arrived_rows, self._arrived_span = frozenset(), None
        self.viewport().update()

    # --- Layout --------------------------------------------------------------------------------------------------

    @property
    def analysis(self) -> Analysis | None:
        """What is shown; None before anything is."""
        return self._layout.analysis if self._layout is not None else None

    def roll(self) -> Layout | None:
        return self._layout

    def sight(self) -> Sight | None:
        """What is in sight now; None before anything is shown."""
        if self._layout is None:
            return None
        return Sight(self._layout, self.verticalScrollBar().value(), self.viewport().height())

    def shows(self, span: Span) -> bool:
        """Whether the first line of some words is in sight."""
        sight, height = self.sight(), self.viewport().height()
        for cell in sight.cells() if sight is not None else ():
            for start, end in cell.document.ranges(span):
                rects = cell.document.rects(start, end)
                if rects and cell.origin.y() + rects[0].top() >= 0 and cell.origin.y() + rects[0].bottom() <= height:
                    return True
        return False

    def _settled(self) -> None:
        """Other rows are in sight, or the same ones elsewhere."""
        self._note_current()

    def _place_heads(self) -> None:
        height = self._heads.sizeHint().height()
        if self.viewportMargins().top() != height:
            self.setViewportMargins(0, height, 0, 0)
        self._heads.setGeometry(0, 0, self.width(), height)
        if self._layout is not None:
            self._heads.show_columns(self._layout.columns, self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._layout is not None and self.viewport().width() != self._layout.columns.view:
            spot = self.spot()
            self._layout.restart(self._layout.book, self.viewport().width())
            self._laid_out()
            self.return_to(spot)
        else:
            self._place_heads()
            self._settle(self.verticalScrollBar().value())
