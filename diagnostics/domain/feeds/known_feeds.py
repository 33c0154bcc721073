"""What the rows say of the feeds, as every process keeps it in memory."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
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
    reading: Reading | None = None
    read_at: dt.datetime | None = None
    failing_since: dt.datetime | None = None
    error: str = ""
    text: str = ""


type KnownFeeds = Mapping[str, KnownFeed]
NO_FEEDS: Final[KnownFeeds] = MappingProxyType({})


def known_feeds(before: KnownFeeds = NO_FEEDS) -> KnownFeeds:
    """By name, one query; none, and no query, where no feed is configured. ``before``: what was known, to be parsed only once."""
    names = [source.name for source in sources()]
    if not names:
        return NO_FEEDS
    columns = ("feed", "text", "read_at", "failing_since", "error")
    rows = {row[0]: row for row in FeedReading.objects.filter(feed__in=names).values_list(*columns)}
    return {name: _known(before.get(name), *rows[name]) if name in rows else KnownFeed(name) for name in names}


def _known(
    before: KnownFeed | None,
    name: str,
    text: str,
    read_at: dt.datetime | None,
    failing_since: dt.datetime | None,
    error: str,
) -> KnownFeed:
    reading = before.reading if before and before.text == text else _load(name, text)
    return KnownFeed(name, reading, read_at, failing_since, error, text)


def _load(name: str, text: str) -> Reading | None:
    try:
        return load_reading(text) if text else None
    except UnreadableFeed as error:
        log.warning("The status feed %s: %s It is fetched anew.", name, error)
        return None
