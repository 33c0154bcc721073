"""Another site's server, with a status feed or a webhook, real down to its bytes, that can be made to misbehave."""

import gzip
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

type Answer = Callable[[socket.socket, "FeedServer"], None]


@dataclass
class FeedServer:
    """``answer`` is what it does with the next requests; ``requests`` are those that came, head and body."""

    answer: Answer
    requests: list[str] = field(default_factory=list)
    port: int = 0
    closing: Event = field(default_factory=Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/status.js"


def page(body: bytes, status: str = "200 OK", **headers: str) -> Answer:
    """A whole answer."""

    def send(connection: socket.socket, _server: FeedServer) -> None:
        connection.sendall(head(len(body), status, **headers) + body)

    return send


def head(length: int, status: str = "200 OK", **headers: str) -> bytes:
    """A header called ``last_modified`` is sent as ``Last-Modified``."""
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join(
        [f"HTTP/1.1 {status}", f"Content-Length: {length}", "Connection: close", *lines, "", ""]
    ).encode()


def pack(body: bytes) -> Answer:
    return page(gzip.compress(body), content_encoding="gzip")


def unless_known(body: bytes, etag: str, last_modified: str = "") -> Answer:
    """304 to whoever has this version already."""

    def send(connection: socket.socket, server: FeedServer) -> None:
        known = f"if-none-match: {etag}".lower() in server.requests[-1].lower()
        if known:
            connection.sendall(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
        else:
            page(body, etag=etag, last_modified=last_modified)(connection, server)

    return send


def silence(_connection: socket.socket, server: FeedServer) -> None:
    """Takes the request and says nothing."""
    server.closing.wait(60)


def drip(connection: socket.socket, server: FeedServer) -> None:
    """A byte of the head now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not server.closing.wait(0.05):
        connection.sendall(b"a")


def drip_body(connection: socket.socket, server: FeedServer) -> None:
    connection.sendall(head(1_000_000))
    while not server.closing.wait(0.05):
        connection.sendall(b" ")


def flood(connection: socket.socket, server: FeedServer) -> None:
    """More and more, without saying how much."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while not server.closing.is_set():
        connection.sendall(b" " * 65536)


def break_off(body: bytes) -> Answer:
    """Dies in the middle of the body."""

    def send(connection: socket.socket, _server: FeedServer) -> None:
        connection.sendall(head(len(body)) + body[: len(body) // 2])

    return send


def hang_up(_connection: socket.socket, _server: FeedServer) -> None:
    """Dies before it says anything."""


def slowly(answer: Answer, seconds: float) -> Answer:
    def send(connection: socket.socket, server: FeedServer) -> None:
        time.sleep(seconds)
        answer(connection, server)

    return send


def _is_whole(request: bytes) -> bool:
    """Head and body."""
    head_, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head_)
    return bool(end) and len(body) >= int(length[1] if length else 0)


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


def _answer(connection: socket.socket, here: FeedServer) -> None:
    request = b""
    while not _is_whole(request) and (piece := connection.recv(65536)):
        request += piece
    here.requests.append(request.decode("latin-1"))
    here.answer(connection, here)


@contextmanager
def serve(answer: Answer, *, tls: ssl.SSLContext | None = None) -> Iterator[FeedServer]:
    """A server on a free port of this machine."""
    here = FeedServer(answer)

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            try:
                if tls:
                    with tls.wrap_socket(self.request, server_side=True) as connection:
                        _answer(connection, here)
                else:
                    _answer(self.request, here)
            except OSError:
                return  # the other side has had enough

    with _Server(("127.0.0.1", 0), Handler) as server:
        here.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield here
        finally:
            here.closing.set()
            server.shutdown()
            thread.join()
