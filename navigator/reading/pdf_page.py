"""One page of a PDF as pdfium shows it: letters with their place and look, links, ruling lines, pictures.

Coordinates are points with the y axis upwards, turned so that most of the page's text runs from left to right.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!r)|[-,]?\bbd\b|(?<=[a-z])Bd(?![a-z])|CMBX|SFBX", re.IGNORECASE)
_NOT_BOLD = re.compile(r"semilight|demilight", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|(?<=[a-z-])It(?![a-z])|CMTI|CMSL|SFTI|SFSL", re.IGNORECASE)
_SYMBOLIC = re.compile(r"wingdings|webdings|symbol|dingbats", re.IGNORECASE)
_MONO = re.compile(r"courier|mono(?!type)|consolas|menlo|typewriter|cmtt|sftt", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_NAMELESS = re.compile(r"(?:CID ?Font\+)?[A-Z]{0,3}\d*|Type3.*", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6
_BOLD_FLAG = 1 << 18
_HEAVY = 600
# Letters of symbol fonts, which mean nothing outside them: boxes, ticks; whatever else begins a line is a bullet.
_SYMBOLS = {0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0x54: "☒", 0xFC: "✓", 0xFB: "✗",
            0xE0: "→", 0xA7: "▪", 0x6E: "▪", 0xD8: "➢"}  # fmt: skip
_HYPHEN = 0x02  # pdfium's sign for the hyphen of a word broken at the end of a line
_MOST_OBJECTS = 20_000
_MOST_LINKS = 5_000
_MOST_NEAR = 2_000
_DEEPEST = 4
_HIGHEST_LINK = 400.0
_LOOSE = 2.5
"""A line that underlines words ends within this many points of them."""
_DOT = (1.5, 7.0)
_THIN = 2.5
"""Rectangles not thicker than this, in points, are ruling lines."""


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


class TooLong(Exception):
    """A page with more letters than the caller allows."""


def read_page(raw: Any, number: int, most: int) -> Page:  # a pypdfium2 PdfPage, which carries no types
    """Everything of one page, which the caller opened and closes. `TooLong` where it has more than `most` letters."""
    left, bottom, right, top = raw.get_bbox()
    page = Page(number, Box(left, bottom, right, top))
    text = raw.get_textpage()
    try:
        if pdfium.FPDFText_CountChars(text.raw) > most:
            raise TooLong
        turn = _read_glyphs(text.raw, page)
    finally:
        text.close()
    _read_links(raw, page)
    _read_objects(raw, page)
    if turn:
        _turn(page, turn)
    _mark(page)
    return page


# --- letters ----------------------------------------------------------------------------------------------------------


def _read_glyphs(text: Any, page: Page) -> int:
    """Fill in the letters; the answer is the quarter turns (0..3) of most of them."""
    found: list[tuple[Glyph, int, float]] = []
    looks: dict[int, tuple[Look, bool, int]] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        held = pdfium.FPDFText_GetTextObject(text, index)
        if not held:
            continue  # a space or line end that pdfium made up; `pdf_lines` measures the gaps itself
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD, 0
        address = ctypes.addressof(held.contents)
        known = looks.get(address)
        if known is None:
            known = looks[address] = _look(text, index)
        look, symbolic, angle = known
        char = _char(code, symbolic)
        if char is None:
            page.unknown += code != 0
            continue
        page.unknown += char == "\ufffd"
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        turns = round(angle / 90) % 4
        x0, x1 = (box.left, box.right) if turns % 2 == 0 else (box.bottom, box.top)
        found.append((Glyph(char, x0, max(x1, x0), y.value if turns % 2 == 0 else x.value, look, index), turns,
                      abs(angle - 90 * round(angle / 90))))  # fmt: skip
    counts = Counter(turn for glyph, turn, skew in found if skew < 3 and not glyph.char.isspace())
    main = counts.most_common(1)[0][0] if counts else 0
    page.glyphs = [glyph for glyph, turn, skew in found if turn == main and skew < 3]
    page.turned = "".join(g.char for g, turn, skew in found if not (turn == main and skew < 3))
    for glyph in page.glyphs if main else ():
        if main in (1, 2):
            glyph.y = -glyph.y
        if main in (2, 3):
            glyph.x0, glyph.x1 = -glyph.x1, -glyph.x0
    return main


def _look(text: Any, index: int) -> tuple[Look, bool, int]:
    """Look of a text object, whether its font is one of symbols, and the angle of its baseline in degrees."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d)
    size = pdfium.FPDFText_GetFontSize(text, index) * (scale or 1.0)
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 256, flags)
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    bold = (
        bool(_BOLD.search(name) and not _NOT_BOLD.search(name))
        or bool(flags.value & _BOLD_FLAG)
        or (weight >= _HEAVY and _NAMELESS.fullmatch(name) is not None)  # a guess of pdfium's by the width of stems
        or pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(text, index))
        == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    )
    slanted = abs(matrix.c) > 0.15 * abs(matrix.d) > 0 and abs(matrix.b) < 0.01
    italic = bool(_ITALIC.search(name)) or bool(flags.value & _ITALIC_FLAG) or slanted
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a)))
    size = round(max(0.5, min(abs(size), 1000.0)) * 2) / 2
    return Look(size, bold, italic, bool(_MONO.search(name))), bool(_SYMBOLIC.search(name)), angle


