"""Copying a link and following it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from ui.shell import Shell


def test_a_copied_link_leads_back(shell: Shell, settle: Callable[[Shell], None]) -> None:
    agreement = shell.current.analysis.agreement  # type: ignore[union-attr]
    place = next(row.id for row in agreement.provisions if row.full_number == "3.2")
    shell.go_to(place)
    settle(shell)
    shell.actions["edit.copy-link"].trigger()
    link = QGuiApplication.clipboard().text()
    assert link.startswith("contract-navigator:")
    assert "Copied the link" in shell.window.messages.text()
    shell.actions["file.close"].trigger()
    box = shell.window.top_bar.search
    box.setFocus()
    box.setText(link)
    box.textEdited.emit(link)
    settle(shell)
    assert box.text() == ""
    assert shell.current.analysis is not None
    assert shell.current.provision == place


def test_a_clipboard_without_a_link_is_told(shell: Shell) -> None:
    QGuiApplication.clipboard().setText("9.6")
    shell.actions["go.link"].trigger()
    assert "no link" in shell.window.messages.text()
