"""A code that was shown to somebody leads to its link, even when the server is killed while it makes more of them."""

import http.client
import os
import re
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlencode, urlsplit

import pytest

from tests.house.checkout import Running, Site
from tests.house.first_start import first_start

VISITORS = 8
ROUNDS = 2
ENOUGH = 40
"""So many codes are shown before the server is killed."""
PATIENCE = 60.0
FORM = urlencode({"walk": "see=green&device=iphone&show=steps"})

type Codes = Callable[[], set[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A checkout of its own, which has been started once."""
    with first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("killed")) as site:
        yield site


class Visitors:
    """Visitors who share again and again until the server is gone."""

    def __init__(self, running: Running) -> None:
        self.host = urlsplit(running.address).netloc
        self.shown: list[str] = []
        self.is_over = False
        self.threads = [threading.Thread(target=self._share, args=(at,)) for at in range(VISITORS)]

    def _share(self, at: int) -> None:
        for number in range(10_000):
            if self.is_over:
                return
            try:
                self._once(f"198.51.{at}.{number % 250}")
            except (OSError, http.client.HTTPException):
                return

    def _once(self, caller: str) -> None:
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection(self.host, timeout=PATIENCE)) as connection:
            connection.request("POST", "/imessage/share/", FORM, headers | {"X-Forwarded-For": caller})
            with connection.getresponse() as answer:
                if answer.status == 303:
                    self.shown.append(re.sub(r"/r/|-|/", "", answer.headers["Location"]).lower())

    def wait(self) -> None:
        """Until enough codes were shown."""
        for thread in self.threads:
            thread.start()
        began = time.monotonic()
        while len(self.shown) < ENOUGH and time.monotonic() - began < PATIENCE:
            time.sleep(0.01)

    def leave(self) -> None:
        """All of them, after their last request."""
        self.is_over = True
        for thread in self.threads:
            thread.join(PATIENCE)


def kill_under_load(site: Site, **settings: str) -> set[str]:
    """The codes that were shown before the server, master and workers, was killed in the midst of making more."""
    shown: set[str] = set()
    for _ in range(ROUNDS):
        with site.started("manage.py", "serve", **settings) as running:
            visitors = Visitors(running)
            visitors.wait()
            os.killpg(running.process.pid, signal.SIGKILL)
            visitors.leave()
            shown.update(visitors.shown)
    assert len(shown) >= ROUNDS * ENOUGH
    return shown


@pytest.mark.slow
def test_no_code_is_lost_on_sqlite(site: Site) -> None:
    """Every code that a visitor was sent is in the file."""
    shown = kill_under_load(site)

    database = sqlite3.connect(site.folder / "var" / "fixpath.sqlite3")
    stored = {code for (code,) in database.execute("SELECT code FROM diagnostics_resultlink")}
    database.close()
    assert shown - stored == set()


@contextmanager
def new_database() -> Iterator[str]:
    """The address of an empty database on the server of the tests."""
    import psycopg

    server = os.environ["TEST_POSTGRES_URL"]
    name = f"killed_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.postgres
def test_no_code_is_lost_on_postgresql(site: Site) -> None:
    """Every code that a visitor was sent is in the table."""
    import psycopg

    with new_database() as address:
        shown = kill_under_load(site, DATABASE_URL=address)
        with psycopg.connect(address) as connection:
            stored = {code for (code,) in connection.execute("SELECT code FROM diagnostics_resultlink")}
    assert shown - stored == set()
