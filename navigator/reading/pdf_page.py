"""What one page of a PDF shows: letters with their place and look, links, ruling lines, pictures.

Coordinates are points with the y axis upwards, turned so that most of the page's text runs from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """How a letter is set; `size` in points on the page, to half a point."""

    size: float
    bold: bool = False
    italic: bool = False
    mono: bool = False


@dataclass(slots=True)
class Glyph:
    """A letter: where it begins and ends, its baseline, its look. `order` is its place in the page's own order."""

    char: str
    x0: float
    x1: float
    y: float
    look: Look
    order: int
    underline: bool = False
    strike: bool = False
    href: str | None = None
    spaced: bool = False
    """Whether the page has a space right before it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: a link's area, a ruling line, a page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """What one page shows. `turned`: words set at an angle to the others (watermarks, notes in the margin)."""

    number: int
    box: Box
    glyphs: list[Glyph] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)
    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    """Small round or square shapes: bullets, where a page draws them."""
    turned: str = ""
    pictures: float = 0.0
    """Share of the page that its largest picture covers."""
    damaged: bool = False
    unknown: int = 0
    """Letters whose font does not say what they are."""
    filled: list[tuple[Box, str, float]] = field(default_factory=list)
    """What was filled into forms or typed onto the page: where, the words, the size of the letters (0: not said)."""
    comments: list[str] = field(default_factory=list)
    """Remarks of readers on the page."""
