"""The pages that this worker rendered, by what they depend on; of at most so many bytes, the last used ones."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from diagnostics.web.store.kept_page import KeptPage

type Key = tuple[str, ...]

MOST_BYTES: Final = 16_000_000
"""Of each worker."""
LARGEST_PART: Final = 8
"""A page that would take more than this part of the store is not kept."""
LONGEST_ADDRESS: Final = 1_000
"""Bytes; who asks for a longer one asks once, and often for no good."""


class PageStore:
    """For any number of threads. size: bytes of what is kept."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.size = 0
        self._most_bytes = most_bytes
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = Lock()
        self._turns: dict[Key, Lock] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> KeptPage | None:
        with self._lock:
            if page := self._pages.get(key):
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: KeptPage) -> None:
        """Keep it, and let go of those that nobody has asked for the longest."""
        if _size(key, page) * LARGEST_PART > self._most_bytes:
            return
        with self._lock:
            if before := self._pages.pop(key, None):
                self.size -= _size(key, before)
            self._pages[key] = page
            self.size += _size(key, page)
            while self.size > self._most_bytes:
                self.size -= _size(*self._pages.popitem(last=False))

    @contextmanager
    def turn(self, key: Key) -> Iterator[None]:
        """Of many who ask for a page at once, one makes it; the others wait, and find it kept."""
        with self._lock:
            mine = self._turns.setdefault(key, Lock())
        try:
            with mine:
                yield
        finally:
            with self._lock:
                self._turns.pop(key, None)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0


def _size(key: Key, page: KeptPage) -> int:
    """Bytes of memory of both."""
    return page.size + sum(map(len, key))


STORE: Final = PageStore()
