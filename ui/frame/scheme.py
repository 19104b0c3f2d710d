"""Having this computer open copied links with this app, when its user asks for it.

Linux: a desktop entry with the scheme's type (freedesktop.org, Desktop Entry and MIME Applications Associations).
Windows: the user's own classes in the registry ("URL Protocol"). macOS reads it from the bundle alone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from navigator.model.catalogue import BadInput
from navigator.model.deep_link import SCHEME

_TYPE = f"x-scheme-handler/{SCHEME}"
_DESKTOP = f"{SCHEME}.desktop"
_PATIENCE_S = 10


def register() -> None:
    """Makes this app the one that opens links of its scheme, for this user. Raises `BadInput` with the mend where the
    system does not let it."""
    try:
        if sys.platform == "win32":
            _in_registry(_command())
        elif sys.platform.startswith("linux"):
            _in_desktop(_command())
        else:
            raise BadInput("This system takes links from app bundles only; paste the link into the search box")
    except OSError as error:
        raise BadInput(f"{error.filename}: cannot be written ({error.strerror}); links still open by pasting") from None


def _command() -> list[str]:
    """What starts this app: the frozen program, or the script that was installed beside this Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name(SCHEME + Path(sys.executable).suffix)
    return [str(script)] if script.exists() else [sys.executable, "-m", "ui"]


def _in_desktop(command: list[str]) -> None:
    data = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation))
    folder = data / "applications"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _DESKTOP).write_text(
        "[Desktop Entry]\nType=Application\nName=Contract Navigator\n"
        f"Exec={' '.join(map(_quoted, command))} %u\nTerminal=false\nNoDisplay=true\nMimeType={_TYPE};\n",
        "utf-8",
    )
    # Desktops look the entry up in a cache, and prefer what the user has chosen; either tool may be missing.
    for words in (["update-desktop-database", str(folder)], ["xdg-mime", "default", _DESKTOP, _TYPE]):
        if shutil.which(words[0]):
            subprocess.run(words, check=False, capture_output=True, timeout=_PATIENCE_S)


def _quoted(argument: str) -> str:
    """An argument in the quotes of a desktop entry: a reserved character takes a backslash, which the entry's own
    escaping doubles; "%" begins a field code."""
    inside = re.sub(r'(["`$\\])', r"\\\\\1", argument).replace("%", "%%")
    return f'"{inside}"'


def _in_registry(command: list[str]) -> None:
    classes = QSettings(f"HKEY_CURRENT_USER\\Software\\Classes\\{SCHEME}", QSettings.Format.NativeFormat)
    classes.setValue("Default", "URL:Contract Navigator")
    classes.setValue("URL Protocol", "")
    classes.setValue("shell/open/command/Default", " ".join(f'"{part}"' for part in command) + ' "%1"')
    classes.sync()
