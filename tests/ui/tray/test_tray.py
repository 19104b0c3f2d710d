"""The lists below the text, and the statements brought forward in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from navigator.model.figures import Figure, FigureKind
from navigator.model.obligations import Party, StatementKind
from navigator.model.text import Span
from ui.figures.panel import FiguresPanel, size
from ui.findings.panel import FindingsPanel
from ui.precedence.panel import PrecedencePanel
from ui.reader.emphasis import Emphasis
from ui.shell import Shell

Settle = Callable[[Shell], None]


def listed(shell: Shell, settle: Settle, name: str) -> object:
    shell.actions[f"view.{name}"].trigger()
    settle(shell)
    assert shell.room is not None
    assert shell.room.tray is not None
    return shell.room.tray.stack.currentWidget()


def test_figures_are_filtered_sorted_and_lead_to_their_words(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    panel = listed(shell, settle, "figures")
    assert isinstance(panel, FiguresPanel)
    every = panel.table.visible()
    assert {"thirty (30) days", "twenty days"} <= {line.cells[0] for line in every}
    panel.kinds.setCurrentIndex(panel.kinds.findData("Duration"))
    assert {line.cells[4] for line in panel.table.visible()} == {"Duration"}
    panel.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert panel.table.visible()[0].cells[0] == "thirty (30) days"
    head, first, *_ = panel.rows()
    assert (head[0], head[-1]) == ("Figure", "Normal form")
    assert (first[0], first[-1]) == ("thirty (30) days", "P30D")
    panel.table.setCurrentIndex(panel.table.shown.index(0, 0))
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert shell.current.provision == panel.table.visible()[0].provision
    assert shell.room is not None
    qtbot.keyClick(panel.table, Qt.Key.Key_Escape)
    assert shell.room.tray is not None
    assert not shell.room.tray.isVisible()


def test_findings_name_rule_words_and_reason(shell: Shell, settle: Settle) -> None:
    panel = listed(shell, settle, "findings")
    assert isinstance(panel, FindingsPanel)
    assert shell.current.analysis is not None
    found = shell.session().findings(shell.current.analysis)
    lines = panel.table.visible()
    assert [line.provision for line in lines] == [row.provision for row in found]
    assert all(line.detail and line.cells[2] for line in lines)


def test_precedence_says_where_the_agreement_says_nothing(shell: Shell, settle: Settle) -> None:
    panel = listed(shell, settle, "precedence")
    assert isinstance(panel, PrecedencePanel)
    assert shell.room is not None
    shell.actions["view.precedence"].trigger()
    assert shell.room.tray is not None
    assert not shell.room.tray.isVisible()


def test_statements_of_a_side_are_brought_forward(shell: Shell, settle: Settle) -> None:
    shell.actions["view.obligations"].trigger()
    settle(shell)
    bar = shell.duties._bar
    assert bar is not None
    assert bar.isVisible()
    bar.parties[Party.CUSTOMER].setChecked(False)
    bar.parties[Party.PROVIDER].click()
    assert {row.party for row in bar.chosen()} <= {Party.PROVIDER}
    assert {row.kind for row in bar.chosen()} <= {StatementKind.OBLIGATION}
    shell.actions["view.obligations"].trigger()
    assert not bar.isVisible()
    assert shell.room is not None
    assert shell.room.reader._emphasis is None


def test_emphasis_parts_a_stretch_without_loss() -> None:
    emphasis = Emphasis([Span(5, 8), Span(7, 10), Span(20, 25)])
    whole = Span(0, 22)
    inside, outside = list(emphasis.inside(whole)), list(emphasis.outside(whole))
    assert inside == [Span(5, 10), Span(20, 22)]
    assert sorted([*inside, *outside]) == [Span(0, 5), Span(5, 10), Span(10, 20), Span(20, 22)]
    assert list(emphasis.outside(Span(21, 24))) == []


def test_figures_sort_by_what_they_are_worth() -> None:
    def figure(kind: FigureKind, value: str) -> Figure:
        return Figure("sec_1", kind, Span(0, 1), value, value)

    durations = [figure(FigureKind.DURATION, value) for value in ("PT30M", "PT24H", "P30D", "P5W", "P12M", "P2Y")]
    assert [size(row) for row in durations] == sorted(size(row) for row in durations)
    amounts = [figure(FigureKind.AMOUNT, value) for value in ("USD 50", "USD 1000")]
    assert [size(row) for row in amounts] == sorted(size(row) for row in amounts)
