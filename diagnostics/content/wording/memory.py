"""What was made once and may be wanted again: the latest of it, so that it never grows."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Memory:
    """Keeps the ``most`` things that were asked for last; threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._things)

    def get[Thing](self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """What is kept under the key, else what ``make`` makes now; two threads may both make it."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                thing: Thing = self._things[key]
                return thing
        thing = make()
        with self._lock:
            self._things[key] = thing
            if len(self._things) > self._most:
                self._things.popitem(last=False)
        return thing