def _char(code: int, symbolic: bool) -> str | None:
    """The character of a code; None where it shows nothing."""
    if code == _HYPHEN:
        return "-"
    if code in (0x09, 0x0A, 0x0D, 0xA0):
        return " "
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, "•")
    if symbolic and 0x21 <= code <= 0xFF:
        return _SYMBOLS.get(code, "•")
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return None if code == 0 or code < 0x20 else "\ufffd"
    return chr(code)


# --- links, lines and pictures ----------------------------------------------------------------------------------------


def _read_links(raw: Any, page: Page) -> None:
    """Areas that link to an address; links inside the document are passed over."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    area, points = pdfium.FS_RECTF(), pdfium.FS_QUADPOINTSF()
    document = raw.pdf.raw
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(raw.raw, place, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        buffer = ctypes.create_string_buffer(4096)
        if not 1 < pdfium.FPDFAction_GetURIPath(document, action, buffer, 4096) <= 4096:
            continue
        address = buffer.value.decode("utf-8", "replace").strip()
        count = pdfium.FPDFLink_CountQuadPoints(link)
        for which in range(min(count, 50)):
            if pdfium.FPDFLink_GetQuadPoints(link, which, points):
                xs = (points.x1, points.x2, points.x3, points.x4)
                ys = (points.y1, points.y2, points.y3, points.y4)
                page.links.append((Box(min(xs), min(ys), max(xs), max(ys)), address))
        if count <= 0 and pdfium.FPDFLink_GetAnnotRect(link, area):
            low, high = sorted((area.bottom, area.top))
            page.links.append((Box(area.left, low, area.right, high), address))


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _matrix(held: Any, outer: _Matrix) -> _Matrix:
    """The matrix of an object within the matrix of the form around it."""
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(held, own):
        return outer
    a, b, c, d, e, f = outer
    return (own.a * a + own.b * c, own.a * b + own.b * d, own.c * a + own.d * c, own.c * b + own.d * d,
            own.e * a + own.f * c + e, own.e * b + own.f * d + f)  # fmt: skip


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _read_objects(raw: Any, page: Page) -> None:
    """Ruling lines and the size of pictures, those inside forms included."""
    area = max(1.0, (page.box.x1 - page.box.x0) * (page.box.y1 - page.box.y0))
    pending: list[tuple[Any, int, _Matrix]] = [
        (pdfium.FPDFPage_GetObject(raw.raw, i), 0, _SAME)
        for i in range(min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(raw.raw)))
    ]
    seen = 0
    while pending and seen < _MOST_OBJECTS:
        held, depth, outer = pending.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(held)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            for points in _strokes(held, outer, page):
                _rule(page, points)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _matrix(held, outer)
            page.pictures = max(page.pictures, abs(a * d - b * c) / area)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _matrix(held, outer)
            count = min(_MOST_OBJECTS, pdfium.FPDFFormObj_CountObjects(held))
            pending.extend((pdfium.FPDFFormObj_GetObject(held, i), depth + 1, inner) for i in range(count))


def _strokes(held: Any, outer: _Matrix, page: Page) -> list[list[tuple[float, float]]]:
    """The lines of a path: each side of what is stroked, each thin shape that is filled; dots go to the page."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(held, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    matrix = _matrix(held, outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    shapes: list[list[tuple[float, float]]] = []
    for index in range(min(2000, pdfium.FPDFPath_CountSegments(held))):
        part = pdfium.FPDFPath_GetPathSegment(held, index)
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        if pdfium.FPDFPathSegment_GetType(part) == pdfium.FPDF_SEGMENT_MOVETO or not shapes:
            shapes.append([])
        shapes[-1].append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(part):
            shapes[-1].append(shapes[-1][0])
    found: list[list[tuple[float, float]]] = []
    for shape in shapes:
        xs, ys = [p[0] for p in shape], [p[1] for p in shape]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if _DOT[0] <= wide <= _DOT[1] and abs(wide - high) < 0.8:
            page.dots.append(Box(min(xs), min(ys), max(xs), max(ys)))
        elif min(wide, high) <= _THIN:
            found.append(shape)
        elif stroke.value:
            found.extend([first, second] for first, second in pairwise(shape))
    return found


