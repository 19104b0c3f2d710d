"""Importing: the whole pipeline over a library of agreements against markdown-it-py alone, its growth and its memory.

All times are CPU times, so that other work on the machine tells less. `size` limits how many agreements are read.
"""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpus import samples
from tests.bench.measure import Row, alternate, median_and_p95
from tests.conftest import CORPUS, ROOT

_RUNS = 3
_COPIES = (10, 100)
_NUMBER = re.compile(r"^([#* ]*)(\d{1,3})(?=\\?[.)])", re.MULTILINE)
# Runs in a process of its own, whose peak is then that of the pipeline alone.
_PEAK = """
import resource, sys
from pathlib import Path
from navigator.pipeline import analyse
for name in sys.stdin.read().splitlines():
    analyse(Path(name).read_bytes(), Path(name).name)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(size: int | None) -> list[Row]:
    """The ratio over all agreements, the cost of 10 and 100 times one of them, and the peak of memory."""
    files = agreements()[:size]
    texts = [(path.read_bytes(), path.name) for path in files]
    ours, theirs = alternate(lambda: _cpu(_import, texts), lambda: _cpu(_parse, texts), _RUNS)
    rows = median_and_p95("whole pipeline, CPU time", len(files), ours, "ms", "markdown-it-py alone", theirs)
    middle = sorted((data for data, _ in texts), key=len)[len(texts) // 2].decode("utf-8", "replace")
    for what, make in (("copied", _copied), ("copied and renumbered", _renumbered)):
        rows += _growth(what, middle, make)
    rows.append(Row("peak of memory", len(files), _peak(files), "MB"))
    return rows


def agreements() -> list[Path]:
    """The agreements of the library corpus, or the samples where it is not at hand."""
    files = sorted(path for path in CORPUS.glob("library/**/*.md") if path.stem != "SOURCES")
    if not files:
        print(f"no agreements in {CORPUS / 'library'}: measured on the samples instead", file=sys.stderr)
        files = [sample.path for sample in samples()]
    return files


def _import(texts: list[tuple[bytes, str]]) -> None:
    from navigator.pipeline import analyse

    for data, name in texts:
        analyse(data, name)


def _parse(texts: list[tuple[bytes, str]]) -> None:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for data, _ in texts:
        parser.parse(data.decode("utf-8", "replace"))


def _cpu(work: Callable[[list[tuple[bytes, str]]], None], texts: list[tuple[bytes, str]]) -> float:
    """Milliseconds of CPU time."""
    started = time.process_time()
    work(texts)
    return (time.process_time() - started) * 1000


def _growth(what: str, text: str, make: Callable[[str, int], str]) -> list[Row]:
    """The cost of each thousand words of one agreement several times over, beside that of the agreement once."""
    words = len(text.split()) / 1000
    once = statistics.median(_cpu(_import, [(text.encode(), "once.md")]) for _ in range(2 * _RUNS + 1)) / words
    rows = []
    for copies in _COPIES:
        longer = [(make(text, copies).encode(), "longer.md")]
        runs = _RUNS if copies < _COPIES[-1] else 1
        taken = statistics.median(_cpu(_import, longer) for _ in range(runs)) / (words * copies)
        rows.append(Row(f"each thousand words, {what}, CPU time", copies, taken, "ms", "once", once))
    return rows


def _copied(text: str, copies: int) -> str:
    return "\n\n".join([text] * copies)


def _renumbered(text: str, copies: int) -> str:
    """Each copy goes on with the numbers of the one before: 1. to 12., 13. to 24., …"""
    last = max((int(found[2]) for found in _NUMBER.finditer(text)), default=0)
    return "\n\n".join(
        _NUMBER.sub(lambda found, step=copy * last: f"{found[1]}{int(found[2]) + step}", text)  # type: ignore[misc]
        for copy in range(copies)
    )


def _peak(files: list[Path]) -> float:
    """The most memory that a process holds which imports the files one after the other, in MB."""
    found = subprocess.run(
        [sys.executable, "-c", _PEAK],
        cwd=ROOT,
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return float(found.stdout)
