"""Where everything starts: a verb of the command line, a picture, or the window."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from navigator.session import Session
    from ui.options import Options
    from ui.shell import Shell

PROGRAM = "contract-navigator"
_BAD_INPUT = 2
_ROOM_AFTER_MS = 250
"""Long enough after the first paint that nobody waits for it, and before anybody can have chosen an agreement."""
_INDEX_AFTER_MS = 700
"""Long enough after the first paint that the library is there before the search index asks for the processor."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what the arguments ask for; answers the exit status: 0 done, 2 bad input (one line on standard error)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and not words[0].startswith("-"):
        from navigator.__main__ import OWN_WORDS, VERBS
        from navigator.__main__ import main as run

        if words[0] in VERBS | OWN_WORDS:
            return run(words)
    from navigator.model.catalogue import BadInput

    try:
        return _show(_options(words))
    except BadInput as error:
        print(f"{PROGRAM}: {' '.join(str(error).split())}", file=sys.stderr)
        return _BAD_INPUT


def _options(words: list[str]) -> Options | None:
    """None for no arguments at all, so that the parser is not even loaded."""
    if not words:
        return None
    from ui.options import read

    return read(words)


def _show(options: Options | None) -> int:
    picture = options is not None and options.screenshot is not None
    if picture and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.system_libraries import require

    require()
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([PROGRAM])
    assert isinstance(app, QApplication)
    app.setApplicationName(PROGRAM)
    app.setApplicationDisplayName("Contract Navigator")
    app.setDesktopFileName(PROGRAM)
    if picture:
        # A picture shows the product, not the settings of whoever draws it.
        from pathlib import Path
        from tempfile import TemporaryDirectory

        assert options is not None
        with TemporaryDirectory(prefix="contract-navigator-") as folder:
            _draw(_build(options, Path(folder)), options)
        return 0
    shell = _build(options)
    try:
        return _run(app, shell, options)
    finally:
        _end(shell)


def _draw(shell: Shell, options: Options) -> None:
    from ui.screenshot import draw

    try:
        draw(shell, options)
    finally:
        _end(shell)


def _end(shell: Shell) -> None:
    shell.close()
    shell.window.deleteLater()
    shell.deleteLater()


def _build(options: Options | None, folder: Path | None = None) -> Shell:
    """The window; with a folder its settings are kept there, and are the defaults in the theme of the options."""

    def open_session() -> Session:
        from navigator.session import Session

        return Session(options.library if options is not None else None)

    from navigator.settings import Settings
    from ui.shell import Shell

    settings = Settings(folder / "settings.json" if folder is not None else None)
    if folder is not None and options is not None:
        settings.set("theme", options.theme)
    return Shell(open_session, settings)


def _run(app: object, shell: Shell, options: Options | None) -> int:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    assert isinstance(app, QApplication)
    measured = os.environ.get("CONTRACT_NAVIGATOR_BENCH_EXIT")
    if measured in ("1", "library"):
        _begin(shell)
        # What is measured ends with the first paint, or with that of the library's list: no later work is waited for.
        if measured == "1":
            shell.window.painted.connect(lambda: os._exit(0), Qt.ConnectionType.QueuedConnection)
        else:
            shell.current.library_changed.connect(lambda: (shell.window.repaint(), os._exit(0)))
        return app.exec()
    # Ctrl+C in the terminal ends the app: while Qt waits for events, Python's own handler would not be called.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _begin(shell)
    QTimer.singleShot(_ROOM_AFTER_MS, shell.prepare_room)
    QTimer.singleShot(_INDEX_AFTER_MS, shell.library.index)
    if options is not None and options.agreements:
        QTimer.singleShot(0, lambda: shell.library.add(options.agreements, read=True))
    if options is not None and options.link is not None:
        link = options.link
        QTimer.singleShot(0, lambda: shell.links.open(link))
    return app.exec()


def _begin(shell: Shell) -> None:
    """Shows the window; once it has been painted, does what may come after that."""
    from PySide6.QtCore import Qt

    shell.window.painted.connect(shell.start, Qt.ConnectionType.QueuedConnection)
    shell.window.show()
