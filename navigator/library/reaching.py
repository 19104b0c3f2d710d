"""A connection to a machine of the internet: looked up, checked, and then to exactly what was checked.

Where this computer's settings (the environment, or the system's own) name a proxy, the way leads through it, by a
tunnel: the proxy is told the checked address, not the name, so that nobody looks the name up a second time and finds
something else behind it.
"""

from __future__ import annotations

import base64
import ipaddress
import os
import re
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from navigator.model.catalogue import BadInput, CancelCheck, Cancelled

_POLL_SECONDS = 0.1
_ONE_PLACE_SECONDS = 8.0  # where a name stands for several addresses, and the first does not answer
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LONGEST_ANSWER = 16 * 1024
_SAVE = "open the address in a browser, save the page and add the file"
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})([^\r\n]*)")
Place = tuple[socket.AddressFamily, Any]


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a piece of work may take: until a time of `time.monotonic`, or until the user has enough."""

    until: float
    cancelled: CancelCheck | None

    def left(self) -> float:
        """Seconds; raises `Cancelled`, and `TimeoutError` where none is left."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


@dataclass(frozen=True, slots=True)
class _Proxy:
    host: str
    port: int
    name: str
    permit: str


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet. What stands for an IPv4 address in IPv6 (mapped, 6to4,
    Teredo, NAT64) is judged by that."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [each for each in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if each is not None]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if inner:
            return all(is_public(str(each)) for each in inner)
    local = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified
    return ip.is_global and not (local or ip.is_reserved)


@contextmanager
def reached(url: str, host: str, port: int, wait: Wait, *, allow_private: bool) -> Iterator[socket.socket]:
    """A connection to `host`, which `url` names. Raises `BadInput` for what may not or cannot be reached, `OSError`
    where the network fails, `TimeoutError` and `Cancelled`."""
    proxy = _proxy(url, host)
    try:
        places = look_up(host, port, wait)
    except TimeoutError:
        raise
    except OSError as error:
        if proxy is not None and allow_private:  # nothing is to be checked: the proxy may look it up
            with _tunnel(proxy, host, port, wait, url) as sock:
                yield sock
            return
        behind = " from here, as it must be before a proxy is asked" if proxy is not None else ""
        why = f"no such server ({host}){behind}; check the address and the connection"
        raise BadInput(f"{url}: {why}") from error
    local = [str(place[0]) for _, place in places if not is_public(str(place[0]))]
    if local and not allow_private:  # all must be public: a name with one public and one private address is a trick
        named = "" if local[0] == host.strip("[]") else f"{local[0]}, "
        raise BadInput(
            f"{url}: {host} is {named}a private or local address; save the page and add the file, or allow such "
            "addresses in the settings (web.allow-private)"
        )
    if proxy is None or local:
        with _connected(places, wait) as sock:
            yield sock
    else:
        with _tunnel(proxy, str(places[0][1][0]), port, wait, url) as sock:
            yield sock


def look_up(host: str, port: int, wait: Wait) -> list[Place]:
    """What a name stands for. The system's own look-up knows no limit and cannot be stopped: it is left behind."""
    found: list[Place] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend((family, place) for family, _, _, _, place in rows)
        except OSError as error:
            failed.append(error)
        except UnicodeError as error:  # a label longer than names can have
            failed.append(OSError(str(error)))

    thread = threading.Thread(target=ask, name="navigator-look-up", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(min(_POLL_SECONDS, wait.left()))
    if failed:
        raise failed[0]
    if not found:
        raise OSError("no address")
    return found


@contextmanager
def _connected(places: list[Place], wait: Wait) -> Iterator[socket.socket]:
    """To the first of the places that answers."""
    for at, (family, place) in enumerate(places):
        sock = socket.socket(family, socket.SOCK_STREAM)
        with sock:
            last = at == len(places) - 1
            try:
                _connect(sock, place, wait, None if last else _ONE_PLACE_SECONDS)
            except OSError:
                if last or time.monotonic() > wait.until:
                    raise
                continue
            sock.settimeout(wait.left())
            yield sock
            return


def _connect(sock: socket.socket, place: Any, wait: Wait, most: float | None) -> None:
    """As `socket.connect`, but the user may stop it."""
    sock.setblocking(False)
    began = time.monotonic()
    with suppress(BlockingIOError):
        sock.connect(place)
        return
    with selectors.DefaultSelector() as ready:
        ready.register(sock, selectors.EVENT_WRITE)
        while not ready.select(min(_POLL_SECONDS, wait.left())):
            if most is not None and time.monotonic() - began > most:
                raise TimeoutError
    error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if error:
        raise OSError(error, os.strerror(error))


def _proxy(url: str, host: str) -> _Proxy | None:
    """The proxy that this computer's settings name for an address; None where they name none, or except this one."""
    known = getproxies()
    address = known.get(url.partition(":")[0]) or known.get("all")
    if not address or proxy_bypass(host):
        return None
    parts = urlsplit(address if "://" in address else f"http://{address}")
    try:
        port = parts.port or 80
    except ValueError:
        port = 0
    if parts.scheme != "http" or not parts.hostname or not port:
        shown = f"{parts.scheme}://{parts.hostname or ''}"
        raise BadInput(f"{url}: the proxy of this computer ({shown}) is of a kind that cannot be used here; {_SAVE}")
    permit = ""
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        permit = f"Proxy-Authorization: Basic {base64.b64encode(pair.encode()).decode()}\r\n"
    return _Proxy(parts.hostname, port, f"{parts.hostname}:{port}", permit)


@contextmanager
def _tunnel(proxy: _Proxy, host: str, port: int, wait: Wait, url: str) -> Iterator[socket.socket]:
    """A way through the proxy to an address. The proxy itself is where the settings say, public or not."""
    try:
        places = look_up(proxy.host, proxy.port, wait)
    except TimeoutError:
        raise
    except OSError as error:
        raise BadInput(f"{url}: no such proxy ({proxy.name}); check this computer's proxy settings") from error
    at = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    with _connected(places, wait) as sock:
        sock.sendall(f"CONNECT {at} HTTP/1.1\r\nHost: {at}\r\n{proxy.permit}\r\n".encode("ascii"))
        answer = b""
        while b"\r\n\r\n" not in answer:
            sock.settimeout(min(_POLL_SECONDS, wait.left()))
            with suppress(TimeoutError):
                # One at a time: what comes after the empty line belongs to the connection.
                part = sock.recv(1)
                if not part or len(answer) > _LONGEST_ANSWER:
                    raise BadInput(f"{url}: the proxy {proxy.name} gives no answer that can be read; try again")
                answer += part
        status = _STATUS.match(answer)
        if status is None or not status[1].startswith(b"2"):
            said = (status[1] + status[2]).decode("ascii", "replace").strip() if status else "nothing that can be read"
            raise BadInput(f"{url}: the proxy {proxy.name} answers {said}; {_SAVE}")
        sock.settimeout(wait.left())
        yield sock
