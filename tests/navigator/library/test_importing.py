"""Imports of many files: on several processes, in small transactions, reported, resumed, cut off, refused."""

import errno
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from navigator.library import Library, Source, analyse, understand
from navigator.library.importing import Import
from navigator.library.store import Store
from navigator.library.workers import Workers
from navigator.model.catalogue import AddStatus, BadInput, Progress
from navigator.session import Session
from navigator.session.sources import read_source
from tests.navigator.agreements import HARBOUR, LANTERN


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Twelve agreements, one of them twice, and one that cannot be read."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.md").write_text(
            LANTERN.replace("thirty (30)", f"{number + 31} ({number + 31})"), "utf-8"
        )
    (folder / "05-again.md").write_bytes((folder / "05.md").read_bytes())
    (folder / "zz.pdf").write_bytes(b"")
    return sorted(folder.iterdir())


def run(library: Path, files: list[Path], **options: object) -> Import:
    shelf = Library(library)
    there = {card.key: card for card in shelf.cards()}
    work = Import(shelf, files, there, read_source, analyse, lambda _: None, **options)  # type: ignore[arg-type]
    work.run()
    return work


@pytest.mark.parametrize("processes", [1, 2])
def test_each_file_has_its_report_in_order(library: Path, files: list[Path], processes: int) -> None:
    seen: list[Progress] = []
    work = run(library, files, processes=processes, progress=seen.append)
    assert [Path(report.source) for report in work.reports] == files
    expected = [AddStatus.ADDED] * 6 + [AddStatus.ALREADY_THERE] + [AddStatus.ADDED] * 6 + [AddStatus.FAILED]
    assert [report.status for report in work.reports] == expected
    assert "05-again.md" in work.reports[6].message
    (record,) = Library(library).imports()
    assert record.lines == work.reports
    assert record.total == len(files)
    assert record.ended is not None
    assert not record.cancelled
    assert Library(library).verify() == ()
    assert seen[-1].done == len(files)


def test_an_import_goes_on_where_it_was_stopped(library: Path, files: list[Path]) -> None:
    asked = iter(range(1000))
    first = run(library, files, processes=1, cancelled=lambda: next(asked) > 10)
    assert 0 < len(first.added) < 12
    assert Library(library).imports()[0].cancelled
    second = run(library, files, processes=1)
    assert len(first.added) + len(second.added) == len(Library(library).cards()) == 12
    assert run(library, files, processes=1).added == []


def test_a_failed_twin_is_told_as_failed(library: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-nothing")
    work = run(library, [tmp_path / "a.pdf", tmp_path / "b.pdf"])
    assert [report.status for report in work.reports] == [AddStatus.FAILED] * 2
    assert not library.exists()


def test_a_full_disk_stops_the_import_with_one_message(
    library: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bytes] = []
    stage = Store.stage

    def fill(store: Store, data: bytes) -> str:
        if len(kept) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        kept.append(data)
        return stage(store, data)

    monkeypatch.setattr("navigator.library.importing._AT_ONCE", 2)
    monkeypatch.setattr(Store, "stage", fill)
    work = run(library, files, processes=1)
    failed = [report for report in work.reports if report.status is AddStatus.FAILED]
    assert len(failed) == 1
    assert "the disk is full; free some space" in failed[0].message
    monkeypatch.undo()
    assert len(work.added) == len(Library(library).cards()) == 2
    assert list((library / "pending").iterdir()) == []
    assert Library(library).verify() == ()


def test_a_read_only_folder_is_read_and_refuses_in_one_line(library: Path, files: list[Path]) -> None:
    run(library, files[:2])
    for folder in (library, library / "sources", library / "pending"):
        folder.chmod(0o555)
    (library / "catalogue.sqlite").chmod(0o444)
    if os.access(library, os.W_OK):
        pytest.skip("who may write everywhere is not refused: setpriv --bounding-set=-all --inh-caps=-all helps root")
    shelf = Library(library)
    assert [shelf.source(card.key).data for card in shelf.cards()]
    assert shelf.verify() == ()
    (report,) = run(library, files[4:5]).reports
    assert "cannot be written to" in report.message
    (there,) = run(library, files[:1]).reports
    assert there.status is AddStatus.ALREADY_THERE
    for folder in (library, library / "sources", library / "pending"):
        folder.chmod(0o755)


# --- Processes ---


def test_a_process_that_dies_costs_one_source(monkeypatch: pytest.MonkeyPatch) -> None:
    good = Source("lantern.md", LANTERN.encode())
    found: dict[int, object] = {}
    with Workers(1) as workers:
        workers.submit(0, good)
        while workers.busy:
            found.update(workers.results())
        workers.submit(1, good)
        os.kill(workers._processes[0].pid, signal.SIGKILL)
        workers.submit(2, good)
        while workers.busy:
            found.update(workers.results())
    assert isinstance(found[1], BadInput)
    assert "program ended while reading it" in str(found[1])
    assert getattr(found[2], "card", None) is not None


def test_a_source_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("navigator.library.workers._LONGEST_SECONDS", 0.01)
    with Workers(1) as workers:
        workers.submit(0, Source("lantern.md", LANTERN.encode()))
        found: list[tuple[int, object]] = []
        while workers.busy:
            found += workers.results()
    assert "lantern.md: reading it took too long" in str(found[0][1])


def _write(library: Path, start: int, ready: Callable[[], object]) -> None:
    ready()
    for number in range(start, start + 8):
        source = Source(f"{number}.md", HARBOUR.replace("keep quiet", f"keep quiet {number}").encode())
        cards = Library(library).keep([(source, understand(source))])
        if number % 3 == 0:
            Library(library).remove(cards[0].key)


def test_two_programs_write_at_once(library: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    writers = [context.Process(target=_write, args=(library, start, barrier.wait)) for start in (0, 100)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert Library(library).verify() == ()
        writers[0].join(0.05)
        writers[1].join(0.05)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(Library(library).cards()) == 16 - 5
    assert Library(library).verify() == ()


def test_what_another_program_adds_meanwhile_is_already_there(library: Path, files: list[Path]) -> None:
    def told(_: Progress) -> None:
        other = Library(library)
        if not other.cards():
            source = read_source(files[0])
            other.keep([(source, understand(source))])

    work = run(library, files[:3], processes=1, progress=told)
    assert [report.status for report in work.reports] == [AddStatus.ALREADY_THERE, AddStatus.ADDED, AddStatus.ADDED]
    assert len(work.added) == 2
    assert Library(library).imports()[0].lines == work.reports


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_names_that_are_no_text_stop_nothing(library: Path, tmp_path: Path) -> None:
    names = [b"bad-\xff.md", b"line\nbreak.md", "Über – 😀.md".encode(), b"con.md", b"x" * 240 + b".md"]
    folder = os.fsencode(tmp_path) + b"/folder-\xfe"
    os.mkdir(folder)
    for number, name in enumerate(names):
        with open(folder + b"/" + name, "wb") as file:
            file.write(LANTERN.replace("thirty (30)", f"{number + 40} ({number + 40})").encode())
    session = Session(library)
    reports = session.add([Path(os.fsdecode(folder))]).value
    assert {report.status for report in reports} == {AddStatus.ADDED}
    found = {card.source_name for card in session.cards() if not card.sample}
    assert found == {"bad-\ufffd.md", "line\ufffdbreak.md", "Über – 😀.md", "con.md", "x" * 240 + ".md"}
    assert {card.folder for card in session.cards() if not card.sample} == {"folder-\ufffd"}
    assert session.imports()[0].lines == reports
    session.close()
