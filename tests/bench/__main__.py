"""`python -m tests.bench NAME [--size N] [--json]`."""

import argparse
import importlib
import json
import sys

from tests.bench import BENCHES
from tests.bench.measure import Row, as_text, machine
from ui.bootstrap import ensure


def main(arguments: list[str] | None = None) -> int:
    """Run one benchmark and print its rows; 2 for a name that there is not."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure us and a peer in one run.")
    parser.add_argument("name", help=", ".join(sorted(BENCHES)))
    parser.add_argument("--size", type=int, help="how many of what the benchmark counts (each has its own default)")
    parser.add_argument("--json", action="store_true", help="print for programs")
    options = parser.parse_args(arguments)
    if options.name not in BENCHES:
        return _refuse(f"no benchmark {options.name!r}: choose from {', '.join(sorted(BENCHES))}")
    if options.size is not None and options.size < 1:
        return _refuse(f"--size {options.size}: give a number of 1 or more")
    rows: list[Row] = importlib.import_module(BENCHES[options.name]).run(options.size)
    if options.json:
        report = {"bench": options.name, "machine": machine(), "rows": [row.as_json() for row in rows]}
        print(json.dumps(report, indent=2))
    else:
        print(as_text(options.name, rows))
    return 0


def _refuse(why: str) -> int:
    print(f"tests.bench: {why}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    ensure(development=True)
    sys.exit(main())
