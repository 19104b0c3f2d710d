"""Looking after a library: what verify finds, what it only notes, and what a rebuild makes anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from navigator.__main__ import main
from navigator.model.catalogue import Cancelled, Progress
from navigator.search.whoosh_engine import WhooshEngine
from navigator.session import Session
from tests.navigator.agreements import HARBOUR, LANTERN


@pytest.fixture
def session(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A library of two agreements."""
    monkeypatch.setattr("corpus.samples", lambda: ())
    (tmp_path / "terms.md").write_text(LANTERN, "utf-8")
    (tmp_path / "harbour.md").write_text(HARBOUR, "utf-8")
    made = Session(library)
    made.add([tmp_path / "terms.md", tmp_path / "harbour.md"])
    yield made
    made.close()


def change(session: Session, statement: str) -> None:
    with closing(sqlite3.connect(session.library / "catalogue.sqlite")) as connection, connection:
        connection.execute(statement)


def test_a_whole_library_is_whole(session: Session) -> None:
    seen: list[Progress] = []
    found = session.verify(seen.append)
    assert (found.wrong, found.notes, found.agreements) == ((), (), 2)
    assert (seen[-1].done, seen[-1].total) == (2, 2)
    assert session.verify(quick=True).wrong == ()


def test_a_list_that_is_not_what_the_source_says_is_wrong(session: Session) -> None:
    """Unless other code made it: then it is worth a note."""
    change(session, "UPDATE versions SET provisions = 99, language = 'fr' WHERE title LIKE 'Lantern%'")
    (line,) = session.verify().wrong
    assert "Lantern Terms of Service" in line
    assert "language en, not fr; provisions 8, not 99" in line
    assert session.verify(quick=True).wrong == ()
    change(session, "UPDATE versions SET made_by = 'other code'")
    found = session.verify()
    assert (found.wrong, len(found.notes)) == ((), 1)
    assert "by an earlier version of this program; now: language en" in found.notes[0]
    assert session.rebuild_index() == ()
    assert session.verify().notes == ()
    assert {card.provisions for card in session.cards()} == {8, 2}


def test_the_index_holds_every_provision_and_no_other(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    held = WhooshEngine.documents
    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "documents", lambda *_: [])
        assert "holds nothing of" in session.verify(quick=True).wrong[0]
        patch.setattr(WhooshEngine, "documents", lambda *asked: held(*asked)[1:])
        assert all("it lacks 1 of " in line for line in session.verify().wrong)
        patch.setattr(WhooshEngine, "documents", lambda *_: (_ for _ in ()).throw(EOFError("cut off")))
        assert session.verify().wrong == ("index: damaged (EOFError: cut off); library rebuild-index makes it anew",)
    assert session.rebuild_index() == ()
    assert session.verify().wrong == ()


def test_damaged_bytes_are_told_once(session: Session) -> None:
    path = next(iter((session.library / "sources").iterdir()))
    path.write_bytes(path.read_bytes() + b" ")
    (line,) = session.verify().wrong
    assert "the stored source is damaged" in line


def test_both_can_be_stopped_and_go_on(session: Session) -> None:
    asked = iter(range(100))
    with pytest.raises(Cancelled):
        session.verify(cancelled=lambda: next(asked) > 1)
    asked = iter(range(100))
    with pytest.raises(Cancelled):
        session.rebuild_index(cancelled=lambda: next(asked) > 1)
    assert session.search("storms").total == 1
    assert session.verify().wrong == ()


def test_the_command_line_says_what_it_looked_at(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    library = ["--library", str(session.library)]
    assert main(["library", "verify", *library]) == 0
    assert "the library is whole (bytes, list and index of 2 agreements checked)" in capsys.readouterr().out
    assert main(["library", "verify", "--quick", *library]) == 0
    change(session, "UPDATE versions SET words = 1")
    assert main(["library", "verify", *library, "--json"]) == 1
    assert main(["library", "rebuild-index", *library]) == 0
