"""What the search popup says instead of results, and about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from navigator.model.catalogue import SearchResult
from ui.frame.labels import clear, link_button, muted, plain
from ui.theme import scaled

_HINTS = (
    ("9.6", "goes to a provision by its number"),
    ("governing law", "words, or a heading"),
    ("“thirty days”", "an exact phrase, in quotation marks"),
    ("indemn*", "words that begin so"),
    ("cap AND NOT fees", "AND, OR, NOT and brackets"),
    ("notice near/5 end", "at most five words apart"),
    ("heading:fees in:3", "in headings, in section 3; also summary: term: party: agreement:"),
)
Ask = Callable[[str], object]


def remarks(result: SearchResult) -> list[str]:
    """How a query was read where it was not read as typed, and what its results leave out; one sentence each."""
    said = list(result.notes)
    if result.fuzzy:
        said.append("Nothing has these words; what has words like them is shown.")
    if not result.complete:
        said.append("Some agreements are still being indexed: more may be found in a moment.")
    return said


class Remarks(QFrame):
    """The strip above the results; hidden where there is nothing to tell."""

    def __init__(self, search: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup-head")
        self._search = search
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(18, 7, 16, 8)
        column.setSpacing(2)
        self.words = muted("", self)
        self._meant = QHBoxLayout()
        column.addWidget(self.words)
        column.addLayout(self._meant)
        self.hide()

    def show_result(self, result: SearchResult | None) -> None:
        """What there is to tell of a result; nothing of None."""
        said = remarks(result) if result is not None else []
        meant = result.suggestion if result is not None else None
        clear(self._meant)
        if meant is not None:
            link = link_button(f"Did you mean “{meant}”?", lambda: self._search(meant), self)
            self._meant.addWidget(link)
            self._meant.addStretch(1)
            link.show()  # or it counts for the height of the popup only later
        self.words.setText(" ".join(said))
        self.words.setVisible(bool(said))
        self.setVisible(bool(said) or meant is not None)
        self._column.activate()


class Notice(QWidget):
    """Shown in place of results. Made anew each time: what is added to one in sight counts for its size only later."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(18, 14, 18, 16)
        self._box.setSpacing(6)

    def say(self, title: str, words: str, act: tuple[str, Callable[[], object]] | None = None) -> None:
        """One thing, and what can be done about it."""
        self._box.addWidget(plain(title, self, role="value"))
        if words:
            self._box.addWidget(muted(words, self))
        if act is not None:
            self._box.addWidget(link_button(*act, self))
        self._box.addStretch(1)

    def show_hints(self, kept: Sequence[tuple[str, list[str]]], search: Ask) -> None:
        """Searches of before under their titles, and what can be typed."""
        for title, searches in kept:
            self._box.addWidget(plain(title, self, role="value"))
            for words in searches:
                self._box.addWidget(link_button(words, lambda words=words: search(words), self))
            self._box.addSpacing(8)
        self._box.addWidget(plain("What you can type", self, role="value"))
        for example, meaning in _HINTS:
            row = QHBoxLayout()
            sample = plain(example, self, wrap=False)
            sample.setMinimumWidth(scaled(170))
            row.addWidget(sample)
            row.addWidget(muted(meaning, self), 1)
            self._box.addLayout(row)
        self._box.addStretch(1)

    def needed(self, width: int) -> int:
        """Pixels of height at a width."""
        self.ensurePolished()
        return max(self._box.totalHeightForWidth(width), self._box.totalMinimumSize().height())
