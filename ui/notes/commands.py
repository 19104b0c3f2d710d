"""Acts on notes: written, changed, deleted and brought back, exchanged. The agreement itself is never touched."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.catalogue import Outcome
from navigator.model.notes import Note, NoteKind, Notes, NotesImport
from navigator.model.text import Span
from navigator.settings import Settings
from ui.frame.files import ask_where
from ui.frame.keys import keys_of
from ui.frame.message_bar import MessageBar
from ui.frame.stepping import following
from ui.frame.words import counted
from ui.notes.editor import NoteEditor, Subject
from ui.notes.words import KINDS
from ui.panel import Current
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.session import Session
    from ui.frame.room import ReadingRoom
    from ui.notes.panel import NotesPanel

_CARRYING = "Notes, or an Akoma Ntoso export with notes (*.json *.xml)"


class NoteCommands(QObject):
    """`room` gives the reading room, `show` puts it in sight. Each change is written in a worker of its own, so that
    none overtakes or cancels another; `finish` writes what has not begun when the window closes."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        settings: Settings,
        messages: MessageBar,
        room: Callable[[], ReadingRoom],
        show: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._settings, self._messages, self._window = settings, messages, window
        self._room, self._show = room, show
        self._editor: NoteEditor | None = None
        self._numbers = itertools.count()
        self._waiting: dict[int, Callable[[], object]] = {}
        self._last: str | None = None
        self._told: set[str] = set()
        self.list_notes: Callable[[], object] = lambda: None
        """Opens the list of all notes."""
        current.agreement_changed.connect(self.load)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "note.add": lambda: self.write(NoteKind.NOTE),
            "note.bookmark": self.bookmark,
            "note.summary": self.summarise,
            "note.next": lambda: self.step(backwards=False),
            "note.previous": lambda: self.step(backwards=True),
            "note.export": self.ask_export,
            "note.import": self.ask_import,
        }

    def wire(self, room: ReadingRoom) -> None:
        """Listens to the reading room once there is one."""
        room.reader.notes_requested.connect(self._asked)
        room.sides.made.connect(lambda reader: reader.notes_requested.connect(self._asked))
        for card in (room.inspector.notes, room.bookmarks):
            card.edit.connect(self.edit)
            card.delete.connect(self.delete)
        room.inspector.notes.write.connect(self.write)
        room.inspector.notes.place.connect(self.place)
        room.inspector.notes.list_notes.connect(lambda: self.list_notes())

    def make_panel(self) -> NotesPanel:
        """The list of all notes, for the tray."""
        from ui.notes.panel import NotesPanel

        made = NotesPanel(self._current)
        made.table.go.connect(self._room().look_at)
        made.edit.connect(self.edit)
        made.delete.connect(self.delete)
        made.place.connect(self.place)
        made.export.connect(self.ask_export)
        made.import_.connect(self.ask_import)
        return made

    def load(self) -> None:
        """Reads the notes on the open agreement and finds their places."""
        analysis = self._current.analysis
        if analysis is None:
            self._tasks.cancel("notes")
            return

        def done(found: Notes) -> None:
            if self._current.analysis is analysis and found != self._current.notes:
                self._current.set_notes(found)
                for trouble in found.troubles:
                    if trouble not in self._told:
                        self._told.add(trouble)
                        self._messages.tell(trouble, "warn")

        self._tasks.run("notes", lambda _job: self._session().notes(analysis), done)

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, kind: NoteKind) -> None:
        """Opens the editor on the selection, or on the provision being read; a summary is always of a provision."""
        if kind is NoteKind.SUMMARY:
            self.summarise()
            return
        found = self._here()
        if found is not None:
            analysis, provision, span, layer = found
            self._open(Subject(analysis, kind, provision, span, layer))

    def summarise(self) -> None:
        """Opens the editor on the team's summary of the provision being read: the one that is there, or a new one."""
        analysis, provision = self._current.analysis, self._current.provision
        if analysis is None or provision is None:
            return
        for row in self._current.notes.of(provision):
            if row.note.kind is NoteKind.SUMMARY:
                self.edit(row.note)
                return
        self._show()
        self._open(Subject(analysis, NoteKind.SUMMARY, provision))

    def edit(self, note: Note) -> None:
        """Opens the editor on a note that is there."""
        analysis = self._current.analysis
        placed = next((row for row in self._current.notes.placed if row.note.id == note.id), None)
        if analysis is None:
            return
        provision = placed.provision if placed is not None else self._current.provision
        if provision is not None:
            span = placed.spans[0] if placed is not None and not placed.whole else None
            self._open(Subject(analysis, note.kind, provision, span, note=note))

    def bookmark(self) -> None:
        """Bookmarks the place, or takes its bookmark away."""
        found = self._here()
        if found is None:
            return
        analysis, provision, span, layer = found
        for row in self._current.notes.of(provision):
            same = row.whole if span is None else not row.whole and row.spans == (span,)
            if row.note.kind is NoteKind.BOOKMARK and same:
                self.delete(row.note)
                return
        label = analysis.agreement.by_id[provision].label or "This place"
        author = self._settings.text("notes.author")
        self._change(
            lambda: self._session().write_note(analysis, NoteKind.BOOKMARK, provision, span, layer, author=author),
            lambda _note: self._messages.tell(f"{label} is bookmarked.", "good"),
        )

    def delete(self, note: Note) -> None:
        """Takes a note away; the message brings it back."""
        analysis = self._current.analysis
        if analysis is None:
            return

        def back() -> None:
            self._change(lambda: self._session().restore_note(analysis, note), lambda _note: None)

        self._change(
            lambda: self._session().delete_note(analysis, note),
            lambda _note: self._messages.tell(f"{KINDS[note.kind]} deleted.", "info", action="Undo", act=back),
        )

    def place(self, note: Note) -> None:
        """Gives a note its place at the selection, or at the provision being read."""
        found = self._here()
        if found is None:
            return
        analysis, provision, span, layer = found
        label = analysis.agreement.by_id[provision].label or "the provision being read"
        self._change(
            lambda: self._session().place_note(analysis, note, provision, span, layer),
            lambda _note: self._messages.tell(f"{KINDS[note.kind]} placed at {label}.", "good"),
        )

    def step(self, *, backwards: bool) -> None:
        """To the next note from the provision being read, and round."""
        rows, analysis = self._current.notes.placed, self._current.analysis
        if analysis is None:
            return
        if not rows:
            self._messages.tell(f"There are no notes on this agreement yet; {keys_of('note.add')} writes one.")
            return
        order = analysis.agreement.order
        places = [order[row.provision] for row in rows]
        last = next((place for place, row in enumerate(rows) if row.note.id == self._last), None)
        here = order.get(self._current.provision or "", -1)
        found = rows[following(places, here, last, backwards=backwards)]
        self._last = found.note.id
        self._show()
        self._room().look_at(found.provision, found.spans[0] if not found.whole and found.spans else None)

    def finish(self) -> None:
        """Writes what is still waiting, and saves what was typed and not saved: nothing is lost with the window."""
        editor = self._editor
        if editor is not None and editor.unsaved:
            editor.save()
        waiting, self._waiting = list(self._waiting.values()), {}
        for act in waiting:
            act()

    # -- exchange -----------------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """The system's file dialog, then one file with all notes."""
        analysis = self._current.analysis
        if analysis is None:
            return
        if not (self._current.notes.placed or self._current.notes.unplaced):
            self._messages.tell(f"There are no notes on this agreement to write; {keys_of('note.add')} makes one.")
            return
        title = "".join(char if char.isalnum() or char in " -" else " " for char in analysis.agreement.title)
        name = f"{' '.join(title.split())[:80]} notes.json"
        out = ask_where(self._window, "Export notes", name, [("Notes", ".json")])
        if out is not None:
            self.export(analysis, out)

    def export(self, analysis: Analysis, out: Path) -> None:
        """Writes the notes in a worker and says where they are."""

        def done(outcome: Outcome[Path]) -> None:
            self._messages.tell(f"The notes are in {outcome.value}.", "good", stays=True)

        # The dialog has asked whether a file that is there may be replaced.
        self._tasks.run(
            "notes-out",
            lambda _job: self._session().export_notes(analysis, out, overwrite=True),
            done,
            failed=lambda why: self._messages.tell(why, "bad"),
        )

    def ask_import(self) -> None:
        """The system's file dialog, then the notes of a colleague."""
        analysis = self._current.analysis
        if analysis is not None:
            name, _ = QFileDialog.getOpenFileName(self._window, "Import notes", "", f"{_CARRYING};;All files (*)")
            if name:
                self.take_in(analysis, Path(name))

    def take_in(self, analysis: Analysis, path: Path) -> None:
        """Takes the notes of a file in and says what became of them."""
        self._change(
            lambda: self._session().import_notes(analysis, path),
            lambda found: self._messages.tell(_told(found), "good", stays=True),
        )

    # -- inside -------------------------------------------------------------------------------------------------------

    def _here(self) -> tuple[Analysis, str, Span | None, Layer] | None:
        """Where a new note goes: the selected words, else the provision being read."""
        analysis, provision = self._current.analysis, self._current.provision
        if analysis is None or provision is None:
            return None
        self._show()
        chosen = self._room().sides.showing(analysis).selected_place()
        return (analysis, *chosen) if chosen is not None else (analysis, provision, None, Layer.BINDING)

    def _open(self, subject: Subject) -> None:
        if self._editor is None:
            self._editor = NoteEditor(self._window)
            self._editor.saved.connect(self._save)
            self._editor.left.connect(self._keep)
        self._editor.write(subject, self._current.notes.tags)

    def _save(self, subject: Subject, text: str, tags: tuple[str, ...]) -> None:
        analysis, note = subject.analysis, subject.note
        author = self._settings.text("notes.author")
        if note is not None:
            self._change(lambda: self._session().rewrite_note(analysis, note, text, tags), lambda _note: None)
            return
        self._change(
            lambda: self._session().write_note(
                analysis,
                subject.kind,
                subject.provision,
                subject.span,
                subject.layer,
                text=text,
                tags=tags,
                author=author,
            ),
            lambda _note: self._say_where(subject),
        )

    def _say_where(self, subject: Subject) -> None:
        if subject.kind is NoteKind.SUMMARY and subject.provision in subject.analysis.agreement.summary_by_id:
            self._messages.tell(
                "The publisher has a summary here: yours stands in the column on the right, below Notes."
            )

    def _keep(self) -> None:
        """The editor was left with words that nobody saved."""
        editor = self._editor
        if editor is not None and editor.subject is not None:
            go_on = editor.subject
            self._messages.tell(
                "Your words are not saved yet; they wait for you.",
                "info",
                action="Go on",
                act=lambda: editor.write(go_on, self._current.notes.tags),
                stays=True,
            )

    def _asked(self, provision: str, team: bool) -> None:
        """A sign in the gutter, or a summary of the team, was clicked."""
        room, analysis = self._room(), self._current.analysis
        if analysis is None:
            return
        room.sides.showing(analysis).take_up(provision)
        if team:
            self.summarise()
        else:
            room.show_notes()

    def _change(self, act: Callable[[], Outcome], done: Callable[[object], object]) -> None:  # type: ignore[type-arg]
        number = next(self._numbers)
        self._waiting[number] = act

        def work(_job: object) -> Outcome:  # type: ignore[type-arg]
            begun = self._waiting.pop(number, None)
            assert begun is not None
            return begun()

        def there(outcome: Outcome) -> None:  # type: ignore[type-arg]
            done(outcome.value)
            self.load()

        def failed(why: str) -> None:
            self._messages.tell(why, "bad")
            self.load()

        self._tasks.run(f"note {number}", work, there, failed=failed)


def _told(found: object) -> str:
    """What became of a colleague's notes, in one line."""
    assert isinstance(found, NotesImport)
    parts = [f"{counted(found.added, 'note')} added"] if found.added else []
    parts += [f"{found.renewed} brought up to date"] if found.renewed else []
    parts += [f"{found.known} already here"] if found.known else []
    parts += [f"{found.conflicts} differed from yours: both are kept"] if found.conflicts else []
    return f"{', '.join(parts) or 'No notes were in that file'}."
