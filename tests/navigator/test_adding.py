"""The façade's ways into the library besides files, and what it tells of origins and relations."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from navigator.__main__ import main
from navigator.model.catalogue import AddStatus, BadInput, ChangeKind
from navigator.model.library import RelationKind
from navigator.session import Session, adding, sampled
from navigator.settings import Settings
from tests.helpers.pages import Pages, page, serving
from tests.navigator.agreements import HARBOUR, LANTERN, NEW, OLDER_LANTERN

WEB = """\
<!doctype html><html><head><title>Harbour</title></head><body>
<nav><a href="/">Home</a> <a href="/blog">Blog</a></nav>
<main><h1>Harbour Rules</h1>
<h2>1. Noise</h2><p>Customers keep quiet in the port at all hours.</p>
<h2>2. Fees</h2><p>Customers pay what the order says.</p></main>
<footer>© Harbour</footer></body></html>
"""
GUESTS = """\
# Lantern Guest Policy

Lantern asks. Lantern answers. Lantern pays.

## 1. Calm

Be calm.
"""
POLICY = "\n3.3 **Policy.** The [Guest Policy](https://lantern.example/guests) is incorporated by reference.\n"


@pytest.fixture(autouse=True)
def _one_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = SimpleNamespace(name="harbour.md", data=HARBOUR.encode())
    monkeypatch.setitem(sys.modules, "corpus", SimpleNamespace(samples=lambda: (sample,)))


@pytest.fixture
def session(library: Path) -> Iterator[Session]:
    made = Session(library)
    yield made
    made.close()


@pytest.fixture
def serve() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


# --- From the web ---


def test_a_page_is_seen_before_it_is_kept(session: Session, serve: Pages, library: Path) -> None:
    at = serve({"/rules": page(WEB.encode())})
    draft = session.fetch(f"{at}/rules", allow_private=True)
    assert (draft.title, draft.card.provisions, draft.known_as) == ("Harbour Rules", 2, None)
    assert draft.opening == ("1 Noise", "2 Fees")
    assert sum(words for _, words in draft.left_out_by_reason) > 0
    assert not library.exists()
    kept = session.keep(draft)
    assert kept.value.status is AddStatus.ADDED
    assert [change.kind for change in kept.changes] == [ChangeKind.AGREEMENT_ADDED]
    key = kept.value.key
    assert key is not None
    details = session.details(key)
    assert (details.origin.address, details.origin.retrieved) == (f"{at}/rules", draft.origin.retrieved)
    assert session.search("quiet").total == 1
    assert session.imports()[0].lines == (kept.value,)
    again = session.fetch(f"{at}/rules", allow_private=True)
    assert again.known_as == "Harbour Rules"
    assert session.keep(again).value.status is AddStatus.ALREADY_THERE


def test_the_command_line_adds_an_address(serve: Pages, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = serve({"/rules": page(WEB.encode())})
    command = ["add", f"{at}/rules", "--library", str(library)]
    assert main(command) == 2
    assert "web.allow-private" in capsys.readouterr().err
    settings = Settings()
    settings.set("web.allow-private", True)
    settings.save()
    assert main([*command, "--preview"]) == 0
    assert "Harbour Rules" in capsys.readouterr().out
    assert not library.exists()
    assert main([*command, "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert (report["title"], report["source"]) == ("Harbour Rules", f"{at}/rules")
    assert main(["add", "--preview", "x.md"]) == 2


# --- From the clipboard ---


def test_pasted_words_have_the_title_that_the_user_gives(session: Session) -> None:
    draft = session.paste("1. Be kind.\n\n2. Be on time.\n", title="  House   rules ")
    assert (draft.title, draft.chosen, draft.name) == ("House rules", True, "House-rules.txt")
    key = session.keep(draft).value.key
    assert key is not None
    assert session.analysis(key).agreement.title == "House rules"
    fresh = Session(session.library)
    assert [card.title for card in fresh.cards() if not card.sample] == ["House rules"]
    assert fresh.analysis(key).agreement.title == "House rules"
    assert fresh.rebuild_index() == ()
    assert fresh.details(key).card.title == "House rules"
    fresh.close()


def test_pasted_words_without_a_title_are_called_by_their_first_line(session: Session) -> None:
    draft = session.paste("House rules\n\n1. Be kind.\n\n2. Be on time, always.\n")
    assert draft.title == "House rules"
    assert draft.opening[-2:] == ("1 Be kind.", "2 Be on time, always.")
    assert session.keep(draft).value.title == "House rules"


def test_pasted_html_is_read_as_a_page(session: Session) -> None:
    draft = session.paste("<h1>Café rules</h1><ol><li>Be kind.</li><li>Be on time.</li></ol>", html=True)
    assert (draft.title, draft.chosen, draft.name) == ("Café rules", False, "pasted.html")
    report = session.keep(draft, "Our rules").value
    assert report.title == "Our rules"
    with pytest.raises(BadInput, match="holds no text"):
        session.paste(" \n")


def test_pasted_markdown_is_read_as_markdown(session: Session) -> None:
    """A single # or a pair of asterisks makes none."""
    draft = session.paste("# Kite rules\n\n## 1. Lines\n\n1.1 **Knots.** Tie them twice.\n")
    assert (draft.title, draft.name) == ("Kite rules", "pasted.md")
    plain = "Kite rules\n\n# 12 is the number of the field.\n\n1. Fly at your own risk (2 ** 3 kites at most).\n"
    assert session.paste(plain).name == "pasted.txt"


