"""Processes that understand sources side by side, one source at a time each.

Each is a fresh interpreter that answers on its standard output what it is given on its input, watched by a thread of
ours. What a process was at when it died (a fault in a library written in C, the memory at its end) is known: that
source alone fails, and another process takes its place. Cancelling ends the processes at once.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread, Timer
from typing import IO, Self

from navigator.library.understood import Source, Understood, understand
from navigator.model.catalogue import BadInput

SERVE = "understand-sources"
"""The word by which a built app, which has no interpreter of its own to call, is asked to be such a process."""

_LONGEST_SECONDS = 300.0
"""For one source; the longest agreements known to us take 10."""
_WAIT_SECONDS = 0.1
_END_SECONDS = 5.0


def cores() -> int:
    """The processor cores that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """`submit` takes a source while `free`; `results` gives what is done. To be used by one thread, in a `with`."""

    def __init__(self, processes: int) -> None:
        self._count = processes
        self._under_way = 0
        self._tasks: SimpleQueue[tuple[int, Source] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, Understood | BadInput]] = SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads: list[Thread] = []
        self._ending = False

    def __enter__(self) -> Self:
        self._threads = [Thread(target=self._watch, name="navigator-import") for _ in range(self._count)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        for _thread in self._threads:
            self._tasks.put(None)
        for process in tuple(self._processes):
            process.kill()
        for thread in self._threads:
            thread.join()

    @property
    def free(self) -> bool:
        """Whether there is room for another source: one for each process, and one that waits for each."""
        return self._under_way < 2 * self._count

    @property
    def busy(self) -> bool:
        """Whether any source has no result yet."""
        return self._under_way > 0

    def submit(self, number: int, source: Source) -> None:
        """Give a source to be understood; `number` comes back with its result."""
        self._under_way += 1
        self._tasks.put((number, source))

    def results(self) -> list[tuple[int, Understood | BadInput]]:
        """What has been done since, after a moment's wait at most."""
        found: list[tuple[int, Understood | BadInput]] = []
        with suppress(Empty):
            found.append(self._done.get(timeout=_WAIT_SECONDS))
            while True:
                found.append(self._done.get_nowait())
        self._under_way -= len(found)
        return found

    def _watch(self) -> None:
        """The life of one thread: a process, and one source after another for it."""
        process: subprocess.Popen[bytes] | None = None
        while (task := self._tasks.get()) is not None and not self._ending:
            number, source = task
            process = process or self._start()
            late = Event()
            timer = Timer(_LONGEST_SECONDS, _give_up, (process, late))
            timer.start()
            try:
                answer = _ask(process, source)
            except (OSError, EOFError, pickle.UnpicklingError):
                ended = "reading it took too long" if late.is_set() else "the program ended while reading it"
                self._end(process)
                process = None
                answer = BadInput(f"{source.name}: {ended}; please report this with the file")
            finally:
                timer.cancel()
                timer.join()
            self._done.put((number, answer))
        if process is not None:
            self._end(process)

    def _start(self) -> subprocess.Popen[bytes]:
        root = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        frozen = getattr(sys, "frozen", False)
        command = [sys.executable, SERVE] if frozen else [sys.executable, "-m", "navigator.library.workers"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
        )
        self._processes.append(process)
        if self._ending:
            process.kill()
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what is still unsent has nowhere to go
                assert pipe is not None
                pipe.close()
        process.wait(_END_SECONDS)


def _give_up(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _ask(process: subprocess.Popen[bytes], source: Source) -> Understood | BadInput:
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(source, process.stdin, pickle.HIGHEST_PROTOCOL)
    process.stdin.flush()
    answer = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
    assert isinstance(answer, Understood | BadInput)
    return answer


def serve() -> int:
    """Be such a process: until its input ends, understand each source that comes and answer it."""
    # Whatever else is printed must not stand between the answers. Whoever asked may be gone at any moment.
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError), os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        _serve(sys.stdin.buffer, answers, understand)
    return 0


def _serve(questions: IO[bytes], answers: IO[bytes], understand: Callable[[Source], Understood]) -> None:
    while True:
        source = pickle.load(questions)  # noqa: S301 - our own process wrote it
        try:
            answer: Understood | BadInput = understand(source)
        except BadInput as error:
            answer = BadInput(str(error))  # without its cause, which may hold anything
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    # Under its own name, by which its answers are known on the other side.
    from navigator.library.workers import serve as run

    sys.exit(run())
