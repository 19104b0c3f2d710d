"""What the benchmarks share: alternating runs, medians and p95, and how a row is printed."""

import math
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: `ours` and `theirs` in `unit`, smaller is better; `against` is None where there is no peer."""

    what: str
    size: int
    ours: float
    unit: str
    against: str | None = None
    theirs: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours divided by theirs."""
        return self.ours / self.theirs if self.theirs else None

    def as_json(self) -> dict[str, object]:
        """The row in the form that the command line's specification gives."""
        return {
            "what": self.what,
            "size": self.size,
            "ours": round(self.ours, 3),
            "unit": self.unit,
            "against": self.against,
            "theirs": None if self.theirs is None else round(self.theirs, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
        }


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def alternate(
    ours: Callable[[], float], theirs: Callable[[], float], runs: int, warm_up: int = 1
) -> tuple[list[float], list[float]]:
    """Both measures in turn (A B A B ...), so that the machine's mood meets them alike; the warm-up is not counted."""
    pairs = [(ours(), theirs()) for _ in range(warm_up + runs)][warm_up:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def p95(values: Sequence[float]) -> float:
    """The value that 95 % do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]


def median_and_p95(
    what: str, size: int, ours: Sequence[float], unit: str, against: str | None = None, theirs: Sequence[float] = ()
) -> list[Row]:
    """The two rows that a comparison prints."""
    rows = []
    for name, figure in (("median", statistics.median), ("p95", p95)):
        rows.append(Row(f"{name} {what}", size, figure(ours), unit, against, figure(theirs) if theirs else None))
    return rows


def machine() -> str:
    """The machine in a line: figures are comparable within one run only."""
    python = f"Python {platform.python_version()}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {python}"


def as_text(name: str, rows: Sequence[Row]) -> str:
    """The rows for people."""
    lines = [f"{name} ({machine()})"]
    for row in rows:
        line = f"  {row.what} [{row.size}]: {row.ours:.1f} {row.unit}"
        if row.theirs is not None and row.ratio is not None:
            line += f"; {row.against} {row.theirs:.1f} {row.unit}; ratio {row.ratio:.2f}"
        lines.append(line)
    return "\n".join(lines)
