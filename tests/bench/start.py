"""From launch to the first painted main window, and to the library's agreements in it, beside an empty PySide6 window.

Each measure is a whole process: Python starts, the window is painted for the first time, the process ends there. `size`
is the number of runs.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Row, alternate, median_and_p95, milliseconds
from tests.helpers.isolation import user_folders

RUNS = 9
AGREEMENTS = 500
_PEER = "empty PySide6 window"

_EMPTY_WINDOW = """
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))

application = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
sys.exit(application.exec())
"""


def run(size: int | None) -> list[Row]:
    """The start of every day, with an empty library and with one of 500 agreements, and the very first, for which the
    user's folders are empty."""
    runs = size or RUNS
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        everyday = _start(lambda: home / "same")
        ours, theirs = alternate(everyday, _empty, runs)
        rows += median_and_p95("start with an empty library", runs, ours, "ms", _PEER, theirs)
        full = home / "full"
        _fill(full, AGREEMENTS)
        for what, until in (("start", "1"), ("start until the list is painted", "library")):
            ours, theirs = alternate(_start(lambda: full, until), _empty, runs)
            rows += median_and_p95(f"{what} with {AGREEMENTS} agreements", runs, ours, "ms", _PEER, theirs)
        fresh = (home / f"first-{number}" for number in range(runs + 1))
        ours, theirs = alternate(_start(lambda: next(fresh)), _empty, runs)
        rows += median_and_p95("very first start", runs, ours, "ms", _PEER, theirs)
    return rows


def _fill(home: Path, number: int) -> None:
    """A library of so many short agreements in the user's folder."""
    from navigator.library import Library, Source, understand
    from tests.navigator.agreements import LANTERN

    folders = user_folders(home)
    library = Library(Path(folders["XDG_DATA_HOME"]) / "contract-navigator" / "library")
    for start in range(0, number, 100):
        texts = [LANTERN.replace("Lantern", f"Lantern{start + at}") for at in range(100)]
        sources = [Source(f"{start + at}.md", text.encode()) for at, text in enumerate(texts)]
        library.keep([(source, understand(source)) for source in sources])


def _start(home: Callable[[], Path], until: str = "1") -> Callable[[], float]:
    def measure() -> float:
        environment = {**_environment(), **user_folders(home()), "CONTRACT_NAVIGATOR_BENCH_EXIT": until}
        return milliseconds(lambda: _process(["-m", "ui"], environment))

    return measure


def _empty() -> float:
    return milliseconds(lambda: _process(["-c", _EMPTY_WINDOW], _environment()))


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def _process(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], env=environment, check=True, timeout=60, stdin=subprocess.DEVNULL)
