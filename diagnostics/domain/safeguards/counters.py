"""Counting in the memory of one process, for what may not wait: what was dropped, and who comes too often."""

import time
from collections import Counter
from collections.abc import Hashable
from itertools import count
from typing import Final

from diagnostics.domain.safeguards import tallies

HOUR: Final = 3600
"""Seconds."""


class DropCount:
    """How many things were dropped. Any thread may ``add``, one may ``take``."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._dropped = count()

    def add(self) -> None:
        next(self._dropped)

    def take(self) -> int:
        """How many since this was last asked."""
        before, self._dropped = self._dropped, count()
        if dropped := next(before):
            tallies.count("dropped", self._what, dropped)
        return dropped


class HourlyCount[Caller: Hashable]:
    """How often each caller came within the hour; one thread may ask at a time."""

    def __init__(self) -> None:
        self._hour, self._times = 0, Counter[Caller]()

    def add(self, caller: Caller, *, room: int) -> int:
        """Count once more; how often that is by now. 0, and not kept, where ``room`` callers are known and this is none of them."""
        if (hour := int(time.time()) // HOUR) != self._hour:
            self._hour, self._times = hour, Counter()
        if len(self._times) >= room and caller not in self._times:
            return 0
        self._times[caller] += 1
        return self._times[caller]

    def take_back(self, caller: Caller) -> None:
        """It did not come about, and is tried again."""
        if caller in self._times:
            self._times[caller] -= 1
