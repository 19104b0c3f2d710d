"""Where *Add from web address* may go, and by which way: private addresses, names that change, proxies, time."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from navigator.library import reaching, web
from navigator.library.reaching import is_public
from navigator.library.web import fetch
from navigator.model.catalogue import BadInput, Cancelled
from tests.helpers.pages import PAGE, Pages, Proxy, page, proxying, serving


@pytest.fixture
def serve() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


@pytest.fixture
def proxy(serve: Pages) -> Iterator[Proxy]:
    with proxying(serve.port) as made:
        yield made


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The proxies that the computer's settings name; none unless a test puts one in."""
    proxies: dict[str, str] = {}
    monkeypatch.setattr(reaching, "getproxies", lambda: proxies)
    monkeypatch.setattr(reaching, "proxy_bypass", lambda host: host.endswith(".here.example"))
    return proxies


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
    monkeypatch.setattr(reaching, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", _names({}))
    with pytest.raises(BadInput, match=r"169\.254\.169\.254 is a private or local address"):
        fetch(at)


def test_a_name_is_looked_up_once_and_gone_to(serve: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a name stands for may change between the check and the connection: it is not asked a second time."""
    port = int(serve({"/": page()}).rpartition(":")[2])
    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.example": ["127.0.0.1"]}, asked))
    monkeypatch.setattr(reaching, "is_public", lambda _: True)
    assert fetch(f"http://lantern.example:{port}/").data == PAGE
    assert asked == ["lantern.example"]
    assert serve.seen[0]["host"] == f"lantern.example:{port}"


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.example": ["93.184.216.34", "10.0.0.1"]}))
    with pytest.raises(BadInput, match=r"is 10\.0\.0\.1"):
        fetch("https://lantern.example/")


# --- Proxies ---


def test_a_proxy_is_told_the_address_that_was_checked(
    serve: Pages, proxy: Proxy, named: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the name: what it stands for may be another thing for the proxy, or a moment later."""
    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.example": ["93.184.216.34"]}, asked))
    named["http"] = f"http://me:p%40ss@127.0.0.1:{proxy.port}"
    serve({"/terms": page()})
    assert fetch("http://lantern.example/terms").data == PAGE
    assert proxy.asked == ["CONNECT 93.184.216.34:80 HTTP/1.1"]
    assert proxy.permits == ["Basic bWU6cEBzcw=="]
    assert serve.seen[0]["host"] == "lantern.example"
    assert asked == ["lantern.example", "127.0.0.1"]


def test_no_proxy_leads_to_a_private_address(
    proxy: Proxy, named: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    named["all"] = f"127.0.0.1:{proxy.port}"
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.example": ["10.0.0.1"]}))
    with pytest.raises(BadInput, match=r"is 10\.0\.0\.1, a private or local address"):
        fetch("http://lantern.example/")
    monkeypatch.setattr(socket, "getaddrinfo", _nothing)
    with pytest.raises(BadInput, match=r"no such server .* from here, as it must be before a proxy is asked"):
        fetch("http://lantern.example/")
    assert proxy.asked == []


def test_what_needs_no_check_the_proxy_may_look_up(
    serve: Pages, proxy: Proxy, named: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    serve({"/": page()})
    named["http"] = f"http://127.0.0.1:{proxy.port}"
    look_up = _names({})
    ask = lambda host, port, **rest: (_nothing if "lantern" in host else look_up)(host, port, **rest)  # noqa: E731
    monkeypatch.setattr(socket, "getaddrinfo", ask)
    assert fetch("http://lantern.example/", allow_private=True).data == PAGE
    assert proxy.asked == ["CONNECT lantern.example:80 HTTP/1.1"]


def test_a_proxy_is_passed_by_where_the_settings_say_so(
    serve: Pages, proxy: Proxy, named: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(serve({"/": page()}).rpartition(":")[2])
    named["http"] = f"http://127.0.0.1:{proxy.port}"
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.here.example": ["127.0.0.1"]}))
    monkeypatch.setattr(reaching, "is_public", lambda _: True)
    assert fetch(f"http://lantern.here.example:{port}/").data == PAGE
    assert proxy.asked == []


@pytest.mark.parametrize(
    ("address", "answer", "words"),
    [
        ("socks5://127.0.0.1:1080", "", r"\(socks5://127.0.0.1\) is of a kind that cannot be used"),
        ("http://127.0.0.1:notaport", "", "is of a kind that cannot be used"),
        ("", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "answers 407 Proxy Authentication Required"),
        ("", "220 mail.example ready\r\n\r\n", "answers nothing that can be read"),
        ("", "HTTP/1.1 200", "gives no answer that can be read"),
    ],
)
def test_a_proxy_that_does_not_serve_is_told_in_one_line(
    proxy: Proxy, named: dict[str, str], monkeypatch: pytest.MonkeyPatch, address: str, answer: str, words: str
) -> None:
    proxy.answer = answer.encode()
    named["http"] = address or f"http://127.0.0.1:{proxy.port}"
    monkeypatch.setattr(socket, "getaddrinfo", _names({"lantern.example": ["93.184.216.34"]}))
    with pytest.raises(BadInput, match=words) as told:
        fetch("http://lantern.example/")
    assert "\n" not in str(told.value)
    assert "p%40ss" not in str(told.value)


# --- Time ---


def test_a_name_that_nobody_answers_for_ends_in_time_and_when_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    over, threads = threading.Event(), []

    def ask(*_: object, **__: object) -> list[object]:
        threads.append(threading.current_thread())
        over.wait(20)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    monkeypatch.setattr(web, "SECONDS", 0.3)
    with pytest.raises(BadInput, match="took longer"):
        fetch("http://lantern.example/")
    monkeypatch.setattr(web, "SECONDS", 60.0)
    since = time.monotonic()
    with pytest.raises(Cancelled):
        fetch("http://lantern.example/", cancelled=lambda: time.monotonic() > since + 0.2)
    over.set()
    for thread in threads:
        thread.join()


def test_the_next_address_of_a_name_is_tried(serve: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(serve({"/": page()}).rpartition(":")[2])
    with socket.socket() as free:  # nobody listens there
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", at)) for at in (closed, port)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    assert fetch("http://lantern.example/", allow_private=True).data == PAGE


def _nothing(*_: object, **__: object) -> list[object]:
    raise OSError("no such name")


def _names(known: dict[str, list[str]], asked: list[str] | None = None) -> Callable:
    def look_up(host: str, port: int, **_: object) -> list[object]:
        if asked is not None:
            asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in known.get(host, [host])]

    return look_up
