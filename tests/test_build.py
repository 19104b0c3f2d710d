"""The one-folder app that build.spec makes: it starts without Python, shows the samples, and answers verbs."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent

pytestmark = [
    pytest.mark.build,
    pytest.mark.skipif(importlib.util.find_spec("ui.app") is None, reason="there is no app to build yet"),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built app."""
    folder = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "build.spec"]
    command += ["--distpath", os.fspath(folder / "dist"), "--workpath", os.fspath(folder / "work")]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-4000:]
    return folder / "dist" / "contract-navigator"


def _sample(app: Path) -> Path:
    """The longest of the sample agreements that the app carries."""
    return max((app / "_internal" / "corpus").glob("*.md"), key=lambda path: path.stat().st_size)


def _run(app: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The app's own process, in a folder that holds nothing of ours."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [app / "contract-navigator", *arguments],
        cwd=app.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done


@pytest.mark.parametrize("with_agreement", [False, True], ids=["library", "agreement"])
def test_the_built_app_paints_its_window(app: Path, tmp_path: Path, with_agreement: bool) -> None:
    picture = tmp_path / "window.png"
    agreements = [_sample(app)] if with_agreement else []
    _run(app, "--screenshot", picture, "--size", "1200x800", *agreements)
    image = QImage(os.fspath(picture))
    assert (image.width(), image.height()) == (1200, 800)
    seen = {image.pixel(x, y) for x in range(0, 1200, 3) for y in range(0, 800, 3)}
    assert len(seen) > 50  # text is drawn in many shades; an empty window has a handful


def test_the_built_app_answers_a_verb(app: Path) -> None:
    report = json.loads(_run(app, "inspect", _sample(app), "--json").stdout)
    coverage = report["coverage"]
    assert report["provisions"]
    assert coverage["placed_words"] + sum(row["words"] for row in coverage["left_out"]) == coverage["source_words"]


def test_the_built_app_sets_a_pdf(app: Path, tmp_path: Path) -> None:
    document = tmp_path / "clauses.pdf"
    _run(app, "export", _sample(app), "--out", document, "--provision", "1")
    assert document.read_bytes().startswith(b"%PDF-")
