"""The heads of the two columns, which stay above the text while it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.reader.columns import PAD, SUMMARY_PAD, Columns
from ui.reader.switch import ReadsSwitch
from ui.theme.fonts import ui_font
from ui.theme.tokens import Theme

NOT_BINDING = "In plain language — not binding"
SHORT = "Not binding"
"""Where the column is narrow, what must not be lost of it."""
BINDING = "Binding text"


def says(lead: str) -> bool:
    """Whether the head of the summaries says what a printed label says: "In plain language." but not "In short:"."""
    words = " ".join(part.strip(".:,–—-") for part in lead.casefold().split()).strip()
    return bool(words) and words in NOT_BINDING.casefold()


class ColumnHeads(QWidget):
    """A strip with what each column is: binding status is never out of sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._columns: Columns | None = None
        self.setAccessibleName(f"Column heads: {NOT_BINDING}; {BINDING}")
        self.switch = ReadsSwitch(self)
        self.switch.resized.connect(self._place_switch)

    def show_columns(self, columns: Columns, theme: Theme) -> None:
        """Follows the columns below."""
        self._columns, self._theme = columns, theme
        self._place_switch()
        self.update()

    def _place_switch(self) -> None:
        """At the end of the head of the binding text, where there is room beside its words."""
        columns, theme = self._columns, self._theme
        if columns is None or theme is None:
            return
        wanted = self.switch.sizeHint()
        words = QFontMetrics(ui_font(theme, small=True, strong=True)).horizontalAdvance(BINDING)
        self.switch.setVisible(self.switch.wanted and columns.binding >= words + wanted.width() + 3 * PAD)
        x = columns.x(columns.binding_x + columns.binding - wanted.width() - PAD, wanted.width())
        self.switch.setGeometry(x, (self.height() - wanted.height()) // 2, wanted.width(), wanted.height())

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._columns is None or self._theme is None:
            return
        theme, columns = self._theme, self._columns
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface_alt))
        painter.setPen(QColor(theme.text_muted))
        painter.setFont(ui_font(theme, small=True, strong=True))
        side = Qt.AlignmentFlag.AlignRight if columns.rtl else Qt.AlignmentFlag.AlignLeft
        heads = [(columns.binding_x + PAD, columns.binding - PAD, BINDING)]
        if columns.summary:
            heads.append((columns.summary_x + SUMMARY_PAD, columns.summary - SUMMARY_PAD, NOT_BINDING))
        for left, width, words in heads:
            if painter.fontMetrics().horizontalAdvance(words) > width and words == NOT_BINDING:
                words = SHORT
            x = columns.x(left, width)
            painter.drawText(x, 0, width, self.height() - 1, int(side | Qt.AlignmentFlag.AlignVCenter), words)
