"""The compare room as its user meets it: by keyboard, by mouse, to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from navigator.model.comparison import Weight
from navigator.model.redlined import Side
from navigator.session import Session
from tests.ui.agreement import TEXT
from ui.compare.layout import Cell
from ui.compare.lines import Kind
from ui.compare.page import ComparePage
from ui.shell import Shell

Settle = Callable[[Shell], None]
NO_KEYS = Qt.KeyboardModifier.NoModifier

LATER = (
    TEXT.replace("3 May 2024", "9 June 2025")
    .replace("thirty (30) days'", "ten (10) days'")
    .replace("within twenty days.\nSection", "within twenty days of its date.\nSection")
    .replace("**2.2 Suspension.** Larkspur may suspend the Service while an invoice is overdue.\n\n", "")
)


@pytest.fixture
def room(
    make_shell: Callable[[], Shell],
    library: Path,
    agreement_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
) -> tuple[Shell, ComparePage]:
    """A window that compares the small agreement with a later version of it."""
    monkeypatch.setattr("corpus.samples", lambda: ())
    later = tmp_path / "larkspur-2025.md"
    later.write_text(LATER, encoding="utf-8")
    session = Session(library)
    session.add([agreement_file, later])
    session.close()
    shell = make_shell()
    shell.library.open(next(card.key for card in shell.current.library if card.earlier))
    settle(shell)
    shell.actions["compare.versions"].trigger()
    settle(shell)
    assert shell.compare.page is not None
    return shell, shell.compare.page


def test_the_open_agreement_stands_beside_the_version_before_it(room: tuple[Shell, ComparePage]) -> None:
    shell, page = room
    assert shell.window.stack.currentWidget() is page
    assert [combo.currentText() for combo in page.sides] == [
        "Larkspur Hosting Terms, 3 May 2024",
        "Larkspur Hosting Terms, 9 June 2025",
    ]
    changes = page.list.model.changes
    assert changes[0].weight is Weight.FIGURE
    assert changes[0].title == "1.2 Notice of change"
    assert any(change.weight is Weight.REMOVED and change.title.startswith("2.2") for change in changes)


def test_the_keyboard_alone_goes_from_change_to_change_and_back(room: tuple[Shell, ComparePage], qtbot: QtBot) -> None:
    shell, page = room
    assert shell.window.focusWidget() is page.view
    seen = []
    for _ in range(3):
        shell.actions["compare.next-change"].trigger()
        seen.append(page.view.accessibleDescription())
    assert "Figure" in seen[1]
    assert "[removed: thirty (30)] [added: ten (10)]" in seen[1]
    shell.actions["compare.previous-change"].trigger()
    assert page.view.accessibleDescription() == seen[1]
    assert page.list.list.currentIndex().data().startswith("figure: 1.2")
    shell.actions["edit.copy"].trigger()
    assert "3 May 2024 compared with 9 June 2025" in QGuiApplication.clipboard().text()
    page.list.list.setFocus()
    qtbot.keyClick(page.list.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list.list, Qt.Key.Key_Return)
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert shell.window.stack.currentWidget() is shell.room


def test_tab_and_enter_unfold_what_is_unchanged(room: tuple[Shell, ComparePage], qtbot: QtBot) -> None:
    _, page = room
    page.view.setFocus()
    layout = page.view.roll()
    assert layout is not None
    before = len(layout.lines.shown)
    qtbot.keyClick(page.view, Qt.Key.Key_Tab)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert len(layout.lines.shown) > before
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert len(layout.lines.shown) == before
    fold = next(row for row, line in enumerate(layout.lines.shown) if line.kind is Kind.FOLD)
    box = layout.box(fold, page.view.verticalScrollBar().value())
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, box.center().y()))
    assert len(layout.lines.shown) > before
    page.everything.click()
    assert len(layout.lines.shown) == len(layout.lines.every) + sum(f.kind is Kind.FOLD for f in layout.lines.shown)


def test_words_of_one_cell_are_selected_and_copied(room: tuple[Shell, ComparePage], qtbot: QtBot) -> None:
    _, page = room
    page.view.set_beside(False)
    change = next(change for change in page.list.model.changes if change.title.startswith("1.2"))
    page.view.go_to_change(change)
    layout, top = page.view.roll(), page.view.verticalScrollBar().value()
    assert layout is not None
    cell = layout.cells(layout.lines.place[Kind.PROVISION, change.rows[0]], top)[0]
    corner = cell.box.bottomRight() + QPoint(-2, 4)
    viewport, left = page.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, left, pos=cell.origin + QPoint(1, 1))
    qtbot.mouseMove(viewport, corner)
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(corner), QPointF(corner), left, left, NO_KEYS)
    QApplication.sendEvent(viewport, event)
    qtbot.mouseRelease(viewport, left, pos=corner)
    page.view.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("1.2 Notice of change")
    assert "gives [removed: thirty (30)] [added: ten (10)] days" in copied
    qtbot.mouseDClick(viewport, left, pos=cell.origin + QPoint(40, 8))
    page.view.copy()
    assert QGuiApplication.clipboard().text() == "Notice"


def test_a_selection_goes_over_lines_in_its_own_column(room: tuple[Shell, ComparePage], qtbot: QtBot) -> None:
    _, page = room
    view, left = page.view, Qt.MouseButton.LeftButton
    view.resize(900, 4000)
    layout = view.roll()
    assert layout is not None

    def drag(from_: QPoint, to: QPoint) -> str:
        qtbot.mousePress(view.viewport(), left, pos=from_)
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), QPointF(to), left, left, NO_KEYS)
        QApplication.sendEvent(view.viewport(), event)
        qtbot.mouseRelease(view.viewport(), left, pos=to)
        view.copy()
        return QGuiApplication.clipboard().text()

    def cell(words: str, side: Side) -> Cell:
        row = next(row for row, line in enumerate(layout.lines.shown) if words in layout.said(line))
        return next(cell for cell in layout.cells(row, view.verticalScrollBar().value()) if cell.side is side)

    notice, removed = cell("1.2 Notice of change", Side.NEW), cell("Suspension", Side.OLD)
    copied = drag(notice.origin + QPoint(1, 1), removed.origin + QPoint(removed.document.width, 20))
    assert copied.startswith("1.2 Notice of change")
    assert "ten (10) days" in copied
    assert "of its date" in copied
    assert "thirty (30)" not in copied  # the other version's words
    assert "Suspension" not in copied
    assert "unchanged]" in copied  # what is folded away in between
    upwards = drag(removed.origin + QPoint(1, 30), cell("1.2 Notice of change", Side.OLD).origin + QPoint(1, 1))
    assert upwards.startswith("1.2 Notice of change")
    assert "thirty (30)" in upwards


def test_both_views_keep_the_place(room: tuple[Shell, ComparePage]) -> None:
    shell, page = room
    page.view.resize(900, 320)
    page.view.step(1)
    page.view.step(1)
    layout, bar = page.view.roll(), page.view.verticalScrollBar()
    assert layout is not None
    line = layout.lines.shown[layout.heights.at(bar.value())]
    shell.actions["compare.beside"].trigger()
    assert not page.view.beside
    assert layout.lines.shown[layout.heights.at(bar.value())] == line
    assert page.views.at() == 1


def test_the_list_is_filtered_by_kind_and_by_words(room: tuple[Shell, ComparePage], qtbot: QtBot) -> None:
    _, page = room
    kinds = page.list.weights
    kinds.setCurrentIndex(kinds.findData(Weight.REMOVED))
    assert page.list.shown.rowCount() == 1
    kinds.setCurrentIndex(0)
    qtbot.keyClicks(page.list.find_box, "notice of")
    assert [page.list.shown.index(0, 0).data().split(".")[0]] == ["figure: 1"]


def test_the_changes_are_written_to_a_file(room: tuple[Shell, ComparePage], settle: Settle, tmp_path: Path) -> None:
    shell, page = room
    out = tmp_path / "changes.docx"
    assert page.comparison is not None
    shell.compare.save(page.comparison, out)
    settle(shell)
    assert out.stat().st_size > 0
    assert "changes.docx" in shell.window.messages.text()


def test_one_source_has_no_changes_and_a_missing_file_says_why(
    room: tuple[Shell, ComparePage], settle: Settle, tmp_path: Path
) -> None:
    shell, page = room
    key = page.sides[0].currentData()
    shell.compare.compare(key, key)
    settle(shell)
    assert page.list.model.rowCount() == 0
    assert "both are the same source" in page.remark.text()
    shell.compare.compare(key, tmp_path / "gone.md")
    settle(shell)
    assert page.comparison is None
    assert "gone.md" in page.view.accessibleDescription()


def test_everything_that_takes_the_keyboard_has_a_name(room: tuple[Shell, ComparePage]) -> None:
    _, page = room
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(widget, QAbstractButton | QComboBox)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []
    assert page.view.accessibleName() == "Redline"


def test_words_are_found_in_both_versions_and_folds_open(room: tuple[Shell, ComparePage], qtbot: QtBot) -> None:
    shell, page = room
    shell.actions["find.in-agreement"].trigger()
    bar = page.find_bar
    assert bar.box.hasFocus()
    qtbot.keyClicks(bar.box, "days")
    qtbot.keyClick(bar.box, Qt.Key.Key_Return)
    total = int(bar.count.text().split()[-1])
    assert bar.count.text() == f"1 of {total}"
    for _ in range(total):
        qtbot.keyClick(bar.box, Qt.Key.Key_Return)
    assert bar.count.text() == f"1 of {total}"
    bar.box.clear()
    qtbot.keyClicks(bar.box, "thirty (30) days")  # words of the old version alone
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    page.views.group.button(1).click()
    qtbot.keyClick(bar.box, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 1"
    shell.actions["find.next"].trigger()
    qtbot.keyClick(bar.box, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert page.view.hasFocus()
