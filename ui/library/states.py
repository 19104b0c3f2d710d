"""What stands in the middle while an agreement is read, and when it could not be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.frame.labels import muted, plain
from ui.theme import Theme, icon


class StatePage(QWidget):
    """A picture, a title, a sentence, and at most two buttons, in the middle."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.still = False
        """Whether nothing in it may move by itself."""
        self._picture = QLabel(self)
        self._title = plain("", self, role="title")
        self._words = muted("", self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(320)
        self._buttons = [QPushButton(self), QPushButton(self)]
        self._acts: list[Callable[[], object]] = []
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, place=place: self._acts[place]())
            button.hide()
        self._buttons[0].setProperty("role", "primary")
        row = QHBoxLayout()
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(10)
        for widget in (self._picture, self._title, self._words, self._bar):
            column.addWidget(widget)
        column.addLayout(row)
        holder = QWidget(self)
        holder.setMaximumWidth(520)
        holder.setMinimumWidth(380)
        holder.setLayout(column)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    def show_loading(self, what: str, cancel: Callable[[], object]) -> None:
        """An agreement is being read."""
        self._show(
            "book-open", self._theme.accent, f"Reading {what}", "Numbers, definitions and references are being found."
        )
        self._bar.setRange(0, 1 if self.still else 0)
        self._bar.show()
        self._offer([("Cancel", cancel)])

    def show_error(self, title: str, why: str, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """It could not be read; `why` names the mend."""
        self._show("warning-circle", self._theme.bad_text, title, why)
        self._bar.hide()
        self._offer(acts)
        if acts:
            self._buttons[0].setFocus()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _show(self, name: str, colour: str, title: str, words: str) -> None:
        self._picture.setPixmap(icon(name, colour).pixmap(QSize(44, 44)))
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")

    def _offer(self, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        self._acts = [act for _, act in acts]
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(acts))
            if place < len(acts):
                button.setText(acts[place][0])
