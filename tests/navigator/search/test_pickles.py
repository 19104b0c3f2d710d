"""An index from elsewhere, whose pickles name what is to be called while they are read."""

import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from navigator.search import whoosh_engine
from navigator.search.documents import documents
from navigator.search.whoosh_engine import WhooshEngine
from tests.navigator.agreements import harbour, lantern


class Told:
    """Says that a file is to be made."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self._path,)


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # Whoosh leaves the damaged file open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nothing_that_an_index_names_is_called(tmp_path: Path) -> None:
    mark = tmp_path / "was here"
    pickle.loads(pickle.dumps(Told(mark)))
    assert mark.exists()
    mark.unlink()
    made = WhooshEngine(tmp_path / "index")
    made.update({"harbour": list(documents(harbour()))})
    made.close()
    TOC(whoosh_engine._schema(), [Told(mark)], 9).write(FileStorage(str(tmp_path / "index")), "MAIN")
    with pytest.raises(OSError, match="which no index does"):
        WhooshEngine(tmp_path / "index")
    assert not mark.exists()


def test_every_reader_of_pickles_is_guarded(tmp_path: Path) -> None:
    """Of the modules that reading an index needs: those that sort what is written read only what they wrote."""
    made = WhooshEngine(tmp_path)
    for _ in range(3):  # written, merged, deleted from, read
        made.update({"harbour": list(documents(harbour())), "lantern": list(documents(lantern()))})
    made.update({}, ["lantern"])
    assert made.documents("harbour")
    made.close()
    written = {"whoosh.externalsort", "whoosh.filedb.pools", "whoosh.filedb.misc", "whoosh.codec.plaintext"}
    for name, module in list(sys.modules.items()):
        if name.startswith("whoosh.") and name not in written and "whoosh2" not in name:
            for each in ("load", "loads"):
                assert getattr(module, each, None) not in (pickle.load, pickle.loads), name
