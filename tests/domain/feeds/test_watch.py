"""One fetch for all processes: whose turn it is, what is kept, and what happens when nothing comes."""

import datetime as dt
import logging
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from diagnostics.content.feeds.reading import load_reading
from diagnostics.domain.feeds import Source, lease, start
from diagnostics.domain.feeds.lease import Version
from diagnostics.domain.feeds.watch import FeedWatch, read_if_due
from diagnostics.models import FeedReading
from tests import feed_server
from tests.conftest import ROOT
from tests.feed_server import FeedServer, page
from tests.samples import sample

OUTAGE = sample("status/outage.json")
ALL_OK = sample("status/all-ok.json")
BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
pytestmark = pytest.mark.django_db(transaction=True)
LOOK_ONCE = """
import django
django.setup()
from diagnostics.domain.feeds import sources
from diagnostics.domain.feeds.watch import read_if_due
print(read_if_due(sources()[0]))
"""


def row() -> FeedReading:
    return FeedReading.objects.get()


def make_due(**columns: Any) -> None:
    FeedReading.objects.update(next_at=Now() - dt.timedelta(seconds=1), **columns)


def seconds_until_next() -> float:
    return (row().next_at - timezone.now()).total_seconds()


@BOTH
def test_what_was_read_is_kept_with_its_time(source: Source, database: None) -> None:
    assert read_if_due(source)

    kept = row()
    assert load_reading(kept.text).active(["iMessage"])
    assert kept.read_at is not None
    assert abs(kept.read_at - timezone.now()) < dt.timedelta(seconds=10)
    assert (kept.failures, kept.error, kept.lease, kept.leased_until) == (0, "", "", None)
    assert 60 < seconds_until_next() <= 90


def test_it_is_not_fetched_before_its_time(source: Source, server: FeedServer) -> None:
    assert read_if_due(source)
    assert not read_if_due(source)
    assert len(server.requests) == 1


def test_nothing_new_is_heard_again(source: Source, server: FeedServer) -> None:
    """304 makes the reading fresh and changes nothing."""
    server.answer = feed_server.unless_known(OUTAGE, '"one"')
    read_if_due(source)
    make_due(read_at=timezone.now() - dt.timedelta(hours=1))
    before = row().text
    read_if_due(source)

    assert (row().text, row().etag, len(server.requests)) == (before, '"one"', 2)
    assert (row().read_at or timezone.now() - dt.timedelta(days=1)) > timezone.now() - dt.timedelta(minutes=1)


def test_what_another_version_kept_is_fetched_whole(source: Source, server: FeedServer) -> None:
    server.answer = feed_server.unless_known(OUTAGE, '"one"')
    read_if_due(source)
    make_due(text='{"of": "another version"}')
    read_if_due(source)

    assert load_reading(row().text).active(["iMessage"])
    assert "if-none-match" not in server.requests[1].lower()


