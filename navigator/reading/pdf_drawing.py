"""Links, ruling lines, drawn bullets and pictures of a PDF page, and what of them belongs to its letters."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from navigator.reading.pdf_page import Box, Glyph, Page

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


def read_links(raw: Any, page: Page) -> None:
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


def read_objects(raw: Any, page: Page) -> None:
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


def mark(page: Page) -> None:
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
