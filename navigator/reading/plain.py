"""Plain text -> canonical text: hard line breaks joined, page marks removed and reported, centred titles told.

Filings and e-mails break lines at a column and set paragraphs apart by blank lines; exports of editors put each
paragraph on one long line; `plain_dense` reads what does neither. Page numbers and running heads may cut a sentence in
two: the halves are joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from navigator.model.text import BlockKind, CanonicalText, SourceInfo
from navigator.reading import plain_dense as dense
from navigator.reading import plain_pages as pages
from navigator.reading.builder import BlockDraft, Inline, TextBuilder
from navigator.reading.devices import DEVICE_ALONE, DEVICES
from navigator.reading.hyphens import BROKEN, WORD, Words

# "第3条（料金）", "제3조 (목적)", "一、总则", "（二）…", "①…", "1 本規約は…"
EAST_ASIAN_NUMBER = (
    r"(?:第\s*[0-9０-９〇一二三四五六七八九十百]{1,5}\s*[条條章項项節节款部編编]|제\s*\d{1,3}\s*[조장절관편]|"
    r"[一二三四五六七八九十]{1,3}[、．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳]|"
    r"\d{1,2}[\s\u3000.．]+(?=[\u3041-\u9fff\uac00-\ud7af]))"
)
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_EAST_ASIAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff01-\uff60\u3001-\u303f]")
_ENDED_EAST_ASIAN = re.compile(r"[。．！？：；]\s*$|[\uac00-\ud7af][.:]\s*$")
# "(a) …", "2.1 …", "1. …", "• …", "Section 4. …": a line of its own even without a blank line before it
_OWN_LINE = re.compile(
    r"\s*(?:\([a-z]{1,4}\)|\([ivxlc]{1,6}\)|\(\d{1,2}\)|\d{1,3}(?:\.\d{1,3})+(?:\.[a-z]|\([a-z]\))?\.?|"
    r"\d{1,3}[.)]|[A-Z]\."
    r"|[a-z][.)]|§+\s*\d+[a-z]?\s?[ºª°]?|[IVXL]{1,5}\s[-–—]|Art\.\s*\d+[ºª°]?\.?|Par[áa]grafo\s\w+[.:]|[-•·*–]|"
    rf"(?=[^\W\d_a-zà-ÿ])(?i:{DEVICES})\s+[\dIVXLC]+(?:\s?bis|\.?[ºª°]|er\b)?(?:[.:]|\s+[-–—]))(?=\s)\s*\S"
    r"|\s*(?:\d{1,2}\.|\([a-z]\))(?=[A-ZÀ-Þ][a-zà-ÿ]|[\"“«„])"
    rf"|\s*{EAST_ASIAN_NUMBER}"
)
# "Article 3 - Fees", "2.1 Payment": a heading on a line of its own, the text right below it
_HEADLINE = re.compile(
    rf"\s*(?:(?=[^\W\d_a-zà-ÿ]|§)(?:(?i:{DEVICES})\s|§)\s*\d+(?:\s?bis|\.?[ºª°]|[a-z])?|"
    rf"\d{{1,2}}(?:\.\d{{1,2}})*[.)]?|"
    r"[A-Z]\.|[IVX]{1,5}\.)\s*[-–—:]?\s+[^\W\d_][^.;,]*"
)
_TITLE = re.compile(r"\s*[^\W\d_a-zà-ÿ].*[^\s.;,:]\s*")
_STARTS = re.compile(r"\s*[\"“„«(\[]?[^\W_a-zà-ÿ]")
_CITES = re.compile(r"\b(?:clauses?|sections?|articles?|paragraphs?|and|or|to|of|,)$", re.I)
# "Short version: …", "In plain English: …": a summary begins, whatever stands before it
_SUMMARY = re.compile(
    r"\s*(?:which means|(?:the )?short version|in short|in brief|in a nutshell|tl;?\s?dr|summary|"
    r"(?:in )?plain (?:english|language|words)(?: summary)?|what (?:this|that|it) means(?: for you)?|"
    r"en (?:bref|clair|résumé|resumen)|kurz(?: gesagt|fassung)?|em resumo|in (?:breve|sintesi|het kort))(?::\s|\s*$)",
    re.IGNORECASE,
)
# "between", "and" alone on a line of a title page
_CONNECTIVE = re.compile(r"\s*(?:by and between|by and among|between|among|and)\s*", re.I)
# "THIS" on a line of its own, before "AGREEMENT is made …": no heading
_LEADS = frozenset(("THIS", "THE", "WHEREAS", "NOW", "IN WITNESS", "AND", "OR"))
_QUOTE = re.compile(r"^(?:> ?)+")  # "> > 2.1 The boat lies …"
_BULLET = re.compile(r"\s*[-•·*–]\s+")
_GOES_ON = re.compile(r"[\w,–—-]")
_WIDE = 200
_TAIL, _LINE = 12, 60
_SHORT_EAST_ASIAN = 24
"""Signs of a line that was not broken because the column ended there."""
_HEADLINE_LENGTH = 60
_LONGEST_TITLE = 80
_LEAST_LINES = 12
_FULL, _NEARLY = 0.55, 0.8
_WRAPS = 40
_TITLED = 2
"""Lines of "Article 2" and its title."""
_NEAR = 3
"""Lines from a number to its title at most, blank ones included."""
_GAP = 6
"""Blank lines that stand for the end of a page."""


@dataclass(slots=True)
class _Habits:
    """How a text is laid out: its pages' heads, and whether its numbers stand on lines of their own."""

    heads: frozenset[str]
    places: frozenset[int]
    apart: bool
    crowded: bool
    loose: bool
    width: int
    words: Words | None

    @classmethod
    def of(cls, lines: list[str], language: str) -> _Habits:
        apart = pages.numbers_alone(lines)
        crowded = dense.is_dense(lines)
        return cls(
            pages.heads_near_numbers(lines, apart),
            pages.heads_of_pages(lines),
            apart,
            crowded,
            not crowded and _each_line_a_paragraph(lines),
            _column(lines),
            Words.of(lines, language) if any(BROKEN.search(line.rstrip()) for line in lines) else None,
        )


