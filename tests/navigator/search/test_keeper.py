"""Which engine holds the index, and how one takes the place of another."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput, Cancelled, Engine
from navigator.search import keeper, places
from navigator.search.documents import documents
from navigator.search.engine import Document, Wanted
from navigator.search.keeper import Keeper
from navigator.search.query import parse
from navigator.search.tantivy_engine import TantivyEngine
from tests.navigator.agreements import harbour, lantern

ANALYSES = {"lantern": lantern(), "harbour": harbour()}
DAY = datetime(2026, 1, 1, tzinfo=UTC)
CARDS = {
    key: AgreementCard(key, analysis.agreement.title, None, None, "en", f"{key}.md", "", DAY,
                       len(analysis.agreement.provisions), 100, True)
    for key, analysis in ANALYSES.items()
}  # fmt: skip


class Counting:
    """Analyses on request, counted."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, key: str) -> Analysis:
        self.asked.append(key)
        return ANALYSES[key]


@pytest.fixture
def analyses() -> Counting:
    return Counting()


@pytest.fixture
def kept(tmp_path: Path, analyses: Counting) -> Keeper:
    return Keeper(tmp_path / "index", analyses, "1")


def names(of: Path) -> list[str]:
    return sorted(path.name.split("-")[0] for path in (of / "index").iterdir())


def total(of: Keeper, cards: dict[str, AgreementCard] = CARDS, *, at_once: bool = False) -> int:
    engine, _ = of.current(cards, None, at_once=at_once)
    return engine.search(Wanted(parse("fees")), 1).total


