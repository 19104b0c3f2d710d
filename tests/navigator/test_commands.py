"""Commands: each declared once, no key twice, every verb a verb of the command line."""

from collections import Counter

from navigator.__main__ import VERBS
from navigator.commands import BY_ID, COMMANDS, MENUS


def test_each_command_is_declared_once() -> None:
    assert len(BY_ID) == len(COMMANDS)


def test_no_key_means_two_things() -> None:
    keys = Counter(key for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_menus_verbs_and_help_are_known() -> None:
    assert {command.menu for command in COMMANDS} == set(MENUS)
    for command in COMMANDS:
        assert command.verb is None or command.verb in VERBS, command.id
        assert command.help.endswith("."), command.id
        assert not command.title.endswith(("…", "...")), command.id


def test_the_keys_of_the_field_are_there() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert keys >= {
        "Ctrl+O", "Ctrl+P", "Ctrl+E", "Ctrl+Tab", "Ctrl+PgUp", "Ctrl+PgDown", "F6", "F7", "Ctrl+,", "Ctrl+Shift+P",
        "Ctrl+Shift+C", "F1", "F3", "Ctrl+F", "Ctrl+K", "Ctrl+L", "Alt+Left", "Alt+Right", "Ctrl++", "Ctrl+-", "Ctrl+0",
    }  # fmt: skip
