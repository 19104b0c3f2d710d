"""Benchmarks: each measures us and a peer alternately in one run, and prints medians and p95 with their ratio.

`python -m tests.bench NAME [--size N] [--json]`. To add one: a module here with `run(size: int | None) -> list[Row]`,
and its line in `BENCHES`.
"""

BENCHES = {
    "adding": "tests.bench.adding",
    "applies": "tests.bench.applies",
    "compare": "tests.bench.compare",
    "export": "tests.bench.export",
    "import": "tests.bench.importing",
    "reading": "tests.bench.reading",
    "search": "tests.bench.search",
    "start": "tests.bench.start",
}
"""Name on the command line -> module."""