def test_a_library_that_grows_changes_its_engine_without_understanding_anything_again(
    kept: Keeper, analyses: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.prepare(CARDS)
    before = total(kept)
    assert (kept.engine().name, names(tmp_path)) == ("whoosh", ["whoosh"])
    monkeypatch.setattr(keeper, "SWITCH_AT", 5)
    kept.prepare(CARDS)
    assert (kept.engine().name, names(tmp_path)) == ("tantivy", ["tantivy"])
    assert (total(kept), sorted(analyses.asked)) == (before, ["harbour", "lantern"])
    kept.close()


def test_what_is_added_past_the_size_changes_the_engine_too(
    kept: Keeper, analyses: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "SWITCH_AT", 5)
    kept.note({key: list(documents(analysis)) for key, analysis in ANALYSES.items()})
    assert (kept.engine().name, kept.engine().keys(), analyses.asked) == ("tantivy", set(ANALYSES), [])
    kept.close()


def test_an_index_is_made_anew_of_documents_at_hand(kept: Keeper, analyses: Counting, tmp_path: Path) -> None:
    kept.prepare(CARDS)
    before = total(kept)
    analyses.asked.clear()
    kept.rebuild(CARDS, found=[("lantern", list(documents(ANALYSES["lantern"])))])
    assert (total(kept), analyses.asked, names(tmp_path)) == (before, ["harbour"], ["whoosh"])
    kept.close()


@pytest.mark.parametrize("choice", [Engine.WHOOSH, Engine.TANTIVY])
def test_the_engine_can_be_chosen(kept: Keeper, choice: Engine, tmp_path: Path) -> None:
    kept.prepare(CARDS)
    kept.choice = choice
    kept.prepare(CARDS)
    assert kept.engine().name == choice
    kept.close()


def test_an_old_index_answers_until_the_new_one_is_whole(tmp_path: Path, kept: Keeper, analyses: Counting) -> None:
    kept.prepare(CARDS)
    expected = total(kept)
    kept.close()
    newer = Keeper(tmp_path / "index", analyses, "2")
    engine, complete = newer.current(CARDS, None, at_once=True)
    assert (engine.keys(), complete, total(newer, at_once=True)) == (set(CARDS), False, expected)
    asked = iter([False, True])
    with pytest.raises(Cancelled):  # stopped half-way: the old one still answers
        newer.prepare(CARDS, cancelled=lambda: next(asked, True))
    assert total(newer, at_once=True) == expected
    newer.prepare(CARDS)
    assert newer.current(CARDS, None, at_once=True) == (newer.engine(), True)
    assert len(names(tmp_path)) == 1
    newer.close()


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # Whoosh leaves the damaged file open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_cannot_be_read_is_made_anew(tmp_path: Path, kept: Keeper, analyses: Counting) -> None:
    (tmp_path / "index" / "whoosh-1-00000000").mkdir(parents=True)
    (tmp_path / "index" / "stamp").write_text("from an older release")
    kept.prepare(CARDS)
    kept.close()
    (folder,) = (tmp_path / "index").iterdir()
    for file in folder.iterdir():
        if file.name != "whole":
            file.write_bytes(b"")
    again = Keeper(tmp_path / "index", analyses, "1")
    assert total(again) > 0
    again.close()


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes the index folder one that cannot be written to, in which Tantivy can open nothing."""
    made = TantivyEngine.__init__

    def refuse(self: TantivyEngine, folder: Path | None) -> None:
        if folder is not None and folder.is_relative_to(tmp_path / "index"):
            raise PermissionError(13, "Permission denied")
        made(self, folder)

    def begin() -> None:
        monkeypatch.setattr(places, "_writable", lambda folder: folder != tmp_path / "index")
        monkeypatch.setattr(TantivyEngine, "__init__", refuse)

    return begin


def test_a_folder_that_cannot_be_written_to_has_its_index_elsewhere(
    kept: Keeper, analyses: Counting, tmp_path: Path, read_only: Callable[[], None]
) -> None:
    """What this version made there is copied; what an older one made answers until it is made anew, once."""
    kept.choice = Engine.TANTIVY
    expected = total(kept)
    kept.close()
    analyses.asked.clear()
    read_only()
    for stamp, asked in (("1", []), ("2", ["lantern", "harbour"])):
        for turn in range(2):
            again = Keeper(tmp_path / "index", analyses, stamp, tmp_path / "spare")
            again.choice = Engine.TANTIVY
            engine, complete = again.current(CARDS, None, at_once=True)
            assert (engine.keys(), complete) == (set(CARDS), stamp == "1" or turn == 1)
            assert (total(again), analyses.asked) == (expected, asked)
            again.close()
    assert len(names(tmp_path)) == len(list((tmp_path / "spare").iterdir())) == 1


def test_while_the_disk_is_full_the_index_is_elsewhere(
    analyses: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half made stays on the full disk; the index comes back, without understanding anything again."""
    fill = TantivyEngine.fill

    def fill_up(self: TantivyEngine, *given: Any) -> None:
        if self._folder is not None and self._folder.is_relative_to(tmp_path / "index"):
            raise OSError(28, "No space left on device")
        fill(self, *given)

    for free, place in ((0, "spare"), (0, "spare"), (1 << 40, "index")):
        with monkeypatch.context() as patch:
            if not free:
                patch.setattr(TantivyEngine, "fill", fill_up)
            patch.setattr("shutil.disk_usage", lambda _, free=free: SimpleNamespace(free=free))
            kept = Keeper(tmp_path / "index", analyses, "1", tmp_path / "spare")
            kept.choice = Engine.TANTIVY
            assert total(kept) == 4
            kept.close()
        assert sorted(analyses.asked) == sorted(CARDS)
        there = [path.parent.name for path in tmp_path.glob("*/tantivy-*")]
        assert there == [place]


def test_without_any_folder_the_index_is_in_memory(
    kept: Keeper, analyses: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = total(kept)
    kept.close()
    monkeypatch.setattr(places, "_writable", lambda _: False)
    (tmp_path / "spare").write_text("a file, not a folder")
    again = Keeper(tmp_path / "index", analyses, "2", tmp_path / "spare")
    assert total(again) == expected
    again.close()


def test_spare_folders_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody used for long goes, and what was used longest ago where all are too large; never the one in use."""
    now = time.time()
    for name, days in (("old", places.SPARE_DAYS + 1), ("before", 9), ("last", 2), ("mine", 0)):
        (tmp_path / name / "whoosh-1-0").mkdir(parents=True)
        (tmp_path / name / "whoosh-1-0" / "file").write_bytes(bytes(100))
        os.utime(tmp_path / name, (now, now - days * 86400))
    left = lambda: sorted(path.name for path in tmp_path.iterdir())  # noqa: E731
    places._bound(tmp_path / "mine")
    assert left() == ["before", "last", "mine"]
    monkeypatch.setattr(places, "SPARE_BYTES", 250)
    places._bound(tmp_path / "mine")
    assert left() == ["last", "mine"]
    monkeypatch.setattr(places, "SPARE_BYTES", 1)
    places._bound(tmp_path / "mine")
    assert left() == ["mine"]


def test_an_index_is_made_anew_beside_the_old_one(kept: Keeper, analyses: Counting, tmp_path: Path) -> None:
    """Another window finds all meanwhile and afterwards, and does not delete what is being made."""
    expected = total(kept)
    other = Keeper(tmp_path / "index", analyses, "1")
    assert total(other) == expected
    late = Keeper(tmp_path / "index", analyses, "1")
    seen: list[int] = []

    def found() -> Iterator[tuple[str, Sequence[Document]]]:
        for key, analysis in ANALYSES.items():
            seen.extend((total(other), total(late), len(names(tmp_path))))
            yield key, list(documents(analysis))

    assert kept.rebuild(CARDS, found=found()) == ()
    assert seen == [expected, expected, 2] * 2
    assert (total(kept), total(other), total(late), len(names(tmp_path))) == (expected, expected, expected, 1)
    for each in (kept, other, late):
        each.close()


@pytest.mark.parametrize("end", [Cancelled(), OSError(28, "No space left on device"), ZeroDivisionError()])
def test_a_rebuild_that_does_not_end_leaves_the_old_index(
    kept: Keeper, analyses: Counting, tmp_path: Path, end: Exception
) -> None:
    expected = total(kept)
    before = sorted((tmp_path / "index").iterdir())
    analyses.asked.clear()

    def found() -> Iterator[tuple[str, Sequence[Document]]]:
        yield "lantern", list(documents(ANALYSES["lantern"]))
        raise end

    with pytest.raises(BadInput if isinstance(end, OSError) else type(end)):
        kept.rebuild(CARDS, found=found())
    assert sorted((tmp_path / "index").iterdir()) == before
    assert (total(kept), analyses.asked) == (expected, [])
    kept.close()


def test_what_was_cut_off_is_tidied_away(kept: Keeper, analyses: Counting, tmp_path: Path) -> None:
    expected = total(kept)
    kept.close()
    (folder,) = (tmp_path / "index").iterdir()
    shutil.copytree(folder, folder.with_name(f"{folder.name}-1"))
    (folder.with_name(f"{folder.name}-1") / "whole").unlink()
    again = Keeper(tmp_path / "index", analyses, "1")
    assert (total(again), list((tmp_path / "index").iterdir())) == (expected, [folder])
    again.close()


def test_two_versions_at_once_do_not_make_the_index_in_turns(kept: Keeper, analyses: Counting, tmp_path: Path) -> None:
    old = Keeper(tmp_path / "index", analyses, "0", tmp_path / "spare")
    total(old)
    expected = total(kept)
    for _ in range(3):
        assert (total(old), total(kept)) == (expected, expected)
    assert len(analyses.asked) == 3 * len(CARDS)  # each its own, and the old one's once more in its spare folder
    old.close()
    kept.close()


def test_what_cannot_be_read_is_tried_once(analyses: Counting, tmp_path: Path) -> None:
    broken = {"lantern"}

    def read(key: str) -> Analysis:
        analyses(key)
        if key in broken:
            raise BadInput(f"{key}: damaged")
        return ANALYSES[key]

    kept = Keeper(tmp_path / "index", read, "1")
    for _ in range(3):
        assert kept.current(CARDS, None, at_once=False)[1]
        assert kept.prepare(CARDS) == ("lantern: damaged",)
    assert sorted(analyses.asked) == ["harbour", "lantern"]
    assert kept.prepare(CARDS, again=True) == ("lantern: damaged",)
    broken.clear()
    assert kept.prepare(CARDS, again=True) == kept.prepare(CARDS) == ()
    assert (analyses.asked.count("lantern"), kept.unread) == (3, {})
    broken.add("lantern")
    assert kept.rebuild(CARDS) == ("lantern: damaged",)
    kept.note({"lantern": list(documents(ANALYSES["lantern"]))})  # it is added anew
    assert (kept.prepare(CARDS), kept.engine().keys()) == ((), set(CARDS))
    kept.close()
