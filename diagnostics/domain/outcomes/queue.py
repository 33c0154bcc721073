"""What visitors say, in the memory of one process. A request only ever appends; one thread takes it out again."""

import datetime as dt
from collections import Counter, deque
from functools import lru_cache
from hashlib import blake2b
from threading import Lock
from typing import Final, Literal, NamedTuple

from django.utils.crypto import salted_hmac

from diagnostics.config import callers
from diagnostics.domain.outcomes.words import Kind, Why
from diagnostics.domain.safeguards import tallies
from diagnostics.domain.safeguards.counters import HourlyCount
from diagnostics.domain.safeguards.tallies import watched_queue

type Loss = Literal["full", "unknown", "often"]
type Lost = tuple[str, dt.date, Loss]
type Pairs = tuple[tuple[str, str], ...]

MOST_WAITING: Final = 20_000
"""Of each kind: a minute of 300 posts a second while the database is away."""
LONGEST: Final = 4000
"""Letters of a walk; no guide's own answers and steps come near."""
MOST_OF_ONE: Final = 240
"""What one caller may say in an hour."""
MOST_CALLERS: Final = 50_000
"""Marks of callers that are kept for the hour, or for the day."""


class Said(NamedTuple):
    """What one visitor said of one step. number: of the release that was on the screen. caller: a mark, for the day."""

    guide: str
    number: int
    pairs: Pairs
    step: str
    kind: Kind
    why: Why
    caller: bytes
    day: dt.date


class Offer(NamedTuple):
    """A step that was shown to somebody as the one to do."""

    guide: str
    number: int
    step: str
    cause: str
    place: str
    day: dt.date


class Queue:
    """``say`` and ``offer`` may be called by any thread, the rest by one."""

    def __init__(self) -> None:
        self.said: deque[Said] = watched_queue("outcomes")
        self.offered: deque[tuple[Offer, bytes]] = watched_queue("offers")
        self._lost: Counter[Lost] = Counter()
        self._lock = Lock()
        self._spent = HourlyCount[bytes]()
        self._shown_on: dt.date | None = None
        self._shown: set[bytes] = set()

    def say(self, said: Said) -> None:
        """Note it; a full queue takes no more."""
        if len(self.said) >= MOST_WAITING:
            self.lose(said.guide, said.day, "full")
        elif sum(len(name) + len(value) for name, value in said.pairs) > LONGEST:
            self.lose(said.guide, said.day, "unknown")
        else:
            self.said.append(said)
            tallies.count("outcome", said.kind)

    def offer(self, offer: Offer, caller: bytes) -> None:
        """The same for a step that was shown."""
        if len(self.offered) < MOST_WAITING:
            self.offered.append((offer, caller))
        else:
            tallies.count("dropped", "offers")

    def lose(self, guide: str, day: dt.date, why: Loss, count: int = 1) -> None:
        """Count what cannot be counted."""
        tallies.count("dropped", f"outcomes-{why}", count)
        with self._lock:
            self._lost[guide, day, why] += count

    def take_lost(self) -> Counter[Lost]:
        """What was lost since this was last asked."""
        with self._lock:
            lost, self._lost = self._lost, Counter()
        return lost

    def is_too_often(self, said: Said) -> bool:
        """Whether this caller has said more in this hour than one visitor does."""
        return self._spent.add(said.caller, room=MOST_CALLERS) > MOST_OF_ONE

    def take_back(self, said: Said) -> None:
        """It is tried again, so it has not been said yet."""
        self._spent.take_back(said.caller)

    def take_offers(self) -> Counter[Offer]:
        """How many were shown what; a caller counts once a day for each step of a release."""
        taken: Counter[Offer] = Counter()
        while self.offered:
            offer, caller = self.offered.popleft()
            if offer.day != self._shown_on:
                self._shown_on, self._shown = offer.day, set()
            mark = blake2b(f"{offer.guide}|{offer.number}|{offer.step}".encode(), digest_size=8, key=caller).digest()
            if mark not in self._shown and len(self._shown) < MOST_CALLERS:
                self._shown.add(mark)
                taken[offer] += 1
        return taken


def mark(caller: str, day: dt.date) -> bytes:
    """A caller for one day, in memory only; the same in all workers, and another one tomorrow."""
    return blake2b(callers.network(caller).encode(), digest_size=8, key=_salt(day)).digest()


@lru_cache(maxsize=2)
def _salt(day: dt.date) -> bytes:
    return salted_hmac("diagnostics.outcomes", day.isoformat(), algorithm="sha256").digest()
