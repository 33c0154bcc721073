"""What one process counts and knows of outcomes: requests note and read here, one thread writes and looks (``tend``)."""

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import inf
from typing import Final

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from diagnostics.content.document.schema import Cause, GuideDocument, Step
from diagnostics.domain.outcomes import folding, rows
from diagnostics.domain.outcomes.figures import Helped, read_helped
from diagnostics.domain.outcomes.folding import Unknown
from diagnostics.domain.outcomes.queue import Lost, Offer, Pairs, Queue, Said, mark
from diagnostics.domain.outcomes.roll_up import FIRST_AT, roll_up
from diagnostics.domain.outcomes.words import Kind, Why
from diagnostics.domain.safeguards.outage import Outage
from diagnostics.models import Outcome

log: Final = logging.getLogger(__name__)

AT_ONCE: Final = 1000
"""What is folded in one go, so that publications need not wait."""
REST: Final = 10.0
"""Seconds without a try after the database did not answer."""
AT_MOST: Final = 0.5
"""Seconds of one time: publications wait meanwhile."""
REST_OF_SUMS: Final = 3600.0
"""Seconds between two tries to sum up."""
LATELY: Final = 2
"""Days that are summed up anew, since another worker may have written late."""
LOOK: Final = 60.0
"""Seconds between two readings of what has helped."""
_AWAY: Final = "What visitors say of steps cannot be written (%s). What this worker has waits in memory."


class _Process:
    def __init__(self) -> None:
        self.queue = Queue()
        self.folded: list[Outcome] = []
        self.offers: Counter[Offer] = Counter()
        self.lost: Counter[Lost] = Counter()
        self.helped: Mapping[tuple[str, str, str], Helped] = {}
        self.rests_until = 0.0
        self.looks_at = 0.0
        self.rolls_up_at = 0.0
        self.rolled_up_on: dt.date | None = None
        self.away = Outage(log, begun=_AWAY, over="What visitors say of steps is written again.")


_process = _Process()


def say(guide: str, number: int, pairs: Pairs, step: str, kind: Kind, why: Why = "", *, caller: str) -> None:
    """Note what somebody said of a step on a page of this release; waits for nothing."""
    today = timezone.now().date()
    _process.queue.say(Said(guide, number, pairs, step, kind, why, mark(caller, today), today))


def offer(guide: str, number: int, step: str, cause: str, place: str, *, caller: str) -> None:
    """Note that somebody was shown this step as the one to do; waits for nothing."""
    today = timezone.now().date()
    _process.queue.offer(Offer(guide, number, step, cause, place, today), mark(caller, today))


def find_helped(document: GuideDocument, step: Step, cause: Cause | None = None) -> Helped | None:
    """How many of those who told us it fixed it for; where ``cause`` looked most likely, or anywhere. From memory.

    None as long as too few told us.
    """
    guides = (document.slug, *document.aliases)
    causes = (cause.slug, *cause.aliases) if cause else ("",)
    known = _process.helped
    found = [
        known[guide, name, old]
        for guide in guides
        for name in causes
        for old in (step.slug, *step.aliases)
        if (guide, name, old) in known
    ]
    total = Helped(sum(one.fixed for one in found), sum(one.told for one in found))
    return total if total.is_enough else None


def tend() -> None:
    """Write what was said, and, where it is time, look at what has helped and sum up the days before; never fails."""
    now = time.monotonic()
    if now < _process.rests_until:
        return
    with _patience(now):
        flush(until=now + AT_MOST)
        if now >= _process.looks_at:
            _process.helped, _process.looks_at = read_helped(), now + LOOK
        _roll_up_once_a_day()


@contextmanager
def _patience(now: float) -> Iterator[None]:
    """A database that does not answer is given time; any other fault is logged."""
    error: Exception | None = None
    try:
        yield
    except (DatabaseError, InterfaceError) as away:
        error, _process.rests_until = away, now + REST
    except Exception:
        log.exception("What visitors say of steps cannot be counted.")
        _process.rests_until = now + REST
    if _process.rests_until > now and not connection.in_atomic_block:
        connection.close()
    _process.away.note(error)


def flush(*, until: float = inf) -> None:
    """Write what was said and shown; raises DatabaseError, and then keeps it. until: by the monotonic clock; the rest waits."""
    queue = _process.queue
    while _process.folded or (queue.said and time.monotonic() < until):
        _fold_some(queue, until)
        rows.write_said(_process.folded)
        _process.folded = []
    _process.offers.update(queue.take_offers())
    rows.write_offers(_process.offers)
    _process.offers.clear()
    _process.lost.update(queue.take_lost())
    rows.write_lost(_process.lost)
    _process.lost.clear()


def _fold_some(queue: Queue, until: float) -> None:
    """Turn what was said into rows. Raises DatabaseError."""
    while queue.said and len(_process.folded) < AT_ONCE and time.monotonic() < until:
        said = queue.said[0]
        if queue.is_too_often(said):
            queue.lose(said.guide, said.day, "often")
        else:
            _fold_one(queue, said)
        queue.said.popleft()


def _fold_one(queue: Queue, said: Said) -> None:
    try:
        _process.folded.append(folding.make_row(said))
    except (DatabaseError, InterfaceError):
        queue.take_back(said)
        raise
    except Unknown:
        queue.lose(said.guide, said.day, "unknown")
    except Exception:
        # One that nobody understands must not hold up the others.
        log.exception("An outcome cannot be counted.")
        queue.lose(said.guide, said.day, "unknown")


def _roll_up_once_a_day() -> None:
    now = timezone.now()
    is_due = _process.rolled_up_on != now.date() and now.time() >= FIRST_AT
    if is_due and time.monotonic() >= _process.rolls_up_at:
        # Where it takes too long, the command does it.
        _process.rolls_up_at = time.monotonic() + REST_OF_SUMS
        roll_up(again=LATELY)
        _process.rolled_up_on = now.date()


def forget() -> None:
    """Begin anew; for tests."""
    global _process  # noqa: PLW0603 (the one reference)
    _process = _Process()
    folding.forget()
