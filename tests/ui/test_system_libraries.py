"""What Qt needs of the system, asked before Qt is imported."""

import sys

import pytest

from ui import system_libraries

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asked on Linux only")


@linux
def test_one_command_names_every_missing_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries, "_loads", lambda name: name not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    with pytest.raises(SystemExit) as ended:
        system_libraries.require()
    assert ended.value.code == 2
    assert capsys.readouterr().err.rstrip().endswith("apt-get install -y libegl1 libxcb-cursor0")


@linux
def test_x11_is_asked_for_only_where_a_display_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "_loads", lambda name: not name.startswith("libxcb"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    system_libraries.require()
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(SystemExit):
        system_libraries.require()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    system_libraries.require()


@linux
def test_without_a_screen_it_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit) as ended:
        system_libraries.require()
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not system_libraries._loads("libcontract-navigator-has-none.so.9")
