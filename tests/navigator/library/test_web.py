"""One page from the web: what is refused, what is checked anew, what is kept of it."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from navigator.library import analyse, reaching, web
from navigator.library.web import fetch
from navigator.model.catalogue import BadInput, Cancelled
from tests.helpers.pages import PAGE, Answer, Pages, page, serving


@pytest.fixture
def serve() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "getproxies", dict)


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
        ("/sla", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "sla.docx"),
        ("/eula", 'text/html; charset="utf-8"', "eula.html"),
    ],
)
def test_the_name_comes_from_address_and_type(serve: Pages, path: str, kind: str, name: str) -> None:
    assert fetch(serve({path: page(kind=kind)}) + path, allow_private=True).name == name


def test_a_document_that_its_server_does_not_name_is_known_by_its_name_or_its_bytes(serve: Pages) -> None:
    unnamed = "application/octet-stream"
    at = serve(
        {
            "/7": page(kind=unnamed, Content_Disposition='attachment; filename="Our terms.docx"'),
            "/8": page(b"%PDF-1.7 and so on", kind=unnamed),
        }
    )
    assert fetch(f"{at}/7", allow_private=True).name == "7.docx"
    assert fetch(f"{at}/8", allow_private=True).name == "8.pdf"


@pytest.mark.parametrize(
    ("kind", "data", "charset"),
    [
        ("text/html; charset=ISO-8859-2", "<h1>Zásady</h1><p>1. Buďte laskaví.</p>".encode("iso-8859-2"), "iso8859-2"),
        ("text/plain; charset=utf-16-le", "Zásady\n\n1. Buďte laskaví.".encode("utf-16-le"), "utf-16-le"),
        ("text/html; charset=no-such", "<h1>Zásady</h1><p>1. Buďte laskaví.</p>".encode(), None),
    ],
)
def test_the_characters_are_read_as_the_server_says(serve: Pages, kind: str, data: bytes, charset: str | None) -> None:
    source = fetch(serve({"/": page(data, kind=kind)}), allow_private=True)
    assert source.charset == charset
    words = analyse(source).agreement.text.text
    assert "Zásady" in words
    assert "Buďte laskaví" in words


# --- What is refused ---


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page(kind="image/png"), "holds image/png"),
        (page(kind="application/octet-stream"), "holds something unnamed"),
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
