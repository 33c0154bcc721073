"""``manage.py watch_status``."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests import feed_server
from tests.conftest import ROOT
from tests.feed_server import FeedServer, page
from tests.samples import sample


@pytest.fixture
def server(settings: Settings) -> Iterator[FeedServer]:
    with feed_server.serve(page(sample("status/outage.json"))) as running:
        settings.STATUS_FEEDS = {"": running.address}
        yield running


def test_a_try_says_what_the_feed_says(server: FeedServer, capsys: pytest.CaptureFixture[str]) -> None:
    """It keeps nothing: there is no database here."""
    call_command("watch_status", "--try")

    said = capsys.readouterr().out
    assert said.startswith("apple-status: 79 services.\n  FaceTime: slow since 2026-11-20 17:41:00+00:00\n")
    assert "iMessage: outage since" in said

    server.answer = page(b'{"services": [{"serviceName": "A", "events": []}], "drMessage": "Hm."}')
    call_command("watch_status", "--try")
    assert capsys.readouterr().out == "apple-status: 1 services.\n  About all of them: Hm.\n"

    server.answer = page(sample("status/all-ok.json"))
    call_command("watch_status", "--try")
    assert capsys.readouterr().out == "apple-status: 79 services.\n  Nothing is reported.\n"


def test_a_try_that_fails_says_why(server: FeedServer) -> None:
    server.answer = page(b"", "500 Oops")
    with pytest.raises(CommandError, match=r"apple-status: It answered 500 Oops\."):
        call_command("watch_status", "--try")


@pytest.mark.parametrize(
    ("feeds", "says"), [({}, "STATUS_FEED_URL is empty"), ({"weather": "http://a.example/"}, "names 'weather'")]
)
def test_without_a_feed_it_says_so(settings: Settings, feeds: dict[str, str], says: str) -> None:
    settings.STATUS_FEEDS = feeds
    with pytest.raises(CommandError, match=says):
        call_command("watch_status")


def test_a_database_without_tables_is_told(server: FeedServer, tmp_path: object) -> None:
    """Whoever runs it need not wonder why nothing comes."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "diagnostics.config.settings",
        "STATUS_FEED_URL": server.address,
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "watch_status"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        said = process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)

    assert "Status feeds are not fetched: the database cannot be used (no such table" in said


@pytest.mark.slow
def test_it_watches_until_it_is_stopped(server: FeedServer, tmp_path: object) -> None:
    """In a process of its own, which ends in peace."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "diagnostics.config.settings",
        "STATUS_FEED_URL": server.address,
        "DATABASE_URL": f"sqlite:///{tmp_path}/status.sqlite3",
    }
    run = [sys.executable, "manage.py"]
    subprocess.run([*run, "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    with subprocess.Popen(
        [*run, "watch_status"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        until = time.monotonic() + 60
        while not server.requests and time.monotonic() < until:
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)

    assert (process.returncode, said) == (0, "Watching apple-status. Ctrl-C stops it.\n")
    assert len(server.requests) == 1
