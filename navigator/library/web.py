"""One page from a web address, on the user's request: the only place where this program reaches for the network.

Only addresses on the public internet are reached, unless the user's settings allow others: a link in a document must
not make this computer talk to machines that only it can see (`reaching` checks that, through a proxy too). Each
redirect is checked anew. Nothing is sent but the request itself: no cookies, no referrer; nothing in the page is run
or fetched.
"""

from __future__ import annotations

import codecs
import http.client
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
from urllib.parse import quote, unquote, urljoin, urlsplit

from navigator.library.reaching import Wait, reached
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
_DOCUMENTS = frozenset({"pdf", "docx", "odt", "rtf"})
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
    wait = Wait(time.monotonic() + SECONDS, cancelled)
    for _ in range(MOST_REDIRECTS + 1):
        if progress is not None:
            progress(Progress(0, 0, f"Asking {target.host}"))
        found = _visit(target, wait, allow_private, progress)
        if isinstance(found, Source):
            return found
        following = _target(urljoin(target.url, found))
        if target.secure and not following.secure:
            raise BadInput(f"{address}: leads to {following.url}, which is not encrypted; {_SAVE}")
        target = following
    raise BadInput(f"{address}: leads from one address to the next more than {MOST_REDIRECTS} times; {_SAVE}")


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


def _visit(target: _Target, wait: Wait, allow_private: bool, progress: ProgressSink | None) -> Source | str:
    """The page itself, or where it says that it is."""
    stopped = threading.Event()
    try:
        with (
            reached(target.url, target.host, target.port, wait, allow_private=allow_private) as plain,
            _guarded(plain, wait, stopped),
            _encrypted(target, plain) as sock,
        ):
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
                ending = _ending(target, response)
                data = _body(target, response, progress)
                charset = _charset(response)
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not valid ({error.verify_message})"
        raise BadInput(f"{target.url}: {why}; check the address") from error
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if wait.cancelled is not None and wait.cancelled():
            raise Cancelled from error
        if stopped.is_set() or isinstance(error, TimeoutError):
            raise BadInput(f"{target.url}: took longer than {SECONDS:.0f} seconds; try again, or {_SAVE}") from error
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise BadInput(f"{target.url}: cannot be reached ({why}); check the address and the connection") from error
    if not data.strip():
        raise BadInput(f"{target.url}: the page is empty; {_SAVE}")
    ending = ending or _by_content(target, data)
    return Source(_name(target, ending), data, Origin(target.url, datetime.now(UTC)), charset=charset)


@contextmanager
def _encrypted(target: _Target, plain: socket.socket) -> Iterator[socket.socket]:
    """The connection as it is, or encrypted to the name that was asked for, which its certificate must have."""
    if not target.secure:
        yield plain
        return
    context = ssl.create_default_context()
    with context.wrap_socket(plain, server_hostname=target.host) as sock:
        yield sock


@contextmanager
def _guarded(plain: socket.socket, wait: Wait, stopped: threading.Event) -> Iterator[None]:
    """Ends the connection when the time is up or the user cancels, however slowly the other side sends. On a handle of
    its own: to encrypt a connection takes the other one away."""
    over = threading.Event()
    sock = plain.dup()

    def guard() -> None:
        while not over.wait(_POLL_SECONDS):
            try:
                wait.left()
            except (Cancelled, TimeoutError):
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
        sock.close()


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


def _ending(target: _Target, response: http.client.HTTPResponse) -> str:
    """The ending that a source of this type gets, "" where only the bytes can tell; `BadInput` for a type that is no
    agreement."""
    kind = response.headers.get_content_type() if response.getheader("Content-Type") else ""
    if kind in _KINDS:
        return _KINDS[kind]
    if kind in _UNTYPED:
        for name in (response.headers.get_filename() or "", urlsplit(target.url).path):
            ending = PurePosixPath(name).suffix.lower()
            if ending in _KINDS.values():
                return ending
        return ""
    raise BadInput(f"{target.url}: holds {kind}, not a page, text, PDF or Word file; {_SAVE}")


def _by_content(target: _Target, data: bytes) -> str:
    """The ending of a document that its server names nothing in particular, where its bytes say what it is."""
    from navigator.reading.sniffing import sniff

    form = sniff(data, target.host)
    if form in _DOCUMENTS:
        return f".{form}"
    raise BadInput(f"{target.url}: holds something unnamed, not a page, text, PDF or Word file; {_SAVE}")


def _charset(response: http.client.HTTPResponse) -> str | None:
    """How the characters are written, where the server says so and Python knows the name."""
    said = response.headers.get_content_charset()
    with suppress(LookupError, ValueError):
        return codecs.lookup(said).name if said else None
    return None


def _name(target: _Target, ending: str) -> str:
    """A file name for the page: the last word of its path, or the server's name."""
    last = unquote(PurePosixPath(urlsplit(target.url).path).name)
    stem = re.sub(r"\.(?:html?|xhtml|php|aspx?|txt|md|pdf|docx|odt|rtf|xml)$", "", last, flags=re.IGNORECASE)
    return (re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80] or target.host) + ending
