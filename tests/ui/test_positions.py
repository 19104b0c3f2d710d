"""Offsets between Python and Qt: property-tested with characters beyond the basic plane."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from ui.positions import Positions, shown

texts = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("𝒜🇧🇷a ñ\n")), max_size=60)


@pytest.mark.parametrize("stretch", [1, 7, 50_000])
@given(texts, st.data())
def test_an_offset_there_and_back_is_the_same(stretch: int, text: str, data: st.DataObject) -> None:
    positions = Positions(text, stretch)
    offset = data.draw(st.integers(0, len(text)))
    units = positions.to_qt(offset)
    assert units == len(text[:offset].encode("utf-16-le")) // 2
    assert positions.from_qt(units) == offset


def test_half_of_a_pair_belongs_to_its_character() -> None:
    positions = Positions("a𝒜b")
    assert [positions.from_qt(units) for units in range(5)] == [0, 1, 1, 2, 3]


@given(st.text(max_size=40))
def test_a_document_counts_what_is_shown_unit_for_unit(text: str) -> None:
    document = QTextDocument()
    QTextCursor(document).insertText(shown(text))
    assert document.blockCount() == 1
    assert document.characterCount() - 1 == Positions(text).to_qt(len(text))
