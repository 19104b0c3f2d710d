"""Running heads, running feet and page numbers: told by what stands at the same place page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from navigator.reading.pdf_lines import Segment
from navigator.reading.pdf_page import Page

_ZONE = 0.16
"""How much of a page's height, at top and bottom, can hold running heads and feet."""
_SAME = 5.0
"""Heights within this many points are the same place."""
_MOST_ROWS = 6
_FEW = 2
# "3", "- 3 -", "Page 3 of 10", "3/10", "Seite 3 von 10", "[3]", "iv", "A-4"
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:page|p\.|pg\.?|seite|página|pagina|pág\.)\s*)?"
    r"(?:[A-Z]{1,2}-)?(?P<number>\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|\||of|von|de|di|sur|van)\s*\d{1,4})?[-–—|\])\s]*",
    re.IGNORECASE,
)
# "Page 2 of 7", "2/7", "Seite 2 von 7" at either end of a row: the page and how many there are
_OF_ALL = re.compile(
    r"(?:^|\s)(?:(?:page|p\.|seite|página|pagina|pág\.)\s*)?(?P<page>\d{1,4})\s*(?:/|of|von|de|di|sur|van)\s*(?P<all>\d{1,4})"
    r"(?:\s+pages)?(?:$|\s)",
    re.IGNORECASE,
)
# "11/22/26, 10:48 AM" before the title: how browsers head what they print
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?$", re.IGNORECASE)
# "Harbour Inc.            Confidential", "Hafenwerk GmbH          Stand: 01/2026"
_NOTICE = re.compile(
    r"(?:strictly |private (?:and|&) )?confidential\b|proprietary\b|draft\b|version\b|rev(?:ision|\.)|stand:?\s|©"
    r"|vertraulich|confidentiel|confidencial|riservato|vertrouwelijk",
    re.IGNORECASE,
)
_APART = 0.2
_SMALL = 0.86
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxl]{1,6}\b")


@dataclass(slots=True)
class _Row:
    page: int
    y: float
    top: bool
    """Whether it stands in the upper half."""
    segments: list[Segment]
    outermost: bool = False
    """Whether it is the first or last row of its page, within the zones of heads and feet."""

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.segments)

    @property
    def key(self) -> str:
        """Its words without what changes from page to page."""
        return _ROMAN.sub("#", _DIGITS.sub("#", " ".join(self.text.lower().split())))


def remove_furniture(pages: Sequence[Page], segments: list[list[Segment]]) -> list[tuple[str, str]]:
    """Take running heads and page numbers out of the segments of all pages; what was taken out, with its reason."""
    rows = [row for page, own in zip(pages, segments, strict=True) for row in _edge_rows(page, own)]
    body = _usual_size(segments)
    gone = _repeated(rows, len(pages))
    gone += _at_their_heights(rows, gone)
    gone += _numbers(rows, pages)
    gone += _beside_numbers(rows, gone, len(pages))
    gone += [row for row in rows if row.outermost and _is_marked(row, len(pages), body)]
    removed: list[tuple[str, str]] = []
    for row in sorted({id(row): row for row in gone}.values(), key=lambda row: (row.page, -row.y)):
        taken = {id(segment) for segment in row.segments}
        segments[row.page] = [s for s in segments[row.page] if id(s) not in taken]
        if _PAGE_NUMBER.fullmatch(row.text):
            reason = "page number"
        else:
            reason = "running head" if row.top else "running foot"
        removed.append((row.text, reason))
    return removed


def remove_page_rules(pages: Sequence[Page]) -> None:
    """Take out the rules that part running heads and feet from the text: at one height on page after page."""
    places: dict[int, set[int]] = defaultdict(set)
    for page in pages:
        for rule in page.across:
            places[round(rule.y0)].add(page.number)
    for page in pages:
        zone = _ZONE * (page.box.y1 - page.box.y0)
        page.across = [
            rule
            for rule in page.across
            if page.box.y0 + zone < rule.y0 < page.box.y1 - zone
            or len(set.union(*(places[round(rule.y0) + step] for step in (-1, 0, 1)))) < max(2, 0.3 * len(pages))
        ]


def _edge_rows(page: Page, segments: list[Segment]) -> list[_Row]:
    """The outermost rows of a page: the first, the last, and those within the zones at its top and bottom."""
    found: list[_Row] = []
    height = page.box.y1 - page.box.y0
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if found and abs(found[-1].y - segment.y) <= 2.5:
            found[-1].segments.append(segment)
        else:
            found.append(_Row(page.number - 1, segment.y, segment.y > page.box.y0 + height / 2, [segment]))
    tops = [row for row in found[:_MOST_ROWS] if row is found[0] or row.y >= page.box.y1 - _ZONE * height]
    feet = [row for row in found[-_MOST_ROWS:] if row is found[-1] or row.y <= page.box.y0 + _ZONE * height]
    for row in (*tops, *feet):
        row.segments.sort(key=lambda s: s.x0)
        edge = row is found[0] or row is found[-1]
        row.outermost = edge and not page.box.y0 + _ZONE * height < row.y < page.box.y1 - _ZONE * height
    return tops + [row for row in feet if not any(row is top for top in tops)]


