"""Clients that send next to nothing: with nginx before the site, and without."""

import socket
from collections.abc import Iterator, Sequence
from typing import Final

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.stack import Stack
from tests.faults.stage.visitors import Visitors, pages
from tests.faults.table import Promise
from tests.house.slow_clients import KINDS, slow_clients

BEFORE, SOON, DURING = 4, 3, 12
"""Seconds."""
HERE: Final = "127.0.0.1"
PAUSE: Final = 1.0
"""Seconds between two letters of one client."""


@fault("7 clients drip, no proxy")
def dripping(stack: Stack) -> Iterator[Promise]:
    """A header, a letter a second."""
    yield from _besiege(stack, "dripping", 7)


@fault("200 silent clients, no proxy")
def silent(stack: Stack) -> Iterator[Promise]:
    """They connect and say nothing."""
    yield from _besiege(stack, "silent", 200)


def _besiege(stack: Stack, kind: str, count: int) -> Iterator[Promise]:
    host = stack.hosts[1]
    # New visitors come by new connections, one after the other.
    with Visitors(host.address, pages(stack.stylesheet), keep=False) as visitors:
        before = visitors.watch(BEFORE)
        with slow_clients(KINDS[kind], count, HERE, host.port, pause=PAUSE):
            during = visitors.watch(DURING)
        back = promises.is_back(lambda: host.always("/"))
    yield from promises.pages_go_on(visitors.seen(before), visitors.seen(during))
    yield back


@fault("2,000 slow clients, nginx")
def behind_nginx(stack: Stack) -> Iterator[Promise]:
    """Half of them drip a header, half say nothing."""
    port, half = stack.nginx.port, 1000
    with stack.visitors() as visitors:
        before = visitors.watch(BEFORE)
        with (
            slow_clients(KINDS["dripping"], half, HERE, port, pause=PAUSE) as some,
            slow_clients(KINDS["silent"], half, HERE, port, pause=PAUSE) as others,
        ):
            # Later, those who say nothing are hung up on.
            first = visitors.watch(SOON)
            held = _count_open([*some, *others])
            later = visitors.watch(DURING - SOON)
    seen = visitors.seen(first, later)
    yield Promise("2,000 connections are held", f"{held:,} after {SOON} s", held > 1.8 * half)
    yield from promises.pages_go_on(visitors.seen(before), seen)
    yield promises.links_open(seen)


def _count_open(clients: Sequence[socket.socket]) -> int:
    return sum(_is_open(client) for client in clients)


def _is_open(client: socket.socket) -> bool:
    try:
        return client.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
