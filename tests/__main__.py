"""`python3 -m tests [PYTEST ARGUMENT ...]`: style, types, import directions, then the tests.

Sets up what it needs on the first run. Arguments go to pytest alone. The exit status is 0 when all four pass; pytest's
summary is the last thing printed.
"""

import os
import subprocess
import sys
import time

from ui import system_libraries
from ui.bootstrap import ROOT, ensure

CHECKS = (
    ("ruff", ["-m", "ruff", "check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"]),
)


def main(arguments: list[str]) -> int:
    """Run the four, each with its output, and return the exit status."""
    ensure(development=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    system_libraries.require()
    failed = [name for name, command in CHECKS if _run(name, command)]
    if failed:
        print(f"\n== failed so far: {', '.join(failed)}", flush=True)
    return max(_run("pytest", ["-m", "pytest", *arguments]), 1 if failed else 0)


def _run(name: str, arguments: list[str]) -> int:
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    status = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode
    if name != "pytest":
        print(f"== {name}: {'failed' if status else 'passed'} in {time.monotonic() - started:.1f} s", flush=True)
    return abs(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
