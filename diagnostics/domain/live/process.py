"""The live guides: what a request reads. Memory only; a thread looks for new publications (``start``).

A server calls ``start`` once in each worker, after the fork. Without it (tests, a shell) ``site`` looks for itself, in
the caller's own thread, at most every two seconds; after ``refresh`` only ``refresh`` looks.
"""

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings
from django.utils import timezone

from diagnostics.domain.live.live_site import LiveSite
from diagnostics.domain.live.reader import Origin, Reader
from diagnostics.domain.live.thread import PERIOD, Chore, Watch
from diagnostics.domain.safeguards import database_guard
from diagnostics.domain.safeguards.circuit import CACHE, DATABASE

OLD: Final = 10.0
"""Seconds after which the last look at the database says nothing about it any more."""
FIRST_LOOK: Final = 4.0
"""Seconds that the first requests of a process wait for its first look at the database."""


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """age: seconds since a status feed was last read, None if it never was. failing_since: None while it can be read."""

    age: float | None
    failing_since: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the live site.

    Attributes: ``guides`` that visitors can use; ``failing`` guides whose newest release does not load;
    ``origin`` where the site was read; ``age`` seconds since the publications were last read, None if they never were;
    ``feeds`` the status feeds that this site reads; ``degraded`` what does not work at the moment, of ``database``, ``cache``,
    ``disk``, ``feeds`` and ``guides``. Visitors are served all the same.
    """

    guides: tuple[str, ...]
    failing: tuple[str, ...]
    origin: Origin
    age: float | None
    feeds: Mapping[str, FeedHealth]
    degraded: tuple[str, ...] = ()


class _Process:
    """What this process has: the thread, or a reader of its own; ``is_told`` when to look (``refresh``)."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.lock = Lock()
        self.watch: Watch | None = None
        self.own = Reader()
        self.is_told = False

    @property
    def reader(self) -> Reader:
        return self.watch.reader if self.watch else self.own


_process = _Process()


def _this_process() -> _Process:
    """The state of this process; a fork begins anew, its parent's thread is not there."""
    global _process  # noqa: PLW0603 (the one reference that is swapped)
    if _process.pid != os.getpid():
        _process = _Process()
    return _process


def start(folder: Path | None = None, *, chores: Sequence[Chore] = ()) -> None:
    """Start this process's thread, once; ``folder`` holds the last good releases (default ``var/live``).

    chores: what else the thread does after each look; each is quick, as visitors wait for news meanwhile.
    """
    here = _this_process()
    with here.lock:
        if here.watch is None:
            here.watch = Watch(folder or Path(settings.VAR) / "live", chores=chores)
            here.watch.start()


_shown: ContextVar[LiveSite | None] = ContextVar("shown", default=None)


@contextmanager
def site_override(other: LiveSite) -> Iterator[None]:
    """Inside, ``site`` returns this one: how a draft is previewed."""
    token = _shown.set(other)
    try:
        yield
    finally:
        _shown.reset(token)


def site() -> LiveSite:
    """The guides that visitors see now; inside ``site_override``, the other site's."""
    if shown := _shown.get():
        return shown
    here = _this_process()
    if here.watch:
        here.watch.first_look.wait(FIRST_LOOK)
    elif not here.is_told and (here.own.age is None or here.own.age >= PERIOD):
        here.own.read()
    return here.reader.site


def refresh() -> LiveSite:
    """Look at the publications now, in this thread; for tests and commands. Raises DatabaseError."""
    here = _this_process()
    here.is_told = True
    return here.own.read()


def forget() -> None:
    """Forget everything, as a process that has just begun; for tests."""
    global _process  # noqa: PLW0603 (as above)
    if _process.watch:
        _process.watch.stop()
    _process = _Process()


def health() -> Health:
    """The state of the live site, for the operator; waits for nothing."""
    reader = _this_process().reader
    broken = {slug for slug, one in reader.site.shelved.items() if one.is_broken}
    failing = tuple(sorted(broken | set(reader.refused_guides)))
    guides = tuple(slug for slug in reader.site.shelved if slug not in broken)
    feeds = {name: FeedHealth(_age(one.read_at), one.failing_since) for name, one in reader.site.feeds.items()}
    return Health(guides, failing, reader.origin, reader.age, feeds, tuple(_degraded_parts(reader, failing, feeds)))


def _degraded_parts(reader: Reader, failing: tuple[str, ...], feeds: Mapping[str, FeedHealth]) -> Iterator[str]:
    watch = _this_process().watch
    if DATABASE.state != "closed" or (watch and (reader.age is None or reader.age > OLD)):
        yield "database"
    if CACHE.state != "closed":
        yield "cache"
    if database_guard.is_refusing() or (watch and not watch.is_kept):
        yield "disk"
    if any(feed.failing_since for feed in feeds.values()):
        yield "feeds"
    if failing:
        yield "guides"


def is_unreadable(slug: str = "") -> bool:
    """Whether this guide, or the whole site, may be there and cannot be shown: nothing could be loaded of it."""
    if (shown := _shown.get()) and shown.shelved:
        return False
    known = health()
    return slug in known.failing or (not known.guides and (known.origin == "nothing" or bool(known.failing)))


def _age(at: dt.datetime | None) -> float | None:
    return (timezone.now() - at).total_seconds() if at else None
