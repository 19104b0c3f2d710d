"""When a card opens and closes (WCAG 2.2, 1.4.13: it can be dismissed, be pointed at, and it stays)."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from navigator.model.text import Span
from ui.reader.card import Card
from ui.reader.card_content import CardContent, card_for, card_of
from ui.reader.formats import FormatBook
from ui.reader.layers import Link, LinkKind
from ui.reader.layout import Layout
from ui.reader.noted import NOTE
from ui.reader.notice import BUTTON, LINK
from ui.reader.sight import Target
from ui.reader.spoken import announce

PAUSE = 350
"""Milliseconds that the pointer rests on a link before its card opens: passing over links opens none."""
GRACE = 280
"""Milliseconds for the pointer's way from the link to the card."""


class Cards(QObject):
    """Keeps the one card of a reading view."""

    go_requested = Signal(str, object)
    pin_requested = Signal(str)
    beside_requested = Signal(str, object)
    address_requested = Signal(str)

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._layout: Layout | None = None
        self._waiting: Target | None = None
        self._shown: Target | None = None
        self._dismissed: tuple[str, int, str, int] | None = None
        self._trail: list[CardContent] = []
        self.card = Card(view)
        self.card.link_clicked.connect(self.follow)
        self.card.chosen.connect(lambda provision: self._go(provision, None))
        self.card.back_clicked.connect(self.step_back)
        self.card.beside_clicked.connect(self.beside)
        self.card.pointer_in.connect(self._pointer_in_card)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._open_waiting)
        self._grace = QTimer(self, singleShot=True, interval=GRACE)
        self._grace.timeout.connect(self.close)

    def set_layout(self, layout: Layout | None) -> None:
        """Follows the view to another agreement, profile or size."""
        self.close()
        self._layout = layout

    @property
    def is_open(self) -> bool:
        return self._shown is not None

    @property
    def content(self) -> CardContent | None:
        """What the open card shows."""
        return self._trail[-1] if self._trail else None

    def hover(self, target: Target | None) -> None:
        """The pointer rests on a link, or (None) on none."""
        if target is not None and target.part in {BUTTON, NOTE}:
            target = None
        if target is None or target.key != self._dismissed:
            self._dismissed = None
        else:
            return  # Esc closed its card, and the pointer has not left it since
        if target is not None and self._shown is not None and target.key == self._shown.key:
            self._grace.stop()
            self._pause.stop()
            return
        if target is None:
            self._pause.stop()
            self._waiting = None
            if self._shown is not None and not self._grace.isActive():
                self._grace.start()
            return
        if self._waiting is None or self._waiting.key != target.key:
            self._waiting = target
            self._pause.start()

    def open_at(self, target: Target) -> None:
        """Opens the card of a link at once."""
        layout = self._layout
        if layout is None:
            return
        self._pause.stop()
        self._grace.stop()
        content = self._content(target, layout)
        if content is not None:
            self._shown = target
            self._trail = [content]
            self._show()

    def _open_waiting(self) -> None:
        target, self._waiting = self._waiting, None
        if target is not None:
            self.open_at(target)

    def _content(self, target: Target, layout: Layout) -> CardContent | None:
        if target.anchor is not None:
            return card_for(target.anchor.link, layout)
        notice = layout.notice(target.index, target.notice)
        if target.part == LINK and notice is not None and notice.by in layout.analysis.agreement.by_id:
            return card_of(notice.by, layout)
        return None

    def _show(self) -> None:
        layout, target = self._layout, self._shown
        if layout is None or target is None:
            return
        book = layout.book
        book = FormatBook(book.theme, book.zoom * 0.95, rtl=book.rtl)
        area = self._view.viewport().geometry()
        nested = len(self._trail) > 1
        self.card.show_content(self._trail[-1], layout.source, book, nested=nested, width=area.width() - 8)
        link = target.rects[-1].toAlignedRect().translated(area.topLeft())
        self.card.place_beside(QRect(link), area.adjusted(4, 0, -4, -2))
        self.card.show()
        self.card.raise_()
        announce(self._view, self.card.accessibleDescription())

    def follow(self, link: Link) -> None:
        """A link inside the card was activated: its card takes this one's place, with a way back."""
        if self._layout is None or self._shown is None:
            return
        if link.kind is LinkKind.WEB:
            self.address_requested.emit(card_for(link, self._layout).address)
            return
        self._trail.append(card_for(link, self._layout))
        self._show()

    def step_back(self) -> None:
        """Back to the card before, or closes the first one."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._show()
        else:
            self.close()

    def step_focus(self, steps: int) -> bool:
        """Moves the focus among links and choices of the open card; False where it has none."""
        return self._shown is not None and self.card.step_focus(steps)

    def enter(self) -> None:
        """Enter on the open card: the link in focus, else to where the card's text stands."""
        content = self.content
        focused = self.card.focused()
        if isinstance(focused, Link):
            self.follow(focused)
        elif focused is not None:
            self._go(focused.provision, None)
        elif content is not None and content.address is not None:
            self.close()
            self.address_requested.emit(content.address)
        elif content is not None and content.target is not None:
            self._go(content.target, content.span)

    def pin(self) -> None:
        """Ctrl+Enter on the open card."""
        content = self.content
        if content is not None and content.target is not None:
            self.close()
            self.pin_requested.emit(content.target)

    def beside(self) -> None:
        """Ctrl+Shift+Enter on the open card."""
        content = self.content
        if content is not None and content.target is not None:
            self.close()
            self.beside_requested.emit(content.target, content.span)

    def _go(self, provision: str, span: Span | None) -> None:
        self.close()
        self.go_requested.emit(provision, span)

    def _pointer_in_card(self, inside: bool) -> None:
        self._pause.stop()
        self._waiting = None
        if inside:
            self._grace.stop()
        elif self._shown is not None:
            self._grace.start()

    def dismiss(self) -> None:
        """Esc: closes the card, and keeps it closed while the pointer stays on its link."""
        self._dismissed = self._shown.key if self._shown is not None else None
        self.close()

    def close(self) -> None:
        """Closes the card and forgets what waited to open."""
        self._pause.stop()
        self._grace.stop()
        self._waiting = self._shown = None
        self._trail = []
        self.card.hide()
