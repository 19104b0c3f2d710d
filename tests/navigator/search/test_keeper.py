"""Which engine holds the index, and how one takes the place of another."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, Cancelled, Engine
from navigator.search import keeper
from navigator.search.documents import documents
from navigator.search.engine import Wanted
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


def test_an_index_that_cannot_be_written_to_is_read(
    kept: Keeper, analyses: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.choice = Engine.TANTIVY
    expected = total(kept)
    kept.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    made = TantivyEngine.__init__

    def refuse(self: TantivyEngine, folder: Path | None) -> None:
        if folder is not None and folder.is_relative_to(tmp_path):
            raise PermissionError(13, "Permission denied")
        made(self, folder)

    monkeypatch.setattr(TantivyEngine, "__init__", refuse)
    again = Keeper(tmp_path / "index", analyses, "1")
    again.choice = Engine.TANTIVY
    analyses.asked.clear()
    assert (total(again), analyses.asked) == (expected, [])
    again.close()
