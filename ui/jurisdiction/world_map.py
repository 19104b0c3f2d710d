"""A map of the world coloured by answers: every country named under the mouse and the keyboard, chosen by both."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.frame.words import tip
from ui.jurisdiction.outlines import Outline, World
from ui.jurisdiction.shades import Shade, brushes
from ui.reader.rolling import NOTCH
from ui.reader.spoken import announce
from ui.theme import Theme

_MARGIN = 10
_DOT = 3.5
"""Radius in pixels of the dot that stands for a country too small to be seen; it is hit from twice as far."""
_SMALL = 7.0
_MOST = 14.0
_STEP = 1.35
_DRAG = 5
_WAYS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class WorldMap(QWidget):
    """Draws a `World`. `looked_at` names the country under mouse or keyboard ("" for none), `chosen` the one taken."""

    looked_at = Signal(str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._world: World | None = None
        self._shades: Mapping[str, Shade] = {}
        self._mine: str | None = None
        self._here: str | None = None
        self._zoom, self._centre = 1.0, QPointF()
        self._picture: QPixmap | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 200)
        self.setAccessibleName("World map")

    # -- what is shown ------------------------------------------------------------------------------------------------

    def set_world(self, world: World) -> None:
        """The outlines, once they have been read."""
        self._world = world
        self._centre = world.box.center()
        self._redraw()

    def show_shades(self, shades: Mapping[str, Shade], mine: str | None, theme: Theme) -> None:
        """Colours every country; `mine` is the profile's own, which is ringed."""
        self._shades, self._mine, self._theme = shades, mine, theme
        self._redraw()

    def look_at(self, code: str | None) -> None:
        """Puts the marker on a country, and brings it into sight."""
        if self._world is None or (code is not None and code not in self._world.outlines):
            code = None
        if code != self._here:
            self._here = code
            if code is not None:
                self._bring(code)
                words = self._words(code)
                self.setAccessibleDescription(words)
                if self.hasFocus():
                    announce(self, words)
            self.looked_at.emit(code or "")
            self.update()

    def here(self) -> str | None:
        """The country with the marker."""
        return self._here

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Closer by that many steps (negative: farther), keeping the place under `at`; 0 shows the whole world."""
        if self._world is None:
            return
        point = at or QPointF(self.width() / 2, self.height() / 2)
        held = self._to_map(point)
        self._zoom = min(max(self._zoom * _STEP**steps, 1.0), _MOST) if steps else 1.0
        self._centre += held - self._to_map(point)
        self._redraw()

    def sizeHint(self) -> QSize:
        return QSize(900, 470)

    # -- the way between map and screen -------------------------------------------------------------------------------

    def _scale(self) -> float:
        box = self._world.box if self._world is not None else QRectF(0, 0, 2, 1)
        wide, high = max(1, self.width() - 2 * _MARGIN), max(1, self.height() - 2 * _MARGIN)
        return self._zoom * min(wide / box.width(), high / box.height())

    def _transform(self) -> QTransform:
        scale = self._scale()
        shift = QPointF(self.width() / 2, self.height() / 2) - self._centre * scale
        return QTransform(scale, 0, 0, scale, shift.x(), shift.y())

    def _to_map(self, point: QPointF) -> QPointF:
        inverse, _ = self._transform().inverted()
        return inverse.map(point)

    def _clamp(self) -> None:
        """The world never leaves the widget: at its widest it stands in the middle."""
        if self._world is None:
            return
        box, scale = self._world.box, self._scale()
        for extent, low, high, get, put in (
            (self.width(), box.left(), box.right(), self._centre.x, self._centre.setX),
            (self.height(), box.top(), box.bottom(), self._centre.y, self._centre.setY),
        ):
            half = extent / 2 / scale
            put((low + high) / 2 if high - low <= 2 * half else min(max(get(), low + half), high - half))

    def _bring(self, code: str) -> None:
        assert self._world is not None
        point = self._transform().map(self._world.outlines[code].centre)
        if not QRectF(self.rect()).adjusted(30, 30, -30, -30).contains(point) and self._zoom > 1:
            self._centre = QPointF(self._world.outlines[code].centre)
            self._redraw()

    def _at(self, point: QPointF) -> str | None:
        """The country at a point of the screen: a dot nearby before the land below it."""
        if self._world is None:
            return None
        transform, scale = self._transform(), self._scale()
        near: tuple[float, str] | None = None
        for code, outline in self._world.outlines.items():
            if code in self._shades and _tiny(outline, scale):
                away = transform.map(outline.centre) - point
                distance = hypot(away.x(), away.y())
                if distance <= 2 * _DOT and (near is None or distance < near[0]):
                    near = distance, code
        if near is not None:
            return near[1]
        where = self._to_map(point)
        for code, outline in self._world.outlines.items():
            if code in self._shades and outline.box.contains(where) and outline.land.contains(where):
                return code
        return None

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._clamp()
        self._picture = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface_alt))
        if self._world is None:
            return
        if self._picture is None:
            self._picture = self._drawn()
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mine is not None:
            self._pin(painter, self._mine)
        if self._here is not None:
            self._ring(painter, self._here, self._theme.text, 2.6 if self.hasFocus() else 1.8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _drawn(self) -> QPixmap:
        """All countries in sight, kept until something about them changes."""
        assert self._world is not None
        ratio = self.devicePixelRatioF()
        picture = QPixmap((QSize(self.width(), self.height()).toSizeF() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.surface_alt))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        transform, scale = self._transform(), self._scale()
        sight, _ = transform.inverted()
        window = sight.mapRect(QRectF(self.rect()))
        edge = QPen(QColor(self._theme.surface_alt), 0.8)
        edge.setCosmetic(True)
        small: list[tuple[QPointF, Shade]] = []
        for code, outline in self._world.outlines.items():
            shade = self._shades.get(code, Shade(""))
            if outline.box.intersects(window):
                painter.setTransform(transform)
                painter.setPen(edge)
                for brush in brushes(self._theme, shade, scale):
                    painter.setBrush(brush)
                    painter.drawPath(outline.land)
                    painter.setPen(Qt.PenStyle.NoPen)
            if code in self._shades and _tiny(outline, scale):
                small.append((transform.map(outline.centre), shade))
        painter.resetTransform()
        for point, shade in small:
            painter.setPen(QPen(QColor(self._theme.surface_alt), 1.2))
            for brush in brushes(self._theme, shade):
                painter.setBrush(brush)
                painter.drawEllipse(point, _DOT, _DOT)
                painter.setPen(QPen(QColor(self._theme.text), 0.8))
        painter.end()
        return picture

    def _pin(self, painter: QPainter, code: str) -> None:
        """Marks the profile's own country."""
        assert self._world is not None
        outline = self._world.outlines.get(code)
        if outline is not None:
            point = self._transform().map(outline.centre)
            for ink, radius in ((self._theme.text, 8.0), (self._theme.surface, 6.0), (self._theme.accent, 4.0)):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(ink))
                painter.drawEllipse(point, radius, radius)

    def _ring(self, painter: QPainter, code: str, colour: str, width: float) -> None:
        assert self._world is not None
        outline = self._world.outlines.get(code)
        if outline is None:
            return
        transform = self._transform()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, wide in ((self._theme.surface, width + 2), (colour, width)):
            pen = QPen(QColor(ink), wide)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setTransform(transform)
            painter.drawPath(outline.land)
            painter.resetTransform()
            if _tiny(outline, self._scale()):
                painter.drawEllipse(transform.map(outline.centre), _DOT + 3, _DOT + 3)

    # -- mouse and keys -----------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = point - self._pressed
            if self._dragged or hypot(moved.x(), moved.y()) > _DRAG:
                self._dragged = True
                self._pressed = point
                self._centre -= moved / self._scale()
                self._redraw()
            return
        code = self._at(point)
        if code != self._here:
            self.look_at(code)
        if code is not None:
            QToolTip.showText(event.globalPosition().toPoint(), tip(self._words(code)), self)
        else:
            QToolTip.hideText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            code = None if self._dragged else self._at(event.position())
            self._pressed = None
            if code is not None:
                self.look_at(code)
                self.chosen.emit(code)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()  # a touch pad tells small parts of a notch, and begins with none
        if turned:
            self.zoom(turned / NOTCH, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WAYS and self._world is not None:
            self._step(_WAYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._here is not None:
            self.chosen.emit(self._here)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
            at = self._transform().map(self._world.outlines[self._here].centre) if self._world and self._here else None
            self.zoom({Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}.get(key, 1), at)
        else:
            super().keyPressEvent(event)

    def _step(self, way: QPointF) -> None:
        """To the nearest country that lies that way; from nowhere, to the profile's own or the first."""
        assert self._world is not None
        there = {code: self._world.outlines[code].centre for code in self._shades if code in self._world.outlines}
        if self._here is None or self._here not in there:
            self.look_at(self._mine if self._mine in there else next(iter(there), None))
            return
        origin = there[self._here]
        best: tuple[float, str] | None = None
        for code, centre in there.items():
            offset = centre - origin
            along = offset.x() * way.x() + offset.y() * way.y()
            aside = abs(offset.x() * way.y()) + abs(offset.y() * way.x())
            if code != self._here and along > 0 and aside <= 1.6 * along:
                cost = along + 1.6 * aside
                if best is None or cost < best[0]:
                    best = cost, code
        if best is not None:
            self.look_at(best[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._here is None and self._mine is not None:
            self.look_at(self._mine)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def _words(self, code: str) -> str:
        shade = self._shades.get(code)
        return shade.words if shade is not None else ""


def _tiny(outline: Outline, scale: float) -> bool:
    """Whether the land is too small on screen to be seen or hit."""
    return max(outline.box.width(), outline.box.height()) * scale < _SMALL or outline.land.isEmpty()
