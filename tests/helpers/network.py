"""Keeps tests off the network, through Python's audit events: what a library catches is still seen and still fails."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_CONNECTIONS = {"socket.connect", "socket.sendto", "socket.sendmsg"}

_HERE = "127.0.0.1"

_attempts: list[str] = []
_installed = False
_watching = False
_loopback = False


class NetworkReached(OSError):
    """What the code under test gets in place of a connection."""


def install() -> None:
    """Look at every connection, look-up and import from now on. An audit hook stays until the process ends."""
    global _installed
    if not _installed:
        sys.addaudithook(_audit)
        _installed = True


@contextmanager
def watch() -> Iterator[list[str]]:
    """Refuse the network inside the block; the list holds what was refused."""
    global _watching
    _attempts.clear()
    watched, _watching = _watching, True
    try:
        yield _attempts
    finally:
        _watching = watched


@contextmanager
def loopback() -> Iterator[None]:
    """Let a test talk to a server of its own on this computer, and to nothing else."""
    global _loopback
    _loopback = True
    try:
        yield
    finally:
        _loopback = False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in _CONNECTIONS:
        connection, address = arguments[:2]
        local = _loopback and connection.family == socket.AF_INET and address[0] == _HERE
        if not local and connection.family != getattr(socket, "AF_UNIX", None):
            _refuse(f"{event} {address!r}")
    elif event in _LOOKUPS and not (_loopback and arguments[0] == _HERE):
        _refuse(f"{event} {arguments[0]!r}")
    elif event == "import" and arguments[0] == "PySide6.QtNetwork":
        # Qt's sockets pass Python by: no test could see what they do.
        _refuse("import PySide6.QtNetwork")


def _refuse(attempt: str) -> None:
    _attempts.append(attempt)
    raise NetworkReached(f"tests have no network: {attempt}")