def _rule(page: Page, points: list[tuple[float, float]]) -> None:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if high <= _THIN and wide > 2 * _THIN:
        page.across.append(box)
    elif wide <= _THIN and high > 2 * _THIN:
        page.down.append(box)


def _turn(page: Page, turns: int) -> None:
    """Turn links, lines and the page itself as its letters were turned."""

    def turned(box: Box) -> Box:
        if turns == 1:
            return Box(box.y0, -box.x1, box.y1, -box.x0)
        if turns == 2:
            return Box(-box.x1, -box.y1, -box.x0, -box.y0)
        return Box(-box.y1, box.x0, -box.y0, box.x1)

    page.box = turned(page.box)
    page.links = [(turned(box), address) for box, address in page.links]
    page.dots = [turned(box) for box in page.dots]
    across, down = [turned(box) for box in page.across], [turned(box) for box in page.down]
    page.across, page.down = (down, across) if turns % 2 else (across, down)


def _mark(page: Page) -> None:
    """Write on the letters what lies over them: links, the thin lines that underline or strike them, drawn bullets."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        rows.setdefault(int(glyph.y // 8), []).append(glyph)

    def near(low: float, high: float) -> list[Glyph]:
        return [g for row in range(int(low // 8), int(high // 8) + 1) for g in rows.get(row, ())][:_MOST_NEAR]

    for box, address in page.links:
        if box.y1 - box.y0 < _HIGHEST_LINK:
            _mark_link(box, address, near(box.y0 - 4, box.y1))
    page.across = [rule for rule in page.across[:_MOST_LINKS] if not _mark_line(rule, near(rule.y0 - 8, rule.y1 + 8))]
    for dot in page.dots[:_MOST_LINKS]:
        around = near(dot.y0 - 8, dot.y1)
        beside = [g for g in around if _beside(dot, g) and not g.char.isspace()]
        after = [g for g in beside if 0 < g.x0 - dot.x1 < 3 * g.look.size]
        if after and not any(0 <= dot.x0 - g.x1 < 15 for g in beside):
            first = min(after, key=lambda g: g.x0)
            page.glyphs.append(Glyph("•", dot.x0, dot.x1, first.y, first.look, first.order - 1))


def _mark_link(box: Box, address: str, near: list[Glyph]) -> None:
    held = [g for g in near if box.y0 <= g.y + g.look.size * 0.25 <= box.y1 and box.x0 <= (g.x0 + g.x1) / 2 <= box.x1]
    held.sort(key=lambda g: (-g.y, g.x0))
    while held and held[-1].char in " .,;:" and not address.endswith(held[-1].char):
        held.pop()  # areas often reach over the punctuation after the link
    for glyph in held:
        glyph.href = address


def _mark_line(rule: Box, near: list[Glyph]) -> bool:
    """Underline or strike the letters that a line runs along from end to end; whether there are any."""
    y = (rule.y0 + rule.y1) / 2
    over = [g for g in near if rule.x0 - 1 <= (g.x0 + g.x1) / 2 <= rule.x1 + 1]
    under = [g for g in over if -0.03 * g.look.size <= g.y - y <= 0.2 * g.look.size]
    through = [g for g in over if 0.15 * g.look.size <= y - g.y <= 0.45 * g.look.size]
    marked = under or through
    if (
        not marked
        or abs(min(g.x0 for g in marked) - rule.x0) > _LOOSE
        or abs(max(g.x1 for g in marked) - rule.x1) > _LOOSE
    ):
        return False
    for glyph in marked:
        glyph.underline = glyph.underline or bool(under)
        glyph.strike = glyph.strike or not under
    return True


def _beside(dot: Box, glyph: Glyph) -> bool:
    """Whether a dot stands at the height of a small letter."""
    return 0.1 * glyph.look.size <= (dot.y0 + dot.y1) / 2 - glyph.y <= 0.55 * glyph.look.size
