"""White space of a block, as every reader hands it over."""

import pytest

from navigator.model.text import BlockKind
from navigator.reading.builder import BlockDraft, Inline, TextBuilder


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("a\u2028b",), "a\u2028b"),
        (("a\u2028 \u2028\u2028\u2028b",), "a\u2028\u2028b"),
        (("a ", "\u2028", " \u2028", "\u2028", "b"), "a\u2028\u2028b"),
        (("a\u2028", "\u2028\u2028b\u2028\u2028", "c"), "a\u2028\u2028b\u2028\u2028c"),
        (("\u2028", "a  b", "\u2028\u2028"), "a b"),
    ],
)
def test_printed_line_breaks_leave_an_empty_line_at_most(pieces: tuple[str, ...], expected: str) -> None:
    builder = TextBuilder()
    builder.add(
        BlockDraft(BlockKind.PARAGRAPH, tuple(Inline(piece, bold=at % 2 == 1) for at, piece in enumerate(pieces)))
    )
    assert builder.at(builder.blocks[0].span) == expected
