"""The rules that every test runs under do catch what they are for."""

import os
import socket
import threading
import warnings
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers import leaks, network


def test_the_network_is_refused_even_where_the_refusal_is_caught() -> None:
    with network.watch() as attempts:
        with pytest.raises(network.NetworkReached):
            socket.create_connection(("192.0.2.1", 80), timeout=0.1)
        with pytest.raises(network.NetworkReached), socket.socket(type=socket.SOCK_DGRAM) as datagram:
            datagram.sendto(b"x", ("192.0.2.1", 9))
        assert len(attempts) == 2
        attempts.clear()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no AF_UNIX on this system")
def test_a_unix_socket_is_no_network(tmp_path: Path) -> None:
    place = os.fspath(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(place)
        server.listen()
        client.connect(place)


def test_a_thread_that_goes_on_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "GRACE_SECONDS", 0.0)
    stop = threading.Event()
    before = leaks.snapshot()
    thread = threading.Thread(target=stop.wait, name="goes on")
    thread.start()
    try:
        assert leaks.left_behind(before) == ["thread goes on"]
    finally:
        stop.set()
        thread.join()
    assert leaks.left_behind(before) == []


def test_a_running_timer_a_thread_and_a_window_are_seen(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "GRACE_SECONDS", 0.0)
    before = leaks.snapshot()
    owner = QObject()
    timer = QTimer(owner)
    timer.start(60_000)
    thread = QThread()
    thread.start()
    window = QWidget()
    window.setWindowTitle("left")
    assert sorted(leaks.left_behind(before)) == ["running QThread", "running timer of QObject", "window QWidget 'left'"]
    timer.stop()
    thread.quit()
    thread.wait()
    del window
    assert leaks.left_behind(before) == []


def test_user_folders_are_the_tests_own(home: Path) -> None:
    for folder in (platformdirs.user_data_path("x"), platformdirs.user_config_path("x"), Path.home()):
        assert folder.is_relative_to(home)


def test_a_warning_fails() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("unexpected", stacklevel=1)
