"""The words of a text as a page sets them."""

from __future__ import annotations

from navigator.model.text import Block, BlockKind, CanonicalText, Cell, Run, SourceInfo, Span

_TEXT = "Pick your\n seat:\nPlace\nRules\nOslo\nNordic  rules\nEnd."


def _span(words: str) -> Span:
    at = _TEXT.index(words)
    return Span(at, at + len(words))


def _paragraph(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, _span(words), (Run(_span(words)),))


def test_rows_of_a_table_stand_on_lines_of_their_own_with_tabs_between_cells() -> None:
    rows = (("Place", "Rules"), ("Oslo", "Nordic  rules"))
    cells = tuple(tuple(Cell(_span(words), (_paragraph(words),)) for words in row) for row in rows)
    table = Block(BlockKind.TABLE, Span(_span("Place").start, _span("Nordic  rules").end), cells=cells)
    blocks = (_paragraph("Pick your\n seat:"), table, _paragraph("End."))
    text = CanonicalText(_TEXT, blocks, SourceInfo("x.md", "text/markdown", "0" * 64))
    assert text.laid(Span(0, len(_TEXT))) == "Pick your seat:\nPlace\tRules\nOslo\tNordic rules\nEnd."
    assert text.laid(Span(_span("Rules").start, _span("Oslo").end)) == "Rules\nOslo"
    assert text.laid(Span(0, len(_TEXT))).split() == _TEXT.split()
