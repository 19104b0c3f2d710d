"""From launch to the first painted main window, beside the same for an empty window of PySide6's.

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
    """Two comparisons: the start of every day, and the very first, for which the user's folders are empty."""
    runs = size or RUNS
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        everyday = _start(lambda: home / "same")
        ours, theirs = alternate(everyday, _empty, runs)
        rows += median_and_p95("start with an empty library", runs, ours, "ms", "empty PySide6 window", theirs)
        fresh = (home / f"first-{number}" for number in range(runs + 1))
        ours, theirs = alternate(_start(lambda: next(fresh)), _empty, runs)
        rows += median_and_p95("very first start", runs, ours, "ms", "empty PySide6 window", theirs)
    return rows


def _start(home: Callable[[], Path]) -> Callable[[], float]:
    def measure() -> float:
        environment = {**_environment(), **user_folders(home()), "CONTRACT_NAVIGATOR_BENCH_EXIT": "1"}
        return milliseconds(lambda: _process(["-m", "ui"], environment))

    return measure


def _empty() -> float:
    return milliseconds(lambda: _process(["-c", _EMPTY_WINDOW], _environment()))


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def _process(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], env=environment, check=True, timeout=60, stdin=subprocess.DEVNULL)
