"""Notes through the façade: on an agreement, on its next version, and from one colleague to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput, ChangeKind
from navigator.model.exporting import ExportRequest
from navigator.model.notes import NoteKind, NotesImport
from navigator.model.text import Span
from navigator.session import Session
from tests.navigator.agreements import LANTERN, OLDER_LANTERN


def add(session: Session, folder: Path, text: str, name: str) -> Analysis:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return session.analysis(session.add([path]).value[0].key or "")


def words(analysis: Analysis, quoted: str) -> tuple[str, Span]:
    start = analysis.agreement.text.text.index(quoted)
    place = analysis.agreement.place(start)
    assert place is not None
    return place[0], Span(start, start + len(quoted))


@pytest.fixture
def session(library: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr("corpus.samples", lambda: ())
    return Session(library)


def test_a_note_follows_a_new_version_or_is_listed_without_a_place(session: Session, tmp_path: Path) -> None:
    old = add(session, tmp_path, OLDER_LANTERN, "old.md")
    first = old.agreement.provisions[1].id
    kept = session.write_note(old, NoteKind.NOTE, first, text=" Ask counsel ", tags=["Law", "law"], author="Ada")
    assert (kept.value.text, kept.value.tags) == ("Ask counsel", ("Law",))
    assert kept.changes[0].kind is ChangeKind.NOTES_CHANGED
    every = [session.write_note(old, NoteKind.BOOKMARK, row.id).value for row in old.agreement.provisions]
    new = add(session, tmp_path, LANTERN, "new.md")
    found = session.notes(new)
    assert len(found.placed) + len(found.unplaced) == 1 + len(every)
    assert kept.value in {row.note for row in found.of(first)}
    assert found.tags == ("Law",)
    text = new.agreement.text
    for row in found.placed:
        said = " ".join(" ".join(text.at(span) for span in row.spans).split())
        assert row.changed or said == row.note.anchors[0].exact
    # A user gives a note another place: there it stays, and the old version shows it where it was written.
    lost = found.placed[0].note
    target = new.agreement.provisions[-1].id
    session.place_note(new, lost, target)
    assert lost.id in {row.note.id for row in session.notes(new).of(target)}
    assert lost.id in {row.note.id for row in session.notes(old).of(first)}


def test_notes_are_rewritten_deleted_and_brought_back(session: Session, tmp_path: Path) -> None:
    old = add(session, tmp_path, OLDER_LANTERN, "old.md")
    new = add(session, tmp_path, LANTERN, "new.md")
    note = session.write_note(old, NoteKind.SUMMARY, old.agreement.provisions[1].id, text="We host.").value
    later = session.rewrite_note(new, note, "They host.", ["plain"]).value
    assert session.notes(old).placed[0].note == later
    other = session.rewrite_note(new, note, "Nobody hosts.", []).value
    assert {row.note.text for row in session.notes(old).placed} == {"They host.", "Nobody hosts."}
    session.delete_note(new, later)
    session.delete_note(old, other)
    assert session.notes(new).placed == ()
    session.restore_note(new, later)
    assert [row.note for row in session.notes(new).placed] == [row.note for row in session.notes(old).placed] == [later]
    with pytest.raises(BadInput, match="needs words"):
        session.rewrite_note(new, later, " \n", [])


def test_notes_outlive_their_agreement_in_the_library(session: Session, tmp_path: Path) -> None:
    old = add(session, tmp_path, OLDER_LANTERN, "old.md")
    session.write_note(old, NoteKind.NOTE, old.agreement.provisions[0].id, text="x")
    session.remove(session.cards()[0].key)
    new = add(session, tmp_path, LANTERN, "new.md")
    found = session.notes(new)
    assert len(found.placed) + len(found.unplaced) == 1


def test_a_file_of_notes_goes_to_a_colleague_and_back(session: Session, tmp_path: Path) -> None:
    here = add(session, tmp_path, LANTERN, "new.md")
    provision, span = words(here, " ".join(here.agreement.binding_text(here.agreement.provisions[1].id).split()[:2]))
    note = session.write_note(here, NoteKind.NOTE, provision, span, Layer.BINDING, text="First").value
    out = session.export_notes(here, tmp_path / "notes.json").value
    with pytest.raises(BadInput, match="there already"):
        session.export_notes(here, out)
    colleague = Session(tmp_path / "colleague")
    there = colleague.inspect(tmp_path / "new.md")
    assert colleague.import_notes(there, out).value == NotesImport(added=1)
    assert colleague.import_notes(there, out).value == NotesImport(known=1)
    assert colleague.notes(there).placed == session.notes(here).placed
    colleague.rewrite_note(there, note, "Second", [])
    session.rewrite_note(here, note, "Third", [])
    back = colleague.export_notes(there, tmp_path / "back.json").value
    assert session.import_notes(here, back).value == NotesImport(conflicts=1)
    assert session.import_notes(here, back).value == NotesImport(known=1)
    assert {row.note.text for row in session.notes(here).placed} == {"Second", "Third"}


def test_a_file_about_another_agreement_or_with_a_fault_changes_nothing(session: Session, tmp_path: Path) -> None:
    here = add(session, tmp_path, LANTERN, "new.md")
    session.write_note(here, NoteKind.BOOKMARK, here.agreement.provisions[0].id)
    out = session.export_notes(here, tmp_path / "notes.json").value
    other = add(session, tmp_path, LANTERN.replace("Lantern", "Harrier"), "other.md")
    with pytest.raises(BadInput, match="Lantern Terms"):
        session.import_notes(other, out)
    out.write_text(out.read_text().replace('"bookmark"', '"bell"'))
    with pytest.raises(BadInput, match="note 1"):
        session.import_notes(here, out)
    with pytest.raises(BadInput, match="cannot be read"):
        session.import_notes(here, tmp_path / "none.json")
    assert session.notes(other).placed == ()


def test_notes_travel_in_an_akoma_ntoso_export(session: Session, tmp_path: Path) -> None:
    """No part of the text there: whoever reads the file finds the agreement as it is, and can take the notes in."""
    here = add(session, tmp_path, LANTERN, "new.md")
    row = here.agreement.provisions[1]
    quoted = " ".join(here.agreement.binding_text(row.id).split()[:3])
    session.write_note(
        here, NoteKind.NOTE, *words(here, quoted), text="Ask \ufffe counsel\n<soon>", tags=["law"], author="Ada"
    )
    session.write_note(here, NoteKind.BOOKMARK, row.id)
    out = session.export(here, ExportRequest(with_notes=True), tmp_path / "lantern.xml").value
    colleague = Session(tmp_path / "colleague")
    report = colleague.add([out]).value[0]
    assert any("import notes" in doubt for doubt in report.doubts)
    there = colleague.analysis(report.key or "")
    assert [there.agreement.laid_text(r.id) for r in there.agreement.provisions] == [
        here.agreement.laid_text(r.id) for r in here.agreement.provisions
    ]
    assert colleague.notes(there).placed == ()
    assert colleague.import_notes(there, out).value == NotesImport(added=2)
    ours, theirs = session.notes(here).placed, colleague.notes(there).placed
    assert [placed.note for placed in theirs] == [placed.note for placed in ours]
    assert [placed.provision for placed in theirs] == [placed.provision for placed in ours]
    assert ["".join(map(there.agreement.text.at, placed.spans)) for placed in theirs] == [
        "".join(map(here.agreement.text.at, placed.spans)) for placed in ours
    ]
    assert session.import_notes(here, out).value == NotesImport(known=2)
    bare = session.export(here, ExportRequest(), tmp_path / "bare.xml").value
    with pytest.raises(BadInput, match="carries no notes"):
        session.import_notes(here, bare)
