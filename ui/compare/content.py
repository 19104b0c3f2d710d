"""What the cells of a redline show, as content that the reading view's documents are built from."""

from __future__ import annotations

from navigator.model.comparison import AlignedProvision, AlignedSummary, Comparison, WordOp
from navigator.model.redlined import Side, redlined
from navigator.model.text import Span
from ui.frame.words import CELL
from ui.reader.building import Source
from ui.reader.content import Content, Paragraph, Role, Segment, State

_STATES = {WordOp.EQUAL: State.PLAIN, WordOp.DELETE: State.REMOVED, WordOp.INSERT: State.ADDED}


def content(comparison: Comparison, row: AlignedProvision | AlignedSummary, side: Side) -> tuple[Content, Source]:
    """One cell of a row, and the text that its segments point into."""
    usual = Role.SUMMARY if isinstance(row, AlignedSummary) else Role.BODY
    written: list[str] = []
    length = 0
    paragraphs = []
    for runs in redlined(comparison, row, side):
        segments = []
        for run in runs:
            if run.cell:
                segments.append(Segment(Span(length, length), Role.TRACE, words=CELL))
            span = Span(length, length + len(run.text))
            segments.append(Segment(span, Role.RUN_IN if run.heading else usual, _STATES[run.op], tight=run.tight))
            written.append(run.text)
            length += len(run.text)
        paragraphs.append(Paragraph(tuple(segments)))
    return Content(tuple(paragraphs)), Source("".join(written))


def said(content: Content, source: Source) -> str:
    """A cell for somebody who hears it, or pastes it: what was removed and added is named as such."""
    found: list[str] = []
    for paragraph in content.paragraphs():
        words = ""
        for segment in paragraph.segments:
            part = segment.words or segment.span.of(source.text)
            if segment.state in (State.REMOVED, State.ADDED):
                part = f"[{segment.state.value}: {part}]"
            words += part if segment.tight or not words else f" {part}"
        found.append(words)
    return "\n".join(found)
