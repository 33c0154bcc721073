"""What a worker says of itself: noted by its background thread every two seconds (``Gauges``), and when somebody asks."""

import os
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from diagnostics.domain import live
from diagnostics.domain.safeguards import circuit, tallies
from diagnostics.domain.webhooks import outbox
from diagnostics.web.monitoring import meters

PERIOD: Final = 30.0
"""Seconds between two looks at the outbox of webhooks, and without a try after the database did not answer."""
CIRCUITS: Final = {"database": circuit.DATABASE, "cache": circuit.CACHE}
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_MEMORY: Final = Path("/proc/self/statm")


class Gauges:
    """A chore of the background thread; and whoever asks this process alone calls ``note``."""

    def __init__(self) -> None:
        self._began = time.time()
        self._counted: Mapping[tuple[tallies.Event, str], int] = {}
        self._looks_at = 0.0
        self._lock = Lock()

    def __call__(self) -> None:
        self.note()
        if time.monotonic() >= self._looks_at:
            self._looks_at = time.monotonic() + PERIOD
            self._note_outbox()

    def note(self) -> None:
        """What this process knows by itself; waits for nothing."""
        meters.WORKERS.set(1)
        meters.STARTED.set(self._began)
        meters.MEMORY.set(_resident_bytes())
        age = live.health().age
        meters.LOOKED.set(0 if age is None else time.time() - age)
        for queue, length in tallies.lengths().items():
            meters.QUEUED.labels(queue).set(length)
        for name, one in CIRCUITS.items():
            meters.OPEN_CIRCUITS.labels(name).set(one.state != "closed")
        with self._lock:
            self._count()

    def _count(self) -> None:
        """Add what has happened since."""
        before, self._counted = self._counted, tallies.counts()
        for (event, kind), times in self._counted.items():
            meter = meters.EVENTS[event]
            (meter.labels(kind) if kind else meter).inc(times - before.get((event, kind), 0))

    def _note_outbox(self) -> None:
        try:
            waiting = outbox.waiting()
        except (DatabaseError, InterfaceError):
            # Whoever looks at the publications says so.
            connection.close()
            return
        meters.OUTBOX.set(waiting.number)
        meters.OUTBOX_DUE.set(waiting.due_at.timestamp() if waiting.due_at else 0)


@cache
def of_this_process() -> Gauges:
    """One of each process, since what happened is counted once."""
    return Gauges()


def _resident_bytes() -> int:
    """0 where the system does not say."""
    try:
        return int(_MEMORY.read_text(encoding="ascii").split()[1]) * _PAGE
    except OSError:
        return 0
