"""Makes the environment that `ui.bootstrap` asks for: creates it and installs what the lock pins.

Standard library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from ui.bootstrap import OLDEST_PYTHON, SetupError, python_of


def install(home: Path, root: Path, lock: str) -> None:
    """Make or mend the environment at `home` with all that `lock` pins, and the project at `root` itself, editable.

    Raises `SetupError` with the mend where that cannot be done; running it again then goes on from there.
    """
    say = f"contract-navigator: installing pinned packages into {home} (once; this can take a few minutes)"
    print(say, file=sys.stderr, flush=True)
    if not _works(python_of(home)):
        _create(home)
    pip = _pip(home)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.lock"
        wanted.write_text(lock, "utf-8")
        # The lock names every package there is to install; binaries only, so that nothing is built without a hash.
        _run([*pip, "--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", str(wanted)])
    # Nothing to look up: the backend is installed by now.
    _run([*pip, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(root)])


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
    return find_spec(module) is not None


def _pip(home: Path) -> list[str]:
    """The command that installs into the environment: its own pip, or this Python's where ensurepip is left out."""
    python = str(python_of(home))
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
