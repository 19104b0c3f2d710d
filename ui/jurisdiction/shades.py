"""How an answer looks on the map and in the list beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QTransform

from ui.theme import Theme

_TEXTURES = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.Dense3Pattern, Qt.BrushStyle.HorPattern)
"""Answers beyond the palette take its colours again with another texture; hatching is kept for what is not settled."""


@dataclass(frozen=True, slots=True)
class Shade:
    """How a country is drawn and what is said of it. `colour` numbers the answers, -1 for none; `hatched` where the
    agreement does not settle it."""

    words: str
    colour: int = -1
    hatched: bool = False


def brushes(theme: Theme, shade: Shade, scale: float = 1.0) -> list[QBrush]:
    """A ground and, over it, the hatching of what is not settled or the texture of an answer beyond the palette."""
    still = QTransform.fromScale(1 / scale, 1 / scale)
    if shade.colour < 0:
        made = [QBrush(QColor(theme.land))]
    else:
        colour = QColor(theme.answers[shade.colour % len(theme.answers)])
        texture = _TEXTURES[shade.colour // len(theme.answers) % len(_TEXTURES)]
        made = [QBrush(colour)] if texture is _TEXTURES[0] else [QBrush(QColor(theme.land)), QBrush(colour, texture)]
    if shade.hatched:
        made.append(QBrush(QColor(theme.text_muted), Qt.BrushStyle.BDiagPattern))
    for brush in made:
        brush.setTransform(still)
    return made
