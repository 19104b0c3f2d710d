"""Cells as documents: every word is there, and each position knows its place in the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.model.agreement import Agreement, Coverage, Piece, Provision, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.text import Block, BlockKind, CanonicalText, Run, SourceInfo, Span
from tests.helpers.fabricate import fabricate
from ui.positions import shown
from ui.reader.content import Content, Table
from ui.reader.document import CellDocument
from ui.reader.formats import FormatBook
from ui.reader.layout import Layout
from ui.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")


def units(text: str) -> str:
    """One character for each UTF-16 unit."""
    return "".join(char if ord(char) < 0x10000 else "\ud800\udc00" for char in text)


def check_map(document: CellDocument, text: str) -> None:
    """Each segment stands in the document where the map says, character by character."""
    held = units(document.document.toRawText())
    for at, segment in enumerate(document.content.segments):
        if segment.words is not None:
            continue
        start, end = document.position(at, segment.span.start), document.position(at, segment.span.end)
        assert held[start:end] == units(shown(segment.span.of(text)))
        for offset in range(segment.span.start, segment.span.end):
            assert document.locate(document.position(at, offset)) == (at, offset)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_every_cell_maps_to_its_text_and_back(seed: int) -> None:
    analysis = fabricate(24, seed=seed, words=20)
    layout = Layout(analysis, FormatBook(LIGHT), 800)
    text = analysis.agreement.text.text
    for row in range(len(layout.rows)):
        check_map(layout.binding(row), text)
    for group in range(len(layout.rows.groups)):
        check_map(layout.summary(group), text)


def test_every_word_of_every_provision_and_summary_is_shown_once() -> None:
    analysis = fabricate(120, seed=3)
    layout = Layout(analysis, FormatBook(LIGHT), 800)
    agreement = analysis.agreement

    def words(contents: list[Content]) -> list[str]:
        return [word for c in contents for s in c.segments for word in agreement.text.at(s.span).split()]

    shown_binding = words([layout.content("binding", row) for row in range(len(layout.rows))])
    spans = [s for p in agreement.provisions for s in (p.heading_span, *(piece.span for piece in p.body)) if s]
    assert [w.strip(".") for w in shown_binding] == [w.strip(".") for s in spans for w in agreement.text.at(s).split()]
    shown_summaries = words([layout.content("summary", group) for group in range(len(layout.rows.groups))])
    pieces = [piece.span for s in agreement.summaries for piece in s.pieces]
    assert shown_summaries == [w for span in pieces for w in agreement.text.at(span).split()]


def one_paragraph(text: str) -> Analysis:
    span = Span(0, len(text))
    block = Block(BlockKind.PARAGRAPH, span, (Run(span),))
    canonical = CanonicalText(text, (block,), SourceInfo("x.md", "text/markdown", "0" * 64))
    provision = Provision("sec_nn", None, 1, ProvisionKind.SECTION, body=(Piece(0, span),))
    return Analysis(Agreement(canonical, "Title", (provision,), (), Coverage(0, 0, ())))


@pytest.mark.parametrize("text", ["a\ufdd0b\ufdd1c", "a\u2029b\nc\r\nd", "nul\x00nul", "half \ud83d pair 𝒜", "   ", ""])
def test_hostile_characters_neither_break_the_document_nor_move_offsets(text: str) -> None:
    layout = Layout(one_paragraph(text), FormatBook(LIGHT), 500)
    for row in range(len(layout.rows)):
        check_map(layout.binding(row), text)


def test_a_long_body_goes_on_in_further_rows() -> None:
    text = "\n".join(f"paragraph {number} " + "word " * 60 for number in range(200))
    blocks, at = [], 0
    for line in text.split("\n"):
        span = Span(at, at + len(line))
        blocks.append(Block(BlockKind.PARAGRAPH, span, (Run(span),)))
        at += len(line) + 1
    canonical = CanonicalText(text, tuple(blocks), SourceInfo("x.md", "text/markdown", "0" * 64))
    body = tuple(Piece(place, block.span) for place, block in enumerate(blocks))
    provision = Provision("sec_1", None, 1, ProvisionKind.SECTION, body=body)
    layout = Layout(
        Analysis(Agreement(canonical, "Title", (provision,), (), Coverage(0, 0, ()))), FormatBook(LIGHT), 700
    )
    rows = layout.rows.rows_of("sec_1")
    assert len(rows) > 5
    assert [piece for row in rows for piece in layout.rows.rows[row].pieces] == list(body)
    assert layout.rows.row_at("sec_1", blocks[150].span.start + 3) == next(
        row for row in rows if body[150] in layout.rows.rows[row].pieces
    )


def test_a_table_is_drawn_as_a_table_with_its_heads() -> None:
    analysis = fabricate(200, seed=5)
    layout = Layout(analysis, FormatBook(LIGHT), 800)
    tables = [
        (row, part)
        for row in range(len(layout.rows))
        for part in layout.content("binding", row).parts
        if isinstance(part, Table)
    ]
    assert tables
    row, part = tables[0]
    assert [cell.header for cell in part.rows[0]] == [True, True, True]
    assert len(part.held) == len(part.longest) == 3
    assert layout.binding(row).document.rootFrame().childFrames()
