"""The thread, or the command, that fetches the feeds when they are due."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Final

from diagnostics.content.feeds.reading import UnreadableFeed, load_reading, write_reading
from diagnostics.domain.feeds import lease
from diagnostics.domain.feeds.fetching import fetch
from diagnostics.domain.feeds.lease import Lease, Version
from diagnostics.domain.feeds.sources import Source
from diagnostics.domain.safeguards.other_sites import RequestFailed
from diagnostics.domain.safeguards.outage import Outage
from diagnostics.domain.safeguards.rounds import PERIOD, Rounds
from diagnostics.models import FeedReading

log: Final = logging.getLogger(__name__)

_AWAY: Final = (
    "Status feeds are not fetched: the database cannot be used (%s). See that it runs, is migrated and can be written."
)


class FeedWatch(Rounds):
    """Fetches each of these feeds whenever it is due and no other process does."""

    def __init__(self, feeds: Sequence[Source], *, period: float = PERIOD) -> None:
        jobs = {f"The status feed {source.name}": partial(read_if_due, source) for source in feeds}
        away = Outage(log, begun=_AWAY, over="The database can be used again: status feeds are fetched.")
        super().__init__("feeds", jobs, away, period=period)


def read_if_due(source: Source) -> bool:
    """Fetch and read a feed if it is due and no other process does; returns whether it was this one's turn."""
    if not FeedReading.objects.filter(feed=source.name).exists():
        FeedReading.objects.get_or_create(feed=source.name)
    if (turn := lease.take(source.name)) is None:
        return False
    try:
        text, version = _read(source, turn)
    except (RequestFailed, UnreadableFeed) as error:
        _say_failed(source, turn, error)
    else:
        if turn.keep(text, version) and turn.failures:
            log.warning("The status feed %s can be read again.", source.name)
    return True


def _read(source: Source, turn: Lease) -> tuple[str, Version]:
    """What is to be kept; raises RequestFailed, UnreadableFeed."""
    try:
        load_reading(turn.text)
        known = turn.version
    except UnreadableFeed:
        known = Version()
    fetched = fetch(source.address, known)
    return turn.text if fetched.body is None else write_reading(source.reader.read(fetched.body)), fetched.version


def _say_failed(source: Source, turn: Lease, error: RequestFailed | UnreadableFeed) -> None:
    """Once, and not again before it could be read."""
    if turn.fail(str(error), getattr(error, "retry_after", 0)) and not turn.failures:
        log.warning("The status feed %s cannot be read. %s What was read before is kept.", source.name, error)
