"""Widths of a table's columns in pixels: no word is broken while the words can stand beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF, QTextCharFormat, QTextCursor, QTextDocument, QTextLength, QTextTable

from ui.reader.content import Role, Table
from ui.reader.formats import FormatBook, Style

_PADDING, _TIGHT = 7, 3
_SMALLEST = 0.8
"""How much smaller letters may get before words are broken instead."""
_LONGEST = 16
"""Ems of a word that a column makes room for; a longer one is an address or the like, and may be broken."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`padding` of the cells, `shares` of the width in reading order (percentages), `scale` of the letters."""

    padding: int
    shares: tuple[float, ...]
    scale: float


def fit(least: Sequence[float], held: Sequence[float], width: float, zoom: float = 1.0) -> Fit:
    """How columns share `width` pixels: each has room for its longest word (`least`, pixels), the rest goes by how much
    they hold. Where the words have no room, the padding shrinks first, then the letters."""
    need = sum(least)
    for padding in (round(_PADDING * zoom), _TIGHT):
        edges = 2 * padding + 2
        free = width - need - edges * len(least)
        if free >= 0:
            break
    room = max(1.0, width - edges * len(least))
    scale = 1.0 if free >= 0 else max(_SMALLEST, room / (need or 1.0))
    total = sum(held) or 1.0
    wide = [edges + word * scale + max(0.0, free) * size / total for word, size in zip(least, held, strict=True)]
    whole = sum(wide) or 1.0
    return Fit(padding, tuple(100 * share / whole for share in wide), scale)


class Tables:
    """The tables of one document, given other widths with the document. `parts` are its tables in order."""

    def __init__(self, document: QTextDocument, parts: Sequence[Table], book: FormatBook) -> None:
        self._document, self._parts, self._book = document, parts, book
        self._least = [self._longest(part) for part in parts]
        self._sizes: dict[int, list[tuple[int, int, int]]] = {}

    def fit(self, width: int) -> None:
        """Lays the tables out for a document `width` pixels wide."""
        frames = [frame for frame in self._document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
        for at, (table, part) in enumerate(zip(frames, self._parts, strict=True)):
            found = fit(self._least[at], part.held, width, self._book.zoom)
            form = table.format().toTableFormat()
            form.setCellPadding(found.padding)
            shares = found.shares[::-1] if self._book.rtl else found.shares
            percent = QTextLength.Type.PercentageLength
            form.setColumnWidthConstraints([QTextLength(percent, share) for share in shares])
            table.setFormat(form)
            self._resize(at, table, found.scale)

    def _resize(self, at: int, table: QTextTable, scale: float) -> None:
        """Gives the letters of a table their size; those that never were smaller are left alone."""
        if at not in self._sizes:
            if scale == 1.0:
                return
            self._sizes[at] = list(_sizes(table))
        for start, end, pixels in self._sizes[at]:
            cursor = QTextCursor(self._document)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            smaller = QTextCharFormat()
            smaller.setProperty(QTextCharFormat.Property.FontPixelSize, max(1, int(pixels * scale)))
            cursor.mergeCharFormat(smaller)

    def _longest(self, part: Table) -> list[float]:
        """The widest word of each column, in pixels."""
        metrics = [QFontMetricsF(self._book.font(Style(role))) for role in (Role.HEADER_CELL, Role.CELL)]
        most = _LONGEST * self._book.serif.pixelSize()
        return [
            min(most, max(face.horizontalAdvance(word) for face, word in zip(metrics, words, strict=True)))
            for words in part.longest
        ]


def _sizes(table: QTextTable) -> Iterator[tuple[int, int, int]]:
    """(start, end, pixels) of every stretch of letters in a table."""
    block = table.firstCursorPosition().block()
    while block.isValid() and block.position() <= table.lastPosition():
        fragments = block.begin()
        while not fragments.atEnd():
            one = fragments.fragment()
            yield one.position(), one.position() + one.length(), one.charFormat().font().pixelSize()
            fragments += 1
        block = block.next()
