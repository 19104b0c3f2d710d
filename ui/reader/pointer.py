"""The mouse in the reading view: selecting, following links, resting on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from ui.reader.selection import Caret, Selection, caret
from ui.reader.sight import BINDING, CellPlace, Sight, Target

if TYPE_CHECKING:
    from ui.reader.view import ReaderView

AUTOSCROLL = 30
STILL = 8
"""Pixels that a pointer may tremble without having moved."""


class Pointer(QObject):
    """Turns mouse events into selections and activations."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._target: Target | None = None
        self._anchor: Caret | None = None
        self._column = ""
        self._seen = QPoint(-1, -1)
        self._rest: QPoint | None = None
        self._scrolling = QTimer(self, interval=AUTOSCROLL)
        self._scrolling.timeout.connect(self._scroll)

    def press(self, event: QMouseEvent) -> None:
        """Begins a selection, or arms a link that the release activates."""
        point = event.position().toPoint()
        sight = self._view.sight()
        if sight is not None and event.button() == Qt.MouseButton.RightButton:
            self._take_up(sight, point)  # what the menu offers is about the provision that was clicked
        if event.button() != Qt.MouseButton.LeftButton or sight is None:
            return
        self._view.cards.close()
        self._pressed, self._target = point, sight.target_at(point)
        cell = sight.cell_at(point)
        self._anchor = None
        if cell is None:
            return
        here = self._caret(cell, point)
        chosen = self._view.selection
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and chosen and chosen.column == cell.column:
            self._anchor, self._column = chosen.anchor, cell.column
            self._view.select(Selection(cell.column, chosen.anchor, here))
            return
        self._anchor, self._column = here, cell.column
        self._view.select(None)

    def _take_up(self, sight: Sight, point: QPoint) -> None:
        cell = sight.cell_at(point, BINDING)
        provision = sight.layout.rows.rows[cell.index].provision if cell is not None else None
        if provision is not None:
            self._view.take_up(provision.id)

    def move(self, event: QMouseEvent) -> None:
        """Goes on with a selection; without one, notes what the pointer rests on."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed is not None:
            far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if self._anchor is not None and (far or self._view.selection):
                self._seen = point
                self._extend(point)
                outside = not 0 <= point.y() < self._view.viewport().height()
                (self._scrolling.start if outside else self._scrolling.stop)()
            return
        self._seen = point
        if self._rest is not None and (point - self._rest).manhattanLength() < STILL:
            return  # the text moved under a pointer at rest: that opens nothing
        self._rest = None
        sight = self._view.sight()
        target = sight.target_at(point) if sight is not None else None
        shape = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)
        self._view.cards.hover(target)

    def release(self, event: QMouseEvent) -> None:
        """Ends a selection, or activates the link that was pressed."""
        self._scrolling.stop()
        target, pressed = self._target, self._pressed
        self._target = self._pressed = None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if self._view.selection:
            self._view.publish_selection()
        elif target is not None:
            sight = self._view.sight()
            under = sight.target_at(event.position().toPoint()) if sight is not None else None
            if under is not None and under.key == target.key:
                self._view.activate(target)

    def double(self, event: QMouseEvent) -> None:
        """Selects the word under the pointer."""
        point = event.position().toPoint()
        sight = self._view.sight()
        cell = sight.cell_at(point) if sight is not None else None
        if cell is None or event.button() != Qt.MouseButton.LeftButton:
            return
        cursor = QTextCursor(cell.document.document)
        cursor.setPosition(cell.document.hit(QPointF(point - cell.origin)))
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        start, end = caret(cell, cursor.selectionStart()), caret(cell, cursor.selectionEnd())
        self._view.select(Selection(cell.column, start, end))
        self._anchor, self._column, self._target = start, cell.column, None
        self._view.publish_selection()

    def text_moved(self) -> None:
        """Other text is under the pointer now, by scrolling or a jump."""
        self._rest = self._seen

    def left(self) -> None:
        """The pointer went out of the view."""
        self._seen = QPoint(-1, -1)
        self._view.cards.hover(None)

    def _extend(self, point: QPoint) -> None:
        sight = self._view.sight()
        if sight is None or self._anchor is None:
            return
        bound = QPoint(point.x(), max(0, min(point.y(), self._view.viewport().height() - 1)))
        cell = sight.cell_at(bound, self._column)
        if cell is not None:
            self._view.select(Selection(self._column, self._anchor, self._caret(cell, bound)))

    def _scroll(self) -> None:
        y = self._seen.y()
        height = self._view.viewport().height()
        step = y if y < 0 else y - height if y >= height else 0
        self._view.scroll_by(max(-60, min(60, step)))
        self._extend(self._seen)

    @staticmethod
    def _caret(cell: CellPlace, point: QPoint) -> Caret:
        inside = point - cell.origin
        if inside.y() < 0:
            return caret(cell, 0)
        if inside.y() >= cell.document.height:
            return caret(cell, cell.document.document.characterCount() - 1)
        return caret(cell, max(0, cell.document.hit(QPointF(inside))))
