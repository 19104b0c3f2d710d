"""The outlines of the world's countries, from the picture that a package carries. Needs no window and no Qt thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PACKAGE = "pygal_maps_world"
_TOKEN = re.compile(r"[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MOVE = re.compile(r"(matrix|translate)\(([^)]*)\)")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "z": 0}


@dataclass(frozen=True)
class Outline:
    """One country: its land, and the point that stands for it where the land is too small to be seen or hit."""

    land: QPainterPath
    box: QRectF
    centre: QPointF


@dataclass(frozen=True)
class World:
    """Outlines by ISO 3166-1 alpha-2 code, in the units of `box`. Empty where the package is not installed."""

    outlines: dict[str, Outline]
    box: QRectF


@cache
def world() -> World:
    """The world, read once for the life of the process (about a tenth of a second: call it from a worker)."""
    # Our own package's file, not a document from outside; and the package itself would import its charting library.
    from xml.etree.ElementTree import parse

    source = _file()
    if source is None:
        return World({}, QRectF(0, 0, 2, 1))
    root = parse(source).getroot()  # noqa: S314
    found: dict[str, Outline] = {}
    for element in root.iter():
        code, _, rest = element.get("class", "").partition(" ")
        if len(code) == 2 and rest.startswith("country"):
            found[code.upper()] = _outline(element)
    left, top, width, height = (float(part) for part in (root.get("viewBox") or "0 0 2 1").split())
    return World(found, QRectF(left, top, width, height))


def _file() -> Path | None:
    spec = find_spec(_PACKAGE)
    places = [Path(place) / "worldmap.svg" for place in (spec.submodule_search_locations or ())] if spec else []
    return next((place for place in places if place.is_file()), None)


def _outline(country: Element) -> Outline:
    land = QPainterPath()
    marker: QPointF | None = None
    largest = QRectF()
    for element, dx, dy, sx, sy in _moved(country, 0.0, 0.0, 1.0, 1.0):
        if element.get("d"):
            part = _path(element.get("d", ""), dx, dy, sx, sy)
            land.addPath(part)
            box = part.boundingRect()
            if box.width() * box.height() > largest.width() * largest.height():
                largest = box
        elif element.get("cx"):
            marker = QPointF(float(element.get("cx", 0)) * sx + dx, float(element.get("cy", 0)) * sy + dy)
    centre = marker or (largest if not largest.isNull() else land.boundingRect()).center()
    return Outline(land, land.boundingRect(), centre)


def _moved(element: Element, dx: float, dy: float, sx: float, sy: float) -> Iterator[tuple[Element, float, ...]]:
    """Every shape below an element with the shift and scale that holds for it."""
    given = _MOVE.match(element.get("transform", ""))
    if given is not None:
        numbers = [float(part) for part in given[2].replace(",", " ").split()]
        if given[1] == "translate":
            dx, dy = dx + sx * numbers[0], dy + sy * (numbers[1] if len(numbers) > 1 else 0.0)
        else:
            dx, dy = dx + sx * numbers[4], dy + sy * numbers[5]
            sx, sy = sx * numbers[0], sy * numbers[3]
    yield element, dx, dy, sx, sy
    for child in element:
        yield from _moved(child, dx, dy, sx, sy)


def _path(data: str, dx: float, dy: float, sx: float, sy: float) -> QPainterPath:
    """A path from SVG's own notation: moves, lines and cubic curves, which are all that the outlines use."""
    path = QPainterPath()
    x = y = 0.0
    command = "m"
    tokens = _TOKEN.findall(data)
    at = 0

    def put(px: float, py: float) -> tuple[float, float]:
        return px * sx + dx, py * sy + dy

    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        kind = command.lower()
        count = _ARGUMENTS.get(kind)
        if count is None or at + count > len(tokens):
            break
        numbers = [float(part) for part in tokens[at : at + count]]
        at += count
        ox, oy = (x, y) if command.islower() else (0.0, 0.0)
        if kind == "z":
            path.closeSubpath()
            here = path.currentPosition()
            x, y = (here.x() - dx) / sx, (here.y() - dy) / sy
            if at < len(tokens) and not tokens[at].isalpha():
                break
            continue
        if kind == "h":
            x = ox + numbers[0]
        elif kind == "v":
            y = oy + numbers[0]
        else:
            x, y = ox + numbers[-2], oy + numbers[-1]
        if kind == "m":
            path.moveTo(*put(x, y))
            command = "l" if command == "m" else "L"  # further pairs after a move are lines
        elif kind == "c":
            first, second = put(ox + numbers[0], oy + numbers[1]), put(ox + numbers[2], oy + numbers[3])
            path.cubicTo(*first, *second, *put(x, y))
        else:
            path.lineTo(*put(x, y))
    return path
