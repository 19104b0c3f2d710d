"""One page from the web: what is refused, what is checked anew, what is kept of it."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from navigator.library import web
from navigator.library.web import fetch, is_public
from navigator.model.catalogue import BadInput, Cancelled
from tests.helpers.pages import PAGE, Answer, Pages, page, serving


@pytest.fixture
def serve() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


def get(address: str, **options: object) -> object:
    return fetch(address, allow_private=True, **options)  # type: ignore[arg-type]


# --- What is fetched ---


def test_a_page_comes_with_its_address_and_time(serve: Pages) -> None:
    at = serve({"/legal/terms": page(Set_Cookie="a=b")})
    source = fetch(f"{at}/legal/terms#section-2", allow_private=True)
    assert (source.name, source.data, source.title) == ("terms.html", PAGE, None)
    assert source.origin.address == f"{at}/legal/terms"
    assert source.origin.retrieved is not None
    (asked,) = serve.seen
    assert not {"cookie", "referer", "authorization"} & asked.keys()


def test_redirects_are_followed_and_packed_pages_unpacked(serve: Pages) -> None:
    moved = page(b"", status=302, Location="/new?lang=en")
    packed = gzip.compress(PAGE)
    at = serve({"/old": moved, "/new?lang=en": page(packed, Content_Encoding="gzip", Set_Cookie="a=b")})
    source = fetch(f"{at}/old", allow_private=True)
    assert source.data == PAGE
    assert source.origin.address == f"{at}/new?lang=en"


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "text/html", "127.0.0.1.html"),
        ("/a%20b/Terms%20of%20Use.php", "text/plain", "Terms-of-Use.txt"),
        ("/terms.pdf", "application/octet-stream", "terms.pdf"),
        ("/aup", "application/pdf", "aup.pdf"),
    ],
)
def test_the_name_comes_from_address_and_type(serve: Pages, path: str, kind: str, name: str) -> None:
    assert fetch(serve({path: page(kind=kind)}) + path, allow_private=True).name == name


# --- What is refused ---


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page(kind="image/png"), "holds image/png"),
        (page(kind="application/octet-stream"), "holds application/octet-stream"),
        (page(b" \n"), "the page is empty"),
        (page(status=403), "the server answers 403"),
        (page(Content_Encoding="br"), r"packing that cannot be read here \(br\)"),
        (page(gzip.compress(PAGE)[:-20], Content_Encoding="zstd"), "zstd"),
        (page(b"", status=301, Location="ftp://127.0.0.1/"), "begins with https://"),
        (page(b"", status=301, Location="/page"), "more than 5 times"),
        (page(gzip.compress(b"a" * (web.MOST_BYTES + 10)), Content_Encoding="gzip"), "larger than 16 MB"),
    ],
)
def test_what_is_no_agreement_is_refused_in_one_line(serve: Pages, answer: Answer, words: str) -> None:
    at = serve({"/page": answer})
    with pytest.raises(BadInput, match=words) as told:
        get(f"{at}/page")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://lantern.example/", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("https://", "not a web address"),
        ("https://lantern.example:port/", "not a web address"),
        ("https://me:secret@lantern.example/", "user name or password"),
        ("https://lantern.example/a b", "not a web address"),
    ],
)
def test_what_is_no_address_is_refused(address: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        fetch(address)


def test_a_page_that_is_cut_short_is_refused(serve: Pages) -> None:
    def short(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(PAGE)

    with pytest.raises(BadInput, match="cannot be reached"):
        get(serve({"/": short}) + "/")


def test_a_slow_page_and_a_cancelled_one_end(serve: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not over.wait(0.02):
            try:
                handler.wfile.write(b"<p>")
            except OSError:
                return

    at = serve({"/": drip})
    monkeypatch.setattr(web, "SECONDS", 0.4)
    with pytest.raises(BadInput, match="took longer"):
        get(at)
    monkeypatch.setattr(web, "SECONDS", 60.0)
    since = time.monotonic()
    with pytest.raises(Cancelled):
        get(at, cancelled=lambda: time.monotonic() > since + 0.3)
    over.set()


# --- Where it may go ---


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2001:db8::1",
    ],
)  # fmt: skip
def test_private_and_local_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_others_are_public(address: str) -> None:
    assert is_public(address)


def test_private_addresses_are_refused_unless_allowed(serve: Pages) -> None:
    at = serve({"/": page()})
    with pytest.raises(BadInput, match="a private or local address"):
        fetch(at)
    assert serve.seen == []


def test_a_redirect_is_checked_anew(serve: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server passes for public; what it leads to is looked at like any address."""
    at = serve({"/": page(b"", status=302, Location="http://169.254.169.254/latest/meta-data")})
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", _names({}))
    with pytest.raises(BadInput, match=r"169\.254\.169\.254, a private or local address"):
        fetch(at)


def test_a_name_is_looked_up_once_and_gone_to(serve: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a name stands for may change between the check and the connection: it is not asked a second time."""
    port = int(serve({"/": page()}).rpartition(":")[2])
    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.example": ["127.0.0.1"]}, asked))
    monkeypatch.setattr(web, "is_public", lambda _: True)
    assert fetch(f"http://lantern.example:{port}/").data == PAGE
    assert asked == ["lantern.example"]
    assert serve.seen[0]["host"] == f"lantern.example:{port}"


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.example": ["93.184.216.34", "10.0.0.1"]}))
    with pytest.raises(BadInput, match=r"is 10\.0\.0\.1"):
        fetch("https://lantern.example/")


def _names(known: dict[str, list[str]], asked: list[str] | None = None) -> Callable:
    def look_up(host: str, port: int, **_: object) -> list[object]:
        if asked is not None:
            asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in known.get(host, [host])]

    return look_up