@dataclass(slots=True)
class _Paragraph:
    lines: list[str]
    line: int
    page_before: bool = False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())

    @property
    def ending(self) -> str:
        """Its last words: more than a line of them, where it has more."""
        found = ""
        for line in reversed(self.lines):
            found = " ".join([*line.split(), found]).rstrip()
            if len(found) > _LINE:
                break
        return found


def read_plain(text: str, source: SourceInfo, language: str) -> CanonicalText:
    """`text` decoded, line ends normalised -> its canonical text. Any text is plain text: never refuses."""
    builder = TextBuilder()
    lines = _unquoted(text.split("\n"))
    habits = _Habits.of(lines, language)
    paragraphs = list(_joined(_paragraphs(lines, habits, builder), habits))
    width = max((len(line.rstrip()) for line in lines), default=0)
    contents = dense.contents_tables([paragraph.lines for paragraph in paragraphs])
    for place, paragraph in enumerate(paragraphs):
        draft = _draft(paragraph, min(width, 120), habits.words)
        builder.add(replace(draft, containers=("toc",)) if place in contents else draft)
    return builder.finish(source, language=language)


def _unquoted(lines: list[str]) -> list[str]:
    """The lines of a mail without the marks of what it quotes, where most of its lines are a quotation."""
    quoted = sum(1 for line in lines if line[:1] == ">")
    if quoted < _LEAST_LINES or quoted * 2 < sum(1 for line in lines if line.strip()):
        return lines
    return [_QUOTE.sub("", line) for line in lines]


def _paragraphs(lines: list[str], habits: _Habits, builder: TextBuilder) -> Iterator[_Paragraph]:
    current: list[str] = []
    first, page, gap = 0, False, 0

    def flush() -> Iterator[_Paragraph]:
        nonlocal current, page
        if current:
            yield _Paragraph(current, first + 1, page)
            current, page = [], False

    for place, line in enumerate(lines):
        bare = line.strip("\f \t")
        if pages.ENVELOPE.fullmatch(line):
            builder.remove(bare, "envelope of the filing")
            page = page or "<PAGE>" in line
        elif bare and (
            pages.is_page_mark(lines, place, habits.apart) or bare in habits.heads or place in habits.places
        ):
            builder.remove(bare, "page number" if pages.PAGE_NUMBER.fullmatch(bare) else "running head")
            yield from flush()
            page = True
        elif not bare or pages.RULE.fullmatch(line):
            yield from flush()
            gap += not bare
            page = page or "\f" in line or gap >= _GAP
        else:
            if current and _new(line, current, habits):
                yield from flush()
            gap = 0
            if not current:
                first = place
            current.append(line.strip("\f"))
    yield from flush()


