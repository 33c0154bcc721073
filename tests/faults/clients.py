"""Clients that send next to nothing, and connections that hold a thread: with nginx before the site, and without."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.hosts import NAME
from tests.faults.stage.stack import Stack
from tests.faults.stage.visitors import Visitors, pages
from tests.faults.table import Promise

BEFORE, DURING = 4, 12
HEAD: Final = f"GET / HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: ".encode()
SECOND: Final = 1.0


class SlowClients:
    """So many connections; with ``drips``, each sends a byte of a header every second. Who is sent away comes again."""

    def __init__(self, port: int, count: int, *, drips: bool) -> None:
        self._port, self._drips = port, drips
        self._open = [self._connect() for _ in range(count)]
        self.held = 0

    def _connect(self) -> socket.socket | None:
        one = socket.socket()
        one.settimeout(2)
        try:
            one.connect(("127.0.0.1", self._port))
            one.sendall(HEAD if self._drips else b"")
        except OSError:
            one.close()
            return None
        one.setblocking(False)
        return one

    def go_on(self, over: Event) -> None:
        while not over.wait(SECOND):
            self._open = [one if one and self._lives(one) else self._connect() for one in self._open]
            self.held = max(self.held, sum(one is not None for one in self._open))

    def _lives(self, one: socket.socket) -> bool:
        try:
            if self._drips:
                one.sendall(b"a")
            if one.recv(4096):
                return True
        except BlockingIOError:
            return True
        except OSError:
            pass
        one.close()
        return False

    def close(self) -> None:
        for one in self._open:
            with suppress(OSError):
                if one:
                    one.close()


@contextmanager
def slow_clients(port: int, count: int, *, drips: bool) -> Iterator[SlowClients]:
    """They come again and again while the block lasts."""
    clients, over = SlowClients(port, count, drips=drips), Event()
    thread = Thread(target=clients.go_on, args=(over,))
    thread.start()
    try:
        yield clients
    finally:
        over.set()
        thread.join()
        clients.close()


@fault("7 clients drip, no proxy")
def dripping(stack: Stack) -> Iterator[Promise]:
    """A header, a byte a second."""
    yield from _besieged(stack, 7, drips=True)


@fault("200 silent clients, no proxy")
def silent(stack: Stack) -> Iterator[Promise]:
    """They connect and say nothing."""
    yield from _besieged(stack, 200, drips=False)


@fault("2,000 slow clients, nginx")
def behind_nginx(stack: Stack) -> Iterator[Promise]:
    """Half of them drip a header, half say nothing."""
    port, half = stack.nginx.port, 1000
    with stack.visitors() as visitors:
        before = visitors.watch(BEFORE)
        with slow_clients(port, half, drips=True) as some, slow_clients(port, half, drips=False) as others:
            during = visitors.watch(DURING)
    yield Promise("2,000 connections are held", f"{some.held + others.held:,}", some.held + others.held > 1900)
    yield from promises.pages_go_on(visitors.seen(before), visitors.seen(during))
    yield promises.links_open(visitors.seen(during))


def _besieged(stack: Stack, count: int, *, drips: bool) -> Iterator[Promise]:
    host = stack.hosts[1]
    # New visitors come by new connections, one after the other.
    with Visitors(host.address, pages(stack.stylesheet), keep=False) as visitors:
        before = visitors.watch(BEFORE)
        with slow_clients(host.port, count, drips=drips) as clients:
            during = visitors.watch(DURING)
        back = promises.is_back(lambda: host.always("/"))
    yield Promise("connections are held", f"{clients.held}", clients.held > count * 0.9)
    yield from promises.pages_go_on(visitors.seen(before), visitors.seen(during))
    yield back
