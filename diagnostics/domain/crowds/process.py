"""What one process counts and knows: requests count and read here, one thread writes and looks (``tend``)."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.crowds import walk_counts
from diagnostics.domain.crowds.look import Look, look
from diagnostics.domain.crowds.rule import DAY, INTERVAL
from diagnostics.domain.crowds.shared_marks import SharedMarks
from diagnostics.domain.crowds.tally import Kind, Tally
from diagnostics.domain.safeguards.outage import Outage

log: Final = logging.getLogger(__name__)

PERIOD: Final = 10.0
"""Seconds between two times that numbers are written and looked at."""
FRESH: Final = 60.0
"""Seconds after which a look says nothing any more."""
_AWAY: Final = "The numbers of walks cannot be written or looked at (%s). Those of this worker wait in memory."


class _Process:
    def __init__(self) -> None:
        self.tally = Tally(SharedMarks.configured())
        self.looks: Mapping[str, tuple[float, Look]] = {}
        self.tended_at: float | None = None
        self.tidied_on = 0
        self.away = Outage(log, begun=_AWAY, over="The numbers of walks are written and looked at again.")


_process = _Process()


def count(guide: str, kind: Kind, key: str, *, caller: str) -> None:
    """Count one walk; waits for nothing."""
    _process.tally.count(guide, kind, key, caller=caller, at=time.time())


def last_look(guide: str) -> Look | None:
    """What was last seen, from memory; None where that is too long ago, or never was."""
    at, seen = _process.looks.get(guide, (0.0, None))
    return seen if time.monotonic() - at < FRESH else None


def tend(documents: Iterable[GuideDocument]) -> None:
    """Write what was counted and look at these guides, if it is time; never fails, as it is tried again.

    What cannot be written is no reason not to look.
    """
    now = time.monotonic()
    if _process.tended_at is not None and now - _process.tended_at < PERIOD:
        return
    _process.tended_at = now
    errors = [_attempt(flush), _attempt(partial(_look_at, documents, now))]
    _process.away.note(next(filter(None, errors), None))


def _look_at(documents: Iterable[GuideDocument], now: float) -> None:
    _process.looks = {one.slug: (now, look(one)) for one in documents}


def _attempt(step: Callable[[], None]) -> Exception | None:
    """The database error that it raised; any other fault is logged here."""
    try:
        step()
    except Exception as error:
        if not connection.in_atomic_block:
            connection.close()
        if isinstance(error, DatabaseError | InterfaceError):
            return error
        log.exception("The numbers of walks cannot be written or looked at.")
    return None


def flush() -> None:
    """Write what was counted; raises DatabaseError, and then keeps it."""
    now, tally = time.time(), _process.tally
    if rows := tally.rows(now):
        walk_counts.add(rows)
        tally.mark_written(rows)
    if dropped := tally.dropped.take():
        log.warning("%s walks were not counted: there were more than this worker keeps.", dropped)
    interval = int(now) // INTERVAL
    if (today := interval // DAY) != _process.tidied_on:
        walk_counts.delete_old(interval)
        _process.tidied_on = today


def forget() -> None:
    """Begin anew; for tests."""
    global _process  # noqa: PLW0603 (the one reference)
    _process = _Process()
    walk_counts.forget()
