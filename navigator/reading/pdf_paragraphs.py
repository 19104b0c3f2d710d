"""Lines of a column -> paragraphs: by spacing, indents, numbers and bullets, changes of look, and lines left short."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from navigator.reading.pdf_lines import Line
from navigator.reading.pdf_numbers import BULLET, CLOSED, ENDS, JOINS, NUMBER, numbers

_CAPITAL = re.compile(r"[\"“«„'‘(\[]*(?:[A-Z\u00c0-\u00de]|[\d\u2e80-\u9fff])")
_LEADER = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|…|_{4,})\s*(?:\d{1,3}|[ivxl]{1,5})\s*$")


_TITLE = 1.2
"""How much larger than the text a title is set, at least."""


@dataclass(slots=True)
class Measures:
    """What is usual in the whole document: the size of its text, and for each size the step from line to line."""

    body: float
    steps: dict[float, float]
    right: dict[int, float] = field(default_factory=dict)
    """Left edge of a column, to 10 points -> its right edge."""

    def step(self, size: float) -> float:
        return self.steps.get(size) or 1.25 * size


@dataclass(slots=True)
class Column:
    """Lines of one column from top to bottom, with its edges."""

    lines: list[Line]
    left: float
    right: float


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `note`: it is a footnote."""

    lines: list[Line]
    column: Column
    centred: bool = False
    note: bool = False

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        sizes = Counter[float]()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0]

    @property
    def bullet(self) -> bool:
        return is_bullet(self.lines[0])

    @property
    def x0(self) -> float:
        return self.lines[0].x0


def is_bullet(line: Line) -> bool:
    """Whether a line begins with a bullet; a lone letter o before a gap is one too (Courier's, in Word's lists)."""
    if line.tabbed and line.segments[0].text in ("o", "Ø", "§"):
        return True
    return bool(BULLET.match(line.text)) and len(line.text) > 1


def measure(columns: Iterable[Column]) -> Measures:
    """What is usual in the document. `columns`: all its lines, column by column."""
    letters = Counter[float]()
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    rights: dict[int, list[float]] = defaultdict(list)
    for column in columns:
        for line in column.lines:
            letters[line.size] += len(line.text)
        for above, line in pairwise(column.lines):
            step = round((above.y - line.y) * 4) / 4
            if above.size == line.size and 0.8 * line.size < step < 2.6 * line.size:
                steps[line.size][step] += 1
        if len(column.lines) >= 5:
            rights[round(column.left / 10)].append(column.right)
    body = letters.most_common(1)[0][0] if letters else 10.0
    return Measures(
        body,
        {size: _usual_step(found) for size, found in steps.items()},
        {left: statistics.median(edges) for left, edges in rights.items()},
    )


def _usual_step(found: Counter[float]) -> float:
    """The step inside paragraphs: the smallest that is not rare, since space between paragraphs only adds to it."""
    total = found.total()
    groups = Counter[float]()
    for step in found:
        groups[step] = sum(found[other] for other in found if abs(other - step) <= 0.5)
    common = [step for step in groups if groups[step] >= 0.25 * total]
    return min(common, key=lambda step: (step // 1, -found[step])) if common else found.most_common(1)[0][0]


def make_column(lines: Sequence[Line]) -> Column:
    """Lines with their edges: the left and right that the words reach."""
    return Column(list(lines), min(line.x0 for line in lines), max(line.x1 for line in lines))


def widen(columns: Iterable[Column], measures: Measures) -> None:
    """Give short columns (a last page with two lines) the right edge that others with their left edge have."""
    for column in columns:
        usual = measures.right.get(round(column.left / 10))
        if usual is not None and len(column.lines) < 12:
            column.right = max(column.right, usual)


def split(column: Column, measures: Measures) -> list[Paragraph]:
    """The paragraphs of a column."""
    found: list[Paragraph] = []
    rights = _right_edges(column, measures)
    for place, line in enumerate(column.lines):
        below = column.lines[place + 1] if place + 1 < len(column.lines) else None
        if place and not _begins(found[-1], line, below, column, measures, rights[place - 1]):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], column))
    for paragraph in found:
        paragraph.centred = all(_is_centred(line, column) for line in paragraph.lines) and (
            len(paragraph.lines) == 1 or any(abs(a.x0 - b.x0) > 3 for a, b in pairwise(paragraph.lines))
        )
    return found


def _right_edges(column: Column, measures: Measures) -> list[float]:
    """For each line the right edge that it could have reached: its neighbours', where they keep a narrower one."""
    edges = [column.right] * len(column.lines)
    start = 0
    for place in range(1, len(column.lines) + 1):
        if place < len(column.lines):
            above, line = column.lines[place - 1], column.lines[place]
            step = measures.step(line.size)
            if abs(above.x0 - line.x0) < 2 and 0 < above.y - line.y < 1.2 * step:
                continue
        group = column.lines[start:place]
        if len(group) >= 3:
            reach = max(line.x1 for line in group)
            near = sum(1 for line in group if reach - line.x1 < 1.6 * line.size)
            if reach < column.right - 2 * group[0].size and near * 2 >= len(group):
                edges[start:place] = [reach] * len(group)
        start = place
    return edges


def _is_centred(line: Line, column: Column) -> bool:
    left, right = line.x0 - column.left, column.right - line.x1
    return left > max(1.5 * line.size, 0.07 * (column.right - column.left)) and abs(left - right) < max(
        6.0, 0.08 * (left + right)
    )


