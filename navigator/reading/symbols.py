"""Characters of symbol fonts, which mean nothing in any encoding: boxes, ticks, arrows, bullets."""

from __future__ import annotations

SYMBOL_FONT = {
    **dict.fromkeys((0xA8, 0x6F, 0x71, 0x72), "☐"),
    **dict.fromkeys((0xFE, 0x52), "☑"),
    **dict.fromkeys((0xFD, 0x54), "☒"),
    **dict.fromkeys((0xD2, 0xE2), "®"),
    **dict.fromkeys((0xD3, 0xE3), "©"),
    **dict.fromkeys((0xD4, 0xE4), "™"),
    **dict.fromkeys((0xA7, 0x6E), "▪"),
    0xFC: "✓",
    0xFB: "✗",
    0xE0: "→",
    0xB7: "•",
    0xD8: "➢",
}
"""Code of the letter in the font -> what it shows."""