def test_a_failure_keeps_what_was_read_and_waits_longer_each_time(
    source: Source, server: FeedServer, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged once, and once more when it is over."""
    read_if_due(source)
    good = row()
    server.answer = page(b"<html>", "500 Oops")
    pauses = []
    for _ in range(6):
        make_due()
        read_if_due(source)
        pauses.append(seconds_until_next())
    failed = row()

    assert (failed.text, failed.read_at) == (good.text, good.read_at)
    assert (failed.failures, failed.error) == (6, "It answered 500 Oops.")
    assert failed.failing_since is not None
    assert all(earlier < later + 1 for earlier, later in pairwise(pauses))
    assert 850 < pauses[-1] <= 900
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "It answered 500 Oops. What was read before is kept." in caplog.text

    server.answer = page(ALL_OK)
    make_due()
    read_if_due(source)
    assert (row().failures, row().error, row().failing_since) == (0, "", None)
    assert [record.message for record in caplog.records][1:] == ["The status feed apple-status can be read again."]


@pytest.mark.parametrize(("wish", "most"), [("200", 200), ("999999", 3600)])
def test_a_wish_to_wait_is_granted_within_reason(source: Source, server: FeedServer, wish: str, most: int) -> None:
    server.answer = page(b"", "429 Too Many Requests", retry_after=wish)
    read_if_due(source)

    assert most - 10 < seconds_until_next() <= most


def test_garbage_is_a_failure(source: Source, server: FeedServer) -> None:
    """Of what was never read, nothing is known."""
    server.answer = page(b'{"services": []}')
    read_if_due(source)

    assert (row().text, row().read_at, row().failures) == ("", None, 1)
    assert "at least 1 item" in row().error


@BOTH
def test_of_many_at_once_one_fetches(source: Source, server: FeedServer, database: None) -> None:
    """Threads that look all the time, each with its own connection: never two fetches at a time, none too many."""
    server.answer = feed_server.slowly(page(OUTAGE), 0.3)

    def look(_: int) -> bool:
        try:
            return read_if_due(source)
        finally:
            connection.close()

    for round_ in (1, 2):
        with ThreadPoolExecutor(8) as threads:
            turns = [*threads.map(look, range(16))]
        assert turns.count(True) == 1
        assert len(server.requests) == round_
        make_due()


@pytest.mark.slow
@BOTH
def test_of_many_processes_one_fetches(source: Source, server: FeedServer, database: None) -> None:
    """The same with processes."""
    server.answer = feed_server.slowly(page(OUTAGE), 1.5)
    FeedReading.objects.create(feed=source.name)
    connections.close_all()
    here = connection.settings_dict
    url = f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "diagnostics.config.settings",
        "DATABASE_URL": url if connection.vendor == "postgresql" else f"sqlite:///{here['NAME']}",
        "STATUS_FEED_URL": server.address,
    }
    run = [sys.executable, "-c", LOOK_ONCE]
    children = [subprocess.Popen(run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = sorted(child.communicate(timeout=120)[0] for child in children)

    assert said == ["False\n", "False\n", "True\n"]
    assert len(server.requests) == 1


@BOTH
def test_a_holder_that_died_is_replaced(source: Source, database: None) -> None:
    """Its lease runs out; if it was only slow, what it brings then no longer counts."""
    FeedReading.objects.create(feed=source.name)
    slow = lease.take(source.name)
    assert slow is not None
    assert lease.take(source.name) is None

    FeedReading.objects.update(leased_until=Now() - dt.timedelta(seconds=1))
    assert read_if_due(source)
    assert not slow.keep("", Version())
    assert not slow.fail("too late")
    assert load_reading(row().text).active(["iMessage"])


@BOTH
@pytest.mark.parametrize("failures", [0, 3])
def test_a_clock_that_goes_back_stops_nobody(source: Source, failures: int, database: None) -> None:
    """What was due in a minute is due in an hour and a minute then, and a lease of a minute lasts as long."""
    hour = Now() + dt.timedelta(seconds=3600 + 55)
    FeedReading.objects.create(feed=source.name, failures=failures)
    FeedReading.objects.update(next_at=hour, lease="somebody", leased_until=hour)
    assert read_if_due(source)
    assert seconds_until_next() <= 90


@pytest.mark.slow
def test_a_thread_fetches_and_stops(source: Source, server: FeedServer, settings: Settings) -> None:
    """Again and again, as often as is configured."""
    settings.STATUS_FEED_SECONDS = 1
    watch = FeedWatch([source], period=0.05)
    watch.start()
    until = time.monotonic() + 20
    while len(server.requests) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    watch.stop()
    seen = len(server.requests)
    time.sleep(1.2)

    assert seen >= 3
    assert len(server.requests) == seen


def test_a_database_that_is_away_does_not_end_the_watch(
    source: Source, server: FeedServer, caplog: pytest.LogCaptureFixture
) -> None:
    """That is said once, and so is that it is back."""
    watch = FeedWatch([source])
    with connection.schema_editor() as schema:
        schema.alter_db_table(FeedReading, "diagnostics_feedreading", "away")
    try:
        watch.look()
        watch.look()
    finally:
        with connection.schema_editor() as schema:
            schema.alter_db_table(FeedReading, "away", "diagnostics_feedreading")
    watch.look()
    watch.look()

    assert len(server.requests) == 1
    away, back = (record.message for record in caplog.records)
    assert away.startswith("Status feeds are not fetched: the database cannot be used (")
    assert back == "The database can be used again: status feeds are fetched."


@pytest.mark.parametrize(("feeds", "who"), [({}, "worker"), ({"": "http://127.0.0.1:1/"}, "alone")])
def test_workers_leave_it_where_they_are_not_to_fetch(
    settings: Settings, feeds: dict[str, str], who: str, caplog: pytest.LogCaptureFixture
) -> None:
    """No feed, or a command of its own that fetches it: no thread."""
    caplog.set_level(logging.INFO)
    settings.STATUS_FEEDS, settings.STATUS_WATCH = feeds, who
    start()

    assert not FeedReading.objects.exists()
