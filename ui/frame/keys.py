"""Keys as this system writes them ("Ctrl+K", "⌘K"): what the window says of a key comes from the command's own."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from navigator.commands import BY_ID


def written(keys: str) -> str:
    """A combination, given as Qt reads it: "Ctrl+Shift+K"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def keys_of(command: str) -> str:
    """The first keys of a command, by its id; "" where it has none."""
    return next((written(keys) for keys in BY_ID[command].keys), "")
