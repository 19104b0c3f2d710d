"""The window of a first start, with the samples that come with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.user import User
from tests.ui.conftest import make_shell, settle
from ui.shell import Shell

__all__ = ["make_shell", "settle"]

SAMPLE = "Halyard Terms of Service"


@pytest.fixture
def user(make_shell: Callable[[], Shell], settle: Callable[[Shell], None]) -> User:
    """Somebody who has just opened the sample agreement."""
    shell = make_shell()
    shell.prepare_room()
    settle(shell)
    person = User(shell, settle)
    shell.window.activateWindow()
    person.press("Ctrl+Shift+P")
    person.type(SAMPLE)
    person.press("Return")
    assert person.agreement == SAMPLE
    return person
