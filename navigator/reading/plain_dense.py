"""Plain text whose paragraphs begin on a new line without a blank one, as pages saved as text have it; and its tables
of contents.

Lines of such text break anywhere, so that only the words tell a new paragraph from the rest of the last: what stood
before has ended, and a number, a capital or a quotation mark begins what follows.
"""

from __future__ import annotations

import re
from itertools import pairwise

_ENDED = re.compile(r"(?:[.;:!?][\"”’)\]]*|[;,]\s*(?:and|or|and/or))$")
_START = re.compile(r"\s*(?:[A-Z\d“\"(\[•§]|[a-z]{1,3}[.)]\s)")
# "WHEREAS, …", "NOW, THEREFORE, …", "IN WITNESS WHEREOF": begins a paragraph even after a title without a full stop
_FORMULA = re.compile(r"\s*(?:WHEREAS\b|NOW,? THEREFORE\b|IN WITNESS WHEREOF\b|Whereas[,:])")
# "ARTICLE IV", "Section 3." alone: the heading stands on the next line
_BARE = re.compile(
    r"\s*(?:(?:ARTICLE|Article|SECTION|Section|PART|Part)\s+(?:\d+(?:\.\d+)*|[IVXLC]+)\.?|"
    r"(?:EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|APPENDIX|Appendix)\s+(?:[A-Z](?:-\d{1,2})?|\d{1,2}))\s*"
)
# "Fees\t\t12", "Fees ........ 12": an entry of a table of contents, with its page
_PAGE_AT_END = re.compile(r"(?:(?<!\d)\d{1,3}|(?<![ivxl])[ivxl]{1,5})\Z")
_DOTS_AT_END = re.compile(r"[.…·_]\s?[.…·_]\s?[.…·_]\Z")
_NUMBERED = re.compile(
    r"\s*(?:(?:ARTICLE|SECTION|SCHEDULE|EXHIBIT|ANNEX|APPENDIX|PART)\s+)?(?:\d|[IVX]+\b|[A-Z]\b)", re.I
)
# "Schedule B:\tWidgets": an entry of a list of schedules
_LISTED = re.compile(r"\s*(?:schedule|exhibit|annex|appendix|attachment)\s+\S{1,6}\s*\t.*", re.I)
_AROUND = re.compile(
    r"\s*(?:(?:list of )?(?:schedules|exhibits|annexes|appendices)(?: and \w+)?:?|page(?: no\.?)?|"
    r"table of contents(?:\s*\(?continued\)?)?|contents)\s*",
    re.I,
)
_PAGE = re.compile(r"\s*\d{1,3}\s*")
_LONG = 140
_LONG_SHARE = 0.04
_WIDE = 60
_SHORT = 90
_LEAST = 3
_LONGEST_PAGE = 6
"""Characters at the end of an entry that its page takes, or the last of its dots."""


def is_dense(lines: list[str]) -> bool:
    """Whether long lines are broken in mid-sentence: paragraphs there are not set apart by blank lines alone."""
    long, full = sum(1 for line in lines if len(line) > _LONG), sum(1 for line in lines if line.strip())
    if long < max(_LEAST, _LONG_SHARE * full):
        return False
    wraps = sum(
        1
        for line, after in pairwise(lines)
        if len(line) > _WIDE and after[:1].islower() and not _ENDED.search(line.rstrip())
    )
    return wraps >= _LEAST


def begins(line: str, current: list[str]) -> bool:
    """Whether a line of dense text begins a paragraph of its own after the lines of the one before."""
    last = current[-1].rstrip()
    if is_entry(last):
        return True
    if is_entry(line) or _LISTED.fullmatch(line):
        return _NUMBERED.match(line) is not None
    if _LISTED.fullmatch(last):
        return _START.match(line) is not None
    if _FORMULA.match(line):
        return len(last) < _SHORT or _ENDED.search(last) is not None
    worded = any(map(str.isalpha, line)) and any(map(str.isalpha, last))
    if worded and last.isupper() != line.isupper() and len(last) < _SHORT and not _BARE.fullmatch(last):
        return last.isupper() or (len(line) < _SHORT and (_ENDED.search(last) is not None or len(current) == 1))
    return _ENDED.search(last) is not None and _START.match(line) is not None


def is_bare_number(text: str) -> bool:
    """Whether a paragraph is "ARTICLE IV" and nothing more."""
    return _BARE.fullmatch(text) is not None


def contents_tables(paragraphs: list[list[str]]) -> frozenset[int]:
    """The places of paragraphs, given by their lines, that are entries of a table of contents: runs of three or more
    lines that close with a page number, with the lists of schedules around them."""
    found: set[int] = set()
    run: list[int] = []
    entries = numbered = 0
    for place, lines in enumerate([*paragraphs, []]):
        entry = bool(lines) and (is_entry(lines[-1]) or ("\t" in lines[0] and _PAGE.fullmatch(lines[-1]) is not None))
        near = bool(lines) and (entry or _LISTED.fullmatch(lines[0]) or _AROUND.fullmatch(" ".join(lines)))
        if near:
            run.append(place)
            entries += entry
            numbered += entry and _NUMBERED.match(lines[0]) is not None
            continue
        if entries >= _LEAST and (numbered >= _LEAST or any(_AROUND.fullmatch(" ".join(paragraphs[i])) for i in run)):
            found.update(run)
        run, entries, numbered = [], 0, 0
    return frozenset(found)


def is_entry(line: str) -> bool:
    """Whether a line closes with a page number after a tab or a row of dots."""
    page = _PAGE_AT_END.search(line, max(0, len(line) - _LONGEST_PAGE)) if line[-1:] in "0123456789ivxl" else None
    if page is None:
        return False
    head = line[: page.start()].rstrip()
    if "\t" in line[len(head) : page.start()]:
        return bool(head)
    dots = _DOTS_AT_END.search(head, max(0, len(head) - _LONGEST_PAGE))
    return dots is not None and bool(head[: dots.start()].strip())
