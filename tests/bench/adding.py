"""Adding a folder of agreements to a new library, index included: on two cores beside one.

Wall times: run it while the machine has nothing else to do. `size` limits how many agreements are added. The CPU time
of all processes together says what the second one costs: its start, and handing over what was understood.
"""

import os
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from navigator.model.catalogue import AddStatus
from navigator.session import Session
from tests.bench.importing import agreements
from tests.bench.measure import Row, alternate, median_and_p95

_RUNS = 3


def run(size: int | None) -> list[Row]:
    """The whole import, and the same without the index."""
    files = agreements()[:size]
    rows: list[Row] = []
    for what, indexed in (("import", True), ("import, the index left for later", False)):
        cpu: dict[int, list[float]] = {1: [], 2: []}

        def measure(processes: int, indexed: bool = indexed, cpu: dict[int, list[float]] = cpu) -> float:
            before = _cpu()
            taken = _add(files, processes, indexed=indexed)
            cpu[processes].append(_cpu() - before)
            return taken

        ours, theirs = alternate(lambda run=measure: run(2), lambda run=measure: run(1), _RUNS)
        rows += median_and_p95(f"{what} on two cores, wall time", len(files), ours, "ms", "one core", theirs)
        both, alone = (statistics.median(cpu[count]) for count in (2, 1))
        rows.append(Row(f"{what} on two cores, CPU time", len(files), both, "ms", "one core", alone))
    return rows


def _add(files: list[Path], processes: int, *, indexed: bool) -> float:
    folder = Path(tempfile.mkdtemp(prefix="contract-navigator-bench-"))
    session = Session(folder / "library")
    if not indexed:
        session._noted = lambda _found: None  # type: ignore[method-assign]
    session.cards()
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(before)[:processes]))  # for the index's own threads too
    started = time.perf_counter()
    added = session.add(files, processes=processes).value
    taken = (time.perf_counter() - started) * 1000
    os.sched_setaffinity(0, before)
    session.close()
    shutil.rmtree(folder)
    failed = [report.message for report in added if report.status is AddStatus.FAILED]
    assert not failed, failed[0]
    return taken


def _cpu() -> float:
    """Milliseconds of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used) * 1000
