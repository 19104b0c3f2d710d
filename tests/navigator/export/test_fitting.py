"""Widths of columns, and where a word too long for its column breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.export.fitting import column_widths, letters_in, longest_piece, pieces
from navigator.export.manuscript import Inline, Paragraph, Table, TableCell


def table(*texts: str, shares: tuple[int, ...] = ()) -> Table:
    cells = (TableCell(column, 0, (Paragraph((Inline(text),)),)) for column, text in enumerate(texts))
    return Table(tuple(cells), 0, shares or (25,) * len(texts))


def test_no_column_is_narrower_than_its_longest_word() -> None:
    widths = column_widths(table("Jurisdiction", "a " * 400, shares=(25, 200)), 140)
    assert letters_in(widths[0]) >= len("Jurisdiction")
    assert widths[1] > 3 * widths[0]
    assert sum(widths) == pytest.approx(140)


def test_an_address_does_not_starve_the_other_columns() -> None:
    widths = column_widths(table("clerk@" + "x" * 90, "some words of a clause"), 140)
    assert widths == [70, 70]


def test_more_columns_than_there_is_room_for() -> None:
    widths = column_widths(table(*["jurisdictional"] * 12), 140)
    assert sum(widths) == pytest.approx(140)


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("write to accounts.payable@example.org now", 12, ["write to accounts.", "payable@", "example.", "org now"]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
        ("well-known/registered-agent-of-process", 10, ["well-known/registered-agent-of-process"]),
        ("本規約に定める取扱いについては別に定める", 10, ["本規約に定める取扱いについては別に定める"]),
    ],
)
def test_only_words_that_cannot_break_by_themselves_are_cut(text: str, most: int, cut: list[str]) -> None:
    assert list(pieces(text, most)) == cut


@given(st.text(st.sampled_from("ab.@-/ 本é_"), max_size=60), st.integers(4, 12))
def test_nothing_is_lost_and_no_piece_is_too_long(text: str, most: int) -> None:
    cut = pieces(text, most)
    assert "".join(cut) == text
    assert all(longest_piece(piece) <= most for piece in cut)
