"""The thread of a worker that asks whether the database and the cache are there, so that no visitor has to try."""

from contextlib import closing, suppress
from threading import Event, Thread
from typing import Final

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection

from diagnostics.domain.safeguards.circuit import DATABASE
from diagnostics.domain.safeguards.impatience import be_impatient

PERIOD: Final = 1.0
"""Seconds between two probes."""
PATIENCE: Final = 2
"""Seconds that a probe waits."""


class Prober:
    """Whether Redis is there, always, as a worker may go long without it; the database only while its circuit is not closed.

    Whatever other threads of the worker wait for.
    """

    def __init__(self, *, period: float = PERIOD) -> None:
        self._period = period
        self._stop = Event()
        self._thread = Thread(target=self._run, name="probes", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        be_impatient(PATIENCE, is_admitted=True)
        while not self._stop.wait(self._period):
            if DATABASE.state != "closed":
                ask_database()
            # Only Redis has a circuit that opens.
            if probe := getattr(cache, "probe", None):
                probe()


def ask_database() -> None:
    """On a new connection; the circuit hears by itself what came of it."""
    with suppress(DatabaseError, InterfaceError), closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
