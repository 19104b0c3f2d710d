"""Makes a fresh clone runnable: installs what `requirements.lock` pins into `.venv` and goes on inside it.

Standard library only, and written so that an older Python can still read it and say what is wrong. `python3 -m ui` and
`python3 -m tests` call `ensure` before they import anything that has to be installed. An installed copy (from a wheel
or frozen) has no lock file beside it, and `ensure` leaves it alone. Every start of the app passes here, so what only an
installation takes is in `ui.installation`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"

DEVELOPMENT_HEADING = "# === For the tests and the build, besides the above ==="
"""The line of the lock file that ends what the app needs; `tests/helpers/lock.py` writes it."""

OLDEST_PYTHON = (3, 11)
GUARD = "CONTRACT_NAVIGATOR_INSIDE"
"""Set for the process started inside the environment, so that a broken one cannot start itself for ever."""


class SetupError(Exception):
    """Why the environment could not be made: a few words, then the mend."""


def locked(development: bool) -> str:
    """The part of the lock file that is wanted: what the app needs, or all of it."""
    text = LOCK.read_text("utf-8")
    return text if development else text.partition(DEVELOPMENT_HEADING)[0]


def ensure(*, development: bool = False) -> None:
    """Return inside a Python that has what is needed; otherwise set one up and start this command again inside it.

    `development` asks for the tools of tests and build as well. Says on standard error what it does. Ends the process
    with status 2 and the mend when it cannot be done.
    """
    if not LOCK.is_file():
        return
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise SetupError(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: run a newer python3")
        home = _home()
        inside = Path(sys.prefix).resolve() == home.resolve()
        if _is_current(home, development):
            if inside:
                os.environ.pop(GUARD, None)
                return
        elif not inside and _satisfied(development):
            return
        else:
            from ui.installation import install

            install(home, ROOT, locked(development))
            for part in {False, development}:  # all of the lock serves the app too; last, so that a stop starts over
                _stamp_file(home, part).write_text(_stamp(part), "utf-8")
        if os.environ.get(GUARD) == str(home):
            raise SetupError(f"{home} does not work: delete it and run this again")
        _go_on_inside(home)
    except SetupError as error:
        print(f"contract-navigator: {error}", file=sys.stderr)
        raise SystemExit(2) from None


def _home() -> Path:
    """`.venv` in the checkout, or a folder of the user's cache where the checkout cannot be written."""
    home = ROOT / ".venv"
    if os.access(home if home.exists() else ROOT, os.W_OK):
        return home
    caches = {
        "win32": os.environ.get("LOCALAPPDATA") or "~/AppData/Local",
        "darwin": "~/Library/Caches",
    }.get(sys.platform, os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    return Path(caches).expanduser() / "contract-navigator" / "environments" / "-".join(ROOT.parts[1:])


def python_of(home: Path) -> Path:
    """The interpreter of a virtual environment."""
    return home / "Scripts" / "python.exe" if os.name == "nt" else home / "bin" / "python"


def _stamp(development: bool) -> str:
    """What the environment is made from: the pins, the project's own metadata and the place."""
    return "\n".join((str(ROOT), locked(development), (ROOT / "pyproject.toml").read_text("utf-8")))


def _stamp_file(home: Path, development: bool) -> Path:
    return home / f"made-for-{'development' if development else 'app'}.txt"


def _is_current(home: Path, development: bool) -> bool:
    """Whether the environment was finished, and from what the checkout says now."""
    try:
        stamp = _stamp_file(home, development).read_text("utf-8")
    except (OSError, ValueError):
        return False
    return stamp == _stamp(development) and python_of(home).exists()


def _satisfied(development: bool) -> bool:
    """Whether this Python, somebody's own environment, has every pinned package in its pinned version.

    Packages for another platform only (those with a marker) are not asked for.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        return all(
            _plain(version(name)) == _plain(pinned) for name, pinned, marker in pins(locked(development)) if not marker
        )
    except PackageNotFoundError:
        return False


def _plain(version: str) -> str:
    """A version without leading zeros: a package may call itself 1.002 that its lock, by PEP 440, calls 1.2."""
    import re

    return re.sub(r"(?<![0-9A-Za-z])0+(?=[0-9])", "", version)


def pins(lock: str) -> list[tuple[str, str, str]]:
    """Name, version and marker ("" for every platform) of each package that a lock names."""
    import re

    return re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: *; *([^\\\n]*))?", lock, re.MULTILINE)


def _go_on_inside(home: Path) -> None:
    """Start the same command with the environment's Python, in place of this process."""
    command = [str(python_of(home)), *sys.orig_argv[1:]]
    environment = {**os.environ, GUARD: str(home)}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # exec there returns to the shell at once
        import subprocess

        raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(command[0], command, environment)
