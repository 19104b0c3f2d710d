"""Vector icons of one set, Phosphor, from the files that QtAwesome carries, coloured by tokens.

QtAwesome itself loads eleven icon fonts and a compatibility layer, about as long as an empty window takes to start;
we read its one font file and its map of names directly.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap


@cache
def _set() -> tuple[str, dict[str, str]]:
    """The family of the icon font and its name -> character map; empty where the set is not installed."""
    spec = find_spec("qtawesome")
    folders = [Path(place) / "fonts" for place in (spec.submodule_search_locations or ())] if spec else []
    for folder in folders:
        for face in sorted(folder.glob("phosphor-*.ttf")):
            names = next(iter(sorted(folder.glob("phosphor-charmap-*.json"))), None)
            number = QFontDatabase.addApplicationFont(str(face))
            if names is not None and number >= 0:
                points = json.loads(names.read_text(encoding="utf-8"))
                return QFontDatabase.applicationFontFamilies(number)[0], {k: chr(int(v, 16)) for k, v in points.items()}
    return "", {}


class _Engine(QIconEngine):
    """Draws one character of the icon font at whatever size Qt asks for."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name, self._colour, self._disabled = name, colour, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        family, names = _set()
        if self._name not in names:
            return
        face = QFont(family)
        face.setPixelSize(max(1, min(rect.width(), rect.height())))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(face)
        painter.setPen(QColor(self._disabled if mode == QIcon.Mode.Disabled else self._colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, names[self._name])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._disabled)


def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """The icon of a Phosphor name ("magnifying-glass") in a colour ('#rrggbb'); empty where the set lacks it."""
    return QIcon(_Engine(name, colour, disabled or colour))
