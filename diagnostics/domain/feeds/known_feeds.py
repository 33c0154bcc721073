"""What the rows say of the feeds, as every process keeps it in memory."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from diagnostics.content.feeds.reading import Reading, UnreadableFeed, load_reading
from diagnostics.domain.feeds.sources import sources
from diagnostics.models import FeedReading

log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A feed that this site reads.

    Attributes: reading: the last one, heard at ``read_at``; None if there was none. failing_since: since when it cannot be
    read, and why; None while all is well. text: the reading as it is kept.
    """

    name: str
    reading: Reading | None = field(default=None, repr=False)
    read_at: dt.datetime | None = None
    failing_since: dt.datetime | None = None
    error: str = ""
    text: str = field(default="", repr=False)


type KnownFeeds = Mapping[str, KnownFeed]
NO_FEEDS: Final[KnownFeeds] = MappingProxyType({})


def known_feeds(before: KnownFeeds = NO_FEEDS) -> KnownFeeds:
    """By name, one query; none, and no query, where no feed is configured. ``before``: what was known, to be parsed only once."""
    names = [source.name for source in sources()]
    if not names:
        return NO_FEEDS
    rows = {row.feed: row for row in FeedReading.objects.filter(feed__in=names)}
    return {name: _known_feed(rows[name], before.get(name)) if name in rows else KnownFeed(name) for name in names}


def _known_feed(row: FeedReading, before: KnownFeed | None) -> KnownFeed:
    reading = before.reading if before and before.text == row.text else _load(row.feed, row.text)
    return KnownFeed(row.feed, reading, row.read_at, row.failing_since, row.error, row.text)


def _load(name: str, text: str) -> Reading | None:
    try:
        return load_reading(text) if text else None
    except UnreadableFeed as error:
        log.warning("The status feed %s: %s It is fetched anew.", name, error)
        return None
