"""`python -m tests.kills [NUMBER] [--seed N]`: ends the program at random moments, and looks at what is left.

Imports (on one process and on two), removals and index builds run in a process of their own that is killed (SIGKILL, on
Windows TerminateProcess) somewhere between their beginning and their end, with either search engine in turn. After each
of them `library verify` must find nothing wrong, every agreement listed must be readable and found, and each of them
must be there or not, never in part.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle, product
from pathlib import Path

from navigator.model.catalogue import Engine
from navigator.session import Session
from tests.conftest import ROOT
from tests.navigator.agreements import LANTERN

_FILES = 24
_PATIENCE = 60.0


def _import_alone(session: Session, files: Path) -> None:
    session.add([files], processes=1)


def _import_by_two(session: Session, files: Path) -> None:
    session.add([files], processes=2)


def _remove(session: Session, files: Path) -> None:
    for card in session.cards():
        if not card.sample:
            session.remove(card.key)


def _index(session: Session, files: Path) -> None:
    session.rebuild_index()


WORK: dict[str, Callable[[Session, Path], None]] = {
    "import": _import_alone,
    "import by two": _import_by_two,
    "removal": _remove,
    "index": _index,
}
"""Name -> what is interrupted."""
_ENGINES = (Engine.WHOOSH, Engine.TANTIVY)


@dataclass
class Tally:
    """What was seen: how often each piece of work was cut off or came to its end, and every trouble."""

    cut: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)


def run(
    times: int,
    seed: int = 0,
    files: int = _FILES,
    within: float | None = None,
    tell: Callable[[str], None] | None = None,
) -> Tally:
    """Interrupts so many times, each kind of work in turn, `within` so many seconds (None: as long as it takes). What
    `tell` is given is worth a line to somebody who waits."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="contract-navigator-kills-") as name:
        folder = Path(name)
        sources = folder / "files"
        sources.mkdir()
        for number in range(files):
            text = LANTERN.replace("thirty (30)", f"{number + 100} ({number + 100})")
            (sources / f"{number:03}.md").write_text(text * (1 + number % 3), "utf-8")
        for engine in _ENGINES:
            session = _session(folder / engine, engine)
            session.add([sources], processes=1)
            session.close()
        lengths: dict[tuple[str, Engine], float] = {}
        for turn, (what, engine) in zip(range(times), cycle(product(WORK, _ENGINES)), strict=False):
            library = folder / f"library-{turn}"
            if not what.startswith("import"):
                shutil.copytree(folder / engine, library)
            if within is None and (what, engine) not in lengths:
                whole = folder / "whole"
                if library.exists():
                    shutil.copytree(library, whole)
                lengths[what, engine] = _work(what, engine, whole, sources, None) or 0.0
                shutil.rmtree(whole)
            cut = _work(what, engine, library, sources, chance.uniform(0, within or lengths[what, engine] * 1.05))
            (tally.ended if cut is None else tally.cut)[what] += 1
            troubles = _troubles(what, engine, library, sources, files)
            tally.troubles += [f"{turn} ({what}, {engine}): {words}" for words in troubles]
            if tell is not None:
                tell(f"{turn + 1} of {times}: {len(tally.troubles)} things wrong so far")
            shutil.rmtree(library, ignore_errors=True)
    return tally


def _session(library: Path, engine: Engine) -> Session:
    session = Session(library)
    session.use_engine(engine)
    return session


def _work(what: str, engine: Engine, library: Path, sources: Path, end_after: float | None) -> float | None:
    """Runs a piece of work to its end, or kills it some seconds after it began. Answers how long it took, or None
    where it came to its end before it was to be killed."""
    command = [sys.executable, "-m", "tests.kills", "--work", what, engine, str(library), str(sources)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        began = time.monotonic()
        try:
            if process.wait(_PATIENCE if end_after is None else end_after) != 0:
                raise RuntimeError(f"{what} failed")
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return time.monotonic() - began
    return time.monotonic() - began if end_after is None else None


def _troubles(what: str, engine: Engine, library: Path, sources: Path, files: int) -> list[str]:
    """What is wrong after the kill, and after the same work was then done to its end."""
    found: list[str] = []
    session = _session(library, engine)
    try:
        for step in ("after the kill", "after going on"):
            if step == "after going on":
                WORK[what](session, sources)
            found += [f"{step}: {words}" for words in session.verify().wrong]
            keys = [card.key for card in session.cards() if not card.sample]
            for key in keys:
                session.analysis(key)
            found += [f"{step}: {words}" for words in session.prepare_search()]
            for form in ("storms", "storm"):  # as all of them have it, and as none has it
                if (total := session.search(form).total) < len(keys):
                    found.append(f"{step}: {len(keys)} agreements, but only {total} found by {form!r}")
        expected = 0 if what == "removal" else files
        if len(keys) != expected:
            found.append(f"after going on: {len(keys)} agreements instead of {expected}")
        if list(library.glob("pending/*")):
            found.append("after going on: something is still pending")
    finally:
        session.close()
    return found


def main(arguments: list[str] | None = None) -> int:
    """The named command; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("number", nargs="?", type=int, default=200, help="how many kills (200)")
    parser.add_argument("--seed", type=int, default=0, help="another number, other moments (0)")
    parser.add_argument("--work", nargs=4, metavar=("WHAT", "ENGINE", "LIBRARY", "FILES"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.work is not None:
        what, engine, library, sources = given.work
        session = _session(Path(library), Engine(engine))
        session.cards()
        print("begin", flush=True)
        WORK[what](session, Path(sources))
        return 0
    tally = run(given.number, given.seed, tell=lambda words: print(words, file=sys.stderr, flush=True))
    for what in WORK:
        print(f"{what}: {tally.cut[what]} cut off, {tally.ended[what]} came to their end first")
    print("\n".join(tally.troubles) or "nothing wrong after any of them")
    return 1 if tally.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
