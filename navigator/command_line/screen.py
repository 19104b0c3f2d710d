"""What a person or a script sees of a verb."""

from __future__ import annotations

import json
import sys
from typing import Any

from navigator.model.catalogue import Progress
from navigator.settings import APPLICATION

DONE, FINDINGS, BAD_INPUT = 0, 1, 2
"""Exit statuses: done; findings, or nothing found (`search`), or not all of the files added (`add`); bad input."""


def refuse(why: str) -> int:
    """Say in one line what is wrong with the input; answers the exit status."""
    print(f"{APPLICATION}: {' '.join(why.split())}", file=sys.stderr)
    return BAD_INPUT


def print_json(value: Any) -> None:
    """JSON that people can read too."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def show_progress(progress: Progress) -> None:
    """One line on standard error that is written over until the end."""
    parts = [f"{progress.done} of {progress.total}"] if progress.total else []
    if progress.rate and progress.seconds_left is not None and progress.done < progress.total:
        parts.append(f"{progress.rate:.1f} a second, {_span(progress.seconds_left)} left")
    line = "  ".join([*parts, progress.what])[:78]
    print(f"\r{line:<78}", end="" if progress.what else "\n", file=sys.stderr, flush=True)


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
