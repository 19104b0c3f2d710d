"""The desktop entry that has a Linux desktop open links with this app."""

from __future__ import annotations

import configparser
import shlex
import sys
from pathlib import Path

import pytest

from ui.frame import scheme


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="desktop entries are Linux's")
def test_the_entry_starts_this_app_with_the_link(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("subprocess.run", lambda words, **_how: asked.append(words))
    program = tmp_path / 'odd "100%"' / "python"
    program.parent.mkdir()
    program.with_name("contract-navigator").touch()
    monkeypatch.setattr("sys.executable", str(program))
    scheme.register()
    (entry,) = home.rglob("contract-navigator.desktop")
    rows = configparser.RawConfigParser()
    rows.read(entry, "utf-8")
    assert rows["Desktop Entry"]["MimeType"] == "x-scheme-handler/contract-navigator;"
    # The entry's own escaping first, then its quotes; a shell's are the same.
    line = rows["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    assert shlex.split(line) == [str(program.with_name("contract-navigator")), "%u"]
    assert asked[-1] == ["xdg-mime", "default", entry.name, "x-scheme-handler/contract-navigator"]
