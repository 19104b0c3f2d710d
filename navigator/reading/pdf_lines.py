"""Letters of a PDF page -> segments (words on one baseline without a wide gap) -> lines of one column.

A PDF has no spaces that can be trusted: the gaps between letters are measured instead.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from navigator.reading.builder import Inline
from navigator.reading.pdf_page import Glyph, Look, Page

_SPACE = 0.16
"""Gap between words, in ems: spaces are rarely set narrower than this, pairs of letters rarely wider."""
_PRINTED = 0.04
"""The same where the page has a space between them."""
_WIDE = 0.95
"""Gap that may part two columns, cells or a number and its text, in ems."""
_RAISED = 0.86
"""A superscript is set smaller than this, against the line that it belongs to."""
_DROP = 1.9
"""A letter this much larger than the text may begin it over several lines."""
_MOST_DROPS = 12
_LEAST_BESIDE = 2
_EAST_ASIAN = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LIGATURES = re.compile(r"[\ufb00-\ufb06]")
# "10.1The Hirer …", "(iii)The oars …"
_GLUED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+\.?|\((?:[a-z]|[ivx]{1,5}|\d{1,2})\))(?=[A-Z][a-z])")
_LONGEST_NUMBER = 16
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(slots=True)
class Segment:
    """Letters on one baseline without a wide gap between them; spaces are letters here, one for each gap."""

    glyphs: list[Glyph]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)


@dataclass(slots=True)
class Line:
    """Segments of one column on one baseline, from left to right. `page` counts from 1."""

    segments: list[Segment]
    page: int
    text: str = ""
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    look: Look = field(default_factory=lambda: Look(0.0))
    bold: bool = False

    def __post_init__(self) -> None:
        letters = [g for s in self.segments for g in s.glyphs if not g.char.isspace()]
        self.text = " ".join(s.text for s in self.segments)
        self.x0, self.x1 = self.segments[0].x0, max(s.x1 for s in self.segments)
        self.look = Counter(g.look for g in letters).most_common(1)[0][0]
        self.y = max(self.segments, key=lambda s: len(s.glyphs)).y
        self.bold = all(g.look.bold for g in letters if g.char.isalnum()) and any(g.char.isalnum() for g in letters)

    @property
    def size(self) -> float:
        return self.look.size

    @property
    def begins_bold(self) -> bool:
        first = next((g for s in self.segments for g in s.glyphs if g.char.isalnum()), None)
        return first is not None and first.look.bold

    @property
    def first_word(self) -> float:
        """Width of its first word."""
        first = self.segments[0].glyphs
        end = next((g for g in first if g.char == " "), None)
        return (end.x0 if end else first[-1].x1) - self.x0

    @property
    def tabbed(self) -> bool:
        """A short first segment set off by a wide gap: a number or bullet and its text."""
        return len(self.segments) > 1 and len(self.segments[0].text) <= 12

    def inlines(self) -> Iterator[Inline]:
        """The line as styled stretches of text."""
        for place, segment in enumerate(self.segments):
            if place:
                yield Inline(" ")
            yield from inlines(segment.glyphs)


def inlines(glyphs: Iterable[Glyph]) -> Iterator[Inline]:
    """Letters as styled stretches; a space between two stretches takes the look of the one before it."""
    text = ""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and glyph.char != " " and not _alike(glyph, last):
            yield _inline(text, last)
            text = ""
        text += glyph.char
        if glyph.char != " " or last is None:
            last = glyph
    if last is not None:
        yield _inline(text, last)


def _alike(one: Glyph, other: Glyph) -> bool:
    a, b = one.look, other.look
    return (a.bold, a.italic, one.underline, one.strike, one.href) == (
        b.bold, b.italic, other.underline, other.strike, other.href
    )  # fmt: skip


def _inline(text: str, glyph: Glyph) -> Inline:
    look = glyph.look
    return Inline(text, look.bold, look.italic, glyph.underline, False, glyph.strike, glyph.href)


def find_segments(page: Page) -> list[Segment]:
    """The segments of a page, from top to bottom. Superscripts and subscripts are part of the segment beside them."""
    rows: list[list[Glyph]] = []
    for before, glyph in pairwise(page.glyphs):
        glyph.spaced = before.char.isspace()
    glyphs = sorted((g for g in page.glyphs if not g.char.isspace()), key=lambda g: (-g.y, g.x0))
    drops = _drops(glyphs)
    for glyph in glyphs:
        if glyph in drops:
            continue
        if rows and rows[-1][0].y - glyph.y <= max(0.8, 0.12 * glyph.look.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found = [segment for row in rows for segment in _split(sorted(row, key=lambda g: g.x0))]
    found = _raised(found)
    for glyph in drops:
        _set_before(glyph, found)
    return sorted(found, key=lambda s: (-s.y, s.x0))


def _split(row: list[Glyph]) -> Iterator[Segment]:
    """Letters of one baseline, from left to right -> its segments."""
    part: list[Glyph] = []
    reach = 0.0
    for glyph in row:
        if part and glyph.x0 - reach > _WIDE * max(glyph.look.size, part[-1].look.size):
            yield _segment(part)
            part = []
        reach = max(reach, glyph.x1) if part else glyph.x1
        part.append(glyph)
    if part:
        yield _segment(part)


def _segment(glyphs: list[Glyph]) -> Segment:
    size = statistics.mode([g.look.size for g in glyphs])
    x0, x1 = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    y = statistics.median([g.y for g in glyphs])
    if sum(1 for g in glyphs if _RIGHT_TO_LEFT.match(g.char)) * 2 > len(glyphs):
        glyphs = sorted(glyphs, key=lambda g: g.order)  # pdfium gives such text in the order of reading
    return Segment(_unglued(list(_spaced(glyphs))), x0, x1, y, size)


def _unglued(glyphs: list[Glyph]) -> list[Glyph]:
    """The letters with a space after a number that is too wide for the place it was given: its words begin over it."""
    if glyphs and glyphs[0].char in "(123456789":
        found = _GLUED.match("".join(g.char for g in glyphs[:_LONGEST_NUMBER]))
        last, first = (glyphs[found.end() - 1], glyphs[found.end()]) if found is not None else (glyphs[0], glyphs[0])
        if found is not None and first.x0 < last.x1 - 0.05 * first.look.size:
            glyphs.insert(found.end(), Glyph(" ", last.x1, first.x0, first.y, last.look, last.order))
    return glyphs


def _spaced(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """The letters with a space wherever the gap is wider than between letters; ligatures taken apart."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(glyphs)]
    tracking = max(0.0, statistics.median(gaps)) if len(gaps) > 3 else 0.0
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None:
            em = max(glyph.look.size, last.look.size)
            gap = glyph.x0 - last.x1 if glyph.x0 >= last.x0 else last.x0 - glyph.x1
            least = max(_SPACE * em, tracking + 0.12 * em)
            if _EAST_ASIAN.match(last.char) and _EAST_ASIAN.match(glyph.char):
                least = 0.7 * em
            if gap > least or (glyph.spaced and gap > _PRINTED * em and glyph.order - last.order < 5):
                yield Glyph(" ", last.x1, glyph.x0, glyph.y, last.look, last.order)
        if _LIGATURES.match(glyph.char):
            glyph.char = unicodedata.normalize("NFKC", glyph.char)
        yield glyph
        last = glyph


