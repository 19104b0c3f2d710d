"""One box finds acts, sections and agreements; help is inside and offline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from navigator.commands import COMMANDS
from ui.sheets.help import help_text
from ui.sheets.palette import Palette
from ui.shell import Shell


def _type(shell: Shell, qtbot: QtBot, words: str) -> Palette:
    shell.actions["help.commands"].trigger()
    palette = shell.windows._sheets["commands"]
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.find_box, words)
    return palette


def _names(palette: Palette) -> list[str]:
    return [palette.shown.index(row, 0).data() for row in range(palette.shown.rowCount())]


def test_a_number_leads_to_its_section(shell: Shell, qtbot: QtBot, settle: Callable[[Shell], None]) -> None:
    palette = _type(shell, qtbot, "3.2")
    assert _names(palette)[0] == "3.2 Disputes"
    qtbot.keyClick(palette.find_box, Qt.Key.Key_Return)
    settle(shell)
    analysis = shell.current.analysis
    assert analysis is not None
    assert analysis.agreement.by_id[shell.current.provision or ""].full_number == "3.2"
    assert not palette.isVisible()


def test_names_that_begin_so_come_before_words_in_a_help_line(shell: Shell, qtbot: QtBot) -> None:
    names = _names(_type(shell, qtbot, "dispute"))
    assert names[0].endswith("Disputes") or names[0].startswith("Dispute")
    assert "Countries by topic" in names[1:]


def test_an_act_and_an_agreement_are_found_too(shell: Shell, qtbot: QtBot, settle: Callable[[Shell], None]) -> None:
    assert _names(_type(shell, qtbot, "larger text")) == ["Larger text"]
    (card,) = shell.current.library
    shell.actions["file.close"].trigger()
    palette = _type(shell, qtbot, card.title)
    assert _names(palette) == [card.title]
    qtbot.keyClick(palette.find_box, Qt.Key.Key_Return)
    settle(shell)
    assert shell.current.card == card


def test_what_nothing_is_called_can_be_searched_for(
    shell: Shell, qtbot: QtBot, settle: Callable[[Shell], None]
) -> None:
    palette = _type(shell, qtbot, "twenty days")
    assert _names(palette) == ["Search for “twenty days”"]
    qtbot.keyClick(palette.find_box, Qt.Key.Key_Return)
    settle(shell)
    assert shell.window.top_bar.search.text() == "twenty days"
    assert shell.search.popup.isVisible()


def test_help_names_every_command_and_no_command_that_is_not_there() -> None:
    text = help_text()
    assert "{" not in text
    assert all(command.title in text for command in COMMANDS)
