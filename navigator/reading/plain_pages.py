"""Pages in plain text: their numbers, the heads that run on from page to page, and the envelopes of filings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

# "12", "- 12 -", "Page 3 of 10", "3/10", "A-4"
PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page\s+)?(?:\d{1,3}|[ivxl]{1,5}|\([ivxl]{1,5}\)|[A-Z]-\d{1,2})(?:(?:\s+of\s+|\s?/\s?)\d{1,3})?(?:\s*[-–—])?\s*|"
    r"\s*[-–—]?\s*(?:seite|página|pagina|pag\.|strona|sida|side|stránka|sivu|sayfa|страница)\s+\d{1,3}"
    r"(?:\s*(?:von|de|di|van|z|av|af|/|из)\s*\d{1,3})?\s*[-–—]?\s*|"
    r"\s*page (?:two|three|four|five|six|seven|eight|nine|ten)\s*",
    re.I,
)
_NAMED_PAGE = re.compile(r"\s*page (?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s*", re.I)
# "<PAGE>", "<TYPE>EX-10.1", "</TEXT>": the envelope of a filing
ENVELOPE = re.compile(
    r"\s*</?(?:PAGE|DOCUMENT|TYPE|SEQUENCE|FILENAME|DESCRIPTION|TEXT|TABLE|CAPTION|S|C|FN|F\d+|SEC-[A-Z-]+)>.*"
)
RULE = re.compile(r"\s*(?:[-_=*~]\s?){4,}\s*")
# "1.", "2.3", "(a)", "iv)": a number alone on its line, as programs that take the text out of a PDF print it
ALONE = re.compile(
    r"\s*(?:\d{1,2}\.|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\((?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,2})\)|(?:[a-z]|[ivxl]{1,5}|\d{1,2})\)|"
    r"[a-z]\.)\s*"
)
_NUMBERED = re.compile(r"\s*(?:\(?\w{1,3}[.)]|\d|§|(?:article|section|clause|part|schedule|annex|exhibit)\b)", re.I)
# "11/22/26, 3:18 AM    Terms of Sale", "22.11.2026, 15:18": what browsers print over each page
_PRINTED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[AP]\.?M\b|\s|$)", re.I)
_LEAST_ALONE = 3
_LEAST_TIMES, _LEAST_NEAR = 2, 3
_LEAST_LETTERS = 3
_LONGEST_HEAD = 100


def heads_near_numbers(lines: Sequence[str], apart: bool) -> frozenset[str]:
    """Lines that stand again and again next to a page mark, and no more often elsewhere: "Which means" over each
    summary is no head of a page."""
    near: Counter[str] = Counter()
    for place, line in enumerate(lines):
        if line.strip() and (is_page_mark(lines, place, apart) or "\f" in line):
            around = [
                other.strip() for other in lines[max(0, place - 3) : place + 4] if other.strip() and other is not line
            ]
            near.update({other for other in around if len(other) < 100 and any(map(str.isalnum, other))})
    often = {text: count for text, count in near.items() if count >= _LEAST_NEAR}
    if not often:
        return frozenset()
    times = Counter(text for text in map(str.strip, lines) if text in often)
    return frozenset(text for text, count in often.items() if count * 2 >= times[text])


def is_page_mark(lines: Sequence[str], place: int, apart: bool) -> bool:
    """A page number alone between blank lines, or a form feed. `apart`: numbers of clauses stand alone too."""
    line = lines[place]
    if "\f" in line and not line.strip("\f \t"):
        return True
    if line[:1] in "Pp" and _NAMED_PAGE.fullmatch(line):
        return True
    before = lines[place - 1].strip("\f \t") if place else ""
    after = lines[place + 1].strip("\f \t") if place + 1 < len(lines) and lines[place + 1][:1] != "\f" else ""
    if after[:5].upper() == "<PAGE":
        before = after = ""
    if before[:1] == "<" and ENVELOPE.fullmatch(before):
        before = ""
    bare = line.strip("\f \t")
    clause = apart and bare[:1] == "("  # "(i)" alone over its text
    alone = bool(bare) and not before and not after and not clause
    return alone and PAGE_NUMBER.fullmatch(line.strip("\f")) is not None


def heads_of_pages(lines: Sequence[str]) -> frozenset[int]:
    """Places of the first and last lines of pages, where form feeds set pages apart, that stand on two pages or more:
    "Rental Terms    Rev. 11/2023", "Acorn Ltd – page 3". Numbers may differ; numbered lines are never among them."""
    places: list[int] = []
    for place, line in enumerate(lines):
        if "\f" in line:
            places += [found for found in (_next_line(lines, place, 1), _next_line(lines, place - 1, -1)) if found >= 0]
    top = _next_line(lines, 0, 1) if places else -1
    if top >= 0 and re.search(r"\d", lines[top]):  # a head with its page's number; without one it may be the title
        places.append(top)
    keys = {place: re.sub(r"\d+", "#", " ".join(lines[place].split())) for place in places}
    times = Counter(keys.values())
    return frozenset(
        place
        for place, key in keys.items()
        if times[key] >= _LEAST_TIMES
        and len(key) <= _LONGEST_HEAD
        and sum(map(str.isalpha, key)) >= _LEAST_LETTERS
        and not (_NUMBERED.match(line := lines[place].strip("\f \t")) and not _PRINTED.match(line))
    )


def _next_line(lines: Sequence[str], place: int, step: int) -> int:
    """The nearest line from a place on that has words and is no page number; -1 where the page has none."""
    while 0 <= place < len(lines):
        bare = lines[place].strip("\f \t")
        if bare and not PAGE_NUMBER.fullmatch(bare):
            return place
        if step < 0 and "\f" in lines[place]:
            return -1
        place += step
        if 0 <= place < len(lines) and "\f" in lines[place] and step > 0:
            return -1
    return -1


def numbers_alone(lines: Sequence[str]) -> bool:
    """Whether the numbers of a text stand on lines of their own: three or more, each but the first ones with the one
    before it among them."""
    found = dict.fromkeys(line.strip().strip("().") for line in lines if ALONE.fullmatch(line))
    if len(found) < _LEAST_ALONE and sum(1 for line in lines if ALONE.fullmatch(line)) <= _LEAST_ALONE:
        return False
    begun = sum(1 for number in found if number.rpartition(".")[2] in ("1", "a", "i") or _before(number) in found)
    return begun >= min(_LEAST_ALONE, len(found)) and begun * 2 > len(found)


def _before(number: str) -> str:
    """ "2.3" -> "2.2", "b" -> "a"; of a roman number another of its kind would do, so that it stands for itself."""
    head, dot, last = number.rpartition(".")
    if last.isdecimal():
        return f"{head}{dot}{int(last) - 1}"
    return f"{head}{dot}{chr(ord(last) - 1)}" if len(last) == 1 else number
