"""A home folder of its own for a test: nothing of the user's is read or written."""

import os
import sys
from pathlib import Path

import pytest


def use_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every variable that names a user's folder, on Linux, macOS or Windows, below `home`."""
    for name, value in user_folders(home).items():
        monkeypatch.setenv(name, value)


def user_folders(home: Path) -> dict[str, str]:
    """The environment variables that keep a process, this one or another, inside `home`; makes the folders."""
    folders = {
        "HOME": home,
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local/share",
        "XDG_STATE_HOME": home / ".local/state",
    }
    if sys.platform == "win32":
        folders |= {"USERPROFILE": home, "APPDATA": home / "Roaming", "LOCALAPPDATA": home / "Local"}
        # platformdirs asks Windows itself for its folders unless it is told otherwise.
        folders |= {f"WIN_PD_OVERRIDE_{name}": home / "Local" for name in ("LOCAL_APPDATA", "APPDATA")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {name: os.fspath(folder) for name, folder in folders.items()}
