"""One page from a web address, on the user's request: the only place where this program reaches for the network.

Only addresses on the public internet are reached, unless the user's settings allow others: a link in a document must
not make this computer talk to machines that only it can see. A name is looked up once, what it stands for is checked,
and the connection goes to exactly that; each redirect is checked anew. Nothing is sent but the request itself: no
cookies, no referrer; nothing in the page is run or fetched.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from navigator.library.understood import Source
from navigator.model.catalogue import BadInput, CancelCheck, Cancelled, Progress, ProgressSink
from navigator.model.library import Origin

MOST_BYTES = 16 * 1024 * 1024
"""Of one page, unpacked; the longest terms known to us are under 2 MB."""
SECONDS = 30.0
"""For all of it, redirects included."""
MOST_REDIRECTS = 5

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/akn+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
"""Content types that can be an agreement, and the ending that the source gets."""
_UNTYPED = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "contract-navigator (a reader asked for this page)",
    "Accept": f"{', '.join(list(_KINDS)[:5])};q=0.9, */*;q=0.5",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}
_SAFE = "/%:@!$&'()*+,;=~-._"
_CHUNK = 64 * 1024
_POLL_SECONDS = 0.1
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SAVE = "open it in a browser, save the page and add the file"


@dataclass(frozen=True, slots=True)
class _Target:
    """An address taken apart. `host` is as in certificates: ASCII."""

    url: str
    secure: bool
    host: str
    port: int
    request: str


def fetch(
    address: str,
    *,
    allow_private: bool = False,
    progress: ProgressSink | None = None,
    cancelled: CancelCheck | None = None,
) -> Source:
    """The bytes that an address serves, with the address that served them in the end and the time. Raises `BadInput`
    with the reason and the mend, `Cancelled` where the user stopped it."""
    target = _target(address)
    until = time.monotonic() + SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        if progress is not None:
            progress(Progress(0, 0, f"Asking {target.host}"))
        found = _visit(target, until, allow_private, progress, cancelled)
        if isinstance(found, Source):
            return found
        following = _target(urljoin(target.url, found))
        if target.secure and not following.secure:
            raise BadInput(f"{address}: leads to {following.url}, which is not encrypted; {_SAVE}")
        target = following
    raise BadInput(f"{address}: leads from one address to the next more than {MOST_REDIRECTS} times; {_SAVE}")


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


def _target(address: str) -> _Target:
    words = address.strip()
    if "://" not in words:
        words = f"https://{words}"
    try:
        parts = urlsplit(words)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in ("http", "https"):
        raise BadInput(f"{address}: not a web address; give one that begins with https://")
    if not host or re.search(r"[\s\x00-\x20]", words):
        raise BadInput(f"{address}: not a web address; copy it from the browser's address bar")
    if parts.username is not None or parts.password is not None:
        raise BadInput(f"{address}: holds a user name or password; give the address without it")
    secure = parts.scheme == "https"
    request = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else "")
    usual = 443 if secure else 80
    bare = f"[{host}]" if ":" in host else host
    at = bare if port in (None, usual) else f"{bare}:{port}"
    return _Target(f"{parts.scheme}://{at}{request}", secure, host, port or usual, request)


def _visit(
    target: _Target,
    until: float,
    allow_private: bool,
    progress: ProgressSink | None,
    cancelled: CancelCheck | None,
) -> Source | str:
    """The page itself, or where it says that it is."""
    family, place = _place(target, allow_private)
    stopped = threading.Event()
    try:
        with _connected(target, family, place, until) as sock, _guarded(sock, until, cancelled, stopped):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.sock = sock
            default = target.port == (443 if target.secure else 80)
            bare = f"[{target.host}]" if ":" in target.host else target.host
            host = bare if default else f"{bare}:{target.port}"
            connection.request("GET", target.request, headers={"Host": host, **_HEADERS})
            with closing(connection.getresponse()) as response:
                if response.status in _REDIRECTS and response.getheader("Location"):
                    return str(response.getheader("Location"))
                if response.status != 200:
                    raise BadInput(f"{target.url}: the server answers {response.status} {response.reason}; {_SAVE}")
                ending = _ending(target, response.getheader("Content-Type", ""))
                data = _body(target, response, progress)
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not valid ({error.verify_message})"
        raise BadInput(f"{target.url}: {why}; check the address") from error
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if cancelled is not None and cancelled():
            raise Cancelled from error
        if stopped.is_set() or isinstance(error, TimeoutError):
            raise BadInput(f"{target.url}: took longer than {SECONDS:.0f} seconds; try again, or {_SAVE}") from error
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise BadInput(f"{target.url}: cannot be reached ({why}); check the address and the connection") from error
    if not data.strip():
        raise BadInput(f"{target.url}: the page is empty; {_SAVE}")
    return Source(_name(target, ending), data, Origin(target.url, datetime.now(UTC)))


def _place(target: _Target, allow_private: bool) -> tuple[socket.AddressFamily, Any]:
    """Where to connect to: what the name stands for, all of which must be allowed. A name with one public and one
    private address is a trick."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise BadInput(f"{target.url}: no such server ({target.host}); check the address and the connection") from error
    places = [(family, place) for family, _, _, _, place in found]
    for _, place in places:
        if not allow_private and not is_public(str(place[0])):
            raise BadInput(
                f"{target.url}: {target.host} is {place[0]}, a private or local address; save the page and add the "
                "file, or allow such addresses in the settings (web.allow-private)"
            )
    return places[0]


