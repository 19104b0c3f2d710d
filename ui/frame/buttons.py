"""Buttons that show an icon alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from ui.theme import Theme, icon, scaled

_SIDE = 16


class IconButton(QToolButton):
    """Says `words` in its tool tip, and to a screen reader without the keys in brackets. A `flat` one has no frame."""

    def __init__(
        self, name: str, words: str, act: Callable[[], object], parent: QWidget, *, flat: bool = False
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setProperty("role", "flat" if flat else "square")
        self.setAccessibleName(words.partition(" (")[0])
        self.setToolTip(words)
        self.clicked.connect(lambda _checked=False: act())

    def set_theme(self, theme: Theme) -> None:
        """Draws the icon in the colours of a theme; a cross is quiet."""
        self.setIcon(icon(self._name, theme.text_muted if self._name == "x" else theme.text, theme.border_strong))
        self.setIconSize(QSize(scaled(_SIDE), scaled(_SIDE)))
