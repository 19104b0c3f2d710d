"""The command line of the app: pictures, verbs, refusals."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from navigator.__main__ import VERBS
from tests.conftest import ROOT
from ui.app import main


@pytest.fixture(autouse=True)
def _no_samples(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr("corpus.samples", lambda: ())


def picture(tmp_path: Path, *more: str) -> QImage:
    out = tmp_path / "picture.png"
    assert main(["--screenshot", str(out), "--size", "1000x640", "--library", str(tmp_path / "library"), *more]) == 0
    return QImage(str(out))


def test_a_picture_of_the_agreement(tmp_path: Path, agreement_file: Path) -> None:
    before = sorted(tmp_path.iterdir())
    light = picture(tmp_path, str(agreement_file), "--show", "3.2", "--country", "BR", "--card", "Section 3.2")
    assert (light.width(), light.height()) == (1000, 640)
    assert sorted(tmp_path.iterdir()) == [*before, tmp_path / "picture.png"]  # nothing was added to the library
    dark = picture(tmp_path, str(agreement_file), "--theme", "dark")
    assert dark.pixelColor(3, 420).lightness() < 80 < light.pixelColor(3, 420).lightness()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--screenshot", "x.jpg"], "x.jpg"),
        (["--screenshot", "x.png", "--size", "big"], "--size"),
        (["--screenshot", "x.png", "--show", "9.6"], "--show"),
        (["--screenshot", "x.png", "no-such-file.md"], "no-such-file.md"),
        (["--screenshot", "x.png", "--country", "XX"], "XX"),
        (["--screenshot", "x.png", "--organisation", "club"], "club"),
        (["--size", "800x600"], "--screenshot"),
        (["--wrong"], "--wrong"),
        (["--screenshot", "/no/such/folder/x.png"], "/no/such/folder/x.png"),
    ],
)
def test_bad_options_are_refused_in_one_line(
    words: list[str], names: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert names in said


def test_a_provision_or_card_that_is_not_there_is_refused(
    tmp_path: Path, agreement_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "x.png")
    assert main(["--screenshot", out, str(agreement_file), "--show", "99.9"]) == 2
    assert "99.9" in capsys.readouterr().err
    assert main(["--screenshot", out, str(agreement_file), "--card", "no such words"]) == 2
    assert "no such words" in capsys.readouterr().err


def test_the_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    verbs = capsys.readouterr().out.partition("Verbs: ")[2].partition(".")[0].replace(",", " ").split()
    assert set(verbs) == VERBS


def test_verbs_go_to_the_command_line(agreement_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(agreement_file)]) == 0
    assert "Larkspur Hosting Terms" in capsys.readouterr().out


def test_a_built_app_can_call_itself_for_a_second_process() -> None:
    command = "import sys; from ui.app import main; sys.exit(main(['understand-sources']))"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, stdin=subprocess.DEVNULL, check=False, timeout=60)
    assert done.returncode == 0
