"""How a search result is drawn: number and heading, status pill, snippet with the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from navigator.model.catalogue import Hit
from ui.frame.painting import pill
from ui.positions import Positions, shown
from ui.search.model import HEAD_ROLE, HIT_ROLE, Index, status
from ui.theme import Theme, scaled, serif_font, ui_font

_HEAD_HEIGHT = 32
_HIT_HEIGHT = 60
_PAD = 18


def row_height(*, hit: bool) -> int:
    """Pixels of a hit, or of the heading above some."""
    return scaled(_HIT_HEIGHT if hit else _HEAD_HEIGHT)


def window_of(text: str, first_mark: int, room: int) -> int:
    """Where a one-line snippet should begin so that its first mark is in sight: 0, or a word's start before it."""
    if first_mark <= room:
        return 0
    start = text.rfind(" ", 0, max(1, first_mark - room // 3))
    return start + 1 if start >= 0 else first_mark


class HitDelegate(QStyledItemDelegate):
    """Draws headings and hits; sizes are fixed, so a long result costs nothing to lay out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._strong = ui_font(theme, strong=True)
        self._small = ui_font(theme, small=True)
        self._tiny = ui_font(theme, pixels=theme.small_size - 0.5, strong=True)
        self._snippet = serif_font(theme, pixels=15)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), row_height(hit=index.data(HIT_ROLE) is not None))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hit = index.data(HIT_ROLE)
        if hit is None:
            self._paint_head(painter, option.rect, index.data(HEAD_ROLE))
        else:
            self._paint_hit(painter, option, hit)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, words: str) -> None:
        painter.setFont(self._tiny)
        painter.setPen(QColor(self.theme.text_muted))
        room = rect.adjusted(_PAD - 2, 8, -_PAD, 0)
        fitted = painter.fontMetrics().elidedText(words.upper(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        rect, theme = option.rect, self.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.surface_alt))
        words, tone = status(hit)
        left = pill(painter, theme, words, tone, rect.right() - _PAD + 2, rect.top() + scaled(19), self._small)
        number = f"{hit.full_number}  " if hit.full_number else ""
        title = f"{number}{hit.heading or ('' if number else 'Unnumbered')}".rstrip()
        shift = len(number)
        marks = [(begin + shift, end + shift) for begin, end in hit.title_marks]
        place = QRectF(rect.left() + _PAD, rect.top() + scaled(6), left - rect.left() - _PAD - 10, scaled(26))
        self._paint_line(painter, place, title, marks, self._strong)
        room = QRectF(rect.left() + _PAD, rect.top() + scaled(30), rect.width() - 2 * _PAD, scaled(24))
        self._paint_snippet(painter, room, hit)

    def _paint_snippet(self, painter: QPainter, room: QRectF, hit: Hit) -> None:
        """From a little before the first mark."""
        metrics = QFontMetricsF(self._snippet)
        characters = max(20, int(room.width() / max(metrics.averageCharWidth(), 1)))
        start = window_of(hit.snippet, hit.marks[0][0] if hit.marks else 0, characters * 2 // 3)
        lead = "…" if start else ""
        shift = len(lead) - start
        marks = [(max(begin + shift, len(lead)), end + shift) for begin, end in hit.marks]
        self._paint_line(painter, room, lead + hit.snippet[start:], marks, self._snippet)

    def _paint_line(
        self, painter: QPainter, room: QRectF, words: str, marks: Sequence[tuple[int, int]], font: QFont
    ) -> None:
        """One line, with rounded grounds behind the marked words; what does not fit ends in an ellipsis."""
        text = shown(words)
        line = self._line(text, font)
        room_left = room.width() - QFontMetricsF(font).horizontalAdvance("…")
        if line[1].naturalTextWidth() > room.width():
            cut = Positions(text).from_qt(line[1].xToCursor(room_left, QTextLine.CursorPosition.CursorOnCharacter))
            text = text[:cut].rstrip() + "…"
            line = self._line(text, font)
        layout, first = line
        top = room.top() + (room.height() - first.height()) / 2
        positions, end_of_text = Positions(text), len(text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.mark_bg))
        for begin, end in marks:
            end = min(end, end_of_text)
            if begin >= end:
                continue
            x1 = first.cursorToX(positions.to_qt(begin))[0]
            x2 = first.cursorToX(positions.to_qt(end))[0]
            mark = QRectF(room.left() + min(x1, x2) - 1.5, top + 1, abs(x2 - x1) + 3, first.height() - 2)
            painter.drawRoundedRect(mark, 2, 2)
        painter.setPen(QColor(self.theme.text))
        layout.draw(painter, QPointF(room.left(), top))

    @staticmethod
    def _line(text: str, font: QFont) -> tuple[QTextLayout, QTextLine]:
        """A text set on one line; the layout owns the line and must be kept with it."""
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        return layout, line
