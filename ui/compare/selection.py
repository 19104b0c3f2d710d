"""Words selected in a redline: a stretch of one column, over as many lines as one likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from navigator.model.redlined import Side
from ui.compare.layout import Cell, Layout
from ui.compare.lines import Key, Kind
from ui.reader.content import State


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in one column: the line, and a position of the document of its cell."""

    key: Key
    position: int


@dataclass(frozen=True, slots=True)
class Picked:
    """From `anchor`, where the selection began, to `head`. It never leaves its column: the words of two versions do not
    mix."""

    side: Side
    anchor: Spot
    head: Spot

    def __bool__(self) -> bool:
        return self.anchor != self.head

    def rows(self, place: Mapping[Key, int]) -> range:
        """The lines in the view (`Lines.place`) that it goes over; none once an end of it has been folded away."""
        ends = [place.get(spot.key) for spot in (self.anchor, self.head)]
        if ends[0] is None or ends[1] is None:
            return range(0)
        return range(min(ends[0], ends[1]), max(ends[0], ends[1]) + 1)

    def within(self, key: Key, cell: Cell, place: Mapping[Key, int]) -> tuple[int, int] | None:
        """Positions of the selected stretch in the document of a cell of a line; None where there is nothing of it."""
        rows = self.rows(place)
        if cell.side is not self.side or place.get(key) not in rows:
            return None
        start, end = 0, cell.document.document.characterCount() - 1
        at = place[key]
        spots = sorted((self.anchor, self.head), key=lambda spot: (place[spot.key], spot.position))
        if at == rows[0]:
            start = spots[0].position
        if at == rows[-1]:
            end = spots[1].position
        return (start, end) if start < end else None


def words_of(picked: Picked, layout: Layout) -> str:
    """The selected words, line by line. What is folded away between them is named in brackets, and so is, where both
    versions stand in one text, what was removed and added: nothing of it can be pasted as if it were the text."""
    lines, found = layout.lines, []
    for row in picked.rows(lines.place):
        line = lines.shown[row]
        if line.kind is Kind.FOLD and not line.open:
            found.append(f"[{lines.words(line)}]")
        for cell in layout.cells(row, 0):
            part = picked.within(line.key, cell, lines.place)
            words = _words(cell, *part) if part is not None else ""
            if words:
                found.append(words)
    return "\n".join(found)


def _words(cell: Cell, start: int, end: int) -> str:
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
            if cell.side is Side.BOTH and segment.state in (State.REMOVED, State.ADDED):
                words = f"[{segment.state.value}: {words}]"
            line += words if segment.tight or not line else f" {words}"
        if line:
            found += f"\n{line}" if found else line
    return found
