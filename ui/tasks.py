"""Work away from the Qt thread: one channel per kind of work, newest wins, can be cancelled, reports progress.

A result is handed over on the Qt thread, and only while it is still the newest of its channel: an older answer never
overwrites a newer one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from navigator.model.catalogue import BadInput, Cancelled, Progress

_log = logging.getLogger(__name__)
_WORKERS = 3


class Job:
    """One piece of work under way. The work itself polls `cancelled` and may call `progress`, from its own thread."""

    def __init__(self, channel: str, report: Callable[[Job, Progress], None]) -> None:
        self.channel = channel
        self._report = report
        self._stop = Event()

    def cancel(self) -> None:
        """Asks the work to stop; its result will not be delivered."""
        self._stop.set()

    def cancelled(self) -> bool:
        return self._stop.is_set()

    def progress(self, progress: Progress) -> None:
        """Hands a progress report to the Qt thread."""
        self._report(self, progress)


class _Handlers:
    """What to call on the Qt thread when a job reports."""

    def __init__(
        self, done: Callable[[Any], object], failed: Callable[[str], None] | None, progress: Any, ended: Any
    ) -> None:
        self.done, self.failed, self.progress, self.ended = done, failed, progress, ended


class Tasks(QObject):
    """The background of one window. `settled` is emitted whenever the last piece of work has been delivered."""

    settled = Signal()
    failed = Signal(str)
    """A failure that no handler took, in words for the message bar."""

    _finished = Signal(object, object, object)
    _progressed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._closed = False
        self._jobs: dict[Job, _Handlers] = {}
        self._newest: dict[str, Job] = {}
        self._finished.connect(self._deliver)
        self._progressed.connect(self._pass_on)

    def run(
        self,
        channel: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], object],
        *,
        failed: Callable[[str], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Job:
        """Starts `work(job)` in a worker and gives its job. Cancels what the channel was doing.

        done      its value, on the Qt thread, unless cancelled or overtaken
        failed    one line in words; without it, the signal `failed` carries it
        progress  each report of the work
        ended     always, last: delivered, failed, cancelled or overtaken
        """
        self.cancel(channel)
        job = Job(channel, self._progressed.emit)
        if self._closed:
            job.cancel()
            return job
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="navigator")
        self._newest[channel] = job
        self._jobs[job] = _Handlers(done, failed, progress, ended)
        self._pool.submit(self._work, job, work)
        return job

    def cancel(self, channel: str) -> None:
        """Stops what a channel is doing; nothing where it is idle."""
        job = self._newest.pop(channel, None)
        if job is not None:
            job.cancel()

    def busy(self, channel: str | None = None) -> bool:
        """Whether a channel (or any) still has its newest work under way."""
        return bool(self._jobs) if channel is None else channel in self._newest

    def close(self) -> None:
        """Cancels everything and waits for the workers: no thread is left behind. What is run later is not begun."""
        self._closed = True
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self._newest.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _work(self, job: Job, work: Callable[[Job], Any]) -> None:
        value: Any = None
        trouble: str | None = None
        try:
            if not job.cancelled():
                value = work(job)
        except Cancelled:
            job.cancel()
        except BadInput as error:
            trouble = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the window says so and lives on
            _log.exception("background work failed: %s", job.channel)
            trouble = f"Something went wrong that should not have: {type(error).__name__}: {error}"
        self._finished.emit(job, value, trouble)

    def _deliver(self, job: Job, value: Any, trouble: str | None) -> None:
        handlers = self._jobs.pop(job, None)
        if handlers is None:
            return
        newest = self._newest.get(job.channel) is job
        if newest:
            del self._newest[job.channel]
        if newest and not job.cancelled():
            if trouble is None:
                handlers.done(value)
            else:
                (handlers.failed or self.failed.emit)(trouble)
        if handlers.ended is not None:
            handlers.ended()
        if not self._jobs:
            self.settled.emit()

    def _pass_on(self, job: Job, progress: Progress) -> None:
        handlers = self._jobs.get(job)
        if handlers is not None and handlers.progress is not None and not job.cancelled():
            handlers.progress(progress)
