"""A library that an older release wrote opens for ever; `formats` holds one of each format, of our own writing.

A new format: write a small library with the release before it, dump its catalogue and put it there.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from navigator.library import Library, with_earlier
from navigator.library.schema import FORMAT
from navigator.model.catalogue import BadInput
from tests.navigator.agreements import NEW, OLD

FORMATS = Path(__file__).with_name("formats")


def opened(number: int, library: Path) -> Library:
    """A library as the release that wrote this format left it."""
    shutil.copytree(FORMATS / str(number) / "sources", library / "sources")
    with closing(sqlite3.connect(library / "catalogue.sqlite")) as connection:
        connection.executescript((FORMATS / str(number) / "catalogue.sql").read_text("utf-8"))
    return Library(library)


def format_of(library: Path) -> int:
    with closing(sqlite3.connect(library / "catalogue.sqlite")) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_there_is_a_library_of_every_format() -> None:
    assert sorted(int(path.name) for path in FORMATS.iterdir()) == list(range(1, FORMAT + 1))


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_every_format_opens_and_is_brought_up_to_date(number: int, library: Path) -> None:
    shelf = opened(number, library)
    lanterns = [card for card in with_earlier(shelf.cards()) if card.publisher == "Lantern"]
    assert {card.version: len(card.earlier) for card in lanterns} == {NEW: 1, OLD: 0}
    assert all(shelf.source(card.key).data for card in shelf.cards())
    assert shelf.verify() == ()
    assert format_of(library) == FORMAT
    shelf.remove(lanterns[0].key)
    assert len(Library(library).cards()) == 2


@pytest.mark.parametrize("number", range(1, FORMAT))
def test_an_older_format_is_read_where_it_cannot_be_written(
    number: int, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = opened(number, library)
    refused = sqlite3.OperationalError("attempt to write a readonly database")
    monkeypatch.setattr("navigator.library.catalogue.Catalogue.writing", lambda _: (_ for _ in ()).throw(refused))
    assert len(shelf.cards()) == 3
    assert shelf.verify() == ()
    assert format_of(library) == number
    with pytest.raises(BadInput, match="cannot be written to"):
        shelf.remove(shelf.cards()[0].key)
    assert len(shelf.cards()) == 3


def test_what_format_3_knows_of_a_source_is_read(library: Path) -> None:
    shelf = opened(3, library)
    (lantern, _) = shelf.entries()["f0f1bd0b044b33fe"]
    assert (lantern.folder, lantern.made_by) == ("Lantern", "0123456789abcdef")
    (chosen,) = (card for card in shelf.cards() if card.title == "Harbour rules")
    assert shelf.source(chosen.key).charset == "iso-8859-1"


@pytest.mark.parametrize("number", [2, 3])
def test_what_formats_from_2_on_know_of_a_source_is_read(number: int, library: Path) -> None:
    shelf = opened(number, library)
    chosen = next(card for card in shelf.cards() if card.title == "Harbour rules")
    source = shelf.source(chosen.key)
    assert (source.title, source.origin.address) == ("Harbour rules", "https://harbour.example/policy")
    assert source.origin.retrieved is not None
    (report,) = shelf.imports()
    assert [line.doubts for line in report.lines] == [("a doubt",)] * 3
