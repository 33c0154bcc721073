"""The one gate to the database for whoever waits for an answer: it says soon that the database is away, or at once.

A few threads at a time may pass, each has only so much patience, and while the circuit is open nobody passes. So a
database that hangs takes a few threads for a moment, and none from pages that do not need it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from threading import BoundedSemaphore
from typing import Final

from django.db import Error, InterfaceError, InternalError, OperationalError, connection

from diagnostics.domain.safeguards.circuit import DATABASE
from diagnostics.domain.safeguards.outage import Outage
from diagnostics.domain.safeguards.patience import is_admitted, patience, usual_wait

log: Final = logging.getLogger(__name__)

AMPLE: Final = 5
"""Times what is usual."""
UNUSABLE: Final = (OperationalError, InterfaceError)
"""What Django raises where nothing can be done but to try again later."""
READ_ONLY: Final = "25006"
LOCKED: Final = "55P03"


class Full(Exception):
    """No place became free."""


class Slots:
    """How many threads may be somewhere at a time: ``most`` inside, and ``waiting`` before the door."""

    def __init__(self, most: int, *, waiting: int) -> None:
        self._inside = BoundedSemaphore(most)
        self._all = BoundedSemaphore(most + waiting)

    @contextmanager
    def take(self, patience: float) -> Iterator[None]:
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


class DatabaseAway(Exception):
    """The database does not answer, or does not take what is to be written."""


@dataclass(slots=True)
class Way:
    """A kind of use.

    Attributes: queue: seconds that somebody waits for a place. It says nothing of the database that none is free, and
    when it is away, those inside know soon and send all others away. each, total: seconds that one answer of the
    database may take, and all of them together. most: what ``each`` may grow to where answers take long anyway: a
    machine that is busy is no outage.
    """

    slots: Slots
    queue: float
    each: float
    total: float
    most: float

    def seconds_now(self) -> tuple[float, float, float]:
        """``queue``, ``each`` and ``total`` as they are now."""
        stretch = max(1.0, min(AMPLE * usual_wait(), self.most) / self.each)
        return self.queue * stretch, self.each * stretch, self.total * stretch


_VISITORS: Final = Slots(4, waiting=8)
READING: Final = Way(_VISITORS, queue=0.6, each=0.25, total=0.6, most=2)
WRITING: Final = Way(_VISITORS, queue=1, each=2, total=2, most=2)
WORKPLACE: Final = Way(Slots(4, waiting=8), queue=5, each=10, total=inf, most=10)
"""Editors and agents, whose pages do more and may take longer."""
MOST: Final = 2 * (4 + 8)
"""Threads that may be busy with the database at a time. A server needs more of them, for pages that need no database."""

_refusal: Final = Outage(
    log,
    begun="The database takes nothing more (%s). What is there can be read.",
    over="The database can be written again.",
)


@contextmanager
def database_guard(way: Way = READING) -> Iterator[None]:
    """Wraps what uses tables; raises DatabaseAway where they cannot be used. One inside another only shortens patience."""
    is_inner = is_admitted()
    if not (is_inner or DATABASE.admits()):
        raise DatabaseAway
    try:
        queue, each, total = way.seconds_now()
        with _place(way, queue, is_inner=is_inner), patience(each, total, is_admitted=True):
            yield
    except Full:
        raise DatabaseAway from None
    except Error as error:
        if not is_unusable(error):
            raise
        if not connection.in_atomic_block:
            connection.close()
        note_refusal(error)
        raise DatabaseAway from error
    else:
        if way is WRITING:
            _refusal.note(None)


@contextmanager
def _place(way: Way, queue: float, *, is_inner: bool) -> Iterator[None]:
    if is_inner:
        yield
        return
    with way.slots.take(queue):
        if DATABASE.state == "open":
            raise DatabaseAway  # it has gone away meanwhile
        yield


def is_unusable(error: BaseException | None) -> bool:
    """Whether nobody is to blame for this but the database, or its disk."""
    return isinstance(error, UNUSABLE) or (isinstance(error, InternalError) and _state(error) == READ_ONLY)


@contextmanager
def incidental() -> Iterator[None]:
    """Wraps what is written by the way: where the database takes nothing more, or somebody else writes, nothing comes of it, and nobody hears of it."""
    try:
        yield
    except Error as error:
        if not (_is_refusal(error) or (_is_lock(error) and not connection.in_atomic_block)):
            raise
        note_refusal(error)


def is_refusing() -> bool:
    """Whether the database can be read, and not be written."""
    return _refusal.lasts


def note_refusal(error: Exception) -> None:
    """Say once in the log that the disk is full, or that the database may only be read."""
    if _is_refusal(error):
        _refusal.note(error)


def _is_refusal(error: Exception) -> bool:
    words = ("disk is full", "readonly database")  # of SQLite
    return _state(error) in (READ_ONLY, "53100") or any(word in str(error) for word in words)


def _is_lock(error: Exception) -> bool:
    """Whether somebody else was writing for longer than the caller may wait."""
    return _state(error) == LOCKED or "database is locked" in str(error)


def _state(error: BaseException) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)
