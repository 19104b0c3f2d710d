"""Notes on disk and between colleagues: never lost, never doubled, never believed blindly."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from navigator.model.agreement import Layer
from navigator.model.catalogue import BadInput
from navigator.model.notes import Anchor, Note, NoteKind
from navigator.notes import About, Merge, NotesShelf, clean_tags, following, merged, read_file, written

ABOUT = About("0123456789abcdef", "Tern Storage Terms", "Tern", None)
DAY = datetime(2025, 3, 1, 12, tzinfo=UTC)
ANCHOR = Anchor("0123456789abcdef", "sec_1", "1", "Space", Layer.BINDING, True, "Space. Tern keeps", "", " a", True)


def note(number: int = 1, text: str = "Ask counsel", **changes: object) -> Note:
    made = Note(f"{number:032x}", NoteKind.NOTE, text, ("law",), "Ada", DAY, DAY, (ANCHOR,))
    return replace(made, **changes)  # type: ignore[arg-type]


def put(shelf: NotesShelf, *notes: Note) -> None:
    shelf.change(ABOUT, lambda there: there.update({row.id: row for row in notes}))


def test_what_is_kept_is_read_back(library: Path) -> None:
    shelf = NotesShelf(library)
    assert shelf.kept(ABOUT.key).notes == ()
    assert not library.exists()
    rows = (
        note(1),
        note(2, kind=NoteKind.BOOKMARK, text=""),
        note(3, text="Zwei\nZeilen \U0001f4cc", earlier=("a" * 32,)),
    )
    put(shelf, *rows)
    kept = NotesShelf(library).kept(ABOUT.key)
    assert (kept.about, kept.notes, kept.troubles) == (ABOUT, rows, ())
    assert shelf.versions() == (ABOUT.key,)


def test_changes_of_many_writers_are_all_kept(library: Path) -> None:
    def write(first: int) -> None:
        shelf = NotesShelf(library)
        for number in range(first, first + 5):
            put(shelf, note(number))

    threads = [threading.Thread(target=write, args=(first,)) for first in (10, 20, 30, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(NotesShelf(library).kept(ABOUT.key).notes) == 20


WRITER = """
import sys
from pathlib import Path
from dataclasses import replace
from navigator.notes import NotesShelf, read_file
shelf, first = NotesShelf(Path(sys.argv[1])), int(sys.argv[2])
file = read_file(Path(sys.argv[3]).read_bytes(), "pattern")
print("ready", flush=True)
for number in range(first, first + int(sys.argv[4])):
    note = replace(file.notes[0], id=f"{number:032x}")
    shelf.change(file.about, lambda there: there.update({note.id: note}))
    print(number, flush=True)
