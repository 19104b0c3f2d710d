"""Agreements on disk: whole or absent, listed once, versions in order, every refusal one line."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from navigator.library import Library, Source, expand, key_of, publisher_of, understand, with_earlier
from navigator.library.catalogue import Change
from navigator.library.schema import FORMAT
from navigator.library.store import Store, digest
from navigator.model.agreement import Agreement, Coverage
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput
from navigator.model.rules import Condition, Fact, Rule
from navigator.model.terms import Definition
from navigator.model.text import CanonicalText, SourceInfo, Span
from navigator.session.sources import read_source
from tests.navigator.agreements import HARBOUR, LANTERN, NEW, OLD, OLDER_LANTERN


def add(library: Library, text: str, name: str = "terms.md") -> AgreementCard:
    source = Source(name, text.encode())
    return library.keep([(source, understand(source))])[0]


def test_what_is_added_is_listed_and_read_back(library: Path) -> None:
    shelf = Library(library)
    assert shelf.cards() == ()
    assert not library.exists()
    card = add(shelf, LANTERN, "lantern.md")
    assert Library(library).cards() == (card,)
    assert (card.title, card.version, card.publisher) == ("Lantern Terms of Service", NEW, "Lantern")
    assert card.key == key_of(card.sha256)
    assert shelf.source(card.key) == Source("lantern.md", LANTERN.encode())
    assert shelf.verify() == ()


def test_adding_again_keeps_one_row_and_its_day(library: Path) -> None:
    shelf = Library(library)
    first = add(shelf, LANTERN)
    assert add(shelf, LANTERN, "copy.md").added == first.added
    assert len(shelf.cards()) == 1


def test_removing_takes_row_and_bytes(library: Path) -> None:
    shelf = Library(library)
    card = add(shelf, LANTERN)
    shelf.remove(card.key)
    assert shelf.cards() == ()
    assert list((library / "sources").iterdir()) == []
    with pytest.raises(BadInput, match="no such agreement"):
        shelf.remove(card.key)


def test_a_newer_date_is_the_next_version(library: Path) -> None:
    shelf = Library(library)
    new, old, other = add(shelf, LANTERN), add(shelf, OLDER_LANTERN), add(shelf, HARBOUR)
    assert (new.version, old.version) == (NEW, OLD)
    earlier = {card.key: card.earlier for card in with_earlier(shelf.cards())}
    assert earlier == {new.key: (old.key,), old.key: (), other.key: ()}


# --- Crashes and refusals ---


def test_a_crash_before_the_row_leaves_the_library_as_it_was(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Library(library)
    with monkeypatch.context() as patch:
        patch.setattr(Change, "put", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        patch.setattr(Store, "settle", lambda *_: None)  # as where nothing runs any more
        with pytest.raises(KeyboardInterrupt):
            add(shelf, LANTERN)
    assert len(list((library / "pending").iterdir())) == 1
    assert shelf.cards() == shelf.verify() == ()
    assert list((library / "pending").iterdir()) == []


def test_a_crash_after_the_row_leaves_the_library_with_it(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Library(library)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "settle", lambda *_: None)
        card = add(shelf, LANTERN)
    assert list(library.glob("sources/*")) == []
    assert shelf.source(card.key).data == LANTERN.encode()
    assert shelf.verify() == ()
    assert list(library.glob("sources/*")) == [library / "sources" / card.sha256]


def test_a_crash_while_removing_leaves_all_or_nothing(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Library(library)
    card = add(shelf, LANTERN)
    with monkeypatch.context() as patch:
        patch.setattr(Change, "remove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        patch.setattr(Store, "settle", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            shelf.remove(card.key)
    assert shelf.source(card.key).data == LANTERN.encode()
    assert shelf.verify() == ()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "settle", lambda *_: None)
        shelf.remove(card.key)
    assert shelf.cards() == shelf.verify() == ()
    assert list(library.glob("*/*")) == []


def test_a_catalogue_from_a_backup_loses_no_bytes(library: Path) -> None:
    shelf = Library(library)
    add(shelf, HARBOUR)
    backup = (library / "catalogue.sqlite").read_bytes()
    card = add(shelf, LANTERN)
    (library / "catalogue.sqlite").write_bytes(backup)
    assert card.sha256 in Library(library).verify()[0]
    add(Library(library), OLDER_LANTERN)
    assert (library / "sources" / card.sha256).exists()


def test_unfinished_bytes_are_never_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        store.stage(b"bytes")
    assert list(tmp_path.glob("*/*")) == []


def test_damaged_and_missing_bytes_are_told(library: Path) -> None:
    shelf = Library(library)
    card = add(shelf, LANTERN)
    stored = library / "sources" / card.sha256
    stored.write_bytes(b"something else")
    with pytest.raises(BadInput, match="damaged; remove"):
        shelf.source(card.key)
    assert "damaged" in shelf.verify()[0]
    add(shelf, LANTERN)  # adding the file again mends it
    assert shelf.verify() == ()
    stored.unlink()
    with pytest.raises(BadInput, match="missing; add"):
        shelf.source(card.key)


def test_the_bytes_alone_can_be_put_back(library: Path) -> None:
    """What the list says stays: a title that the user chose, say."""
    shelf = Library(library)
    source = Source("terms.md", LANTERN.encode(), title="Ours")
    (card,) = shelf.keep([(source, understand(source))])
    assert not shelf.restore(source)
    stored = library / "sources" / card.sha256
    for spoil in (lambda: stored.write_bytes(b"short"), stored.unlink):
        spoil()
        assert shelf.restore(Source("again.md", LANTERN.encode()))
        assert (shelf.verify(), shelf.cards()) == ((), (card,))
    assert not shelf.restore(Source("other.md", HARBOUR.encode()))


def test_a_library_that_cannot_be_read_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(Library(library), LANTERN)
    monkeypatch.setattr("os.access", lambda path, _: path != library / "catalogue.sqlite")
    monkeypatch.setattr("sqlite3.connect", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "no")))
    with pytest.raises(BadInput, match="cannot be read; check that you may open it"):
        Library(library).cards()


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EROFS, "cannot be written to"), (errno.ENOSPC, "disk is full"), (errno.EIO, "check the disk")],
)
def test_what_the_disk_refuses_is_one_line(
    library: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, "refused")

    monkeypatch.setattr(Store, "stage", refuse)
    with pytest.raises(BadInput, match=words) as told:
        add(Library(library), LANTERN)
    assert str(library) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_damaged_catalogue_and_a_file_for_a_folder_are_told(library: Path, tmp_path: Path) -> None:
    library.mkdir()
    (library / "catalogue.sqlite").write_bytes(b"not a database, but long enough to look at" * 40)
    with pytest.raises(BadInput, match="catalogue is damaged"):
        Library(library).cards()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput, match="not a folder"):
        Library(tmp_path / "file").cards()


def test_a_catalogue_of_a_newer_version_is_left_alone(library: Path) -> None:
    add(Library(library), LANTERN)
    connection = sqlite3.connect(library / "catalogue.sqlite")
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    with pytest.raises(BadInput, match="newer Contract Navigator"):
        Library(library).cards()
    with pytest.raises(BadInput, match="newer Contract Navigator"):
        add(Library(library), HARBOUR)


def test_two_agreements_with_one_key_are_refused(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("navigator.library.understood.key_of", lambda _: "0123456789abcdef")
    shelf = Library(library)
    add(shelf, LANTERN)
    with pytest.raises(BadInput, match="is taken by"):
        add(shelf, HARBOUR)


# --- Folders ---


def test_folders_give_their_agreements_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.PDF", "sub/c.html", "sub/.hidden.md", ".git/d.md", "picture.png", "odd.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    named = [tmp_path / "odd.xyz", tmp_path, tmp_path / "b.md", tmp_path / "missing.md"]
    assert [str(path.relative_to(tmp_path)) for path in expand(named, frozenset({"md", "pdf", "html"}))] == [
        "odd.xyz", "a.PDF", "b.md", "sub/c.html", "missing.md",
    ]  # fmt: skip


def test_what_cannot_be_opened_is_given_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is closed, and a link that leads in a circle: whoever adds them tells. What may never end is
    not an agreement."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "circle.md").symlink_to(tmp_path / "circle.md")
    (tmp_path / "terms.md").write_bytes(b"")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    found = [path.name for path in expand([tmp_path], frozenset({"md"}))]
    assert found == ["circle.md", "terms.md", "closed"]
    for name in ("circle.md", "closed"):
        with pytest.raises(BadInput, match=f"{name}: cannot be read"):
            read_source(tmp_path / name)


# --- Publishers ---


def speaking(title: str, words: str, *entities: str, names: tuple[str, ...] = ()) -> Analysis:
    """An agreement of one title and text, with the entities that it contracts through and one defined term."""
    text = CanonicalText(words, (), SourceInfo("x.md", "text/markdown", digest(b"")))
    agreement = Agreement(text, title, (), (), Coverage(0, 0, ()))
    rules = tuple(Rule(Fact.ENTITY, Condition("always"), entity, Span(0, 0), "sec_1") for entity in entities)
    terms = (Definition(names[0], "sec_1", Span(0, 0), Span(0, 0), "inline", names[1:]),) if names else ()
    return Analysis(agreement, rules=rules, definitions=terms)


LANTERNS = "Lantern answers. Ask Lantern, or Blue Lantern. LANTERN pays. The Blue one, and Blue again."


@pytest.mark.parametrize(
    ("analysis", "publisher"),
    [
        (speaking("Terms", "", names=("we", "us", "Lantern Corporation")), "Lantern"),
        (speaking("Parlour Terms", "", names=("Lantern", "Parlour", "our")), "Parlour"),
        (speaking("Terms", "", names=("Company", "we")), None),
        (speaking("Lantern Acceptable Use Policy", LANTERNS), "Lantern"),
        (speaking("LANTERN PRIVACY POLICY", LANTERNS), "Lantern"),
        (speaking("Blue Lantern Master Services Agreement", LANTERNS), "Blue Lantern"),
        (speaking("Lantern Service Agreement", LANTERNS, names=("Lantern Service", "Service")), None),
        (speaking("Cookie Policy", "A cookie is a file. Cookie, cookie, cookie."), None),
        (speaking("Lantern", LANTERNS), None),
        (speaking("Terms", "", "Lantern Inc.", "Lantern Ireland Limited", "Lantern Japan G.K."), "Lantern"),
        (speaking("Terms", "", "Blue Lantern, Inc."), "Blue Lantern"),
        (speaking("Terms", "", "Lantern Inc.", "Harbour Ltd"), None),
        (speaking("", ""), None),
    ],
)
def test_the_publisher_is_named_only_where_it_is_clear(analysis: Analysis, publisher: str | None) -> None:
    assert publisher_of(analysis) == publisher


def test_agreements_of_unknown_publishers_are_no_versions_of_one_another(library: Path) -> None:
    shelf = Library(library)
    for day in ("March 14, 2025", "March 15, 2025"):
        add(shelf, f"# Privacy Policy\n\nLast Updated: {day}\n\n## 1. Data\n\n1.1 **Use.** We use data.\n")
    assert [(card.publisher, card.earlier) for card in with_earlier(shelf.cards())] == [(None, ())] * 2
