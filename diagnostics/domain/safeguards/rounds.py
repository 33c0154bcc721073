"""A thread that looks after something every few seconds, in every worker, whatever goes wrong."""

import logging
from collections.abc import Callable, Mapping
from threading import Event, Thread
from typing import Final

from django.db import DatabaseError, InterfaceError, connections

from diagnostics.domain.safeguards.impatience import be_impatient
from diagnostics.domain.safeguards.outage import Outage

log: Final = logging.getLogger(__name__)

PERIOD: Final = 2.0
"""Seconds between two rounds."""


class Rounds:
    """Does each of these jobs, by the name that a log knows it by, whenever a period is over.

    away: told when the database cannot be used, and when it can again.
    """

    def __init__(self, name: str, jobs: Mapping[str, Callable[[], object]], away: Outage, *, period: float) -> None:
        self._jobs = jobs
        self._away = away
        self._period = period
        self._stop = Event()
        self._thread = Thread(target=self.run, name=name, daemon=True)

    def start(self) -> None:
        """In a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """After the job in progress."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def run(self) -> None:
        """In this thread, until ``stop``."""
        be_impatient()
        while not self._stop.is_set():
            self.look()
            self._stop.wait(self._period)
        connections.close_all()

    def look(self) -> None:
        """One round. Whatever goes wrong, the next one tries again."""
        away: Exception | None = None
        for name, do in self._jobs.items():
            try:
                do()
            except (DatabaseError, InterfaceError) as error:
                away = error
                connections.close_all()
            except Exception:
                log.exception("%s cannot be looked after.", name)
                connections.close_all()
        self._away.note(away)
