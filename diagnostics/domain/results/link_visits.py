"""Pages of tied walks: a request puts them into a queue in memory, one thread writes what is new on them (``flush``).

Whether a code names a link that is open, a page cannot ask; it is believed until ``flush`` has found that it does not.
"""

import logging
from collections import OrderedDict, deque
from threading import Lock
from typing import Final

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from diagnostics.config import callers
from diagnostics.domain.results import link_progress, result_links
from diagnostics.domain.results.link_progress import Visit
from diagnostics.domain.safeguards.counters import DropCount, HourlyCount
from diagnostics.domain.safeguards.outage import Outage
from diagnostics.domain.safeguards.tallies import watched_queue

log: Final = logging.getLogger(__name__)

MOST_WAITING: Final = 10_000
"""Pages that wait for a database that is away."""
MOST_AT_ONCE: Final = 500
"""Pages of one flush: nobody who makes up codes keeps the thread busy."""
MOST_CLOSED: Final = 10_000
"""Codes of no link that is open, the last ones that were met."""
MOST_OF_ONE: Final = 300
"""Pages of one caller in an hour."""
MOST_CALLERS: Final = 20_000
_AWAY: Final = "What customers do on their links cannot be written (%s). It waits in memory."


class Visits:
    """The queue of one process. ``note`` and ``is_closed`` may be called by any thread, ``flush`` by one."""

    def __init__(self) -> None:
        self._waiting: deque[Visit] = watched_queue("link-pages")
        self._closed: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._dropped = DropCount("link-pages")
        self._callers, self._lock = HourlyCount[str](), Lock()
        self._away = Outage(log, begun=_AWAY, over="What customers do on their links is written again.")

    def note(self, visit: Visit) -> None:
        """Remember a page; a full queue takes no more. Nothing is lost with it but time: the next page says all of it."""
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(visit)
        else:
            self._dropped.add()

    def is_too_often(self, caller: str) -> bool:
        """Whether this caller came with more pages in this hour than one customer does."""
        with self._lock:
            return self._callers.add(callers.network(caller), room=MOST_CALLERS) > MOST_OF_ONE

    def is_closed(self, code: str, guide: str) -> bool:
        """Whether it is known that this code names no open link of this guide."""
        return (code, guide) in self._closed

    def flush(self) -> None:
        """Write what is new. What cannot be written waits."""
        taken = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]
        try:
            known = result_links.known_codes({visit.code for visit in taken}) if taken else set()
            while taken:
                code = taken[0].code
                self._write(code, [visit for visit in taken if visit.code == code], is_known=code in known)
                taken = [visit for visit in taken if visit.code != code]
        except (DatabaseError, InterfaceError) as error:
            if not connection.in_atomic_block:
                connection.close()
            self._waiting.extendleft(reversed(taken))
            self._away.note(error)
        else:
            self._away.note(None)
        self._tell_dropped()

    def _write(self, code: str, visits: list[Visit], *, is_known: bool) -> None:
        guides = {visit.guide for visit in visits}
        closed = _advance(code, visits) if is_known else guides
        for guide in guides:
            self._closed.pop((code, guide), None)
            if guide in closed:
                self._closed[code, guide] = None
        while len(self._closed) > MOST_CLOSED:
            self._closed.popitem(last=False)

    def _tell_dropped(self) -> None:
        if lost := self._dropped.take():
            log.warning("%s pages of links were not recorded: there were more than this worker keeps.", lost)


def _advance(code: str, visits: list[Visit]) -> set[str]:
    """One link that cannot be understood holds up no other."""
    try:
        return link_progress.advance(code, visits)
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        log.exception("What was done on a link cannot be recorded.")
        return set()


_visits = Visits()


def note(code: str, guide: str = "", walk: str | None = None, *, caller: str = "") -> None:
    """Somebody opened a page who came from this link; waits for nothing. Without a walk, it is the link itself.

    Of a caller who comes with more pages an hour than a customer does, nothing is noted: whoever guesses codes learns nothing.
    """
    if not (caller and _visits.is_too_often(caller)):
        _visits.note(Visit(code, timezone.now(), guide, walk))


def is_closed(code: str, guide: str) -> bool:
    """Whether it is known that no link of this code is open for this guide; asks memory only."""
    return _visits.is_closed(code, guide)


def flush() -> None:
    """Write what is new on the pages that were opened; a chore of the background thread."""
    _visits.flush()


def forget() -> None:
    """Begin anew; for tests."""
    global _visits  # noqa: PLW0603 (the one reference)
    _visits = Visits()
