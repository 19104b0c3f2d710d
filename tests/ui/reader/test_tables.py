"""Columns of a table at any width."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextTable

from tests.helpers.fabricate import fabricate
from ui.reader.content import Table
from ui.reader.formats import FormatBook
from ui.reader.layout import Layout
from ui.reader.tables import fit
from ui.theme import LIGHT


@pytest.mark.parametrize(("width", "padding", "scale"), [(500, 7, 1.0), (310, 3, 1.0), (260, 3, 0.85), (100, 3, 0.8)])
def test_room_for_the_longest_words_comes_first_then_smaller_letters(width: int, padding: int, scale: float) -> None:
    made = fit((80.0, 100.0, 100.0), (9.0, 3.0, 3.0), width)
    assert (made.padding, made.scale) == (padding, pytest.approx(scale, abs=0.02))
    assert sum(made.shares) == pytest.approx(100)


@pytest.mark.usefixtures("qapp")
def test_letters_get_their_size_back_when_there_is_room() -> None:
    layout = Layout(fabricate(200, seed=5), FormatBook(LIGHT), 800)
    contents = (layout.content("binding", row) for row in range(len(layout.rows)))
    row = next(row for row, content in enumerate(contents) if any(isinstance(part, Table) for part in content.parts))
    document = layout.binding(row)
    (table, *_) = (each for each in document.document.rootFrame().childFrames() if isinstance(each, QTextTable))

    def pixels() -> int:
        return table.cellAt(1, 0).firstCursorPosition().block().begin().fragment().charFormat().font().pixelSize()

    usual, words = pixels(), document.document.toPlainText()
    document.set_width(60)
    assert pixels() < usual
    document.set_width(800)
    assert pixels() == usual
    assert document.document.toPlainText() == words
