"""A provision held beside the reading view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from navigator.model.analysis import Analysis
from ui.frame.buttons import IconButton
from ui.frame.labels import anchor, clear, muted, plain, rich
from ui.frame.words import cells_apart
from ui.panel import Current
from ui.theme import serif_font

_MOST = 3


class PinnedCards(QWidget):
    """The provisions held last, newest first; they leave with their agreement."""

    def __init__(self, current: Current, follow: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._follow = current, follow
        self._held: list[tuple[Analysis, str]] = []
        self.setAccessibleName("Held beside")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.hide()

    def hold(self, analysis: Analysis, provision: str) -> None:
        """Shows a provision here until it is closed."""
        row = (analysis, provision)
        others = [held for held in self._held if held[1] != provision or held[0] is not analysis]
        self._held = [row, *others][:_MOST]
        self.refresh()

    def refresh(self) -> None:
        """Draws the cards again."""
        clear(self._box)
        for analysis, provision in self._held:
            self._box.addWidget(self._card(analysis, provision))
        self.setVisible(bool(self._held))

    def clear(self) -> None:
        self._held.clear()
        self.refresh()

    def _card(self, analysis: Analysis, provision: str) -> QFrame:
        theme, agreement = self._current.theme, analysis.agreement
        found = agreement.by_id[provision]
        card = QFrame(self)
        card.setProperty("role", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 8, 10)
        box.setSpacing(4)
        head = QHBoxLayout()
        label = found.label or found.kind.value
        here = analysis is self._current.analysis
        title = rich(f"<b>{anchor(provision, label, theme)}</b>", self._follow, card) if here else plain(label, card)
        head.addWidget(title, 1)
        close = IconButton("x", f"Stop holding {label}", lambda: self._let_go(analysis, provision), card, flat=True)
        close.set_theme(theme)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        if not here:
            box.addWidget(muted(agreement.title, card))
        words = [agreement.laid_text(provision)]
        words += [f"{row.number or ''} {agreement.laid_text(row.id)}" for row in agreement.descendants(provision)]
        text = cells_apart("\n".join(part.strip() for part in words if part.strip()))
        text = text or "This provision has no words of its own."
        body = plain(text if len(text) <= 1500 else text[:1500].rsplit(" ", 1)[0] + " …", card)
        body.setFont(serif_font(theme, pixels=theme.ui_size))
        body.setStyleSheet(f'font-family: "{theme.serif}"; border: none;')
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(body)
        box.addWidget(muted("binding text", card))
        return card

    def _let_go(self, analysis: Analysis, provision: str) -> None:
        self._held = [row for row in self._held if row[0] is not analysis or row[1] != provision]
        self.refresh()
