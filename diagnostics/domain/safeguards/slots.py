"""How many threads may be somewhere at a time, and how many may wait to go there; the rest is turned away at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class Full(Exception):
    """No place became free."""


class Slots:
    """``most`` threads inside, and ``waiting`` before the door."""

    def __init__(self, most: int, *, waiting: int) -> None:
        self._inside = BoundedSemaphore(most)
        self._all = BoundedSemaphore(most + waiting)

    @contextmanager
    def taken(self, patience: float) -> Iterator[None]:
        """Inside, a place is taken; raises Full where none becomes free in ``patience`` seconds."""
        if not self._all.acquire(blocking=False):
            raise Full
        try:
            if not self._inside.acquire(timeout=patience):
                raise Full
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._all.release()
