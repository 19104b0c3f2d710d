"""What every file dialog of the window shares: where it begins, what it lists, and what is said of a file written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.frame.message_bar import MessageBar

_ENDINGS = "docx pdf odt rtf html htm mhtml md markdown txt xml"
READABLE = f"Agreements ({' '.join(f'*.{ending}' for ending in _ENDINGS.split())})"
AGREEMENTS = f"{READABLE};;All files (*)"
"""The filter of a dialog that asks for agreements."""


def in_documents(name: str) -> str:
    """Where a file of that name is suggested: in the user's own documents."""
    return str(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / name)


def ask_where(window: QWidget, title: str, name: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
    """Where the user wants a file: a name is suggested, each kind is words and an ending. None where called off.

    A name typed without an ending gets that of the chosen kind. The dialog has not asked about a file that is there by
    the whole name, so it comes back with that: nothing is replaced without the user's word.
    """
    filters = {f"{words} (*{ending})": ending for words, ending in kinds}
    suggested = in_documents(name)
    while True:
        given, kind = QFileDialog.getSaveFileName(window, title, suggested, ";;".join(filters))
        if not given:
            return None
        ending = filters.get(kind, kinds[0][1])
        known = Path(given).suffix.lower() in filters.values()
        path = Path(given if known else given + ending)
        if known or not path.exists():
            return path
        suggested = str(path)


def tell_saved(messages: MessageBar, where: Path, told: Sequence[str] = ()) -> None:
    """Says that a file was written, what of the text it could not show (`told`), and offers its folder."""
    messages.tell(
        " ".join((f"Saved {where.name}.", *(f"Mind: {line}." for line in told))),
        "warn" if told else "good",
        action="Show in folder",
        act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(where.parent))),
    )
