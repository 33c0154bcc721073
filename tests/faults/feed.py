"""A status feed is slow, and whoever reads it is killed."""

import socket
from collections.abc import Iterator
from threading import Lock
from time import sleep
from typing import Final

from tests import feed_server
from tests.faults.registry import fault
from tests.faults.stage.stack import FEED_SECONDS, Stack
from tests.faults.table import Promise
from tests.feed_server import FeedServer
from tests.samples import sample

SLOWLY: Final = 1.0
WATCHED: Final = 15


class SlowFeed:
    """Answers after a second, and knows how many were reading at once."""

    def __init__(self) -> None:
        self.most = self.count = self._now = 0
        self._lock = Lock()

    def __call__(self, connection: socket.socket, server: FeedServer) -> None:
        with self._lock:
            self._now += 1
            self.count += 1
            self.most = max(self.most, self._now)
        try:
            sleep(SLOWLY)
            feed_server.page(sample("status/all-ok.json"))(connection, server)
        finally:
            with self._lock:
                self._now -= 1


@fault("slow status feed")
def slow(stack: Stack) -> Iterator[Promise]:
    """Four workers on two hosts look when it is due; one of them is killed meanwhile."""
    before, slow_feed = stack.feed.answer, SlowFeed()
    stack.feed.answer = slow_feed
    try:
        sleep(WATCHED / 2)
        stack.hosts[0].kill_worker()
        sleep(WATCHED / 2)
    finally:
        stack.feed.answer = before
    expected = WATCHED / FEED_SECONDS
    yield Promise("one process reads it at a time", f"at most {slow_feed.most} at once", slow_feed.most == 1)
    seen = f"{slow_feed.count} fetches in {WATCHED} s, due every {FEED_SECONDS} s"
    yield Promise("and no more often than it is due", seen, 1 <= slow_feed.count <= expected + 2)
