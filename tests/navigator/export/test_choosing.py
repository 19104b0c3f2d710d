"""What is chosen for an export: the order of a collection, the reader's own notes, the collection itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import corpus
from navigator.export import WRITERS
from navigator.model.agreement import Layer
from navigator.model.catalogue import BadInput, ChangeKind
from navigator.model.exporting import Collected, ExportRequest
from navigator.model.notes import Anchor, Note, NoteKind, PlacedNote
from navigator.pipeline import analyse
from navigator.session import Session
from tests.helpers.fabricate import fabricate
from tests.navigator.export import printed
from tests.navigator.export.exported import TEXTS, W, part, squeezed

ON = date(2026, 3, 4)
WHEN = datetime(2026, 3, 1, tzinfo=UTC)
FIRST, SECOND = "sec_2__subsec_2-1", "sec_1__subsec_1-1"


def note(provision: str, text: str) -> PlacedNote:
    anchor = Anchor("v", provision, "1.1", None, Layer.BINDING, True, "words", "", "", True)
    made = Note("0" * 32, NoteKind.NOTE, text, (), "Noor", WHEN, WHEN, (anchor,))
    return PlacedNote(made, provision, (), True)


@pytest.mark.parametrize("ending", [".pdf", *(ending for ending in TEXTS if ending != ".xml")])
def test_a_note_stands_below_its_provision_and_says_that_it_does_not_bind(ending: str) -> None:
    request = ExportRequest((FIRST,), on=ON, notes=(note(FIRST, "Ask <b>them</b>\n=1+1 about this."),))
    data = WRITERS[ending](fabricate(30), None, request)
    if ending == ".csv":  # in these two it has a column of its own
        assert b"Notes (not part of the agreement)" in data
    if ending in (".csv", ".xlsx"):
        return
    if ending == ".docx":
        text = squeezed("".join(part(data, "word/comments.xml").itertext()))
        assert "notpartoftheagreement" not in squeezed(TEXTS[ending](data))
    else:
        text = printed.text(data) if ending == ".pdf" else squeezed(TEXTS[ending](data))
    assert "NotebyNoor,2026-03-01—notpartoftheagreement" in text
    assert "Ask<b>them</b>" in text.replace("#", "")
    assert "=1+1aboutthis." in text


def test_a_note_of_one_mark_stands_in_plain_text() -> None:
    request = ExportRequest((FIRST,), on=ON, notes=(note(FIRST, "x"),))
    assert "\n  # x\n" in WRITERS[".txt"](fabricate(30), None, request).decode()


@pytest.mark.parametrize(("explained", "beside"), [(3, False), (5, True)])
def test_summaries_have_a_column_only_where_they_stand_beside_half_of_the_text(explained: int, beside: bool) -> None:
    clause = "The maker delivers widgets to the harbour within thirty days."
    lines = [
        f"## {number}. Part {number}\n\n" + "> Summary: we send *parcels*.\n\n" * (number <= explained) + clause
        for number in range(1, 9)
    ]
    analysis = analyse("\n\n".join(["# Widgets", *lines]).encode(), "widgets.md")
    assert len(analysis.agreement.summaries) == explained
    request = ExportRequest(on=ON, summaries=True)
    pdf = WRITERS[".pdf"](analysis, None, request)
    aloud = printed.read_aloud(pdf)
    assert ("Bindingtext" in aloud) == beside
    assert "bindingtextonly" not in aloud
    assert aloud.count("wesendparcels") == explained
    made = {ending: squeezed(TEXTS[ending](WRITERS[ending](analysis, None, request))) for ending in (".docx", ".html")}
    assert {text.count("wesendparcels") for text in made.values()} == {explained}
    if not beside:  # above its text, below its heading
        order = ["1.Part1", "Inplainlanguage—notbinding", "wesendparcels", "Themakerdelivers"]
        for text in (aloud, made[".docx"]):
            start = text.index(order[1])
            assert text.rindex(order[0], 0, start) < start < text.index(order[2]) < text.index(order[3], start)


def test_a_note_is_a_comment_on_its_clause_in_a_word_document() -> None:
    analysis = fabricate(30)
    other = PlacedNote(replace(note(SECOND, "Second.").note, author=""), SECOND, (), True)
    request = ExportRequest((FIRST, SECOND), on=ON, notes=(note(FIRST, "First.\nMore."), other))
    data = WRITERS[".docx"](analysis, None, request)
    tree, comments = part(data, "word/document.xml"), list(part(data, "word/comments.xml"))
    assert [(row.get(W + "author"), row.get(W + "date")[:10]) for row in comments] == [
        ("Reader", "2026-03-01"), ("Noor", "2026-03-01"),
    ]  # fmt: skip
    for number, identity in enumerate((SECOND, FIRST)):
        start = next(node for node in tree.iter(W + "commentRangeStart") if node.get(W + "id") == str(number))
        inside: list[str] = []
        for node in start.xpath("following::*"):
            if node.tag == W + "commentRangeEnd" and node.get(W + "id") == str(number):
                break
            inside.append(node.text or "" if node.tag == W + "t" else "")
        assert squeezed(analysis.agreement.binding_text(identity))[:80] in squeezed("".join(inside))
    assert [node.get(W + "id") for node in tree.iter(W + "commentReference")] == ["0", "1"]
    assert WRITERS[".docx"](analysis, None, request) == data


def test_a_collection_keeps_its_order() -> None:
    for as_given in (True, False):
        request = ExportRequest((FIRST, SECOND), on=ON, as_given=as_given)
        text = WRITERS[".html"](fabricate(30), None, request).decode()
        assert (text.index(f'id="{FIRST}"') < text.index(f'id="{SECOND}"')) is as_given


class TestCollection:
    def test_is_kept_in_order_and_can_be_cleared(self, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        samples = corpus.samples()
        monkeypatch.setattr("corpus.samples", lambda: samples[:1])
        session = Session(library)
        analysis = session.analysis(session.cards()[0].key)
        first, second = (row.id for row in analysis.agreement.provisions[3:5])
        outcome = session.collect(analysis, (second, first, second))
        assert outcome.changes[0].kind is ChangeKind.COLLECTION_CHANGED
        session.collect(analysis, (first,))
        assert [row.provision for row in Session(library).collection()] == [second, first]
        session.set_collection(tuple(reversed(session.collection())))
        assert [row.provision for row in Session(library).collection()] == [first, second]
        session.set_collection(())
        assert Session(library).collection() == ()
        with pytest.raises(BadInput, match="no such provision"):
            session.collect(analysis, ("nowhere",))

    @pytest.mark.parametrize(
        "held", ["", "[]", '{"schema": "other/1"}', '{"schema": "contract-navigator/collection/1"}']
    )
    def test_what_cannot_be_read_is_put_aside(self, library: Path, held: str) -> None:
        library.mkdir()
        (library / "collection.json").write_text(held)
        session = Session(library)
        row = Collected("a" * 8, "sec_1", "Terms", "1")
        session.set_collection((row, replace(row, label="again")))
        assert [kept.provision for kept in Session(library).collection()] == ["sec_1"]
        assert [file.read_text() for file in library.glob("collection.json.unreadable-*")] == [held]
