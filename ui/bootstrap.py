"""Makes a fresh clone runnable: installs what `requirements.lock` pins into `.venv` and goes on inside it.

Standard library only, and written so that an older Python can still read it and say what is wrong. `python3 -m ui` and
`python3 -m tests` call `ensure` before they import anything that has to be installed. An installed copy (from a wheel
or frozen) has no lock file beside it, and `ensure` leaves it alone.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"

DEVELOPMENT_HEADING = "# === For the tests and the build, besides the above ==="
"""The line of the lock file that ends what the app needs; `tests/helpers/lock.py` writes it."""

OLDEST_PYTHON = (3, 11)
GUARD = "CONTRACT_NAVIGATOR_INSIDE"
"""Set for the process started inside the environment, so that a broken one cannot start itself for ever."""

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(\s*;)?", re.MULTILINE)


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
        stamp = _stamp(development)
        inside = Path(sys.prefix).resolve() == home.resolve()
        if _stamped(home, development) == stamp and _python(home).exists():
            if inside:
                os.environ.pop(GUARD, None)
                return
        elif not inside and _satisfied(development):
            return
        else:
            _install(home, development, stamp)
        if os.environ.get(GUARD) == stamp:
            raise SetupError(f"{home} does not work: delete it and run this again")
        _go_on_inside(_python(home), stamp)
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
    name = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    return Path(caches).expanduser() / "contract-navigator" / f"venv-{name}"


def _python(home: Path) -> Path:
    return home / "Scripts" / "python.exe" if os.name == "nt" else home / "bin" / "python"


def _stamp(development: bool) -> str:
    """What the environment was made from: the pins, the project's own metadata and the place."""
    parts = (locked(development), (ROOT / "pyproject.toml").read_text("utf-8"), str(ROOT))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _stamp_file(home: Path) -> Path:
    return home / "contract-navigator.json"


def _stamps(home: Path) -> dict[str, str]:
    try:
        stamps = json.loads(_stamp_file(home).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def _stamped(home: Path, development: bool) -> str | None:
    return _stamps(home).get("development" if development else "app")


def _satisfied(development: bool) -> bool:
    """Whether this Python, somebody's own environment, has every pinned package in its pinned version.

    Packages for another platform only (those with a marker) are not asked for.
    """
    for name, pinned, marker in _PIN.findall(locked(development)):
        if marker:
            continue
        try:
            if importlib.metadata.version(name) != pinned:
                return False
        except importlib.metadata.PackageNotFoundError:
            return False
    return True


def _install(home: Path, development: bool, stamp: str) -> None:
    """Make or mend the environment; the stamp comes last, so that an interrupted run starts over."""
    say = f"contract-navigator: installing the packages of {LOCK.name} into {home} (once; this can take a few minutes)"
    print(say, file=sys.stderr, flush=True)
    stamps = _stamps(home)
    _stamp_file(home).unlink(missing_ok=True)
    if not _works(_python(home)):
        _create(home)
        stamps = {}
    pip = _pip(home)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / LOCK.name
        wanted.write_text(locked(development), "utf-8")
        # The lock names every package there is to install; binaries only, so that nothing is built without a hash.
        _run([*pip, "--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", str(wanted)])
    # Nothing to look up: the backend is installed by now.
    _run([*pip, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)])
    stamps["app"] = _stamp(development=False)
    if development:
        stamps["development"] = stamp
    _stamp_file(home).write_text(json.dumps(stamps), "utf-8")


def _works(python: Path) -> bool:
    """Whether the environment's Python is there, runs (the one it was made from may be gone) and is new enough."""
    check = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([str(python), "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create(home: Path) -> None:
    if home.exists() and any(home.iterdir()) and not (home / "pyvenv.cfg").exists():
        raise SetupError(f"{home} is no virtual environment: move it away and run this again")
    try:
        import venv  # some systems leave it out

        venv.create(home, clear=True, symlinks=os.name != "nt", with_pip=_has("ensurepip"))
    except ImportError:
        raise SetupError(f"this Python lacks its venv module: {_mend_venv()}") from None
    except OSError as error:
        place = error.filename or home
        raise SetupError(f"cannot write {place} ({error.strerror}): give yourself the right to write there") from None
    except subprocess.CalledProcessError:
        raise SetupError(f"this Python's ensurepip does not work: {_mend_venv()}") from None


def _mend_venv() -> str:
    version = ".".join(map(str, sys.version_info[:2]))
    return f"install Python's venv (Debian, Ubuntu: sudo apt-get install -y python{version}-venv) and run this again"


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _pip(home: Path) -> list[str]:
    """The command that installs into the environment: its own pip, or this Python's where ensurepip is left out."""
    python = str(_python(home))
    options = ["install", "--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "--retries=2"]
    own = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    if own.returncode == 0:
        return [python, "-m", "pip", *options]
    if _has("pip"):
        return [sys.executable, "-m", "pip", "--python", python, *options]
    raise SetupError(f"this Python has neither pip nor ensurepip: {_mend_venv()}")


def _run(command: list[str]) -> None:
    # Standard output belongs to the command that follows, which may print JSON.
    done = subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SetupError(
            "the packages could not be installed (pip's reason is above): is the network, or a folder of packages that "
            "PIP_FIND_LINKS names, within reach? Mend that and run this again"
        )


def _go_on_inside(python: Path, stamp: str) -> None:
    """Start the same command with the environment's Python, in place of this process."""
    command = [str(python), *sys.orig_argv[1:]]
    environment = {**os.environ, GUARD: stamp}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # exec there returns to the shell at once
        raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(python, command, environment)
