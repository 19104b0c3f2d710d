"""The pointer over a redline: choosing lines and bars, and selecting words of one cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor

from navigator.model.redlined import Side
from ui.compare.layout import Cell
from ui.compare.lines import Key
from ui.reader.content import State

if TYPE_CHECKING:
    from ui.compare.view import CompareView


@dataclass(frozen=True, slots=True)
class Picked:
    """Words selected in one cell: positions of its document, from where the selection began to where it is."""

    key: Key
    side: Side
    anchor: int
    head: int

    @property
    def range(self) -> tuple[int, int]:
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def __bool__(self) -> bool:
        return self.anchor != self.head

    def words(self, cell: Cell) -> str:
        """The selected words. Where both versions stand in one text, what was removed and added is named as such, so
        that it cannot be pasted as if it were the text."""
        start, end = self.range
        document, found = cell.document, ""
        at = 0
        for paragraph in document.content.paragraphs():
            line = ""
            for segment in paragraph.segments:
                begin = document.starts[at]
                close = begin + len(segment.words) if segment.words else document.position(at, segment.span.end)
                low, high = max(begin, start), min(close, end)
                at += 1
                if low >= high:
                    continue
                cursor = QTextCursor(document.document)
                cursor.setPosition(low)
                cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
                words = cursor.selectedText()
                if self.side is Side.BOTH and segment.state in (State.REMOVED, State.ADDED):
                    words = f"[{segment.state.value}: {words}]"
                line += words if segment.tight or not line else f" {words}"
            if line:
                found += f"\n{line}" if found else line
        return found


class Pointer:
    """Turns the mouse into acts of the view."""

    def __init__(self, view: CompareView) -> None:
        self._view = view
        self._pressed: QPoint | None = None

    def handle(self, event: QMouseEvent) -> bool:
        """Acts on a mouse event of the viewport; False where it means nothing here."""
        point = event.position().toPoint()
        if event.type() == QEvent.Type.MouseMove:
            self._point(point)
            if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
                self._extend(point)
            return True
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._pressed = point
                self._view.pick(None)
                cell = self._cell(point)
                if cell is not None:
                    position = self._position(cell[1], point)
                    self._view.pick(Picked(cell[0], cell[1].side, position, position))
                return True
            case QEvent.Type.MouseButtonDblClick:
                self._word(point)
                return True
            case QEvent.Type.MouseButtonRelease:
                pressed, self._pressed = self._pressed, None
                if pressed is not None and not self._view.picked:
                    self._view.choose_at(point)
                return True
        return False

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
        picked = self._view.picked
        cell = self._view.cell_of(picked.key, picked.side) if picked is not None else None
        if picked is not None and cell is not None:
            self._view.pick(Picked(picked.key, picked.side, picked.anchor, self._position(cell, point)))

    def _word(self, point: QPoint) -> None:
        found = self._cell(point)
        if found is not None:
            cursor = QTextCursor(found[1].document.document)
            cursor.setPosition(self._position(found[1], point))
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            self._view.pick(Picked(found[0], found[1].side, cursor.selectionStart(), cursor.selectionEnd()))

    @staticmethod
    def _position(cell: Cell, point: QPoint) -> int:
        inside = point - cell.origin
        if inside.y() < 0:
            return 0
        if inside.y() >= cell.document.height:
            return cell.document.document.characterCount() - 1
        return max(0, cell.document.hit(QPointF(inside)))
