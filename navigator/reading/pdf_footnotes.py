"""Footnotes: small lines at the end of a column that begin with a mark, and the marks in the text that cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.reading.pdf_lines import Line
from navigator.reading.pdf_page import Glyph
from navigator.reading.pdf_paragraphs import Column, Measures, make_column

_NOTE = re.compile(r"\[?(?P<mark>\d{1,3}|[*†‡])\]?[.)]?\s*\S")
_GLUED = re.compile(r"\d{1,3}[A-Z“\"]")
_SMALLER = 0.93
"""Footnotes are set smaller than this, against the text."""
_RAISED = 0.86


def take_footnotes(column: Column, measures: Measures) -> tuple[Column, list[Column]]:
    """The column without the footnotes at its end, and those, one by one. Marks are set in brackets in both: "Services"
    with a small 3 above becomes "Services[3]"."""
    lines = column.lines
    start = len(lines)
    while start and lines[start - 1].size <= measures.body * _SMALLER:
        start -= 1
    if start == len(lines):
        return column, []
    cited = {"".join(g.char for g in own) for line in lines[:start] for own in _citations(line)}
    first = next((at for at in range(start, len(lines)) if _is_note(lines[at], cited)), None)
    if first is None or (not start and first):
        return column, []
    starts = [at for at in range(first, len(lines)) if _is_note(lines[at], cited)]
    marks = {_open_note(lines[at]) for at in starts}
    for line in lines[:first]:
        _cite(line, marks)
    notes = make_column(lines[first:])
    ends = [*starts[1:], len(lines)]
    return Column(lines[:first], column.left, column.right), [
        Column(lines[start:end], notes.left, notes.right) for start, end in zip(starts, ends, strict=True)
    ]


def _is_note(line: Line, cited: set[str]) -> bool:
    """Whether a line begins a footnote. Some programs set the mark before the note like the note itself; then it is one
    of the marks that the text above cites (`cited`)."""
    first = line.segments[0].glyphs[0]
    found = _NOTE.match(line.text)
    return found is not None and (
        _is_raised(first, line) or first.char in "*†‡" or _GLUED.match(line.text) is not None or found["mark"] in cited
    )


def _is_raised(glyph: Glyph, line: Line) -> bool:
    return glyph.look.size < _RAISED * line.size or glyph.y > line.y + 0.15 * line.size


def _open_note(line: Line) -> str:
    """Set the mark of a footnote in brackets; the answer is the mark."""
    found = _NOTE.match(line.text)
    mark = found["mark"] if found else ""
    glyphs = line.segments[0].glyphs
    glyphs[0].char = "[" + glyphs[0].char
    glyphs[len(mark) - 1].char += "] "
    return mark


def _cite(line: Line, marks: set[str]) -> None:
    """Set the digits in brackets that cite a footnote."""
    for own in _citations(line):
        if "".join(g.char for g in own) in marks:
            own[0].char = "[" + own[0].char
            own[-1].char += "]"


def _citations(line: Line) -> Iterator[list[Glyph]]:
    """The digits of a line that may cite a footnote: raised, or right after a small letter or its full stop (some fonts
    have raised digits of their own, which look like others here)."""
    for segment in line.segments:
        glyphs = segment.glyphs
        at = 1
        while at < len(glyphs):
            end = at
            while end < len(glyphs) and glyphs[end].char.isdigit():
                end += 1
            if end > at and _cites(glyphs, at, end, line):
                yield glyphs[at:end]
            at = end + 1


def _cites(glyphs: list[Glyph], at: int, end: int, line: Line) -> bool:
    before = glyphs[at - 1].char
    if before == " " or before.isdigit():
        return False
    if all(_is_raised(glyph, line) for glyph in glyphs[at:end]):
        return True
    letter = glyphs[at - 2].char if before in ".,;:)”" and at > 1 else before
    return letter.islower() and not (end < len(glyphs) and glyphs[end].char.isalnum())