# --- What it tells ---


def test_versions_and_relations_are_told_from_any_version(session: Session, tmp_path: Path) -> None:
    files = {"guests.md": GUESTS, "terms.md": LANTERN + POLICY, "older.md": OLDER_LANTERN}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    session.add([tmp_path])
    by_title = {(card.title, card.version): card for card in session.cards()}
    new = by_title["Lantern Terms of Service", NEW]
    (guest,) = (card for card in session.cards() if card.title == "Lantern Guest Policy")
    details = session.details(new.key)
    assert [card.version for card in details.versions] == sorted(
        [row.version for row in details.versions], reverse=True
    )
    assert len(details.versions) == 2
    assert [(row.stated.kind, row.candidates) for row in details.says] == [(RelationKind.INCORPORATES, (guest.key,))]
    assert session.details(new.earlier[0]).versions == details.versions
    assert [row.agreement for row in session.details(guest.key).said_of] == [new.key]
    with pytest.raises(BadInput, match="no such agreement"):
        session.details("0")


# --- Samples ---


def test_samples_are_read_once_for_all_starts(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    first, read = session.cards(), sampled._read
    monkeypatch.setattr(sampled, "_read", lambda _: pytest.fail("read again"))
    assert Session(session.library).cards() == first
    for damage in ("", "[]", '{"made_by": 1}', sampled._place().read_text("utf-8")[:-40]):
        sampled._place().write_text(damage, "utf-8")
        with pytest.raises(pytest.fail.Exception):
            Session(session.library).cards()
    monkeypatch.setattr(sampled, "_read", read)
    assert Session(session.library).cards() == first
    monkeypatch.setattr(sampled, "_read", lambda _: pytest.fail("read again"))
    monkeypatch.setattr("navigator.library.stamp", lambda: "another")
    with pytest.raises(pytest.fail.Exception):
        Session(session.library).cards()


def test_a_new_library_of_many_files_has_the_index_of_a_large_one(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "_MANY", 2)
    for name, text in (("terms.md", LANTERN), ("older.md", OLDER_LANTERN)):
        (tmp_path / name).write_text(text, "utf-8")
    session.add([tmp_path / "terms.md", tmp_path / "older.md"])
    assert [path.name.partition("-")[0] for path in session.library.glob("index/*")] == ["tantivy"]
    assert session.search("storms").total == 2  # and what is found does not depend on it
