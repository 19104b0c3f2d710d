"""A web server of a test's own, on this computer, that answers by path."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer

from tests.helpers import network

PAGE = b"<!doctype html><title>Lantern Terms</title><h1>Lantern Terms</h1><p>1. Be kind.</p>"
Answer = Callable[[BaseHTTPRequestHandler], None]


def page(data: bytes = PAGE, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    """Answers with these bytes; "_" in a header's name stands for "-"."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


class Pages:
    """What is served; call it with the answers by path, and it gives the address that they are at. `seen` holds the
    headers of each request, their names in lower case."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, Answer] = {}
        self.seen: list[dict[str, str]] = []

    def __call__(self, answers: dict[str, Answer]) -> str:
        self.answers = answers
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving() -> Iterator[Pages]:
    """A server for as long as the block runs; inside it this computer, and nothing else, can be reached."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages.seen.append({name.casefold(): value for name, value in self.headers.items()})
            pages.answers[self.path](self)

        def log_message(self, *_: object) -> None:
            pass

    with network.loopback():
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = False  # so that closing it waits for the answers
        pages = Pages(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield pages
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class Proxy:
    """A proxy whose every tunnel leads to the same port of this computer. `asked` and `permits` are what it was asked
    for and with which permission; `answer`, where there is one, is all that it says."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answer = b""
        self.asked: list[str] = []
        self.permits: list[str] = []


@contextmanager
def proxying(to: int) -> Iterator[Proxy]:
    """A proxy for as long as the block runs; inside a block of `serving`."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            proxy.asked.append(self.rfile.readline().decode().strip())
            while line := self.rfile.readline().decode().strip():
                if line.startswith("Proxy-Authorization: "):
                    proxy.permits.append(line.partition(": ")[2])
            if proxy.answer:
                self.wfile.write(proxy.answer)
                return
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with socket.socket() as other:
                other.connect(("127.0.0.1", to))
                while line := self.rfile.readline():  # a request has no body here
                    other.sendall(line)
                    if not line.strip():
                        break
                while part := other.recv(4096):
                    self.wfile.write(part)

    class Server(ThreadingTCPServer):
        daemon_threads = False

    server = Server(("127.0.0.1", 0), Handler)
    proxy = Proxy(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
