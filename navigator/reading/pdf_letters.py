"""The letters of a PDF page as pdfium gives them: their place, size and look."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from typing import Any

import pypdfium2.raw as pdfium

from navigator.reading.pdf_page import Glyph, Look, Page
from navigator.reading.symbols import SYMBOL_FONT

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
_HYPHEN = 0x02  # pdfium's sign for the hyphen of a word broken at the end of a line


def read_letters(text: Any, page: Page) -> int:
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
        return SYMBOL_FONT.get(code - 0xF000, "•")
    if symbolic and 0x21 <= code <= 0xFF:
        return SYMBOL_FONT.get(code, "•")
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xE000 <= code < 0xF900 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return None if code == 0 or code < 0x20 else "\ufffd"
    return chr(code)
