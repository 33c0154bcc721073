"""Circuits: what does not answer is left alone for a while, so that nobody waits for it in vain.

closed: all is well, everybody may ask. open: it failed several times in a row, nobody may. half-open: one may try
whether it is back.
"""

import logging
import time
from threading import Lock
from typing import Final, Literal

from diagnostics.domain.safeguards.outage import Outage

log: Final = logging.getLogger(__name__)

type State = Literal["closed", "open", "half-open"]

FAILURES: Final = 3
"""In a row, after which a circuit opens."""
REST: Final = 5.0
"""Seconds until somebody tries again, where nothing probes in the background."""


class Circuit:
    """Any thread may call all of it; nothing waits. ``outage`` says in the log when it opens, and when it closes."""

    def __init__(self, outage: Outage, *, failures: int = FAILURES, rest: float = REST) -> None:
        self._outage = outage
        self._most = failures
        self._rest = rest
        self._lock = Lock()
        self._failures = 0
        self._tries_at: float | None = None
        self._is_tried = False

    @property
    def state(self) -> State:
        if self._tries_at is None:
            return "closed"
        return "half-open" if self._is_tried else "open"

    @property
    def is_sound(self) -> bool:
        """Whether the last answer was one."""
        return not self._failures

    def admits(self) -> bool:
        """Whether the caller may ask now; where it is open, one may each time a rest is over."""
        if self._tries_at is None:
            return True
        with self._lock:
            now, tries_at = time.monotonic(), self._tries_at or 0.0
            if now < tries_at:
                return False
            if self._tries_at is not None:
                # Whoever tries and never says what came of it does not keep it open for good.
                self._tries_at, self._is_tried = now + self._rest, True
            return True

    def succeed(self) -> None:
        """It answered."""
        if self._failures:
            with self._lock:
                self._failures, self._tries_at, self._is_tried = 0, None, False
                self._outage.note(None)

    def fail(self, error: Exception) -> None:
        """It did not answer, or not in time."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._tries_at, self._is_tried = time.monotonic() + self._rest, False
                self._outage.note(error)


DATABASE: Final = Circuit(
    Outage(
        log,
        begun="The database does not answer (%s). Visitors go on; what needs it says so at once.",
        over="The database answers again.",
    )
)
CACHE: Final = Circuit(
    Outage(log, begun="The cache does not answer (%s). Each worker counts by itself.", over="The cache answers again.")
)
