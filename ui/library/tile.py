"""One agreement on the library page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from navigator.model.catalogue import AgreementCard
from navigator.model.dates import in_words
from ui.frame.painting import pill
from ui.frame.words import counted, tip
from ui.theme import Theme, scaled, ui_font

_HEIGHT = 116
_PAD = 18


def facts(card: AgreementCard) -> str:
    """'Version of 14 March 2025 · 118 provisions · with summaries'."""
    parts = [f"Version of {in_words(card.version)}"] if card.version else []
    parts.append(counted(card.provisions, "provision"))
    if card.has_summaries:
        parts.append("with summaries")
    if card.earlier:
        parts.append(counted(len(card.earlier), "earlier version"))
    return " · ".join(parts)


class AgreementTile(QAbstractButton):
    """A button that shows an agreement's title, publisher and facts."""

    def __init__(self, card: AgreementCard, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card, self._theme = card, theme
        sample = ", a sample" if card.sample else ""
        self.setAccessibleName(f"{card.title}{sample}. {facts(card)}")
        self.setToolTip(tip(card.title))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(scaled(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, scaled(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, card = self._theme, self.card
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.hasFocus()
        edge = theme.focus if chosen else theme.accent if self.underMouse() else theme.border
        painter.setPen(QPen(QColor(edge), 2 if chosen else 1))
        painter.setBrush(QColor(theme.accent_soft if self.isDown() else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        right = float(self.width() - _PAD)
        if card.sample:
            tiny = ui_font(theme, pixels=theme.small_size - 1, strong=True)
            right = pill(painter, theme, "sample", "accent", right, scaled(29), tiny) - 10
        rows = (
            (16, 26, ui_font(theme, pixels=theme.ui_size + 2, strong=True), theme.text, card.title, right),
            (44, 22, ui_font(theme), theme.text_muted, card.publisher or card.file, self.width() - _PAD),
            (76, 22, ui_font(theme, small=True), theme.text_muted, facts(card), self.width() - _PAD),
        )
        for top, height, face, colour, words, end in rows:
            painter.setFont(face)
            painter.setPen(QColor(colour))
            room = QRectF(_PAD, scaled(top), end - _PAD, scaled(height))
            fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
        painter.end()
