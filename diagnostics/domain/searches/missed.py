"""Counting what was not found: in memory by requests, into the table by the background thread (``tend``)."""

import datetime as dt
import logging
import secrets
import time
from collections import deque
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from django.utils import timezone

from diagnostics.config import callers
from diagnostics.content.search.words import plain_words
from diagnostics.domain.safeguards.counters import DropCount
from diagnostics.domain.safeguards.tallies import watched_queue
from diagnostics.domain.searches import kept_misses
from diagnostics.domain.searches.kept_misses import Miss

log: Final = logging.getLogger(__name__)

PERIOD: Final = 10.0
"""Seconds between two times that what was counted is written."""
MOST_WAITING: Final = 2_000
"""Searches of some seconds that nobody has looked at yet."""
MOST_MARKS: Final = 20_000
"""Marks of callers in one day."""
MOST_ROWS: Final = 2_000
"""Words that wait for a database that is away."""


class Misses:
    """One caller counts once a day for the same words: known by a mark, a salted hash that is forgotten with the day.

    ``count`` may be called by any thread, the rest by one.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Miss, bytes]] = watched_queue("searches")
        self._salt = secrets.token_bytes(16)
        self._marks: dict[dt.date, set[bytes]] = {}
        self._times: dict[Miss, int] = {}
        self.dropped = DropCount("searches")

    def count(self, miss: Miss, *, caller: str) -> None:
        """Note it; a full queue takes no more."""
        if len(self._waiting) >= MOST_WAITING:
            self.dropped.add()
            return
        known = f"{callers.network(caller)}|{miss}"
        self._waiting.append((miss, blake2b(known.encode("utf-8", "replace"), digest_size=8, key=self._salt).digest()))

    def rows(self, today: dt.date) -> Sequence[tuple[Miss, int]]:
        """What is to be written now; it stays until ``mark_written`` is called."""
        while self._waiting:
            self._take(*self._waiting.popleft())
        self._marks = {day: marks for day, marks in self._marks.items() if day >= today}
        return sorted(self._times.items())

    def mark_written(self, rows: Sequence[tuple[Miss, int]]) -> None:
        """These are in the table."""
        for miss, _ in rows:
            del self._times[miss]

    def _take(self, miss: Miss, mark: bytes) -> None:
        marks = self._marks.setdefault(miss.day, set())
        if mark in marks:
            return
        if len(marks) >= MOST_MARKS or (miss not in self._times and len(self._times) >= MOST_ROWS):
            self.dropped.add()
            return
        marks.add(mark)
        self._times[miss] = self._times.get(miss, 0) + 1


class _Process:
    def __init__(self) -> None:
        self.misses = Misses()
        self.tended_at: float | None = None
        self.tidied_on: dt.date | None = None


_process = _Process()


def miss(guide: str, text: str, *, caller: str) -> None:
    """Count that this found nothing; waits for nothing. What may say who somebody is, is not kept (``plain_words``)."""
    if words := plain_words(text, most=kept_misses.LONGEST):
        _process.misses.count(Miss(guide, words, _today()), caller=caller)


def tend() -> None:
    """Write what was counted, if it is time; a chore. Raises DatabaseError, and then keeps it."""
    now = time.monotonic()
    if _process.tended_at is None or now - _process.tended_at >= PERIOD:
        _process.tended_at = now
        flush()


def flush() -> None:
    """Write what was counted; raises DatabaseError, and then keeps it."""
    misses, today = _process.misses, _today()
    if rows := misses.rows(today):
        kept_misses.add(rows)
        misses.mark_written(rows)
    if dropped := misses.dropped.take():
        log.warning("%s searches without result were not counted: there were more than this worker keeps.", dropped)
    if today != _process.tidied_on:
        kept_misses.delete_old(today)
        _process.tidied_on = today


def _today() -> dt.date:
    return timezone.now().date()


def forget() -> None:
    """Begin anew; for tests."""
    global _process  # noqa: PLW0603 (the one reference)
    _process = _Process()