@contextmanager
def _connected(target: _Target, family: socket.AddressFamily, place: Any, until: float) -> Iterator[socket.socket]:
    with socket.socket(family, socket.SOCK_STREAM) as plain:
        plain.settimeout(max(0.1, until - time.monotonic()))
        plain.connect(place)
        if not target.secure:
            yield plain
            return
        context = ssl.create_default_context()
        with context.wrap_socket(plain, server_hostname=target.host, do_handshake_on_connect=False) as encrypted:
            yield encrypted


@contextmanager
def _guarded(
    sock: socket.socket, until: float, cancelled: CancelCheck | None, stopped: threading.Event
) -> Iterator[None]:
    """Ends the connection when the time is up or the user cancels, however slowly the other side sends."""
    over = threading.Event()

    def guard() -> None:
        while not over.wait(_POLL_SECONDS):
            if time.monotonic() > until or (cancelled is not None and cancelled()):
                stopped.set()
                with suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
                return

    thread = threading.Thread(target=guard, name="navigator-web")
    thread.start()
    try:
        yield
        if stopped.is_set():  # what has come is not all
            raise TimeoutError
    finally:
        over.set()
        thread.join()


def _body(target: _Target, response: http.client.HTTPResponse, progress: ProgressSink | None) -> bytes:
    """All of it, unpacked, up to the limit."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().casefold()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise BadInput(f"{target.url}: sent in a packing that cannot be read here ({packing}); {_SAVE}")
    total = int(length) if (length := response.getheader("Content-Length") or "").isdigit() else 0
    unpack = None if packing == "identity" else zlib.decompressobj(wbits=47)  # gzip and zlib alike
    parts: list[bytes] = []
    size = received = 0
    while chunk := response.read1(_CHUNK):
        received += len(chunk)
        part = chunk if unpack is None else unpack.decompress(chunk, MOST_BYTES + 1)
        size += len(part)
        if size > MOST_BYTES or received > MOST_BYTES:
            raise BadInput(f"{target.url}: larger than {MOST_BYTES // 2**20} MB; {_SAVE}")
        parts.append(part)
        if progress is not None:
            progress(Progress(received, max(total, received) if total else 0, f"Reading {target.host}"))
    if received < total:
        raise http.client.IncompleteRead(b"", total - received)
    return b"".join(parts)


def _ending(target: _Target, content_type: str) -> str:
    """The ending that a source of this type gets; `BadInput` for a type that is no agreement."""
    kind = content_type.partition(";")[0].strip().casefold()
    if kind in _KINDS:
        return _KINDS[kind]
    ending = PurePosixPath(urlsplit(target.url).path).suffix.lower()
    if kind in _UNTYPED and ending in _KINDS.values():
        return ending
    raise BadInput(f"{target.url}: holds {kind or 'something unnamed'}, not a page, text, PDF or Word file; {_SAVE}")


def _name(target: _Target, ending: str) -> str:
    """A file name for the page: the last word of its path, or the server's name."""
    last = unquote(PurePosixPath(urlsplit(target.url).path).name)
    stem = re.sub(r"\.(?:html?|xhtml|php|aspx?|txt|md|pdf|docx|odt|rtf|xml)$", "", last, flags=re.IGNORECASE)
    return (re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80] or target.host) + ending
