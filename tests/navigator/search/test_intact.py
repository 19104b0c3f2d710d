"""Indexes whose files are not as they were written: every question is answered rightly after an index of its own."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from navigator.model.catalogue import Engine, Filters
from navigator.model.rules import Applicability
from navigator.search import places
from navigator.search.engine import SearchEngine
from navigator.search.finder import Finder
from navigator.search.intact import damaged, record
from navigator.search.tantivy_engine import TantivyEngine
from navigator.search.whoosh_engine import WhooshEngine
from tests.navigator.search.test_keeper import ANALYSES, CARDS

LISTED = tuple(CARDS.values())
QUESTIONS = ("fees", "fee*", '"late fees"', "storm* near/9 fees", "services NOT fees", "heading:fees", "2")
MARKERS = {"whole", "making"}
UNSUMMED = {"meta.json", ".managed.json", "sums.json"}
ENGINES = {Engine.TANTIVY: TantivyEngine, Engine.WHOOSH: WhooshEngine}

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),  # Whoosh leaves damaged files open
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def cut(data: bytearray, _: random.Random) -> bytes:
    return bytes(data[: len(data) // 2])


def emptied(_: bytearray, __: random.Random) -> bytes:
    return b""


def zeroed(data: bytearray, _: random.Random) -> bytes:
    """As a power cut leaves what was not yet on the disk."""
    return bytes(data[: len(data) // 2]) + bytes(len(data) - len(data) // 2)


def flipped(data: bytearray, chance: random.Random) -> bytes:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def begun_otherwise(data: bytearray, _: random.Random) -> bytes:
    return bytes([data[0] ^ 1]) + bytes(data[1:])


def gone(_: bytearray, __: random.Random) -> None:
    return None


@pytest.fixture(scope="module", params=list(ENGINES))
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Path]:
    """An index that was written to three times, so that it has more than one segment, and rows that were deleted."""
    folder = tmp_path_factory.mktemp("intact") / "index"
    made = finder(folder, request.param)
    made.prepare(LISTED[:1])
    made.prepare(LISTED)
    made.prepare(LISTED[1:])
    made.prepare(LISTED)
    made.close()
    return request.param, folder


def finder(folder: Path, engine: Engine) -> Finder:
    made = Finder(folder, ANALYSES.__getitem__, lambda *_: Applicability(), "1")
    made.use(engine)
    return made


def answers(of: Finder) -> list[object]:
    found: list[object] = []
    for words in QUESTIONS:
        result = of.search(words, Filters(), LISTED)
        found += [result.total, [(hit.agreement, hit.provision, hit.snippet) for hit in result.hits]]
        found.append([(facet.key, facet.values) for facet in of.facets(words, Filters(), LISTED)])
    return found


def damages(folder: Path, *hows: Callable[[bytearray, random.Random], bytes | None]) -> Iterator[tuple[str, Path]]:
    """Copies of an index folder, in each of them one file damaged; one file of each kind."""
    chance = random.Random(11)
    (inside,) = folder.iterdir()
    kinds = {"".join(file.suffixes[-1:]) or file.name: file for file in sorted(inside.iterdir())}
    for file in kinds.values():
        data = file.read_bytes()
        for how in hows:
            if file.name in MARKERS or (not data and how is not gone):
                continue
            copy = folder.with_name("damaged")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            changed = how(bytearray(data), chance)
            if changed is None:
                (copy / inside.name / file.name).unlink()
            else:
                (copy / inside.name / file.name).write_bytes(changed)
            yield f"{how.__name__} {file.name}", copy


def test_every_question_is_answered_rightly(index: tuple[Engine, Path]) -> None:
    engine, folder = index
    whole = finder(folder, engine)
    expected = answers(whole)
    assert whole.check() == ()
    whole.close()
    for what, copy in damages(folder, cut, zeroed, flipped, gone):
        again = finder(copy, engine)
        assert answers(again) == expected, what
        assert again.check() == (), what
        again.close()
        assert len(list(copy.iterdir())) == 1, what


def test_damage_is_told(index: tuple[Engine, Path]) -> None:
    engine, folder = index
    (inside,) = folder.iterdir()
    assert damaged(inside) is None
    for what, copy in damages(folder, cut, begun_otherwise):
        if what.split()[1] in UNSUMMED:
            continue
        assert what.split()[1] in str(damaged(copy / inside.name))
        again = finder(copy, engine)
        (line,) = again.check()
        assert line.endswith("library rebuild-index makes it anew"), what
        assert again.rebuild(LISTED) == ()
        assert again.check() == ()
        again.close()


def test_a_large_index_is_looked_at_when_it_fails(index: tuple[Engine, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its checksums are not asked at every opening."""
    engine, folder = index
    whole = finder(folder, engine)
    expected = answers(whole)
    whole.close()
    monkeypatch.setattr(places, "_CHECKED_BYTES", 0)
    for what, copy in damages(folder, emptied, gone):
        again = finder(copy, engine)
        assert answers(again) == expected, what
        again.close()
    if engine is Engine.TANTIVY:  # Whoosh's are pickles, which make who knows what of changed bytes
        for _, copy in damages(folder, flipped, flipped):  # what is answered may be wrong, if it is answered
            again = finder(copy, engine)
            answers(again)
            again.close()


def test_a_fault_of_ours_is_no_damage(
    index: tuple[Engine, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine, folder = index
    shutil.copytree(folder, tmp_path / "index")
    (inside,) = (tmp_path / "index").iterdir()
    made = finder(tmp_path / "index", engine)
    made.search("fees", Filters(), LISTED)
    before = {file.name: file.read_bytes() for file in inside.iterdir()}

    def fail(self: SearchEngine, *_: Any) -> None:
        raise KeyError("no such field")

    monkeypatch.setattr(ENGINES[engine], "search", fail)
    with pytest.raises(KeyError):
        made.search("fees", Filters(), LISTED)
    assert {file.name: file.read_bytes() for file in inside.iterdir()} == before
    made.close()


def test_an_index_that_is_damaged_again_and_again_ends(
    index: tuple[Engine, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A disk that keeps nothing: the index goes elsewhere."""
    engine, folder = index
    shutil.copytree(folder, tmp_path / "index")
    found = ENGINES[engine].search

    def spoil(self: Any, *given: Any) -> object:
        if self._folder is not None:
            for file in self._folder.iterdir():
                if file.suffix in {".store", ".seg"}:
                    file.write_bytes(file.read_bytes()[:-9] + b"not so...")
            raise ValueError("what was read makes no sense")
        return found(self, *given)

    monkeypatch.setattr(ENGINES[engine], "search", spoil)
    made = finder(tmp_path / "index", engine)
    totals: list[int] = []
    for _ in range(4):
        try:
            totals.append(made.search("fees", Filters(), LISTED).total)
        except ValueError:
            totals.append(-1)
    assert totals[-2:] == [4, 4]
    made.close()


def test_sums_follow_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.seg").write_bytes(b"one")
    (tmp_path / "b.toc").write_bytes(b"two")
    record(tmp_path)
    (tmp_path / "a.seg").unlink()
    (tmp_path / "c.seg").write_bytes(b"three")
    record(tmp_path)
    assert damaged(tmp_path) is None
    (tmp_path / "c.seg").write_bytes(b"threE")
    record(tmp_path)  # what was written once is not written again
    assert damaged(tmp_path) == "c.seg is damaged"
    assert damaged(tmp_path, most=3) is None
    (tmp_path / "sums.json").write_bytes(b"\xff{")
    assert damaged(tmp_path) is None
