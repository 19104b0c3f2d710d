"""The find bar at work: what is typed is marked in a text, and the steps go through the places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from ui.frame.find_bar import FindBar


class Findable(Protocol):
    """A text that words can be found in."""

    def set_find_marks(self, text: str) -> int:
        """Marks every place of some words; returns how many there are. "" takes the marks away."""

    def find(self, text: str, backwards: bool = False) -> bool:
        """Goes to the next place of some words, or the one before; False where there is none."""

    def find_place(self) -> tuple[int, int]:
        """(which, of how many)."""

    def setFocus(self) -> None: ...


class Finding(QObject):
    """`view` gives the text to look in: the active one."""

    def __init__(self, bar: FindBar, view: Callable[[], Findable], parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._view = bar, view
        self._marked: Findable | None = None
        bar.typed.connect(self._mark)
        bar.step.connect(self.step)
        bar.closed.connect(self._stop)

    def open(self) -> None:
        """Shows the bar, with the keyboard in it."""
        self._bar.open()

    def step(self, backwards: bool = False) -> None:
        """To the next place; where nothing was looked for yet, the bar asks."""
        words, view = self._bar.box.text(), self._view()
        if not words.strip():
            self.open()
            return
        self._marked = view
        view.find(words, backwards)
        self._bar.say(*view.find_place())

    def _mark(self, words: str) -> None:
        self._marked = self._view()
        total = self._marked.set_find_marks(words)
        self._bar.say(0, total)
        if total:
            self.step()

    def _stop(self) -> None:
        if self._marked is not None:
            self._marked.set_find_marks("")
            self._marked = None
        self._view().setFocus()
