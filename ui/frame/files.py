"""What every file dialog of the window shares: where it begins, what it lists, and what is said of a file written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from ui.frame.message_bar import MessageBar

_ENDINGS = "docx pdf odt rtf html htm mhtml md markdown txt xml"
READABLE = f"Agreements ({' '.join(f'*.{ending}' for ending in _ENDINGS.split())})"
AGREEMENTS = f"{READABLE};;All files (*)"
"""The filter of a dialog that asks for agreements."""


def in_documents(name: str) -> str:
    """Where a file of that name is suggested: in the user's own documents."""
    return str(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / name)


def tell_saved(messages: MessageBar, where: Path, told: Sequence[str] = ()) -> None:
    """Says that a file was written, what of the text it could not show (`told`), and offers its folder."""
    messages.tell(
        " ".join((f"Saved {where.name}.", *(f"Mind: {line}." for line in told))),
        "warn" if told else "good",
        action="Show in folder",
        act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(where.parent))),
    )
