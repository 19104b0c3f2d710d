"""Everything once by keyboard alone: every command that has a key does its work when that key is pressed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from navigator.commands import COMMANDS
from tests.journeys.user import User

_LAST = ("file.close", "file.quit")  # after these there is nothing to read
_TURNED_BACK = {"view.full-screen", "view.outline", "view.inspector", "view.as-published", "view.split"}
"""Commands that their key, pressed again, undoes."""


def test_every_key_does_its_work(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")
    shell, title, card = user.shell, user.agreement, user.shell.current.card
    assert shell.room is not None
    assert card is not None
    done: list[str] = []
    for name, action in shell.actions.items():
        action.triggered.connect(lambda _on=False, said=name: done.append(said))
    pressed = []
    for command in COMMANDS:
        if not command.keys or command.id in _LAST or not shell.actions[command.id].isEnabled():
            continue
        shell.room.reader.setFocus()
        user.press(command.keys[0])
        pressed.append(command.id)
        assert done[-1:] == [command.id], f"{command.keys[0]} does not {command.title}"
        user.press(*[command.keys[0]] if command.id in _TURNED_BACK else [], "Escape")
        if user.agreement != title:
            shell.library.open(card.key)
            user.press("Escape")
    assert len(pressed) > 40
