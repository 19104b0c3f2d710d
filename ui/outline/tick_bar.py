"""What can be done with the ticked lines of the contents."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.frame.labels import link_button, muted
from ui.frame.words import counted


class TickBar(QFrame):
    """Says how many lines are ticked, and what can be done with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-foot")
        self.says = muted("", self)
        self.clear = link_button("Clear", lambda: None, self)
        self.collect = QPushButton("Collect", self)
        self.collect.setToolTip("Add them to the collection")
        self.export = QPushButton("Export…", self)
        top = QHBoxLayout()
        top.addWidget(self.says, 1)
        top.addWidget(self.clear)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.collect, 1)
        foot.addWidget(self.export, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(6)
        box.addLayout(top)
        box.addLayout(foot)

    def show_count(self, lines: int) -> None:
        """`lines` are ticked."""
        self.says.setText(f"{counted(lines, 'line')} ticked" if lines else "Space or a click ticks a line.")
        for widget in (self.clear, self.collect, self.export):
            widget.setEnabled(bool(lines))
