"""The reading view: summaries beside binding text, laid out only near what is in sight."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.links import Hyperlink
from navigator.model.text import Span
from ui.reader.area import ReadingArea
from ui.reader.cards import Cards
from ui.reader.copying import with_citation
from ui.reader.emphasis import Emphasis
from ui.reader.finding import Finder
from ui.reader.keyboard import Keyboard
from ui.reader.layers import LinkKind
from ui.reader.marks import Marks
from ui.reader.noted import NOTE
from ui.reader.notice import BUTTON, LINK
from ui.reader.painting import Extras, paint
from ui.reader.pointer import Pointer
from ui.reader.selection import Selection, of_rows, span_of, words_of
from ui.reader.sight import BINDING, Target
from ui.reader.spoken import Spoken, announce, spoken
from ui.reads import Reads
from ui.theme.tokens import Theme


class ReaderView(ReadingArea):
    """Shows one analysis. The text is never changed: what a profile or a search adds is drawn as layers over it."""

    link_activated = Signal(str)
    """A web or mail address was activated; the view opens nothing itself."""
    pin_requested = Signal(str)
    """A provision should be shown beside this view."""
    beside_requested = Signal(str, object)
    """A provision should be read in a view of its own beside this one, and a span of it be marked there (or None)."""
    notes_requested = Signal(str, bool)
    """The notes on a provision were asked for; True for its summary by the user's team."""
    filter_left = Signal()
    """A jump led to a provision that was not shown: all of them are again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.selection: Selection | None = None
        self._finder: Finder | None = None
        self._found: Span | None = None
        self._emphasis: Emphasis | None = None
        self._used: Emphasis | None = None
        self.cards = Cards(self)
        self.cards.go_requested.connect(lambda provision, span: self.go_to(provision, span=span))
        self.cards.pin_requested.connect(self.pin_requested)
        self.cards.beside_requested.connect(self.beside_requested)
        self.cards.address_requested.connect(self.link_activated)
        self._spoken = Spoken(self.viewport())
        self._pointer = Pointer(self)
        self._keyboard = Keyboard(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)  # the actions that the shell adds
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName("Agreement text")

    # --- What is shown -------------------------------------------------------------------------------------------

    def show_analysis(self, analysis: Analysis, reads: Reads | None = None) -> None:
        """Shows an agreement from its beginning, as it reads for a profile where one is chosen."""
        self.selection, self._finder, self._found = None, None, None
        self._emphasis, self._used = None, None
        self._keyboard.clear()
        super().show_analysis(analysis, reads)
        title = analysis.agreement.title
        columns = "binding text"
        if analysis.agreement.summaries:
            columns = f"plain-language summaries, not binding, and {columns}"
        self.setAccessibleName(f"{title}: {columns}")

    def _laid_out(self) -> None:
        super()._laid_out()
        self.cards.set_layout(self._layout)

    def _settled(self) -> None:
        super()._settled()
        self._spoken.follow(spoken(self.sight()))
        self._pointer.text_moved()

    def _made_anew(self) -> None:
        self.selection = None  # its rows may be others now
        self._keyboard.clear()
        super()._made_anew()

    def go_to(self, provision: str, *, span: Span | None = None, highlight: bool = True, record: bool = True) -> None:
        """As `ReadingArea.go_to`. A provision that a filter hides is shown with all others again."""
        layout = self._layout
        if self._only is not None and layout is not None and not layout.has(provision):
            self.show_only(None)
            self.filter_left.emit()
        super().go_to(provision, span=span, highlight=highlight, record=record)

    def selected_place(self) -> tuple[str, Span, Layer] | None:
        """(provision, span, layer) of the selected words of the agreement; None where nothing is selected."""
        layout, chosen = self._layout, self.selection
        if layout is None or not chosen:
            return None
        layer = Layer.BINDING if chosen.column == BINDING else Layer.SUMMARY
        span = span_of(chosen, layout)
        place = layout.analysis.agreement.place(span.start) if span is not None else None
        return (place[0], span, layer) if place is not None and span is not None else None

    def set_as_published(self, published: bool) -> None:
        """Shows the text as published, to the letter, or as it reads for the profile; the place on screen stays."""
        super().set_as_published(published)
        announce(self, "As published, to the letter" if published else "As it reads for you")

    def _overlay_again(self) -> None:
        self.selection = None  # its segments may be others now
        super()._overlay_again()

    # --- Links ---------------------------------------------------------------------------------------------------

    def activate(self, target: Target) -> None:
        """A click: to the provision that a link means or a notice names; where it is not that simple, the card."""
        layout = self._layout
        if layout is None:
            return
        provision = layout.rows.rows[target.index].provision if target.column == BINDING else None
        if target.part == NOTE:
            team = layout.rows.groups[target.index].summary.beside[0] if provision is None else provision.id
            self.notes_requested.emit(team, provision is None)
        elif target.part == BUTTON and provision is not None:
            self.toggle_original(provision.id)
        elif target.part == LINK:
            notice = layout.notice(target.index, target.notice)
            if notice is not None and notice.by is not None:
                self.go_to(notice.by)
        elif target.anchor is not None:
            link = target.anchor.link
            if isinstance(link.source, Hyperlink):
                self.link_activated.emit(link.source.url)
            else:
                self.cards.open_at(target)
                if link.kind is LinkKind.REFERENCE:
                    self.cards.enter()

    def announce(self, target: Target) -> None:
        """Tells assistive technology what has the focus."""
        layout = self._layout
        if layout is None:
            return
        if target.part == NOTE:
            rows = layout.rows
            provision = rows.rows[target.index].provision if target.column == BINDING else None
            said = f"{self._noted.signs[provision.id].said}, button" if provision is not None else "Edit, button"
            self.setAccessibleDescription(said)
            announce(self, said)
            return
        if target.anchor is None:
            notice = layout.notice(target.index, target.notice)
            said = f"{notice.said if notice else ''}, {'button' if target.part == BUTTON else 'link'}"
            self.setAccessibleDescription(said)
            announce(self, said)
            return
        kind = {LinkKind.TERM: "defined term", LinkKind.WEB: "web link"}.get(target.anchor.link.kind, "reference")
        words = target.anchor.link.words(layout.source.text)
        self.setAccessibleDescription(f"{words}, {kind}")
        announce(self, f"{words}, {kind}")

    # --- Selection and clipboard ---------------------------------------------------------------------------------

    def select(self, selection: Selection | None) -> None:
        """Makes a selection, or takes it away."""
        if selection != self.selection:
            self.selection = selection
            self.viewport().update()

    def select_provision(self) -> None:
        """Selects all binding words of the provision with the selection, else of the one being read."""
        layout = self._layout
        if layout is None:
            return
        provision = self._current
        if self.selection is not None and self.selection.column == BINDING:
            row = layout.rows.rows[self.selection.head.index]
            provision = row.provision.id if row.provision else provision
        if provision is not None:
            self.select(of_rows(layout.rows.rows_of(provision), layout))
            self.publish_selection()

    def publish_selection(self) -> None:
        """Offers the selection to the middle mouse button, where the system has one."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.selection and self._layout is not None:
            clipboard.setText(words_of(self.selection, self._layout), QClipboard.Mode.Selection)

    def selected_text(self) -> str:
        """The selected words; "" for none."""
        if self._layout is None or not self.selection:
            return ""
        return words_of(self.selection, self._layout)

    def selected_provisions(self) -> tuple[str, ...]:
        """Ids of the provisions with selected words, in reading order."""
        if self._layout is None or not self.selection:
            return ()
        rows = self._layout.rows.rows[self.selection.first.index : self.selection.last.index + 1]
        return tuple(dict.fromkeys(row.provision.id for row in rows if row.provision is not None))

    def copy(self) -> None:
        """Puts the selected words on the clipboard as they are; nothing selected, nothing done."""
        words = self.selected_text()
        if words:
            QGuiApplication.clipboard().setText(words)

    def copy_with_citation(self) -> None:
        """Puts the selection, else the provision being read, on the clipboard with citation, version and status."""
        layout = self._layout
        if layout is None:
            return
        chosen = self.selection
        if not chosen and self._current is not None:
            chosen = of_rows(layout.rows.rows_of(self._current), layout)
        if chosen:
            QGuiApplication.clipboard().setText(with_citation(chosen, layout))

    def set_emphasis(self, spans: Iterable[Span] | None) -> None:
        """Brings some sentences forward; the rest steps back. None shows everything alike."""
        self._emphasis = None if spans is None else Emphasis(spans)
        self.viewport().update()

    def set_used(self, spans: Iterable[Span]) -> None:
        """Marks the uses of a term; nothing marks none."""
        self._used = Emphasis(spans)
        self.viewport().update()

    # --- Find ----------------------------------------------------------------------------------------------------

    def set_find_marks(self, text: str) -> int:
        """Marks every place of some words; returns how many there are. "" takes the marks away."""
        layout = self._layout
        self._found = None
        if layout is None or not text.strip():
            self._finder = None
        elif self._finder is None or self._finder.words != text:
            self._finder = Finder(layout.analysis.agreement, text)
        self.viewport().update()
        return len(self._finder.spans) if self._finder is not None else 0

    def find(self, text: str, backwards: bool = False) -> bool:
        """Goes to the next (or last) place of some words from the one found before, else from what is being read."""
        layout, last = self._layout, self._found
        if layout is None or not self.set_find_marks(text) or self._finder is None:
            return False
        start = last.start if last is not None else self._reading_offset() - 1
        found = self._finder.before(start) if backwards else self._finder.after(start)
        assert found is not None
        self._found = found
        self._show_span(found)
        return True

    def find_place(self) -> tuple[int, int]:
        """(which, of how many) for the find bar: (3, 17); (0, 17) before the first step."""
        if self._finder is None:
            return 0, 0
        at = self._finder.spans.index(self._found) + 1 if self._found in self._finder.spans else 0
        return at, len(self._finder.spans)

    def _reading_offset(self) -> int:
        layout = self._layout
        if layout is None or self._current is None:
            return 0
        spans = layout.analysis.agreement.by_id[self._current].spans
        return min((span.start for span in spans), default=0)

    def _show_span(self, span: Span) -> None:
        """Brings a span into sight, moving no further than needed."""
        layout = self._layout
        assert layout is not None
        place = layout.analysis.agreement.place(span.start)
        if place is None:
            return
        if not self.shows(span):
            self.go_to(place[0], span=span, highlight=False, record=False)
        self.viewport().update()

    # --- Events --------------------------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.cards.close()
        super().scrollContentsBy(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        sight = self.sight()
        if sight is None:
            painter.fillRect(event.rect(), QColor(self._theme.surface_alt))
            return
        own, noted = sight.layout.overlay.own, self._noted.spans
        marks = Marks(
            self._theme,
            own,
            noted,
            self._used,
            self._emphasis,
            self._finder,
            self._found,
            self._arrived_span,
            self.selection,
        )
        focus = self._keyboard.focused() if self.hasFocus() else None
        paint(painter, sight, event.rect(), marks.of, Extras(self._arrived_rows, focus))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keyboard.press(event):
            event.ignore()

    def focusNextPrevChild(self, following: bool) -> bool:
        return self._keyboard.step(1 if following else -1) or super().focusNextPrevChild(following)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._pointer.left()
        return super().viewportEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.cards.close()
        self._forget_arrival()
        super().hideEvent(event)
