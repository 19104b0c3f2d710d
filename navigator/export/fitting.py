"""What fits on a page: widths of a table's columns by what they hold, and places where a word too long may break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from navigator.export.manuscript import Table

_LETTER = 1.8
"""Millimetres that a letter may take in a table, small capitals and bold ones aside."""
_INSET = 4.0
"""Millimetres beside the words of a cell."""
_WIDEST = 15
"""Letters of a word that a column is made wider for; longer ones are addresses, and break."""
# What the typesetter breaks by itself: at spaces, after hyphens and slashes, anywhere in East Asian text, and by
# dictionary in Thai, Lao, Burmese and Khmer. "accounts.payable_international@example.org" is one piece.
_PIECE = re.compile(r"[^\s\-/\u0e00-\u109f\u1780-\u17ff\u2010-\u2015\u2e80-\U0010ffff]+")
_AFTER = re.compile(r"(?<=[_.@&=?,;:%#+])")


def column_widths(table: Table, room: float) -> list[float]:
    """Millimetres for each column, `room` together: by the table's shares, but none narrower than its longest word."""
    least = [0.0] * len(table.shares)
    for cell in table.cells:
        if cell.columns == 1:
            longest = max((longest_piece(part.text) for row in cell.paragraphs for part in row.line), default=0)
            least[cell.column] = max(least[cell.column], min(longest, _WIDEST) * _LETTER + _INSET)
    if sum(least) > room:
        return [room * width / sum(least) for width in least]
    fixed: set[int] = set()
    while True:
        left = room - sum(least[column] for column in fixed)
        shared = sum(share for column, share in enumerate(table.shares) if column not in fixed)
        widths = [
            least[column] if column in fixed else left * share / shared for column, share in enumerate(table.shares)
        ]
        narrow = {column for column, width in enumerate(widths) if column not in fixed and width < least[column]}
        if not narrow:
            return widths
        fixed |= narrow


def letters_in(width: float) -> int:
    """How many letters of a word surely fit in a column of that width (mm)."""
    return max(int((width - _INSET) / _LETTER), 4)


def longest_piece(text: str) -> int:
    """Letters of the longest piece of a text that the typesetter does not break by itself."""
    return max((len(piece) for piece in _PIECE.findall(text)), default=0)


def pieces(text: str, most: int) -> Sequence[str]:
    """A text, cut where a word of more than `most` letters may break; whole where it has none."""
    if len(text) <= most or max(map(len, text.split()), default=0) <= most or longest_piece(text) <= most:
        return (text,)
    found, start = [], 0
    for at in _breaks(text, most):
        found.append(text[start:at])
        start = at
    return (*found, text[start:])


def _breaks(text: str, most: int) -> Iterator[int]:
    for piece in _PIECE.finditer(text):
        if len(piece[0]) <= most:
            continue
        at = piece.start()
        for part in _AFTER.split(piece[0]):
            yield from range(at + most, at + len(part), most)
            at += len(part)
            if at < piece.end():
                yield at
