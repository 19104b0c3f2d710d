"""What is Tantivy's alone: its files, its two commits, and its panics."""

import random
import shutil
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from navigator.search import tantivy_engine
from navigator.search.documents import documents
from navigator.search.engine import Wanted
from navigator.search.query import parse
from navigator.search.tantivy_engine import TantivyEngine
from tests.navigator.agreements import harbour, lantern
from tests.navigator.search.test_engine import find


def test_tantivy_leaves_no_files_behind(tmp_path: Path) -> None:
    made = TantivyEngine(tmp_path)
    for _ in range(12):
        made.update({"harbour": list(documents(harbour())), "lantern": list(documents(lantern()))})
    made.update({}, ["harbour", "lantern"])
    made.update({"harbour": list(documents(harbour()))})
    made.close()
    segments = {path.name.split(".")[0] for path in tmp_path.iterdir() if path.suffix not in {".json", ".lock"}}
    assert len(segments) <= 3  # what is there, what marks it as complete, and the inflections of what was there first


def test_tantivy_holds_an_agreement_once_its_inflections_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = TantivyEngine(tmp_path)
    made.update({"lantern": list(documents(lantern()))})
    with monkeypatch.context() as stopped:
        stopped.setattr(tantivy_engine, "_completing", Mock(side_effect=KeyboardInterrupt))  # after the first commit
        with pytest.raises(KeyboardInterrupt):
            made.update({"harbour": list(documents(harbour()))})
    made.close()
    made = TantivyEngine(tmp_path)
    assert made.keys() == {"lantern"}
    wanted = Wanted(parse("fee OR agreement"))
    assert {row.agreement for row in find(made, "fee OR agreement")} == {"lantern"}
    assert set(made.counts(wanted).agreements) == {"lantern"}
    made.update({})  # whoever writes next clears away what was left
    assert made.size() == len(list(documents(lantern())))
    made.update({"harbour": list(documents(harbour()))})
    whole = TantivyEngine(None)
    whole.update({"lantern": list(documents(lantern())), "harbour": list(documents(harbour()))})
    assert (made.keys(), made.size()) == (whole.keys(), whole.size())
    assert made.search(wanted, 100).total == whole.search(wanted, 100).total
    made.close()
    whole.close()


def test_a_panic_while_writing_is_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})
    made = TantivyEngine(None)
    monkeypatch.setattr(tantivy_engine, "_completing", Mock(side_effect=panic("range start")))
    with pytest.raises(RuntimeError, match="range start"):
        made.update({"lantern": list(documents(lantern()))})
    made.close()


@pytest.mark.parametrize("damage", ["cut", "garbled", "gone"])
def test_whatever_is_damaged_fails_as_an_exception(damage: str, tmp_path: Path) -> None:
    made = TantivyEngine(tmp_path / "whole")
    made.update({"lantern": list(documents(lantern()))})
    made.close()
    chance = random.Random(3)
    for file in sorted((tmp_path / "whole").iterdir()):
        copy = tmp_path / f"{damage} {file.name}"
        shutil.copytree(tmp_path / "whole", copy)
        data = bytearray(file.read_bytes())
        if damage == "gone":
            (copy / file.name).unlink()
        elif damage == "cut":
            (copy / file.name).write_bytes(data[: len(data) // 2])
        elif data:
            for _ in range(30):
                data[chance.randrange(len(data))] = chance.randrange(256)
            (copy / file.name).write_bytes(data)
        with suppress(Exception):  # a panic of Tantivy's is no Exception, and would pass
            opened = TantivyEngine(copy)
            for text in ("fees", "fee*", '"late fees"'):
                find(opened, text)
                opened.counts(Wanted(parse(text)))
            opened.close()
