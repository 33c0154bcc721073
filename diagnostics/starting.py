"""What the master loads for all workers, and what each worker starts. Imported only once Django is set up."""

import gc
import os
import sys
from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.urls import get_resolver
from gunicorn.workers.base import Worker

from diagnostics.config.stamp import examination_stamp
from diagnostics.domain import about, feeds, live, outcomes, searches
from diagnostics.domain.live.thread import Chore
from diagnostics.domain.results import link_visits
from diagnostics.domain.safeguards import patience
from diagnostics.domain.safeguards.circuit import DATABASE
from diagnostics.domain.safeguards.database_guard import WORKPLACE
from diagnostics.domain.safeguards.impatience import limit_statements
from diagnostics.domain.safeguards.probes import Prober
from diagnostics.domain.webhooks.delivering import DeliveryRounds
from diagnostics.management.serving.succession import take_over
from diagnostics.web import warming
from diagnostics.web.cards import making
from diagnostics.web.site import build

SWITCH: Final = 0.001
"""Seconds after which a thread that only computes gives way, so that who waits for the database is not late (docs/decisions/064)."""


def load() -> None:
    """In the master: what the first requests would load. No worker copies it only to look for what is left over."""
    get_resolver().url_patterns  # noqa: B018 (views are imported by looking)
    # Of the code that is loaded now, whatever lies on disk when a worker is replaced.
    build.stamp()
    examination_stamp()
    gc.collect()
    gc.freeze()


def begin(worker: Worker) -> None:
    """In a worker: start watching for publications, status feeds and what webhooks are told. Threads do not survive a fork."""
    if settings.SENTRY_DSN:
        from diagnostics.config.reporting import error_reports  # noqa: PLC0415 (its packages are its own)

        error_reports.begin(settings.SENTRY_DSN, site=settings.SITE_URL)  # its thread did not survive the fork
    # What preparing the site has waited for says nothing of this worker's answers.
    patience.forget()
    DATABASE.succeed()
    limit_statements(int(WORKPLACE.each) - 1)
    sys.setswitchinterval(SWITCH)
    Prober().start()
    about.begin()
    live.start(chores=list(_chores()))
    feeds.start()
    DeliveryRounds().start()
    # The master forgets this name once the one of before is gone.
    if former := os.environ.get("GUNICORN_PID"):
        take_over(worker, int(former))


def _chores() -> Iterator[Chore]:
    yield from (outcomes.tend, link_visits.flush, about.tend, searches.prepare, searches.tend)
    yield from (making.Maker(), warming.Warmth())
    if settings.METRICS_TOKEN:
        # It counts in this worker's place, and is imported only there.
        from diagnostics.web.monitoring import gauges  # noqa: PLC0415 (as above)

        yield gauges.of_this_process()
