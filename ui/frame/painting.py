"""Shapes that several delegates draw."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.theme import Theme


def pill(painter: QPainter, theme: Theme, words: str, tone: str, right: float, middle: float, face: QFont) -> float:
    """Draws a rounded label that ends at `right`, centred on `middle`; returns where it begins.

    `tone` is "accent", "good", "warn" or "bad".
    """
    width, height = pill_width(words, face), QFontMetricsF(face).height() + 3
    box = QRectF(right - width, middle - height / 2, width, height)
    grounds = {"accent": theme.accent_soft, "good": theme.good_bg, "warn": theme.warn_bg, "bad": theme.bad_bg}
    inks = {"accent": theme.accent, "good": theme.good_text, "warn": theme.warn_text, "bad": theme.bad_text}
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(grounds[tone]))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setFont(face)
    painter.setPen(QColor(inks[tone]))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return box.left()


def pill_width(words: str, face: QFont) -> float:
    """How wide a `pill` is."""
    return QFontMetricsF(face).horizontalAdvance(words) + 16


def elided(painter: QPainter, room: QRect, words: str) -> None:
    """Draws one line from the top left corner of a room, cut with "…" where it does not fit."""
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), shown)
