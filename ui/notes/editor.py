"""Where a note is written: a small sheet at the right, so that the words that it is about stay in sight."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.notes import Note, NoteKind
from navigator.model.text import Span, plain
from ui.frame.keys import written
from ui.frame.labels import muted
from ui.frame.labels import plain as label
from ui.frame.overlay import Overlay
from ui.notes.words import KINDS
from ui.theme import scaled

_WIDE = 326
_TOP, _MARGIN = 60, 8
_QUOTE = 220
_HINTS = {
    NoteKind.NOTE: "What should be remembered here?",
    NoteKind.BOOKMARK: "A remark, where you like",
    NoteKind.SUMMARY: "What does this provision say, in plain language?",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being written: on a new place, or a note that is there already (`note`)."""

    analysis: Analysis
    kind: NoteKind
    provision: str
    span: Span | None = None
    layer: Layer = Layer.BINDING
    note: Note | None = None


class NoteEditor(Overlay):
    """`saved` gives the subject, the words and the tags. What was typed and not saved stays, and `left` says so."""

    saved = Signal(object, str, tuple)
    left = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, host, "Note")
        self.subject: Subject | None = None
        self._before = ("", "")
        self.title = label("", self, role="value")
        self.quote = muted("", self)
        self.box = QPlainTextEdit(self)
        self.box.setTabChangesFocus(True)
        self.box.setMinimumHeight(scaled(130))
        self.tags = QLineEdit(self)
        self.tags.setPlaceholderText("Tags, parted by commas")
        self.tags.setAccessibleName("Tags, parted by commas")
        self.save_button = QPushButton("Save", self)
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip(f"Save ({written('Ctrl+Enter')})")
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.drop_button = QPushButton("Discard", self)
        self.drop_button.clicked.connect(lambda _checked=False: self.discard())
        foot = QHBoxLayout()
        foot.addWidget(muted("Yours; never binding", self), 1)
        foot.addWidget(self.drop_button)
        foot.addWidget(self.save_button)
        inner = QFrame(self)
        box = QVBoxLayout(inner)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(8)
        for part in (self.title, self.quote, self.box, self.tags):
            box.addWidget(part)
        box.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(inner)
        self.box.textChanged.connect(self._check)

    @property
    def unsaved(self) -> bool:
        """Whether there are words that nobody has saved."""
        return self.subject is not None and self._typed() != self._before

    def write(self, subject: Subject, tags: tuple[str, ...]) -> None:
        """Opens it on a subject; `tags` are those in use. Words on the same subject that were not saved are there."""
        if subject != self.subject or not self.unsaved:
            note = subject.note
            self.subject = subject
            self.box.setPlainText(note.text if note is not None else "")
            self.tags.setText(", ".join(note.tags) if note is not None else "")
            self._before = self._typed()
        provision = subject.analysis.agreement.by_id[subject.provision]
        name = f"{KINDS[subject.kind]} on {provision.label or 'this provision'}"
        self.title.setText(name)
        self.setAccessibleName(name)
        quote = plain(subject.span.of(subject.analysis.agreement.text.text)) if subject.span is not None else ""
        self.quote.setText(f"“{quote[:_QUOTE]}{' …' if len(quote) > _QUOTE else ''}”" if quote else "")
        self.quote.setVisible(bool(quote))
        self.box.setPlaceholderText(_HINTS[subject.kind])
        self.box.setAccessibleName(_HINTS[subject.kind])
        completer = QCompleter(list(tags), self.tags)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tags.setCompleter(completer)
        self._check()
        self.open(self.box)

    def save(self) -> None:
        """Hands the words over and closes."""
        if self.subject is None or not self.save_button.isEnabled():
            return
        subject, (text, tags) = self.subject, self._typed()
        self.subject = None
        super().close_up()
        self.saved.emit(subject, text, tuple(tag.strip() for tag in tags.split(",") if tag.strip()))

    def discard(self) -> None:
        """Forgets the words and closes."""
        self.subject = None
        self.close_up()

    def close_up(self, *, give_back: bool = True) -> None:
        """Closes it by whatever way; words that were not saved are kept for the next time."""
        shown = self.isVisible()
        super().close_up(give_back=give_back)
        if shown and self.unsaved:
            self.left.emit()

    def place(self) -> None:
        """At the right of the window, over the inspector, which it is about as wide as."""
        width = min(scaled(_WIDE), self.host.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        height = min(max(layout.totalHeightForWidth(width), 300), self.host.height() - _TOP - _MARGIN)
        self.setGeometry(self.host.width() - width - _MARGIN, _TOP, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)

    def _is_anchor(self, _widget: QWidget) -> bool:
        return False

    def _typed(self) -> tuple[str, str]:
        return self.box.toPlainText(), self.tags.text()

    def _check(self) -> None:
        bare = self.subject is not None and self.subject.kind is NoteKind.BOOKMARK
        self.save_button.setEnabled(bare or bool(self.box.toPlainText().strip()))
