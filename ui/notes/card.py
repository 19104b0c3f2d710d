"""*Notes* of the inspector: what the user and the team have written on the provision being read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from navigator.model.notes import Note, NoteKind, PlacedNote
from ui.frame.labels import clear, heading, line, link_button, muted, plain
from ui.frame.words import counted
from ui.notes.words import KINDS, quoted, signed
from ui.panel import Current
from ui.reader.noted import STALE, TEAM_LABEL

_CHANGED = "The provision has changed since"


class NotesCard(QWidget):
    """Drawn again when another provision is read or a note changes. It asks; the commands act."""

    edit = Signal(object)
    delete = Signal(object)
    place = Signal(object)
    write = Signal(object)
    list_notes = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self.setAccessibleName("Notes on this clause")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def refresh(self) -> None:
        """Says again what is true of the provision being read."""
        clear(self._box)
        if self._current.analysis is None or self._current.provision is None:
            return
        self._box.addWidget(heading("Notes", self))
        self._box.addSpacing(6)
        rows = self._current.notes.of(self._current.provision)
        for row in rows:
            self._box.addWidget(line(self))
            self._box.addWidget(self._note(row))
        if not rows:
            self._box.addWidget(muted("None on this provision.", self))
            self._box.addSpacing(4)
        else:
            self._box.addWidget(line(self))
            self._box.addSpacing(6)
        has = any(row.note.kind is NoteKind.SUMMARY for row in rows)
        acts: list[tuple[str, Callable[[], object]]] = [("Add a note", lambda: self.write.emit(NoteKind.NOTE))]
        if not has:
            acts.append(("Write a summary", lambda: self.write.emit(NoteKind.SUMMARY)))
        self._box.addWidget(self._acts(acts))
        lost = len(self._current.notes.unplaced)
        if lost:
            words = f"{counted(lost, 'note')} {'has' if lost == 1 else 'have'} no place in this version"
            self._box.addSpacing(8)
            self._box.addWidget(plain(words, self, role="warn"))
            self._box.addWidget(self._acts([("Show", self.list_notes.emit)]))

    def _note(self, row: PlacedNote) -> QFrame:
        note = row.note
        holder = QFrame(self)
        holder.setAccessibleName(f"{KINDS[note.kind]}: {note.text or quoted(note)}")
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 7, 0, 7)
        box.setSpacing(3)
        if note.kind is NoteKind.SUMMARY:
            box.addWidget(plain(TEAM_LABEL, holder, role="team"))
        if quoted(note):
            box.addWidget(muted(quoted(note), holder))
        words = note.text or ("Bookmarked" if not quoted(note) else "")
        if words:
            box.addWidget(plain(words, holder))
        if note.tags:
            box.addWidget(plain(" · ".join(note.tags), holder, role="team"))
        box.addWidget(muted(signed(note), holder))
        acts = [("Edit", lambda: self.edit.emit(note)), ("Delete", lambda: self.delete.emit(note))]
        if row.changed:
            stale = STALE if note.kind is NoteKind.SUMMARY else _CHANGED
            box.addWidget(plain(stale, holder, role="warn"))
            acts.insert(0, ("Still right", lambda: self.place.emit(note)))
        box.addWidget(self._acts(acts, note))
        return holder

    def _acts(self, acts: list[tuple[str, Callable[[], object]]], note: Note | None = None) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for words, act in acts:
            button = link_button(words, act, holder)
            if note is not None:
                button.setAccessibleName(f"{words}: {KINDS[note.kind]} {note.text[:60] or quoted(note)}".strip())
            row.addWidget(button)
        row.addStretch(1)
        return holder
