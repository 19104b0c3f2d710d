"""Tab in what lies over the window: it stays in there, and goes through the search popup and out of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell import Shell

Settle = Callable[[Shell], None]


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_tab_goes_round_in_the_chooser_of_profiles(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    shell.window.activateWindow()
    shell.actions["profile.choose"].trigger()
    settle(shell)
    chooser = shell.profiles._chooser
    assert chooser is not None
    stops = chooser.stops()
    assert QApplication.focusWidget() in stops
    for _ in stops:
        press(qtbot, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() in stops
    assert QApplication.focusWidget() is chooser.find_box
    press(qtbot, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is stops[stops.index(chooser.find_box) - 1]


def test_tab_goes_through_the_search_popup_and_closes_it_behind_itself(
    shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    shell.window.activateWindow()
    shell.actions["search.focus"].trigger()
    settle(shell)
    popup = shell.search.popup
    assert popup.isVisible()
    press(qtbot, Qt.Key.Key_Tab)
    assert popup.scope.everything.hasFocus()
    press(qtbot, Qt.Key.Key_Backtab)
    assert popup.box.hasFocus()
    for _ in range(len(popup.stops()) + 1):
        assert popup.isVisible()
        press(qtbot, Qt.Key.Key_Tab)
    assert not popup.isVisible()
    assert shell.window.top_bar.chip.hasFocus()