def _each_line_a_paragraph(lines: list[str]) -> bool:
    """Long lines were never broken at a column: each is a paragraph."""
    full = [len(line) for line in lines if line.strip()]
    return bool(full) and sum(1 for length in full if length > _WIDE) >= 0.1 * len(full)


def _new(line: str, current: list[str], habits: _Habits) -> bool:
    """Whether a line begins a paragraph of its own after the lines of the one before."""
    if habits.loose:
        return True
    if habits.apart and pages.ALONE.fullmatch(line) and not _CITES.search(current[-1].rstrip()):
        return True
    if habits.crowded:
        return dense.begins(line, current)
    return _begins(line, current, habits.width) or (bool(habits.width) and _ends_short(line, current[-1], habits.width))


def _column(lines: list[str]) -> int:
    """The width at which the lines of a text are broken, in signs; 0 where they are not broken at one width."""
    inner = sorted(len(line.rstrip()) for line, after in pairwise(lines) if line.strip() and after.strip())
    if len(inner) < _LEAST_LINES:
        return 0
    width = inner[int(len(inner) * 0.9)]
    full = sum(1 for length in inner if length >= 0.75 * width)
    return width if width >= _LINE and full >= 0.6 * len(inner) else 0


def _ends_short(line: str, last: str, width: int) -> bool:
    """Whether a line ends its paragraph as it was not broken by the column: much of what follows had room in it."""
    room = width * _FULL - len(last.rstrip())
    return room > 0 and _STARTS.match(line) is not None and not _CITES.search(last.rstrip())


def _begins(line: str, current: list[str], width: int) -> bool:
    """Whether a line begins a paragraph of its own although no blank line stands before it. `width`: see `_column`."""
    first, last = line.lstrip()[:1], current[-1].rstrip()[-1:]
    if _EAST_ASIAN.match(first) or _EAST_ASIAN.match(last) or (_HANGUL.match(first) and _HANGUL.search(current[-1])):
        return _begins_east_asian(line, current)
    if _SUMMARY.match(line) or (len(current) == 1 and _is_label(current[0])):
        return True
    if DEVICE_ALONE.fullmatch(line) and (len(current[-1].strip()) < _LINE or current[-1].rstrip()[-1] in ".;:"):
        return True
    if DEVICE_ALONE.fullmatch(current[0]) and len(current) <= _TITLED:
        return _ends_title(line, current)
    if dense.is_entry(current[-1].rstrip()) or _CONNECTIVE.fullmatch(line) or _CONNECTIVE.fullmatch(current[-1]):
        return True
    if _OWN_LINE.match(line):
        last = current[-1].rstrip()
        open_end = not re.search(r"[.;:,)”\"]$|\b(?:and|or)$", last)
        number_wraps = open_end and len(current) == 1 and len(last) > max(_WRAPS, width * _NEARLY)
        return not number_wraps
    last = current[-1].rstrip()
    over = len(current) == 1 and len(last) < min(_HEADLINE_LENGTH, len(line)) and line.lstrip()[:1].isupper()
    if over and _HEADLINE.fullmatch(last):
        return True
    short = len(last.strip()) < 45 and len(current) == 1 and last.strip(" ,") not in _LEADS
    return short and (last.isupper() != line.isupper()) and (last.isupper() or line.isupper())


def _is_label(line: str) -> bool:
    """Whether a line is "Which means" or "In short" and nothing more."""
    found = _SUMMARY.match(line)
    return found is not None and found.end() == len(line)


