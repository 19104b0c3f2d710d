"""The façade: the library, its index and its samples as one."""

import shutil
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from navigator import pipeline
from navigator.library import Library, Source, understand
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AddStatus, BadInput, Cancelled, ChangeKind, Filters, HitLayer, Progress
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Profile
from navigator.model.topics import Topic
from navigator.search.whoosh_engine import WhooshEngine
from navigator.session import Session, default_library
from tests.navigator.agreements import HARBOUR, LANTERN, NEW, OLD, OLDER_LANTERN


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
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "new.md").write_text(LANTERN, "utf-8")
    (folder / "old.md").write_text(OLDER_LANTERN, "utf-8")
    return folder


# --- The library ---


def test_a_new_library_shows_the_samples_and_makes_nothing(session: Session, library: Path) -> None:
    (card,) = session.cards()
    assert card.sample
    assert session.analysis(card.key).agreement.title == card.title
    assert not library.exists()
    with pytest.raises(BadInput, match="cannot be removed"):
        session.remove(card.key)


def test_the_default_library_is_the_users(home: Path) -> None:
    assert Session().library == default_library()
    assert home in default_library().parents


def test_what_a_folder_holds_besides_is_named_by_its_kind(session: Session, files: Path) -> None:
    for name in ("offer.doc", "older/offer.DOC", "scan.jpg", "LICENCE", "~$new.docx", ".hidden.doc", "Thumbs.db"):
        (files / name).parent.mkdir(exist_ok=True)
        (files / name).write_bytes(b"something")
    done = session.add([files, files])
    over = [report for report in done.value if report.status is AddStatus.PASSED_OVER]
    assert [report.status for report in done.value[:2]] == [AddStatus.ADDED] * 2
    assert [report.message.partition(";")[0] for report in over] == [
        "files without an ending are not read: LICENCE",
        ".doc files are not read: offer.doc, offer.DOC",
        ".jpg files are not read: scan.jpg",
    ]
    (record,) = session.imports()
    assert record.lines == done.value
    assert record.total == len(done.value)


def test_adding_reports_each_file_and_says_what_changed(session: Session, files: Path) -> None:
    (files / "empty.pdf").write_bytes(b"%PDF-nothing")
    seen: list[Progress] = []
    done = session.add([files, files / "missing.md", files / "new.md"], seen.append)
    statuses = {Path(report.source).name: report.status for report in done.value}
    assert statuses["new.md"] is statuses["old.md"] is AddStatus.ADDED
    assert statuses["missing.md"] is AddStatus.FAILED
    assert [change.kind for change in done.changes] == [ChangeKind.AGREEMENT_ADDED] * len(done.changes)
    assert len(done.changes) == sum(status is AddStatus.ADDED for status in statuses.values())
    assert seen[-1].done == seen[-1].total == len(done.value)
    newest = next(card for card in session.cards() if card.version == NEW)
    assert len(newest.earlier) == 1
    assert session.cards()[-1].sample


def test_the_same_bytes_are_there_already(session: Session, files: Path) -> None:
    session.add([files / "new.md"])
    (files / "copy.md").write_text(LANTERN, "utf-8")
    (files / "sample.md").write_text(HARBOUR, "utf-8")
    done = session.add([files / "copy.md", files / "sample.md"])
    assert [report.status for report in done.value] == [AddStatus.ALREADY_THERE] * 2
    assert done.changes == ()


def test_cancelling_keeps_what_is_added(session: Session, files: Path) -> None:
    answers = iter([False, True])
    done = session.add([files], cancelled=lambda: next(answers))
    assert len(done.value) == len(done.changes) == 1
    assert len(session.add([files]).changes) == 1


def test_removing_forgets_the_agreement_and_its_index(session: Session, files: Path) -> None:
    (report,) = session.add([files / "new.md"]).value
    assert report.key is not None
    assert session.search("storms").total == 1
    session.remove(report.key)
    assert session.search("storms").total == 0
    with pytest.raises(BadInput, match="no such agreement"):
        session.analysis(report.key)


def test_threads_that_ask_at_once_share_one_analysis(session: Session, files: Path) -> None:
    key = session.add([files / "new.md"]).value[0].key
    assert key is not None
    fresh = Session(session.library)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(fresh.analysis(key))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(analysis) for analysis in found}) == 1


def test_a_fault_on_one_file_does_not_stop_the_rest(
    session: Session, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "a-bad-one.md").write_text("# A bad one", "utf-8")
    understood = pipeline.analyse

    def fail(data: bytes, name: str, charset: str | None = None) -> Analysis:
        if name == "a-bad-one.md":
            raise IndexError("a fault of ours")
        return understood(data, name, charset)

    monkeypatch.setattr(pipeline, "analyse", fail)
    reports = session.add([files]).value
    assert [report.status for report in reports] == [AddStatus.FAILED, AddStatus.ADDED, AddStatus.ADDED]
    assert "a-bad-one.md: the program failed on it (IndexError" in reports[0].message


# --- Files of the user ---


