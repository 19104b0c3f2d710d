"""The card: a small frameless box beside a link, with the text that it leads to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.frame.keys import written
from ui.reader.building import Anchor, Source
from ui.reader.card_content import CardContent, Choice
from ui.reader.document import CellDocument, Mark
from ui.reader.formats import FormatBook
from ui.reader.layers import Link
from ui.theme import icon
from ui.theme.fonts import ui_font
from ui.theme.tokens import Theme

SHADOW = 14
WIDTH = 440
TALLEST = 240


class CardText(QWidget):
    """The text of a card. It scrolls by wheel where it is long; its links are active."""

    link_clicked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document: CellDocument | None = None
        self._top = 0
        self.focused = -1
        self.setMouseTracking(True)

    def show_document(self, document: CellDocument | None) -> None:
        """Shows a document from its top; None hides the text."""
        self._document, self._top, self.focused = document, 0, -1
        self.setVisible(document is not None)
        self.setFixedHeight(min(TALLEST, document.height + 2) if document else 0)
        self.update()

    def anchors(self) -> list[Anchor]:
        """Links of the text in order."""
        return sorted(self._document.anchors, key=lambda anchor: anchor.start) if self._document else []

    def focus_link(self, at: int) -> None:
        """Puts the focus ring on a link and brings it into sight; -1 takes it off."""
        self.focused = at
        anchors = self.anchors()
        if self._document is not None and 0 <= at < len(anchors):
            box = self._document.rects(anchors[at].start, anchors[at].end)[0]
            self._scroll_to(min(self._top, int(box.top()) - 8), int(box.bottom()) + 8)
        self.update()

    def _scroll_to(self, top: int, bottom: int) -> None:
        assert self._document is not None
        top = max(top, bottom - self.height())
        self._top = max(0, min(top, self._document.height - self.height() + 2))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._document is not None:
            top = self._top - (event.pixelDelta().y() or event.angleDelta().y() // 3)
            self._scroll_to(top, top + self.height())
        event.accept()

    def _anchor_at(self, event: QMouseEvent) -> Anchor | None:
        if self._document is None:
            return None
        return self._document.anchor_at(event.position() + QPointF(0, self._top))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._anchor_at(event) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        anchor = self._anchor_at(event)
        if anchor is not None:
            self.link_clicked.emit(anchor.link)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._document is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(event.rect())
        painter.translate(0, -self._top)
        marks: list[Mark] = []
        self._document.draw(painter, QRectF(event.rect()).translated(0, self._top), marks)
        anchors = self.anchors()
        if 0 <= self.focused < len(anchors):
            painter.setPen(QPen(QColor(self._document.book.theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for rect in self._document.rects(anchors[self.focused].start, anchors[self.focused].end):
                painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 1), 4, 4)
        if self._document.height > self.height() + 4:  # more below or above: a thin bar says where
            share = self.height() / self._document.height
            bar = QRectF(self.width() - 3, self._top + self._top * share, 3, max(16.0, self.height() * share))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._document.book.theme.border_strong))
            painter.drawRoundedRect(bar, 1.5, 1.5)


class Card(QWidget):
    """One card with a way back when its own links were followed inside it."""

    link_clicked = Signal(object)
    chosen = Signal(str)
    back_clicked = Signal()
    beside_clicked = Signal()
    pointer_in = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.content: CardContent | None = None
        self._theme: Theme | None = None
        self._buttons: list[QToolButton] = []
        self._focused = -1
        self.setAccessibleName("Preview")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back = QToolButton(self, text="‹", autoRaise=True, focusPolicy=Qt.FocusPolicy.NoFocus)
        self.back.setFixedSize(18, 18)
        self.back.setAccessibleName("Back to the card before")
        self.back.setToolTip("Back to the card before (Backspace)")
        self.back.clicked.connect(self.back_clicked)
        self.beside = QToolButton(self, autoRaise=True, focusPolicy=Qt.FocusPolicy.NoFocus)
        self.beside.setFixedSize(20, 20)
        self.beside.setAccessibleName("Read beside the text")
        self.beside.setToolTip(f"Read beside the text ({written('Ctrl+Shift+Enter')})")
        self.beside.setCursor(Qt.CursorShape.PointingHandCursor)
        self.beside.clicked.connect(self.beside_clicked)
        self.title, self.section, self.note, self.hint = (QLabel(self) for _ in range(4))
        for text in (self.title, self.section, self.note, self.hint):
            text.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.note.setWordWrap(True)
        self.text = CardText(self)
        self.text.link_clicked.connect(self.link_clicked)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.section)
        head.addWidget(self.beside)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(0)
        self._rule = QWidget(self)
        self._rule.setFixedHeight(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(SHADOW + 16, SHADOW + 12, SHADOW + 16, SHADOW + 12)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.note)
        box.addWidget(self.text)
        box.addLayout(self._choices)
        box.addWidget(self._rule)
        box.addWidget(self.hint)
        self.hide()

    def show_content(self, content: CardContent, source: Source, book: FormatBook, *, nested: bool, width: int) -> None:
        """Fills the card and gives it its size; `width` is the most it may take, shadow included."""
        self.content, self._theme = content, book.theme
        wide = min(round(WIDTH * max(1.0, book.zoom)) + 2 * SHADOW, width)
        self._dress(book.theme)
        self.title.setText(content.title)
        self.section.setText(content.section)
        self.section.setVisible(bool(content.section))
        self.note.setText(content.note)
        self.note.setVisible(bool(content.note))
        colour = book.theme.warn_text if content.warning else book.theme.text_muted
        self.note.setStyleSheet(f"background: transparent; color: {colour}")
        self.hint.setText(content.hint)
        self.back.setVisible(nested)
        self.beside.setVisible(content.target is not None)
        shown = content.content is not None and bool(content.content.segments)
        inner = wide - 2 * (SHADOW + 16)
        document = CellDocument(content.content, source, book, inner - 6) if shown and content.content else None
        self.text.show_document(document)
        self._offer(content.choices)
        self.setFixedWidth(wide)
        self.layout().invalidate()
        self.layout().activate()
        self.resize(wide, self.layout().totalHeightForWidth(wide))
        self.setAccessibleDescription(content.spoken(source.text))

    def _dress(self, theme: Theme) -> None:
        self.title.setFont(ui_font(theme, strong=True))
        small = ui_font(theme, small=True)
        for text in (self.section, self.note, self.hint):
            text.setFont(small)
        self.title.setStyleSheet(f"background: transparent; font-weight: 600; color: {theme.text}")
        for text in (self.section, self.hint):
            text.setStyleSheet(f"background: transparent; color: {theme.text_muted}")
        self._rule.setStyleSheet(f"background: {theme.border}")
        self.back.setStyleSheet(f"QToolButton {{ color: {theme.accent}; border: none; padding: 0; font-size: 18px }}")
        self.beside.setIcon(icon("columns", theme.text_muted))
        self.beside.setStyleSheet("QToolButton { border: none; padding: 0 }")

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        for old in self._buttons:
            self._choices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        self._focused = -1
        assert self._theme is not None
        for choice in choices:
            button = QToolButton(self, text=choice.label, autoRaise=True, focusPolicy=Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setFont(ui_font(self._theme))
            button.setStyleSheet(
                f"QToolButton {{ color: {self._theme.link}; border: 2px solid transparent; border-radius: 4px;"
                f" padding: 2px 4px 2px 0; text-align: left }}"
                f"QToolButton:hover {{ text-decoration: underline }}"
                f'QToolButton[reached="true"] {{ border-color: {self._theme.focus}; padding-left: 4px }}'
            )
            button.clicked.connect(lambda _checked=False, to=choice.provision: self.chosen.emit(to))
            self._choices.addWidget(button)
            self._buttons.append(button)
            button.show()

    def place_beside(self, link: QRect, within: QRect) -> None:
        """Below the link, or above it where there is more room; never outside `within`."""
        x = max(within.left(), min(link.left() - SHADOW - 16, within.right() - self.width()))
        below = link.bottom() + 6 - SHADOW
        above = link.top() - 6 + SHADOW - self.height()
        fits = below + self.height() <= within.bottom() or link.top() - within.top() < within.bottom() - link.bottom()
        y = min(below, within.bottom() - self.height()) if fits else above
        self.move(x, max(within.top(), y))

    def step_focus(self, steps: int) -> bool:
        """Moves the focus among links and choices; past either end it leaves them. False where there are none."""
        links = len(self.text.anchors())
        count = links + len(self._buttons)
        if not count:
            return False
        at = count - 1 if self._focused < 0 and steps < 0 else self._focused + steps
        self._focused = at if 0 <= at < count else -1
        self.text.focus_link(self._focused if self._focused < links else -1)
        for place, button in enumerate(self._buttons, start=links):
            button.setProperty("reached", place == self._focused)
            button.style().unpolish(button)
            button.style().polish(button)
        return True

    def focused(self) -> Link | Choice | None:
        """The link or choice in focus."""
        links = self.text.anchors()
        if 0 <= self._focused < len(links):
            return links[self._focused].link
        choices = self.content.choices if self.content is not None else ()
        at = self._focused - len(links)
        return choices[at] if self._focused >= 0 and at < len(choices) else None

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.layout().totalHeightForWidth(WIDTH))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointer_in.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer_in.emit(False)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click beside the words is not meant for the text below

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 5 if not self._theme.dark else 12))
            painter.drawRoundedRect(body.adjusted(-step, -step + 3, step, step), 8 + step, 8 + step)
        painter.setBrush(QColor(self._theme.surface))
        painter.setPen(QPen(QColor(self._theme.border_strong), 1))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
