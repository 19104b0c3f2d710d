"""A real window over a real session, with one small agreement in the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from navigator.session import Session
from navigator.settings import Settings
from tests.ui.agreement import TEXT
from ui.shell import Shell

PATIENCE = 20_000
"""Milliseconds after which a window that is still at work has failed the test."""


@pytest.fixture
def agreement_file(tmp_path: Path) -> Path:
    """The small agreement as a file."""
    path = tmp_path / "larkspur-hosting-terms.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Shell], None]:
    """Waits until a window has nothing under way."""

    def wait(shell: Shell) -> None:
        qtbot.waitUntil(shell.settled, timeout=PATIENCE)

    return wait


@pytest.fixture
def make_shell(qtbot: QtBot, library: Path, settle: Callable[[Shell], None]) -> Iterator[Callable[[], Shell]]:
    """Opens windows over the library of the test, and closes them after it."""
    made: list[Shell] = []

    def make() -> Shell:
        settings = Settings()
        settings.set("theme", "light")
        shell = Shell(lambda: Session(library), settings)
        made.append(shell)
        shell.window.resize(1440, 900)
        shell.window.show()
        qtbot.waitExposed(shell.window)
        shell.start()
        settle(shell)
        return shell

    yield make
    for shell in made:
        shell.window.close()
        shell.window.deleteLater()
        shell.deleteLater()


@pytest.fixture
def shell(
    make_shell: Callable[[], Shell],
    library: Path,
    agreement_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Callable[[Shell], None],
) -> Shell:
    """A window that reads the small agreement; the samples are left out, which take a moment to read."""
    monkeypatch.setattr("corpus.samples", lambda: ())
    session = Session(library)
    session.add([agreement_file])
    session.close()
    made = make_shell()
    made.library.open(made.current.library[0].key)
    settle(made)
    return made
