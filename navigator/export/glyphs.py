"""Which characters a font file can show: its `cmap` table (OpenType specification 1.9, "cmap", formats 4 and 12)."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=64)
def characters(file: Path, index: int = 0) -> frozenset[int]:
    """Code points that the font has a glyph for; empty for a file that is no readable font.

    `index` picks the font of a collection (.ttc).
    """
    try:
        data = file.read_bytes()
        return frozenset(_read(data, index))
    except (OSError, struct.error, KeyError):
        return frozenset()


def _read(data: bytes, index: int) -> set[int]:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", data, start + 4)[0]
    tables = {
        data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
        for at in range(start + 12, start + 12 + 16 * count, 16)
    }
    cmap = tables[b"cmap"]
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):  # Unicode, or Windows with Unicode
            found |= _subtable(data, cmap + offset)
    return found


def _subtable(data: bytes, at: int) -> set[int]:
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", data, at + 12)[0]
        found: set[int] = set()
        for number in range(groups):
            first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * number)
            found.update(range(first, min(last, 0x10FFFF) + 1))
        return found
    if kind == 4:
        return _segments(data, at)
    return set()


def _segments(data: bytes, at: int) -> set[int]:
    """Format 4: segments of the basic plane. A code whose glyph is 0 is one that the font lacks."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts = at + 14, at + 16 + 2 * count
    deltas, offsets = starts + 2 * count, starts + 4 * count
    found: set[int] = set()
    for number in range(count):
        last, first, delta, offset = (
            struct.unpack_from(">H", data, table + 2 * number)[0] for table in (ends, starts, deltas, offsets)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, offsets + 2 * number + offset + 2 * (code - first))[0]
            if (glyph + delta) % 0x10000 if glyph or not offset else 0:
                found.add(code)
    return found
