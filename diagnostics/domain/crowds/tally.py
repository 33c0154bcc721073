"""Counting walks in the memory of one process. A request only ever appends to a queue; one thread does the rest."""

import secrets
from collections import deque
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Literal, NamedTuple

from diagnostics.config import callers
from diagnostics.domain.crowds.rule import INTERVAL
from diagnostics.domain.crowds.shared_marks import SharedMarks, salt
from diagnostics.domain.safeguards.counters import DropCount
from diagnostics.domain.safeguards.tallies import watched_queue

type Kind = Literal["complaint", "place", "carrier"]

MOST_WAITING: Final = 10_000
"""Walks of a few seconds that nobody has looked at yet."""
MOST_MARKS: Final = 50_000
"""Marks of callers in one interval."""
MOST_ROWS: Final = 20_000
"""Numbers that wait for a database that is away: some days of a guide with sixty of them."""


class Place(NamedTuple):
    """Where a number belongs, in the order of rows: several workers that write at once lock them in the same order."""

    guide: str
    interval: int
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is added to one number.

    workers: 1 where this process has for the first time counted walks in this place that others may have counted too.
    """

    place: Place
    walks: int
    workers: int


class Tally:
    """One caller counts once in an interval for the same thing: known by a mark, which is forgotten with the interval.

    The mark is a hash, salted by a number that only this host's memory knows, or, with marks that all workers share, only
    this site. ``count`` may be called by any thread, the rest by one.
    """

    def __init__(self, shared: SharedMarks | None = None) -> None:
        self._shared = shared
        self._waiting: deque[tuple[Place, bytes]] = watched_queue("walks")
        self._salt = secrets.token_bytes(16)
        self._marks: dict[int, set[bytes]] = {}
        self._walks: dict[Place, int] = {}
        self._alone: set[Place] = set()
        self._said_alone: set[Place] = set()
        self.dropped = DropCount("walks")

    def count(self, guide: str, kind: Kind, key: str, *, caller: str, at: float) -> None:
        """Note one walk; a full queue takes no more."""
        if len(self._waiting) >= MOST_WAITING:
            self.dropped.add()
            return
        place = Place(guide, int(at) // INTERVAL, kind, key)
        known = f"{callers.network(caller)}|{place.interval}|{guide}|{kind}|{key}"
        key_of_hash = salt(place.interval) if self._shared else self._salt
        self._waiting.append((place, blake2b(known.encode(), digest_size=8, key=key_of_hash).digest()))

    def rows(self, at: float) -> tuple[Row, ...]:
        """What is to be written now; it stays until ``mark_written`` is called."""
        while self._waiting:
            self._take(*self._waiting.popleft())
        now = int(at) // INTERVAL
        self._marks = {interval: marks for interval, marks in self._marks.items() if interval >= now}
        self._alone = {place for place in self._alone if place.interval >= now or place in self._walks}
        self._said_alone &= self._alone
        news = self._alone - self._said_alone
        return tuple(Row(place, walks, int(place in news)) for place, walks in sorted(self._walks.items()))

    def mark_written(self, rows: tuple[Row, ...]) -> None:
        """These are in the database."""
        for row in rows:
            del self._walks[row.place]
            if row.workers:
                self._said_alone.add(row.place)

    def _take(self, place: Place, mark: bytes) -> None:
        marks = self._marks.setdefault(place.interval, set())
        if mark in marks:
            return
        if len(marks) >= MOST_MARKS or (place not in self._walks and len(self._walks) >= MOST_ROWS):
            self.dropped.add()
            return
        marks.add(mark)
        is_new = self._shared.is_new(mark) if self._shared else None
        if is_new is None:
            self._alone.add(place)
        if is_new is not False:
            self._walks[place] = self._walks.get(place, 0) + 1