def _ends_title(line: str, current: list[str]) -> bool:
    """Whether a line after "Article 2", or after that and the title below it, is text: "Fees", then "You pay …"."""
    if len(current) == 1:
        return not _is_title(line)
    wrapped = current[-1].isupper() and line.isupper()
    return not wrapped and len(current[-1].strip()) < _LINE and _STARTS.match(line) is not None


def _is_title(line: str) -> bool:
    """Whether a line below "Article 2" may be its title: it is short and no sentence."""
    return len(line.strip()) <= _LONGEST_TITLE and _TITLE.fullmatch(line) is not None and not _OWN_LINE.match(line)


def _begins_east_asian(line: str, current: list[str]) -> bool:
    """The same in Chinese, Japanese and Korean, which have no capitals: what stood before has ended, is a short line
    that the next one is not set to the width of, or this one is numbered."""
    last = current[-1].rstrip()
    return (
        _OWN_LINE.match(line) is not None
        or _ENDED_EAST_ASIAN.search(last) is not None
        or (len(last) <= _SHORT_EAST_ASIAN and last[-1:] not in "、，")
    )


def _joined(paragraphs: Iterator[_Paragraph], habits: _Habits) -> Iterator[_Paragraph]:
    """Put together again what a page break cut: no full stop before it and a small letter after it; "ARTICLE IV"
    with the title on the line below; and numbers that stand alone with what they number."""
    held: _Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and (
            _cut(held, paragraph)
            or (len(paragraph.lines) == 1 and paragraph.text.isupper() and dense.is_bare_number(held.text))
            or (len(held.lines) == 1 and _heads(held, paragraph, habits))
        ):
            held.lines += paragraph.lines
            continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def _heads(number: _Paragraph, paragraph: _Paragraph, habits: _Habits) -> bool:
    """Whether a paragraph of one line is the number of the next one: "1.2", or "§ 3" over a title."""
    text = paragraph.text
    if habits.apart and pages.ALONE.fullmatch(number.text):
        return not pages.ALONE.fullmatch(text)
    near = paragraph.line - number.line <= _NEAR
    return near and DEVICE_ALONE.fullmatch(number.text) is not None and len(paragraph.lines) == 1 and _is_title(text)


def _cut(before: _Paragraph, after: _Paragraph) -> bool:
    if not after.page_before or not _GOES_ON.fullmatch(ending := before.ending, max(0, len(ending) - 1)):
        return False
    capitals = len(ending) > _LINE and ending[-_TAIL:].isupper() and after.text[:_TAIL].isupper()
    return after.text[:1].islower() or capitals


def _draft(paragraph: _Paragraph, width: int, known: Words | None) -> BlockDraft:
    text = _dehyphenated(paragraph.lines, known)
    indent = len(paragraph.lines[0]) - len(paragraph.lines[0].lstrip())
    alone = len(paragraph.lines) <= 2 and len(text) < 100
    last = max(len(line.rstrip()) for line in paragraph.lines)
    centred = alone and indent >= 8 and abs((width - last) - indent) <= max(6, width // 8)
    caps = alone and text.isupper() and sum(c.isalpha() for c in text) >= 3
    bullet = _BULLET.match(text)
    if bullet is not None:
        return BlockDraft(
            BlockKind.LIST_ITEM, (Inline(text[bullet.end() :]),), bullet=True, level=1, line=paragraph.line
        )
    return BlockDraft(
        BlockKind.PARAGRAPH,
        (Inline(text),),
        align="center" if centred or caps else None,
        indent=float(indent * 6),
        line=paragraph.line,
    )


def _dehyphenated(lines: list[str], known: Words | None) -> str:
    """Lines as one text; a word broken at a line's end keeps its hyphen unless the words of the text tell whose it
    is."""
    parts = [" ".join(line.split()) for line in lines]
    joined = parts[:1]
    for before, part in pairwise(parts):
        broken = BROKEN.search(before) if part[:1].islower() else None
        right = WORD.match(part) if broken is not None else None
        if broken and right and known and known.surely_divided(broken["left"].lower(), right.group().lower()):
            joined[-1] = joined[-1][:-1]
        close = _EAST_ASIAN.match(part) and _EAST_ASIAN.match(before[-1:])  # scripts without spaces between words
        joined.append(part if broken or close else " " + part)
    return "".join(joined)
