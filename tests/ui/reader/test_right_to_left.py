"""An agreement in Arabic: columns, tables, labels and notes stand where its readers look for them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from navigator.model.text import BlockKind, Span, plain
from navigator.pipeline import analyse
from tests.ui.reader.test_view import opened, seen
from ui.reader import ReaderView
from ui.reader.noted import TEAM_LABEL, Noted, Sign, TeamSummary

TEXT = """\
# شروط منصة الواحة

## 1 الخدمات

**1.1 الاستضافة.** تستضيف الواحة الموقع الذي يصفه الطلب، ويُحدد المقابل بعملة USD عن كل شهر.

- لا تشمل الرسوم الضرائب.

**1.2 القانون.** يسري القانون المبين في الجدول.

| البلد | القانون |
|---|---|
| البرازيل | قانون البرازيل |
| أي بلد آخر | قانون أيرلندا |
"""


@pytest.fixture
def view(qtbot: QtBot) -> ReaderView:
    return opened(qtbot, analyse(TEXT.encode(), "terms.md"))


def place(view: ReaderView, words: str) -> float:
    """The left edge, in its cell, of some words."""
    layout = seen(view).layout
    start = layout.source.text.index(words)
    for cell in seen(view).cells():
        for first, last in cell.document.ranges(Span(start, start + len(words))):
            return cell.origin.x() + cell.document.rects(first, last)[0].left()
    raise AssertionError(words)


def test_the_first_column_of_a_table_is_the_right_one(view: ReaderView) -> None:
    view.go_to(next(p.id for p in seen(view).layout.analysis.agreement.provisions if p.full_number == "1.2"))
    assert place(view, "البرازيل") > place(view, "قانون البرازيل")
    assert place(view, "أي بلد آخر") > place(view, "قانون أيرلندا")


def test_every_word_of_a_mirrored_table_is_found_where_it_stands(view: ReaderView) -> None:
    layout = seen(view).layout
    agreement = layout.analysis.agreement
    identity = next(p.id for p in agreement.provisions if p.full_number == "1.2")
    document = layout.binding(layout.rows.row_of[identity])
    assert any(block.kind is BlockKind.TABLE for block in agreement.text.blocks)
    text = document.document.toPlainText()
    for at, segment in enumerate(document.content.segments):
        start, end = document.position(at, segment.span.start), document.position(at, segment.span.end)
        assert plain(text[start:end]) == plain(segment.span.of(layout.source.text))
        assert document.locate(start) == (at, segment.span.start)
    view.go_to(identity)
    view.select_provision()
    copied = view.selected_text()
    assert copied.index("البلد") < copied.index("قانون البرازيل") < copied.index("أي بلد آخر")


def test_numbers_signs_and_summaries_stand_at_the_side_where_lines_begin(view: ReaderView) -> None:
    agreement = seen(view).layout.analysis.agreement
    identity = next(p.id for p in agreement.provisions if p.full_number == "1.1")
    summary = TeamSummary("تستضيف الواحة موقعك.", changed=False)
    view.set_noted(Noted(signs={identity: Sign(notes=1)}, summaries={identity: summary}))
    sight = seen(view)
    row = sight.layout.rows.row_of[identity]
    sign, group = sight.sign_box(row), sight.layout.rows.rows[row].group
    assert sign is not None
    binding, beside = sight.binding(row), sight.summary(group)
    assert binding.box.right() < beside.box.left() < beside.box.right() < sign.left()
    assert beside.document.content.segments[0].words == TEAM_LABEL
    first = binding.document.rects(*binding.document.ranges(binding.document.content.segments[0].span)[0])[0]
    assert binding.document.width - first.right() < 4
