"""Plain text -> canonical text: hard line breaks joined, page marks removed and reported, centred titles told.

Filings and e-mails break lines at a column and set paragraphs apart by blank lines; exports of editors put each
paragraph on one long line; `plain_dense` reads what does neither. Page numbers and running heads may cut a sentence in
two: the halves are joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from navigator.model.text import BlockKind, CanonicalText, SourceInfo
from navigator.reading import plain_dense as dense
from navigator.reading.builder import BlockDraft, Inline, TextBuilder

# "12", "- 12 -", "Page 3 of 10", "A-4"
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page\s+)?(?:\d{1,3}|[ivxl]{1,5}|\([ivxl]{1,5}\)|[A-Z]-\d{1,2})(?:\s+of\s+\d{1,3})?(?:\s*[-–—])?\s*|"
    r"\s*page (?:two|three|four|five|six|seven|eight|nine|ten)\s*",
    re.I,
)
_BROKEN = re.compile(r"\w-$")
_NAMED_PAGE = re.compile(r"\s*page (?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s*", re.I)
# "<PAGE>", "<TYPE>EX-10.1", "</TEXT>": the envelope of a filing
_ENVELOPE = re.compile(
    r"\s*</?(?:PAGE|DOCUMENT|TYPE|SEQUENCE|FILENAME|DESCRIPTION|TEXT|TABLE|CAPTION|S|C|FN|F\d+|SEC-[A-Z-]+)>.*"
)
_RULE = re.compile(r"\s*(?:[-_=*~]\s?){4,}\s*")
# "第3条（料金）", "제3조 (목적)", "一、总则", "（二）…", "①…", "1 本規約は…"
EAST_ASIAN_NUMBER = (
    r"(?:第\s*[0-9０-９〇一二三四五六七八九十百]{1,5}\s*[条條章項项節节款部編编]|제\s*\d{1,3}\s*[조장절관편]|"
    r"[一二三四五六七八九十]{1,3}[、．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳]|\d{1,2}[\s\u3000.．]+(?=[\u3041-\u9fff\uac00-\ud7af]))"
)
_EAST_ASIAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff01-\uff60\u3001-\u303f]")
_ENDED_EAST_ASIAN = re.compile(r"[。．！？：；]\s*$")
# "(a) …", "2.1 …", "1. …", "• …", "Section 4. …": a line of its own even without a blank line before it
_OWN_LINE = re.compile(
    r"\s*(?:\([a-z]{1,4}\)|\([ivxlc]{1,6}\)|\(\d{1,2}\)|\d{1,3}(?:\.\d{1,3})+(?:\.[a-z]|\([a-z]\))?\.?|\d{1,3}[.)]|[A-Z]\."
    r"|[a-z][.)]|§+\s*\d+[a-z]?|[-•·*–]|(?:ARTICLE|Article|SECTION|Section)\s+[\dIVXLC]+(?:\s?bis)?(?:[.:]|\s+[-–—]))(?=\s)\s*\S"
    rf"|\s*{EAST_ASIAN_NUMBER}"
)
# "Article 3 - Fees", "2.1 Payment": a heading on a line of its own, the text right below it
_HEADLINE = re.compile(
    r"\s*(?:(?:ARTICLE|Article|SECTION|Section|§|Art\.)\s*\d+(?:\s?bis|[a-z])?|\d{1,2}(?:\.\d{1,2})*\.?)\s*[-–—:]?\s+[^\W\d_][^.;,]*"
)
# "between", "and" alone on a line of a title page
_CONNECTIVE = re.compile(r"\s*(?:by and between|by and among|between|among|and)\s*", re.I)
# "THIS" on a line of its own, before "AGREEMENT is made …": no heading
_LEADS = frozenset(("THIS", "THE", "WHEREAS", "NOW", "IN WITNESS", "AND", "OR"))
_BULLET = re.compile(r"\s*[-•·*–]\s+")
_WIDE = 200
_TAIL, _LINE = 12, 60
_SHORT_EAST_ASIAN = 24
"""Signs of a line that was not broken because the column ended there."""
_HEADLINE_LENGTH = 60
_GAP = 6
"""Blank lines that stand for the end of a page."""


@dataclass(slots=True)
class _Paragraph:
    lines: list[str]
    line: int
    page_before: bool = False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def read_plain(text: str, source: SourceInfo, language: str) -> CanonicalText:
    """`text` decoded, line ends normalised -> its canonical text. Any text is plain text: never refuses."""
    builder = TextBuilder()
    lines = text.split("\n")
    heads = _running_heads(lines)
    paragraphs = list(_joined(_paragraphs(lines, heads, builder)))
    width = max((len(line.rstrip()) for line in lines), default=0)
    contents = dense.contents_tables([paragraph.lines for paragraph in paragraphs])
    for place, paragraph in enumerate(paragraphs):
        draft = _draft(paragraph, min(width, 120))
        builder.add(replace(draft, containers=("toc",)) if place in contents else draft)
    return builder.finish(source, language=language)


def _running_heads(lines: list[str]) -> frozenset[str]:
    """Lines that stand again and again next to a page mark."""
    near: Counter[str] = Counter()
    for place, line in enumerate(lines):
        if line.strip() and (_is_page_mark(lines, place) or "\f" in line):
            around = [
                other.strip() for other in lines[max(0, place - 3) : place + 4] if other.strip() and other is not line
            ]
            near.update({other for other in around if len(other) < 100})
    return frozenset(text for text, count in near.items() if count >= 3)


def _is_page_mark(lines: list[str], place: int) -> bool:
    """A page number alone between blank lines, or a form feed."""
    line = lines[place]
    if "\f" in line and not line.strip("\f \t"):
        return True
    if line[:1] in "Pp" and _NAMED_PAGE.fullmatch(line):
        return True
    before = lines[place - 1].strip("\f \t") if place else ""
    after = lines[place + 1].strip("\f \t") if place + 1 < len(lines) else ""
    if after[:5].upper() == "<PAGE":
        before = after = ""
    if before[:1] == "<" and _ENVELOPE.fullmatch(before):
        before = ""
    return bool(_PAGE_NUMBER.fullmatch(line.strip("\f"))) and bool(line.strip("\f \t")) and not before and not after


def _paragraphs(lines: list[str], heads: frozenset[str], builder: TextBuilder) -> Iterator[_Paragraph]:
    current: list[str] = []
    first, page, gap = 0, False, 0
    crowded = dense.is_dense(lines)
    loose = not crowded and _each_line_a_paragraph(lines)

    def flush() -> Iterator[_Paragraph]:
        nonlocal current, page
        if current:
            yield _Paragraph(current, first + 1, page)
            current, page = [], False

    for place, line in enumerate(lines):
        bare = line.strip("\f \t")
        if _ENVELOPE.fullmatch(line):
            builder.remove(bare, "envelope of the filing")
            page = page or "<PAGE>" in line
        elif bare and (_is_page_mark(lines, place) or bare in heads):
            builder.remove(bare, "page number" if _PAGE_NUMBER.fullmatch(bare) else "running head")
            yield from flush()
            page = True
        elif not bare or _RULE.fullmatch(line):
            yield from flush()
            gap += not bare
            page = page or "\f" in line or gap >= _GAP
        else:
            if current and (loose or (dense.begins if crowded else _begins)(line, current)):
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


def _begins(line: str, current: list[str]) -> bool:
    """Whether a line begins a paragraph of its own although no blank line stands before it."""
    if _EAST_ASIAN.match(line.lstrip()[:1]) or _EAST_ASIAN.search(current[-1].rstrip()[-1:]):
        return _begins_east_asian(line, current)
    if dense.is_entry(current[-1].rstrip()) or _CONNECTIVE.fullmatch(line) or _CONNECTIVE.fullmatch(current[-1]):
        return True
    if _OWN_LINE.match(line):
        last = current[-1].rstrip()
        number_wraps = not re.search(r"[.;:,)”\"]$|\b(?:and|or)$", last) and len(current) == 1 and len(last) > 40
        return not number_wraps
    last = current[-1].rstrip()
    over = len(current) == 1 and len(last) < min(_HEADLINE_LENGTH, len(line)) and line.lstrip()[:1].isupper()
    if over and _HEADLINE.fullmatch(last):
        return True
    short = len(last.strip()) < 45 and len(current) == 1 and last.strip(" ,") not in _LEADS
    return short and (last.isupper() != line.isupper()) and (last.isupper() or line.isupper())


def _begins_east_asian(line: str, current: list[str]) -> bool:
    """The same in Chinese and Japanese, which have no capitals: what stood before has ended, is a short line that the
    next one is not set to the width of, or this one is numbered."""
    last = current[-1].rstrip()
    return (
        _OWN_LINE.match(line) is not None
        or _ENDED_EAST_ASIAN.search(last) is not None
        or (len(last) <= _SHORT_EAST_ASIAN and last[-1:] not in "、，")
    )


def _joined(paragraphs: Iterator[_Paragraph]) -> Iterator[_Paragraph]:
    """Put together again what a page break cut: no full stop before it and a small letter after it; and "ARTICLE IV"
    with the title on the line below."""
    held: _Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and (
            _cut(held, paragraph)
            or (len(paragraph.lines) == 1 and paragraph.text.isupper() and dense.is_bare_number(held.text))
        ):
            held.lines += paragraph.lines
            continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def _cut(before: _Paragraph, after: _Paragraph) -> bool:
    if not after.page_before or not re.search(r"[\w,–—-]$", before.text):
        return False
    capitals = len(before.text) > _LINE and before.text[-_TAIL:].isupper() and after.text[:_TAIL].isupper()
    return after.text[:1].islower() or capitals


def _draft(paragraph: _Paragraph, width: int) -> BlockDraft:
    text = _dehyphenated(paragraph.lines)
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


def _dehyphenated(lines: list[str]) -> str:
    """Lines as one text; a word broken at a line's end keeps its hyphen: no dictionary says whose hyphen it is."""
    parts = [" ".join(line.split()) for line in lines]
    joined = parts[:1]
    for before, part in pairwise(parts):
        broken = _BROKEN.search(before, max(0, len(before) - 2)) and part[:1].islower()
        close = _EAST_ASIAN.match(part) and _EAST_ASIAN.match(before[-1:])  # scripts without spaces between words
        joined.append(part if broken or close else " " + part)
    return "".join(joined)
