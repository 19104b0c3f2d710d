"""The keyboard in the reading view: scrolling, walking the links in sight, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from ui.reader.noted import NOTE
from ui.reader.notice import BUTTON
from ui.reader.selection import Selection, caret
from ui.reader.sight import BINDING, Target

if TYPE_CHECKING:
    from ui.reader.view import ReaderView

_MOVES = {
    Qt.Key.Key_Left: QTextCursor.MoveOperation.Left,
    Qt.Key.Key_Right: QTextCursor.MoveOperation.Right,
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
}
_BY_WORD = {
    Qt.Key.Key_Left: QTextCursor.MoveOperation.PreviousWord,
    Qt.Key.Key_Right: QTextCursor.MoveOperation.NextWord,
}


class Keyboard:
    """Turns keys into acts of the view, and keeps the link that has the focus."""

    def __init__(self, view: ReaderView) -> None:
        self._view = view
        self._key: tuple[str, int, str, int] | None = None
        self._from: str | None = None

    def focused(self) -> Target | None:
        """The link in focus, where it is in sight."""
        sight = self._view.sight()
        return sight.target(self._key) if sight is not None and self._key is not None else None

    def clear(self) -> None:
        """Takes the focus off the links."""
        self._key = None

    def step(self, steps: int) -> bool:
        """Tab and Shift+Tab: the next link in sight, or in the open card. Whoever has gone elsewhere since begins with
        the provision that is being read. False where the view has no further one."""
        view = self._view
        if view.cards.is_open:
            return view.cards.step_focus(steps)
        sight = view.sight()
        targets = sight.targets() if sight is not None else []
        keys = [target.key for target in targets]
        if self._key in keys and self._from == view.current():
            at = keys.index(self._key) + steps
        else:
            at = self._first(targets) if steps > 0 else len(keys) - 1
        if not 0 <= at < len(keys):
            self._key = None
            view.viewport().update()
            return False
        self._key, self._from = keys[at], view.current()
        view.announce(targets[at])
        view.viewport().update()
        return True

    def _first(self, targets: list[Target]) -> int:
        """The place of the first link of the provision that is being read, or below it; else the first in sight."""
        sight, here = self._view.sight(), self._view.current()
        rows = sight.layout.rows.rows_of(here) if sight is not None and here is not None else range(0)
        begins = rows[0] if rows else 0
        places = (at for at, target in enumerate(targets) if target.column == BINDING and target.index >= begins)
        return next(places, 0)

    def press(self, event: QKeyEvent) -> bool:
        """Acts on a key; False where it means nothing here."""
        if self._view.cards.is_open and self._card_key(event):
            return True
        if self._copying(event):
            return True
        key, view = event.key(), self._view
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _MOVES:
            return self._extend(event)
        if view.scroll_key(event):
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._enter(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        if key == Qt.Key.Key_Escape and (view.selection or self._key):
            view.select(None)
            self._key = None
            view.viewport().update()
            return True
        return False

    def _card_key(self, event: QKeyEvent) -> bool:
        cards = self._view.cards
        match event.key():
            case Qt.Key.Key_Escape:
                cards.dismiss()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                cards.beside() if shift else cards.pin()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                cards.enter()
            case Qt.Key.Key_Backspace:
                cards.step_back()
            case _:
                return False
        return True

    def _copying(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._view.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._view.select_provision()
        else:
            return False
        return True

    def _enter(self, control: bool) -> bool:
        target = self.focused()
        if target is None:
            return False
        if target.part in {BUTTON, NOTE}:
            self._view.activate(target)
            return True
        self._view.cards.open_at(target)
        if control and self._view.cards.is_open:
            self._view.cards.pin()
        return True

    def _extend(self, event: QKeyEvent) -> bool:
        """Shift with an arrow: the end of the selection moves by a character, a word or a line, on into the next cell
        where this one ends."""
        view = self._view
        sight, chosen = view.sight(), view.selection
        if sight is None or chosen is None:
            return False
        key = Qt.Key(event.key())
        cell = sight.place(chosen.column, chosen.head.index)
        cursor = QTextCursor(cell.document.document)
        cursor.setPosition(cell.document.position(chosen.head.segment, chosen.head.offset))
        by_word = event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _BY_WORD
        moved = cursor.movePosition(_BY_WORD[key] if by_word else _MOVES[key])
        head = caret(cell, cursor.position())
        if not moved or head == chosen.head:
            step = 1 if key in {Qt.Key.Key_Right, Qt.Key.Key_Down} else -1
            rows = sight.layout.rows
            count = len(rows) if chosen.column == BINDING else len(rows.groups)
            if not 0 <= cell.index + step < count:
                return True
            cell = sight.place(chosen.column, cell.index + step)
            head = caret(cell, 0 if step > 0 else cell.document.document.characterCount() - 1)
        view.select(Selection(chosen.column, chosen.anchor, head))
        view.publish_selection()
        return True
