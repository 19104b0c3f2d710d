"""One journey on a real X display, with the keys and the mouse of its server: nothing of it knows Qt."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from ui.system_libraries import missing

_PATIENCE_S = 60
pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")) or bool(missing(display=True)),
    reason="needs Xvfb, xdotool and Qt's X11 libraries (Debian: apt-get install xvfb xdotool libxcb-cursor0)",
)


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own, in memory."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1500x950x24", "-nolisten", "tcp"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def test_a_first_start_by_mouse_and_keys(display: str, tmp_path: Path) -> None:
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {**os.environ, **folders, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    environment.pop("WAYLAND_DISPLAY", None)

    def tool(*words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def titled(title: str) -> str:
        return _until(lambda: tool("search", "--onlyvisible", "--name", f"^{title}$"), title).split()[-1]

    command = [sys.executable, "-m", "ui", "--library", str(tmp_path / "library")]
    with subprocess.Popen(command, env=environment, cwd=ROOT) as app:
        try:
            window = titled("Contract Navigator")
            tool("windowsize", "--sync", window, "1440", "900")
            tool("windowfocus", window)

            def first_tile() -> str:
                tool("mousemove", "--window", window, "400", "370", "click", "1")
                return tool("search", "--onlyvisible", "--name", "^Halyard .* – Contract Navigator$")

            _until(first_tile, "a sample")  # the samples are being read when the window comes
            tool("key", "ctrl+shift+p")
            tool("type", "--delay", "20", "Halyard Acceptable")
            tool("key", "Return")
            titled("Halyard Acceptable Use Policy – Contract Navigator")
            tool("key", "ctrl+w")
            titled("Contract Navigator")
            tool("key", "ctrl+q")
            assert app.wait(_PATIENCE_S) == 0
        finally:
            app.kill()
    kept = json.loads(next(tmp_path.rglob("settings.json")).read_text("utf-8"))
    assert len(kept["recent"]) == 2
    assert kept["window.geometry"]


def _until(ask: Callable[[], str], what: str) -> str:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    pytest.fail(f"no window called {what}")
