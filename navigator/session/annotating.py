"""The user's notes, bookmarks and summaries: kept beside the agreements, carried on to their newer versions."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from navigator import library as shelves
from navigator import notes as keeping
from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput, Change, ChangeKind, Outcome
from navigator.model.notes import Anchor, Note, NoteKind, Notes, NotesImport, PlacedNote, UnplacedNote
from navigator.model.text import Span
from navigator.notes import About, Ground, Merge, NotesFile, NotesShelf
from navigator.session.agreements import Agreements
from navigator.session.kept import Kept


class Annotating(Agreements):
    """The notes of a session. A note belongs to the version that it was written on; later versions show it too, where
    its words still stand. Nothing that changes a note changes the agreement."""

    def __init__(self, library: Path) -> None:
        super().__init__(library)
        self._notes = NotesShelf(library)
        self._grounds: Kept[Ground] = Kept(6)

    def notes(self, analysis: Analysis) -> Notes:
        """All notes of an agreement at their places in this version, and those that have no place in it."""
        ground, key = self._ground(analysis), _key(analysis)
        placed: list[PlacedNote] = []
        unplaced: list[UnplacedNote] = []
        troubles: list[str] = []
        seen: set[str] = set()
        for version in self._versions(analysis):
            kept = self._notes.kept(version)
            troubles += kept.troubles
            for note in kept.notes:
                if note.id in seen:
                    continue
                seen.add(note.id)
                found = keeping.place(ground, key, note)
                if isinstance(found, PlacedNote):
                    placed.append(found)
                else:
                    unplaced.append(found)
        order = analysis.agreement.order
        placed.sort(key=lambda row: (order[row.provision], not row.whole, row.spans, row.note.created, row.note.id))
        unplaced.sort(key=lambda row: (row.note.created, row.note.id))
        return Notes(tuple(placed), tuple(unplaced), tuple(troubles))

    def write_note(
        self,
        analysis: Analysis,
        kind: NoteKind,
        provision: str,
        span: Span | None = None,
        layer: Layer = Layer.BINDING,
        *,
        text: str = "",
        tags: Sequence[str] = (),
        author: str = "",
    ) -> Outcome[Note]:
        """Keep a new note on a provision, or on the words of `span` in a layer. Only a bookmark may be without text."""
        anchor = self._anchor(analysis, provision, span, layer)
        now = datetime.now(UTC).replace(microsecond=0)
        note = Note(secrets.token_hex(16), kind, "", (), keeping.clean(author), now, now, (anchor,))
        note = _worded(note, text, tags)
        self._notes.change(_about(analysis), lambda notes: notes.update({note.id: note}))
        return self._changed(analysis, note)

    def rewrite_note(self, analysis: Analysis, note: Note, text: str, tags: Sequence[str]) -> Outcome[Note]:
        """Give a note other words. Where it was changed elsewhere meanwhile both states are kept."""
        return self._follow(analysis, note, _worded(note, text, tags))

    def place_note(
        self, analysis: Analysis, note: Note, provision: str, span: Span | None = None, layer: Layer = Layer.BINDING
    ) -> Outcome[Note]:
        """Give a note its place in this version, by the user's own word; its earlier places stay known."""
        anchor = self._anchor(analysis, provision, span, layer)
        others = tuple(row for row in note.anchors if row.version != anchor.version)
        return self._follow(analysis, note, replace(note, anchors=(anchor, *others)))

    def delete_note(self, analysis: Analysis, note: Note) -> Outcome[Note]:
        """Take a note away; `restore_note` brings it back."""
        self._notes.change(self._home(analysis, note), lambda notes: notes.pop(note.id, None))
        return self._changed(analysis, note)

    def restore_note(self, analysis: Analysis, note: Note) -> Outcome[Note]:
        """Bring a deleted note back as it was."""
        held = self._notes.change(self._home(analysis, note), lambda notes: keeping.merged(notes, note)[1])
        return self._changed(analysis, held)

    def export_notes(self, analysis: Analysis, out: Path, *, overwrite: bool = False) -> Outcome[Path]:
        """Write all notes of an agreement, those without a place included, to one file for colleagues."""
        rows: dict[str, Note] = {}
        for version in self._versions(analysis):
            for note in self._notes.kept(version).notes:
                rows.setdefault(note.id, note)
        if not rows:
            raise BadInput(f"{out}: there are no notes to write; make one first")
        if out.exists() and not overwrite:
            raise BadInput(f"{out}: is there already; choose another name")
        if not out.parent.is_dir():
            raise BadInput(f"{out}: its folder is not there; choose another place")
        try:
            shelves.write_whole(out, self._notes_file(analysis, rows.values()))
        except OSError as error:
            raise BadInput(f"{out}: cannot be written ({error.strerror or error}); choose another place") from error
        return Outcome(out)

    def import_notes(self, analysis: Analysis, path: Path) -> Outcome[NotesImport]:
        """Take in the notes of a colleague's file, or those that an Akoma Ntoso export of the agreement carries; all
        or, where one cannot be read, none. A note that is here already is not doubled; where both states differ and
        neither is the newer, both are kept."""
        try:
            with path.open("rb") as file:
                data = file.read(keeping.MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise BadInput(f"{path}: cannot be read ({why}); choose another file") from error
        found = self._file_about(analysis, data, path)
        count = dict.fromkeys(Merge, 0)
        homes: dict[str, list[Note]] = {}
        where = {note.id: version for version in self._versions(analysis) for note in self._notes.kept(version).notes}
        for note in found.notes:
            homes.setdefault(where.get(note.id, _key(analysis)), []).append(note)

        def take(notes: dict[str, Note], incoming: list[Note]) -> None:
            for note in incoming:
                count[keeping.merged(notes, note)[0]] += 1

        for version, rows in homes.items():
            self._notes.change(
                self._about_version(analysis, version),
                lambda notes, rows=rows: take(notes, rows),  # type: ignore[misc]
            )
        done = NotesImport(*(count[row] for row in (Merge.ADDED, Merge.RENEWED, Merge.KNOWN, Merge.CONFLICT)))
        return Outcome(done, (Change(ChangeKind.NOTES_CHANGED, _key(analysis)),))

    # --- Within ---

    def _notes_file(self, analysis: Analysis, notes: Iterable[Note]) -> bytes:
        """Notes as the file that colleagues exchange."""
        return keeping.written(_about(analysis), notes)

    def _file_about(self, analysis: Analysis, data: bytes, path: Path) -> NotesFile:
        """The notes on this agreement that a file holds: a file of notes, or a document that carries some."""
        files: tuple[bytes, ...] = (data,)
        if data.lstrip().startswith(b"<") and len(data) <= keeping.MOST_BYTES:
            from navigator.reading.akoma_ntoso import read_notes

            files = read_notes(data, str(path))
            if not files:
                raise BadInput(f"{path}: carries no notes; choose a file of notes, or export it again with notes")
        read = [keeping.read_file(file, str(path)) for file in files]
        fault = next((fault for found in read for fault in found.faults), None)
        if fault is not None:
            raise BadInput(f"{path}: {fault}; have it exported again")
        itself = len(files) == 1 and hashlib.sha256(data).hexdigest() == analysis.agreement.text.source.sha256
        for found in read:
            if itself or self._is_about(analysis, found.about):
                return found
        title = read[0].about.title
        raise BadInput(f"{path}: holds notes on “{title}”; open that agreement, then import them")

    def _ground(self, analysis: Analysis) -> Ground:
        return self._grounds.get(analysis.agreement.text.source.sha256, lambda: Ground(analysis.agreement))

    def _anchor(self, analysis: Analysis, provision: str, span: Span | None, layer: Layer) -> Anchor:
        found = keeping.anchor_at(self._ground(analysis), _key(analysis), provision, span, layer)
        if found is None:
            raise BadInput(f"a note needs words to stand at, at most {keeping.LONGEST:,} characters; select others")
        return found

    def _follow(self, analysis: Analysis, before: Note, note: Note) -> Outcome[Note]:
        """Keep a note that has taken the place of `before`."""
        now = datetime.now(UTC).replace(microsecond=0)
        after = keeping.following(replace(note, changed=now), before)
        held = self._notes.change(self._home(analysis, note), lambda notes: keeping.merged(notes, after)[1])
        return self._changed(analysis, held)

    def _versions(self, analysis: Analysis) -> tuple[str, ...]:
        """The versions whose notes this one shows: itself, its earlier ones, and versions of the same agreement that
        are in the library no more (a sample of an older product, an agreement that was taken out)."""
        key, cards = _key(analysis), {card.key: card for card in self.cards()}
        earlier = cards[key].earlier if key in cards else ()
        gone = [row for row in self._notes.versions() if row not in cards and row != key]
        own = _about(analysis)
        former = [row for row in gone if (about := self._notes.kept(row).about) is not None and _same(own, about)]
        return (key, *earlier, *former)

    def _home(self, analysis: Analysis, note: Note) -> About:
        """The version whose file holds a note; for one that none has, that on which it was written."""
        versions = self._versions(analysis)
        for version in versions:
            if any(row.id == note.id for row in self._notes.kept(version).notes):
                return self._about_version(analysis, version)
        written = note.anchors[-1].version
        return self._about_version(analysis, written if written in versions else _key(analysis))

    def _about_version(self, analysis: Analysis, version: str) -> About:
        kept = self._notes.kept(version).about if version != _key(analysis) else None
        return kept or replace(_about(analysis), key=version)

    def _is_about(self, analysis: Analysis, about: About) -> bool:
        return about.key in self._versions(analysis) or _same(_about(analysis), about)

    def _changed(self, analysis: Analysis, note: Note) -> Outcome[Note]:
        return Outcome(note, (Change(ChangeKind.NOTES_CHANGED, _key(analysis)),))


def _key(analysis: Analysis) -> str:
    return shelves.key_of(analysis.agreement.text.source.sha256)


def _about(analysis: Analysis) -> About:
    agreement = analysis.agreement
    return About(_key(analysis), agreement.title, shelves.publisher_of(analysis), agreement.last_updated)


def _same(one: About, other: About) -> bool:
    """Whether two versions are of one agreement, as the library sees it."""
    if one.publisher is None or other.publisher is None:
        return False
    return shelves.identity(one.title, one.publisher) == shelves.identity(other.title, other.publisher)


def _worded(note: Note, text: str, tags: Sequence[str]) -> Note:
    words = keeping.clean(text)
    if len(words) > keeping.LONGEST_TEXT:
        raise BadInput(f"a note has at most {keeping.LONGEST_TEXT:,} characters; make two of it")
    if not words and note.kind is not NoteKind.BOOKMARK:
        raise BadInput("a note needs words; type some, or delete it")
    return replace(note, text=words, tags=keeping.clean_tags(tags))
