"""What was read of a page or of the clipboard, before it is kept: its title to change, its size, what was left out."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from navigator.model.dates import in_words
from navigator.model.library import Draft
from ui.frame.labels import heading, muted, plain
from ui.frame.words import counted, named

_REASONS = 4
_FEW_WORDS = 150


class DraftView(QFrame):
    """Shows a draft; `title` holds what the user calls it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self.title = QLineEdit(self)
        self.title.setAccessibleName("Title in the library")
        self.title.setMaxLength(200)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.addRow(plain("Title", self, wrap=False), self.title)
        self._about = plain("", self)
        self._warning = plain("", self)
        self._warning.setProperty("role", "state")
        self._warning.setProperty("tone", "warn")
        self._from = muted("", self)
        self._head = heading("It begins with", self)
        self._opening = plain("", self)
        self._left_head = heading("Left out", self)
        self._left = muted("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(form)
        column.addWidget(self._about)
        column.addWidget(self._from)
        column.addWidget(self._warning)
        for head, words in ((self._head, self._opening), (self._left_head, self._left)):
            column.addSpacing(6)
            column.addWidget(head)
            column.addWidget(words)

    def show_draft(self, draft: Draft) -> None:
        """Another draft."""
        self.draft = draft
        card = draft.card
        self.title.setText(draft.title)
        self.title.setCursorPosition(0)
        about = [counted(card.provisions, "provision"), counted(card.words, "word")]
        about.append(f"version of {in_words(card.version)}" if card.version else "undated")
        if card.publisher:
            about.insert(0, card.publisher)
        self._about.setText(" · ".join(about))
        self._from.setText(draft.origin.address or "")
        self._from.setVisible(bool(draft.origin.address))
        trouble = _trouble(draft)
        self._warning.setText(trouble)
        self._warning.setVisible(bool(trouble))
        self._opening.setText("\n".join(draft.opening) or "Text without headings")
        reasons = [f"{counted(words, 'word')} – {reason}" for reason, words in draft.left_out_by_reason]
        more = [f"and {counted(len(reasons) - _REASONS, 'more reason')}"] if len(reasons) > _REASONS else []
        self._left.setText(
            "\n".join(reasons[:_REASONS] + more + list(draft.doubts)) or "Nothing: every word has its place."
        )


def _trouble(draft: Draft) -> str:
    """What speaks against keeping it; "" for nothing."""
    if draft.known_as is not None:
        return f"This very text is in the library already, as {named(draft.known_as)}."
    if draft.origin.address and draft.card.words < _FEW_WORDS:
        return "Very few words: a page may show its text only in a browser. If so, save it there and add the file."
    return ""
