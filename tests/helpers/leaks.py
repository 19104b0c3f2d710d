"""What a test left running or open: threads, Qt's threads and timers, windows."""

import gc
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

GRACE_SECONDS = 2.0
"""How long a thread that was told to stop may take."""

_QT_OWN_WINDOWS = {"QTipLabel"}
"""Qt keeps the window of its tool tips and shows it again."""


@dataclass(frozen=True)
class Snapshot:
    """What was there before the test: thread identities, and the addresses of Qt's objects."""

    threads: frozenset[int]
    objects: frozenset[int]


def snapshot() -> Snapshot:
    """Look before the test."""
    threads = frozenset(id(thread) for thread in threading.enumerate())
    return Snapshot(threads, frozenset(address for address, _ in _busy_qt_objects()))


def left_behind(before: Snapshot) -> list[str]:
    """Look after the test: a line for each thing that it should have stopped or closed, after a short grace."""
    left = _look(before)
    deadline = time.monotonic() + GRACE_SECONDS
    while left and time.monotonic() < deadline:
        gc.collect()  # a window in a reference cycle goes when the collector comes by
        _finish_qt_deletions()
        left = _look(before)
        if left:
            time.sleep(0.02)
    return left


def _look(before: Snapshot) -> list[str]:
    left = [
        f"thread {thread.name}"
        for thread in threading.enumerate()
        if id(thread) not in before.threads and not isinstance(thread, threading._DummyThread)
    ]
    left += [description for address, description in _busy_qt_objects() if address not in before.objects]
    core = sys.modules.get("PySide6.QtCore")
    if core and core.QCoreApplication.instance() and core.QThreadPool.globalInstance().activeThreadCount():
        left.append("work in Qt's global thread pool")
    return left


def _busy_qt_objects() -> Iterator[tuple[int, str]]:
    """Address and description of every running timer or thread of Qt's, and of every window, that Python knows of."""
    core, widgets = sys.modules.get("PySide6.QtCore"), sys.modules.get("PySide6.QtWidgets")
    if not core:
        return
    import shiboken6

    for wrapper in shiboken6.getAllValidWrappers():
        description = _describe(wrapper, core, widgets)
        if description:
            yield shiboken6.getCppPointer(wrapper)[0], description


def _describe(wrapper: Any, core: Any, widgets: Any) -> str | None:
    if isinstance(wrapper, core.QTimer):
        return f"running timer of {type(wrapper.parent()).__name__}" if wrapper.isActive() else None
    if isinstance(wrapper, core.QThread):
        ours = wrapper.isRunning() and wrapper != core.QThread.currentThread()
        return f"running {type(wrapper).__name__}" if ours else None
    if widgets and isinstance(wrapper, widgets.QWidget):
        open_window = wrapper.parent() is None and wrapper.metaObject().className() not in _QT_OWN_WINDOWS
        return f"window {type(wrapper).__name__} {wrapper.windowTitle()!r}" if open_window else None
    return None


def _finish_qt_deletions() -> None:
    core = sys.modules.get("PySide6.QtCore")
    if core and core.QCoreApplication.instance():
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
        core.QCoreApplication.processEvents()
