"""Clients that are slow on purpose: ``python -m tests.house.slow_clients HOST PORT`` measures what they do to others."""

import contextlib
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Final

type Kind = Callable[[socket.socket, int], None]

UPLOAD: Final = b"POST /%b HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"


def _silent(sock: socket.socket, turn: int) -> None:
    """Connects, and says nothing."""


def _dripping(sock: socket.socket, turn: int) -> None:
    """Sends a head without end, a letter at a time."""
    sock.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " if turn == 0 else b"a")


def _drips_later(sock: socket.socket, turn: int) -> None:
    """Sends a whole request, and then one without end on the same connection."""
    sock.send(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP" if turn == 0 else b"a")


def _body(sock: socket.socket, turn: int) -> None:
    """Sends a form a letter at a time."""
    sock.send(UPLOAD % (b"feedback/", 5_000) if turn == 0 else b"a")


def _upload(sock: socket.socket, turn: int) -> None:
    """Sends a large file a letter at a time."""
    sock.send(UPLOAD % (b"admin/login/", 5_000_000) if turn == 0 else b"a")


def _chunks(sock: socket.socket, turn: int) -> None:
    """Sends a body of unknown length a letter at a time."""
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    sock.send(head if turn == 0 else b"1\r\na\r\n")


def _deaf(sock: socket.socket, turn: int) -> None:
    """Asks for more than the kernel takes, and reads no answer."""
    if turn == 0:
        sock.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 500)


def _clinging(sock: socket.socket, turn: int) -> None:
    """Asks for the connection to be closed, and does not hang up."""
    if turn == 0:
        sock.send(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


KINDS: Final[dict[str, Kind]] = {
    kind.__name__.strip("_"): kind
    for kind in (_silent, _dripping, _drips_later, _body, _upload, _chunks, _deaf, _clinging)
}


@contextlib.contextmanager
def slow_clients(
    kind: Kind, number: int, host: str, port: int, *, pause: float = 0.5, spread: bool = False
) -> Iterator[list[socket.socket]]:
    """That many at once; whoever is hung up on comes back. They leave at the end.

    spread: each comes from an address of its own, on Linux and to this machine.
    """
    over = threading.Event()
    sources = [f"127.1.{place // 250}.{place % 250 + 1}" if spread else "" for place in range(number)]
    clients: list[socket.socket] = [_connect(host, port, source) for source in sources]

    def go_on() -> None:
        turns = [0] * number
        while not over.is_set():
            for place, sock in enumerate(clients):
                try:
                    kind(sock, turns[place])
                    turns[place] += 1
                except BlockingIOError:
                    pass
                except OSError:
                    sock.close()
                    clients[place], turns[place] = _connect(host, port, sources[place]), 0
            over.wait(pause)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield clients
    finally:
        over.set()
        thread.join()
        for sock in clients:
            sock.close()


def _connect(host: str, port: int, source: str) -> socket.socket:
    sock = socket.socket()
    if source:
        sock.bind((source, 0))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.settimeout(30)
    sock.connect((host, port))
    sock.setblocking(False)
    return sock


def main(host: str, port: int, number: int) -> None:
    """One line a kind: how long a page took beside them."""
    for name, kind in KINDS.items():
        with slow_clients(kind, number, host, port, spread=host == "127.0.0.1"):
            time.sleep(1)
            took = sorted(_page_seconds(host, port) for _ in range(30))
        sys.stdout.write(f"{number} {name}: median {took[15] * 1000:.0f} ms, slowest {took[-1] * 1000:.0f} ms\n")
        sys.stdout.flush()


def _page_seconds(host: str, port: int) -> float:
    began = time.monotonic()
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/health/live", timeout=20) as answer:
            answer.read()
    except OSError:
        return float("inf")
    return time.monotonic() - began


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 200)
