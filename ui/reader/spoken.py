"""The reading view for a screen reader: each cell in sight as static text, in reading order, with its binding status.

The view draws its text itself, so Qt's accessibility sees none of it. Labels that draw nothing stand where the cells
stand and hold their words; they exist only while assistive technology is at work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from navigator.model.text import plain
from ui.reader.content import Content, State
from ui.reader.sight import BINDING, CellPlace, Sight


class SpokenCell(QLabel):
    """Words for assistive technology; nothing to see and nothing to click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        event.accept()


class Spoken:
    """Keeps one `SpokenCell` for each cell in sight of a view that draws its own text."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.cells: list[SpokenCell] = []

    def follow(self, said: Iterable[tuple[QRect, str]]) -> None:
        """Takes places and words in reading order; does nothing while nobody listens."""
        places = list(said) if QAccessible.isActive() else []
        while len(self.cells) > len(places):
            self.cells.pop().deleteLater()
        while len(self.cells) < len(places):
            self.cells.append(SpokenCell(self._parent))
        for cell, (box, words) in zip(self.cells, places, strict=True):
            cell.setText(words)
            cell.setGeometry(box)
            cell.show()


def spoken(sight: Sight | None) -> Iterator[tuple[QRect, str]]:
    """Where the cells of the reading view stand and what is said of them."""
    if sight is not None:
        for place in sight.cells():
            yield place.box, words(place, sight)


def words(place: CellPlace, sight: Sight) -> str:
    """What is said of a cell: its number, whether it binds, and its words, with what does not apply named as such."""
    layout = sight.layout
    said = _said(place.document.content, layout.source.text)
    if place.column != BINDING:
        if layout.rows.groups[place.index].team:
            return said  # its label says whose it is, and that it does not bind
        return f"Plain-language summary, not binding: {said}"
    row = layout.rows.rows[place.index]
    if row.provision is None or not row.pieces:
        number = row.provision.number if row.provision else None
        return f"{number} {said}" if number and row.heading else said
    notices = layout.notices(place.index)
    note = f"{notices.said}. " if notices is not None else ""
    sign = layout.noted.signs.get(row.provision.id) if row.heading else None
    note = f"{sign.said}. {note}" if sign is not None else note
    number = row.provision.full_number or row.provision.number or "" if row.heading else ""
    return plain(f"{number} {note}Binding text: {said}")


def _said(content: Content, text: str) -> str:
    found = []
    for segment in content.segments:
        said = segment.words or plain(segment.span.of(text))
        found.append(f"[does not apply: {said}]" if segment.state is State.STRUCK else said)
    return " ".join(found)


def announce(widget: QWidget, said: str) -> None:
    """Has assistive technology say something now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, said))
