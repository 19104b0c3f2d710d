"""The pointer over a redline: choosing lines and bars, and selecting words of one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QTextCursor

from ui.compare.layout import Cell
from ui.compare.lines import Key
from ui.compare.selection import Picked, Spot
from ui.reader.pointer import AUTOSCROLL

if TYPE_CHECKING:
    from ui.compare.view import CompareView

_FASTEST = 60  # pixels to scroll at a time


class Pointer(QObject):
    """Turns the mouse into acts of the view."""

    def __init__(self, view: CompareView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._seen = QPoint()
        self._scrolling = QTimer(self, interval=AUTOSCROLL)
        self._scrolling.timeout.connect(self._scroll)

    def handle(self, event: QMouseEvent) -> bool:
        """Acts on a mouse event of the viewport; False where it means nothing here."""
        point = event.position().toPoint()
        if event.type() == QEvent.Type.MouseMove:
            self._point(point)
            if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
                self._seen = point
                self._extend(point)
                outside = not 0 <= point.y() < self._view.viewport().height()
                (self._scrolling.start if outside else self._scrolling.stop)()
            return True
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._press(point, shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            case QEvent.Type.MouseButtonDblClick:
                self._word(point)
                return True
            case QEvent.Type.MouseButtonRelease:
                self._scrolling.stop()
                pressed, self._pressed = self._pressed, None
                if pressed is not None and not self._view.picked:
                    self._view.choose_at(point)
                return True
        return False

    def _press(self, point: QPoint, *, shift: bool) -> None:
        """Begins a selection, or with Shift goes on with the one there is."""
        self._pressed = point
        if shift and self._view.picked is not None:
            self._extend(point)
            return
        self._view.pick(None)
        cell = self._cell(point)
        if cell is not None:
            spot = Spot(cell[0], self._position(cell[1], point))
            self._view.pick(Picked(cell[1].side, spot, spot))

    def _point(self, point: QPoint) -> None:
        row, layout = self._view.row_at(point), self._view.roll()
        on_bar = row is not None and layout is not None and layout.lines.shown[row].kind.is_bar
        cell = self._cell(point)
        over = cell is not None and cell[1].box.contains(point)
        shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_bar else shape)

    def _cell(self, point: QPoint) -> tuple[Key, Cell] | None:
        """The cell whose column is under a point, and the line that it is of."""
        row, layout = self._view.row_at(point), self._view.roll()
        if row is None or layout is None:
            return None
        for cell in layout.cells(row, self._view.verticalScrollBar().value()):
            left, width = layout.column(cell.side)
            if left <= point.x() < left + width and cell.document.content.segments:
                return layout.lines.shown[row].key, cell
        return None

    def _extend(self, point: QPoint) -> None:
        """Takes the selection on to a point, whatever column that is in: on a bar, or where its own column is empty, to
        the nearest words that it has gone over."""
        picked, layout = self._view.picked, self._view.roll()
        if picked is None or layout is None or picked.anchor.key not in layout.lines.place:
            return
        bound = QPoint(point.x(), max(0, min(point.y(), self._view.viewport().height() - 1)))
        row = self._view.row_at(bound)
        begun = layout.lines.place[picked.anchor.key]
        row = len(layout.heights) - 1 if row is None else row
        for at in range(row, begun, 1 if row < begun else -1) if row != begun else (row,):
            cell = self._of_side(at, picked)
            if cell is not None:
                end = cell.document.document.characterCount() - 1 if row > begun else 0
                position = self._position(cell, bound) if at == row else end
                self._view.pick(Picked(picked.side, picked.anchor, Spot(layout.lines.shown[at].key, position)))
                return

    def _of_side(self, row: int, picked: Picked) -> Cell | None:
        layout = self._view.roll()
        assert layout is not None
        cells = layout.cells(row, self._view.verticalScrollBar().value())
        return next((cell for cell in cells if cell.side is picked.side and cell.document.content.segments), None)

    def _scroll(self) -> None:
        y, height = self._seen.y(), self._view.viewport().height()
        step = y if y < 0 else y - height if y >= height else 0
        self._view.scroll_by(max(-_FASTEST, min(_FASTEST, step)))
        self._extend(self._seen)

    def _word(self, point: QPoint) -> None:
        found = self._cell(point)
        if found is not None:
            key, cell = found
            cursor = QTextCursor(cell.document.document)
            cursor.setPosition(self._position(cell, point))
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            ends = (Spot(key, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
            self._view.pick(Picked(cell.side, *ends))

    @staticmethod
    def _position(cell: Cell, point: QPoint) -> int:
        inside = point - cell.origin
        if inside.y() < 0:
            return 0
        if inside.y() >= cell.document.height:
            return cell.document.document.characterCount() - 1
        return max(0, cell.document.hit(QPointF(inside)))
