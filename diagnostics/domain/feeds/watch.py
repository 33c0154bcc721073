"""The thread, or the command, that fetches the feeds when they are due."""

import logging
from collections.abc import Sequence
from threading import Event, Thread
from typing import Final

from django.db import DatabaseError, InterfaceError, connections

from diagnostics.content.feeds.reading import UnreadableFeed, load_reading, write_reading
from diagnostics.domain.feeds import lease
from diagnostics.domain.feeds.fetching import FetchFailed, fetch
from diagnostics.domain.feeds.lease import Lease, Version
from diagnostics.domain.feeds.sources import Source
from diagnostics.domain.safeguards.impatience import be_impatient
from diagnostics.domain.safeguards.outage import Outage
from diagnostics.models import FeedReading

log: Final = logging.getLogger(__name__)

PERIOD: Final = 2.0
"""Seconds between two looks at whether a feed is due."""
_AWAY: Final = (
    "Status feeds are not fetched: the database cannot be used (%s). See that it runs, is migrated and can be written."
)


class FeedWatch:
    """Fetches each of these feeds whenever it is due and no other process does."""

    def __init__(self, feeds: Sequence[Source], *, period: float = PERIOD) -> None:
        self._feeds = feeds
        self._period = period
        self._stop = Event()
        self._away = Outage(log, begun=_AWAY, over="The database can be used again: status feeds are fetched.")
        self._thread = Thread(target=self.run, name="feeds", daemon=True)

    def start(self) -> None:
        """In a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """After the fetch in progress."""
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
        """Fetch what is due. Whatever goes wrong, the next look tries again."""
        away: Exception | None = None
        for source in self._feeds:
            try:
                read_if_due(source)
            except (DatabaseError, InterfaceError) as error:
                away = error
                connections.close_all()
            except Exception:
                log.exception("The status feed %s cannot be looked after.", source.name)
                connections.close_all()
        self._away.note(away)


def read_if_due(source: Source) -> bool:
    """Fetch and read a feed if it is due and no other process does; returns whether it was this one's turn."""
    if not FeedReading.objects.filter(feed=source.name).exists():
        FeedReading.objects.get_or_create(feed=source.name)
    if (turn := lease.take(source.name)) is None:
        return False
    try:
        text, version = _read(source, turn)
    except (FetchFailed, UnreadableFeed) as error:
        _say_failed(source, turn, error)
    else:
        if turn.keep(text, version) and turn.failures:
            log.warning("The status feed %s can be read again.", source.name)
    return True


def _read(source: Source, turn: Lease) -> tuple[str, Version]:
    """What is to be kept; raises FetchFailed, UnreadableFeed."""
    try:
        load_reading(turn.text)
        known = turn.version
    except UnreadableFeed:
        known = Version()
    fetched = fetch(source.address, known)
    return turn.text if fetched.body is None else write_reading(source.reader.read(fetched.body)), fetched.version


def _say_failed(source: Source, turn: Lease, error: FetchFailed | UnreadableFeed) -> None:
    """Once, and not again before it could be read."""
    if turn.fail(str(error), getattr(error, "retry_after", 0)) and not turn.failures:
        log.warning("The status feed %s cannot be read. %s What was read before is kept.", source.name, error)
