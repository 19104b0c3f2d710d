"""`python3 -m tests.helpers.lock`: write requirements.lock again from pyproject.toml (needs `pip install uv`).

One resolution for Python 3.11 and newer on Linux, macOS and Windows, in two parts, so that the app installs without the
tools of its tests. `--upgrade` takes newer versions than those locked now.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ui.bootstrap import DEVELOPMENT_HEADING, LOCK, ROOT

HEADER = "# Versions and hashes of everything that gets installed. After a change in pyproject.toml: {command}\n"
COMMAND = "python3 -m tests.helpers.lock"
_BLOCK = re.compile(r"^[A-Za-z0-9].*\n(?:[ ].*\n)*", re.MULTILINE)


def main(arguments: list[str]) -> int:
    """Resolve both parts together, write the lock, and say how many packages it names."""
    if not set(arguments) <= {"--upgrade"}:
        print(f"usage: {COMMAND} [--upgrade]", file=sys.stderr)
        return 2
    known = LOCK.read_text("utf-8") if LOCK.exists() and "--upgrade" not in arguments else ""
    everything = _resolve(["install", "dev"], known)
    app = _resolve(["install"], everything)
    shared = {_name(block) for block in _BLOCK.findall(app)}
    extra = [block for block in _BLOCK.findall(everything) if _name(block) not in shared]
    LOCK.write_text("\n".join([HEADER.format(command=COMMAND) + app, DEVELOPMENT_HEADING, "".join(extra)]), "utf-8")
    print(f"{LOCK.name}: {len(shared)} packages for the app, {len(extra)} more for the tests and the build")
    return 0


def _name(block: str) -> str:
    return block.partition("==")[0]


def _resolve(groups: list[str], known: str) -> str:
    """The lock's text for the app and these dependency groups, keeping the versions of `known` where they still fit."""
    command = [*_uv(), "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--generate-hashes", "--no-header"]
    command += ["--python-version", "3.11"]
    for group in groups:
        command += ["--group", group]
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / LOCK.name
        result.write_text(known, "utf-8")  # uv keeps the versions of the file that it is about to write
        subprocess.run([*command, "--output-file", str(result)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return result.read_text("utf-8")


def _uv() -> list[str]:
    if importlib.util.find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    found = shutil.which("uv")
    if not found:
        print("uv is missing: python3 -m pip install uv", file=sys.stderr)
        raise SystemExit(2)
    return [found]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
