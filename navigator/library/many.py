"""Many sources understood: in this process, or by several beside one another where that is quicker."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from navigator.library.understood import Source, Understood, understand
from navigator.library.workers import Workers, cores
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput

_WORTH_PROCESSES = 8  # sources from which on a second process is quicker, its start included


def understand_many(
    sources: Iterator[tuple[int, Source]],
    count: int,
    analyse: Callable[[Source], Analysis],
    stopped: Callable[[], bool],
    processes: int | None = None,
) -> Generator[tuple[int, Source, Understood | BadInput], None, None]:
    """Each source with what is understood of it, or why it cannot be read, as they get done; the number that a source
    came with comes back with it. To be closed, which ends the processes.

    count      about how many sources there are
    analyse    how a source is understood in this process
    stopped    whether to end at once; what is under way then is dropped. `sources` ends by itself then too
    processes  at most so many; None for as many as there are cores
    """
    wanted = min(processes or cores(), count // (_WORTH_PROCESSES // 2))
    if wanted < 2:
        for number, source in sources:
            try:
                yield number, source, understand(source, analyse)
            except BadInput as error:
                yield number, source, error
        return
    waiting: dict[int, Source] = {}
    ended = False
    with Workers(wanted) as workers:
        while not ended or workers.busy:
            while workers.free and not ended:
                found = next(sources, None)
                if found is None:
                    ended = True
                else:
                    waiting[found[0]] = found[1]
                    workers.submit(*found)
            if stopped():
                return
            for number, understood in workers.results():
                yield number, waiting.pop(number), understood