def _raised(segments: list[Segment]) -> list[Segment]:
    """Join small segments, set a little above or below a line and touching its words, to that line."""
    body = Counter[float]()
    for segment in segments:
        body[segment.size] += len(segment.glyphs)
    common = body.most_common(1)[0][0] if body else 0.0
    small = [s for s in segments if s.size <= common * _RAISED and len(s.glyphs) <= 12]
    if not small or len(small) == len(segments):
        return segments
    rest = [s for s in segments if s not in small] if len(small) < 200 else segments
    if rest is segments:
        return segments
    for segment in small:
        host = next((s for s in rest if _carries(s, segment)), None)
        if host is None:
            rest.append(segment)
            continue
        letters = [g for g in (*host.glyphs, *segment.glyphs) if g.char != " "]
        y, size = host.y, host.size
        joined = _segment(sorted(letters, key=lambda g: g.x0))
        host.glyphs, host.x0, host.x1, host.y, host.size = joined.glyphs, joined.x0, joined.x1, y, size
    return rest


def _drops(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Large capitals that stand alone: each may begin a text over several lines ("T" before "his Agreement")."""
    sizes = Counter(glyph.look.size for glyph in glyphs)
    least = _DROP * sizes.most_common(1)[0][0] if sizes else 0.0
    large = [glyph for glyph in glyphs if glyph.look.size >= least]
    return [
        glyph
        for glyph in (large if len(large) <= _MOST_DROPS else ())
        if glyph.char.isupper() and not any(_near(glyph, other) for other in large if other is not glyph)
    ]


def _near(one: Glyph, other: Glyph) -> bool:
    em = one.look.size
    return abs(one.y - other.y) < em and -em < other.x0 - one.x1 < em


def _set_before(drop: Glyph, segments: list[Segment]) -> None:
    """Set a large letter before its word, and the lines beside it back to where it stands."""
    beside = [s for s in segments if -0.3 * s.size <= s.y - drop.y <= 0.8 * drop.look.size
              and -0.3 * s.size < s.x0 - drop.x1 < 1.5 * s.size]  # fmt: skip
    if len(beside) < _LEAST_BESIDE:
        segments.append(_segment([drop]))
        return
    host = max(beside, key=lambda s: s.y)
    first = host.glyphs[0]
    left = drop.x0
    drop.y, drop.look, drop.x1 = host.y, first.look, first.x0
    host.glyphs.insert(0, drop)
    for segment in beside:
        segment.x0 = left


def _carries(host: Segment, small: Segment) -> bool:
    em = host.size
    return (
        small.size <= _RAISED * em
        and -0.3 * em <= small.y - host.y <= 0.7 * em
        and small.x1 >= host.x0 - 0.4 * em
        and small.x0 <= host.x1 + 0.4 * em
        and abs(small.y - host.y) > 0.05 * em
    )


def make_lines(segments: Iterable[Segment], page: int) -> list[Line]:
    """Segments of one column -> its lines, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if rows and abs(rows[-1][0].y - segment.y) <= 0.25 * max(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [Line(sorted(row, key=lambda s: s.x0), page) for row in rows]


def east_asian(text: str) -> bool:
    """Whether a character belongs to a script that sets no spaces between words."""
    return bool(_EAST_ASIAN.match(text))
