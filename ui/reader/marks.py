"""What is painted over the text of a cell: entries for the profile, find marks, the place of arrival, the selection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QBrush, QColor, QTextCharFormat

from navigator.model.text import Span
from ui.reader.document import CellDocument, Mark
from ui.reader.emphasis import Emphasis
from ui.reader.finding import Finder
from ui.reader.selection import Selection
from ui.reader.sight import CellPlace
from ui.theme.tokens import Theme


@dataclass
class Marks:
    """The layers that change while reading; later ones cover earlier ones."""

    theme: Theme
    own: tuple[Span, ...] = ()
    noted: tuple[Span, ...] = ()
    used: Emphasis | None = None
    emphasis: Emphasis | None = None
    finder: Finder | None = None
    found: Span | None = None
    arrived: Span | None = None
    selection: Selection | None = None

    def of(self, cell: CellPlace) -> list[Mark]:
        """The marks of one cell, as positions of its document."""
        document, theme = cell.document, self.theme
        made: list[Mark] = []

        def add(span: Span, ground: str, ink: str | None = None) -> None:
            form = mark_format(ground, ink)
            made.extend(Mark(start, end, form) for start, end in document.ranges(span))

        made.extend(self._stepped_back(document))
        for span in self.own:
            add(span, theme.mark_bg, theme.mark_text)
        for span in self.noted:
            add(span, theme.note_bg, theme.text)
        if self.arrived is not None:
            add(self.arrived, theme.accent_soft)
        for span in self._sought(document):
            add(span, theme.mark_bg, theme.mark_text)
        if self.finder is not None and self.found is not None:
            add(self.found, theme.accent, theme.on_accent)
        if self.selection is not None and (part := self.selection.within(cell)) is not None:
            made.append(Mark(*part, mark_format(theme.selection_bg, theme.selection_text)))
        return made

    def _sought(self, document: CellDocument) -> Iterator[Span]:
        """The uses of a term that is looked at, and the places of words that were looked for."""
        for segment in document.content.segments:
            if segment.words is None:
                if self.used is not None:
                    yield from self.used.inside(segment.span)
                if self.finder is not None:
                    near = self.finder.near(segment.span.start, segment.span.end)
                    yield from (span for span in near if span != self.found)

    def _stepped_back(self, document: CellDocument) -> Iterator[Mark]:
        """What stands out from the rest, and the rest."""
        if self.emphasis is None:
            return
        forward, back = mark_format(self.theme.accent_soft, self.theme.text), mark_format(None, self.theme.struck)
        for segment in document.content.segments:
            if segment.words is None:
                for form, spans in (
                    (back, self.emphasis.outside(segment.span)),
                    (forward, self.emphasis.inside(segment.span)),
                ):
                    for span in spans:
                        yield from (Mark(start, end, form) for start, end in document.ranges(span))


def mark_format(ground: str | None, ink: str | None) -> QTextCharFormat:
    """How marked words look: their ground and their letters, each as it was for None."""
    form = QTextCharFormat()
    if ground is not None:
        form.setBackground(QBrush(QColor(ground)))
    if ink is not None:
        form.setForeground(QBrush(QColor(ink)))
    return form
