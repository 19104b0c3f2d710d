"""What every test gets: no network, its own user folders, no thread, timer or window left behind.

An unexpected warning fails a test by pytest's own filter, a message of Qt's by pytest-qt's (both in pyproject.toml).
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.helpers import isolation, leaks, network

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="contract-navigator-tests-"))  # Qt warns without one
network.install()

# Time is the machine's affair; CI tries the same examples each time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("CONTRACT_NAVIGATOR_CORPUS") or ROOT.parent / "shared" / "corpus")
"""Real agreements, kept outside the repository."""


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    with network.watch() as attempts:
        yield
    if attempts:
        pytest.fail("reached for the network: " + "; ".join(attempts))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders for this test: empty, and gone afterwards."""
    folder = tmp_path_factory.mktemp("home")
    isolation.use_home(folder, monkeypatch)
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_behind(_no_network: None, home: Path) -> Iterator[None]:
    before = leaks.snapshot()
    yield
    left = leaks.left_behind(before)
    if left:
        pytest.fail("left behind: " + "; ".join(left))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder for a library, not there yet."""
    return tmp_path / "library"


@pytest.fixture(scope="session")
def corpus_file() -> Callable[[str], Path]:
    """Finds a real agreement by its name below the corpus ("library/x.md"); skips the test where it is missing."""

    def find(name: str) -> Path:
        path = CORPUS / name
        if not path.is_file():
            pytest.skip(f"no {name} in {CORPUS}; CONTRACT_NAVIGATOR_CORPUS can name another folder")
        return path

    return find
