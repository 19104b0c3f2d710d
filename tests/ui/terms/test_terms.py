"""The list of defined terms, and only the provisions that use one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from navigator.model.consolidated import ApplicableDefinition, Consolidated
from navigator.model.rules import Applicability, Profile
from ui.reads import Reads
from ui.shell import Shell
from ui.terms.panel import TermsPanel

Settle = Callable[[Shell], None]


def terms(shell: Shell, settle: Settle) -> TermsPanel:
    shell.actions["view.terms"].trigger()
    settle(shell)
    assert shell.room is not None
    assert shell.room.tray is not None
    panel = shell.room.tray.stack.currentWidget()
    assert isinstance(panel, TermsPanel)
    return panel


def shown(shell: Shell) -> set[str]:
    """Numbers of the provisions that have text in the reading view."""
    assert shell.room is not None
    rows = shell.room.reader._layout.rows.rows
    return {row.provision.full_number for row in rows if row.provision is not None and row.pieces}


def test_terms_have_their_definition_and_their_uses(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    panel = terms(shell, settle)
    lines = {line.cells[0]: line for line in panel.table.visible()}
    service = lines["Service"]
    assert "hosts the site" in service.cells[1]
    assert service.cells[2:] == ("2", "2", "§\u00a01.1")
    panel.words.setText("serv")
    assert [line.cells[0] for line in panel.table.visible()] == ["Service"]
    panel.table.setCurrentIndex(panel.table.shown.index(0, 0))
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert shell.current.provision == service.provision
    interface = QAccessible.queryAccessibleInterface(panel.table)
    assert interface.text(QAccessible.Text.Name) == "Defined terms"


def test_for_a_profile_the_definition_that_applies_comes_first(shell: Shell, settle: Settle) -> None:
    analysis = shell.current.analysis
    assert analysis is not None
    (service,) = (row for row in analysis.definitions if row.term == "Service")
    later = replace(service, provision=next(p.id for p in analysis.agreement.provisions if p.full_number == "2.1"))
    doubled = replace(analysis, definitions=(service, *analysis.definitions[1:], later))
    bearing = (
        ApplicableDefinition(later.provision, later.meaning, later, True),
        ApplicableDefinition(service.provision, service.meaning, None, True, "adds to the definition"),
        ApplicableDefinition(service.provision, service.meaning, service, False, "Replaced by Section 2.1."),
    )
    answer = Applicability(Profile("BR"), {})
    shell.current.reads = Reads(answer, Consolidated(answer.profile, ()), lambda _term: bearing)
    panel = terms(shell, settle)
    panel.show_found(doubled)
    panel.words.setText("Service")
    first, second = panel.table.visible()
    assert (first.cells[4], second.cells[4]) == ("§\u00a02.1", "§\u00a01.1")
    assert first.detail.startswith("Extended by §\u00a01.1: ")
    assert second.detail.startswith("Replaced by Section 2.1.")


def test_only_the_provisions_that_use_a_term_until_one_goes_elsewhere(
    shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    panel = terms(shell, settle)
    panel.words.setText("Service")
    panel.table.setCurrentIndex(panel.table.shown.index(0, 0))
    panel.uses_button.click()
    bar = shell.terms._bar
    assert bar is not None
    assert bar.count.text() == "2 uses in 2 provisions"
    assert shown(shell) == {"1.2", "2.2"}
    assert shell.room is not None
    reader = shell.room.reader
    seen = []
    for _ in range(3):
        bar.step.emit(False)
        seen.append(shell.current.provision)
    assert seen[0] == seen[2] != seen[1]
    # A jump to a provision that is hidden brings all of them back, and the way back still leads to the same place.
    other = next(p.id for p in shell.current.analysis.agreement.provisions if p.full_number == "3.2")
    shell.room.go_to(other)
    assert shell.current.provision == other
    assert "3.2" in shown(shell)
    assert not bar.box.isChecked()
    reader.back()
    assert shell.current.provision == seen[2]
    bar.box.setChecked(True)
    assert shown(shell) == {"1.2", "2.2"}
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert "3.2" in shown(shell)
    assert reader._used is not None
    assert reader._used.spans == []