def test_what_cannot_be_read_is_refused_in_one_line(session: Session, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.md", tmp_path, tmp_path / "odd\x00name"):
        with pytest.raises(BadInput) as told:
            session.inspect(path)
        assert "\n" not in str(told.value)


def test_a_file_that_is_too_large_is_refused(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("navigator.reading.MAX_BYTES", 10)
    (tmp_path / "large.md").write_bytes(b"x" * 2000)
    with pytest.raises(BadInput, match="larger than"):
        session.inspect(tmp_path / "large.md")


def test_a_provision_is_found_by_id_number_or_heading(session: Session, files: Path) -> None:
    analysis = session.inspect(files / "new.md")
    for words in ("sec_3__subsec_3-2", "3.2", "§ 3.2", "Section 3.2", "force MAJEURE"):
        assert session.provision(analysis, words) == "sec_3__subsec_3-2", words
    assert session.provision(analysis, "33") is None


def test_exports_are_pdf_and_whole(session: Session, files: Path, tmp_path: Path) -> None:
    analysis = session.inspect(files / "new.md")
    with pytest.raises(BadInput, match="no export has this ending"):
        session.export(analysis, ExportRequest(), tmp_path / "out.doc")
    written = session.export(analysis, ExportRequest(), tmp_path / "out.pdf").value
    assert written.read_bytes().startswith(b"%PDF")
    with pytest.raises(BadInput, match="no such folder"):
        session.export(analysis, ExportRequest(), tmp_path / "nowhere" / "out.pdf")


# --- Search ---


def unindexed(session: Session) -> None:
    """The library as a crash may leave it: agreements without an index."""
    session.close()
    shutil.rmtree(session.library / "index")


def test_hits_name_their_agreement(session: Session, files: Path) -> None:
    session.add([files / "new.md"])
    (hit,) = session.search("storms").hits
    assert (hit.agreement_title, hit.version, hit.full_number) == ("Lantern Terms of Service", NEW, "3.2")
    assert (hit.layer, hit.applies) == (HitLayer.BINDING, None)


def test_of_two_versions_the_newer_comes_first(session: Session, files: Path) -> None:
    session.add([files / "old.md", files / "new.md"])
    assert [hit.version for hit in session.search("storms").hits] == [NEW, OLD]
    session.rebuild_index()
    assert [hit.version for hit in session.search("storms").hits] == [NEW, OLD]


def test_the_index_is_made_anew_from_one_reading_of_each_source(
    session: Session, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.add([files / "old.md", files / "new.md"])
    analyse, read = pipeline.analyse, Counter[str]()

    def counted(data: bytes, name: str, *rest: Any) -> Analysis:
        read[name] += 1
        return analyse(data, name, *rest)

    monkeypatch.setattr(pipeline, "analyse", counted)
    assert session.rebuild_index() == ()
    assert (read["old.md"], read["new.md"]) == (1, 1)
    assert session.search("storms").total == 2


def test_the_samples_of_the_product_are_understood(monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    monkeypatch.delitem(sys.modules, "corpus")
    session = Session(library)
    cards = {card.source_name: card for card in session.cards()}
    assert len({card.publisher for card in cards.values()}) == 1
    assert [len(card.earlier) for card in cards.values()].count(1) == 1
    assert all(card.sample and card.version and card.provisions > 20 for card in cards.values())


def test_samples_step_back_where_there_is_something_else(session: Session, files: Path) -> None:
    sample = session.cards()[0].key
    assert {hit.agreement for hit in session.search("fees").hits} == {sample}
    session.add([files / "new.md"])
    assert sample not in {hit.agreement for hit in session.search("fees").hits}
    assert session.search("fees", Filters(agreements=frozenset({sample}))).total == 1
    assert sample in {hit.agreement for hit in session.search("fees", Filters(reading=sample)).hits}


def test_the_index_survives_and_follows_the_library(session: Session, files: Path) -> None:
    session.add([files / "new.md"])
    assert session.search("storms").total == 1
    session.close()
    other = Session(session.library)
    other.add([files / "old.md"])
    assert other.search("storms").total == 2
    other.close()
    assert session.search("storms").total == 2  # a closed session opens again


def test_a_library_that_cannot_be_written_to_is_searched_in_memory(
    session: Session, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.add([files / "new.md"])
    made = WhooshEngine.__init__

    def refuse(self: WhooshEngine, folder: Path | None) -> None:
        if folder is not None:
            raise PermissionError(13, "Permission denied")
        made(self, folder)

    unindexed(session)
    monkeypatch.setattr(WhooshEngine, "__init__", refuse)
    assert session.search("storms").total == 1
    assert not (session.library / "index").exists()


def test_a_disk_that_fills_up_leaves_the_search_in_memory(
    session: Session, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.add([files / "new.md"])
    update = WhooshEngine.update
    failures = iter([True])

    def fill_up(self: WhooshEngine, *given: object) -> None:
        if next(failures, False):
            raise OSError(28, "No space left on device")
        update(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(WhooshEngine, "update", fill_up)
    assert session.search("storms").total == 1


def test_indexing_can_be_cancelled_and_goes_on(session: Session, files: Path) -> None:
    session.add([files])
    unindexed(session)
    with pytest.raises(Cancelled):
        session.prepare_search(cancelled=lambda: True)
    assert session.prepare_search() == ()
    assert session.rebuild_index() == ()
    assert session.search("storms").total == 2


def test_a_source_that_is_gone_is_told_and_the_rest_is_found(session: Session, files: Path) -> None:
    reports = session.add([files]).value
    stored = {path.name: path for path in (session.library / "sources").iterdir()}
    gone = next(card for card in session.cards() if card.key == reports[0].key)
    stored[gone.sha256].unlink()
    unindexed(session)
    fresh = Session(session.library)
    (trouble,) = fresh.prepare_search()
    assert "missing" in trouble
    found = fresh.search("storms")
    assert (found.total, found.complete) == (1, True)
    (note,) = found.notes
    assert gone.title in note
    assert fresh.search("storms", Filters(agreements=frozenset({"another"}))).notes == ()
    fresh.close()


def test_adding_a_file_again_mends_what_is_kept_of_it(session: Session, files: Path) -> None:
    session.add([files])
    card = next(card for card in session.cards() if card.source_name == "new.md")
    (session.library / "sources" / card.sha256).write_bytes(b"damaged")
    unindexed(session)
    fresh = Session(session.library)  # which has not read it before
    assert card.title in fresh.search("storms").notes[0]
    (report,) = fresh.add([files / "new.md"]).value
    assert (report.status, "mended" in report.message) == (AddStatus.ALREADY_THERE, True)
    assert (fresh.search("storms").total, fresh.search("storms").notes) == (2, ())
    assert fresh.verify().wrong == ()
    fresh.close()


def test_a_search_does_not_wait_for_a_long_indexing(session: Session, files: Path) -> None:
    session.add([files / "new.md"])
    assert session.search("storms").complete
    source = Source("old.md", OLDER_LANTERN.encode())
    Library(session.library).keep([(source, understand(source))])
    indexing, searched = threading.Event(), threading.Event()

    def hold(_: Progress) -> None:
        indexing.set()
        searched.wait(30)

    worker = threading.Thread(target=session.prepare_search, args=(hold,))
    worker.start()
    indexing.wait(30)
    found = session.search("storms")
    searched.set()
    worker.join()
    assert (found.total, found.complete) == (1, False)
    assert (session.search("storms").total, session.search("storms").complete) == (2, True)


def test_a_search_is_narrowed_and_written_as_a_table(session: Session, files: Path, tmp_path: Path) -> None:
    session.add([files / "new.md", files / "old.md"])
    facets = {facet.key: facet for facet in session.facets("storms", Filters())}
    assert sum(value.count for value in facets["agreements"].values) == session.search("storms").total == 2
    assert {value.value for value in facets["versions"].values} == {"current", "earlier"}
    assert {(value.name, value.note) for value in facets["agreements"].values} == {
        ("Lantern Terms of Service", "14 March 2025"),
        ("Lantern Terms of Service", "2 April 2024"),
    }
    only = Filters(versions=frozenset({"current"}))
    narrowed = {facet.key: facet for facet in session.facets("storms", only)}
    assert [value.count for value in narrowed["agreements"].values] == [1]
    assert {value.value: value.count for value in narrowed["versions"].values} == {"current": 1, "earlier": 1}
    brazil = replace(only, profile=Profile("BR"))
    mine = {facet.key: facet for facet in session.facets("storms", brazil)}["applies_only"]
    applying = session.search("storms", replace(brazil, applies_only=True)).total
    assert [value.count for value in mine.values] == [applying]
    assert [hit.version for hit in session.search("storms", only).hits] == [NEW]
    gathering = session.gather_hits(session.search("storms"))
    assert len(gathering.chosen) == 2
    rows = gathering.tables[0].rows
    assert [len(row) for row in rows] == [len(rows[0])] * 3
    out = session.export(gathering, ExportRequest(), tmp_path / "hits.csv").value
    assert "Agreement" in out.read_text("utf-8-sig").splitlines()[0]


def test_the_same_kind_of_clause_in_every_agreement(session: Session, files: Path) -> None:
    session.add([files / "new.md", files / "old.md"])
    found = session.clauses(Topic.FORCE_MAJEURE)
    assert [(clause.version, clause.full_number, clause.heading) for clause in found] == [
        (NEW, "3.2", "Force Majeure"),
        (OLD, "3.2", "Force Majeure"),
    ]
    assert "Storms" in found[0].text
    assert [len(ids) for _, ids in session.gather_clauses(Topic.FORCE_MAJEURE, found).chosen] == [1, 1]
    assert session.search("", Filters(topics=frozenset({Topic.FORCE_MAJEURE}))).total == 2
    (files / "other.md").write_text(
        "# Beacon Rules\n\n## 7. Force Majeure\n\n## 8. Force Majeure\n\nStorms excuse us.\n", "utf-8"
    )
    session.add([files / "other.md"])
    beacon = [clause for clause in session.clauses(Topic.FORCE_MAJEURE) if clause.version is None]
    assert [clause.text for clause in beacon] == ["Storms excuse us."]  # a heading without words adds nothing to it
