"""Words of the canonical text with their styles and links: standoff layers merged for printing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from navigator.export.manuscript import Inline, Line, Matter, Paragraph, Table
from navigator.export.tables import laid_out
from navigator.model.analysis import Analysis
from navigator.model.text import Block, BlockKind, Cell, Run, Span

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# A single space stays as it is: two or more of them, or any that begins with another white space ("\t", "\n").
_SPACE = re.compile(r" [^\S\u2028\u00a0\u202f]+|[^\S \u2028\u00a0\u202f][^\S\u2028\u00a0\u202f]*")
# Controls have no glyph and no meaning on paper; half a surrogate pair or a noncharacter cannot be written as UTF-8
# or XML. Byte order marks inside a text are left over from joining files.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_BULLET = "•"


def printable(text: str) -> str:
    """Text without what cannot be printed (controls, lone surrogates); white space becomes single spaces."""
    if text.isprintable():  # nearly every text is: no controls, and no white space but " "
        return _SPACE.sub(" ", text) if "  " in text else text
    return _SPACE.sub(" ", _UNPRINTABLE.sub("", text))


def safe_url(url: str) -> str | None:
    """An address that a reader may follow (web, mail, telephone), or None: no scripts, no files, no relative paths."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not (parts.netloc or parts.path):
        return None
    return printable(url.strip()).replace(" ", "%20")


class Setter:
    """Turns spans of one analysis into lines. `inside` holds the provisions that a link may lead to."""

    def __init__(self, analysis: Analysis, inside: Collection[str]) -> None:
        self.text = analysis.agreement.text
        self.inside = frozenset(inside)
        self._marks: list[tuple[Span, str | None, str | None]] = []
        for reference in analysis.references:
            if reference.target in inside:
                self._marks.append((reference.span, reference.target, None))
        for row in analysis.hyperlinks:
            if url := safe_url(row.url):
                self._marks.append((row.span, None, url))
        # Where a reference and a web link cover the same words, the reference wins: it leads into this document.
        self._marks.sort(key=lambda mark: (mark[0].start, mark[1] is None))
        self._starts = [mark[0].start for mark in self._marks]
        self._longest = max((len(mark[0]) for mark in self._marks), default=0)

    def line(self, span: Span, runs: Iterable[Run]) -> Line:
        """The words of a span in the styles of the runs, cut where a style or a link begins or ends."""
        cut: list[Inline] = []
        at = span.start
        for run in runs:
            part = run.span.intersection(span)
            if part is None:
                continue
            if at < part.start:
                cut.extend(self._linked(Span(at, part.start), Run(part)))
            cut.extend(self._linked(part, run))
            at = part.end
        if at < span.end:
            cut.extend(self._linked(Span(at, span.end), Run(span)))
        return trimmed(cut)

    def _linked(self, span: Span, run: Run) -> Iterator[Inline]:
        at = span.start
        for mark, to, url in self._marks_over(span):
            part = mark.intersection(Span(at, span.end)) if at < span.end else None
            if part is None:
                continue
            if at < part.start:
                yield self._inline(Span(at, part.start), run)
            yield self._inline(part, run, to, url)
            at = part.end
        if at < span.end:
            yield self._inline(Span(at, span.end), run)

    def _marks_over(self, span: Span) -> Iterator[tuple[Span, str | None, str | None]]:
        for at in range(bisect_left(self._starts, span.start - self._longest), len(self._marks)):
            mark = self._marks[at]
            if mark[0].start >= span.end:
                return
            if mark[0].overlaps(span):
                yield mark

    def _inline(self, span: Span, run: Run, to: str | None = None, url: str | None = None) -> Inline:
        return Inline(printable(self.text.at(span)), run.bold, run.italic, run.underline, run.code, run.strike, to, url)

    def matter(self, block: Block, span: Span) -> Matter | None:
        """A block, or the part of it that a span covers; None where nothing is left to print."""
        if block.kind is BlockKind.TABLE:
            return self._table(block)
        if block.kind is BlockKind.RULE:
            return None
        depth = max(block.level - 1, 0) if block.kind is not BlockKind.HEADING else 0
        marker = _BULLET if block.bullet and span.start <= block.span.start else None
        if block.marker is not None and block.marker in span:
            marker = printable(self.text.at(block.marker)).strip()
            span = Span(block.marker.end, span.end)
        line = self.line(span, block.runs)
        if block.kind is BlockKind.CODE:
            line = tuple(Inline(part.text, code=True) for part in line)
        if not line and marker is None:
            return None
        continues = block.kind is BlockKind.PARAGRAPH and block.level > 0
        return Paragraph(line, marker, depth + continues, centred=block.align == "center")

    def _table(self, block: Block) -> Table | None:
        def paragraphs(cell: Cell) -> tuple[Paragraph, ...]:
            found = [self.matter(inner, inner.span) for held in cell.blocks for inner in held.inner()]
            return tuple(part for part in found if isinstance(part, Paragraph))

        return laid_out(block.cells, paragraphs)


def trimmed(parts: Iterable[Inline]) -> Line:
    """Inlines without space at either end, empty ones left out, and no two spaces where they meet."""
    kept: list[Inline] = []
    for part in parts:
        text = part.text
        if not kept or kept[-1].text[-1:] in " \u2028":
            text = text.lstrip(" \u2028") if not kept else text.lstrip(" ")
        if text:
            kept.append(part if text == part.text else replace(part, text=text))
    while kept:
        text = kept[-1].text.rstrip(" \u2028")
        if text == kept[-1].text:
            break
        if text:
            kept[-1] = replace(kept[-1], text=text)
            break
        kept.pop()
    return tuple(kept)


def words(text: str) -> Line:
    """A line in one style."""
    return (Inline(printable(text)),) if text else ()
