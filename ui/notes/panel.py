"""Every note, bookmark and team summary of the agreement as a list, with those that have no place in this version."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from navigator.model.notes import Note, NoteKind, PlacedNote, UnplacedNote
from ui.frame.inputs import ComboBox
from ui.frame.keys import keys_of
from ui.frame.labels import muted
from ui.frame.places import place_name
from ui.frame.words import counted
from ui.notes.words import KINDS, first_line, quoted, signed
from ui.panel import Current, Panel
from ui.theme import scaled
from ui.tray.table import Column, Line, LinesTable, filter_row

_LOST = "No place"
_TONES = {NoteKind.NOTE: "accent", NoteKind.BOOKMARK: "good", NoteKind.SUMMARY: "accent"}


class NotesPanel(Panel):
    """It asks; the commands act. `place` asks for a note to be given its place where the user reads."""

    edit = Signal(object)
    delete = Signal(object)
    place = Signal(object)
    export = Signal()
    import_ = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        columns = (
            Column("Kind", 118),
            Column("What it says", share=1),
            Column("Tags", 150, spare=True),
            Column("Written", 140, spare=True),
        )
        self.table = LinesTable(current, "Notes", (*columns, Column("Provision", 84)), self)
        self._notes: dict[int, Note] = {}
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Filter…")
        self.words.setAccessibleName("Show notes with these words")
        self.words.setMaximumWidth(scaled(220))
        self.words.textChanged.connect(lambda _words: self._filter())
        self.tags = ComboBox(self)
        self.tags.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tags.setAccessibleName("Show notes with one tag")
        self.tags.currentIndexChanged.connect(lambda _at: self._filter())
        self.count = muted("", self, wrap=False)
        self.place_button = self._button(
            "Place here", "Give this note its place at the provision being read", self.place
        )
        self.edit_button = self._button("Edit", "Change this note", self.edit)
        self.delete_button = self._button("Delete", "Delete this note (Delete)", self.delete)
        self.import_button = QPushButton("Import…", self)
        self.import_button.clicked.connect(lambda _checked=False: self.import_.emit())
        self.export_button = QPushButton("Export…", self)
        self.export_button.clicked.connect(lambda _checked=False: self.export.emit())
        acts = (self.place_button, self.edit_button, self.delete_button)
        row = filter_row(self.words, self.tags, *acts, self.count, None, self.import_button, self.export_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._allow())
        self.track(current.notes_changed, lambda: self.show_found(None))

    def show_found(self, _found: object) -> None:
        """Lists the notes: those without a place first, the others in reading order."""
        notes = self.current.notes
        tag = self.tags.currentData()
        chosen = self.chosen()
        lines = [self._lost(row) for row in notes.unplaced] + [self._placed(row) for row in notes.placed]
        rows = [row.note for row in notes.unplaced] + [row.note for row in notes.placed]
        self._notes = {id(made): note for made, note in zip(lines, rows, strict=True)}
        self.table.show_lines(lines)
        blocked = self.tags.blockSignals(True)
        self.tags.clear()
        self.tags.addItem("Every tag", "")
        for name in notes.tags:
            self.tags.addItem(f"{name} ({sum(name in note.tags for note in rows)})", name)
        self.tags.setCurrentIndex(max(0, self.tags.findData(tag)))
        self.tags.blockSignals(blocked)
        self.tags.setVisible(bool(notes.tags))
        self.export_button.setEnabled(bool(rows))
        self._filter()
        if chosen is not None:
            self._choose(chosen)
        self._allow()

    def chosen(self) -> Note | None:
        """The note of the chosen line."""
        line = self.table.line_at(self.table.currentIndex())
        return self._notes.get(id(line)) if line is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        note = self.chosen()
        if event.key() == Qt.Key.Key_Delete and note is not None and self.table.hasFocus():
            self.delete.emit(note)
        else:
            super().keyPressEvent(event)

    def _choose(self, note: Note) -> None:
        for row, line in enumerate(self.table.visible()):
            if self._notes[id(line)].id == note.id:
                self.table.setCurrentIndex(self.table.shown.index(row, 0))

    def _placed(self, row: PlacedNote) -> Line:
        analysis, note = self.current.analysis, row.note
        assert analysis is not None
        place = place_name(analysis.agreement, row.provision)
        detail = "The provision has changed since this was written" if row.changed else quoted(note)
        order = analysis.agreement.order.get(row.provision, -1)
        span = row.spans[0] if not row.whole and row.spans else None
        return _line(note, KINDS[note.kind], detail, place, order, row.provision, span, _TONES[note.kind])

    def _lost(self, row: UnplacedNote) -> Line:
        anchor = row.note.anchors[0]
        detail = f"{row.why}: {quoted(row.note) or anchor.label}"
        return _line(row.note, _LOST, detail, anchor.number or "", -1, "", None, "warn")

    def _filter(self) -> None:
        tag, words = self.tags.currentData(), self.words.text().casefold().split()

        def keep(line: Line) -> bool:
            note = self._notes[id(line)]
            said = " ".join((note.text, *note.tags, note.author, *line.cells, line.detail)).casefold()
            return (not tag or tag in note.tags) and all(word in said for word in words)

        self.table.filter(keep)
        shown, every = len(self.table.visible()), len(self._notes)
        words_ = counted(every, "note") if shown == every else f"{shown} of {counted(every, 'note')}"
        self.count.setText(words_)
        self.table.say("" if every else _none_yet())

    def _allow(self) -> None:
        for button in (self.place_button, self.edit_button, self.delete_button):
            button.setVisible(self.chosen() is not None)

    def _button(self, words: str, help_: str, signal: Signal) -> QPushButton:
        made = QPushButton(words, self)
        made.setToolTip(help_)
        made.setAccessibleName(help_)
        made.clicked.connect(lambda _checked=False: self._act(signal))
        return made

    def _act(self, signal: Signal) -> None:
        note = self.chosen()
        if note is not None:
            signal.emit(note)  # type: ignore[attr-defined]


def _none_yet() -> str:
    return (
        f"No notes yet.\n{keys_of('note.add')} writes one at the provision being read, "
        f"{keys_of('note.bookmark')} bookmarks it."
    )


def _line(note: Note, kind: str, detail: str, place: str, order: int, provision: str, span: object, tone: str) -> Line:
    cells = (kind, first_line(note), ", ".join(note.tags), signed(note), place)
    keys = (kind, cells[1].casefold(), cells[2].casefold(), note.changed, order)
    return Line(cells, keys, provision, span, detail if detail != cells[1] else "", tone, note.text)  # type: ignore[arg-type]
