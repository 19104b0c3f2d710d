"""Scrolling over rows whose heights are guessed until they come near the window: what every long text here does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.reader.formats import FormatBook
from ui.reader.heights import Heights

MARGIN = 160
"""Pixels above and below the window that are laid out before they are seen."""
AFTER_FIRST_TEXT = 30
"""Milliseconds before the rows that are not in sight are made or measured anew: the text in sight is drawn before."""

NOTCH = 120
"""What a wheel tells of one notch (eighths of a degree)."""


class Roll(Protocol):
    """Rows one below the other. `heights` are those known or guessed so far, in pixels; `grow` adds more of them until
    the roll is `complete`, and `total` estimates what is missing."""

    heights: Heights
    book: FormatBook

    @property
    def complete(self) -> bool: ...

    @property
    def total(self) -> int: ...

    def grow(self) -> None: ...

    def measured(self, row: int) -> bool: ...

    def measure(self, row: int) -> None: ...

    def unmeasured(self, top: int, bottom: int) -> Iterator[int]: ...


def in_window(roll: Roll, top: int, height: int) -> range:
    """Rows of which a window of `height` pixels, scrolled to `top`, shows at least a pixel."""
    heights = roll.heights
    if not len(heights) or top >= heights.total:
        return range(0)
    return range(heights.at(top), heights.at(max(top, top + height - 1)) + 1)


def settled(roll: Roll, top: int, height: int, anchor: int | None = None) -> int:
    """Lays out what is near a window and returns where the window then is: what is in sight stays where it stands.

    Guessed heights above a row that is already known move `top` with them. `anchor` names the row to hold on to.
    """
    for _ in range(12):
        guessed = list(roll.unmeasured(top - MARGIN, top + height + MARGIN))
        if not guessed:
            break
        held = anchor
        if held is None:
            known = (row for row in in_window(roll, top, height) if roll.measured(row))
            held = next(known, roll.heights.at(top))
        offset = roll.heights.top(held) - top
        for row in guessed:
            roll.measure(row)
        top = max(0, roll.heights.top(held) - offset)
    return top


class RollingArea(QAbstractScrollArea):
    """Scrolls a roll. Subclasses give it, draw it, and answer to mouse and keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turned = 0
        self._growth = QTimer(self)
        self._growth.timeout.connect(self._grow)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def roll(self) -> Roll | None:
        """What is shown; None for nothing."""
        raise NotImplementedError

    def zoom(self, steps: int | None) -> None:
        """Larger or smaller text by that many steps; None goes back to the usual size."""
        raise NotImplementedError

    def scroll_by(self, pixels: int) -> None:
        """Scrolls down by some pixels."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + pixels)

    def scroll_key(self, event: QKeyEvent) -> bool:
        """Scrolls by arrows, pages, space, Home and End; False for any other key."""
        bar = self.verticalScrollBar()
        page, line = bar.pageStep(), bar.singleStep()
        steps = {
            Qt.Key.Key_Down: line * 2,
            Qt.Key.Key_Up: -line * 2,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Space: -page if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else page,
        }
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        key = Qt.Key(event.key())
        if key in steps and not control:
            self.scroll_by(steps[key])
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            self.to_end()
        else:
            return False
        return True

    def to_end(self) -> None:
        """Brings the last words to the bottom of the window."""
        roll = self.roll()
        if roll is not None and len(roll.heights):
            while not roll.complete:
                roll.grow()
            self._settle(roll.heights.total, anchor=len(roll.heights) - 1)
            self.verticalScrollBar().setValue(max(0, roll.heights.total + 24 - self.viewport().height()))

    def _start_growing(self) -> None:
        """Another roll, or its heights guessed anew."""
        self._growth.start(AFTER_FIRST_TEXT)

    def _grow(self) -> None:
        """A few more rows, between one event and the next, until all are there."""
        roll = self.roll()
        if roll is None or roll.complete:
            self._growth.stop()
            return
        roll.grow()
        self._set_range(roll)
        self._growth.start(0)

    def _settle(self, top: int, anchor: int | None = None) -> None:
        """Lays out around `top`, then sets scroll bar and place to what came out."""
        roll, bar = self.roll(), self.verticalScrollBar()
        if roll is None:
            return
        height = self.viewport().height()
        top = settled(roll, max(0, top), height, anchor)
        self._set_range(roll)
        if top > bar.maximum():
            top = settled(roll, bar.maximum(), height)
            self._set_range(roll)
        blocked = bar.blockSignals(True)
        bar.setValue(top)
        bar.blockSignals(blocked)
        self._settled()
        self.viewport().update()

    def _settled(self) -> None:
        """Other rows are in sight, or the same ones elsewhere."""

    def _set_range(self, roll: Roll) -> None:
        """The last row can be scrolled up to the reading line, so that a jump to any row puts it at the top."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        total = roll.total
        last = roll.heights[len(roll.heights) - 1] if len(roll.heights) else 0
        tail = max(24, height - last) if total > height else 0
        blocked = bar.blockSignals(True)
        bar.setRange(0, max(0, total + tail - height))
        bar.setPageStep(max(1, height - 48))
        bar.setSingleStep(round(roll.book.serif.pixelSize() * roll.book.theme.line_spacing))
        bar.blockSignals(blocked)
        bar.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom, a step to a notch; a touch pad turns it by small parts of one."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned = 0
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / NOTCH)
        if steps:
            self._turned -= steps * NOTCH
            self.zoom(steps)
        event.accept()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002
        self._settle(self.verticalScrollBar().value())
