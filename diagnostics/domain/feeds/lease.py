"""Who reads a feed next: one process of all, on all hosts. The database's clock counts, and no other."""

import datetime as dt
import random
import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Now

from diagnostics.models import FeedReading

SECONDS: Final = 60
"""After which whoever reads a feed is taken for dead; more than a fetch may take."""
LONGEST_PAUSE: Final = 900
LONGEST_WISH: Final = 3600
"""Seconds: after many failures, and where the other side asks for a pause."""


@dataclass(frozen=True, slots=True)
class Version:
    """What the other side calls a version of its answer; with it, it can say that nothing has changed."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to read a feed once, and what was known of it before.

    text: the reading that is kept, as JSON. failures: in a row.
    """

    feed: str
    token: str
    text: str
    version: Version
    failures: int

    @property
    def _row(self) -> "QuerySet[FeedReading]":
        """Empty where the lease ran out and somebody else took it."""
        return FeedReading.objects.filter(feed=self.feed, lease=self.token)

    def keep(self, text: str, version: Version) -> bool:
        """Write down what was read, and give the lease back; False where it was lost meanwhile."""
        return bool(
            self._row.update(
                text=text,
                read_at=Now(),
                etag=version.etag,
                last_modified=version.last_modified,
                failures=0,
                failing_since=None,
                error="",
                **_freed_columns(_period()),
            )
        )

    def fail(self, error: str, retry_after: int = 0) -> bool:
        """Write down why nothing was read, and wait longer each time; what was read before is kept."""
        since = Coalesce(F("failing_since"), Now())
        pause = max(min(_period() * 2 ** min(self.failures, 10), max(LONGEST_PAUSE, _period())), retry_after)
        done = _freed_columns(min(pause, max(LONGEST_WISH, _period())))
        return bool(self._row.update(failures=F("failures") + 1, failing_since=since, error=error[:300], **done))


def take(feed: str) -> Lease | None:
    """The lease of a feed, if it is due and nobody has it."""
    due = FeedReading.objects.filter(_is_free() & _is_due(), feed=feed)
    if not due.exists():
        return None
    token = secrets.token_hex(16)
    if not due.update(lease=token, leased_until=Now() + dt.timedelta(seconds=SECONDS)):
        return None
    row = FeedReading.objects.get(feed=feed)
    return Lease(feed, token, row.text, Version(row.etag, row.last_modified), row.failures)


def _is_free() -> Q:
    """Nobody can have taken it for longer than a lease: then the clock went back."""
    longest = Now() + dt.timedelta(seconds=SECONDS)
    return Q(leased_until__isnull=True) | Q(leased_until__lte=Now()) | Q(leased_until__gt=longest)


def _is_due() -> Q:
    """Nobody can have put it off for longer than the longest pause: likewise."""
    period = Now() + dt.timedelta(seconds=settings.STATUS_FEED_SECONDS)
    longest = Now() + dt.timedelta(seconds=max(LONGEST_WISH, settings.STATUS_FEED_SECONDS))
    return Q(next_at__lte=Now()) | Q(next_at__gt=longest) | Q(failures=0, next_at__gt=period)


def _freed_columns(pause: float) -> dict[str, object]:
    return {"next_at": Now() + dt.timedelta(seconds=pause), "lease": "", "leased_until": None}


def _period() -> float:
    """Seconds until the next time. Never later than configured, so that a change is seen in time."""
    return settings.STATUS_FEED_SECONDS * random.uniform(0.85, 1)  # noqa: S311 (so that sites do not ask in step)
