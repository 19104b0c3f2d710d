"""The heads of the redline's columns, which stay above the text while it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.compare.layout import PAD, Layout
from ui.compare.lines import Kind, Line
from ui.theme.fonts import ui_font


class VersionHeads(QWidget):
    """A strip with the name of each version above its column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None

    def show_layout(self, layout: Layout) -> None:
        """Follows the columns below."""
        self._layout = layout
        self.setAccessibleName("Columns: " + "; ".join(self.words()))
        self.update()

    def words(self) -> tuple[str, ...]:
        """What each column is, from the left."""
        if self._layout is None:
            return ()
        old, new = self._layout.versions()
        return (old, new) if self._layout.beside else (f"{old} → {new}, removed words struck, added words underlined",)

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layout is None:
            return
        theme = self._layout.book.theme
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface_alt))
        painter.setPen(QColor(theme.text_muted))
        painter.setFont(ui_font(theme, small=True, strong=True))
        for side, words in zip(self._layout.sides, self.words(), strict=True):
            left, width = self._layout.column(side)
            first = Line(Kind.PROVISION, 0)
            x = self._layout.text_left(first, side) if not self._layout.book.rtl else left + PAD
            room = QRect(x, 0, max(20, left + width - x - 8), self.height() - 1)
            fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), fitted)
