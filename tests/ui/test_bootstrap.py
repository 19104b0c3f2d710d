"""The first run in a fresh clone: what is installed when, and what is said when it cannot be."""

import os
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ui import bootstrap, installation


class Started(Exception):
    """Stands for the process that would have taken over."""


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a lock that no Python here satisfies, where nothing is really installed or started."""
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"not-there==1.0 \\\n{bootstrap.DEVELOPMENT_HEADING}\nnot-there-either==1.0 \\\n", "utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "LOCK", lock)
    monkeypatch.delenv(bootstrap.GUARD, raising=False)

    def start(python: str, command: list[str], environment: dict[str, str]) -> None:
        raise Started(environment[bootstrap.GUARD])

    monkeypatch.setattr(os, "execve", start)
    monkeypatch.setattr(os, "name", "posix")
    return tmp_path


@pytest.fixture
def pip_runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands given to pip, in order; each one succeeds."""
    commands: list[list[str]] = []

    def create(home: Path) -> None:
        python = bootstrap.python_of(home)
        python.parent.mkdir(parents=True)
        python.symlink_to(sys.executable)

    monkeypatch.setattr(installation, "_create", create)
    monkeypatch.setattr(installation, "_pip", lambda home: ["pip", "install"])
    monkeypatch.setattr(installation, "_run", commands.append)
    return commands


def test_the_first_run_installs_and_the_second_only_starts(
    clone: Path, pip_runs: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Started):
        bootstrap.ensure()
    assert ["--require-hashes" in command for command in pip_runs] == [True, False]
    assert "--editable" in pip_runs[1]
    assert ".venv" in capsys.readouterr().err
    with pytest.raises(Started):
        bootstrap.ensure()
    assert len(pip_runs) == 2
    assert capsys.readouterr() == ("", "")


def test_the_tools_of_the_tests_are_installed_when_asked_for_and_serve_the_app_too(
    clone: Path, pip_runs: list[list[str]]
) -> None:
    with pytest.raises(Started):
        bootstrap.ensure()
    with pytest.raises(Started):
        bootstrap.ensure(development=True)
    assert len(pip_runs) == 4
    with pytest.raises(Started):
        bootstrap.ensure()
    assert len(pip_runs) == 4


def test_a_changed_lock_installs_again(clone: Path, pip_runs: list[list[str]]) -> None:
    with pytest.raises(Started):
        bootstrap.ensure()
    bootstrap.LOCK.write_text("not-there==1.1 \\\n", "utf-8")
    with pytest.raises(Started):
        bootstrap.ensure()
    assert len(pip_runs) == 4


def test_an_environment_that_does_not_work_is_named_and_not_started_for_ever(
    clone: Path, pip_runs: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Started) as started:
        bootstrap.ensure()
    monkeypatch.setenv(bootstrap.GUARD, str(started.value))
    with pytest.raises(SystemExit) as ended:
        bootstrap.ensure()
    assert ended.value.code == 2
    assert "delete it" in capsys.readouterr().err


def test_a_folder_that_is_no_environment_is_left_alone(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep = clone / ".venv" / "mine"
    keep.parent.mkdir()
    keep.touch()
    with pytest.raises(SystemExit) as ended:
        bootstrap.ensure()
    assert ended.value.code == 2
    assert "move it away" in capsys.readouterr().err
    assert keep.exists()


def test_somebodys_own_environment_with_the_locked_versions_is_used(clone: Path, pip_runs: list[list[str]]) -> None:
    lines = [f"pytest=={version('pytest')} \\", "only-elsewhere==1 ; sys_platform == 'none' \\", ""]
    bootstrap.LOCK.write_text("\n".join(lines), "utf-8")
    bootstrap.ensure()
    assert pip_runs == []


def test_an_installed_copy_has_no_lock_and_is_left_alone(clone: Path, pip_runs: list[list[str]]) -> None:
    bootstrap.LOCK.unlink()
    bootstrap.ensure()
    assert pip_runs == []


def test_a_checkout_that_cannot_be_written_uses_the_users_cache(
    clone: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert bootstrap._home().is_relative_to(home / ".cache" / "contract-navigator")


def test_an_old_python_is_told_so(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(SystemExit) as ended:
        bootstrap.ensure()
    assert ended.value.code == 2
    assert "Python" in capsys.readouterr().err


def test_the_lock_answers_every_dependency_of_the_project() -> None:
    project = tomllib.loads((bootstrap.ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    app = {canonicalize_name(name): pinned for name, pinned, _ in bootstrap.pins(bootstrap.locked(False))}
    everything = {canonicalize_name(name): pinned for name, pinned, _ in bootstrap.pins(bootstrap.locked(True))}
    wanted = [(line, app) for line in project["project"]["dependencies"] + groups["install"]]
    wanted += [(line, everything) for line in groups["dev"]]
    for line, pins in wanted:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), line


def test_an_environment_is_complete_whatever_zeros_a_package_puts_before_its_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "locked", lambda _development: "somefont==1.2\n")
    for own, complete in (("1.002", True), ("1.2", True), ("1.20", False), ("1.3", False)):
        monkeypatch.setattr("importlib.metadata.version", lambda _name, own=own: own)
        assert bootstrap._satisfied(False) is complete
