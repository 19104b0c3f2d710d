"""The system libraries that Qt's wheels expect on Linux, and the one command that installs those that are missing.

Looked for before Qt is imported, because Qt itself ends the process with a message that names no mend. Standard library
only. `python3 -m ui.system_libraries` prints the Debian packages to install for a run without a display.
"""

from __future__ import annotations

import ctypes
import os
import sys

_ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What QtGui, QtWidgets and QtDBus link to (their NEEDED entries), with Debian's and Ubuntu's package for each."""

_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""The same for Qt's X11 platform plugin."""


def missing(display: bool) -> dict[str, str]:
    """The libraries that cannot be loaded, each with its Debian package; `display` asks for X11's as well."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = {**_ALWAYS, **_X11} if display else _ALWAYS
    return {name: package for name, package in wanted.items() if not _loads(name)}


def wants_x11() -> bool:
    """Whether Qt will choose its X11 plugin, as its own rule reads the environment."""
    platform = os.environ.get("QT_QPA_PLATFORM")
    if platform:
        return platform.startswith("xcb")
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def has_screen() -> bool:
    """Whether there is anything to draw on: elsewhere than on Linux there always is."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def require() -> None:
    """End the process with status 2 and what mends it, where a library that Qt needs is missing, or a screen."""
    if not has_screen():
        print(
            "contract-navigator: there is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); "
            "start it from a desktop, or use a verb: contract-navigator --help names them",
            file=sys.stderr,
        )
        raise SystemExit(2)
    lacking = missing(wants_x11())
    if lacking:
        administrator = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
        print(
            f"contract-navigator: Qt needs system libraries that are missing ({', '.join(lacking)}). "
            f"On Debian or Ubuntu run:\n  {administrator}apt-get install -y {' '.join(lacking.values())}",
            file=sys.stderr,
        )
        raise SystemExit(2)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    print(*missing(display=False).values())