def cut_short(line: Line, nxt: Line, right: float, column: Column) -> bool:
    """Whether the next line's first word had room on this one: then the break was meant."""
    if _is_centred(line, column) and _is_centred(nxt, column) and abs(line.x0 - nxt.x0) > 3:
        room = (column.right - column.left) - (line.x1 - line.x0)
    else:
        room = right - line.x1
    return room > nxt.first_word + 0.3 * line.size + 0.06 * line.size


def _begins(
    paragraph: Paragraph, line: Line, below: Line | None, column: Column, measures: Measures, right: float
) -> bool:
    """Whether `line`, which has the line `below` after it, opens a paragraph after the lines of `paragraph`."""
    last = paragraph.lines[-1]
    em = line.size
    step, usual = last.y - line.y, measures.step(max(last.size, line.size))
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size) or step > 1.22 * usual or step < 0:
        return True
    if re.search(r"[^\W\d_]-$", last.text) and line.text[:1].islower():
        return False
    if _goes_on_as_title(paragraph, line, column, measures, step):
        return False
    if is_bullet(line) or _LEADER.search(last.text) or _ends_in_page(last, right):
        return True
    short = cut_short(last, line, right, column)
    hang = _hang(paragraph)
    if NUMBER.match(line.text) and numbers(paragraph.lines, line, below, short, hang):
        return True
    if _is_centred(last, column) is not _is_centred(line, column) and short:
        return True
    if _look_changes(paragraph, line, short):
        return True
    if short and (_CAPITAL.match(line.text) or ENDS.search(last.text)):
        return True
    return _indent_begins(paragraph, line, hang, em, short)


def _ends_in_page(line: Line, right: float) -> bool:
    """ "3. Fees                    12": an entry of a page of contents without a leader."""
    if len(line.segments) < 2:
        return False
    before, page = line.segments[-2:]
    return (
        page.text.isdecimal()
        and len(page.text) <= 3
        and page.x0 - before.x1 > 2 * line.size
        and right - page.x1 < line.size
    )


def _goes_on_as_title(paragraph: Paragraph, line: Line, column: Column, measures: Measures, step: float) -> bool:
    """ "Harbour Supply" / "Agreement", each centred and larger than the text: a title over several lines."""
    last = paragraph.lines[-1]
    return (
        line.size >= _TITLE * measures.body
        and step <= 1.6 * line.size
        and last.bold is line.bold
        and _is_centred(last, column)
        and _is_centred(line, column)
        and not NUMBER.match(line.text)
    )


def _hang(paragraph: Paragraph) -> float:
    """Where the lines after the first begin, as far as the paragraph shows; else where its words begin."""
    if len(paragraph.lines) > 1:
        return paragraph.lines[1].x0
    first = paragraph.lines[0]
    return first.segments[1].x0 if first.tabbed else first.x0


def _look_changes(paragraph: Paragraph, line: Line, short: bool) -> bool:
    """A heading in bold over text that is not, or text and a heading below it."""
    if paragraph.bold and not line.bold and not line.begins_bold:
        runs_in = len(paragraph.lines) == 1 and paragraph.lines[0].text.endswith(".")  # "Harmful Code." fills its line
        return short or (bool(_CAPITAL.match(line.text)) and not runs_in and not _open_ended(paragraph.lines[-1].text))
    if line.bold and not paragraph.lines[-1].bold and not _ends_bold(paragraph.lines[-1]):
        return short or bool(CLOSED.search(paragraph.lines[-1].text))
    return False


def _ends_bold(line: Line) -> bool:
    letters = [g for s in line.segments for g in s.glyphs if g.char.isalnum()]
    return bool(letters) and letters[-1].look.bold


def _open_ended(text: str) -> bool:
    """A line that plainly goes on: it ends in a comma, a hyphen or a small word."""
    return bool(re.search(r"(?:[,(–-]|\b(?:and|or|the|of|to|in|a|for|by|with))\s*$", text))


def _indent_begins(paragraph: Paragraph, line: Line, hang: float, em: float, short: bool) -> bool:
    first, offset = paragraph.lines[0], line.x0 - hang
    if len(paragraph.lines) == 1 and not first.tabbed:
        if abs(offset) < 0.6 * em:
            return False
        if offset < 0:  # the first line was indented, or it stood alone
            return short
        numbered = bool(NUMBER.match(first.text)) or is_bullet(first)
        return not numbered and bool(_CAPITAL.match(line.text)) and (short or bool(CLOSED.search(paragraph.text)))
    if abs(offset) < 0.6 * em:
        return False
    if first.tabbed and len(paragraph.lines) == 1:
        return short and bool(CLOSED.search(paragraph.text))  # only the first line is set off from the number
    return bool(_CAPITAL.match(line.text)) or bool(ENDS.search(paragraph.text)) or short


def goes_on(last: Paragraph, first: Paragraph) -> bool:
    """Whether a paragraph at the top of a column or page continues the last one of the column before."""
    end, start = last.lines[-1], first.lines[0]
    if last.note or first.note or abs(end.size - start.size) > 0.08 * end.size or last.centred or first.centred:
        return False
    if is_bullet(start) or NUMBER.match(start.text):
        return bool(JOINS.search(end.text)) and not is_bullet(start) and not start.tabbed
    if end.bold is not start.bold and (end.bold or start.bold) and _CAPITAL.match(start.text):
        return False
    if CLOSED.search(end.text):
        return False
    if start.text[:1].islower() or _open_ended(end.text):
        return True
    full = not cut_short(end, start, last.column.right, last.column)
    return full and len(last.text.split()) > 8 and not start.bold