def _repeated(rows: Sequence[_Row], pages: int) -> list[_Row]:
    """Rows whose words stand at the same height on three pages or on half of them (two at least)."""
    groups: dict[tuple[str, bool], list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.key, row.top].append(row)
    found: list[_Row] = []
    least = max(2, min(3, (pages + 1) // 2))
    for group in groups.values():
        for cluster in _at_one_height(group):
            if len({row.page for row in cluster}) >= least:
                found.extend(cluster)
    return found


def _at_their_heights(rows: Sequence[_Row], gone: Sequence[_Row]) -> list[_Row]:
    """Rows whose words stand on two pages, at a height that other pages keep for their running heads: each part of a
    document has its own."""
    taken = {id(row) for row in gone}
    heights = {(row.top, round(row.y)) for row in gone}
    groups: dict[tuple[str, bool], list[_Row]] = defaultdict(list)
    for row in rows:
        near = ((row.top, round(row.y) + step) for step in range(-int(_SAME), int(_SAME) + 1))
        if id(row) not in taken and any(place in heights for place in near):
            groups[row.key, row.top].append(row)
    return [row for group in groups.values() if len({row.page for row in group}) >= 2 for row in group]


def _at_one_height(group: Sequence[_Row]) -> list[list[_Row]]:
    clusters: list[list[_Row]] = []
    for row in sorted(group, key=lambda row: row.y):
        if clusters and row.y - clusters[-1][-1].y <= _SAME:
            clusters[-1].append(row)
        else:
            clusters.append([row])
    return clusters


def _numbers(rows: Sequence[_Row], pages: Sequence[Page]) -> list[_Row]:
    """Rows that are a page number alone, where the number is the page's own or a neighbour's number confirms it."""
    alone = [row for row in rows if _PAGE_NUMBER.fullmatch(row.text)]
    offsets: dict[int, int] = defaultdict(int)
    for row in alone:
        offsets[_value(row.text) - row.page] += 1
    return [
        row
        for row in alone
        if _value(row.text) == row.page + 1 or (len(pages) > 2 and offsets[_value(row.text) - row.page] >= 2)
    ]


def _value(text: str) -> int:
    found = _PAGE_NUMBER.fullmatch(text)
    if found is None:
        return -1
    number = found["number"].lower()
    if number.isdigit():
        return int(number)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[c] for c in number]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def _beside_numbers(rows: Sequence[_Row], gone: Sequence[_Row], pages: int) -> list[_Row]:
    """Rows whose first or last words count the pages while the rest names the chapter: "Article 4 – Fees      12"."""
    if pages < 2:
        return []
    least = 3 if pages > _FEW else 2
    counted: list[_Row] = []
    taken = {id(row) for row in gone}
    for row in rows:
        if id(row) in taken or len(row.segments) < 2 or len(row.text) > 150:
            continue
        ends = (row.segments[0].text, row.segments[-1].text)
        if any(_PAGE_NUMBER.fullmatch(end) and _value(end) - row.page in (0, 1) for end in ends):
            counted.append(row)
    found: list[_Row] = []
    for top in (True, False):
        for cluster in _at_one_height([row for row in counted if row.top is top]):
            there = sum(1 for row in gone if row.top is top and abs(row.y - cluster[0].y) <= _SAME)
            if len(cluster) + there >= least and (len(cluster) + there) * 3 >= pages:
                found.extend(cluster)
    return found


def _is_marked(row: _Row, pages: int, body: float) -> bool:
    """Whether the outermost row of a page says by itself that it is a head or foot: it counts the page among all, it is
    what a browser prints, or, in a file too short for repeats, it is set apart in both corners, and smaller than the
    text (`body`) or with a notice."""
    counted = _OF_ALL.search(row.text)
    at_end = counted is not None and (counted.start() <= 0 or counted.end() == len(row.text))
    if counted is not None and at_end and (int(counted["page"]), int(counted["all"])) == (row.page + 1, pages):
        return True
    first, last = row.segments[0], row.segments[-1]
    if _PRINTED.match(first.text):
        return True
    apart = len(row.segments) > 1 and last.x0 - row.segments[-2].x1 > _APART * (last.x1 - first.x0)
    small = all(s.size <= _SMALL * body for s in row.segments)
    return pages <= _FEW and apart and (small or any(_NOTICE.match(s.text) for s in (first, last)))


def _usual_size(segments: Sequence[Sequence[Segment]]) -> float:
    """The size that most letters have."""
    sizes = Counter[float]()
    for own in segments:
        for segment in own:
            sizes[segment.size] += len(segment.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0