"""


def test_a_program_that_is_killed_while_it_writes_loses_nothing_of_the_others(library: Path, tmp_path: Path) -> None:
    pattern = tmp_path / "pattern.json"
    pattern.write_bytes(written(ABOUT, [note(1)]))

    def start(first: int, number: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER, str(library), str(first), str(pattern), str(number)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])

    steady, doomed = start(1000, 15), start(2000, 10_000)
    assert doomed.stdout is not None
    assert steady.stdout is not None
    confirmed = [doomed.stdout.readline() for _ in range(6)][1:]  # the first says that it is ready
    doomed.kill()
    confirmed += doomed.stdout.readlines()
    doomed.wait()
    doomed.stdout.close()
    steady.communicate(timeout=60)
    assert steady.returncode == 0
    kept = NotesShelf(library).kept(ABOUT.key)
    there = {int(row.id, 16) for row in kept.notes}
    assert there >= {*range(1000, 1015), *(int(line) for line in confirmed if line.strip())}
    assert kept.troubles == ()
    put(NotesShelf(library), note(3))
    assert not list((library / "notes").glob(".unfinished-*"))


@pytest.mark.parametrize("broken", [b"", b"{", b'{"schema": "contract-navigator/notes", "notes": 3}', b"\xff\xfe\x00"])
def test_a_broken_file_is_set_aside_and_said(library: Path, broken: bytes) -> None:
    shelf = NotesShelf(library)
    put(shelf, note(1))
    path = library / "notes" / f"{ABOUT.key}.json"
    path.write_bytes(broken)
    kept = shelf.kept(ABOUT.key)
    assert kept.notes == ()
    aside = [row for row in path.parent.iterdir() if ".broken-" in row.name]
    assert [row.read_bytes() for row in aside] == [broken]
    assert str(aside[0]) in kept.troubles[0]
    put(shelf, note(2))
    assert [row.id for row in shelf.kept(ABOUT.key).notes] == [note(2).id]
    assert aside[0].exists()


def test_one_broken_note_takes_no_other_with_it(library: Path) -> None:
    shelf = NotesShelf(library)
    put(shelf, note(1), note(2))
    path = library / "notes" / f"{ABOUT.key}.json"
    found = json.loads(path.read_text())
    found["notes"][0]["anchors"] = "none"
    path.write_text(json.dumps(found))
    kept = shelf.kept(ABOUT.key)
    assert [row.id for row in kept.notes] == [note(2).id]
    assert len(kept.troubles) == 1


def test_a_file_of_a_newer_product_is_left_alone(library: Path) -> None:
    shelf = NotesShelf(library)
    put(shelf, note(1))
    path = library / "notes" / f"{ABOUT.key}.json"
    path.write_text(path.read_text().replace('"schemaVersion": 1', '"schemaVersion": 2'))
    before = path.read_bytes()
    assert "newer" in shelf.kept(ABOUT.key).troubles[0]
    with pytest.raises(BadInput, match="newer"):
        put(shelf, note(2))
    assert path.read_bytes() == before


def test_taking_in_twice_does_not_double_and_conflicts_keep_both() -> None:
    first = note(1)
    ours, theirs = following(replace(first, text="Ours"), first), following(replace(first, text="Theirs"), first)
    there = {first.id: first}
    assert merged(there, first)[0] is Merge.KNOWN
    assert merged(there, ours)[0] is Merge.RENEWED
    assert merged(there, first)[0] is Merge.KNOWN
    assert merged(there, theirs)[0] is Merge.CONFLICT
    assert merged(there, theirs)[0] is Merge.KNOWN
    assert sorted(row.text for row in there.values()) == ["Ours", "Theirs"]


def damaged(change: dict[str, object], *, inside: str | None = None) -> bytes:
    found = json.loads(written(ABOUT, [note(1)]))
    row = found["notes"][0] if inside is None else found["notes"][0]["anchors"][0]
    row.update(change)
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../etc"},
        {"kind": "virus"},
        {"text": "x" * 60_000},
        {"text": 3},
        {"tags": ["x"] * 60},
        {"created": "yesterday"},
        {"created": "2025-03-01T10:00:00"},
        {"created": "0001-01-01T00:00:00+14:00"},
        {"anchors": []},
        {"earlier": None},
    ],
)
def test_a_note_that_is_none_is_named(change: dict[str, object]) -> None:
    found = read_file(damaged(change), "notes.json")
    assert found.notes == ()
    assert found.faults[0].startswith("note 1: ")


@pytest.mark.parametrize(
    "data",
    [b"[" * 200_000, b"{}", b'{"schema": "contract-navigator/notes", "schemaVersion": true}', b"NaN", b"9" * 5000],
    ids=["deep", "empty", "no version", "no JSON", "long number"],
)
def test_a_file_that_is_none_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"notes\.json") as error:
        read_file(data, "notes.json")
    assert "\n" not in str(error.value)


def test_control_characters_and_tags_are_tidied() -> None:
    text = read_file(damaged({"text": "a\x00b\x1bc\r\nd\ud800"}), "x").notes[0].text
    assert text == "abc\nd"
    assert clean_tags([" Law ", "law", "", "two  words", "a,b"]) == ("Law", "two words", "a b")
